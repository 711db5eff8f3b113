"""Mending in place: every byte that was there can be had again, by undo or from a kept original."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.support.articles import article, dirty, put
from tests.support.runs import CLEAN, DIRTY, files_of

pytestmark = pytest.mark.dedupe(False)  # what is mended in place is not about copies

ZH = dirty(article(1))
KEEP = ("run", "--in-place=.orig")
HEAD = "近日，本報記者在廈門採訪。\n" * 30


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", article(1) + "１２３,,。\n"),
        ("gb18030", dirty(article(2))),
        ("big5", HEAD + "這是第二句話，，寫得很長。 \n"),
        ("utf-8-sig", DIRTY),
        ("utf-8", DIRTY),
        ("utf-16", dirty(article(3))),
        ("utf-16-be", dirty(article(3))),
        ("utf-32", dirty(article(3))),
        ("shift_jis", "東京の空は青い。海も青い。 \n" * 20),
        ("euc_kr", "바닷가 마을의 이야기입니다. \n" * 20),
        ("cp1252", "Café, naïve “words” – and more. \n" * 20),
        ("hz", article(1) + "第二句话。 \n"),
        ("iso2022_jp", "東京の空は青い。海も青い。 \n" * 20),
    ],
)
@pytest.mark.parametrize("runs", [1, 2])
def test_undo_gives_back_the_bytes(inside, tmp_path, encoding, text, runs):
    """Whatever their encoding and mark, after one run or several, and twice is as good as once."""
    data = text.encode(encoding)
    put("in", {"a.txt": data, "b.txt": DIRTY})
    for number in range(runs):
        options = ("--select", "LAY") if number + 1 < runs else ()
        done = inside("run", "--in-place", "in", *options)
        assert (done.returncode, done.stderr.count(b"\ncleanup: ")) == (0, 0)
    assert (tmp_path / "in/a.txt").read_bytes() != data
    aside = inside("undo", "in", "-o", "aside")
    assert aside.stderr == b"cleanup: 2 restored, 0 left as they are\n"
    assert (tmp_path / "aside/a.txt").read_bytes() == data
    for _ in range(2):
        done = inside("undo", "in")
        assert done.stderr == b"cleanup: 2 restored, 0 left as they are\n"
        assert files_of(tmp_path / "in") == {"a.txt": data, "b.txt": DIRTY.encode()}
    assert inside("run", "--in-place", "in").returncode == 0
    assert inside("undo", "in").returncode == 0
    assert (tmp_path / "in/a.txt").read_bytes() == data


MIXED = (ZH * 3).encode("gb18030") + b"\n" + ("\n" + HEAD).encode()
IRREVOCABLE = {
    "bytes of no character": (ZH * 9).encode("gb18030")[:-1] + b"\xff\n",
    "a torn beginning": (DIRTY * 40).encode()[1:],
    "two encodings": MIXED,
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbf" + DIRTY.encode() + b"\xe5\xbb",
    "an odd byte of UTF-16": b"\xff\xfe" + ZH.encode("utf-16-le") + b"\x4e",
}


@pytest.mark.parametrize("data", IRREVOCABLE.values(), ids=IRREVOCABLE)
def test_what_could_not_be_given_back_is_refused(inside, tmp_path, data):
    """With a suffix it is mended, and undo takes the kept original, or says that it has none."""
    put("in", {"a.txt": data, "b.txt": DIRTY})
    done = inside("run", "--in-place", "in")
    assert done.returncode == 2
    assert done.stderr.count(b"in/a.txt: has bytes that are no ") == 1
    assert files_of(tmp_path / "in") == {"a.txt": data, "b.txt": CLEAN.encode()}
    assert inside(*KEEP, "in").returncode == 0
    assert (tmp_path / "in/a.txt.orig").read_bytes() == data
    mended = (tmp_path / "in/a.txt").read_bytes()
    assert inside("undo", "in").stderr == b"cleanup: 2 restored, 0 left as they are\n"
    assert (tmp_path / "in/a.txt").read_bytes() == data
    assert inside(*KEEP, "in").returncode == 0
    assert (tmp_path / "in/a.txt").read_bytes() == mended
    (tmp_path / "in/a.txt.orig").unlink()
    said = inside("undo", "in").stderr
    assert b"2 restored (1 as decoded text in UTF-8), 0 left" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_undo_of_results_says_what_it_gives_back(inside, tmp_path, encoding):
    put("in", {"a.txt": ZH.encode(encoding), "b.txt": DIRTY})
    inside("run", "in")
    number = b"" if encoding == "utf-8" else b" (1 as decoded text in UTF-8)"
    assert inside("undo", "in.clean").stderr == b"cleanup: 2 restored%s, 0 left as they are\n" % (
        number
    )
    assert (tmp_path / "in.clean/a.txt").read_text() == ZH


@pytest.mark.parametrize("texts", [2, 3, 5])
@pytest.mark.parametrize("name", ["a.txt", "x/a.txt", "a.b.x", "a", "a b\n.txt"])
def test_every_original_is_kept(inside, tmp_path, name, texts):
    """Of a file that somebody writes anew again and again, and is mended each time."""
    written = [f"第{number}版。\n{DIRTY}" for number in range(texts)]
    for text in written:
        put("in", {name: text})
        for _ in range(2):  # there is no original in what is clean
            assert inside(*KEEP, "in").returncode == 0
    kept = [f"{name}.orig", *(f"{name}.orig.{number}" for number in range(1, texts))]
    found = files_of(tmp_path / "in")
    assert {key: found[key].decode() for key in kept} == dict(zip(kept, written, strict=True))
    assert len(found) == texts + 1
    assert inside("run", "--in-place", "in").returncode == 0  # kept originals are not mended
    assert files_of(tmp_path / "in") == found
    assert inside("undo", "in").returncode == 0
    assert (tmp_path / "in" / name).read_text() == written[-1]


def test_an_original_that_is_there_already(inside, tmp_path):
    """It is not written again; and what was mended in between needs no other one."""
    put("in", {"a.txt": DIRTY, "a.txt.orig": DIRTY})
    assert inside(*KEEP, "in").returncode == 0
    put("in", {"b.txt": DIRTY + "x \n"})
    assert inside(*KEEP, "--select", "CHR", "in").returncode == 0
    assert inside(*KEEP, "in").returncode == 0
    assert files_of(tmp_path / "in").keys() == {"a.txt", "a.txt.orig", "b.txt", "b.txt.orig"}
    assert (tmp_path / "in/b.txt.orig").read_text() == DIRTY + "x \n"


def kind_and_time(path):
    """What shows that something is as it was, though it may have been looked at."""
    status = path.lstat()
    return status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns


@pytest.mark.parametrize("there", ["file", "folder", "link", "dangling", "pipe"])
def test_what_is_in_the_way_of_an_original_is_left(inside, tmp_path, there):
    put(".", {"in/a.txt": DIRTY, "mine.txt": "mine\n"})
    kept = tmp_path / "in/a.txt.orig"
    make = {
        "file": lambda: kept.write_text("mine\n"),
        "folder": kept.mkdir,
        "link": lambda: kept.symlink_to("../mine.txt"),
        "dangling": lambda: kept.symlink_to("../new.txt"),
        "pipe": lambda: os.mkfifo(kept),
    }
    make[there]()
    was = kind_and_time(kept)
    done = inside(*KEEP, "in/a.txt")
    assert done.returncode == 2
    assert done.stderr.count(b"cannot be kept, a.txt.orig exists") == 1
    assert (tmp_path / "in/a.txt").read_text() == DIRTY
    assert kind_and_time(kept) == was
    assert not (tmp_path / "new.txt").exists()
    assert (tmp_path / "mine.txt").read_text() == "mine\n"


EMPTY = [
    ("run", ""),
    ("run", "--in-place", ""),
    ("run", "--in-place=.orig", "a.txt", ""),
    ("run", "a.txt", "-o", ""),
    ("run", "a.txt", "--output="),
    ("run", "--diff", ""),
    ("check", ""),
    ("check", "a.txt", ""),
    ("undo", ""),
    ("undo", ".", "-o", ""),
    ("explain", ""),
]


@pytest.mark.parametrize("arguments", EMPTY, ids=str)
def test_an_empty_path_is_an_error_of_usage(inside, tmp_path, arguments):
    """It is not the working folder."""
    put(".", {"a.txt": DIRTY})
    done = inside(*arguments)
    assert done.returncode == 2
    assert b"an empty path" in done.stderr
    assert files_of(tmp_path) == {"a.txt": DIRTY.encode()}


MODES = [0o600, 0o640, 0o644, 0o400, 0o664]


def mode(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


@pytest.mark.dedupe(True)
@pytest.mark.parametrize("bits", MODES, ids=oct)
def test_nothing_is_more_readable_than_its_input(inside, tmp_path, bits):
    """Neither mended files, originals and results, nor the record and what undo writes."""
    put("in", {"a.txt": DIRTY, "b.txt": article(2), "c.txt": article(2)})
    (tmp_path / "in/a.txt").chmod(bits)
    readers = bits & 0o044
    assert inside("run", "in").returncode == 0
    assert inside("undo", "in.clean", "-o", "back").returncode == 0
    (tmp_path / "in.clean/a.txt").unlink()
    assert inside("run", "in").returncode == 0
    assert inside(*KEEP, "in").returncode == 0
    assert mode("in/a.txt") == mode("in/a.txt.orig") == bits
    record = [f"{out}/.cleanup/{log}" for out in ("in", "in.clean") for log in LOGS]
    record.remove("in.clean/.cleanup/edits/000001.parquet")  # nothing was edited there
    for path in ("in.clean/a.txt", "back/a.txt", *record):
        assert mode(path) & 0o077 == readers, path
        assert mode(path) & 0o600 == 0o600
    assert mode("in.clean/b.txt") == 0o644
    assert inside("undo", "in").returncode == 0
    assert mode("in/a.txt") == bits
    assert mode("in/.cleanup/manifest.json") & 0o077 == readers


LOGS = ("manifest.json", "edits/000001.parquet")


@pytest.mark.parametrize(
    ("bits", "readers"),
    [(0o700, 0), (0o750, 0o040), (0o755, 0o044), (0o711, 0o044), (0o710, 0o040)],
)
@pytest.mark.parametrize("folder", ["in", "in/x"])
def test_folders_that_are_closed_hide_what_is_in_them(inside, tmp_path, folder, bits, readers):
    """As far as they lie in what was named."""
    put("in", {"x/a.txt": DIRTY})
    (tmp_path / folder).chmod(bits)
    inside("run", "in", "-o", "out")
    inside("run", "in/x/a.txt", "-o", "named")
    assert mode("out/x/a.txt") & 0o077 == readers
    assert mode("out/.cleanup/edits/000001.parquet") & 0o077 == readers
    assert mode("named/a.txt") == 0o644


@pytest.mark.skipif(os.getuid() != 0, reason="needs the right to give files away")
@pytest.mark.parametrize("option", ["--in-place", "--in-place=.orig"])
def test_owner_and_time_stay(inside, tmp_path, option):
    put("in", {"a.txt": DIRTY})
    file = tmp_path / "in/a.txt"
    os.chown(file, 12345, 23456)
    os.utime(file, ns=(10**18, 10**18 + 1))
    assert inside("run", option, "in").returncode == 0
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)
    if option != "--in-place":
        kept = (tmp_path / "in/a.txt.orig").stat()
        assert (kept.st_uid, kept.st_gid, kept.st_mtime_ns) == (12345, 23456, 10**18 + 1)
    assert inside("undo", "in").returncode == 0
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)
