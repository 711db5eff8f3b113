"""JSON Lines: one object on one line for each document."""

from __future__ import annotations

from json import JSONDecodeError
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.formats import json_spelling, slices
from cleanup.formats.json_paths import Value, find, members, names_of, steps_of
from cleanup.formats.record import IDS, TEXTS, URLS, Field, Fields, Record, missing, usual
from cleanup.model import FIELDS, Span
from cleanup.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.model import Document

MARK = "\ufeff"
NO_RECORD = {"", "[", "]"}  # an array of objects, each on a line, is read like lines


def line(name: str, document: Document) -> bytes:
    """The line of a clean document, which goes by `name`; `edits` is how many it took.

    UTF-8, in which only what cannot be printed is escaped; a lone surrogate in a name, which
    stands for a byte that is no Unicode, is one of those.
    """
    stated = document.metadata
    record = {
        "id": name,
        "text": document.text,
        "encoding": document.encoding,
        "metadata": {field: stated[field] for field in FIELDS if field in stated},
        "edits": sum(len(step.edits) for step in document.history),
    }
    return quoted(record).encode() + b"\n"


class JsonLines:
    """The format of shards with one object on each line; a `Format`."""

    def cut(self, chunks: Iterable[bytes], size: int, most: int = slices.MOST) -> Iterator[bytes]:
        """Slices that end at line ends. Raises InputError for longer lines, and for UTF-16."""
        return slices.at_lines(chunks, size, most)

    def decoded(self, data: bytes) -> str:
        """The text of a slice, UTF-8 or what else its lines are. Raises InputError."""
        return slices.decoded(data)

    def layout(self, head: str, fields: Fields) -> Fields:
        """The fields with all paths told. Raises InputError for those that no record has."""
        rows = [top for raw in slices.lines_of(head) if (top := _object(raw)) is not None]
        text = fields.text or (_usual_text(rows),)
        for path in (*text, fields.id, fields.url):
            if path and not any(any(True for _ in find(raw, top, path)) for raw, top in rows):
                raise missing(path, _names(rows))
        own = fields.metadata and {fields.metadata} & {path and steps_of(path)[0] for path in text}
        if own:
            raise InputError(f"the field {fields.metadata!r} holds a text, and takes no metadata")
        names = dict.fromkeys(name for _, top in rows for name in top)
        return Fields(
            text, fields.id or usual(names, IDS), fields.url or usual(names, URLS), fields.metadata
        )

    def records(self, text: str, layout: Fields, *, first: bool) -> Iterator[Record]:
        """The lines of a slice. Those that are no object, and texts that are none, are odd."""
        for number, raw in enumerate(slices.lines_of(text)):
            start = len(MARK) if first and not number and raw.startswith(MARK) else 0
            if raw[start:].strip() in NO_RECORD:
                yield Record(raw)
                continue
            try:
                top = _top(raw, start)
                yield Record(
                    raw, _texts(raw, top, layout.text), _name(raw, top, layout.id),
                    _name(raw, top, layout.url),
                )  # fmt: skip
            except RecursionError:
                yield Record(raw, error="JSON that is nested too deeply")
            except JSONDecodeError as error:
                told = f"not JSON ({error.msg.lower()}, in column {error.pos + 1})"
                yield Record(raw, error=told)
            except ValueError as error:
                yield Record(raw, error=str(error))

    def spelt(self, text: str, like: str) -> str:
        """The string with its quotes, with the escapes that another spelling has."""
        return json_spelling.like_that(text, like)

    def dressed(
        self, record: Record, texts: Sequence[str], layout: Fields, metadata: Mapping[str, str]
    ) -> Sequence[tuple[Span, str]]:
        """The metadata, if there are any, as the last member of the object or in place of one."""
        del texts
        if not (layout.metadata and metadata) or record.error:
            return []
        raw = record.raw
        start = len(MARK) if raw.startswith(MARK) else 0
        if raw[start:].strip() in NO_RECORD:
            return []
        top = _top(raw, start)
        comma, colon = _between(raw, [*top.values()])
        manner = json_spelling.manner_of(raw)
        new = json_spelling.object_of(metadata, manner, comma, colon)
        if layout.metadata in top:
            return [(Span(*top[layout.metadata][1:]), new)]
        end = max((value.end for value in top.values()), default=raw.index("{") + 1)
        name = json_spelling.spelt(layout.metadata, manner)
        return [(Span(end, end), (comma if top else "") + name + colon + new)]


def _top(raw: str, start: int) -> dict[str, Value]:
    """The members of the object on a line. Raises ValueError or RecursionError."""
    start = len(raw) - len(raw[start:].lstrip())
    if not raw.startswith("{", start):
        raise ValueError("not an object")
    top, end = members(raw, start)
    if raw[end:].strip() not in ("", ","):
        raise JSONDecodeError("something stands behind the object", raw, end)
    return top


def _object(raw: str) -> tuple[str, dict[str, Value]] | None:
    """The object on a line of the head, which may be cut."""
    try:
        return raw, _top(raw, len(MARK) if raw.startswith(MARK) else 0)
    except (RecursionError, ValueError):
        return None


def _usual_text(rows: Sequence[tuple[str, dict[str, Value]]]) -> str:
    for raw, top in rows:
        strings = {name for name, value in top.items() if _is_string(raw, value)}
        if name := usual(strings, TEXTS):
            return name
    raise missing("", _names(rows))


def _names(rows: Sequence[tuple[str, dict[str, Value]]]) -> Iterable[str]:
    """The paths in the objects of the head, in the order in which they come."""
    objects = ({name: value.value for name, value in top.items()} for _, top in rows)
    return dict.fromkeys(path for found in objects for path in names_of(found))


def _texts(raw: str, top: dict[str, Value], paths: Iterable[str]) -> tuple[Field, ...]:
    """The texts of a record, each once. Raises ValueError for one that is no string."""
    texts: dict[int, Field] = {}
    for path in paths:
        for own, value in find(raw, top, path):
            if value.value is None:
                continue
            if not (_is_string(raw, value) and isinstance(value.value, str)):
                raise ValueError(f"{own} is not a string")
            if not _is_text(value.value):
                raise ValueError(f"{own} has half of a surrogate pair")
            texts[value.start] = Field(own, value.value, Span(value.start, value.end))
    return tuple(texts[start] for start in sorted(texts)) if len(texts) > 1 else (*texts.values(),)


def _name(raw: str, top: dict[str, Value], path: str) -> str:
    """What a record is called: a string, or a number as it is spelt; empty without one."""
    if not path:
        return ""
    value = next((value for _, value in find(raw, top, path)), None)
    if value is None or value.value is None:
        return ""
    if isinstance(value.value, str) and _is_text(value.value):
        return value.value
    return raw[value.start : value.end].strip('"')


def _is_string(raw: str, value: Value) -> bool:
    return raw.startswith('"', value.start)


def _is_text(text: str) -> bool:
    """Whether a string is Unicode: without halves of surrogate pairs."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _between(raw: str, values: Sequence[Value]) -> tuple[str, str]:
    """What stands between the members of an object, and between a name and its value."""
    if not values:
        return ", ", ": "
    colon = ": " if raw[values[0].start - 1].isspace() else ":"
    if len(values) > 1:
        return ", " if raw[values[0].end + 1].isspace() else ",", colon
    return (", " if colon == ": " else ","), colon
