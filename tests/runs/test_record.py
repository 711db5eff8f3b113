"""The record of a folder: it outlives what kills a run, and nobody is misled by it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.support.articles import lines_in, put
from tests.support.records import die
from tests.support.runs import CLEAN, DIRTY, files_of

pytestmark = pytest.mark.dedupe(False)  # nothing here is about copies

COUNT = 24


def many(folder, documents, lines):
    """A folder of documents, each with something to mend."""
    folder.mkdir()
    for number in range(documents):
        (folder / f"{number:03}.txt").write_text(f"{number}{DIRTY}" * lines)
    return folder


@pytest.fixture
def corpus(tmp_path):
    """A folder `in` of many small documents."""
    return many(tmp_path / "in", COUNT, 10)


@pytest.fixture
def killed(cleanup):
    """Start the command and send it a signal once `when()` is true."""

    def run(*arguments, when, how):
        process = cleanup(*arguments, wait=False)
        while not when() and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(how)
        return process.done()

    return run


@pytest.mark.parametrize("seed", range(6))
def test_killed_while_mending_in_place(cleanup, killed, corpus, seed):
    """SIGKILL at any moment: every file is whole, undo restores all, a new run ends the work."""
    before = files_of(corpus)
    target = corpus / f"{random.Random(seed).randrange(COUNT):03}.txt"
    original = target.read_bytes()
    killed(
        *("run", "--in-place", "in"),
        when=lambda: target.read_bytes() != original,
        how=signal.SIGKILL,
    )
    texts = {data.decode().replace("\u200b", "") for data in before.values()}
    there = {name: data for name, data in files_of(corpus).items() if not name.endswith(".part")}
    assert {data.decode().replace("\u200b", "") for data in there.values()} == texts
    assert there.keys() == before.keys()
    if seed % 2:
        assert cleanup("run", "--in-place", "in").returncode == 0
        assert not any("\u200b".encode() in data for data in files_of(corpus).values())
    undone = cleanup("undo", "in")
    assert undone.returncode == (0 if seed % 2 else undone.returncode)
    assert files_of(corpus) == before  # nor is anything else left


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_second_run_stopped_forgets_nothing(cleanup, killed, corpus, tmp_path, how):
    """What the first run recorded and the second did not reach can still be undone."""
    before = files_of(corpus)
    cleanup("run", "in")
    manifest = tmp_path / "in.clean" / ".cleanup" / "journal.jsonl"
    killed("run", "--ignore", "LAY", "in", when=manifest.exists, how=how)
    assert cleanup("undo", "in.clean", "-o", "back").returncode == 0
    assert files_of(tmp_path / "back") == before


# Kills just before the second of the documents is moved to its place.
AMID = """
import os, signal, sys
from cleanup.cli import main
placed = 0
def touch(event, arguments):
    global placed
    if event == "os.rename" and os.fspath(arguments[1]).endswith(".txt"):
        placed += 1
        if placed == 2:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(touch)
