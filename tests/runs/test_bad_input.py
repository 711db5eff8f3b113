"""Bad input is normal input: one line about it, the others are done, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest

from tests.support.paths import SEEDS
from tests.support.runs import CLEAN, COMMAND, DIRTY, files_of, golden, one_line_about

pytestmark = pytest.mark.dedupe(False)  # nothing here is about copies


def broken(kind, folder):
    """Make something in `folder` that cannot be cleaned; returns its name."""
    path = folder / f"bad-{kind}.txt"
    if kind == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    elif kind == "png":
        path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))
    elif kind == "unreadable":
        path.symlink_to("/proc/self/mem")  # readable to nobody, the superuser included
    elif kind == "dangling":
        path.symlink_to("nowhere")
    elif kind == "empty-folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    return path.name


@pytest.mark.parametrize(
    "kind", ["missing", "binary", "png", "unreadable", "dangling", "empty-folder", "pipe"]
)
def test_bad_input_is_named_and_the_rest_is_done(cleanup, seeds, tmp_path, kind):
    """One line on stderr, exit code 2, all the others cleaned."""
    name = broken(kind, tmp_path)
    done = cleanup("run", name, *sorted(seeds.iterdir()), "-o", "out")
    assert done.returncode == 2
    assert one_line_about(name, done)
    assert files_of(tmp_path / "out") == golden()


@pytest.mark.parametrize("kind", ["missing", "binary", "dangling", "empty-folder"])
def test_bad_input_in_check_and_in_place(cleanup, seeds, tmp_path, kind):
    """As in run: named, and the rest is done."""
    name = broken(kind, tmp_path)
    checked = cleanup("check", name, "seeds")
    assert checked.returncode == 2
    assert one_line_about(name, checked)
    assert b"GLS001" in checked.stdout
    mended = cleanup("run", "--in-place", name, "seeds")
    assert mended.returncode == 2
    assert files_of(seeds) == golden()


def test_nothing_is_made_where_nothing_could_be_cleaned(cleanup, tmp_path):
    """A folder without files, or of binaries only, gets no folder of results."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "binaries").mkdir()
    (tmp_path / "binaries" / "a.txt").write_bytes(bytes(100))
    assert cleanup("run", "empty", "binaries").returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["binaries", "empty"]


def test_name_with_odd_bytes(cleanup, tmp_path):
    """Neither the run nor the ledger stumbles over it, and the terminal sees it escaped."""
    folder = tmp_path / "in"
    folder.mkdir()
    name = b"\xff\x1b[31m\n.txt"
    (folder / os.fsdecode(name)).write_bytes(DIRTY.encode())
    (folder / "z\u202e.txt").write_bytes(b"\x1f\x8b\x08cut")
    done = cleanup("run", "in")
    assert done.returncode == 2
    assert b"\x1b[31m" not in done.stderr
    assert "\u202e".encode() not in done.stderr
    assert (tmp_path / "in.clean" / os.fsdecode(name)).read_text() == CLEAN
    assert b"\x1b[31m" not in cleanup("check", "in").stdout
    assert cleanup("undo", "in.clean").returncode == 0
    assert (tmp_path / "in.clean" / os.fsdecode(name)).read_text() == DIRTY


def test_foreign_folder_is_refused(cleanup, seeds, tmp_path):
    """A folder that cleanup did not make is not written into, unless forced."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine\n")
    done = cleanup("run", "seeds", "-o", "out")
    assert done.returncode == 2
    assert one_line_about("out", done)
    assert files_of(out) == {"mine.txt": b"mine\n"}
    assert not (out / ".cleanup").exists()
    assert cleanup("run", "seeds", "-o", "out", "--force").returncode == 0
    assert files_of(out) == {**golden(), "mine.txt": b"mine\n"}


def test_output_that_is_a_file_is_refused(cleanup, seeds, tmp_path):
    """OUT is a folder."""
    (tmp_path / "out").write_text("mine\n")
    done = cleanup("run", "seeds", "-o", "out")
    assert done.returncode == 2
    assert (tmp_path / "out").read_text() == "mine\n"


def test_results_of_inputs_that_are_gone_go(cleanup, seeds, tmp_path):
    """If it is asked for, OUT mirrors the input; what somebody edited there stays."""
    for name in ("gone.txt", "edited.txt"):
        (seeds / name).write_text(DIRTY)
    cleanup("run", "seeds")
    for name in ("gone.txt", "edited.txt"):
        (seeds / name).unlink()
    (tmp_path / "seeds.clean" / "edited.txt").write_text("mine\n")
    done = cleanup("run", "seeds", "--prune")
    assert done.returncode == 2
    assert one_line_about("edited.txt", done)
    assert files_of(tmp_path / "seeds.clean") == {**golden(), "edited.txt": b"mine\n"}


def test_output_inside_the_input_is_not_read_again(cleanup, seeds):
    """`run . -o ./out` twice is the same as once."""
    cleanup("run", ".", "-o", "out", cwd=seeds)
    cleanup("run", ".", "-o", "out", cwd=seeds)
    assert files_of(seeds / "out") == golden()


def test_a_closed_pipe_ends_quietly(seeds):
    """`cleanup run FILE | head -1` has exit code 0 and says nothing of pipes."""
    files = [*seeds.iterdir()] * 12  # more than a pipe holds
    command = [*COMMAND, "run", "--no-dedupe", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait() == 0
    assert b"Broken" not in errors
    assert b"Traceback" not in errors


@pytest.mark.dedupe(True)  # what is done is compared, but not after an interruption
def test_interruption_leaves_whole_files_and_a_ledger(cleanup, seeds, tmp_path):
    """Ctrl-C: exit code 130, every file that is there is whole, and can be undone."""
    for number in range(400):
        (seeds / f"copy-{number:03}.txt").write_bytes(SEEDS[0].read_bytes())
    process = cleanup("run", "seeds", wait=False)
    out = tmp_path / "seeds.clean"
    while not (out / SEEDS[0].name).exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    stopped = process.done()
    assert stopped.returncode == 130
    assert b"Traceback" not in stopped.stderr
    done = files_of(out)
    assert 0 < len(done) < 402
    assert set(done.values()) <= set(golden().values())
    undone = cleanup("undo", out)
    assert undone.returncode == 0
    assert f"{len(done)} restored, 0 left".encode() in undone.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "--select", "XYZ", "-"),
        ("run", "--in-place", "-"),
        ("run", "--in-place", "--diff", "a.txt"),
        ("run", "--script", "latin", "-"),
        ("explain", "XYZ001"),
        ("undo", "nowhere"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_usage(cleanup, arguments):
    """Exit code 2 and a word about it, no traceback."""
    done = cleanup(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr
