"""Whatever a foreign folder holds: no command changes a byte outside of what it was given."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.articles import article, dirty, put
from tests.support.records import die
from tests.support.runs import CLEAN, DIRTY, files_of

pytestmark = pytest.mark.dedupe(False)  # copies matter only where they are moved aside

A, B, C = (dirty(article(number, 2)) for number in range(3))
TEXTS = {"a.txt": A, "b.txt": A + "完。\n", "sub/c.txt": B, "sub/deep/d.txt": C}
OUTSIDE = {"victim.txt": DIRTY, "c.txt": B, "deep/d.txt": C, "manifest.json": "{}", "log": "mine\n"}
RECORD = ".cleanup"


def link(folder, name, target):
    """Put a link where something may be already; what was a folder is moved to where it leads."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def moved_out(folder, name, target):
    """What is in the folder lies outside, and a link leads there."""
    place = Path(target, Path(name).name)
    if (folder / name).exists():
        shutil.rmtree(place, ignore_errors=True)
        shutil.move(folder / name, place)
    link(folder, name, place)


def renamed(folder, log, other, name="sub/c.txt"):
    """A record in which a document has another name."""
    path = folder / RECORD / log
    if not path.exists():
        die(folder, journal=log == "journal.jsonl")
    path.write_text(path.read_text().replace(json.dumps(name), json.dumps(other)))


def hard_link(folder, name, target):
    """A file of the record is one that lies outside, too."""
    path = folder / RECORD / name
    if name == "ledger.jsonl":
        die(folder)
    if path.exists():
        Path(target).write_bytes(path.read_bytes() + b'{"doc": "torn')
        path.unlink()
    os.link(target, path)


def special(folder, name, kind):
    """Something that is no file."""
    path = folder / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    {"pipe": os.mkfifo, "folder": os.mkdir, "socket": bind}[kind](path)


def bind(path):
    """Make a socket; its path has to be short."""
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.chdir(here)


# What is done to the folder: a function, and its arguments; {} is the folder outside.
LAYOUTS = {
    "the record is a link": (link, RECORD, "{}"),
    "the record is a link to a record": (moved_out, RECORD, "{}"),
    "the record dangles": (link, RECORD, "{}/new"),
    "the manifest is a link": (link, f"{RECORD}/manifest.json", "{}/manifest.json"),
    "the ledger is a link": (link, f"{RECORD}/ledger.jsonl", "{}/log"),
    "the ledger dangles": (link, f"{RECORD}/ledger.jsonl", "{}/new"),
    "the journal is a link": (link, f"{RECORD}/journal.jsonl", "{}/log"),
    "the edits are a link": (moved_out, f"{RECORD}/edits", "{}"),
    "the edits dangle": (link, f"{RECORD}/edits", "{}/new"),
    "a piece is a link": (link, f"{RECORD}/edits/000001.parquet", "{}/log"),
    "a piece was moved out": (moved_out, f"{RECORD}/edits/000001.parquet", "{}"),
    "a pipe as piece": (special, f"{RECORD}/edits/000001.parquet", "pipe"),
    "the lock dangles": (link, f"{RECORD}/lock", "{}/new"),
    "gitignore is a link": (link, f"{RECORD}/.gitignore", "{}/log"),
    "left-out is a link": (link, f"{RECORD}/left-out", "{}"),
    "a folder of left-out is a link": (link, f"{RECORD}/left-out/sub", "{}"),
    "the work is a link": (link, f"{RECORD}/work", "{}"),
    "a link in the work": (link, f"{RECORD}/work/scratch", "{}"),
    "a file is a link": (link, "a.txt", "{}/victim.txt"),
    "a file is a link up": (link, "sub/c.txt", "../../outside/victim.txt"),
    "a file dangles": (link, "a.txt", "{}/new.txt"),
    "a folder is a link": (link, "sub", "{}"),
    "a folder was moved out": (moved_out, "sub", "{}"),
    "a folder in a folder was moved out": (moved_out, "sub/deep", "{}"),
    "an original dangles": (link, "a.txt.orig", "{}/new"),
    "an original is a link": (link, "a.txt.orig", "{}/victim.txt"),
    "temporary files are links": (link, ".cleanup-abcdefgh.part", "{}/victim.txt"),
    "temporary files of the record": (link, f"{RECORD}/.cleanup-abcdefgh.part", "{}/log"),
    "names with ..": (renamed, "manifest.json", "../outside/c.txt"),
    "absolute names": (renamed, "manifest.json", "{}/c.txt"),
    "names with .. in the journal": (renamed, "journal.jsonl", "../outside/c.txt"),
    "names with .. in the ledger": (renamed, "ledger.jsonl", "../outside/c.txt"),
    "a hard link as ledger": (hard_link, "ledger.jsonl", "{}/ledger.jsonl"),
    "a hard link as lock": (hard_link, "lock", "{}/log"),
    "a pipe as lock": (special, f"{RECORD}/lock", "pipe"),
    "a pipe as ledger": (special, f"{RECORD}/ledger.jsonl", "pipe"),
    "a pipe for a file": (special, "a.txt", "pipe"),
    "a socket for a file": (special, "a.txt", "socket"),
    "a folder for a file": (special, "a.txt", "folder"),
}
HOOK = ("run", "--in-place", "--exit-non-zero-on-change", "--quiet")
MOVES_ASIDE = {"run into", "run into, with all force"}
COMMANDS = {
    "run": ("run", "foreign"),
    "run into": ("run", "plain", "-o", "foreign"),
    "run into, with all force": ("run", "plain", "-o", "foreign", "--force", "--prune"),
    "run in place": ("run", "--in-place", "foreign"),
    "run in place and keep": ("run", "--in-place=.orig", "foreign"),
    "check": ("check", "foreign"),
    "undo": ("undo", "foreign"),
    "undo -o": ("undo", "foreign", "-o", "new"),
    "hook": None,
}


