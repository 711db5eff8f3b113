"""What a run tells while it works: frozen values, told one by one to a function of the caller.

The library prints nothing. Whoever starts a run hands in `tell`, a function that takes an `Event`.
Names of documents are those by which they were given; names in a folder of results, where it says
so, are those below it, with `/` between their parts. A `folder` is one that holds a record, which
`undo` takes back; '' is none. No text in an event is escaped: it may steer a terminal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cleanup.model import Found, Step, Tally


Phase = Literal["listing", "checking", "counting", "cleaning", "comparing"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document was cleaned and, if it goes to a `folder`, recorded and written.

    `changed` is whether its bytes, decompressed, are others now; `tally` has what was counted in
    it, `found` where it was found, if that was asked for.
    """

    name: str
    tally: Tally
    changed: bool
    found: tuple[Found, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class CleanedRecords:
    """Some records of a file of many were cleaned; if they go to a `folder`, all of it is recorded.

    `tally` has what was counted in them, `found` where it was found, if that was asked for.
    """

    name: str
    tally: Tally
    found: tuple[Found, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class OddRecord:
    """A record of a file of many could not be cleaned, and stays as it is.

    `record` is its number in the file, from 1, `id` what it calls itself, if it does.
    """

    name: str
    record: int
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class UpToDate:
    """A document whose result, called `name`, an earlier run made just so; it is left as it is."""

    name: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """Why a document was cleaned into a folder of results, by its name there, after earlier runs.

    It is new there, its input was changed, or other settings or another version clean it now.
    """

    name: str
    because: Literal["new", "changed", "settings"]


@dataclass(frozen=True, slots=True)
class Failed:
    """A document, or all of a folder, could not be processed, for one reason; the others are."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of another kind than text was left alone; `kind` is the word for what it is."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class LinkPassedOver:
    """A link that leads out of a folder was not followed."""

    name: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """Paths in a folder were left alone because a .gitignore ignores them.

    A folder that is ignored as a whole is one of these `paths`, at least one.
    """

    name: str
    paths: int


@dataclass(frozen=True, slots=True)
class CopyFound:
    """A document is a copy of one that is kept, found by the rule `code` for the reason `note`.

    `similarity`, 0 to 1, is that of the two. If it is `removed`, it is left out of what is
    written, or moved aside in the record of a `folder` of results, where both names are those
    below it. Else it stays: in the `folder` that is mended in place, or wherever it was compared.
    """

    name: str
    kept: str
    code: str
    note: str
    similarity: float
    removed: bool = False
    folder: str = ""


class SharedPassage(NamedTuple):
    """A line of a clean text, counted from 0, that stands in several documents.

    `documents` is their number, and `first` the name of the first that has it.
    """

    line: int
    documents: int
    first: str


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """A document has passages that stand in others too, at least one; they stay."""

    name: str
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """Rules found something in a clean document, by the `name` of its result, and changed nothing.

    There is a code for each finding.
    """

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """A clean document, by the name of its result, is edited once more; told before it is written.

    What it has in common with others goes, by `steps` that follow those of its cleaning.
    """

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Orphaned:
    """A result is kept although its input is gone."""

    name: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """A result was removed because its input is gone."""

    name: str


@dataclass(frozen=True, slots=True)
class NotPruned:
    """No result of a folder was removed, for not all inputs could be processed."""

    folder: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """Parts of a folder's record, at least one, could not be read; the others are used."""

    folder: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that was to be done to a folder is done, and `undo` takes it back."""

    folder: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A document, by its name in the record, is as it was before it was cleaned.

    `exact` is whether these are the bytes that were read; else it is their text, in UTF-8.
    """

    name: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a phase of the work is: of `total` files, `done` are done; of `size` bytes, `taken`.

    A `total` or a `size` of 0 is not known. Bytes are those of files as they lie there. First
    folders are listed, then those are told apart that an earlier run has cleaned ("checking"), what
    recurs on the pages of sites is counted, documents are cleaned, and compared. Phases may
    alternate, and one begins again, with nothing done, for files of another kind.
    """

    phase: Phase
    done: int
    total: int = 0
    taken: int = 0
    size: int = 0


Event = (
    Cleaned
    | CleanedRecords
    | OddRecord
    | UpToDate
    | Renewed
    | Failed
    | PassedOver
    | LinkPassedOver
    | Ignored
    | CopyFound
    | PassagesFound
    | Reported
    | Amended
    | Orphaned
    | Pruned
    | NotPruned
    | Damaged
    | Recorded
    | Restored
    | Progress
)
Tell = Callable[[Event], None]


def unheard(event: Event) -> None:
    """Tell nobody."""
