"""Where clean documents go that are not kept in a folder: to stdout, as texts or as a diff."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleanup.formats import jsonl
from cleanup.record.ledger import repairs_of
from cleanup.report.escape import shown
from cleanup.report.terminal import complain
from cleanup.runs.cleaning import documents
from cleanup.runs.copies import Clean, compared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.report.summary import Summary
    from cleanup.runs.cleaning import Done
    from cleanup.runs.copies import Compared
    from cleanup.runs.inputs import Item
    from cleanup.runs.plan import Plan


def to_stdout(items: Sequence[Item], plan: Plan, summary: Summary) -> None:
    """Write the clean texts one after the other, but for copies of one another."""
    _write(items, plan, summary, lambda done: done.output)


def as_jsonl(items: Sequence[Item], plan: Plan, summary: Summary) -> None:
    """Write one JSON object for each document, on a line of its own, but for copies."""
    _write(items, plan, summary, lambda done: jsonl.line(done.item.relative, done.document))


def as_diff(items: Sequence[Item], plan: Plan, summary: Summary) -> None:
    """Write what would change as unified diffs of the decoded texts, escaped for a terminal."""
    escape = sys.stdout.isatty()
    for done in documents(items, plan, summary):
        summary.add(done.outcome, changed=done.changed)
        name = done.item.name
        before, after = done.outcome.decoded.split("\n"), done.document.text.split("\n")
        lines = list(difflib.unified_diff(before, after, name, name, lineterm=""))
        if not lines and done.changed:
            lines = [f"{name}: {done.document.encoding} becomes UTF-8"]
        for line in lines:
            content = shown(line) if escape else line
            sys.stdout.buffer.write(content.encode("utf-8", "surrogateescape") + b"\n")
    sys.stdout.buffer.flush()


def _write(
    items: Sequence[Item], plan: Plan, summary: Summary, form: Callable[[Done], bytes]
) -> None:
    """Write all documents at once, or as they come if they are not compared."""
    if not plan.compares(len(items)):
        for done in documents(items, plan, summary):
            summary.add(done.outcome, changed=done.changed)
            sys.stdout.buffer.write(form(done))
    else:
        with TemporaryDirectory(prefix="cleanup-") as name:
            spool = Spool(Path(name))
            for done in documents(items, plan, summary):
                summary.add(done.outcome, changed=done.changed)
                spool.add(done, form(done))
            found = spool.compared(plan).copies
            for left in found:
                complain(left.copy.name, f"left out; {left}")
                summary.leave_out(left.copy.name, left.rule, str(left))
            gone = {left.copy for left in found}
            for clean in spool.texts:
                if clean not in gone:
                    sys.stdout.buffer.write(spool.form_of(clean))
    sys.stdout.buffer.flush()


class Spool:
    """Clean documents in a folder while they wait until all can be compared."""

    def __init__(self, folder: Path) -> None:
        """Begin with none."""
        self._folder = folder
        self.texts: list[Clean] = []

    def add(self, done: Done, form: bytes = b"") -> None:
        """Put a document down, and the form in which it may be wanted again."""
        path = self._folder / f"{len(self.texts):012}"
        path.write_bytes(done.output)
        if form:
            path.with_suffix(".form").write_bytes(form)
        self.texts.append(Clean(done.item.name, str(path), repairs_of(done.document)))

    def form_of(self, clean: Clean) -> bytes:
        """The form in which a document is wanted."""
        return Path(clean.path).with_suffix(".form").read_bytes()

    def compared(self, plan: Plan) -> Compared:
        """What the documents have in common. Raises EngineError."""
        return compared(self.texts, plan, self._folder / "tables")
