"""What kills a run, a process or a disk: nothing is lost, and the same command goes on."""

from __future__ import annotations

import gzip
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cleanup.record.manifest import digest, found_at, load
from cleanup.runs import working
from tests.support.articles import all_files, article, dirty, edited, ledger_of, put
from tests.support.moments import script_of
from tests.support.runs import files_of

A, B, C, D = map(article, range(4))
LONGER = A.rstrip("\n") + "往后还会有更多的消息。\n"
TEXTS = {
    "a.txt": A,
    "b.txt": dirty(B),
    "c.txt": C,
    "d.txt": A,
    "x/c.txt": edited(A, 0.03),
    "x/f.txt": dirty(C),
}
MANY = {f"{number:02}.txt": dirty(article(number % 20)) for number in range(24)}
SMALL = {f"{number:02}.txt": dirty(article(number % 20, 3)) for number in range(24)}
CHANGES = {"a.txt": None, "b.txt": dirty(D, 2), "e.txt": LONGER, "c.txt": dirty(C, 2)}
OWN = {".gitignore", "edits", "left-out", "lock", "manifest.json"}  # in .cleanup
# What was done before, what changed then, and the command that is killed.
SCENES = {
    "the first run": (None, {}, ("run", "in")),
    "several handfuls": (None, SMALL, ("run", "in", "--no-dedupe")),
    "files that changed": ((), CHANGES, ("run", "in", "--prune")),
    "other settings": ((), {}, ("run", "in", "--ignore", "CHR", "--select", "ALL")),
    "no copies any more": ((), CHANGES, ("run", "in", "--no-dedupe", "--prune")),
    "copies after all": (("--no-dedupe",), CHANGES, ("run", "in", "--prune")),
    "undo": ((), {}, ("undo", "in.clean")),
}
MOMENTS = 5  # of each scene


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


def done_before(out):
    """How many of the documents are recorded, and their files written so."""
    manifest = load(out)
    entries = manifest.documents.items() if manifest else ()
    return sum(
        found_at(out, doc, entry).is_file()
        and digest(found_at(out, doc, entry).read_bytes()) == entry.outputs[-1]
        for doc, entry in entries
    )


@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_any_moment(inside, stopped, tmp_path, monkeypatch, scene):
    """The same command then comes to the same bytes, and cleans nothing that was done."""
    earlier, changes, command = SCENES[scene]
    put("prepared/in", TEXTS)
    monkeypatch.chdir(tmp_path / "prepared")
    if earlier is not None:
        assert inside("run", "in", *earlier).returncode == 0
    put("in", changes)
    total = stopped(0, command)
    expected = tmp_path / "runs" / "0" / "in.clean"
    chance = random.Random(f"moments {scene}")
    numbers = sorted(chance.sample(range(1, total + 1), min(total, MOMENTS)))
    for number in numbers:
        stopped(number, command)
        monkeypatch.chdir(tmp_path / "runs" / f"{number}")
        out = Path("in.clean")
        if number % 2 and (out / ".cleanup" / "journal.jsonl").exists():
            for log in ("ledger", "journal"):  # it was torn, too
                with (out / ".cleanup" / f"{log}.jsonl").open("ab") as file:
                    file.write(b'{"doc": "c.txt", "ru')
        before = done_before(out)
        done = inside(*command)
        assert (number, done.returncode, done.stderr.count(b"\ncleanup: ")) == (number, 0, 0)
        if scene == "the first run":
            told = re.search(rf" {before}( documents?)? cleaned before", done.stderr.decode())
            assert before == 0 or told
        assert (number, all_files(out)) == (number, all_files(expected))
        assert (number, ledger_of(out)) == (number, ledger_of(expected))
        assert {path.name for path in (out / ".cleanup").iterdir()} <= OWN
        assert inside("undo", "in.clean").returncode == 0
        assert files_of(out) == files_of(Path("in"))


