"""cleanup run: clean, to stdout, into a folder, or in place."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.inputs import STDIN, Batch, Item, expand
from cleanup.cli.options import plan_options
from cleanup.cli.results import in_place, into_folder
from cleanup.cli.streams import as_diff, as_jsonl, to_stdout
from cleanup.errors import EngineError, OutputError
from cleanup.report.escape import shown
from cleanup.report.summary import Summary
from cleanup.report.terminal import complain, passed_over_line, print_summary, several, summary_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.cli.plan import Plan

    Stream = Callable[[Sequence[Item], Plan, Summary], None]

IN_PLACE = "--in-place"


class Run(click.Command):
    """A command whose --in-place takes a value only after `=`, never the next argument."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = args[: args.index("--")] if "--" in args else args
        marked = [f"{IN_PLACE}=" if arg == IN_PLACE else arg for arg in own]
        return super().parse_args(ctx, marked + args[len(own) :])


@click.command(cls=Run, name="run")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", help="Write below this folder.")
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
    _check_suffix(suffix, paths)
    summary = Summary()
    folders: list[Path] = []
    for folder, work in _jobs(paths, output, suffix, stream, force):
        try:
            work(plan, summary)
        except (EngineError, OutputError) as error:
            complain(str(folder or "run"), str(error))
            summary.failed += 1
        else:
            folders += [folder] if folder else []
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


def _jobs(
    paths: tuple[str, ...],
    output: str | None,
    suffix: str | None,
    stream: Stream | None,
    force: bool,
) -> Iterator[tuple[Path | None, Callable[[Plan, Summary], None]]]:
    """What is to be done, and the folder where its record will be, if there is one."""
    if stream:
        yield None, partial(stream, list(expand(paths)))
    elif suffix is not None:
        for root, items in _by_root(paths):
            yield (
                root,
                partial(in_place, root, Batch(paths, _without(items, suffix)), suffix=suffix),
            )
    else:
        for target, chosen in _targets(paths, output):
            items = list(expand(chosen, without=target))
            if target is None:
                yield None, partial(to_stdout, items)
            else:
                yield target, partial(into_folder, target, Batch(chosen, items), force=force)


def _targets(
    paths: Sequence[str], output: str | None
) -> Iterator[tuple[Path | None, tuple[str, ...]]]:
    """Which paths go to which folder; None is stdout."""
    if output is not None:
        yield Path(output), tuple(paths)
        return
    for is_folder, chosen in groupby(paths, lambda path: path != STDIN and Path(path).is_dir()):
        if not is_folder:
            yield None, tuple(chosen)
            continue
        for path in chosen:
            place = Path(path).resolve() if Path(path).name in ("", "..") else Path(path)
            yield place.with_name(f"{place.name}.clean"), (path,)


def _by_root(paths: Sequence[str]) -> list[tuple[Path, list[Item]]]:
    """The documents by the folder that keeps their record.

    That is the folder that was named; for a file the working folder, if it lies below that, else
    the file's own folder.
    """
    here = Path.cwd()
    roots: dict[Path, list[Item]] = {}
    for path in paths:
        for item in expand((path,)):
            if item.path is None:
                continue
            place = item.path.parent.resolve() / item.path.name
            root = Path(path)
            if not root.is_dir():
                root = here if place.is_relative_to(here) else item.path.parent
            relative = place.relative_to(root.resolve()).as_posix()
            roots.setdefault(root, []).append(replace(item, relative=relative))
    return list(roots.items())


def _without(items: Sequence[Item], suffix: str) -> list[Item]:
    """The documents but for the originals that an earlier run kept beside them."""
    mended = {f"{item.relative}{suffix}" for item in items}
    return [item for item in items if not suffix or item.relative not in mended]


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
    hints += (f"Undo: cleanup undo {shown(str(folder))}" for folder in folders)
    print_summary(summary, hints)
