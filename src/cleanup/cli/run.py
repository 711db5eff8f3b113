"""cleanup run: clean, to stdout, into a folder, or in place."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import FOLDER, input_paths
from cleanup.cli.options import plan_options
from cleanup.report.diff import coloured, diff_lines
from cleanup.report.terminal import Terminal
from cleanup.rules import with_own
from cleanup.runs import jobs
from cleanup.runs.cutting import sort_out
from cleanup.runs.inputs import STDIN, expand
from cleanup.runs.run import Run
from cleanup.runs.streams import outputs, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.runs.inputs import Item
    from cleanup.settings import Output, Plan, Settings

IN_PLACE = "--in-place"


class RunCommand(click.Command):
    """A command whose --in-place takes a value only after `=`, never the next argument."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = args[: args.index("--")] if "--" in args else args
        marked = [f"{IN_PLACE}=" if arg == IN_PLACE else arg for arg in own]
        return super().parse_args(ctx, marked + args[len(own) :])


@click.command(cls=RunCommand, name="run")
@input_paths
@click.option("-o", "--output", metavar="OUT", type=FOLDER, help="Write below this folder.")
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
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
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
    settings: Settings,
    plan: Plan,
) -> int:
    """Clean each PATH: a FILE or - to stdout, a DIR to DIR.clean/ (or all below -o OUT).

    OUT mirrors the names of the input and holds .cleanup/ with the record of every change;
    `cleanup undo OUT` takes the changes back. Of documents that are copies of one another one is
    kept. What an earlier run into OUT has cleaned already is not cleaned again.
    """
    stream = _diff if diff else _jsonl if form == "jsonl" else None
    if (output is not None) + (suffix is not None) + diff + (form == "jsonl") > 1:
        raise click.UsageError(
            "--output, --in-place, --diff and --format jsonl exclude each other."
        )
    if prune and (suffix is not None or stream is not None):
        raise click.UsageError("--prune is for a folder of results.")
    _check_suffix(suffix, paths)
    prints = output is None and suffix is None
    rules = with_own(settings.rules)
    with Terminal(rules, strict=strict, quiet=quiet, prints=prints) as terminal:
        run = Run(settings, replace(plan, force=force, prune=prune), terminal)
        for job in _jobs(paths, output, suffix, stream, run):
            with _told_to_go_on(job):
                jobs.attempt(job, run)
    if not quiet:
        terminal.summarise()
    if run.counts.unprocessed:
        return 2
    return 1 if run.counts.changed and (diff or strict) else 0


@contextmanager
def _told_to_go_on(job: jobs.Job) -> Iterator[None]:
    """Say of work that is interrupted how it goes on, if it does: a stream begins anew."""
    try:
        yield
    except KeyboardInterrupt as cause:
        if job.folder is not None:
            cause.add_note("the same command goes on where it was")
        raise


def _check_suffix(suffix: str | None, paths: tuple[str, ...]) -> None:
    if suffix is not None and STDIN in paths:
        raise click.UsageError("standard input cannot be mended in place.")
    if suffix and "/" in suffix:
        raise click.UsageError("the suffix of --in-place is a part of a name, without a slash.")


def _jobs(
    paths: Sequence[str],
    output: str | None,
    suffix: str | None,
    stream: jobs.Stream | None,
    run: Run,
) -> Iterator[jobs.Job]:
    """What is to be done, one after the other."""
    if stream is not None:
        yield jobs.Job(None, partial(stream, expand(paths, run)))
    elif suffix is not None:
        yield from jobs.mending(paths, suffix, run)
    elif output is not None:
        yield jobs.into(Path(output), paths, run)
    else:
        yield from jobs.beside(paths, _texts, run)


def _texts(items: Sequence[Item], run: Run) -> None:
    """Write the clean texts one after the other, but for copies of one another."""
    _write(items, run, "same")


def _jsonl(items: Sequence[Item], run: Run) -> None:
    """Write one JSON object for each document, on a line of its own, but for copies."""
    _write(items, run, "jsonl")


def _write(items: Sequence[Item], run: Run, output: Output) -> None:
    """Write a form of each document, and of each record of a shard."""
    for part in _outputs(items, run, output):
        with _named():
            sys.stdout.buffer.write(part)
    with _named():
        sys.stdout.buffer.flush()


def _diff(items: Sequence[Item], run: Run) -> None:
    """Write what would change as unified diffs of the decoded texts."""
    escape, colour = sys.stdout.isatty(), coloured(sys.stdout)
    for changes in _outputs(items, run, "changes"):
        with _named():
            sys.stdout.buffer.writelines(diff_lines(changes, escape=escape, colour=colour))
    with _named():
        sys.stdout.buffer.flush()


@contextmanager
def _named() -> Iterator[None]:
    """Let an error say that standard output has it: the disk behind it may be full."""
    try:
        yield
    except OSError as error:
        error.filename = "standard output"
        raise


def _outputs(items: Sequence[Item], run: Run, output: Output) -> Iterator[bytes]:
    documents, shards = sort_out(items, run.settings)
    return chain(texts(documents, run, output, shards), outputs(shards, run, output))
