"""Large files: their first 64 KB say what they are."""

from __future__ import annotations

import csv
import io
import json

import pytest

from cleanup.formats.recognition import recognise
from cleanup.formats.recognition.kinds import Kind

HEAD = 1 << 16
TEXT = "今天下雨，我们在家里看书。妈妈在厨房里做饭，弟弟在窗边画画。"


def table(delimiter):
    """Rows with a text of two lines."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["id", "text"])
    writer.writerows([number, f"{TEXT}\n{TEXT}"] for number in range(2000))
    return file.getvalue()


LINES = "".join(json.dumps({"id": n, "text": TEXT}, ensure_ascii=False) + "\n" for n in range(2000))
LONG = "".join(json.dumps({"text": TEXT * 3000}, ensure_ascii=False) + "\n" for _ in range(3))
HEADER = f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {len(TEXT.encode())}\r\n\r\n"
WET = f"{HEADER}{TEXT}\r\n\r\n" * 2000
FILES = {
    "JSON Lines": (LINES.encode(), "x", Kind.JSON_LINES),
    "JSON Lines in GBK": (LINES.encode("gbk"), "x", Kind.JSON_LINES),
    "JSON Lines with long lines": (LONG.encode(), "x.jsonl", Kind.JSON_LINES),
    "a line of JSON": (b'{"text": "a"}\n', "x.jsonl", Kind.JSON_LINES),
    "CSV": (table(",").encode(), "x", Kind.CSV),
    "WET": (WET.encode(), "x", Kind.WARC),
    "HTML": (f"<!doctype html><body>{f'<p>{TEXT}</p>' * 2000}".encode(), "x", Kind.HTML),
    "text": ((TEXT + "\n").encode() * 2000, "x.txt", Kind.TEXT),
    "Parquet": (b"PAR1\x15\x04" + bytes(HEAD * 2) + b"PAR1", "x", Kind.PARQUET),
}


@pytest.mark.parametrize("case", FILES)
def test_the_head_is_enough(case):
    """The whole file is the same."""
    data, name, kind = FILES[case]
    assert recognise(data, name) is kind
    assert recognise(data[:HEAD], name, whole=len(data) <= HEAD) is kind
