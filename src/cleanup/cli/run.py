"""cleanup run: clean, to stdout, into a folder, or in place."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cleanup.cli.arguments import PATH
from cleanup.cli.options import plan_options
from cleanup.cli.streams import as_diff, as_jsonl, to_stdout
from cleanup.errors import EngineError, OutputError
from cleanup.formats.inside import inner_name
from cleanup.report.escape import shown
from cleanup.report.summary import Summary
from cleanup.report.terminal import complain, passed_over_line, print_summary, several, summary_line
from cleanup.runs.folder import May, into_folder
from cleanup.runs.in_place import in_place
from cleanup.runs.inputs import STDIN, Batch, Item, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.runs.plan import Plan

    Stream = Callable[[Sequence[Item], Plan, Summary], None]

IN_PLACE = "--in-place"


class Run(click.Command):
    """A command whose --in-place takes a value only after `=`, never the next argument."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = args[: args.index("--")] if "--" in args else args
        marked = [f"{IN_PLACE}=" if arg == IN_PLACE else arg for arg in own]
        return super().parse_args(ctx, marked + args[len(own) :])


@click.command(cls=Run, name="run")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("-o", "--output", metavar="OUT", type=PATH, help="Write below this folder.")
@click.option(
    IN_PLACE,
    "suffix",
    metavar="[=SUFFIX]",
    help="Replace the files; with SUFFIX, keep each original as FILE+SUFFIX.",
)
@click.option("--diff", is_flag=True, help="Show what would change, write nothing; 1 if anything.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    help="jsonl: one JSON object for each document, all to stdout.",
)
@click.option("--prune", is_flag=True, help="Remove results from OUT whose inputs are gone.")
@click.option("--force", is_flag=True, help="Write into a folder that cleanup did not make.")
@click.option("--exit-non-zero-on-change", "strict", is_flag=True, help="Exit with 1 on a change.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@plan_options
def command(  # noqa: PLR0913  # one parameter for each option is how click works
    *,
    paths: tuple[str, ...],
    output: str | None,
    suffix: str | None,
    diff: bool,
    form: str,
    prune: bool,
    force: bool,
    strict: bool,
    quiet: bool,
    plan: Plan,
) -> int:
    """Clean each PATH: a FILE or - to stdout, a DIR to DIR.clean/ (or all below -o OUT).

    OUT mirrors the names of the input and holds .cleanup/ with the record of every change;
    `cleanup undo OUT` takes the changes back. Of documents that are copies of one another one is
    kept. What an earlier run into OUT has cleaned already is not cleaned again.
    """
    stream = as_diff if diff else as_jsonl if form == "jsonl" else None
    if (output is not None) + (suffix is not None) + diff + (form == "jsonl") > 1:
        raise click.UsageError(
            "--output, --in-place, --diff and --format jsonl exclude each other."
        )
    if prune and (suffix is not None or stream is not None):
        raise click.UsageError("--prune is for a folder of results.")
    _check_suffix(suffix, paths)
    summary = Summary()
    asked = _Asked(paths, output, suffix, stream, May(force, prune))
    folders = _worked(asked, replace(plan, tell_mended=strict), summary)
    if not quiet:
        _summarise(summary, folders, strict=strict)
    if summary.failed:
        return 2
    return 1 if summary.changed and (diff or strict) else 0


def _check_suffix(suffix: str | None, paths: tuple[str, ...]) -> None:
    if suffix is not None and STDIN in paths:
        raise click.UsageError("standard input cannot be mended in place.")
    if suffix and "/" in suffix:
        raise click.UsageError("the suffix of --in-place is a part of a name, without a slash.")


class _Asked(NamedTuple):
    """What was asked for of which paths: one of output, suffix (in place) and stream, if any."""

    paths: tuple[str, ...]
    output: str | None
    suffix: str | None
    stream: Stream | None
    may: May


def _worked(asked: _Asked, plan: Plan, summary: Summary) -> list[Path]:
    """Do what was asked for; the folders that hold the record of it."""
    folders = []
    for folder, work in _jobs(asked, summary.links):
        try:
            work(plan, summary)
        except (EngineError, OutputError) as error:
            complain(str(folder or "run"), str(error))
            summary.failed += 1
        except OSError as error:
            if folder is None:  # a stream that is closed or full
                raise
            complain(str(error.filename or folder), error.strerror or str(error))
            summary.failed += 1
        else:
            folders += [folder] if folder else []
    return folders


def _jobs(
    asked: _Asked, links: list[Path]
) -> Iterator[tuple[Path | None, Callable[[Plan, Summary], None]]]:
    """What is to be done, and the folder where its record will be, if there is one."""
    paths, output, suffix, stream, may = asked
    if stream:
        yield None, partial(stream, list(expand(paths, links=links)))
    elif suffix is not None:
        for root, items in _by_root(paths, links):
            yield root, partial(in_place, root, Batch(paths, items), suffix=suffix)
    else:
        for target, chosen in _targets(paths, output):
            items = list(expand(chosen, target, links))
            if target is None:
                yield None, partial(to_stdout, items)
            elif output is None and target.is_symlink():
                yield target, _refuse_link
            else:
                yield target, partial(into_folder, target, Batch(chosen, items), may=may)


def _targets(
    paths: Sequence[str], output: str | None
) -> Iterator[tuple[Path | None, tuple[str, ...]]]:
    """Which paths go to which folder; None is stdout."""
    if output is not None:
        yield Path(output), tuple(paths)
        return
    for is_folder, chosen in groupby(paths, _is_folder):
        if not is_folder:
            yield None, tuple(chosen)
            continue
        for path in chosen:
            place = Path(path).resolve() if Path(path).name in ("", "..") else Path(path)
            target = place.with_name(f"{place.name}.clean")
            yield target, (path,)


def _refuse_link(_plan: Plan, _summary: Summary) -> None:
    raise OutputError("is a link that nobody has named; if you mean it, name it with -o")


def _is_folder(path: str) -> bool:
    return path != STDIN and os.path.isdir(path)  # noqa: PTH112  # as in inputs.py


def _by_root(paths: Sequence[str], links: list[Path]) -> list[tuple[Path, list[Item]]]:
    """The documents by the folder that keeps their record, each file once, by its own name there.

    That is the folder that was named; for a file the working folder, if it lies below that, else
    the file's own folder.
    """
    here = Path.cwd()
    roots: dict[Path, dict[str, Item]] = {}
    for path in paths:
        for item in expand((path,), links=links):
            if item.path is None:
                continue
            place = Path(os.path.realpath(item.path.parent)) / item.path.name
            root = Path(path)
            if not _is_folder(path):
                root = here if place.is_relative_to(here) else item.path.parent
            inner = inner_name(root, item.path)  # that of what a link leads to
            name = inner or place.relative_to(os.path.realpath(root)).as_posix()
            roots.setdefault(root, {}).setdefault(name, replace(item, relative=name))
    return [(root, [*items.values()]) for root, items in roots.items()]


def _summarise(summary: Summary, folders: Sequence[Path], *, strict: bool) -> None:
    """One line after a stream or for a hook; a table and what to look at next after a folder."""
    passed = [passed_over_line(summary)] if summary.passed_over else []
    if strict or not folders:
        sys.stderr.writelines(f"cleanup: {line}\n" for line in (summary_line(summary), *passed))
        return
    hints = passed
    share, name = summary.shortest
    if share < 1:
        hints.append(f"Lost most: {shown(name)}, {1 - share:.0%} of its characters.")
    if summary.reported:
        codes = ",".join(sorted(summary.reported))
        hints.append(f"Reported only: cleanup check PATH --select {codes}")
    if summary.left_out:
        hints.append(f"Left out: {several(summary.left_out, 'copy', 'copies')} of what is kept.")
        hints += (f"  {shown(name)}: {shown(reason)}" for name, reason in summary.examples)
    if summary.orphans:
        kept = several(summary.orphans, "result")
        hints.append(f"Kept: {kept} whose input is gone; --prune removes what nobody has changed.")
    if summary.pruned:
        hints.append(f"Removed: {several(summary.pruned, 'result')} whose input is gone.")
    hints += (f"Undo: cleanup undo {shown(str(folder))}" for folder in folders)
    print_summary(summary, hints)
