"""What kills a run over shards: nothing is lost, and the same command goes on."""

from __future__ import annotations

import random
import shutil
import signal
from pathlib import Path

import pytest

from tests.support.articles import all_files, article, dirty, edited, ledger_of, put
from tests.support.made_shards import made, pages, plain, texts_in
from tests.support.moments import script_of
from tests.support.paths import ROOT
from tests.support.runs import files_of

A, B, C, D = (article(number, 6).rstrip("\n") for number in range(4))
JSONL = {
    "a.jsonl": made("a.jsonl", [dirty(A), B, dirty(B), A]),
    "x/b.jsonl": made("b.jsonl", [dirty(C), A, dirty(D, 2)]),
}
MIXED = {
    "a.csv": made("a.csv", [dirty(A), B, A]),
    "b.txt": f"{dirty(B)}\n",
    "c.parquet": made("c.parquet", [C, dirty(D), A]),
    "d.wet.gz": made("d.wet.gz", [dirty(C), edited(D, 0.01)]),
    "e.txt": f"{C}\n",
}
CHANGES = {"a.jsonl": made("a.jsonl", [dirty(A), C]), "x/b.jsonl": made("b.jsonl", [D, B, D])}
OWN = {".gitignore", "edits", "left-out", "lock", "manifest.json"}  # in .cleanup
MOMENTS = 6  # of each scene
# What there is, what was done before, what changed then, and the command that is killed.
SCENES = {
    "lines": (JSONL, None, {}, ("run", "in")),
    "a mixture": (MIXED, None, {}, ("run", "in")),
    "shards that changed": (JSONL, (), CHANGES, ("run", "in")),
    "one that is gone": (MIXED, (), {"a.csv": None}, ("run", "in", "--prune")),
    "no copies any more": (MIXED, (), {}, ("run", "in", "--no-dedupe")),
    "copies after all": (JSONL, ("--no-dedupe",), {}, ("run", "in")),
    "undo": (JSONL, (), {}, ("undo", "in.clean")),
    "undo of a mixture": (MIXED, (), {}, ("undo", "in.clean")),
}


@pytest.fixture
def stopped(cleanup, tmp_path):
    """Run the command in a copy of `prepared` until it has touched files for so many times.

    The copy is runs/MOMENT; at moment 0 it comes to its end, and tells how often it touched files.
    """

    def run(moment, arguments):
        folder = tmp_path / "runs" / f"{moment}"
        shutil.copytree(tmp_path / "prepared", folder)
        done = cleanup(*arguments, cwd=folder, script=script_of("in.clean", moment))
        assert done.returncode == (-signal.SIGKILL if moment else 0)
        return None if moment else int(done.stdout)

    return run


def texts_below(folder):
    """The texts of all shards and files."""
    return {
        name: data if name.endswith(".txt") else texts_in(name, data)
        for name, data in files_of(folder).items()
    }


@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_any_moment(inside, stopped, tmp_path, monkeypatch, scene):
    """The same command then comes to the same bytes, and undo gives back the inputs."""
    inputs, earlier, changes, command = SCENES[scene]
    put("prepared/in", inputs)
    monkeypatch.chdir(tmp_path / "prepared")
    if earlier is not None:
        assert inside("run", "in", *earlier).returncode == 0
    put("in", changes)
    total = stopped(0, command)
    expected = tmp_path / "runs" / "0" / "in.clean"
    chance = random.Random(f"moments {scene}")
    for number in sorted(chance.sample(range(1, total + 1), min(total, MOMENTS))):
        stopped(number, command)
        monkeypatch.chdir(tmp_path / "runs" / f"{number}")
        out = Path("in.clean")
        if number % 2 and "run" in command:
            undone_at_once(inside, number, inputs)
        done = inside(*command)
        assert (number, done.returncode, done.stderr.count(b"\ncleanup: ")) == (number, 0, 0)
        assert (number, all_files(out)) == (number, all_files(expected))
        assert (number, ledger_of(out)) == (number, ledger_of(expected))
        assert {path.name for path in (out / ".cleanup").iterdir()} <= OWN
        assert inside("undo", "in.clean").returncode == 0
        assert texts_below(out) == texts_below(Path("in"))


def undone_at_once(inside, number, earlier):
    """What the run that died has left can be undone: into another folder, so that it stays."""
    if Path("in.clean", ".cleanup", "manifest.json").exists():
        done = inside("undo", "in.clean", "-o", "back")
        *told, _ = done.stderr.splitlines()  # of what was recorded and not written any more
        lost = [line for line in told if not line.endswith(b": no such file or directory")]
        assert (number, lost) == (number, [])
        put("earlier", earlier)
        known = [texts_below(Path(folder)) for folder in ("in", "earlier")]
        for name, texts in texts_below(Path("back")).items():
            assert (number, name, texts in [one.get(name) for one in known]) == (number, name, True)


