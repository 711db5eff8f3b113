"""The clean texts that a record is about, beside the lines that say how they came about."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import CleanupError
from cleanup.formats import text as files
from cleanup.formats.inside import place as inside
from cleanup.record.history import History
from cleanup.record.lines import is_edit, numbers_of, steps_of
from cleanup.record.manifest import digest, found_at
from cleanup.record.shards import records_in
from cleanup.record.unwinding import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.formats.record import Field, Record
    from cleanup.model import Step
    from cleanup.record.lines import Line, Place
    from cleanup.record.manifest import Entry, Manifest


class CleanText(NamedTuple):
    """A text as it is now, the steps that led to it, and the line, from 1, of each of their edits.

    `field` is the path of the text in its record. The text is empty if it is not what the record
    says any more.
    """

    place: Place
    field: str
    text: str
    steps: Sequence[Step]
    lines: Sequence[int]


class CleanTexts:
    """Gives the clean texts of a folder, in the order in which its record tells of them."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Read nothing yet."""
        self._folder, self._manifest = folder, manifest
        self._doc = ""
        self._records: Iterator[Record] = iter(())
        self._passed = 0
        self._aside: frozenset[int] = frozenset()

    def of(self, place: Place, lines: Iterable[Line]) -> list[CleanText]:
        """The texts at a place that were changed, of which `lines` tell.

        Each place has to come behind those that were asked for before.
        """
        try:
            entry = self._manifest.documents[place.doc]
            texts = self._texts_in(place, entry) if entry.form else self._text(place.doc, entry)
        except (CleanupError, *DAMAGED):
            texts = {}
        by_field: defaultdict[str, list[Line]] = defaultdict(list)
        for line in lines:
            if is_edit(line):
                by_field[line.get("field", "")].append(line)
        return [
            CleanText(place, path, texts.get(path, ""), steps_of(own), numbers_of(own))
            for path, own in by_field.items()
        ]

    def _text(self, doc: str, entry: Entry) -> dict[str, str]:
        data = files.read(found_at(self._folder, doc, entry))
        return {"": data.decode()} if digest(data) == entry.outputs[-1] else {}

    def _texts_in(self, place: Place, entry: Entry) -> dict[str, str]:
        return {field.path: field.text for field in self._fields(place, entry)}

    def _fields(self, place: Place, entry: Entry) -> Sequence[Field]:
        """The texts of a record, which lies in its file. Raises InputError, OSError."""
        if self._doc != place.doc:
            self._doc, self._passed = place.doc, 0
            path = inside(self._folder, place.doc)
            whole = files.digest_of(path) == entry.outputs[-1]
            self._aside = self._left_out(place.doc, entry) if whole else frozenset()
            first = 1 not in self._aside
            self._records = records_in(path, entry, first=first) if whole else iter(())
        found: Record | None = None
        while self._passed < place.record:
            self._passed += 1
            found = None if self._passed in self._aside else next(self._records, None)
        return found.fields if found else ()

    def _left_out(self, doc: str, entry: Entry) -> frozenset[int]:
        """The numbers of the records of a file that lie aside. Raises OSError."""
        if not entry.marked:
            return frozenset()
        with closing(History(self._folder, self._manifest)) as history:
            return frozenset(history.records_aside(doc, entry.marked))
