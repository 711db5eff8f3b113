"""Commands that meet a fault, and what must hold after it."""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.support.articles import all_files, article, dirty, edited, ledger_of, put
from tests.support.forks import Forks
from tests.support.made_shards import made
from tests.support.runs import files_of

A, B, C, D = (article(number, 5) for number in range(4))
TEXTS = {
    "a.txt": A,
    "b.txt": dirty(B),
    "c.txt": B,
    "x/d.txt": edited(dirty(C), 0.01),
    "x/e.txt": C,
    "f.txt": dirty(D).encode("gb18030", "ignore"),
}
SHARDS = {
    "a.jsonl": made("a.jsonl", [dirty(A), B, dirty(B), A]),
    "b.csv": made("b.csv", [dirty(C), D]),
    "x/c.parquet": made("c.parquet", [C, dirty(D), A]),
    "d.wet.gz": made("d.wet.gz", [dirty(B), edited(C, 0.01)]),
    "e.txt": dirty(D),
}
CHANGES = {"b.txt": dirty(D), "c.txt": None, "g.txt": dirty(A)}
LINES = {"a.jsonl": SHARDS["a.jsonl"], "b.csv": SHARDS["b.csv"], "e.txt": SHARDS["e.txt"]}
TEMPORARY = f"{os.sep}tmp{os.sep}"  # of a stage
OWN = {".gitignore", "edits", "left-out", "lock", "manifest.json"}  # in .cleanup
KINDS = ("kill", "kill", "term", "EIO", "ENOSPC")
CODES = {"kill": {-signal.SIGKILL}, "term": {128 + signal.SIGTERM}}
INTO, MEND = ("run", "in", "-o", "out"), ("run", "--in-place", "in")


class Scene(NamedTuple):
    """A command on files; `before` are commands that ran on them, then some were changed."""

    files: dict[str, str | bytes | None]
    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    changes: dict[str, str | bytes | None] = {}  # noqa: RUF012  # of a tuple, and never written

    @property
    def out(self):
        """The folder that has the record."""
        return "in" if "in-place" in f"{self.command}{self.before}" else "out"


SCENES = {
    "files": Scene(TEXTS, INTO),
    "files that changed": Scene(TEXTS, (*INTO, "--prune"), (INTO,), CHANGES),
    "shards": Scene(SHARDS, INTO),
    "shards, other settings": Scene(SHARDS, (*INTO, "--no-dedupe"), (INTO,)),
    "in place": Scene(TEXTS, MEND),
    "in place, originals kept": Scene(TEXTS, ("run", "--in-place=.orig", "in")),
    "shards in place": Scene(LINES, MEND),
    "a stream": Scene(SHARDS, ("run", "in/a.jsonl", "in/e.txt", "--no-dedupe")),
    "undo": Scene(TEXTS | SHARDS, ("undo", "out"), (INTO,)),
    "undo in place": Scene(TEXTS | LINES, ("undo", "in"), (MEND,)),
}