def test_undo_after_a_kill(inside, stopped, tmp_path, monkeypatch):
    """What was recorded goes back, and a new run begins anew."""
    put("prepared/in", TEXTS)
    command = ("run", "in")
    total = stopped(0, command)
    expected = all_files(tmp_path / "runs" / "0" / "in.clean")
    numbers = random.Random(1).sample(range(1, total), MOMENTS)
    for number in numbers:
        stopped(number, command)
        monkeypatch.chdir(tmp_path / "runs" / f"{number}")
        inside("undo", "in.clean")
        for name, data in files_of(Path("in.clean")).items():
            assert name.endswith(".part") or data == TEXTS[name].encode()
        assert inside("run", "in").returncode == 0
        assert all_files(Path("in.clean")) == expected


DEFECTS = """
import os, signal
from pathlib import Path
from cleanup.runs import cleaning, working
real, working.MUCH = cleaning.cleaning_of, 0
def cleaning_of(source, settings, site=None):
    once = Path({once!r})
    if b"RAISE" in source.data:
        raise RuntimeError("a \\x1b[31mdefect")
    if b"EXIT" in source.data:
        os._exit(7)
    if b"KILL" in source.data and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if b"SLOW" in source.data and not once.exists():
        once.write_text(str(os.getpid()))
        import time
        time.sleep(60)
    return (yield from real(source, settings, site))
cleaning.cleaning_of = cleaning_of
"""


@pytest.fixture
def defective(cleanup, tmp_path):
    """Start the command on many documents, of which those with certain words go wrong.

    They go wrong before documents are compared."""
    put(tmp_path / "in", SMALL)
    defects = DEFECTS.format(once=str(tmp_path / "once"))
    put(tmp_path / "defects", {"sitecustomize.py": defects})  # of the processes that it starts
    options = {"env": {"PYTHONPATH": str(tmp_path / "defects")}, "script": defects, "wait": False}
    return lambda *arguments: cleanup("run", "in", *arguments, **options)


def ended(process):
    done = process.done()
    said = done.stderr.decode().splitlines()
    return done.returncode, [line for line in said if "cleanup:" in line]


def is_as_new(inside, *options):
    """Whether the folder of results is what a run into a new one makes."""
    shutil.rmtree("new", ignore_errors=True)
    assert inside("run", "in", "-o", "new", *options).returncode == 0
    assert all_files("in.clean") == all_files("new")
    assert ledger_of("in.clean") == ledger_of("new")
    return True


def test_a_process_that_is_killed_costs_nothing(inside, defective, tmp_path):
    put(tmp_path / "in", {"05.txt": SMALL["05.txt"] + "KILL\n"})
    assert ended(defective("--jobs", "2", "--no-dedupe")) == (0, [])
    assert (tmp_path / "once").exists()
    assert inside("run", "in").returncode == 0
    assert is_as_new(inside)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("RAISE", r"internal error, please report: RuntimeError('a \x1b[31mdefect')"),
        ("EXIT", "the process that worked on it died twice (exit code 7)"),
    ],
)
def test_a_document_that_always_fails(inside, defective, tmp_path, word, reason):
    """It is named in one line, the others are done; without it, all is well."""
    texts = {"05.txt": SMALL["05.txt"] + f"{word}\n", "z.txt.gz": gzip.compress(A.encode())[:-20]}
    put(tmp_path / "in", texts)
    code, lines = ended(defective("--jobs", "2", "--no-dedupe"))
    assert code == 2
    found = [line.split(": ", 2)[1:] for line in lines]
    assert ["in/05.txt", reason] in found
    assert ["in/z.txt.gz", "gzip data is cut short"] in found
    assert {*files_of(tmp_path / "in.clean")} == {*SMALL} - {"05.txt"}
    put(tmp_path / "in", {"05.txt": SMALL["05.txt"], "z.txt.gz": None})
    done = inside("run", "in")
    assert done.returncode == 0
    assert b"1 document, 1 changed, 23 cleaned before" in done.stderr
    assert is_as_new(inside)