DEFECTS = """
import os, signal
from pathlib import Path
from cleanup.runs import cutting, records, slices, working
working.MUCH, cutting.SHORTEST, cutting.SLICES_OF_A_FILE = 0, 3000, 1000
real = records.clean_record
def clean_record(form, record, *others, **known):
    if "DIES" in record.raw:
        os.kill(os.getpid(), signal.SIGKILL)
    once = Path({once!r})
    if "ONCE" in record.raw and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "FAILS" in record.raw:
        raise LookupError("a \\x1b[31mdefect")
    return real(form, record, *others, **known)
slices.clean_record = clean_record
"""


@pytest.mark.parametrize("options", [("-o", "out"), ("--format", "jsonl"), ()])
def test_records_that_kill(cleanup, tmp_path, options):
    """They stay as they are and are named; the others are cleaned."""
    texts = pages(0, 40)
    odd = {4: "DIES", 5: "DIES", 11: "FAILS", 20: "ONCE", 30: "DIES"}
    words = [f"{text}{odd.get(n, '')}" for n, text in enumerate(texts)]
    put(tmp_path / "in", {"a.jsonl": made("a.jsonl", words)})
    defects = DEFECTS.format(once=str(tmp_path / "once"))
    put(tmp_path / "defects", {"sitecustomize.py": defects})  # of the processes that it starts
    env = {"PYTHONPATH": f"{tmp_path / 'defects'}:{ROOT / 'src'}"}
    path = "in" if options[:1] == ("-o",) else "in/a.jsonl"
    done = cleanup("run", path, *options, "--jobs", "2", "--no-dedupe", env=env, script=defects)
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if b"kept as it is" in line]
    assert [line.split(b":")[2] for line in told] == [b"5", b"6", b"12", b"31"]
    assert b"LookupError('a \\x1b[31mdefect')" in told[2]
    assert b"two processes that worked on it died" in told[3]
    result = (tmp_path / "out" / "a.jsonl").read_bytes() if "-o" in options else done.stdout
    found = texts_in("a.jsonl", result)
    assert [n for n, text in enumerate(found) if text == words[n]] == [4, 5, 11, 30]
    assert all("\u200b" not in text for n, text in enumerate(found) if n not in (4, 5, 11, 30))


def test_a_slice_of_before_is_taken_only_if_it_is_the_same(inside, cleanup, tmp_path):
    """A run that died has cleaned slices; then the site, or what comes after them, is another."""
    script = "from cleanup.runs import cutting, shards; cutting.SHORTEST = 5000"
    put("in", {"a.jsonl": made("a.jsonl", plain(0, 3)), "b.jsonl": made("b.jsonl", plain(9, 30))})
    line = "东岭晚报的读者来信每周三刊登"
    total = int(
        cleanup("run", "in", "-o", "0", script=script + script_of("/0/", 0)).stdout.split()[-1]
    )
    for moment in range(total // 4, total, total // 4):
        out = f"{moment}"
        put("in", {"b.jsonl": made("b.jsonl", plain(9, 30))})
        cleanup("run", "in", "-o", out, script=script + script_of(f"/{out}/", moment))
        more = [f"{text}\n{line}" for text in plain(9, 30)] + plain(50, 2)
        put("in", {"b.jsonl": made("b.jsonl", more)})
        assert cleanup("run", "in", "-o", out, script=script).returncode == 0
        assert cleanup("run", "in", "-o", f"new{out}", script=script).returncode == 0
        assert all_files(out) == all_files(f"new{out}")
        assert inside("undo", out).returncode == 0
        assert files_of(Path(out)) == files_of(Path("in"))


# Keeps one shard and is interrupted at the second one.
INTERRUPTED = """
from cleanup.runs import shard_results
def keep(*given, keep=shard_results._keep):
    shard_results._keep = lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
    keep(*given)
shard_results._keep = keep
"""


def test_what_recurs_is_what_the_run_counted_that_was_broken_off(cleanup, tmp_path):
    """Though by now the shards that are left have too few records of a site to tell."""
    hosts = ["a"] * 3
    line = "想了解更多精彩内容，请点击左下角阅读原文，或者在后台给我们留言。"
    texts = [f"{text}\n{line}" for text in plain(0, 6)]
    given = {"a.jsonl": texts[:3], "b.jsonl": texts[3:]}
    put(tmp_path / "in", {name: made(name, some, hosts) for name, some in given.items()})
    run = ("run", "--no-dedupe", "in", "-o")
    cleanup(*run, "whole")
    whole = all_files(tmp_path / "whole")
    assert texts_in("b.jsonl", whole["b.jsonl"]) == plain(3, 3)
    assert cleanup(*run, "broken", script=INTERRUPTED).returncode == 130
    assert all_files(tmp_path / "broken").keys() == {"a.jsonl"}
    assert cleanup(*run, "broken").returncode == 0
    assert all_files(tmp_path / "broken") == whole