def compiled(folder):
    """The shim; None where there is no C compiler."""
    source, shim = Path(__file__).with_name("shim.c"), folder / "shim.so"
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not Path("/proc/self/fd").exists():
        return None
    flags = ("-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(shim), str(source), "-ldl")
    subprocess.run([compiler, *flags], check=True)
    return shim


class Stage:
    """A folder in which scenes are played, with a process that is forked for each command."""

    def __init__(self, folder, shim):
        self.folder = folder
        before = os.environ.get("LD_PRELOAD")
        os.environ["LD_PRELOAD"] = str(shim)
        self.forks = Forks()
        if before is None:
            del os.environ["LD_PRELOAD"]
        else:
            os.environ["LD_PRELOAD"] = before
        self.known = {}  # of each scene: the moments it has, and what an undisturbed run makes

    def close(self):
        self.forks.close()

    def run(self, place, command, kind="", moment=0):
        """Run a command with a fault at a moment; how it ended, and how many moments it had."""
        count = place / "count"
        count.write_bytes(bytes(8))
        (place / "tmp").mkdir(exist_ok=True)
        env = {**os.environ, "TMPDIR": str(place / "tmp"), "COLUMNS": "120"}
        env |= {"FAULT_PART": f"{place}/", "FAULT_COUNT": str(count)}
        env |= {"FAULT_KIND": kind or "none", "FAULT_AT": str(moment)}
        done = self.forks.start(list(command), b"", place / "files", env).done()
        with count.open("rb") as file, mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ) as now:
            return done, int.from_bytes(now[:8], "little")

    def prepared(self, name, place):
        """Make the files of a scene in a new place."""
        scene = SCENES[name]
        put(place / "files/in", scene.files)
        for command in scene.before:
            done, _ = self.run(place, command)
            assert done.returncode == 0, done.stderr
        put(place / "files/in", scene.changes)

    def undisturbed(self, name):
        """How many moments a scene has, what its command says, and what there is in the end."""
        if name not in self.known:
            place = self.folder / f"{name} 0"
            self.prepared(name, place)
            done, moments = self.run(place, SCENES[name].command)
            assert done.returncode == 0, done.stderr
            assert moments > 0
            self.known[name] = moments, done.stdout, everything(place / "files", SCENES[name].out)
        return self.known[name]

    def played(self, name, kind, moment):
        """Let a fault happen at a moment of a scene, and see that nothing is lost."""
        _, said, expected = self.undisturbed(name)
        place = self.folder / f"{name} {kind} {moment}"
        self.prepared(name, place)
        inputs = files_of(place / "files/in")
        done, _ = self.run(place, SCENES[name].command, kind, moment)
        outlives(self, SCENES[name], place, (kind, done, inputs, said, expected))
        shutil.rmtree(place)


def everything(files, out):
    """All visible files and what was left out, and what the record says was done."""
    known = (files / out / ".cleanup/manifest.json").exists()
    return all_files(files), ledger_of(files / out) if known else None


def outlives(stage, scene, place, played):
    """Assert what must hold after a fault: nothing lost, no litter, and the command goes on."""
    kind, done, inputs, said, expected = played
    files = place / "files"
    told = done.stderr.decode()
    assert done.returncode in CODES.get(kind, {0, 2}) | {0}, (done.returncode, told)
    assert "Traceback" not in told, told
    assert "internal error" not in told, told
    if done.returncode == 2:
        lines = [line for line in told.splitlines() if line.startswith("cleanup: ")]
        assert lines, told
        assert not [line for line in lines if not is_named(line)], told
    now = files_of(files / "in")
    clean = {name.removeprefix("in/"): data for name, data in expected[0].items()}
    for name, data in inputs.items():
        assert now.get(name) in (data, clean.get(name)), f"{name} is lost"
    if done.returncode == 0 and kind in ("EIO", "ENOSPC"):
        assert done.stdout == said, "less came out, and nothing was said"
    again, _ = stage.run(place, scene.command)
    assert again.returncode == 0, again.stderr.decode()
    assert again.stdout == said, "something else comes out"
    assert not (others := different(everything(files, scene.out), expected)), others
    litter = [path for path in (place / "tmp").iterdir() if not is_probe(path)]
    assert not litter, f"litter in the folder of temporary files: {litter}"
    record = files / scene.out / ".cleanup"
    if record.exists():
        litter = {path.name for path in record.iterdir()} - OWN
        assert not litter, f"litter in the record: {litter}"
        examined, _ = stage.run(place, ("fsck", scene.out))
        assert examined.returncode == 0, examined.stdout.decode()
        undone, _ = stage.run(place, ("undo", scene.out))
        assert undone.returncode == 0, undone.stderr.decode()
        if scene.out == "in":
            found = files_of(files / "in")
            assert {name: found.get(name) for name in scene.files} == {
                name: data if isinstance(data, bytes) else data.encode()
                for name, data in scene.files.items()
            }


def different(now, then):
    """What is not as it was: names of files, and lines of the record."""
    files = [name for name in {*now[0], *then[0]} if now[0].get(name) != then[0].get(name)]
    lines = {*(now[1] or ())} ^ {*(then[1] or ())}
    return sorted(files) + sorted(lines)[:3]


def is_probe(path):
    """Whether it is what `tempfile` of Python leaves when it is killed while it tries a folder."""
    return path.is_file() and path.read_bytes() in (b"", b"blat")


def is_named(line):
    """Whether a line of an error says what it is about, and not only what is wrong."""
    return any(part in line for part in ("in/", "out", " in:", TEMPORARY, "restored", "edit"))
