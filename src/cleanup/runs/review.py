"""What people decide about removals: a text comes back into its results, or is not asked again.

A decision is remembered in the file of settings first, then carried out, so that a later run does
as told even if this one dies in between.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleanup.configuration.decisions import remember
from cleanup.model import Edit, Span
from cleanup.overrule import Confirmed, Exemption
from cleanup.record.distinct import least_certain
from cleanup.record.doubt import key_of
from cleanup.record.history import History
from cleanup.record.lines import edits_in
from cleanup.record.names import record_of
from cleanup.record.undo import take_back
from cleanup.text.scripts import CJK_RUN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from cleanup.events import Tell
    from cleanup.record.distinct import Distinct
    from cleanup.record.history import Dropped

OWN_WORDS = 10  # CJK characters, or as many words: such a text is kept whichever rule would take it
MAX_SPELLINGS = 20  # of one text that are remembered


class Decision(NamedTuple):
    """Whether a removal was right, or all by its rule (`whole_rule`), and the text `keeps`."""

    found: Distinct
    keeps: bool
    whole_rule: bool = False


@dataclass(slots=True)
class Review:
    """The review of one folder; `known` are the codes of the rules that there are."""

    folder: Path
    settings: Path  # the file that remembers
    known: Collection[str]
    confirmed: list[Confirmed]
    decided: set[int] = field(default_factory=set)  # keys of removals
    decided_rules: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take up what was found right before."""
        for row in self.confirmed:
            if row.text:
                self.decided.add(_key(row.rule, row.text))
            else:
                self.decided_rules.add(row.rule)

    def open(self, most: int, rules: tuple[str, ...] = ()) -> list[Distinct]:
        """What is to be decided, the least certain first, of what these rules did.

        Raises OSError, and OutputError for a folder without a record that can be read.
        """
        return least_certain(
            self.folder,
            record_of(self.folder),
            most,
            lambda edit: edit.code.startswith(rules or "") and not self.is_decided(edit),
        )

    def is_decided(self, edit: Edit) -> bool:
        """Whether nobody has to decide about an edit any more."""
        if edit.code in self.decided_rules:
            return True
        return bool(self.decided) and key_of(edit) in self.decided

    def carry_out(self, decision: Decision, tell: Tell) -> None:
        """Remember a decision and bring back the texts that are kept.

        Of each document it tells Restored, or Failed. Raises OSError, OutputError.
        """
        edit = decision.found.edit
        matches = _matches(decision)
        if not decision.keeps:
            text = "" if decision.whole_rule else edit.before.strip()
            remember(self.settings, [Confirmed(edit.code, text)])
            return
        documents, texts = _where(self.folder, matches)
        rows = [*self._exempted(edit.code, None if decision.whole_rule else sorted(texts))]
        if rows:
            remember(self.settings, rows)
        take_back(self.folder, documents, matches, tell, again=True)

    def mark(self, decision: Decision) -> None:
        """Ask no more about what a decision is about."""
        if decision.whole_rule:
            self.decided_rules.add(decision.found.edit.code)
        else:
            self.decided.add(decision.found.key)

    def unmark(self, decision: Decision) -> None:
        """Take that back."""
        if decision.whole_rule:
            self.decided_rules.discard(decision.found.edit.code)
        else:
            self.decided.discard(decision.found.key)

    def _exempted(self, code: str, texts: Iterable[str] | None) -> Iterable[Exemption]:
        """What keeps texts from a rule, and long ones from all; without any, all from the rule."""
        rule = code if code in self.known else ""
        if texts is None:
            return [Exemption(rule=rule, path="**")] if rule else []
        return [Exemption(rule="" if _is_long(text) else rule, text=text) for text in texts]


def _key(rule: str, text: str) -> int:
    return key_of(Edit(Span(0, len(text)), text, "", rule, "", 0.0))


def _is_long(text: str) -> bool:
    return sum(map(len, CJK_RUN.findall(text))) >= OWN_WORDS or len(text.split()) >= OWN_WORDS


def _matches(decision: Decision) -> Dropped:
    """What tells the edits that a decision is about."""
    code, key = decision.found.edit.code, decision.found.key
    if decision.whole_rule:
        return lambda edit: edit.code == code
    return lambda edit: edit.code == code and key_of(edit) == key


def _where(folder: Path, matches: Dropped) -> tuple[set[str], set[str]]:
    """The documents with such edits, and the texts as they were spelt. Raises OSError."""
    documents: set[str] = set()
    texts: Counter[str] = Counter()
    with closing(History(folder, record_of(folder))) as history:
        for line in history.all_lines():
            for edit in edits_in(line):
                if matches(edit):
                    documents.add(line["doc"])
                    texts[edit.before.strip()] += 1
    often = sorted(texts, key=lambda text: (-texts[text], text))
    return documents, {*often[:MAX_SPELLINGS]}
