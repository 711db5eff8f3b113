"""`cleanup fsck`: what it says of a record is what undo could do, and nothing is written."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from tests.support.articles import article, dirty, put
from tests.support.made_shards import made
from tests.support.records import die
from tests.support.runs import CLEAN, DIRTY

A, B, C, D, E, F = (article(number) for number in range(6))
INPUTS = {
    "a.txt": dirty(A),
    "b.txt": B,
    "copy.txt": B,
    "x/c.jsonl": made("c.jsonl", [dirty(C), C, D]),
    "d.parquet": made("d.parquet", [dirty(E), E, F]),
}
RECORD = Path("out/.cleanup")
PIECE = RECORD / "edits/000001.parquet"
EDITED = {"a.txt", "d.parquet", "x/c.jsonl"}  # documents that are nothing without their edits


@pytest.fixture
def cleaned(inside):
    put("in", INPUTS)
    assert inside("run", "in", "-o", "out").returncode == 0
    assert inside("fsck", "out").stderr == b"cleanup: nothing is wrong\n"
    return {path.name for path in (RECORD / "left-out").rglob("*") if path.is_file()}


def everything():
    """Names, bytes, modes and times."""
    return {
        str(path): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.is_file() and path.read_bytes(),
        )
        for path in Path("out").rglob("*")
    }


def named(inside):
    """The names of which fsck says that something is wrong; it writes nothing."""
    before = everything()
    done = inside("fsck", "out")
    assert everything() == before
    assert b"internal error" not in done.stderr
    names = {line.partition(": ")[0] for line in done.stdout.decode().splitlines()}
    assert done.returncode == (1 if names else 0)
    return names


def spoilt_entry(key, value, doc="a.txt"):
    """Change what the manifest says of a document."""
    path = RECORD / "manifest.json"
    lines = path.read_text().splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith(f"  {json.dumps(doc)}: "):
            entry = json.loads("{" + line.strip().rstrip(",") + "}")[doc] | {key: value}
            comma = "," if line.rstrip().endswith(",") else ""
            lines[number] = f"  {json.dumps(doc)}: {json.dumps(entry)}{comma}\n"
    path.write_text("".join(lines))


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def torn_log():
    """A run died, and a line of its log is damaged."""
    log = die("out")
    log.write_bytes(log.read_bytes().replace(b'"doc": "a.txt"', b'"doc": "a.tx', 1))


# What is done to the folder, and the names that fsck then says.
DAMAGE = {
    "a result was changed": (lambda: Path("out/a.txt").write_text("x"), {"a.txt"}),
    "a result is gone": (lambda: Path("out/b.txt").unlink(), {"b.txt"}),
    "a result is a folder": (
        lambda: (Path("out/b.txt").unlink(), Path("out/b.txt").mkdir()),
        {"b.txt"},
    ),
    "a result is a link": (
        lambda: (Path("out/b.txt").unlink(), Path("out/b.txt").symlink_to("../in/b.txt")),
        {"b.txt"},
    ),
    "a shard was cut": (lambda: cut(Path("out/x/c.jsonl")), {"x/c.jsonl"}),
    "rows were cut": (lambda: cut(Path("out/d.parquet")), {"d.parquet"}),
    "a copy that was left out is gone": (
        (RECORD / "left-out/copy.txt").unlink,
        {"copy.txt"},
    ),
    "records that were left out are gone": (
        (RECORD / "left-out/x/c.jsonl").unlink,
        {"x/c.jsonl"},
    ),
    "the edits are gone": (PIECE.unlink, {".cleanup", *EDITED}),
    "the edits are cut": (lambda: cut(PIECE), {".cleanup", *EDITED}),
    "another text": (lambda: spoilt_entry("decoded", "0" * 64), {"a.txt"}),
    "other runs": (lambda: spoilt_entry("runs", [7]), {"a.txt"}),
    "other slices": (lambda: spoilt_entry("slices", [[1, "0"]], "x/c.jsonl"), {"x/c.jsonl"}),
    "an entry of nonsense": (
        lambda: spoilt_entry("runs", "x"),
        {".cleanup"},
    ),
    "a log was torn": (
        torn_log,
        {".cleanup", ".cleanup/manifest.json", "a.txt"},
    ),
    "strangers": (
        lambda: put(RECORD, {"left-out/z": "x", "edits/9": "x", ".cleanup-abcdefgh.part": "x"}),
        {".cleanup/left-out/z", ".cleanup/edits/9", ".cleanup/.cleanup-abcdefgh.part"},
    ),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_what_is_wrong_is_named(inside, cleaned, case):
    """Just that, and undo then gives back all the others."""
    damage, expected = DAMAGE[case]
    damage()
    assert named(inside) == expected
    failed = {doc for doc in INPUTS if doc in expected}
    told = inside("undo", "out").stderr.decode()
    refused = {doc for doc in INPUTS if f"out/{doc}: " in told}
    assert refused == failed


@pytest.mark.parametrize("make", ["none", "damaged", "link"])
def test_a_folder_whose_record_cannot_be_read(inside, cleaned, make):
    """One line, exit code 2."""
    manifest = RECORD / "manifest.json"
    if make == "damaged":
        cut(manifest)
        manifest.write_bytes(manifest.read_bytes()[:99])
    elif make == "none":
        manifest.unlink()
    else:
        manifest.rename("m")
        manifest.symlink_to("../../m")
    done = inside("fsck", "out")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(b"cleanup: out: ")


def test_a_record_at_which_a_run_is_at_work(inside, cleaned):
    with (RECORD / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert b"another run is at work on it" in inside("fsck", "out").stderr
    assert inside("fsck", "out").returncode == 0


def test_what_undo_gave_back_is_right(inside, cleaned):
    assert inside("undo", "out").returncode == 0
    assert named(inside) == set()


def test_bytes_that_undo_could_not_give_back(inside):
    """In place, where the original that was kept is gone."""
    put("out", {"a.txt": DIRTY.encode() + b"\xff", "b.txt": DIRTY})
    assert inside("run", "--in-place=.orig", "out").returncode == 0
    assert named(inside) == set()
    Path("out/b.txt.orig").unlink()  # its text tells the bytes
    assert named(inside) == set()
    os.truncate("out/a.txt.orig", 3)
    assert named(inside) == {"a.txt"}
    Path("out/b.txt").unlink()
    assert named(inside) == {"a.txt", "b.txt"}


def test_names_are_escaped(inside):
    put("in", {"a\x1b[31m\n.txt": DIRTY})
    assert inside("run", "in", "-o", "out").returncode == 0
    Path("out/a\x1b[31m\n.txt").write_text(CLEAN + "x")
    done = inside("fsck", "out")
    assert done.stdout.startswith(b"a\\x1b[31m\\n.txt: was changed")
