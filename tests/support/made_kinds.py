"""Files of many kinds that are made: binary ones, and those of cases/kinds in other encodings.

`FILES` maps names like those below cases/kinds, of which the folder is the kind, to bytes.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import pickle

import numpy as np

from tests.support import binary_kinds as made
from tests.support.binary_kinds import NIGHT, SAYINGS
from tests.support.paths import CASES

KINDS = CASES / "kinds"


def source(name):
    """The bytes of a file below tests/cases/kinds."""
    return (KINDS / name).read_bytes()


def encoded(name, encoding, declared=None, stated=None):
    """A file below tests/cases/kinds in another encoding, with what it declares replaced."""
    text = source(name).decode()
    if declared:
        assert declared in text
        text = text.replace(declared, stated)
    return text.encode(encoding)


def with_line_ends(name, end):
    """A file below tests/cases/kinds with other line ends."""
    return source(name).replace(b"\n", end)


LINES = "".join(
    json.dumps({"text": saying}, ensure_ascii=False) + "\n" for saying in SAYINGS
).encode()
NOTE = "\n".join(SAYINGS).encode()
MEMBERS = {"notes/one.txt": NOTE, "notes/two.jsonl": LINES}
UTF_8 = "charset=utf-8"

TEXTS = {
    "text/novel-gbk.txt": encoded("text/novel-with-closing-couplet.txt", "gbk"),
    "text/dialogue-gb18030.txt": encoded("text/dialogue-tab-after-speaker.txt", "gb18030"),
    "text/couplets-hz.txt": encoded("text/couplets.txt", "hz"),
    "text/classical-big5.txt": encoded("text/classical-corner-quotes.txt", "big5"),
    "text/web-page-big5": encoded("text/traditional-web-page.txt", "big5hkscs", "›", ">"),
    "text/letter-utf-16.txt": encoded("text/letter-quoted-lines.txt", "utf-16"),
    "text/interview-utf-16-no-mark.txt": encoded("text/interview-tabs.txt", "utf-16-le"),
    "text/english-utf-16-be.txt": b"\xfe\xff" + encoded("text/field-notes.text", "utf-16-be"),
    "text/english-utf-16-no-mark.txt": encoded("text/english-web-page.txt", "utf-16-le"),
    "text/one-word-utf-16.txt": encoded("text/one-word.txt", "utf-16"),
    "text/poem-utf-32.txt": encoded("text/poem-comma-line-ends.txt", "utf-32"),
    "text/letter-shift-jis.txt": encoded("text/japanese-letter-plain.txt", "shift_jis"),
    "text/novel-ruby-shift-jis.txt": encoded("text/japanese-novel-ruby.txt", "cp932"),
    "text/haiku-euc-jp.txt": encoded("text/japanese-haiku.txt", "euc_jp"),
    "text/web-page-iso-2022-jp.txt": encoded("text/japanese-web-page.txt", "iso2022_jp"),
    "text/essay-cp949.txt": encoded("text/korean-essay.txt", "cp949"),
    "text/web-page-cp1252.txt": encoded("text/german-web-page.txt", "cp1252"),
    "text/story-koi8-r.txt": encoded("text/russian-story.txt", "koi8_r"),
    "text/story-cp1251.txt": encoded("text/russian-story.txt", "cp1251"),
    "text/recipe-with-mark.txt": encoded("text/recipe-dashes.txt", "utf-8-sig"),
    "text/only-a-mark.txt": b"\xef\xbb\xbf",
    "text/poem-crlf.txt": with_line_ends("text/poem-equal-commas.txt", b"\r\n"),
    "text/ballad-gbk-crlf.txt": encoded("text/ballad-ascii-commas.txt", "gbk", "\n", "\r\n"),
    "text/lyrics-old-mac.txt": with_line_ends("text/song-lyrics-plain.txt", b"\r"),
    "text/cut-within-a-character.txt": source("text/long-single-paragraph.txt")[:400],
    "text/some-bytes-lost.txt": source("text/forum-thread-long.txt").replace(
        b"\xe7\x9a\x84", b"\xe7\x84"
    ),
    "text/form-feeds.txt": source("text/english-rfc.txt").replace(b"\n\n\n\n", b"\n\f\n"),
    "text/terminal-colours.txt": source("text/server-log.txt").replace(
        b"ERROR", b"\x1b[31mERROR\x1b[0m"
    ),
    "text/essay.txt.gz": gzip.compress(source("text/korean-essay.txt"), mtime=0),
}

ENCODED = {
    "jsonl/corpus-gb18030.jsonl": encoded("jsonl/corpus.jsonl", "gb18030"),
    "jsonl/corpus-gbk-called-text.txt": encoded("jsonl/called-text.txt", "gbk"),
    "jsonl/compressed-called-text.txt.gz": gzip.compress(LINES, mtime=0),
    "jsonl/with-mark.jsonl": encoded("jsonl/chat-messages.jsonl", "utf-8-sig"),
    "json/settings-utf-16.json": encoded("json/config-pretty.json", "utf-16"),
    "json/books-gbk.json": encoded("json/translation-pairs.json", "gbk"),
    "csv/books-gbk.csv": encoded("csv/chinese-header.csv", "gbk", "\n", "\r\n"),
    "csv/answers-big5.csv": encoded("csv/all-quoted-traditional.csv", "big5"),
    "tsv/marks-utf-16.txt": encoded("tsv/spreadsheet-paste.txt", "utf-16", "\n", "\r\n"),
    "html/page-gbk.html": encoded("html/called-text.txt", "gbk", UTF_8, "charset=gb2312"),
    "html/page-big5.htm": encoded("html/called-text.txt", "big5", UTF_8, "charset=big5"),
    "html/guest-book-shift-jis": encoded(
        "html/uppercase-after-blank-lines.htm", "shift_jis", UTF_8, "charset=Shift_JIS"
    ),
    "xml/feed-gb2312.xml": encoded("xml/feed.rss", "gb2312", '"utf-8"', '"gb2312"'),
    "xml/poem-utf-16.xml": encoded("xml/tei-poem.txt", "utf-16"),
    "source-code/lamp-gbk.c": encoded("source-code/lamp.c", "gbk"),
    "source-code/count-with-mark.py": encoded("source-code/tide.py", "utf-8-sig"),
    "sql/dump-gbk.sql": encoded("sql/dump.sql", "gbk", "utf8", "gbk"),
    "po/messages-gbk.po": encoded("po/zh_CN.po", "gbk", "charset=UTF-8", "charset=GBK"),
    "ini/desktop-gbk.ini": encoded("ini/desktop.ini", "gbk", "\n", "\r\n"),
    "subtitles/film-gbk.srt": encoded("subtitles/film.srt", "gbk", "\n", "\r\n"),
    "subtitles/song-gbk.lrc": encoded("subtitles/song.lrc", "gbk"),
    "subtitles/anime-utf-16.ass": encoded("subtitles/anime.ass", "utf-16"),
    "tex/paper-gbk.tex": encoded("tex/paper.tex", "gbk", "[UTF8]", "[GBK]"),
    "diff/poems-gbk.diff": encoded("diff/git-called-text.txt", "gbk"),
}

BINARY = {
    "pdf/report.pdf": made.pdf(),
    "pdf/report.txt": made.pdf(),
    "pdf/all-ascii.pdf": made.pdf(binary=False),
    "parquet/sayings.parquet": made.parquet("zstd"),
    "parquet/called-text.txt": made.parquet("uncompressed"),
    "database/guestbook.sqlite": made.sqlite(),
    "database/guestbook.txt": made.sqlite(),
    "archive/notes.zip": made.zipped(MEMBERS),
    "archive/notes-called-text.txt": made.zipped(MEMBERS),
    "archive/empty.zip": made.zipped({}),
    "archive/notes.tar": made.tarred(MEMBERS),
    "archive/notes.tar.bz2": bz2.compress(made.tarred(MEMBERS)),
    "archive/notes.txt.bz2": bz2.compress(NOTE),
    "archive/notes.txt.xz": lzma.compress(NOTE),
    "archive/notes.rar": made.rar(),
    "office/letter.docx": made.word_document("老屋暂时不卖了。"),
    "office/letter-called-text.txt": made.word_document("柿子树今年结了很多。"),
    "office/sayings.xlsx": made.workbook(),
    "office/letter.odt": made.typed_zip(
        "application/vnd.oasis.opendocument.text", "content.xml", f"<text>{SAYINGS[0]}</text>"
    ),
    "office/book.epub": made.typed_zip(
        "application/epub+zip", "OEBPS/chapter1.xhtml", source("html/xhtml.xhtml")
    ),
    "office/letter.doc": made.old_office(),
    "image/lamp.png": made.png(),
    "image/picture-called-text.txt": made.png(),
    "image/favicon.ico": made.icon(),
    "audio/bell-with-title.mp3": made.tagged(source("audio/bell.mp3")),
    "audio/notes.mid": made.midi(),
    "video/lamp.mp4": made.mp4(b"isom"),
    "video/lamp.mov": made.mp4(b"qt  "),
    "video/lamp.webm": made.matroska(),
    "executable/answer": made.elf(),
    "executable/setup.exe": made.windows_program(),
    "executable/lamp.wasm": made.wasm(),
    "executable/lamp.pyc": made.bytecode(),
    "pickle/sayings.pkl": pickle.dumps({"sayings": SAYINGS, "night": NIGHT}, protocol=4),
    "pickle/sayings-protocol-2.pickle": pickle.dumps([*SAYINGS], protocol=2),
    "numpy/numbers.npy": made.array(),
    "numpy/numbers.npz": made.array(tide=np.arange(24), lamp=np.ones(3)),
}

FILES: dict[str, bytes] = {**TEXTS, **ENCODED, **BINARY}
