"""Inputs behind addresses: the same comes out as of files, and results go to folders alone."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from cleanup import OutputError, Plan, Settings, clean_folder
from cleanup.events import CleanedRecords, UpToDate
from cleanup.runs.cutting import Shard
from cleanup.runs.inputs import Item
from cleanup.runs.whole import Whole, clean_pieces, is_whole_done, told_of
from tests.support.articles import all_files, article, ledger_of, put
from tests.support.folders import SITES
from tests.support.made_shards import made, packed, pages

PAGES, _ = SITES["promotion without menus"]
SHARDS = ("a.jsonl", "b.jsonl.gz", "c.parquet", "d.wet.zst", "e/f.csv", "unnamed")
ONE = made("a.jsonl", pages(0, 3))


def corpus():
    """Shards of several formats with copies among them, and pages of a site."""
    shards = {
        name: made("a.jsonl" if name == "unnamed" else name, pages(2 * at, 3))
        for at, name in enumerate(SHARDS)
    }
    return shards | {f"site/{number}.txt": page.encode() for number, page in enumerate(PAGES)}


def address(name):
    return f"file://{Path(name).absolute()}"


def entries(out):
    """What the record says of each document, but for when and whence."""
    known = json.loads(Path(out, ".cleanup/manifest.json").read_bytes())["documents"]
    for entry in known.values():
        del entry["version"]
    return known


def test_the_same_comes_out_as_of_files(inside):
    """Recurring lines, copies and the record among it; undo gives back the bytes."""
    given = corpus()
    put("in", given)
    assert inside("run", "in", "-o", "files").returncode == 0
    done = inside("run", address("in"), "-o", "remote")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
    assert {name for name in all_files("files") if "left-out" in name}
    assert all_files("remote") == all_files("files")
    assert ledger_of("remote") == ledger_of("files")
    assert entries("remote") == entries("files")
    assert inside("undo", "remote").returncode == 0
    assert Path("remote/a.jsonl").read_bytes() == given["a.jsonl"]


def up_to_date(paths):
    """Which documents a run takes as they are, and the names of the shards that it cleans."""
    events = []
    clean_folder(paths, "out", Settings(), Plan(dedupe=False), events.append)
    return (
        {event.name for event in events if isinstance(event, UpToDate)},
        {Path(event.name).name for event in events if isinstance(event, CleanedRecords)},
    )


def test_what_is_the_same_is_not_read_again(inside):
    """A text, a page that became one, what is compressed, shards of all kinds."""
    page = f"<html><body><p>{article(30)}</p></body></html>".encode()
    put("in", corpus() | {"page.html.gz": packed("a.gz", page)})
    up_to_date(address("in"))
    known = {*all_files("out")}
    assert up_to_date(address("in")) == (known, set())
    put("in", {"a.jsonl": ONE})
    assert up_to_date(address("in")) == (known - {"a.jsonl"}, {"a.jsonl"})
    put("out", {"b.jsonl.gz": None, "site/0.txt": None})
    assert up_to_date(address("in"))[1] == {"b.jsonl.gz"}
    assert {"b.jsonl.gz", "site/0.txt"} <= all_files("out").keys()


def test_a_format_that_is_told_needs_no_look(inside):
    """The version tells also then whether it is to be cleaned."""
    put("in", {"a": ONE})
    options = ("--as", "jsonl", "-o", "out")
    assert inside("run", address("in"), *options).returncode == 0
    assert b"Nothing new" in inside("run", address("in"), *options).stderr


def test_what_cannot_be_read_is_named_and_the_others_are_done(inside):
    """A missing file, and one that ends too soon."""
    put("in", {"cut.jsonl.gz": made("a.jsonl.gz", pages(0, 9))[:-20], "good.jsonl": ONE})
    done = inside("run", address("in"), address("missing"), "-o", "out")
    assert done.returncode == 2
    assert f"{address('in')}/cut.jsonl.gz: gzip data is cut short\n" in done.stderr.decode()
    assert f"{address('missing')}: cannot be read (no such file)\n" in done.stderr.decode()
    assert all_files("out").keys() == {"good.jsonl"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "in", "-o", "s3://bucket/out"),
        ("undo", "s3://bucket/out"),
        ("undo", "out", "-o", "s3://bucket/out"),
        ("log", "s3://bucket/out"),
    ],
    ids=" ".join,
)
def test_results_and_records_lie_in_folders(inside, arguments):
    """Said in one line, before anything is done."""
    put("in", {"a.jsonl": ONE})
    done = inside(*arguments)
    assert done.returncode == 2
    assert b"need a folder, and this is an address" in b" ".join(done.stderr.split())
    assert [path.name for path in Path().iterdir()] == ["in"]


def test_results_of_the_library_lie_in_folders():
    """As those of the command."""
    with pytest.raises(OutputError, match="need a folder"):
        clean_folder("in", "s3://bucket/out")


def test_nothing_is_mended_behind_an_address(inside):
    """It is named, and the others are mended."""
    put("in", {"a.jsonl": ONE, "b.jsonl": ONE})
    done = inside("run", "--in-place", address("in/a.jsonl"), "in/b.jsonl")
    assert done.returncode == 2
    assert b"in/a.jsonl: cannot be mended behind an address" in done.stderr
    assert Path("in/a.jsonl").read_bytes() == ONE != Path("in/b.jsonl").read_bytes()


@pytest.mark.parametrize("command", [("run", "-o", "out"), ("check",), ("run", "--in-place")])
def test_a_password_is_neither_repeated_nor_recorded(inside, command):
    """The run does not begin."""
    put("in", {"a.jsonl": ONE})
    done = inside(*command, "in", "ftp://user:hidden@host.example/a")
    assert done.returncode == 2
    assert b"hidden" not in done.stderr + done.stdout
    assert [path.name for path in Path().iterdir()] == ["in"]


# What the workers of a cluster do with a shard, here in this process.


def whole(name, maker="maker", version="1"):
    item = Item(address(f"in/{name}"), name, is_file=False, version=version)
    Path("work").mkdir(exist_ok=True)
    form = {"a.jsonl": "jsonl", "b.jsonl.gz": "jsonl", "c.parquet": "parquet"}[name]
    return Whole(Shard(item, form), 0, "work", maker, joins=True)


def clean(piece):
    """What went wrong when a worker cleaned a shard."""
    return clean_pieces({"piece": [pickle.dumps(piece)]}, Settings(), "same")["error"]


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl.gz", "c.parquet"])
def test_a_whole_shard_is_put_together_by_its_worker(inside, name):
    """The bytes are those of any other way; of its slices only what the record needs is left."""
    put("in", {name: corpus()[name]})
    inside("run", "in", "-o", "out", "--ignore", "NAV008")
    piece = whole(name)
    assert clean(piece) == [None]
    assert piece.result.read_bytes() == Path("out", name).read_bytes()
    assert told_of(piece).known.result == str(piece.result)
    assert is_whole_done(piece)
    assert sorted(path.suffix for path in Path("work").iterdir()) == ["", ".json", ".told"]


def test_a_whole_shard_that_is_done_is_not_done_again(inside):
    """Unless it, its version, or what cleans it is another one, or a file is damaged."""
    put("in", {"a.jsonl": ONE})
    piece = whole("a.jsonl")
    assert not is_whole_done(piece)
    clean(piece)
    assert is_whole_done(piece)
    assert not is_whole_done(whole("a.jsonl", maker="other"))
    assert not is_whole_done(whole("a.jsonl", version="2"))
    piece.result.write_bytes(b"damaged")
    assert not is_whole_done(piece)
    unknown = whole("a.jsonl", version="")
    clean(unknown)
    assert not is_whole_done(unknown)  # it may be another one by now


def test_a_whole_shard_that_cannot_be_read_to_its_end(inside):
    """It is told why, and nothing is put together."""
    put("in", {"b.jsonl.gz": made("a.jsonl.gz", pages(0, 9))[:-20]})
    piece = whole("b.jsonl.gz")
    assert clean(piece) == [None]
    known = told_of(piece).known
    assert (known.error, known.result) == ("gzip data is cut short", "")
    assert not piece.result.exists()