def running(marker):
    """The processes that have a word in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and marker in (entry / "environ").read_bytes():
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                found += [] if state == "Z" else [int(entry.name)]
        except OSError:
            continue
    return found


def waited(condition, seconds=30.0):
    """Whether the condition comes true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(condition())


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_no_process_outlives_the_command(inside, defective, tmp_path):
    """Also where it is busy when the command is killed."""
    put(tmp_path / "in", {"05.txt": SMALL["05.txt"] + "SLOW\n"})
    process = defective("--jobs", "2")
    marker = str(tmp_path / "defects").encode()
    assert waited((tmp_path / "once").exists)
    assert waited(lambda: len(running(marker)) > 1)
    process.send_signal(signal.SIGKILL)
    assert ended(process)[0] == -signal.SIGKILL
    assert waited(lambda: not running(marker))
    assert inside("run", "in", "--jobs", "2").returncode == 0
    assert is_as_new(inside)


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_processes_work(inside, defective, tmp_path, seed):
    """Between the first and the last of the files that they make."""
    chance = random.Random(f"killed {seed}")
    there = chance.randrange(1, 20)
    process = defective("--jobs", "2")
    out = tmp_path / "in.clean"
    waited(lambda: (len([*out.glob("*.txt")]) >= there) or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    ended(process)
    assert ended(defective("--jobs", "2")) == (0, [])
    assert is_as_new(inside)


@pytest.fixture
def disk(tmp_path):
    """A tiny disk at `out`; called with a size, it has that size."""
    place = tmp_path / "out"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("needs the right to mount a small disk")
    yield lambda size: subprocess.run(["mount", "-o", f"remount,size={size}", place], check=True)
    subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture(scope="module")
def results_of_many(tmp_path_factory):
    """Where the results of MANY are made, once for all tests."""
    return tmp_path_factory.mktemp("many") / "new"


@pytest.mark.parametrize("size", ["16k", "48k", "96k", "160k", "240k"])
def test_a_full_disk(inside, tmp_path, disk, results_of_many, size):
    """It is told, nothing is lost, and with more room the same command goes on."""
    put("in", MANY)
    disk(size)
    done = inside("run", "-q", "in", "-o", "out/of")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert 0 < len(lines) <= len(MANY) + 1
    assert [line for line in lines if b"no space" not in line.lower()] == []
    assert files_of(tmp_path / "in") == {name: text.encode() for name, text in MANY.items()}
    disk("50m")
    assert inside("run", "in", "-o", "out/of").returncode == 0
    if not results_of_many.exists():
        assert inside("run", "in", "-o", results_of_many).returncode == 0
    assert all_files("out/of") == all_files(results_of_many)
    assert ledger_of("out/of") == ledger_of(results_of_many)


def test_no_room_for_what_waits_to_be_compared(cleanup, tmp_path, disk):
    """Nothing is written to stdout that may be a copy."""
    disk("16k")
    put(tmp_path, {f"{number}.txt": article(number, 60) for number in range(8)})
    done = cleanup("run", *(f"{number}.txt" for number in range(8)), env={"TMPDIR": "out"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"No space left" in done.stderr


@pytest.mark.slow
def test_a_large_document_among_small_ones(cleanup, tmp_path):
    """2 MB of lines: the others do not wait for it, and it is done."""
    put(tmp_path / "in", SMALL)
    put(tmp_path / "in", {"large.txt": "".join(f"第{n}行，{A[:60]}\n" for n in range(10_400))})
    assert (tmp_path / "in" / "large.txt").stat().st_size > working.MUCH
    assert cleanup("run", "in", "--jobs", "2").returncode == 0
    assert {f"{number:02}.txt" for number in range(20)} <= {*files_of(tmp_path / "in.clean")}
