"""The size of a document: how it is written, and what becomes of one above the limit."""

from __future__ import annotations

import pytest

from cleanup import InputError, Settings, clean
from cleanup.formats import size
from tests.support.runs import CLEAN, DIRTY, files_of, in_little_memory, one_line_about

pytestmark = pytest.mark.dedupe(False)  # nothing here is about copies

LARGE = DIRTY * 1000  # 28 000 bytes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1),
        ("4096", 4096),
        ("4096B", 4096),
        ("1k", 1000),
        ("256MB", 256_000_000),
        ("256 mb", 256_000_000),
        ("1G", 10**9),
        ("1KiB", 1024),
        ("2 GiB", 2**31),
    ],
)
def test_sizes(text, expected):
    """A step is 1000, with an i it is 1024; the B and the space may be missing."""
    assert size.parse(text) == expected


@pytest.mark.parametrize("text", ["", "0", "0MB", "-1", "1.5GB", "MB", "12 parsecs", "1e9", "２"])
def test_no_sizes(cleanup, text):
    """Wrong usage, said in one line that shows how to write one."""
    with pytest.raises(ValueError, match="256MB"):
        size.parse(text)
    done = cleanup("run", f"--max-size={text}", "-")
    assert done.returncode == 2
    assert b"256MB" in done.stderr


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1536, "1,536 bytes"),
        (2000, "2 KB"),
        (256_000_000, "256 MB"),
        (10**12, "1,000 GB"),
    ],
)
def test_a_size_is_shown_as_it_would_be_written(number, expected):
    """In the largest unit that says it exactly."""
    assert size.shown(number) == expected
    assert size.parse(expected.replace(",", "").replace(" bytes", "")) == number


@pytest.mark.parametrize("command", ["check", "run", "run -o out"])
def test_what_is_larger_is_named_and_the_rest_is_done(cleanup, tmp_path, command):
    """Files and standard input alike; nothing is written for them."""
    (tmp_path / "large.txt").write_text(LARGE)
    (tmp_path / "small.txt").write_text(DIRTY)
    arguments = (*command.split(), "--max-size", "20kB", "large.txt", "-", "small.txt")
    done = cleanup(*arguments, stdin=LARGE.encode())
    assert done.returncode == 2
    for name in ("large.txt", "<stdin>"):
        assert one_line_about(name, done)
    assert done.stderr.count(b"larger than 20 KB; split it, or raise --max-size") == 2
    if command == "run":
        assert done.stdout == CLEAN.encode()
    if command == "run -o out":
        assert files_of(tmp_path / "out") == {"small.txt": CLEAN.encode()}


def test_in_place_leaves_what_is_larger(cleanup, tmp_path):
    """And a document of exactly the limit is not larger."""
    (tmp_path / "large.txt").write_text(LARGE)
    (tmp_path / "small.txt").write_text(DIRTY)
    done = cleanup("run", "--in-place", f"--max-size={len(DIRTY.encode())}", ".")
    assert done.returncode == 2
    assert files_of(tmp_path) == {"large.txt": LARGE.encode(), "small.txt": CLEAN.encode()}


def test_undo_knows_no_limit(cleanup, tmp_path):
    """What could be cleaned can be restored."""
    (tmp_path / "large.txt").write_text(LARGE)
    assert cleanup("run", "-o", "out", "large.txt").returncode == 0
    assert cleanup("undo", "out").returncode == 0
    assert (tmp_path / "out" / "large.txt").read_text() == LARGE


def test_the_library_has_the_limit_too():
    """For bytes; a text is in memory already."""
    settings = Settings(max_size=20_000)
    with pytest.raises(InputError, match="larger than 20 KB"):
        clean(LARGE.encode(), settings)
    assert clean(LARGE, settings).text == clean(LARGE).text


@pytest.mark.parametrize("name", ["huge.txt", "-"])
def test_what_is_larger_is_never_in_memory(tmp_path, name):
    """A gigabyte is refused within little memory, from a file or from standard input."""
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(10**9)
    with huge.open("rb") as stdin:
        done = in_little_memory("run", "--max-size=50MB", name, cwd=tmp_path, stdin=stdin)
    assert done.returncode == 2
    assert b"larger than 50 MB" in done.stderr
