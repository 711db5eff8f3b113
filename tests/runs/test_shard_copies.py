"""Copies among records of shards and files: one is kept, the others lie aside."""

from __future__ import annotations

from json import loads as json_of
from pathlib import Path

import pytest

from tests.support.articles import all_files, article, dirty, edited, ledger_of, put
from tests.support.made_shards import (
    NAMES,
    PACKED,
    form_of,
    made,
    others_in,
    rows_in,
    texts_in,
    unpacked,
)

A, B, C, D, E = (article(number).rstrip("\n") for number in range(5))
MIXED = ("a.csv", "b.jsonl", "c.parquet", "d.wet", "e.tsv")
NEAR = edited(A, 0.01)


def aside(name):
    """The file of the records of a shard that were left out."""
    return Path("out", ".cleanup", "left-out", name)


def texts_at(path):
    """The texts of a result, or of what lies aside of it, where a table has no names above it."""
    name, data = path.name, path.read_bytes()
    if path.parent.name == "left-out" and form_of(name) in ("csv", "tsv"):
        names = unpacked(name, Path("out", name).read_bytes()).splitlines(keepends=True)[0]
        return texts_in(f"a.{form_of(name)}", names + unpacked(name, data))
    return texts_in(name, data)


@pytest.mark.parametrize("name", [*NAMES, *PACKED])
def test_in_one_shard(inside, name):
    """The others lie aside in the same format, with all that they have; undo gives back all."""
    data = made(name, [A, B, dirty(A), C, dirty(B), D, A])
    put("in", {name: data})
    done = inside("run", "in", "-o", "out")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
    assert b"Left out: 3 copies of what is kept." in done.stderr
    kept = [texts_at(path) for path in (Path("out", name), aside(name))]
    assert [sorted(texts) for texts in kept] == [sorted([A, B, C, D]), sorted([A, A, B])]
    others = others_in(name, data)
    assert all(row in others for row in others_in(name, Path("out", name).read_bytes()))
    again = inside("run", "in", "-o", "out")
    assert b"Nothing new" in again.stderr
    assert [texts_at(path) for path in (Path("out", name), aside(name))] == kept
    assert inside("undo", "out", "-o", "back").returncode == 0
    assert inside("undo", "out").returncode == 0
    for folder in ("back", "out"):
        found = Path(folder, name).read_bytes()
        assert rows_in(name, found) == rows_in(name, data)
        assert "parquet" in name or unpacked(name, found) == unpacked(name, data)
    assert not aside(name).exists()


SEVERAL = {  # texts by shard; which records of them are left out, and what stands for each
    "two shards": (
        {"a.jsonl": [A, B], "b.jsonl": [C, A]},
        {("b.jsonl", 2): ("a.jsonl", 1)},
    ),
    "other formats": (
        dict(zip(MIXED, ([A, B], [C, A], [B, D], [D, E], [E, C]), strict=True)),
        {
            ("b.jsonl", 2): ("a.csv", 2),
            ("c.parquet", 1): ("a.csv", 3),
            ("d.wet", 2): ("c.parquet", 2),
            ("e.tsv", 2): ("d.wet", 3),
            ("e.tsv", 3): ("b.jsonl", 1),
        },
    ),
    "files, too": (
        {"a.txt": A, "b.jsonl": [A, B], "c.txt": B, "d.txt": C},
        {("b.jsonl", 1): ("a.txt", 0), ("c.txt", 0): ("b.jsonl", 2)},
    ),
    "the longest stays": (
        {"a.jsonl": [A, B, f"{A}\n{C}"]},
        {},
    ),
    "near copies": (
        {"a.jsonl": [A, B], "b.csv.gz": [C, NEAR]},
        {("b.csv.gz", 3): ("a.jsonl", 1)},
    ),
    "all of a shard": (
        {"a.jsonl": [A, B], "b.jsonl": [A, B], "c.parquet": [A, B], "d.csv": [B, A]},
        {
            (doc, n + (doc == "d.csv")): ("a.jsonl", kept)
            for doc in ("b.jsonl", "c.parquet", "d.csv")
            for n, kept in ((1, 2 if doc == "d.csv" else 1), (2, 1 if doc == "d.csv" else 2))
        },
    ),
}


def put_all(folder, texts):
    shards = {
        name: made(name, one) if isinstance(one, list) else f"{one}\n"
        for name, one in texts.items()
    }
    put(folder, shards)
    return {name: Path(folder, name).read_bytes() for name in texts}


def left_out(inside, out):
    """Which records are left out, and what stands for each, as the log says."""
    found = {}
    for line in map(json_of, inside("log", out).stdout.splitlines()):
        if line.get("kept"):
            place = line["kept"], line.get("kept_record", 0)
            found[line["doc"], line.get("record", 0)] = place
    return found


