"""Files of many records mended where they are, and folders that somebody has prepared."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from cleanup import clean_many
from tests.support.articles import all_files, article, dirty, put
from tests.support.folders import SITES
from tests.support.made_shards import NAMES, made, others_in, pages, plain, rows_in, texts_in
from tests.support.runs import files_of

TEXTS = pages(0, 4)
CLEAN = [done.text.rstrip("\n") for done in clean_many(f"{text}\n" for text in TEXTS)]
A, B = (article(number).rstrip("\n") for number in range(2))


@pytest.mark.parametrize("name", NAMES)
def test_in_place(inside, tmp_path, name):
    """As a hook calls it: a second time there is nothing to do; undo gives back the bytes."""
    data = made(name, TEXTS)
    put(tmp_path, {name: data})
    hook = ("run", "--in-place", "--exit-non-zero-on-change", name)
    done = inside(*hook)
    assert (done.returncode, done.stdout) == (1, b"")
    clean = Path(name).read_bytes()
    assert texts_in(name, clean) == CLEAN
    assert others_in(name, clean) == others_in(name, data)
    again = inside(*hook)
    assert (again.returncode, Path(name).read_bytes()) == (0, clean)
    assert inside("undo", ".").returncode == 0
    assert rows_in(name, Path(name).read_bytes()) == rows_in(name, data)
    assert name == "a.parquet" or Path(name).read_bytes() == data
    assert inside(*hook).returncode == 1
    assert Path(name).read_bytes() == clean


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.wet"])
def test_twice(inside, tmp_path, name):
    """What two runs have done to a record is undone together."""
    data = made(name, TEXTS)
    put(tmp_path, {name: data})
    assert inside("run", "--in-place", name, "--select", "CHR").returncode == 0
    once = Path(name).read_bytes()
    assert inside("run", "--in-place", name).returncode == 0
    assert texts_in(name, Path(name).read_bytes()) == CLEAN
    assert len({data, once, Path(name).read_bytes()}) == 3
    assert inside("undo", ".").returncode == 0
    assert Path(name).read_bytes() == data


def test_copies_stay(inside, tmp_path):
    """In place nothing is left out."""
    put(tmp_path, {"a.jsonl": made("a.jsonl", [dirty(A), A, B])})
    assert inside("run", "--in-place", "a.jsonl").returncode == 0
    assert texts_in("a.jsonl", Path("a.jsonl").read_bytes()) == [A, A, B]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_other_encodings(inside, tmp_path, name):
    """Without a suffix they are refused; with one undo gives back what was kept."""
    data = made(name, [f"{text}\n" for text in pages(0, 20)]).replace("\u200b".encode(), b"")
    data = data.decode().replace("。", "。。", 1).encode("gbk")
    put(tmp_path, {name: data})
    done = inside("run", "--in-place", name)
    assert (done.returncode, Path(name).read_bytes()) == (2, data)
    assert b"has bytes that are no UTF-8; keep them with --in-place=SUFFIX" in done.stderr
    assert inside("run", "--in-place=.orig", name).returncode == 0
    assert Path(f"{name}.orig").read_bytes() == data
    assert "港" in Path(name).read_text()
    assert inside("run", "--in-place=.orig", name).returncode == 0
    assert {path.name for path in Path().iterdir()} == {name, f"{name}.orig", ".cleanup"}
    assert inside("undo", ".").returncode == 0
    assert Path(name).read_bytes() == data


def test_a_suffix(inside, tmp_path):
    """The original is kept, and another one of a file that somebody has written anew."""
    data = [made("a.jsonl", pages(first, 4)) for first in (0, 10)]
    for number, ending in enumerate((".orig", ".orig.1")):
        put(tmp_path, {"a.jsonl": data[number]})
        assert inside("run", "--in-place=.orig", "a.jsonl").returncode == 0
        assert Path(f"a.jsonl{ending}").read_bytes() == data[number]
    assert inside("undo", ".").returncode == 0
    assert Path("a.jsonl").read_bytes() == data[1]


def test_what_is_compressed_is_refused(inside, tmp_path):
    put(tmp_path, {"a.jsonl.gz": made("a.jsonl.gz", TEXTS)})
    before = Path("a.jsonl.gz").read_bytes()
    done = inside("run", "--in-place", "a.jsonl.gz")
    assert (done.returncode, done.stderr.count(b"is compressed; clean it into a folder")) == (2, 1)
    assert Path("a.jsonl.gz").read_bytes() == before


def test_sites(inside):
    """Lines that recur on the records of a host are the site's, whatever the files and jobs."""
    ours = [text.rstrip("\n") for text in SITES["promotion without menus"][0][:8]]
    theirs = [*plain(20, 7), SITES["promotion without menus"][0][8].rstrip("\n")]
    hosts = ["a", "b"] * 8
    texts = [text for pair in zip(ours, theirs, strict=True) for text in pair]
    shards = {
        "all.jsonl": made("all.jsonl", texts, hosts),
        "x.csv": made("x.csv", texts[:6], hosts[:6]),
        "y.wet": made("y.wet", texts[6:], hosts[6:]),
        "alone.jsonl": made("alone.jsonl", ours),
    }
    results = {}
    for folder, names in (
        ("one", ["all.jsonl"]),
        ("two", ["x.csv", "y.wet"]),
        ("turned", ["y.wet", "x.csv"]),
        ("alone", ["alone.jsonl"]),
    ):
        put("in", shards)
        paths = [f"in/{name}" for name in names]
        assert inside("run", *paths, "-o", folder, "--no-dedupe").returncode == 0
        results[folder] = [
            text
            for name in sorted(names)
            for text in texts_in(name, Path(folder, name).read_bytes())
        ]
    assert results["one"] == results["two"] == results["turned"]
    assert all_files("two") == all_files("turned")
    for texts, found in ((ours, results["one"][::2]), (theirs, results["one"][1::2])):
        clean = [done.text for done in clean_many(f"{text}\n" for text in texts)]
        assert found == [text.rstrip("\n") for text in clean]
    assert results["alone"] == results["one"][::2] != ours


