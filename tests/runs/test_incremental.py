"""A second run into the same folder does only what is new, and comes to what one run would."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from cleanup.runs import working
from tests.support.articles import (
    all_files,
    article,
    dirty,
    edited,
    kept_of,
    ledger_of,
    left_out_of,
    put,
)
from tests.support.runs import files_of

A, B, C, D = map(article, range(4))
NEAR = edited(A, 0.04)
LONGER = A.rstrip("\n") + "往后还会有更多的消息。\n"
BEFORE = {"b.txt": A, "c.txt": dirty(B), "d.txt": A, "e.txt": C}


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Where the folder `in` and its results are made, once for all tests."""
    return tmp_path_factory.mktemp("before")


@pytest.fixture
def before(inside, once, tmp_path):
    """A folder `in` that was cleaned: d.txt is left out."""
    if not any(once.iterdir()):
        put("in", BEFORE)
        assert inside("run", "in").returncode == 0
        assert kept_of("in.clean") == {"d.txt": "b.txt"}
        shutil.copytree(tmp_path, once, dirs_exist_ok=True)
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return BEFORE


def counted(done):
    """How many documents were cleaned in a run, and how many before."""
    found = re.search(r"(\d+) documents?, ", done.stderr.decode())
    before = re.search(r"(\d+)(?: documents?)? cleaned before", done.stderr.decode())
    return int(found[1]) if found else 0, int(before[1]) if before else 0


def made(out):
    """The results in a folder and its ledger."""
    return all_files(out), ledger_of(out)


def is_as_new(inside, *options):
    """Whether the folder of results is what a run into a new one makes."""
    assert inside("run", "in", "-o", "new", *options).returncode == 0
    assert made("in.clean") == made("new")
    return True


# What is put into the folder; how many are cleaned then, and how many were; what is left out.
CHANGES = {
    "nothing": ({}, (0, 4), {"d.txt": "b.txt"}),
    "a new one": ({"f.txt": D}, (1, 4), {"d.txt": "b.txt"}),
    "a copy of what stays": ({"f.txt": NEAR}, (1, 4), {"d.txt": "b.txt", "f.txt": "b.txt"}),
    "a copy that comes first": ({"a.txt": A}, (1, 4), {"b.txt": "a.txt", "d.txt": "a.txt"}),
    "a better copy": ({"f.txt": LONGER}, (1, 4), {"b.txt": "f.txt", "d.txt": "f.txt"}),
    "a copy of another one": (
        {"f.txt": B, "a.txt": C},
        (2, 4),
        {"c.txt": "f.txt", "d.txt": "b.txt", "e.txt": "a.txt"},
    ),
    "two copies of one another": (
        {"f.txt": D, "g.txt": D},
        (2, 4),
        {"d.txt": "b.txt", "g.txt": "f.txt"},
    ),
    "the kept one deleted": ({"b.txt": None}, (0, 3), {}),
    "the copy deleted": ({"d.txt": None}, (0, 3), {}),
    "another one deleted": ({"e.txt": None}, (0, 3), {"d.txt": "b.txt"}),
    "all but one deleted": ({"b.txt": None, "c.txt": None, "e.txt": None}, (0, 1), {}),
    "the kept one changed": ({"b.txt": D}, (1, 3), {}),
    "the kept one edited": ({"b.txt": NEAR}, (1, 3), {"d.txt": "b.txt"}),
    "the kept one made worse": ({"b.txt": dirty(A)}, (1, 3), {"b.txt": "d.txt"}),
    "the kept one made better": ({"b.txt": LONGER}, (1, 3), {"d.txt": "b.txt"}),
    "the copy changed": ({"d.txt": D}, (1, 3), {}),
    "the copy made better": ({"d.txt": LONGER}, (1, 3), {"b.txt": "d.txt"}),
    "the copy edited": ({"d.txt": NEAR}, (1, 3), {"d.txt": "b.txt"}),
    "moved": ({"b.txt": None, "x/b.txt": A}, (1, 3), {"x/b.txt": "d.txt"}),
    "packed names": ({"b.txt": None, "b.txt.gz": A}, (1, 3), {"d.txt": "b.txt.gz"}),
}


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(("change", "numbers", "expected"), CHANGES.values(), ids=CHANGES)
def test_only_what_is_new_is_cleaned(inside, tmp_path, change, numbers, expected):
    """The roles may be swapped, and then again: what comes out is what one run makes."""
    put("in", change)
    texts = {name: text for name, text in {**BEFORE, **change}.items() if text is not None}
    done = inside("run", "in", "--prune")
    assert done.returncode == 0
    assert counted(done) == numbers
    assert kept_of("in.clean") == expected
    assert is_as_new(inside)
    again = inside("run", "in")
    assert counted(again) == (0, len(texts))
    assert kept_of("in.clean") == expected
    assert inside("undo", "in.clean").returncode == 0
    assert files_of(tmp_path / "in.clean") == {name: text.encode() for name, text in texts.items()}
    assert counted(inside("run", "in")) == (len(texts), 0)
    assert made("in.clean") == made("new")


