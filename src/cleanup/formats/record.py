"""What a format of many documents is: a shard is text with records in it, a record has texts.

Each such format has a file of its own, and in it one `Format`. A record is known by its very
characters, so that what is not changed comes out as it went in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleanup.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Fields:
    """Where the parts of a record are: paths such as `text`, `data.content`, `段落[].内容`.

    Without a path for `text` the first record that has one of the usual names tells it. `id`
    names a record, `url` tells its site, `metadata` is where the metadata of its texts go.
    """

    text: tuple[str, ...] = ()
    id: str = ""
    url: str = ""
    metadata: str = ""


class Field(NamedTuple):
    """A text of a record: its own path, what it says, and where in `raw` it is spelt."""

    path: str
    text: str
    span: Span


class Record(NamedTuple):
    """A record: its characters with its line end, and its texts, in their order in `raw`.

    An empty line, the header of a table, and an odd record, which says why in `error`, have none.
    """

    raw: str
    fields: tuple[Field, ...] = ()
    id: str = ""
    url: str = ""
    error: str = ""


class Format(Protocol):
    """How the records of a shard are found, read and written."""

    def cut(self, chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
        """The bytes in slices of about `size` that end where a record ends.

        Raises InputError for what cannot be cut.
        """

    def decoded(self, data: bytes) -> str:
        """The text of a slice. Raises InputError."""

    def layout(self, head: str, fields: Fields) -> Fields:
        """The fields with all paths told, by the text of the first slice.

        Raises InputError, which names what is there, if none of the texts asked for is.
        """

    def records(self, text: str, layout: Fields, *, first: bool) -> Iterator[Record]:
        """The records of a slice; their `raw` joined are its text. `first`: of the first slice."""

    def spelt(self, text: str, like: str) -> str:
        """How a text is spelt in the manner of another spelling, the one that it replaces."""

    def dressed(
        self, record: Record, texts: Sequence[str], layout: Fields, metadata: Mapping[str, str]
    ) -> Sequence[tuple[Span, str]]:
        """What else of `raw` changes, in its order, when the texts of a record become these.

        Lengths that a header states, and the metadata, where the layout has a place for them.
        """
