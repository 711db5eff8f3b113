"""What a file is, by its content first and then by its name: only text is to be edited.

A mark of structure counts if the file as a whole has that structure. An article that quotes JSON, a
poem with a comma in each line, a page dump with tags left in are plain text.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from cleanup.charset.decoding import decoding_of, is_binary
from cleanup.errors import KindError
from cleanup.formats.recognition.code import is_ini, is_source, is_toml, is_yaml
from cleanup.formats.recognition.kinds import Kind, kind_of_name
from cleanup.formats.recognition.markup import TAG, is_html, is_markdown, is_other_markup, is_xml
from cleanup.formats.recognition.records import (
    is_calendar,
    is_diff,
    is_json,
    is_json_lines,
    is_key,
    is_po,
    is_subtitles,
    is_warc,
)
from cleanup.formats.recognition.rows import is_csv, is_tsv, is_word_list
from cleanup.formats.recognition.sample import sample_of
from cleanup.formats.recognition.signatures import kind_of_bytes
from cleanup.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.formats.recognition.sample import Sample
    from cleanup.settings import Settings

# What is said of kinds that are read, but not as one document.
RECORDS = "it holds many documents, which `cleanup run` cleans one by one"
HINTS = {
    Kind.HTML: "install corpus-cleanup[html] to read it",
    **dict.fromkeys((Kind.JSON_LINES, Kind.CSV, Kind.TSV, Kind.PARQUET, Kind.WARC), RECORDS),
}
CLEANED = (Kind.TEXT, Kind.MARKDOWN)  # the kinds that are cleaned
ASKED = {
    "text": Kind.TEXT,
    "markdown": Kind.MARKDOWN,
    "html": Kind.HTML,
}  # by the names of Settings.input_format
# By their content, in this order: the stricter before the looser.
STRUCTURES: tuple[tuple[Kind, Callable[[Sample], bool]], ...] = (
    (Kind.WARC, is_warc),
    (Kind.JSON_LINES, is_json_lines),
    (Kind.JSON, is_json),
    (Kind.HTML, is_html),
    (Kind.XML, is_xml),
    (Kind.PO, is_po),
    (Kind.DIFF, is_diff),
    (Kind.SUBTITLES, is_subtitles),
    (Kind.CALENDAR, is_calendar),
    (Kind.KEY, is_key),
    (Kind.MARKUP, is_other_markup),
    (Kind.SOURCE, is_source),
    (Kind.TOML, is_toml),
    (Kind.INI, is_ini),
    (Kind.YAML, is_yaml),
    (Kind.TSV, is_tsv),
    (Kind.CSV, is_csv),
    (Kind.WORDS, is_word_list),
    (Kind.MARKDOWN, is_markdown),
)
# What a crawler calls its page, whatever it wrote there: the name counts if there is a tag.
TAGGED = (Kind.HTML, Kind.XML)
# Names that speak of bytes: what is text all the same is what its content shows.
NOT_TEXT = (Kind.PARQUET,)


def source_of(
    name: str, data: bytes, settings: Settings, path: str = "", *, reads_html: bool = True
) -> Source:
    """The document that the bytes of a file are; `path` is the file's, if it is known.

    That of HTML is what it shows. Raises KindError for a file that is no document, unless the
    settings say what it is; for HTML too, unless it `reads_html` and can.
    """
    kind = ASKED.get(settings.input_format) or recognise(data, path)
    if kind is Kind.HTML and reads_html and find_spec("resiliparse"):
        return _shown(name, data, settings)
    if kind not in CLEANED:
        raise KindError(kind, HINTS.get(kind, "") if reads_html else "")
    return Source(name, data, markdown=kind is Kind.MARKDOWN)


def _shown(name: str, data: bytes, settings: Settings) -> Source:
    """What a page shows, in UTF-8. Raises InputError."""
    from cleanup.formats import html  # noqa: PLC0415  # an extra

    page: bytes | str = data
    if settings.encoding:
        page = decoding_of(data, settings.encoding).text
    if settings.html == "main":
        return Source(name, html.main_content(page).encode(), is_html=True)
    text, origins = html.visible(page)
    return Source(name, text.encode(), is_html=True, origins=origins)


def recognise(data: bytes, name: str = "", *, whole: bool = True) -> Kind:
    """What the bytes of a file are, which goes by `name`; TEXT where nothing speaks against it.

    If it is not the `whole` file, `data` is its head: the first 64 KB are enough.
    """
    found = kind_of_bytes(data, whole=whole)
    if found is not None or is_binary(data):
        return found or Kind.BINARY
    sample = sample_of(data, whole=whole)
    named = kind_of_name(name) if name else None
    if named in TAGGED and not TAG.search(sample.text):
        named = None
    if named is Kind.MARKDOWN:
        return named  # it may hold any other structure
    found = next((kind for kind, has in STRUCTURES if has(sample)), None)
    if found is Kind.JSON and named is Kind.JSON_LINES and len(sample.lines) == 1:
        return named  # its first line is long, or the only one
    if found in (None, Kind.MARKDOWN) and named not in (None, Kind.TEXT, *NOT_TEXT):
        return named
    return found or Kind.TEXT