main()
"""


@pytest.mark.parametrize("again", [False, True], ids=["undo", "another run, then undo"])
@pytest.mark.parametrize("earlier", [False, True], ids=["first run", "second run"])
@pytest.mark.parametrize("way", [(), ("--in-place",)], ids=["results", "in place"])
def test_killed_amid_the_files_of_a_handful(cleanup, tmp_path, way, earlier, again):
    """All are recorded then, one is written: undo knows which, and goes back to the first texts."""
    texts = {f"{number}.txt": f"{number}{DIRTY}x \n" for number in range(4)}
    before = {name: text.encode() for name, text in texts.items()}
    put(tmp_path / "in", texts)
    out = tmp_path / ("in" if way else "in.clean")
    if earlier:
        assert cleanup("run", "in", *way, "--select", "CHR").returncode == 0
    assert cleanup("run", "in", *way, script=AMID).returncode == -signal.SIGKILL
    if again:
        assert cleanup("run", "in", *way).returncode == 0
    assert cleanup("undo", out).returncode == 0
    there = files_of(out)
    expected = before if way or earlier or again else {"0.txt": before["0.txt"]}
    assert there == expected


def test_torn_last_lines_are_cut_off(cleanup, corpus, tmp_path):
    """A crash in the middle of a line costs that line only."""
    cleanup("run", "--in-place", "in/000.txt", "in/001.txt", cwd=tmp_path)
    with die(tmp_path).open("ab") as file:
        file.write(b'{"doc": "in/002.txt", "ru')
    assert cleanup("run", "--in-place", "in/002.txt", cwd=tmp_path).returncode == 0
    assert {line["doc"] for line in lines_in(tmp_path)} == {f"in/00{n}.txt" for n in range(3)}
    assert cleanup("undo", ".", cwd=tmp_path).returncode == 0


def test_only_the_files_that_were_named_are_swept(cleanup, corpus, tmp_path):
    """Another input into the same OUT adds to it."""
    cleanup("run", "in/000.txt", "-o", "out")
    cleanup("run", "in/001.txt", "-o", "out")
    assert set(files_of(tmp_path / "out")) == {"000.txt", "001.txt"}
    assert cleanup("undo", "out").returncode == 0


@pytest.mark.parametrize(
    ("data", "code"), [(b"\x1f\x8b\x08cut", 2), (bytes(1000), 0)], ids=["cut", "another kind"]
)
def test_a_result_whose_input_fails_later_keeps_its_record(cleanup, corpus, tmp_path, data, code):
    """The old result stays, and can be undone."""
    before = files_of(corpus)["000.txt"]
    cleanup("run", "in")
    (corpus / "000.txt").write_bytes(data)
    assert cleanup("run", "in").returncode == code
    assert cleanup("undo", "in.clean").returncode == 0
    assert files_of(tmp_path / "in.clean")["000.txt"] == before


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_that_was_mended_in_place_is_no_output_folder(cleanup, corpus, tmp_path, force):
    """Its record would be lost, and with it the originals."""
    before = files_of(corpus)
    cleanup("run", "--in-place", "in")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(DIRTY)
    assert cleanup("run", "more", "-o", "in", *force).returncode == 2
    assert cleanup("run", "in", "-o", "in", *force).returncode == 2
    assert cleanup("undo", "in").returncode == 0
    assert files_of(corpus) == before


def test_kept_originals_are_neither_mended_nor_overwritten(cleanup, corpus):
    """`--in-place=.orig` twice leaves the first originals."""
    before = files_of(corpus)
    for _ in range(2):
        assert cleanup("run", "--in-place=.orig", "in").returncode == 0
    after = files_of(corpus)
    assert {name: after[f"{name}.orig"] for name in before} == before
    assert len(after) == 2 * COUNT


def test_nothing_is_recorded_where_nothing_changed(cleanup, tmp_path):
    """Clean files leave no traces, and a wrong path makes no folder."""
    (tmp_path / "a.txt").write_text(CLEAN)
    assert cleanup("run", "--in-place", "a.txt").returncode == 0
    assert cleanup("run", "--in-place", "no/such/a.txt").returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_absolute_output_inside_the_input_is_not_read_again(cleanup, corpus):
    """However OUT is spelled."""
    for _ in range(2):
        assert cleanup("run", "in", "-o", corpus / "out").returncode == 0
    assert len(files_of(corpus / "out")) == COUNT


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b'{"kind": "results", "inputs": [], "documents": []}',
        b'{"kind": "results", "inputs": [], "documents": {"a": 1}}',
        json.dumps(
            {
                "kind": "results",
                "inputs": [],
                "documents": {
                    "../victim.txt": dict.fromkeys(
                        ("input", "decoded", "encoding", "outputs", "edits", "runs"), ""
                    )
                },
            }
        ).encode(),
    ],
    ids=["empty", "list", "documents are a list", "entry is a number", "a name outside"],
)
def test_damaged_or_hostile_manifest(cleanup, tmp_path, manifest):
    """One line about it, exit code 2, and no file outside of the folder is touched."""
    folder = tmp_path / "out" / ".cleanup"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_bytes(manifest)
    (tmp_path / "victim.txt").write_text("mine\n")
    for arguments in (("undo", "out"), ("run", "-q", "victim.txt", "-o", "out")):
        done = cleanup(*arguments)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert b"Traceback" not in done.stderr
    assert (tmp_path / "victim.txt").read_text() == "mine\n"


def test_names_in_errors_are_escaped(cleanup, tmp_path):
    """A folder's name is hostile text too."""
    done = cleanup("undo", "\x1b[31mred")
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("limit", [0, 300, 4000, 20000])
def test_a_full_disk_loses_nothing(cleanup, tmp_path, limit):
    """Whatever cannot be written is named; every file is its old self or clean."""
    corpus = many(tmp_path / "in", 12, 200)
    before = files_of(corpus)
    script = (
        "import resource, runpy, sys;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "sys.argv = ['cleanup', 'run', '--no-dedupe', '--in-place', 'in'];"
        "runpy.run_module('cleanup', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=corpus.parent, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    for name, data in files_of(corpus).items():
        assert data in (before[name], before[name].replace("\u200b".encode(), b""))
    undone = cleanup("undo", "in")
    assert b"Traceback" not in undone.stderr
    assert files_of(corpus) == before or not (corpus / ".cleanup").exists()


def test_a_result_that_somebody_edited_is_not_overwritten(cleanup, corpus, tmp_path):
    """Unless forced."""
    cleanup("run", "in")
    edited = tmp_path / "in.clean" / "000.txt"
    edited.write_text("mine\n")
    done = cleanup("run", "in")
    assert done.returncode == 2
    assert b"000.txt" in done.stderr
    assert edited.read_text() == "mine\n"
    assert cleanup("run", "in", "--force").returncode == 0
    assert edited.read_text() != "mine\n"


def test_a_link_in_the_output_folder_is_not_followed(cleanup, corpus, tmp_path):
    """Its target belongs to somebody else."""
    cleanup("run", "in")
    victim = tmp_path / "victim.txt"
    victim.write_text("mine\n")
    (tmp_path / "in.clean" / "000.txt").unlink()
    (tmp_path / "in.clean" / "000.txt").symlink_to(victim)
    assert cleanup("run", "in").returncode == 2
    assert victim.read_text() == "mine\n"


def test_a_write_that_fails_keeps_the_earlier_record(cleanup, tmp_path):
    """Undo still goes back over the run that did write."""
    file = tmp_path / "a.txt"
    file.write_text(f"{DIRTY}x \n")
    assert cleanup("run", "--in-place", "--select", "CHR", "a.txt").returncode == 0
    script = (
        "from cleanup.errors import OutputError\n"
        "from cleanup.formats import text\n"
        "real = text.write\n"
        "def write(path, data):\n"
        "    if path.name == 'a.txt': raise OutputError('cannot write: full')\n"
        "    real(path, data)\n"
        "text.write = write\n"
    )
    assert cleanup("run", "--in-place", "a.txt", script=script).returncode == 2
    assert cleanup("undo", ".").returncode == 0
    assert file.read_text() == f"{DIRTY}x \n"


@pytest.mark.parametrize("redirect", ["<&-", ">&-", ">/dev/full", "2>&-"])
@pytest.mark.parametrize("command", ["run -", "rules", "check -"])
def test_closed_or_full_streams(tmp_path, command, redirect):
    """No traceback, whatever the shell did to our streams."""
    done = subprocess.run(
        f"echo x | {sys.executable} -m cleanup {command} {redirect}",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_bytes_that_would_be_lost_are_not_replaced(cleanup, tmp_path):
    """What cannot be written back from the text is mended in place only beside its original."""
    file = tmp_path / "a.txt"
    data = (DIRTY * 40).encode()[1:]
    file.write_bytes(data)
    done = cleanup("run", "--in-place", "a.txt")
    assert (done.returncode, file.read_bytes()) == (2, data)
    assert cleanup("run", "--in-place=.orig", "a.txt").returncode == 0
    assert (tmp_path / "a.txt.orig").read_bytes() == data
    assert file.read_bytes() != data


def test_a_foreign_file_is_not_taken_for_a_kept_original(cleanup, tmp_path):
    """It stays, and the file it would have protected stays too."""
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "a.txt.orig").write_text("mine\n")
    assert cleanup("run", "--in-place=.orig", "a.txt").returncode == 2
    assert (tmp_path / "a.txt").read_text() == DIRTY
    assert (tmp_path / "a.txt.orig").read_text() == "mine\n"
    assert cleanup("run", "--in-place=/../b", "a.txt").returncode == 2


def test_undo_into_a_folder_overwrites_nothing(cleanup, corpus, tmp_path):
    """Also not the inputs in their own encoding."""
    cleanup("run", "in")
    (corpus / "000.txt").write_text("mine\n")
    done = cleanup("undo", "in.clean", "-o", "in")
    assert done.returncode == 2
    assert (corpus / "000.txt").read_text() == "mine\n"
    assert cleanup("undo", "in.clean", "-o", "in.clean").returncode == 0
    assert cleanup("run", "in").returncode == 0


@pytest.mark.parametrize("line", [b"{}", b"null", b"[]", b'{"doc": "000.txt", "run": 1}', b"x"])
def test_a_damaged_line_of_the_ledger(cleanup, corpus, tmp_path, line):
    """One line about it, exit code 2."""
    cleanup("run", "in")
    ledger = die(tmp_path / "in.clean")
    ledger.write_bytes(line + b"\n" + ledger.read_bytes())
    done = cleanup("undo", "in.clean")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
