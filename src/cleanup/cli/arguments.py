"""Arguments and options that name files, folders and rules."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from click.shell_completion import CompletionItem

from cleanup.errors import OutputError, reason_of
from cleanup.formats.remote import refuse_folder
from cleanup.rules import RULES
from cleanup.runs.inputs import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Command = TypeVar("Command", bound="Callable[..., object]")


class PathName(click.ParamType):  # type: ignore[type-arg]  # generic in new releases only
    """A path as it was given. An empty one would be the working folder, which nobody meant."""

    name = "path"
    completion = "file"  # what a shell completes

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path; an empty one is an error of usage."""
        if not value:
            self.fail("an empty path; `.` is the working folder.", param, ctx)
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # as click calls it
        param: click.Parameter,  # noqa: ARG002  # as above
        incomplete: str,
    ) -> list[CompletionItem]:
        """Leave it to the shell."""
        return [CompletionItem(incomplete, type=self.completion)]


class FolderName(PathName):
    """A path of a folder that holds a record, on this machine."""

    completion = "dir"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path; an address is an error of usage."""
        path = super().convert(value, param, ctx)
        try:
            refuse_folder(path)
        except OutputError as error:
            self.fail(f"{error}.", param, ctx)
        return path


class Codes(click.ParamType):  # type: ignore[type-arg]  # as above
    """Codes of rules, and what they begin with, separated by commas."""

    name = "codes"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # as above
        param: click.Parameter,  # noqa: ARG002  # as above
        incomplete: str,
    ) -> list[CompletionItem]:
        """The families and the rules that begin as the last one does."""
        before, comma, last = incomplete.rpartition(",")
        names = {rule.code: rule.name for rule in RULES}
        named = {"ALL": "all rules"} | {code[:3]: "" for code in names} | names
        return [
            CompletionItem(f"{before}{comma}{code}", help=name)
            for code, name in named.items()
            if code.startswith(last.upper())
        ]


CODES = Codes()
PATH = PathName()
FOLDER = FolderName()

of_rules = click.option(
    "--rule", "rules", metavar="CODES", type=CODES, multiple=True, help="Only what these rules did."
)


@contextmanager
def naming(folder: str) -> Iterator[None]:
    """Let an error about a folder say which folder that is."""
    try:
        yield
    except OutputError as error:
        raise OutputError(f"{folder}: {error}") from None


def input_paths(command: Command, unless: str = "") -> Command:
    """Add PATH... and --files-from; the command gets what both name as `paths`.

    There has to be one, `unless` the flag of that name is set: then there may be none.
    """

    @wraps(command)
    def with_paths(*, paths: tuple[str, ...], files_from: str | None, **values: Any) -> object:
        if values.get(unless):
            if paths or files_from:
                raise click.UsageError(f"--{unless} takes no PATH.")
            return command(paths=(), **values)
        if not paths and files_from is None:
            raise click.UsageError("Missing argument 'PATHS...', or --files-from.")
        listed = _listed(files_from) if files_from is not None else ()
        if files_from == STDIN and STDIN in (*paths, *listed):
            raise click.UsageError("standard input is the list of files; it is no input as well.")
        return command(paths=(*paths, *listed), **values)

    option = click.option(
        "--files-from",
        metavar="FILE",
        type=PATH,
        help="Take more PATHs from FILE or -, one a line, or with a NUL after each.",
    )
    argument = click.argument("paths", nargs=-1, type=PATH)
    return cast("Command", argument(option(with_paths)))


def _listed(name: str) -> tuple[str, ...]:
    """The names that a file has, or standard input; in whatever bytes, as file systems have them.

    Raises UsageError for one that cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise click.UsageError(f"--files-from: {name}: {reason_of(error)}") from None
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return tuple(os.fsdecode(one) for one in names if one)
