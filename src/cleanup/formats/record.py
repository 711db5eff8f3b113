"""What a format of many documents is: a shard is text with records in it, a record has texts.

Each such format has a file of its own, and in it one `Format`. A record is known by its very
characters, so that what is not changed comes out as it went in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleanup.errors import NoTextsError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from cleanup.model import Origin, Span

# What people call these, the likeliest first.
TEXTS = (
    *("text", "content", "raw_content", "body", "article", "maintext", "content_text", "document"),
    *("正文", "内容", "文本", "全文", "文章内容", "內容", "內文", "文章內容", "本文"),
)
IDS = ("id", "_id", "docid", "doc_id", "uuid", "uid", "编号", "序号", "編號")
URLS = ("url", "source_url", "link", "uri", "href", "网址", "链接", "網址", "連結")
MANY_NAMES = 20  # that are told where one is missing


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
    """A text of a record: its own path, what it says, and where in `raw` it is spelt.

    Of what was HTML, `origins` has an entry for each line that is not blank.
    """

    path: str
    text: str
    span: Span
    origins: tuple[Origin, ...] = ()


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


def usual(there: Container[str], names: Sequence[str]) -> str:
    """The first of the usual names that is there; empty if none is."""
    return next((name for name in names if name in there), "")


def missing(name: str, there: Iterable[str]) -> NoTextsError:
    """The error for a field that no record has, or for no text by any name, and what there is."""
    names = list(there)
    told = ", ".join(names[:MANY_NAMES]) + (" …" if len(names) > MANY_NAMES else "")
    field = f"the field {name!r}" if name else "a text by a usual name"
    return NoTextsError(f"no record has {field}; there are: {told or 'none'}")
