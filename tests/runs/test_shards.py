"""Files of many records: all that is no text stays, the texts become clean, undo gives them back."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup import clean_many
from tests.support.articles import put
from tests.support.made_shards import (
    NAMES,
    PACKED,
    made,
    others_in,
    pages,
    plain,
    rows_in,
    texts_in,
    unpacked,
)

TEXTS = pages(0, 7)
CLEAN = [done.text.rstrip("\n") for done in clean_many(f"{text}\n" for text in TEXTS)]


@pytest.mark.parametrize("name", (*NAMES, *PACKED))
def test_texts_become_what_they_would_as_files(inside, name):
    """All other fields stay; undo gives back the bytes, elsewhere and in their place."""
    data = made(name, TEXTS)
    put("in", {name: data})
    done = inside("run", "in")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
    result = Path("in.clean", name).read_bytes()
    assert texts_in(name, result) == CLEAN != TEXTS
    assert others_in(name, result) == others_in(name, data)
    assert inside("undo", "in.clean", "-o", "back").returncode == 0
    assert inside("undo", "in.clean").returncode == 0
    for folder in ("back", "in.clean"):
        given_back = Path(folder, name).read_bytes()
        assert rows_in(name, given_back) == rows_in(name, data)
        if "parquet" not in name:
            assert unpacked(name, given_back) == unpacked(name, data)


A, B = (text.replace("\n", r"\n") for text in pages(20, 2))
X, Y = pages(22, 2)
PLAIN = plain(30, 1)[0].replace("\n", r"\n")
ARRAY = "an array.jsonl"
ROW = X.replace("\n", "")
ESCAPED = json.dumps(X)
CAPITALS = re.sub(r"u\w{4}", lambda match: f"u{match[0][1:].upper()}", ESCAPED)
ODD = {  # name and bytes
    "spelling.jsonl": f'{{"id" : 1.0, "text":"{A}" ,"n":[1e5, -0.0, 1E+2]}}\n{{ "text": "{B}" }}\n',
    "line ends.jsonl": f'{{"text": "{A}"}}\r\n{{"text": "{B}"}}\r\n',
    "a mark.jsonl": f'\ufeff{{"text": "{A}"}}\n{{"text": "{B}"}}\n',
    "no last end.jsonl": f'{{"text": "{A}"}}\n{{"text": "{B}"}}',
    "blank lines.jsonl": f'\n{{"text": "{A}"}}\n\n  \n\n{{"text": "{B}"}}\n\n\n',
    "slashes.jsonl": f'{{"text": "{A} http:\\/\\/a.example\\/b"}}\n{{"text": "{B}/"}}\n',
    "escapes.jsonl": f'{{"text": {ESCAPED}}}\n{{"text": {CAPITALS}}}\n',
    "mixed escapes.jsonl": f'{{"text": "\\u4e1c岭\\u003Cb> {A}\\ud83d\\ude00"}}\n{{"text": "{B}"}}\n',
    "doubled names.jsonl": f'{{"text": "x", "text": "{A}", "a": 1, "a": 2}}\n{{"text": "{B}"}}\n',
    "large numbers.jsonl": f'{{"n": {"9" * 5000}, "m": 1e999, "text": "{A}"}}\n{{"text": "{B}"}}\n',
    ARRAY: f'[\n{{"text": "{A}"}},\n{{"text": "{B}"}}\n]\n',
    "separators.jsonl": f'{{"text": "{A}\u2028\u0085。"}}\n{{"text": "{B}"}}\n',
    "null and none.jsonl": f'{{"text": null}}\n{{"a": 1}}\n{{"text": "{A}"}}\n{{"text": ""}}\n',
    "quotes.csv": f'id,text\n1,"{X} ""x"""\n"2",y\n3,"{Y}\n\n"\n',
    "line ends.csv": f'id,text\r\n1,"{X}"\r\n2,"{Y}\r\n"\r\n',
    "a mark.csv": f'\ufeffid,text\n1,"{X}"\n2,"{Y}"',
    "semicolons.csv": f"id;text\n1;{ROW}\n2;{ROW}\n",
    "blank lines.csv": f'id,text\n\n1,"{X}"\n\n2,"{Y}"\n\n',
    "without quotes.tsv": f'id\ttext\n1\t{ROW} "\n2\t"{ROW}\n',
}
FIELDS = {
    "nested.jsonl": (
        f'{{"data": {{"content": "{A}", "n": 1.50}}, "x": "{PLAIN}"}}\n',
        ["data.content"],
    ),
    "lists.jsonl": (
        f'{{"p": [{{"text": "{A}"}}, {{"text": "{B}", "n": 1e2}}], "t": ["{B}"], "x": "{PLAIN}"}}\n',
        ["p[].text", "t[]"],
    ),
    "a dot.jsonl": (f'{{"data.content": "{A}", "data": {{"content": "{PLAIN}"}}}}\n', ["data.content"]),
    "numbers.csv": (f'1,"{X}","{Y}"\n2,"{Y}","{X}"\n', ["2", "3"]),
}


@pytest.mark.parametrize("name", (*ODD, *FIELDS))
def test_spelling_stays(inside, name):
    """Without a rule all bytes; with all of them those between the texts, and undo gives all."""
    content, fields = FIELDS.get(name) or (ODD[name], [])
    data = content.encode()
    put("in", {name: data})
    options = [f"--text-field={path}" for path in fields] + ["--as=jsonl"] * (name == ARRAY)
    assert inside("run", "in", "-o", "same", "--ignore", "ALL", *options).returncode == 0
    assert Path("same", name).read_bytes() == data
    assert inside("run", "in", "-o", "out", *options).returncode == 0
    clean = Path("out", name).read_bytes()
    assert clean != data
    assert "\u200b".encode() not in clean
    assert b"u200b" not in clean.lower()
    assert clean.count(b"\n\n") == data.count(b"\n\n") or name.endswith(".csv")
    assert inside("undo", "out").returncode == 0
    assert Path("out", name).read_bytes() == data
