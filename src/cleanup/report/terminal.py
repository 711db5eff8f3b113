"""What people are told on stderr. Text from a corpus is hostile: it is escaped first."""

from __future__ import annotations

import sys
from gettext import gettext as _
from gettext import ngettext, pgettext
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from cleanup.events import Cleaned, CopyFound, Damaged, Failed, NotPruned, OddRecord, Progress
from cleanup.report.findings import copy_note
from cleanup.report.summary import Summary
from cleanup.rules import RULES
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.events import Event
    from cleanup.report.progress import Bars
    from cleanup.rule import Rule

# Bars are worth while for so many files or bytes, or when so many seconds have gone.
BAR_FILES, BAR_BYTES, BAR_SECONDS = 20, 2 * 10**6, 0.5


class Terminal:
    """A listener of a run: one line for each thing that went wrong, progress, a summary.

    If it is `strict`, as for a hook, every file that is mended in place has its line, and there is
    a summary, of one line, only where there was none. Progress is shown where there is somebody to
    see it, unless it is `quiet` or results go to that very terminal (`prints`).
    """

    def __init__(
        self,
        rules: Sequence[Rule[Any]] = RULES,
        *,
        strict: bool = False,
        quiet: bool = False,
        prints: bool = False,
    ) -> None:
        """Nothing has been told yet. `rules` are those that the summary may name."""
        self._rules = rules
        self.summary = Summary()
        self._strict = strict
        self._named = False  # a file that was mended
        mixed = prints and sys.stdout.isatty()
        self._shows = not quiet and not mixed and sys.stderr.isatty()
        self._began = monotonic()
        self._bars: Bars | None = None

    def __enter__(self) -> Self:
        """The listener itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bars away."""
        if self._bars is not None:
            self._bars.end()

    def __call__(self, event: Event) -> None:
        """Say what is to be said of an event at once."""
        self.summary.add(event)
        match event:
            case Failed(name=name, reason=reason):
                report_error(name, reason)
            case OddRecord(name=name, record=record, reason=reason):
                report_error(f"{name}:{record}", reason + _("; kept as it is"))
            case CopyFound(removed=True, folder=""):
                report_error(event.name, _("left out; ") + f"{event.code} {copy_note(event)}")
            case CopyFound(removed=False, folder=folder) if folder:
                report_error(event.name, f"{event.code} {copy_note(event)}" + _(" (stays)"))
            case Cleaned(changed=True, folder=folder) if folder and self._strict:
                self._named = True
                report_error(event.name, mended_line(event))
            case NotPruned(folder=folder):
                reason = "nothing is pruned, for not all inputs could be processed"
                report_error(folder, reason)
            case Damaged():
                report_damage(event)
            case Progress() if self._shows:
                self._show_progress(event)

    def _show_progress(self, progress: Progress) -> None:
        """Bars, if there is much to do."""
        if self._bars is None and (
            progress.total >= BAR_FILES
            or progress.size >= BAR_BYTES
            or monotonic() - self._began > BAR_SECONDS
        ):
            from cleanup.report.progress import Bars  # noqa: PLC0415  # 0.2 s that only those pay who see it

            self._bars = Bars()
        if self._bars is not None:
            self._bars.show(progress)

    def summarise(self) -> None:
        """One line after a stream or for a hook; after a folder a table and what to do next."""
        summary = self.summary
        if summary.folders and not self._strict:
            print_table(summary, self._rules, hints(summary))
            return
        nothing = summary.failed and not summary.documents  # then what went wrong says it all
        if not (self._named or nothing):
            say(summary_line(summary))
        report_passed_over(summary)


def say(line: str) -> None:
    """One line on stderr, which is escaped already."""
    sys.stderr.write(f"cleanup: {line}\n")


def report_error(name: str, reason: str) -> None:
    """One line on stderr about one input."""
    head, meant, right = reason.partition("; did you mean ")
    hint = _("; did you mean {name}?").format(name=right.removesuffix("?")) if meant else ""
    said = _(head) if head else ""  # which stands for a catalogue's own header
    say(f"{shown(name)}: {shown(said + hint)}")


class DamageTold:
    """A listener that tells what is damaged of a record, or not in it; knows if anything was."""

    def __init__(self) -> None:
        """Nothing was."""
        self.found = False

    def __call__(self, event: Event) -> None:
        """Say it."""
        match event:
            case Damaged():
                self.found = True
                report_damage(event)
            case Failed(name=name, reason=reason):
                self.found = True
                report_error(name, reason)


def report_damage(damaged: Damaged) -> None:
    """One line on stderr about what of a folder's record could not be read."""
    first, *others = damaged.parts
    rest = f" and {len(others):,} more" if others else ""
    report_error(damaged.folder, f"its record is damaged: {first}{rest}; the others are used")


def report_passed_over(summary: Summary) -> None:
    """Lines on stderr about what was left alone, if anything was."""
    for line in passed_over_lines(summary):
        say(line)


def print_table(summary: Summary, rules: Iterable[Rule[Any]], below: Iterable[str]) -> None:
    """A table of the rules that found something, and lines below it, on stderr."""
    if summary.edits or summary.reported:
        _print_rules(summary, rules)
    sys.stderr.writelines(f"{line}\n" for line in (last_line(summary), *below))