def snapshot(folder):
    """Names, kinds, bytes, modes and times of all that is in a folder."""
    found = {}
    for path in sorted((folder, *folder.rglob("*"))):
        status = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (status.st_mode, status.st_mtime_ns, status.st_size, data)
    return found


@pytest.fixture(scope="module")
def bases(tmp_path_factory):
    """Folders with a record of both kinds, and one without any."""
    return {kind: tmp_path_factory.mktemp("bases") for kind in ("results", "in place", "none")}


@pytest.fixture
def foreign(bases, inside, tmp_path):
    """Make the folder `foreign`, of a kind, next to `plain` and `outside`."""

    def made(kind):
        base = bases[kind]
        if not any(base.iterdir()):
            put(base / "plain", {**TEXTS, "a.txt": A + "新。\n"})
            put(base / "foreign", {} if kind == "results" else TEXTS)
            put(base / "outside", OUTSIDE)
            os.chdir(base)
            if kind == "results":
                put(base / "first", {**TEXTS, "gone.txt": CLEAN})
                assert inside("run", "first", "-o", "foreign").returncode == 0
                Path("first").rename("second")
                shutil.copytree("plain", "first")
            elif kind == "in place":
                assert inside("run", "--in-place", "foreign").returncode == 0
                put(base / "foreign", {"a.txt": A + "新。\n"})
        for path in tmp_path.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(base, tmp_path, symlinks=True, dirs_exist_ok=True)
        os.chdir(tmp_path)

    return made


KINDS = [
    (layout, kind)
    for layout in LAYOUTS
    for kind in ("results", "in place", "none")
    if kind != "none" or "file" in layout or "is a link" in layout
]


@pytest.mark.dedupe(True)
@pytest.mark.parametrize(("layout", "kind"), KINDS)
def test_nothing_outside_changes(foreign, inside, tmp_path, layout, kind):
    """Nor does any command hang, or end in a traceback."""
    is_of_copies = "left-out" in layout or "work" in layout
    for name, command in COMMANDS.items():
        foreign(kind)
        folder, outside = tmp_path / "foreign", tmp_path / "outside"
        (folder / RECORD).mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # there is no record that could be changed
            change, place, argument = LAYOUTS[layout]
            change(folder, place, argument.format(outside))
        before = snapshot(outside)
        signal.alarm(60)
        compares = is_of_copies or name in MOVES_ASIDE or "undo" in name
        options = () if compares else ("--no-dedupe",)
        if command is None:
            os.chdir(folder)
            files = [path for path in Path().rglob("*.txt") if not path.is_dir()]
            done = inside(*HOOK, *options, *files)
        else:
            done = inside(*command, *options)
        signal.alarm(0)
        assert (name, snapshot(outside)) == (name, before)
        assert b"internal error" not in done.stderr


