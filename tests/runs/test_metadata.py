"""Front matter and JSON Lines, as runs write them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cleanup as library
from cleanup.model import FIELDS
from tests.support.paths import SEEDS
from tests.support.stated_page import BLOCK, CLEAN, HEADLINE, PAGE, POST


def test_front_matter_into_a_folder_and_back(cleanup, tmp_path):
    """Recorded and undone as every other edit."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PAGE)
    (tmp_path / "in" / "b.md").write_bytes(POST.encode() + CLEAN.encode())
    done = cleanup("run", "--front-matter", "--no-dedupe", "in")
    assert done.returncode == 0
    assert b"MET006" in done.stderr
    out = tmp_path / "in.clean"
    assert (out / "a.txt").read_text() == BLOCK + CLEAN
    assert (out / "b.md").read_bytes() == POST.encode() + CLEAN.encode()
    manifest = json.loads((out / ".cleanup" / "manifest.json").read_bytes())
    assert manifest["documents"]["a.txt"]["metadata"]["section"] == "地方"
    assert cleanup("undo", "in.clean").returncode == 0
    assert (out / "a.txt").read_text() == PAGE


def test_front_matter_in_place_comes_once(cleanup, tmp_path):
    """However often it is asked for, and undo goes back to the first text."""
    file = tmp_path / "a.txt"
    file.write_text(PAGE)
    for options in (("--front-matter",), ("--front-matter",), ()):
        assert cleanup("run", "--in-place", *options, "a.txt").returncode == 0
        assert file.read_text() == BLOCK + CLEAN
    assert cleanup("undo", ".").returncode == 0
    assert file.read_text() == PAGE


def test_front_matter_on_stdout_and_in_a_diff(cleanup):
    """As a filter, and shown as lines that come."""
    page = PAGE.encode()
    assert cleanup("run", "--front-matter", "-", stdin=page).stdout.decode() == BLOCK + CLEAN
    diff = cleanup("run", "--front-matter", "--diff", "-", stdin=page)
    assert diff.returncode == 1
    assert f'+title: "{HEADLINE}"' in diff.stdout.decode().splitlines()
    mended = (BLOCK + CLEAN).encode()
    assert cleanup("run", "--front-matter", "--diff", "-", stdin=mended).returncode == 0


def test_jsonl_has_an_object_for_every_document(cleanup, seeds):
    """With the text that `run` writes, readable UTF-8, and the facts that were kept."""
    (seeds / "in").mkdir()
    (seeds / "in" / "page.txt").write_bytes(PAGE.encode("gb18030"))
    done = cleanup("run", "seeds", "-", "--format", "jsonl", stdin=b"a\xe2\x80\x8bb\n")
    assert done.returncode == 0
    records = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    assert set(records) == {*(seed.name for seed in SEEDS), "in/page.txt", "stdin"}
    page = records["in/page.txt"]
    assert list(page) == ["id", "text", "encoding", "metadata", "edits"]
    assert (page["text"], page["encoding"]) == (CLEAN, "gb18030")
    assert list(page["metadata"]) == list(FIELDS)
    assert records["stdin"]["metadata"] == {}
    assert records["stdin"]["edits"] == 1
    for seed in SEEDS:
        assert records[seed.name]["text"] == library.clean(seed.read_bytes()).text
    assert HEADLINE in done.stdout.decode()


def test_jsonl_leaves_out_what_fails(cleanup, tmp_path):
    """It is named on stderr, and the exit code is 2."""
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "b.txt").write_text(CLEAN)
    done = cleanup("run", "a.bin", "b.txt", "c.txt", "--format", "jsonl")
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b.txt"]
    assert b"a.bin" in done.stderr
    assert b"c.txt" in done.stderr


@pytest.mark.parametrize("option", ["--output=out", "--in-place", "--diff"])
def test_jsonl_excludes_other_results(cleanup, tmp_path, option):
    """It goes to stdout and nowhere else."""
    (tmp_path / "a.txt").write_text(PAGE)
    done = cleanup("run", "a.txt", "--format", "jsonl", option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (tmp_path / "a.txt").read_text() == PAGE


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name has to be Unicode")
def test_jsonl_of_a_name_that_is_no_unicode(cleanup, tmp_path):
    """Its bytes stand as escapes, and can be had back."""
    raw = b"a\xff\x1b.txt"
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), raw))).write_text(CLEAN)  # noqa: PTH118  # bytes
    line = cleanup("run", ".", "--format", "jsonl").stdout
    assert b'"id": "a\\udcff\\u001b.txt"' in line
    assert os.fsencode(json.loads(line)["id"]) == raw


def test_jsonl_into_a_closed_pipe_ends_quietly(seeds, tmp_path):
    """Who reads one line has seen enough."""
    for number in range(40):
        (seeds / f"copy-{number}.txt").write_text(PAGE * 20)
    process = subprocess.Popen(
        [sys.executable, "-m", "cleanup", "run", "--no-dedupe", "--format", "jsonl", "seeds"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline().startswith(b'{"id": ')
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (0, b"")
    process.stderr.close()
