"""Results whose inputs are gone stay, with their record, until it is asked that they go."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.articles import all_files, article, dirty, kept_of, ledger_of, put
from tests.support.runs import CLEAN, files_of

A, B, C, D = map(article, range(4))
LONGER = A.rstrip("\n") + "往后还会有更多的消息。\n"
TEXTS = {"a.txt": dirty(A), "b.txt": dirty(B), "x/c.txt": dirty(C), "x/y/d.txt": dirty(D)}
KEPT = b"Kept: %d result%s whose input is gone"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Where the folder `in` and its results are made, once for all tests."""
    return tmp_path_factory.mktemp("before")


@pytest.fixture
def before(inside, once, tmp_path):
    """A folder `in` that was cleaned into `out`."""
    if not any(once.iterdir()):
        put("in", TEXTS)
        assert inside("run", "in", "-o", "out").returncode == 0
        shutil.copytree(tmp_path, once, dirs_exist_ok=True)
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return all_files("out")


def told(number):
    return KEPT % (number, b"" if number == 1 else b"s")


def bytes_of(texts):
    return {name: text.encode() for name, text in texts.items()}


GONE = {
    "one": ["a.txt"],
    "one in a folder": ["x/c.txt"],
    "a folder": ["x/c.txt", "x/y/d.txt"],
    "all but one": ["a.txt", "b.txt", "x/c.txt"],
    "the last of a folder": ["x/y/d.txt"],
    "two": ["a.txt", "x/y/d.txt"],
}


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_they_stay_and_are_told(inside, before, gone):
    """In every run; undo still restores them; --prune removes them, and only them."""
    put("in", dict.fromkeys(gone))
    for _ in range(2):
        done = inside("run", "in", "-o", "out")
        assert done.returncode == 0
        assert told(len(gone)) in done.stderr
        assert all_files("out") == before
    assert inside("undo", "out", "-o", "back").returncode == 0
    assert files_of(Path("back")) == bytes_of(TEXTS)
    pruned = inside("run", "in", "-o", "out", "--prune")
    assert pruned.returncode == 0
    assert b"Removed: %d result" % len(gone) in pruned.stderr
    assert b"Kept:" not in pruned.stderr
    assert all_files("out") == {name: data for name, data in before.items() if name not in gone}
    assert inside("run", "in", "-o", "new").returncode == 0
    assert ledger_of("out") == ledger_of("new")
    assert inside("undo", "out").returncode == 0
    assert files_of(Path("out")) == files_of(Path("in"))


@pytest.mark.parametrize("text", [TEXTS["a.txt"], dirty(D, 2), CLEAN])
def test_an_input_that_comes_back(inside, before, text):
    """It is an input like the others."""
    put("in", {"a.txt": None})
    assert told(1) in inside("run", "in", "-o", "out").stderr
    put("in", {"a.txt": text})
    done = inside("run", "in", "-o", "out")
    assert done.returncode == 0
    assert b"Kept:" not in done.stderr
    assert inside("run", "in", "-o", "out", "--prune").returncode == 0
    assert inside("run", "in", "-o", "new").returncode == 0
    assert all_files("out") == all_files("new")


@pytest.mark.parametrize(
    ("inputs", "gone", "left_out"),
    [
        ({"a.txt": LONGER, "b.txt": A}, "a.txt", {}),
        ({"a.txt": A, "b.txt": A, "c.txt": A}, "a.txt", {"c.txt": "b.txt"}),
        ({"a.txt": A, "b.txt": A, "c.txt": LONGER}, "c.txt", {"b.txt": "a.txt"}),
        ({"a.txt": A, "b.txt": B, "c.txt": A}, "c.txt", {"c.txt": "a.txt"}),
        ({"a.txt": A, "b.txt": A, "c.txt": A}, "b.txt", {"b.txt": "a.txt", "c.txt": "a.txt"}),
    ],
    ids=["the better one", "one of three", "the best of three", "the copy", "a copy of two"],
)
def test_none_pushes_out_a_living_document(inside, inputs, gone, left_out):
    """It takes no part in the comparison: nothing is its copy, and it stays where it is."""
    put("in", inputs)
    inside("run", "in", "-o", "out")
    put("in", {gone: None})
    for _ in range(2):
        assert told(1) in inside("run", "in", "-o", "out").stderr
        assert kept_of("out") == left_out
        assert set(all_files("out")) == {
            f".cleanup/left-out/{name}" if name in left_out else name for name in inputs
        }
    put("other", {"z.txt": inputs[gone]})
    inside("run", "other", "-o", "out")  # nor one of another run
    assert "z.txt" not in kept_of("out") or kept_of("out")["z.txt"] != gone
    assert inside("undo", "out").returncode == 0
    assert files_of(Path("out")) == bytes_of({**inputs, "z.txt": inputs[gone]})


@pytest.mark.parametrize("option", [(), ("--prune",)])
@pytest.mark.parametrize(
    "paths",
    [("other",), ("in/a.txt",), ("in", "other"), ("in/x", "in/a.txt")],
    ids=" ".join,
)
def test_other_paths_leave_none_behind(inside, before, paths, option):
    """What was not named is not gone."""
    put("other", {"e.txt": CLEAN})
    done = inside("run", *paths, "-o", "out", *option)
    assert done.returncode == 0
    there = {name.removeprefix(".cleanup/left-out/") for name in all_files("out")}
    assert before.keys() <= there  # x/c.txt may be a copy now
    assert b"Kept:" not in done.stderr


@pytest.mark.parametrize("bad", [b"\x28\xb5\x2f\xfdcut", b"\x1f\x8b\x08cut"])
def test_nothing_is_gone_where_not_all_could_be_read(inside, before, bad):
    put("in", {"a.txt": None, "b.txt": bad})
    for option in ((), ("--prune",)):
        inside("run", "in", "-o", "out", *option)
        assert before == all_files("out")
    put("in", {"b.txt": None, "x/c.txt": None, "x/y/d.txt": None})
    assert inside("run", "in", "-o", "out", "--prune").returncode == 2  # nothing is there at all
    assert before == all_files("out")


def test_what_somebody_edited_is_not_pruned(inside, before):
    """It is named; and what undo gave back is no result that could go."""
    put("in", {"a.txt": None, "b.txt": None})
    put("out", {"a.txt": "mine\n"})
    done = inside("run", "in", "-o", "out", "--prune")
    assert done.returncode == 2
    assert done.stderr.count(b"out/a.txt: was changed since") == 1
    assert "b.txt" not in all_files("out")
    assert Path("out/a.txt").read_text() == "mine\n"
    put("in", {"x/c.txt": None})
    assert inside("undo", "out").returncode == 2
    inside("run", "in", "-o", "out", "--prune")
    assert Path("out/x/c.txt").read_text() == TEXTS["x/c.txt"]


def test_one_that_was_deleted_is_forgotten(inside, before):
    put("in", {"a.txt": None})
    put("out", {"a.txt": None})
    done = inside("run", "in", "-o", "out")
    assert (done.returncode, b"Kept:" in done.stderr) == (0, False)
    manifest = json.loads(Path("out/.cleanup/manifest.json").read_bytes())
    assert "a.txt" not in manifest["documents"]


@pytest.mark.parametrize("option", ["--in-place", "--diff", "--format=jsonl"])
def test_prune_is_for_results(inside, before, option):
    done = inside("run", "in", option, "--prune")
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
    assert files_of(Path("in")) == bytes_of(TEXTS)
