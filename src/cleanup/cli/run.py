"""cleanup run: clean, to stdout, into a folder, or in place."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.inputs import STDIN, Item, cleaned, expand
from cleanup.cli.options import rule_options, settings_of
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.ledger import Ledger, digest, is_ours
from cleanup.report.terminal import Summary, complain, print_summary, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.settings import Script, Settings

BARE = "--in-place"


class Run(click.Command):
    """A command whose --in-place takes a value only after `=`, never the next argument."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = args[: args.index("--")] if "--" in args else args
        changed = [f"{BARE}=" if arg == BARE else arg for arg in own]
        return super().parse_args(ctx, changed + args[len(own) :])


@click.command(cls=Run, name="run")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="Write below this folder.")
@click.option(
    BARE,
    "in_place",
    metavar="[=SUFFIX]",
    help="Replace the files; with SUFFIX, keep each original as FILE+SUFFIX.",
)
@click.option("--diff", is_flag=True, help="Show what would change, write nothing; 1 if anything.")
@click.option("--force", is_flag=True, help="Write into a folder that cleanup did not make.")
@click.option("--exit-non-zero-on-change", "strict", is_flag=True, help="Exit with 1 on a change.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@rule_options
def command(  # noqa: PLR0913  # one parameter for each option is how click works
    *,
    paths: tuple[str, ...],
    output: str | None,
    in_place: str | None,
    diff: bool,
    force: bool,
    strict: bool,
    quiet: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    script: Script,
) -> int:
    """Clean each PATH: a FILE or - to stdout, a DIR to DIR.clean/ (or all below -o OUT).

    OUT mirrors the names of the input and holds .cleanup/ with the record of every change;
    `cleanup undo OUT` takes the changes back.
    """
    settings = settings_of(select, ignore, script)
    if (output is not None) + (in_place is not None) + diff > 1:
        raise click.UsageError("--output, --in-place and --diff exclude each other.")
    if in_place is not None and STDIN in paths:
        raise click.UsageError("standard input cannot be mended in place.")
    summary = Summary()
    hints: list[str] = []
    if diff:
        _diff(list(expand(paths)), settings, summary)
    elif in_place is not None:
        for root, items in _by_root(paths):
            _guarded(root, summary, lambda: _replace(root, items, in_place, settings, summary))
            hints.append(f"Undo: cleanup undo {shown(str(root))}")
    else:
        for target, chosen in _targets(paths, output):
            if target is None:
                _print(list(expand(chosen)), settings, summary)
            else:
                items = list(expand(chosen, without=target))
                _guarded(target, summary, lambda: _mirror(target, items, force, settings, summary))
                hints.append(
                    f"Written to {shown(str(target))}/. Undo: cleanup undo {shown(str(target))}"
                )
    if not quiet:
        _summarise(summary, hints)
    if summary.failed:
        return 2
    return 1 if summary.changed and (diff or strict) else 0


def _targets(paths: Sequence[str], output: str | None) -> list[tuple[Path | None, tuple[str, ...]]]:
    """Which paths go to which folder; None is stdout."""
    if output is not None:
        return [(Path(output), tuple(paths))]
    targets: list[tuple[Path | None, tuple[str, ...]]] = []
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            place = Path(os.path.normpath(path)) if Path(path).name else Path(path).resolve()
            targets.append((place.with_name(f"{place.name}.clean"), (path,)))
        elif targets and targets[-1][0] is None:
            targets[-1] = (None, (*targets[-1][1], path))
        else:
            targets.append((None, (path,)))
    return targets


def _by_root(paths: Sequence[str]) -> list[tuple[Path, list[Item]]]:
    """The documents by the folder that keeps their ledger.

    That is the folder named, for a file the working folder it lies in, else its own folder.
    """
    here = Path.cwd()
    roots: dict[Path, list[Item]] = {}
    for item in expand(paths):
        named = next(
            (Path(p) for p in paths if Path(p).is_dir() and _below(item.path, Path(p))), None
        )
        if item.path is None:
            continue
        root = named or (here if _below(item.path, here) else item.path.parent)
        relative = item.path.resolve().parent.relative_to(root.resolve()) / item.path.name
        roots.setdefault(root, []).append(Item(item.name, item.path, relative.as_posix()))
    return list(roots.items())


def _below(path: Path | None, folder: Path) -> bool:
    return path is not None and path.resolve().parent.is_relative_to(folder.resolve())


def _guarded(root: Path, summary: Summary, work: Callable[[], None]) -> None:
    """Do the work of one folder; if its ledger or the folder is at fault, go on with the next."""
    try:
        work()
    except OutputError as error:
        complain(str(root), str(error))
        summary.failed += 1


def _print(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    for _, data, outcome in cleaned(items, settings, summary):
        if outcome.document is not None:
            output = outcome.document.text.encode()
            summary.add(outcome, changed=output != data)
            sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def _diff(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    escape = sys.stdout.isatty()
    for item, data, outcome in cleaned(items, settings, summary):
        if outcome.document is None:
            continue
        after = outcome.document.text
        summary.add(outcome, changed=after.encode() != data)
        for line in difflib.unified_diff(
            outcome.decoded.split("\n"), after.split("\n"), item.name, item.name, lineterm=""
        ):
            content = shown(line) if escape else line
            sys.stdout.buffer.write(content.encode("utf-8", "surrogateescape") + b"\n")
    sys.stdout.buffer.flush()


def _mirror(
    target: Path, items: Sequence[Item], force: bool, settings: Settings, summary: Summary
) -> None:
    """Write the clean documents below `target`, with a new ledger."""
    if target.exists() and not target.is_dir():
        raise OutputError("exists and is no folder")
    if target.is_dir() and any(target.iterdir()) and not is_ours(target) and not force:
        raise OutputError(
            "exists and was not made by cleanup; choose another -o OUT or use --force"
        )
    with Ledger(target, fresh=True) as ledger:
        complete = False
        try:
            for item, data, outcome in cleaned(items, settings, summary):
                if outcome.document is None:
                    continue
                output = outcome.document.text.encode()
                if item.relative in ledger.entries:
                    complain(item.name, f"another input is called {item.relative} too; left out")
                    summary.failed += 1
                    continue
                ledger.record(item.relative, data, output, outcome)
                if _written(target / item.relative, output, item, summary):
                    summary.add(outcome, changed=output != data)
            complete = True
        finally:
            ledger.close(settings, summary.counts(), complete=complete)
        _sweep(target, ledger, {item.relative for item in items})


def _sweep(target: Path, ledger: Ledger, wanted: set[str]) -> None:
    """Remove results of documents that are no longer among the inputs, unless somebody edited them."""
    for doc, entry in ledger.previous.items():
        old = target / doc
        if doc not in wanted and old.is_file() and digest(old.read_bytes()) == entry.output:
            old.unlink()


def _replace(
    root: Path, items: Sequence[Item], suffix: str, settings: Settings, summary: Summary
) -> None:
    """Replace the files that change; the ledger lies in `root`."""
    with Ledger(root, fresh=False) as ledger:
        complete = False
        try:
            for item, data, outcome in cleaned(items, settings, summary):
                if outcome.document is None or item.path is None:
                    continue
                output = outcome.document.text.encode()
                if output == data:
                    summary.add(outcome, changed=False)
                    continue
                if suffix and not _written(Path(f"{item.path}{suffix}"), data, item, summary):
                    continue
                ledger.record(item.relative, data, output, outcome)
                if _written(item.path, output, item, summary):
                    summary.add(outcome, changed=True)
            complete = True
        finally:
            ledger.close(settings, summary.counts(), complete=complete)


def _written(path: Path, data: bytes, item: Item, summary: Summary) -> bool:
    """Write one file; if that fails, say so and count it."""
    try:
        files.write(path, data)
    except OutputError as error:
        complain(item.name, str(error))
        summary.failed += 1
        return False
    return True


def _summarise(summary: Summary, hints: list[str]) -> None:
    if not hints:
        sys.stderr.write(f"cleanup: {summary.line()}\n")
        return
    if summary.reported:
        codes = ",".join(sorted(summary.reported))
        hints.insert(0, f"Left as it was, see: cleanup check PATH --select {codes}")
    share, name = summary.shortest
    if share < 1:
        hints.insert(0, f"Lost most: {shown(name)}, {1 - share:.0%} of its characters.")
    print_summary(summary, hints)