def test_the_difference_is_told_anew_when_the_kept_text_is_another_one(inside, before):
    """Also where the two have as much in common as before."""
    put("in", {"b.txt": A.replace("船", "舟", 1), "d.txt": A, "e.txt": A.replace("船", "舟", 1)})
    inside("run", "in")
    was = left_out_of("in.clean")["d.txt"]
    at = A.rindex("船")
    put("in", dict.fromkeys(("b.txt", "e.txt"), A[:at] + "舟" + A[at + 1 :]))
    inside("run", "in")
    now = left_out_of("in.clean")["d.txt"]
    assert now["similarity"] == was["similarity"]
    assert now["differs"] == [[at, at + 1, at, at + 1]] != was["differs"]


@pytest.mark.parametrize(
    ("options", "numbers", "expected"),
    [
        (("--level", "safe"), (4, 0), {"d.txt": "b.txt"}),
        (("--script", "hant"), (4, 0), {"d.txt": "b.txt"}),
        (("--ignore", "CHR001"), (4, 0), {"d.txt": "b.txt"}),
        (("--no-dedupe",), (0, 4), {}),
        (("--ignore", "DUP"), (4, 0), {}),
        (("--similarity", "0.9"), (0, 4), {"d.txt": "b.txt"}),
        (("--jobs", "1"), (0, 4), {"d.txt": "b.txt"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) and "-" in str(value) else "",
)
def test_other_settings_clean_again(inside, before, options, numbers, expected):
    """But not those that only say what a copy is, or how the work is divided."""
    done = inside("run", "in", *options)
    assert done.returncode == 0
    assert counted(done) == numbers
    assert kept_of("in.clean") == expected
    assert is_as_new(inside, *options)
    inside("run", "in")
    assert kept_of("in.clean") == {"d.txt": "b.txt"}


def test_another_similarity_is_another_question(inside):
    put("in", {"a.txt": A, "b.txt": NEAR})
    for similarity, expected in (("0.99", {}), ("0.9", {"b.txt": "a.txt"}), ("0.99", {})):
        inside("run", "in", "--similarity", similarity)
        assert kept_of("in.clean") == expected


@pytest.mark.parametrize("edit", ["mine\n", B])
def test_a_kept_result_that_was_edited_is_left_alone(inside, tmp_path, before, edit):
    """It is no copy, nor is anything one of it, until it is forced back."""
    place = tmp_path / "in.clean" / "b.txt"
    place.write_text(edit)
    for _ in range(2):
        done = inside("run", "in")
        assert done.returncode == 2
        assert done.stderr.count(b"in.clean/b.txt: was changed since") == 1
        assert place.read_text() == edit
        assert kept_of("in.clean") == {}
    assert inside("run", "in", "--force").returncode == 0
    assert is_as_new(inside)


def test_a_text_that_was_edited_where_it_was_left_out(inside, tmp_path, before):
    """It comes back, and is left alone."""
    (tmp_path / "in.clean/.cleanup/left-out/d.txt").write_text("mine\n")
    assert inside("run", "in").returncode == 2
    assert files_of(tmp_path / "in.clean")["d.txt"] == b"mine\n"
    assert inside("run", "in", "--force").returncode == 0
    assert is_as_new(inside)


@pytest.mark.parametrize("command", [("run", "in", "--no-dedupe"), ("undo", "in.clean")])
def test_a_foreign_file_in_the_place_of_one_left_out(inside, tmp_path, before, command):
    """It is not written over, and what was left out is not lost."""
    place = tmp_path / "in.clean" / "d.txt"
    place.write_text("mine\n")
    done = inside(*command)
    assert done.returncode == 2
    assert done.stderr.count(b"in.clean/d.txt: ") == 1
    assert place.read_text() == "mine\n"
    assert (tmp_path / "in.clean/.cleanup/left-out/d.txt").read_text() == A
    place.unlink()
    assert inside(*command).returncode == 0
    assert files_of(tmp_path / "in.clean")["d.txt"] == A.encode()


@pytest.mark.parametrize("name", ["b.txt", ".cleanup/left-out/d.txt"])
def test_a_result_that_was_deleted_is_made_again(inside, tmp_path, before, name):
    (tmp_path / "in.clean" / name).unlink()
    assert counted(inside("run", "in")) == (1, 3)
    assert is_as_new(inside)


def test_undo_into_another_folder_brings_back_what_was_left_out(inside, tmp_path, before):
    was = all_files("in.clean")
    assert inside("undo", "in.clean", "-o", "back").returncode == 0
    assert files_of(tmp_path / "back") == files_of(tmp_path / "in")
    assert all_files("in.clean") == was


def test_files_of_other_runs_are_compared_too(inside):
    """Each of the runs is given one folder, and all go into one."""
    put(".", {"x/a.txt": LONGER, "y/b.txt": A, "z/c.txt": NEAR})
    for folder in "yxz":
        assert inside("run", folder, "-o", "out").returncode == 0
    assert kept_of("out") == {"b.txt": "a.txt", "c.txt": "a.txt"}
    assert {record["run"] for record in left_out_of("out").values()} == {2, 3}


def test_the_manifest_tells_what_was_done_before(inside, tmp_path, before):
    put("in", {"f.txt": A})
    inside("run", "in")
    manifest = json.loads((tmp_path / "in.clean/.cleanup/manifest.json").read_bytes())
    assert (manifest["counts"]["earlier"], manifest["counts"]["left_out"]) == (4, 2)
    assert manifest["complete"] is True


@pytest.mark.parametrize("seed", range(4))
def test_many_small_steps_come_to_what_one_run_makes(inside, monkeypatch, seed):
    """Files come, go and change at random; the first time other processes work now and then."""
    if seed == 0:
        monkeypatch.setattr(working, "MUCH", 10**4)
    chance = random.Random(f"steps {seed}")
    texts = [*map(article, range(5)), NEAR, LONGER, dirty(A), edited(A, 0.1), dirty(B), "a", ""]
    names = [f"{folder}/{number}.txt" for folder in "ab" for number in range(4)]
    put("in", {"b/9.txt": D})
    for _ in range(5):
        there = {name for name in names if Path("in", name).exists()}
        for name in chance.sample(names, 4):
            gone = name in there and chance.random() < 0.4
            put("in", {name: None if gone else chance.choice(texts)})
        options = chance.choice([(), ("--jobs", "1"), ("--no-dedupe",)])
        assert inside("run", "in", *options).returncode == 0
        kept_of("in.clean")
        if chance.random() < 0.2:
            assert inside("undo", "in.clean").returncode == 0
    assert inside("run", "in", "--prune").returncode == 0
    for path in {*all_files("in.clean")} - {*all_files("in")}:  # what undo gave back stays
        if not path.startswith(".cleanup"):
            Path("in.clean", path).unlink()
    kept_of("in.clean")
    assert is_as_new(inside)