@pytest.mark.dedupe(True)
def test_links_that_lead_out_are_told(inside, tmp_path):
    """In the summary of each command; those that lead to other files of the folder are followed."""
    put("outside", OUTSIDE)
    put("in", {"a.txt": DIRTY, ".hidden/b.txt": DIRTY})
    links = {
        "one.txt": "../outside/victim.txt",
        "two": "../outside",
        "three.txt": tmp_path / "outside/gone",
        "hidden.txt": ".hidden/b.txt",
        "same.txt": "a.txt",
        "record.txt": ".cleanup/ledger.jsonl",
    }
    for name, target in links.items():
        (tmp_path / "in" / name).symlink_to(target)
    for command in (("run", "in"), ("run", "--diff", "in"), ("check", "in"), ("run", "in/a.txt")):
        told = b"5 links out of the folder not followed" in inside(*command).stderr
        assert told == (command[-1] == "in")
    assert files_of(tmp_path / "in.clean").keys() == {"a.txt"}  # same.txt is a copy of it
    done = inside("run", "--in-place", "in")
    assert done.returncode == 0
    assert b"5 links out of the folder not followed" in done.stderr
    assert (tmp_path / "in" / ".hidden/b.txt").read_text() == DIRTY
    assert (tmp_path / "in" / "same.txt").is_symlink()


@pytest.mark.parametrize(
    ("name", "target", "code"),
    [
        ("a.txt", "../outside/victim.txt", 2),
        ("a.txt", "x.txt", 0),
        ("a.txt", "sub/x.txt", 0),
        ("sub/a.txt", "../x.txt", 0),
        ("a.txt", ".git/x.txt", 2),
        ("a.txt", ".cleanup/x.txt", 2),
        ("a.txt", "../work-of-others/x.txt", 2),
    ],
)
def test_a_link_that_is_named_is_mended_within_the_folder(inside, tmp_path, name, target, code):
    """Then the target is replaced, and undo knows it; else it is refused in one line."""
    put("outside", OUTSIDE)
    place = tmp_path / "in" / name
    place.parent.mkdir(parents=True)
    put(place.parent, {target: DIRTY})
    place.symlink_to(target)
    os.chdir(tmp_path / "in")
    done = inside("run", "--in-place=.orig" if "sub" in target else "--in-place", name)
    assert done.returncode == code
    assert place.is_symlink()
    assert place.read_text() == (DIRTY if code else CLEAN)
    assert done.stderr.count(f"cleanup: {name}: leads out".encode()) == bool(code)
    assert files_of(tmp_path / "outside") == {n: text.encode() for n, text in OUTSIDE.items()}
    if not code:
        assert inside("undo", ".").returncode == 0
        assert place.is_symlink()
        assert place.read_text() == DIRTY


def test_a_link_that_is_named_for_reading_is_followed(inside, tmp_path):
    put("outside", OUTSIDE)
    (tmp_path / "a.txt").symlink_to("outside/victim.txt")
    (tmp_path / "in").symlink_to("outside")
    assert inside("run", "a.txt").stdout.decode() == CLEAN
    assert inside("run", "a.txt", "-o", "out").returncode == 0
    (tmp_path / "results").symlink_to("out")
    assert inside("run", "a.txt", "-o", "results").returncode == 0
    assert b"Nothing new: 1 document cleaned before." in inside("run", "a.txt", "-o", "out").stderr


def test_a_folder_of_results_that_nobody_has_named_is_no_link(inside, tmp_path):
    """`run in` writes in.clean, but not through a link; the other folders are done."""
    put(".", {"in/a.txt": DIRTY, "more/a.txt": DIRTY})
    (tmp_path / "mine").mkdir()
    (tmp_path / "in.clean").symlink_to("mine")
    done = inside("run", "in", "more")
    assert done.returncode == 2
    assert done.stderr.count(b"in.clean: is a link") == 1
    assert not any((tmp_path / "mine").iterdir())
    assert (tmp_path / "more.clean/a.txt").read_text() == CLEAN
    assert inside("run", "in", "-o", "in.clean").returncode == 0
    assert (tmp_path / "mine/a.txt").read_text() == CLEAN


@pytest.mark.parametrize(
    "name", [".git/config", ".cleanup/manifest.json", "x/.GIT/hooks/pre-commit"]
)
def test_a_record_does_not_speak_of_what_is_no_document(inside, tmp_path, name):
    """A record that came with a foreign folder could have `undo` write what git would run."""
    put("in", {"a.txt": A, "b.txt": B})
    assert inside("run", "--in-place", "in").returncode == 0
    put("in", {name: (tmp_path / "in/a.txt").read_text()} if "manifest" not in name else {})
    for log in ("ledger.jsonl", "manifest.json"):
        renamed(tmp_path / "in", log, name, "a.txt")
    before = (tmp_path / "in" / name).read_bytes()
    done = inside("undo", "in")
    assert done.returncode == 2
    assert "manifest" in name or (tmp_path / "in" / name).read_bytes() == before
    assert (tmp_path / "in/b.txt").read_text() == B
