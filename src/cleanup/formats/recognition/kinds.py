"""What a file can be, by the words that people use, and which names say so."""

from __future__ import annotations

import re
from enum import StrEnum

from cleanup.formats.compressed import unpacked_name
from cleanup.regex import regex


class Kind(StrEnum):
    """What a file is. Only plain text and Markdown are cleaned; the others stay as they are."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    JSON = "JSON"
    JSON_LINES = "JSON Lines"
    CSV = "CSV"
    TSV = "TSV"
    PARQUET = "Parquet"
    ARROW = "Arrow"
    WARC = "WARC"
    HTML = "HTML"
    XML = "XML"
    PO = "PO"
    YAML = "YAML"
    TOML = "TOML"
    INI = "INI"
    DIFF = "diff"
    SUBTITLES = "subtitles"
    SOURCE = "source code"
    WORDS = "word list"
    MARKUP = "other markup"  # reStructuredText, AsciiDoc, TeX, BibTeX
    CALENDAR = "calendar or contacts"
    KEY = "keys"  # certificates, encoded data
    PDF = "PDF"
    OFFICE = "office document"
    ARCHIVE = "archive"
    MEDIA = "image, audio or video"
    DATABASE = "database"
    FONT = "font"
    ARRAYS = "array or object data"
    PROGRAM = "program"
    BINARY = "binary data"


# Of these a name says what the tags of `identify` do not know.
SUFFIXES = {
    **dict.fromkeys(("jsonl", "ndjson", "jsonlines", "ldjson"), Kind.JSON_LINES),
    **dict.fromkeys(("warc", "wet", "wat", "arc"), Kind.WARC),
    **dict.fromkeys(("srt", "vtt", "ass", "ssa", "lrc", "sbv", "smi"), Kind.SUBTITLES),
    **dict.fromkeys(("dic", "dict", "vocab", "aff"), Kind.WORDS),
    **dict.fromkeys(("vcf", "ics"), Kind.CALENDAR),
    **dict.fromkeys(("cfg", "cnf", "conf", "service", "desktop"), Kind.INI),
    **dict.fromkeys(("pot",), Kind.PO),
    **dict.fromkeys(("opml", "rss", "atom", "tei", "xlf", "tmx", "fb2"), Kind.XML),
    **dict.fromkeys(("shtml", "mht", "mhtml", "asp", "aspx", "jsp"), Kind.HTML),
    **dict.fromkeys(("markdown", "mkd", "mdown", "mdx", "rmd", "qmd"), Kind.MARKDOWN),
    **dict.fromkeys(("org", "wiki", "mediawiki", "textile", "typ"), Kind.MARKUP),
    **dict.fromkeys(("awk", "bat", "cmd", "dockerfile", "sol", "tcl", "vbs"), Kind.SOURCE),
    **dict.fromkeys(("b64", "asc"), Kind.KEY),
    **dict.fromkeys(("parquet",), Kind.PARQUET),
    **dict.fromkeys(("conll", "conllu"), Kind.TSV),
}
TAGS = {
    "plain-text": Kind.TEXT,
    "markdown": Kind.MARKDOWN,
    "jupyter": Kind.JSON,
    "json": Kind.JSON,
    "json5": Kind.JSON,
    "csv": Kind.CSV,
    "tsv": Kind.TSV,
    "html": Kind.HTML,
    "xhtml": Kind.HTML,
    "php": Kind.HTML,
    "xml": Kind.XML,
    "svg": Kind.XML,
    "pofile": Kind.PO,
    "yaml": Kind.YAML,
    "toml": Kind.TOML,
    "ini": Kind.INI,
    "dotenv": Kind.INI,
    "java-properties": Kind.INI,
    "diff": Kind.DIFF,
    "rst": Kind.MARKUP,
    "asciidoc": Kind.MARKUP,
    "tex": Kind.MARKUP,
    "bib": Kind.MARKUP,
    "icalendar": Kind.CALENDAR,
    "pem": Kind.KEY,
}
# Plain text by its suffix, but read by a program: a list of words, or of orders to it.
TOOLS = regex(
    r"(?:vocab|dict|userdict|user_dict|merges|tokens|stopwords?|stop_words|words|wordlist|phrases)"
    r"(?:[._-][\w-]+)?\.txt|"
    r"(?:requirements|constraints)(?:[._-][\w.-]+)?\.txt|[\w.-]+[._-]requirements\.txt|"
    r"(?:robots|ads|app-ads|security|humans|top_level|entry_points|SOURCES|dependency_links)\.txt|"
    r"(?:hosts|crontab|passwd|fstab)",
    re.IGNORECASE,
)


def kind_of_name(name: str) -> Kind | None:
    """What the name of a file says that it is; None where it says nothing."""
    from identify import extensions  # noqa: PLC0415  # 7 ms that a stream need not pay

    bare = unpacked_name(name).rpartition("/")[2]
    if TOOLS.fullmatch(bare):
        return Kind.WORDS
    stem, _, suffix = bare.rpartition(".")
    suffix = suffix.lower() if stem else ""
    tags = extensions.NAMES.get(bare) or extensions.EXTENSIONS.get(suffix) or set()
    found = SUFFIXES.get(suffix) or next((TAGS[tag] for tag in TAGS if tag in tags), None)
    if found is Kind.TEXT and len(tags) > len({"text", "plain-text"}):
        return Kind.SOURCE  # CMakeLists.txt and the like
    return found or (Kind.SOURCE if "text" in tags else None)