@pytest.mark.parametrize("case", SEVERAL)
def test_among_several(inside, case):
    """Whatever the order and the names of the options, the first stays."""
    texts, expected = SEVERAL[case]
    inputs = put_all("in", texts)
    done = inside("run", "in", "-o", "out", "--jobs", "1")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
    assert left_out(inside, "out") == expected
    shards = [name for name in texts if not name.endswith(".txt")]
    for name in shards:
        gone = [n for doc, n in expected if doc == name]
        assert aside(name).exists() == bool(gone)
        assert len(texts_at(Path("out", name))) == len(texts[name]) - len(gone)
    paths = [f"in/{name}" for name in reversed(texts)]
    assert inside("run", *paths, "-o", "other", "--jobs", "2").returncode == 0
    assert all_files("other") == all_files("out")
    assert ledger_of("other") == ledger_of("out")
    assert inside("undo", "out").returncode == 0
    for name in shards:
        assert rows_in(name, Path("out", name).read_bytes()) == rows_in(name, inputs[name])


@pytest.mark.parametrize("first", ["a.jsonl", "a.csv", "a.parquet", "a.txt"])
@pytest.mark.parametrize("second", ["b.jsonl", "b.wet.gz", "b.parquet"])
def test_what_stood_for_it_goes(inside, first, second):
    """Then its copy comes back: its input is gone, or is another text now."""
    put_all("in", {first: A if first == "a.txt" else [A, B], second: [dirty(A), C, D]})
    assert inside("run", "in", "-o", "out").returncode == 0
    assert texts_at(aside(second)) == [A]
    put("in", {first: None})
    done = inside("run", "in", "-o", "out")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
    assert not aside(second).exists()
    assert texts_at(Path("out", second)) == [A, C, D]
    put_all("in", {first: E if first == "a.txt" else [E, D]})
    assert inside("run", "in", "-o", "out").returncode == 0
    expected = [A, C, D] if first == "a.txt" else [A, C]
    assert texts_at(Path("out", second)) == expected
    assert inside("undo", "out", "-o", "back").returncode == 0
    assert texts_at(Path("back", second)) == [dirty(A), C, D]


def test_settings_decide_anew(inside):
    """--no-dedupe puts all back, and --similarity tells what near is; both without cleaning."""
    put_all("in", {"a.jsonl": [A, B, NEAR], "b.parquet": [A, C]})
    assert inside("run", "in", "-o", "out").returncode == 0
    first = all_files("out")
    assert texts_at(aside("a.jsonl")) == [NEAR]
    stricter = inside("run", "in", "-o", "out", "--similarity", "1")
    assert b"2 documents cleaned before" in stricter.stderr
    assert not aside("a.jsonl").exists()
    assert texts_at(aside("b.parquet")) == [A]
    assert inside("run", "in", "-o", "out", "--no-dedupe").returncode == 0
    assert {*all_files("out")} == {"a.jsonl", "b.parquet"}
    assert texts_at(Path("out", "a.jsonl")) == [A, B, NEAR]
    assert inside("run", "in", "-o", "out").returncode == 0
    assert all_files("out") == first
    assert inside("undo", "out").returncode == 0
    assert texts_at(Path("out", "a.jsonl")) == [A, B, NEAR]


def test_orphans_take_no_part(inside):
    """A result whose input is gone stays as it is, with what lies aside of it."""
    put_all("in", {"a.jsonl": [A, B, A], "b.jsonl": [C, A]})
    assert inside("run", "in", "-o", "out").returncode == 0
    before = all_files("out")
    put("in", {"a.jsonl": None})
    assert inside("run", "in", "-o", "out").returncode == 0
    after = all_files("out")
    assert texts_at(Path("out", "b.jsonl")) == [C, A]
    for name in ("a.jsonl", ".cleanup/left-out/a.jsonl"):
        assert after[name] == before[name]
    assert inside("undo", "out").returncode == 0
    assert texts_at(Path("out", "a.jsonl")) == [A, B, A]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"{}\n")])
def test_what_somebody_has_changed(inside, damage):
    """It stays as it is, is named, and takes no part; what lay aside is made anew."""
    put_all("in", {"a.jsonl": [A, B, A], "b.jsonl": [C, B], "c.jsonl": [D, D]})
    assert inside("run", "in", "-o", "out").returncode == 0
    Path("out", "a.jsonl").write_bytes(b"mine\n")
    damage(aside("c.jsonl"))
    done = inside("run", "in", "-o", "out")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (2, 1)
    assert done.stderr.startswith(b"cleanup: out/a.jsonl: was changed since")
    assert Path("out", "a.jsonl").read_bytes() == b"mine\n"
    assert texts_at(Path("out", "b.jsonl")) == [C, B]
    assert texts_at(aside("c.jsonl")) == [D]
    assert inside("run", "in", "-o", "out", "--force").returncode == 0
    assert texts_at(Path("out", "a.jsonl")) == [A, B]
    assert texts_at(aside("c.jsonl")) == [D]
