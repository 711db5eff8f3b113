"""Files of many records: what is no text stays, texts become clean, undo gives them back."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup import Plan, clean_folder, clean_many, undo
from tests.support.articles import all_files, article, put
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


@pytest.mark.parametrize("name", [*NAMES, *PACKED])
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
ARRAY, MIXED = "an array.jsonl", "mixed escapes.jsonl"
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
    MIXED: f'{{"text": "\\u4e1c岭\\u003C {A}\\ud83d\\ude00"}}\n{{"text": "{B}"}}\n',
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
        f'{{"p": [{{"text": "{A}"}}, {{"text": "{B}", "n": 1}}], "t": ["{B}"], "x": "{PLAIN}"}}\n',
        ["p[].text", "t[]"],
    ),
    "a dot.jsonl": (
        f'{{"data.content": "{A}", "data": {{"content": "{PLAIN}"}}}}\n',
        ["data.content"],
    ),
    "numbers.csv": (f'1,"{X}","{Y}"\n2,"{Y}","{X}"\n', ["2", "3"]),
}


@pytest.mark.parametrize("name", [*ODD, *FIELDS])
def test_spelling_stays(inside, name):
    """Without a rule all bytes; with one all but for what it finds; undo gives all."""
    content, fields = FIELDS.get(name) or (ODD[name], [])
    data = content.encode()
    put("in", {name: data})
    options = [f"--text-field={path}" for path in fields] + ["--as=jsonl"] * (name == ARRAY)
    assert inside("run", "in", "-o", "same", "--ignore", "ALL", *options).returncode == 0
    assert Path("same", name).read_bytes() == data
    assert inside("run", "in", "-o", "less", "--select", "CHR001", *options).returncode == 0
    less = re.sub(r"\u200b|\\u200[bB]", "", content)
    for sign in ("\u2028", "\u0085"):  # no program shall take one record for two
        less = less.replace(sign, f"\\u{ord(sign):04x}")
    found = Path("less", name).read_bytes()
    assert name == MIXED or found == less.encode() != data
    assert name != MIXED or rows_in(name, found) == rows_in(name, less.encode())
    assert inside("run", "in", "-o", "out", *options).returncode == 0
    for folder in ("less", "out"):
        assert inside("undo", folder).returncode == 0
        assert Path(folder, name).read_bytes() == data


def test_parquet_keeps_its_form(inside):
    """Values, schema, metadata, row groups and compression; a null stays one."""
    data = made("a.parquet", [*TEXTS[:3], None, *plain(40, 2)])
    put("in", {"a.parquet": data})
    for options in (("--ignore", "ALL"), ()):
        assert inside("run", "in", "-o", "out", *options).returncode == 0
        before = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        after = pyarrow.parquet.ParquetFile("out/a.parquet")
        assert (before.read() == after.read()) == (options != ())
        assert after.read()["text"].to_pylist()[3] is None
        assert before.schema_arrow.equals(after.schema_arrow, check_metadata=True)
        groups = [
            [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
            for file in (before, after)
        ]
        assert groups[0] == groups[1] == [3, 3]
        assert after.metadata.row_group(0).column(1).compression == "ZSTD"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
SIGNS = st.sampled_from(["天亮了。", "\u200b", "\u2028", "\x85", "\r\n", "\n", '"', "\\", "/", "é"])
LOOSE = st.lists(SIGNS | st.characters(codec="utf-8"), max_size=8).map("".join)
OBJECTS = st.tuples(JSON, LOOSE, st.booleans(), st.booleans())


@settings(max_examples=10)
@given(st.lists(OBJECTS, min_size=1, max_size=15))
def test_any_objects(objects):
    """Only texts change, to what they become alone; taken back they are the same bytes."""
    rows = [{"a": other, "text": text, "b": [other]} for other, text, *_ in objects]
    data = b"".join(
        json.dumps(row, ensure_ascii=escaped, separators=(",", ":") if tight else None).encode()
        + b"\n"
        for row, (*_, escaped, tight) in zip(rows, objects, strict=True)
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "in", {"a.jsonl": data})
        plan = Plan(dedupe=False)
        clean_folder(folder / "in", folder / "out", plan=plan)
        clean = rows_in("a.jsonl", (folder / "out" / "a.jsonl").read_bytes())
        assert [{**row, "text": ""} for row in clean] == [{**row, "text": ""} for row in rows]
        texts = [row["text"] for row in rows]
        lent = [text if text.endswith("\n") else f"{text}\n" for text in texts]
        alone = [done.text for done in clean_many(lent)]
        assert [row["text"] for row in clean] == [
            new if new.endswith("\n") and text.endswith("\n") else new.removesuffix("\n")
            for text, new in zip(texts, alone, strict=True)
        ]
        undo(folder / "out")
        assert (folder / "out" / "a.jsonl").read_bytes() == data


def test_log_and_undo_of_some(inside):
    """The log names record and field; undo takes back one shard."""
    put("in", {"a.jsonl": made("a.jsonl", TEXTS), "b.csv": made("b.csv", pages(50, 3))})
    assert inside("run", "in").returncode == 0
    lines = [json.loads(line) for line in inside("log", "in.clean").stdout.splitlines()]
    places = {(line["doc"], line["record"], line["field"]) for line in lines}
    numbers = {"a.jsonl": range(1, 8), "b.csv": range(2, 5)}  # the first row has the names
    assert places == {(doc, n, "text") for doc in numbers for n in numbers[doc]}
    assert {line["rule"] for line in lines} > {"CHR001"}
    clean = Path("in.clean", "b.csv").read_bytes()
    assert inside("undo", "in.clean", "--document", "a.jsonl").returncode == 0
    assert Path("in.clean", "a.jsonl").read_bytes() == Path("in", "a.jsonl").read_bytes()
    assert Path("in.clean", "b.csv").read_bytes() == clean
    lines = [json.loads(line) for line in inside("log", "in.clean").stdout.splitlines()]
    assert {line["doc"] for line in lines} == {"b.csv"}


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv.gz", "a.wet", "a.parquet"])
def test_undo_of_one_rule(inside, name):
    """It leaves what a run without that rule makes, and the rest can be undone after it."""

    def read(folder):
        return texts_in(name, Path(folder, name).read_bytes())

    put("in", {name: made(name, TEXTS)})
    assert inside("run", "in", "--no-dedupe").returncode == 0
    assert inside("run", "in", "-o", "other", "--no-dedupe", "--ignore", "CHR").returncode == 0
    refused = inside("undo", "in.clean", "--rule", "CHR", "-o", "there")
    assert refused.returncode == 2
    assert b"taken back in its place alone" in refused.stderr
    assert inside("undo", "in.clean", "--rule", "CHR").returncode == 0
    assert read("in.clean") == read("other")
    rules = {json.loads(line)["rule"] for line in inside("log", "in.clean").stdout.splitlines()}
    assert rules
    assert "CHR001" not in rules
    assert inside("undo", "in.clean").returncode == 0
    assert read("in.clean") == read("in")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv.gz", "a.wet.zst", "a.parquet"])
def test_a_run_again(inside, name):
    """What is as it was is not done again; what undo gave back is, and so is what changed."""
    put("in", {name: made(name, TEXTS), "b.jsonl": made("b.jsonl", plain(60, 6))})
    assert inside("run", "in").returncode == 0
    first = all_files("in.clean")
    again = inside("run", "in")
    assert (again.returncode, again.stderr.count(b"cleanup: ")) == (0, 0)
    assert b"Nothing new: 2 documents cleaned before" in again.stderr
    assert all_files("in.clean") == first
    put("in", {"b.jsonl": made("b.jsonl", pages(60, 6))})
    changed = inside("run", "in")
    assert b"6 documents, 6 changed, 1 cleaned before" in changed.stderr
    assert texts_in(name, Path("in.clean", name).read_bytes()) == CLEAN
    for _ in range(2):
        assert inside("undo", "in.clean").returncode == 0
    second = inside("run", "in")
    assert (second.returncode, second.stderr.count(b"cleanup: ")) == (0, 0)
    assert b"13 documents, 13 changed, 0 not processed" in second.stderr
    assert texts_in(name, Path("in.clean", name).read_bytes()) == CLEAN


@pytest.mark.parametrize("name", NAMES)
def test_an_input_that_is_gone(inside, name):
    """Its result stays and is told of, until --prune takes it away with what lies aside of it."""
    texts = [*plain(70, 5), plain(70, 1)[0]]
    put("in", {name: made(name, texts), "b.txt": article(80)})
    assert inside("run", "in").returncode == 0
    before = all_files("in.clean")
    assert f".cleanup/left-out/{name}" in before
    put("in", {name: None})
    for _ in range(2):
        kept = inside("run", "in")
        assert b"Kept: 1 result whose input is gone" in kept.stderr
        assert all_files("in.clean") == before
    assert b"Removed: 1 result" in inside("run", "in", "--prune").stderr
    assert {*all_files("in.clean")} == {"b.txt"}
