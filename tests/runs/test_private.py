"""What others may not see, and what they may not have had written: folders, temporary files."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleanup.engines.database import Database
from cleanup.errors import EngineError, OutputError
from cleanup.formats.scratch import Scratch, _remove_abandoned
from cleanup.record.manifest import FOLDER
from cleanup.record.shards import SHARDS, target_of
from tests.support.articles import article, dirty, put
from tests.support.made_shards import made
from tests.support.runs import CLEAN, DIRTY, files_of

ODD_NAME = 'a\n+++ b"\\\x1b[31m\udcff.txt'


def bits(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


@pytest.mark.parametrize("mode", [0o700, 0o750, 0o755, 0o711], ids=oct)
def test_folders_of_results_are_as_closed_as_those_of_the_inputs(inside, mode):
    """Also that of the record, in which names and texts stand."""
    put("in", {"x/y/a.txt": DIRTY, "x/b.jsonl": made("b.jsonl", [DIRTY]), "c.txt": CLEAN})
    Path("in/x").chmod(mode)
    assert inside("run", "in").returncode == 0
    assert bits("in.clean/x") == mode
    assert bits("in.clean/x/y") == bits("in/x/y")
    assert bits("in.clean") == bits("in")
    assert bool(bits("in.clean/.cleanup") & 0o005) == (mode & 0o001 == 0o001)
    Path("in").chmod(mode)
    assert inside("run", "in", "-o", "other").returncode == 0
    assert bits("other") == mode


def test_folders_that_are_there_stay_as_they_are(inside):
    put("in", {"x/a.txt": DIRTY})
    Path("in/x").chmod(0o700)
    Path("out/x").mkdir(parents=True)
    assert inside("run", "in", "-o", "out", "--force").returncode == 0
    assert bits("out/x") == 0o755
    assert bits("out/x/a.txt") == 0o600


@pytest.mark.parametrize("suffix", ["", ".json", ".part", ".at", ".deaths", ".sites.npy"])
def test_a_hard_link_in_the_work_is_not_written_through(inside, suffix):
    """What lies outside has two names then; only the one in the record becomes another file."""
    put("in", {"a.jsonl": made("a.jsonl", [dirty(article(1)), article(2)])})
    put(".", {"victim": "mine\n"})
    assert inside("run", "in", "-o", "out").returncode == 0
    put("in", {"a.jsonl": made("a.jsonl", [dirty(article(3)), article(4)])})
    work = Path("out", FOLDER, SHARDS)
    work.mkdir(parents=True)
    os.link("victim", f"{target_of(work, 'a.jsonl', 0)}{suffix}")
    done = inside("run", "in", "-o", "out")
    assert Path("victim").read_text() == "mine\n"
    assert done.returncode == 0
    assert inside("undo", "out").returncode == 0


def test_a_name_in_a_diff_is_no_line_of_it(inside):
    """It is quoted as git does it, in a file as on a terminal."""
    put("in", {ODD_NAME: DIRTY, "名.txt": DIRTY})
    lines = inside("run", "--diff", "in").stdout.splitlines()
    assert [line for line in lines if line.startswith((b"---", b"+++"))] == [
        b'--- "in/a\\n+++ b\\"\\\\\\033[31m\\377.txt"',
        b'+++ "in/a\\n+++ b\\"\\\\\\033[31m\\377.txt"',
        "--- in/名.txt".encode(),
        "+++ in/名.txt".encode(),
    ]


def test_a_record_of_any_name_has_a_diff(inside):
    """A lone surrogate in it stays as it is spelt."""
    lines = '{"id": "\\ud800\\n+++ x", "text": "近\\u200b日，他來了。"}\n'
    put(".", {"a.jsonl": lines})
    done = inside("run", "--diff", "a.jsonl")
    assert done.returncode == 1
    assert done.stdout.startswith(b'--- "a.jsonl:\\\\ud800\\\\n+++ x:text"\n')


def test_temporary_folders_of_killed_runs_go(tmp_path, monkeypatch):
    """But neither those in use, nor what is called nearly alike, nor what a link leads to."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _remove_abandoned.cache_clear()
    script = (
        "from cleanup.formats.scratch import Scratch\nimport os\n"
        "folder = Scratch()\nprint(folder.name, flush=True)\n{}"
    )
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    dies = [sys.executable, "-c", script.format("os.kill(os.getpid(), 9)")]
    done = subprocess.run(dies, env=env, capture_output=True, check=False)
    killed = done.stdout.decode().strip()
    assert Path(killed).is_dir()
    mine = [tmp_path / name for name in ("corpus-cleanup-x.scratch", "cleanup-abcdefgh")]
    for path in mine:
        path.mkdir()
    link = tmp_path / "corpus-cleanup-abcdefgh.scratch"
    link.symlink_to(mine[1])
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    waits = [sys.executable, "-c", script.format("input()")]
    with subprocess.Popen(waits, env=env, **streams) as other:
        used = Path(other.stdout.readline().decode().strip())
        with Scratch() as own:
            assert {*tmp_path.iterdir()} == {Path(own), used, link, *mine}
            assert bits(own) == 0o700
        other.communicate(b"\n")
    assert {*tmp_path.iterdir()} == {link, *mine}


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, OutputError("no")], ids=repr)
@pytest.mark.parametrize("place", ["load", "upkeep.make_own", "upkeep.remove_temporary"])
@pytest.mark.parametrize("command", [("run", "in", "-o", "out"), ("run", "--in-place", "out")])
def test_a_record_that_was_not_read_yet_is_not_written(inside, monkeypatch, command, place, error):
    """Where a run ends between the lock and the manifest, all is as it was."""
    put("in", {"a.txt": DIRTY, "b.txt": CLEAN})
    if "--in-place" in command:
        Path("in").rename("out")
    assert inside(*command).returncode == 0
    put("out" if "--in-place" in command else "in", {"c.txt": DIRTY + "完。\n"})
    manifest = Path("out/.cleanup/manifest.json")
    before = manifest.read_bytes()

    def fails(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(f"cleanup.record.ledger.{place}", fails)
        assert inside(*command).returncode in (2, 130)
    assert manifest.read_bytes() == before
    assert inside("fsck", "out").returncode == 0


def test_logs_that_an_ended_run_has_left_are_settled(inside):
    """It was killed behind its manifest; in place, the next run has nothing to do, and goes on."""
    put("in", {"a.txt": DIRTY})
    assert inside("run", "--in-place", "in").returncode == 0
    put("in/.cleanup", {"journal.jsonl": "", "ledger.jsonl": "", "work/shards/x": ""})
    assert inside("fsck", "in").returncode == 1
    assert inside("run", "--in-place", "in").returncode == 0
    record = {path.name for path in Path("in/.cleanup").iterdir()}
    assert record == {".gitignore", "edits", "lock", "manifest.json"}
    assert inside("undo", "in").returncode == 0
    assert Path("in/a.txt").read_text() == DIRTY


SLOW = """
import os, signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from cleanup.runs import cleaning
real = cleaning.cleaning_of
def cleaning_of(source, settings, site=None):
    if source.id.endswith("b.txt"):
        open("at work", "w").close()
        time.sleep(60)
    return (yield from real(source, settings, site))
cleaning.cleaning_of = cleaning_of
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_ends_in_order(cleanup, inside, tmp_path, number, code):
    """One line, no litter, and the same command goes on."""
    put(tmp_path / "in", {"a.txt": DIRTY, "b.txt": DIRTY + "完。\n"})
    (tmp_path / "tmp").mkdir()
    env = {"TMPDIR": str(tmp_path / "tmp")}
    run = cleanup("run", "--in-place", "--no-dedupe", "in", script=SLOW, env=env, wait=False)
    while not (tmp_path / "at work").exists() and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(number)
    done = run.done()
    assert done.returncode == code
    assert done.stderr == b"cleanup: interrupted: the same command goes on where it was\n"
    assert not any((tmp_path / "tmp").iterdir())
    assert inside("run", "--in-place", "in").returncode == 0
    assert files_of(Path("in"))["a.txt"] == CLEAN.encode()


@pytest.mark.parametrize(
    "text", [f"a = {'[' * 100_000}", f"most-loss = {'1' * 10_000}", "a = 1\na = 1"], ids=len
)
@pytest.mark.parametrize("name", ["cleanup.toml", "pyproject.toml"])
def test_a_file_of_settings_that_is_none_is_named(inside, name, text):
    """However it is broken."""
    put(".", {"a.txt": DIRTY, name: f"[tool.cleanup]\n{text}\n" if name[0] == "p" else text})
    done = inside("run", "a.txt")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert f"{name}: is not TOML: ".encode() in done.stderr


def test_a_disk_that_fails_for_a_moment_costs_no_edits(inside, monkeypatch):
    """A piece that can be read at the next look is not taken for damaged."""
    put("in", {"a.txt": DIRTY, "b.txt": CLEAN})
    assert inside("run", "in", "-o", "out").returncode == 0
    put("in", {"b.txt": DIRTY + "完。\n"})
    failing = iter([True])

    def rows(self, query, real=Database.rows):
        if "edits/" in query and next(failing, False):
            raise EngineError("the engine cannot go on: Input/output error")
        return real(self, query)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "rows", rows)
        assert inside("run", "in", "-o", "out").returncode == 2
    assert inside("run", "in", "-o", "out").returncode == 0
    assert inside("fsck", "out").returncode == 0
    assert inside("undo", "out").returncode == 0
    assert files_of(Path("out")) == files_of(Path("in"))