def _print_rules(summary: Summary, rules: Iterable[Rule[Any]]) -> None:
    from rich.console import Console  # noqa: PLC0415  # 0.2 s that only those pay who see it
    from rich.table import Table  # noqa: PLC0415  # as above

    table = Table(box=None, pad_edge=False)
    table.add_column(pgettext("heading", "rule"))
    table.add_column(_("what"), overflow="ellipsis", no_wrap=True)
    for heading in (_("hits"), _("docs"), _("chars")):
        table.add_column(heading, justify="right")
    for rule in rules:
        hits = summary.edits[rule.code] or summary.reported[rule.code]
        if hits:
            documents, taken = summary.touched[rule.code], summary.taken[rule.code]
            removed = f"-{taken:,}" if taken > 0 else f"+{-taken:,}" if taken else "0"
            table.add_row(rule.code, rule.name, f"{hits:,}", f"{documents:,}", removed)
    Console(stderr=True, highlight=False, markup=False, emoji=False).print(table)


def last_line(summary: Summary) -> str:
    """How many documents there were, and what became of them."""
    earlier, links = summary.earlier, links_left(summary)
    if earlier and not summary.documents and not summary.unprocessed:
        words = _("Nothing new: {documents} cleaned before{links}.")
        return words.format(documents=plural(earlier, "document"), links=links)
    before = _("{number:,} cleaned before, ").format(number=earlier) if earlier else ""
    return _(
        "{documents}, {changed:,} changed, {before}{unprocessed:,} not processed;"
        " {characters:,} characters, {removed:,} fewer after{links}."
    ).format(
        documents=plural(summary.documents, "document"),
        changed=summary.changed,
        before=before,
        unprocessed=summary.unprocessed,
        characters=summary.characters,
        removed=summary.removed,
        links=links,
    )


def hints(summary: Summary) -> Iterator[str]:
    """What to look at next, and how to take it back."""
    if summary.renewed:
        yield since_line(summary)
    yield from passed_over_lines(summary)
    share, name = summary.shortest
    if share < 1:
        words = _("Lost most: {name}, {share:.0%} of its characters.")
        yield words.format(name=shown(name), share=1 - share)
    if summary.reported:
        words = _("Reported only: {command}")
        codes = ",".join(sorted(summary.reported))
        yield words.format(command=f"cleanup check PATH --select {codes}")
    if summary.removed_copies:
        copies = plural(summary.removed_copies, "copy", "copies")
        yield _("Left out: {copies} of what is kept.").format(copies=copies)
        for copy in summary.examples:
            yield f"  {shown(copy.name)}: {copy.code} {shown(copy_note(copy))}"
    if summary.orphans:
        words = _("Kept: {results} whose input is gone; --prune removes what nobody has changed.")
        yield words.format(results=plural(summary.orphans, "result"))
    if summary.pruned:
        words = _("Removed: {results} whose input is gone.")
        yield words.format(results=plural(summary.pruned, "result"))
    for folder in summary.folders:
        yield _("Undo: {command}").format(command=f"cleanup undo {shown(folder)}")


def since_line(summary: Summary) -> str:
    """What is new in a folder since an earlier run."""
    why = summary.renewed
    again = _(", {number:,} cleaned again, by other settings").format(number=why["settings"])
    return _(
        "Since the last run: {new:,} new, {changed:,} changed, {unchanged:,} unchanged{again}."
    ).format(
        new=why["new"],
        changed=why["changed"],
        unchanged=summary.earlier,
        again=again if why["settings"] else "",
    )


def mended_line(cleaned: Cleaned) -> str:
    """What was done to one file in place, and how to see and undo it."""
    edits = sorted(cleaned.tally.edits.items())
    codes = ", ".join(f"{code} {count:,}" for code, count in edits)
    words = _("mended ({codes}); see: git diff; undo: {command}")
    return words.format(codes=codes or _("encoding"), command=f"cleanup undo {cleaned.folder}")


def passed_over_lines(summary: Summary) -> Iterator[str]:
    """What was left alone: files that are no text, by kind, and paths that git ignores."""
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(summary.passed_over.items()))
    if kinds:
        yield _("Left alone, no plain text: {kinds}").format(kinds=kinds)
    if summary.ignored:
        words = ngettext(
            "Ignored by .gitignore: {number:,} path; --no-ignore takes it",
            "Ignored by .gitignore: {number:,} paths; --no-ignore takes them",
            summary.ignored,
        )
        yield words.format(number=summary.ignored)


def summary_line(summary: Summary) -> str:
    """The whole run in one line."""
    edits = sum(summary.edits.values())
    links = links_left(summary)
    if not edits:
        return _("no edits{links}").format(links=links)
    return _("{edits} by {rules} ({codes}){links}").format(
        edits=plural(edits, "edit"),
        rules=plural(len(summary.edits), "rule"),
        codes=", ".join(f"{code} {count}" for code, count in summary.edits.most_common(6)),
        links=links,
    )


def links_left(summary: Summary) -> str:
    """How many links were not followed, as the end of a sentence; '' if there are none."""
    if not summary.links:
        return ""
    words = _("; {links} out of the folder not followed")
    return words.format(links=plural(summary.links, "link"))


def plural(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: 1 edit, 2 edits."""
    return f"{number:,} {ngettext(noun, nouns or noun + 's', number)}"