@pytest.fixture
def outside(tmp_path):
    """A file that nobody has named."""
    path = tmp_path / "outside"
    path.write_bytes(b"mine\n")
    return path


LINKS = ["left-out", "left-out/a.jsonl", "work", "work/shards", "work/shards/x", "edits"]


@pytest.mark.parametrize("place", LINKS)
@pytest.mark.parametrize("to", ["a file", "a folder"])
def test_links_in_a_record(inside, outside, tmp_path, place, to):
    """None is followed: nothing outside is written, removed or read."""
    put("in", {"a.jsonl": made("a.jsonl", [A, dirty(A), B])})
    assert inside("run", "in", "-o", "out").returncode == 0
    path = Path("out", ".cleanup", place)
    aside = path.parent / "was"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(tmp_path / aside.name)
    folder = tmp_path / "elsewhere"
    put(folder, {"a.jsonl": made("a.jsonl", [A]), "mine": "mine\n"})
    before = files_of(folder)
    path.symlink_to(outside if to == "a file" else folder)
    put("in", {"a.jsonl": made("a.jsonl", [B, dirty(B), A])})
    for command in (("run", "in", "-o", "out"), ("undo", "out"), ("log", "out")):
        done = inside(*command)
        assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 2)
    assert outside.read_bytes() == b"mine\n"
    assert files_of(folder) == before
    assert path.is_symlink() or place.startswith("work")


LIES = {
    "more records": lambda entry: entry["slices"][0].__setitem__(0, 10**9),
    "fewer records": lambda entry: entry["slices"][0].__setitem__(0, 1),
    "none": lambda entry: entry["slices"].clear(),
    "negative": lambda entry: entry["slices"][0].__setitem__(0, -1),
    "another hash": lambda entry: entry["slices"][0].__setitem__(1, "0" * 64),
    "no numbers": lambda entry: entry["slices"][0].__setitem__(0, "3"),
    "no slices": lambda entry: entry.__setitem__("slices", [[], 1]),
    "another form": lambda entry: entry["form"].__setitem__("name", "parquet"),
    "no form": lambda entry: entry["form"].__setitem__("name", "no"),
    "odd form": lambda entry: entry["form"].__setitem__("delimiter", 7),
    "another layout": lambda entry: entry["layout"].__setitem__("text", ["id"]),
    "no layout": lambda entry: entry["layout"].__setitem__("texts", "id"),
    "no paths": lambda entry: entry["layout"].__setitem__("text", 7),
    "no text": lambda entry: entry.__setitem__("form", {}),
}


def change_entry(name, change):
    """Change what the record says of a shard, in its line of the manifest."""
    path = Path("out", ".cleanup", "manifest.json")
    head, line, rest = re.split(rf'^(  "{name}": .*\n)', path.read_text(), flags=re.MULTILINE)
    entry = json.loads("{" + line.rstrip().rstrip(",") + "}")
    change(entry[name])
    path.write_text(f"{head}  {json.dumps(entry)[1:-1]}{',' if ',' in line[-3:] else ''}\n{rest}")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
@pytest.mark.parametrize("lie", LIES)
def test_a_record_that_lies(inside, name, lie):
    """It is told in one line, nothing is written that it says, and no other shard suffers."""
    put("in", {name: made(name, [A, dirty(A), B]), "z.jsonl": made("z.jsonl", pages(20, 2))})
    assert inside("run", "in", "-o", "out").returncode == 0
    change_entry(name, LIES[lie])
    clean = Path("out", name).read_bytes()
    done = inside("undo", "out", "-o", "back")
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
    assert done.stderr.count(b"cleanup: ") == 2
    assert files_of(Path("back")) == {"z.jsonl": Path("in", "z.jsonl").read_bytes()}
    assert Path("out", name).read_bytes() == clean
    done = inside("run", "in", "-o", "out", "--force")
    assert b"Traceback" not in done.stderr
    kept = texts_in(name, Path("out", name).read_bytes())
    assert kept == ([A, A, B] if lie == "another layout" else [A, B])


def test_names(inside):
    """Those that are no Unicode are names; of two shards with one name the first is cleaned."""
    odd = os.fsdecode(b"\xff\xfe.jsonl")
    put("in", {odd: made("a.jsonl", [A, dirty(A)]), "x/a.csv": made("a.csv", TEXTS)})
    put("other", {"a.csv": made("a.csv", pages(30, 3))})
    assert inside("run", "in", "-o", "out").returncode == 0
    assert texts_in("a.jsonl", Path("out", odd).read_bytes()) == [A]
    assert texts_in("a.jsonl", Path("out", ".cleanup", "left-out", odd).read_bytes()) == [A]
    assert b"Nothing new" in inside("run", "in", "-o", "out").stderr
    assert inside("log", "out").returncode == 0
    assert inside("undo", "out").returncode == 0
    assert files_of(Path("out")) == files_of(Path("in"))
    done = inside("run", "in/x/a.csv", "other/a.csv", "-o", "both")
    assert (done.returncode, done.stderr.count(b"another input is called a.csv too")) == (2, 1)
    assert texts_in("a.csv", Path("both", "a.csv").read_bytes()) == CLEAN
