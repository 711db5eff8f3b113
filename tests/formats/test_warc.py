"""Web archives: WET texts are replaced in their records, pages become WET texts."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zlib
from uuid import NAMESPACE_URL, uuid5

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from cleanup.errors import InputError
from cleanup.formats.record import Fields
from cleanup.formats.warc import Wet
from cleanup.formats.warc_pages import Warc
from tests.support.shards import parts, read, rewritten

WET = Wet()
TEXT = Fields(("text",), "WARC-Record-ID", "WARC-Target-URI")
LENGTH = re.compile(r"(?<=Length: )\d+")
DATE = "2026-01-02T03:04:05Z"


def shout(text):
    return text.rstrip("\n") + "！\n"


def record(payload, kind="conversion", number=1, extra="", end="\r\n\r\n"):
    """A record as crawlers write it."""
    data = payload if isinstance(payload, bytes) else payload.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: {DATE}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n{extra}"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data + end.encode()


def response(body, kind="text/html", status="200 OK", number=1, headers=""):
    """A record of what a server sent."""
    data = body if isinstance(body, bytes) else body.encode()
    top = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode()
    return record(top + data, "response", number, "Content-Type: application/http\r\n")


INFO = record("software: x\r\n", "warcinfo", 0, "Content-Type: application/warc-fields\r\n")
PLAIN = "Content-Type: text/plain\r\n"
DIGESTS = (
    "WARC-Block-Digest: sha1:AAA\r\nwarc-payload-digest: sha1:BBB\r\n  more\r\nX-Digest: C\r\n"
)


def test_texts_are_found():
    """With the names and the addresses of their records."""
    text = (INFO + record("春天\n雨\n", extra=PLAIN) + record("", number=2)).decode()
    found = read(WET, text)
    assert "".join(one.raw for one in found) == text
    assert [[field.text for field in one.fields] for one in found] == [[], ["春天\n雨\n"], [""]]
    assert [one.id for one in found] == [f"<urn:uuid:{number}>" for number in range(3)]
    assert found[1].url == "https://example.org/1"
    assert not any(one.error for one in found)


def test_lengths_follow_and_digests_go():
    """Nothing else does; records whose text stays are as they were."""
    before = [INFO, record("春\n", extra=DIGESTS), record("雨！\n", number=2, extra=DIGESTS)]
    wanted = [INFO, record("春！\n", extra="X-Digest: C\r\n"), before[2]]
    changed = rewritten(
        WET, b"".join(before).decode(), TEXT, lambda text: text.replace("春\n", "春！\n")
    )
    assert changed.encode() == b"".join(wanted)


ODD = {
    "a length that is too small": (record("春天" * 9).replace(b"Length: 54", b"Length: 7"), 1),
    "a length that is too large": (record("春天" * 9).replace(b"Length: 54", b"Length: 99"), 1),
    "no length": (record("春天").replace(b"Content-Length", b"Length"), 1),
    "no header": ("今天\r\n".encode(), 1),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_records_say_why_and_stay(case):
    """What is broken takes nothing else with it."""
    odd, count = ODD[case]
    text = (record("a\n") + odd + record("b\n", number=2)).decode()
    found = list(WET.records(text, TEXT, first=True))
    assert "".join(one.raw for one in found) == text
    assert [one.fields[0].text for one in found if one.fields] == ["a\n", "b\n"]
    assert sum(bool(one.error) for one in found) == count


KEPT = {
    "line feeds alone": record("春\n").replace(b"\r\n", b"\n"),
    "no line ends behind it": record("春\n", end=""),
    "more line ends behind it": record("春\n", end="\r\n" * 4),
    "a header in Chinese": record("春\n", extra="X-Name: 名\r\n"),
    "what looks like a record": record("春\n\r\nWARC/1.0\r\n"),
}


@pytest.mark.parametrize("case", KEPT)
def test_all_else_is_kept(case):
    """Before and behind the text."""
    text = (KEPT[case] + record("雨", number=2)).decode()
    found = list(WET.records(text, TEXT, first=True))
    assert [one.error for one in found] == ["", ""]
    changed = rewritten(WET, text, TEXT, lambda text: text + "。")
    (first, second) = WET.records(changed, TEXT, first=True)
    assert (first.fields[0].text, second.fields[0].text) == (found[0].fields[0].text + "。", "雨。")
    assert LENGTH.sub("", changed.replace("。", "")) == LENGTH.sub("", text)


@given(
    st.text()
    | st.lists(st.sampled_from(["WARC/1.0", "\r\n", "\n", "Content-Length: 1", "雨", ":"])).map(
        "".join
    )
)
def test_nothing_is_lost(text):
    """Of input that is broken in any way."""
    assert "".join(one.raw for one in WET.records(text, TEXT, first=True)) == text


@given(
    st.lists(st.text(st.sampled_from("雨a\r\n")), min_size=1),
    st.integers(1, 900),
    st.integers(1, 90),
)
def test_slices_end_with_records(payloads, size, part):
    """Joined they are the input, and the parts in which it comes are no matter."""
    data = b"".join(record(payload, number=number) for number, payload in enumerate(payloads))
    slices = list(WET.cut(parts(data, part), size))
    assert b"".join(slices) == data
    assert slices == list(WET.cut([data], size))
    found = [one for piece in slices for one in WET.records(piece.decode(), TEXT, first=False)]
    assert [one.fields[0].text for one in found] == payloads


def test_what_is_between_records_is_cut_too():
    """Junk ends where a record begins."""
    data = (b"junk\n" + record("a")) * 50
    slices = list(WET.cut(parts(data, 100), 300))
    assert b"".join(slices) == data
    assert len(slices) > 10


def test_a_record_without_an_end_is_refused():
    """Before it fills the memory."""
    head = record(b"").replace(b"Length: 0", b"Length: 99999999999")
    with pytest.raises(InputError, match="a record is larger than 1 MB"):
        list(WET.cut([head, *[b"x" * 10**5] * 1000], 1000, 10**6))


def test_other_encodings_get_their_length_in_utf8():
    """Each record by itself."""
    text = "今天下雨，我们在家里看书，妈妈在厨房里做饭，弟弟在画画。\n"
    data = record(text) + record(text.encode("gbk"), number=2)
    assert WET.decoded(data) == (record(text) + record(text, number=2)).decode()


REFUSED = {
    "another text": (record("a"), Fields(("body",)), "no record has the field 'body'"),
    "metadata": (record("a"), Fields(metadata="m"), "a web archive has no place for metadata"),
    "no texts": (INFO, Fields(), "no record has a text by a usual name; there are: warcinfo"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_there_is_refused(case):
    """With what is."""
    head, fields, message = REFUSED[case]
    with pytest.raises(InputError, match=message):
        WET.layout(head.decode(), fields)


def chunked(data):
    """A body in chunks."""
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in [*parts(data, 50), b""])


PAGE = "<title>题</title><p>今天下雨，我们在家里看书，妈妈在厨房里做饭。<p>弟弟<b>在</b>画画。"
LINES = "今天下雨，我们在家里看书，妈妈在厨房里做饭。\n弟弟在画画。\n"
BYTES = PAGE.encode()
PAGES = {
    "as they are": response(PAGE),
    "gzip": response(gzip.compress(BYTES, mtime=0), headers="Content-Encoding: gzip\r\n"),
    "deflate": response(zlib.compress(BYTES), headers="Content-Encoding: deflate\r\n"),
    "brotli": response(brotli.compress(BYTES), headers="Content-Encoding: br\r\n"),
    "chunks": response(chunked(BYTES), headers="Transfer-Encoding: chunked\r\n"),
    "gzip in chunks": response(
        chunked(gzip.compress(BYTES, mtime=0)),
        headers="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
    ),
    "chunks that are none": response(PAGE, headers="Transfer-Encoding: chunked\r\n"),
    "GBK by its server": response(PAGE.encode("gbk"), "text/html; charset=gb2312"),
    "XHTML": response(PAGE, "application/xhtml+xml"),
    "plain text": response(LINES, "text/plain"),
    "no type": response(PAGE, ""),
    "a resource": record(PAGE, "resource", extra="Content-Type: text/html\r\n"),
}


@pytest.mark.parametrize("case", PAGES)
def test_pages_become_texts(case):
    """However they were sent; the record is one that other readers read."""
    made = Warc().decoded(PAGES[case])
    (found,) = Warc().records(made, TEXT, first=True)
    assert found.fields[0].text == LINES
    seen = next(iter(ArchiveIterator(io.BytesIO(made.encode()))))
    assert seen.rec_type == "conversion"
    assert seen.content_stream().read().decode() == LINES
    own = uuid5(NAMESPACE_URL, "<urn:uuid:1>")
    wanted = {
        "WARC-Target-URI": "https://example.org/1",
        "WARC-Date": DATE,
        "WARC-Refers-To": "<urn:uuid:1>",
        "WARC-Record-ID": f"<urn:uuid:{own}>",
        "Content-Type": "text/plain",
    }
    assert {name: seen.rec_headers.get_header(name) for name in wanted} == wanted


def test_pages_tell_where_their_lines_stood():
    """Each its own; a text that was none says nothing."""
    one, other = "<body><p>春</p><div id=x>雨", "<body><pre>a\n\nb"
    data = b"".join((INFO, response(one), response("plain", "text/plain", number=2)))
    made = Warc().converted(data + response(other, number=3))
    records = made.with_origins(Warc().records(made.text, TEXT, first=True))
    origins = [record.fields[0].origins for record in records if record.fields]
    assert [[origin.path for origin in page] for page in origins] == [
        ["body>p", "body>div#x"],
        [],
        ["body>pre", "body>pre", "body>pre"],
    ]


BROKEN = gzip.compress(os.urandom(10**5))[:-9] + bytes(99)


def test_other_records_fall_away():
    """And are counted."""
    request = record("GET / HTTP/1.1\r\n\r\n", "request", 2)
    data = b"".join((
        INFO, request, response(PAGE), record("", "revisit", 3), response("x", "image/png"),
        response("x", status="404 Not Found"), record("junk", "response", 4), b"junk\r\n",
        response(b"\x1f\x8b\x08broken", headers="Content-Encoding: gzip\r\n"),
        response(bytes(range(256)) * 9),
        response(BROKEN, headers="Content-Encoding: gzip\r\n"),
    ))  # fmt: skip
    text, left_out, _ = Warc().converted(data)
    assert [one.error for one in Warc().records(text, TEXT, first=True)] == ["", ""]
    assert text.startswith(INFO.decode())
    assert left_out["request"] == left_out["revisit"] == 1
    assert left_out["image/png"] == left_out["status 404"] == 1
    assert sum(left_out.values()) == 9


def test_main_content():
    """If it is asked for."""
    page = response(
        f"<nav><a href=/>首页</a></nav><article>{PAGE * 5}</article><footer>版权</footer>"
    )
    assert "版权" in Warc().decoded(page)
    assert "版权" not in Warc(main=True).decoded(page)


def test_a_bomb_is_left_out(monkeypatch):
    """Before it fills the memory."""
    monkeypatch.setattr("cleanup.formats.warc_pages.MOST", 10**6)
    bomb = gzip.compress(bytes(10**7), mtime=0)
    made = Warc().converted(response(bomb, headers="Content-Encoding: gzip\r\n"))
    assert made == ("", {"larger than 1 MB": 1}, {})


def test_a_head_without_a_page_is_taken():
    """A slice may hold none."""
    assert Warc().layout("", Fields()) == TEXT


@pytest.mark.parametrize("library", ["brotli", "warcio", "resiliparse.parse.html"])
def test_without_the_readers(monkeypatch, library):
    """It is said what to install."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=r"WARC; to read it, install corpus-cleanup\[warc\]"):
        Warc().decoded(PAGES["gzip"])
