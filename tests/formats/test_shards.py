"""The format of a shard is that of its kind and its head."""

from __future__ import annotations

import pickle

import pytest

from cleanup.formats.csv import Csv
from cleanup.formats.jsonl import JsonLines
from cleanup.formats.recognition.kinds import Kind
from cleanup.formats.record import Fields
from cleanup.formats.shards import format_named, name_of
from cleanup.formats.warc import Wet
from cleanup.formats.warc_pages import Warc

INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
FOUND = {
    "JSON Lines": (Kind.JSON_LINES, b"{}", JsonLines()),
    "Parquet": (Kind.PARQUET, b"PAR1", JsonLines()),
    "CSV": (Kind.CSV, b"id;text\n1;a\n2;", Csv(";", first=("id", "text"), width=2)),
    "CSV in GBK": (
        Kind.CSV,
        "编号,正文\n1,雨\n".encode("gbk"),
        Csv(first=("编号", "正文"), width=2),
    ),
    "TSV": (Kind.TSV, b"id\ttext,a,b\n1\tc,d,e\n", Csv("\t", first=("id", "text,a,b"), width=2)),
    "WET": (Kind.WARC, INFO + INFO.replace(b"warcinfo", b"conversion"), Wet()),
    "WARC": (Kind.WARC, INFO + INFO.replace(b"warcinfo", b"request"), Warc(main=True)),
    "text": (Kind.TEXT, b"a", None),
}


def format_of(kind, head, *, main=False):
    """The format of a shard, if its kind is that of one."""
    name = name_of(kind, head)
    return format_named(name, head, main=main) if name else None


@pytest.mark.parametrize("case", FOUND)
def test_formats(case):
    """Each can be sent to another process, and does there what it does here."""
    kind, head, wanted = FOUND[case]
    found = format_of(kind, head, main=True)
    assert type(found) is type(wanted)
    if isinstance(wanted, Csv | Warc):
        assert found == wanted
    assert type(pickle.loads(pickle.dumps(found))) is type(wanted)  # noqa: S301  # our own


@pytest.mark.parametrize("case", FOUND)
def test_a_format_reads_nothing_from_nothing(case):
    """No bytes, no slices; no text, no records."""
    found = format_of(*FOUND[case][:2])
    if found:
        assert list(found.cut([], 10)) == []
        assert list(found.records("", Fields(("text",)), first=True)) == []
