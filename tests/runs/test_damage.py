"""What is damaged costs itself and nothing else: one line about it, exit code 2, no traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.articles import all_files, article, dirty, put
from tests.support.paths import ROOT
from tests.support.records import die
from tests.support.runs import CLEAN, DIRTY, files_of

# What is damaged and named has nothing to do with copies, but where a test says so.
pytestmark = pytest.mark.dedupe(False)

TEXTS = {f"{name}.txt": dirty(article(number)) for number, name in enumerate("abcde")}
BYTES = {name: text.encode() for name, text in TEXTS.items()}
RECORD = Path("out/.cleanup")
BAD = {
    "no JSON": b"x",
    "an empty line": b"",
    "no object": b"[]",
    "nothing": b"{}",
    "null": b"null",
    "no name": b'{"doc": 1, "run": 1}',
    "no Unicode": b'{"doc": "\xff"}',
    "half": b'{"doc": "c.txt", "rule": "CHR001", "sp',
    "deep": b"[" * 100_000,
    "a long number": b"1" * 10_000,
}


def lines_about(done, *words):
    lines = done.stderr.decode().splitlines()
    assert "Traceback" not in done.stderr.decode()
    assert "internal error" not in done.stderr.decode()
    return [line for line in lines if all(word in line for word in words)]


@pytest.fixture
def cleaned(inside):
    """A folder `in` that was cleaned into `out`."""
    put("in", TEXTS)
    assert inside("run", "in", "-o", "out").returncode == 0
    return all_files("out")


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_damaged_line_of_the_ledger_costs_itself(inside, cleaned, line):
    """It is told once, the ledger as it was stays beside, and all documents go back."""
    ledger = die("out")
    ledger.write_bytes(line + b"\n" + ledger.read_bytes())
    was = ledger.read_bytes()
    done = inside("undo", "out")
    assert done.returncode == 2
    assert len(lines_about(done, "out: its record is damaged: ledger.jsonl, line 1;")) == 1
    assert files_of(Path("out")) == BYTES
    assert (RECORD / "ledger.jsonl.damaged").read_bytes() == was
    assert inside("undo", "out").returncode == 0
    assert inside("run", "in", "-o", "out").returncode == 0
    assert all_files("out") == cleaned


NONSENSE = {
    "start": [None, [1], "ab", 10**30, -9, 3],
    "lengths": [None, [1, -1], ["ab"], [10**30], [3]],
    "text": [1, "x", "\ud800"],
    "replacement": [None, "y"],
    "run": ["1", [], None],
    "step": ["x", {}, None],
    "rule": [None],
}


@pytest.mark.parametrize(
    ("key", "value"),
    [(key, value) for key, values in NONSENSE.items() for value in values],
    ids=str,
)
def test_a_line_of_nonsense_costs_its_document(inside, cleaned, key, value):
    ledger = die("out")
    records = [json.loads(line) for line in ledger.read_bytes().splitlines()]
    spoilt = [record | {key: value} if record["doc"] == "c.txt" else record for record in records]
    ledger.write_text("".join(f"{json.dumps(record)}\n" for record in spoilt))
    done = inside("undo", "out")
    assert done.returncode == 2
    assert len(lines_about(done, "out/c.txt")) == 1
    assert files_of(Path("out")) == {**BYTES, "c.txt": cleaned["c.txt"]}


MEMBERS = {
    "no JSON": "x",
    "a number": '  "c.txt": 1,',
    "nothing in it": '  "c.txt": {},',
    "too much": '  "c.txt": {"input": "", "decoded": "", "outputs": [""], "encoding": "", '
    '"edits": 0, "runs": [1], "more": 1},',
    "no outputs": '  "c.txt": {"input": "", "decoded": "", "outputs": [], "encoding": "", '
    '"edits": 0, "runs": [1]},',
    "a run without number": '  "c.txt": {"input": "", "decoded": "", "outputs": ["x"], '
    '"encoding": "", "edits": 0, "runs": [null]},',
    "a name outside": '  "../c.txt": {"input": "", "decoded": "", "outputs": ["x"], '
    '"encoding": "", "edits": 0, "runs": [1]},',
    "no name": '  "": {"input": "", "decoded": "", "outputs": ["x"], "encoding": "", '
    '"edits": 0, "runs": [1]},',
    "half": '  "c.txt": {"input": "',
}


def with_member(line):
    """Put a line into the manifest in the place of that of c.txt."""
    manifest = RECORD / "manifest.json"
    lines = manifest.read_text().splitlines()
    spoilt = [line if old.startswith('  "c.txt"') else old for old in lines]
    manifest.write_text("\n".join(spoilt) + "\n")
    return manifest.read_bytes()


@pytest.mark.parametrize("line", MEMBERS.values(), ids=MEMBERS)
def test_a_damaged_line_of_the_manifest_costs_its_document(inside, cleaned, line):
    """Undo and run do the others; what was there is kept aside."""
    edits = die("out").read_bytes()
    was = with_member(line)
    done = inside("undo", "out")
    assert done.returncode == 2
    assert len(lines_about(done, "out: its record is damaged: manifest.json, line")) == 1
    assert files_of(Path("out")) == {**BYTES, "c.txt": cleaned["c.txt"]}
    assert (RECORD / "manifest.json.damaged").read_bytes() == was
    assert (RECORD / "ledger.jsonl.damaged").read_bytes() == edits
    assert inside("run", "in", "-o", "out").returncode == 0  # it makes the same c.txt
    assert all_files("out") == cleaned


@pytest.mark.parametrize("line", MEMBERS.values(), ids=MEMBERS)
def test_a_run_upon_a_damaged_manifest(inside, cleaned, line):
    """It is told once, and the rest of the record goes on."""
    was = with_member(line)
    put("in", {"f.txt": DIRTY})
    done = inside("run", "in", "-o", "out")
    assert done.returncode == 2
    assert len(lines_about(done, "its record is damaged: manifest.json")) == 1
    assert (RECORD / "manifest.json.damaged").read_bytes() == was
    assert Path("out/f.txt").read_text() == CLEAN
    again = inside("run", "in", "-o", "out")
    assert (again.returncode, lines_about(again, "damaged")) == (0, [])
    assert inside("undo", "out").returncode == 0
    assert files_of(Path("out")) == {**BYTES, "f.txt": DIRTY.encode()}


def crashed(line):
    """Make the record one of a run that died, with a damaged line in its journal."""
    die("out", journal=True)
    journal = RECORD / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    spoilt = (line + b"\n" if b'"doc": "c.txt"' in old else old for old in lines)
    journal.write_bytes(b"".join(spoilt))


@pytest.mark.parametrize("command", [("undo", "out"), ("run", "in", "-o", "out")], ids=" ".join)
@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_damaged_line_of_the_journal_costs_its_document(inside, cleaned, line, command):
    crashed(line)
    was = (RECORD / "journal.jsonl").read_bytes()
    edits = (RECORD / "ledger.jsonl").read_bytes()
    done = inside(*command)
    assert done.returncode == 2
    assert len(lines_about(done, "out: its record is damaged: journal.jsonl, line 3;")) == 1
    assert (RECORD / "journal.jsonl.damaged").read_bytes() == was
    assert (RECORD / "ledger.jsonl.damaged").read_bytes() == edits
    if command[0] == "run":
        assert all_files("out") == cleaned
    else:
        assert files_of(Path("out")) == {**BYTES, "c.txt": cleaned["c.txt"]}


@pytest.mark.parametrize("make", ["cut", "empty", "list", "no kind", "strange kind", "folder"])
@pytest.mark.parametrize("command", [("undo", "out"), ("run", "in", "-o", "out")], ids=" ".join)
def test_a_manifest_that_is_no_manifest_is_refused(inside, cleaned, make, command):
    """In one line that says how to go on; nothing is changed."""
    manifest = RECORD / "manifest.json"
    data = manifest.read_bytes()
    bad = {"cut": data[:40], "empty": b"", "list": b"[]", "no kind": b'{"documents": {}}'}
    bad["strange kind"] = data.replace(b'"kind": "results"', b'"kind": "x"')
    if make == "folder":
        manifest.unlink()
        manifest.mkdir()
    else:
        manifest.write_bytes(bad[make])
    record = files_of(RECORD)
    done = inside(*command)
    assert done.returncode == 2
    assert len(lines_about(done, "cleanup: out: ")) == 1
    assert make == "folder" or lines_about(done, "is damaged", "move it away")
    assert (all_files("out"), files_of(RECORD)) == (cleaned, record)


def test_a_manifest_that_was_lost_costs_no_ledger(inside, cleaned):
    """The way out of the above: what the ledger has is kept aside."""
    edits = die("out").read_bytes()
    (RECORD / "manifest.json").unlink()
    done = inside("run", "in", "-o", "out", "--force")
    assert done.returncode == 2
    assert len(lines_about(done, "to which no manifest.json belongs")) == 1
    assert (RECORD / "ledger.jsonl.damaged").read_bytes() == edits
    assert inside("run", "in", "-o", "out").returncode == 0
    assert inside("undo", "out").returncode == 0


@pytest.mark.dedupe(True)
@pytest.mark.parametrize(
    "name", ["ledger.jsonl", "journal.jsonl", "lock", "left-out", "work", "edits"]
)
@pytest.mark.parametrize("command", [("undo", "out"), ("run", "in", "-o", "out")], ids=" ".join)
def test_a_record_of_other_things(inside, cleaned, name, command):
    """A folder where a file should be, a file where a folder should be: a line, or no matter."""
    path = RECORD / name
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    path.write_text("x") if name in {"left-out", "work", "edits"} else path.mkdir()
    done = inside(*command)
    assert done.returncode in (0, 2)
    if done.returncode:
        assert len(lines_about(done, "cleanup: out: ")) == 1


@pytest.mark.skipif(os.getuid() != 0, reason="needs to run as somebody else")
@pytest.mark.parametrize("name", [".", "manifest.json", "edits", "edits/000001.parquet", "lock"])
@pytest.mark.parametrize("command", ["undo out", "run in -o out", "run --in-place in"])
def test_a_record_that_cannot_be_read(cleanup, cleaned, tmp_path, name, command):
    """Of another user: named in one line, nothing is changed."""
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 12345, 12345)
    (tmp_path / "in/.cleanup").symlink_to("../out/.cleanup")
    (RECORD / name).chmod(0)
    somebody = "import os; os.setgid(12345); os.setuid(12345)"
    done = cleanup(*command.split(), script=somebody)
    (RECORD / name).chmod(0o700)
    assert done.returncode == 2
    assert len(lines_about(done, "cleanup: out: ")) == ("out" in command)
    assert all_files("out") == cleaned


CODECS = {
    "utf-7": b"+2AA-",
    "raw_unicode_escape": rb"\ud800",
    "unicode_escape": rb"\udfff",
    "idna": b"xn--a",
    "punycode": b"\xff",
    "cp424": b"abcu",
    "utf-8": b"",
}


@pytest.mark.parametrize("command", ["run", "run -o out", "check", "run --diff", "run --in-place"])
@pytest.mark.parametrize(("codec", "data"), CODECS.items(), ids=CODECS)
def test_a_codec_that_makes_no_text(inside, tmp_path, codec, data, command):
    """It costs the documents that it cannot read."""
    put("in", {"a.txt": data, "b.txt": b""})
    head, *options = command.split()
    done = inside(head, "in", *options, "--encoding", codec)
    assert done.returncode == (2 if data else 0)
    assert len(lines_about(done, "in/a.txt: is no text in")) == bool(data)
    assert lines_about(done, "in/b.txt") == []


@pytest.mark.parametrize("codec", ["undefined", "rot13", "hex", "zip", "nonsense", "mbcs"])
def test_a_codec_of_no_text_at_all(inside, codec):
    put("in", {"a.txt": DIRTY})
    done = inside("run", "in", "--encoding", codec)
    assert (done.returncode, len(lines_about(done, "text encoding"))) == (2, 1)


LONG = "长" * 82 + ".txt"  # 250 bytes


@pytest.mark.parametrize(
    ("command", "bad"),
    [
        (("run", "x" * 300, "in"), "x" * 300),
        (("run", "x" * 300, "in/a.txt", "-o", "out"), "x" * 300),
        (("run", "x/" * 3000, "in/a.txt", "-o", "out"), "x/"),
        (("run", "in", "-o", "x" * 300), "x" * 300),
        (("run", "--in-place", "x" * 300, "in"), "x" * 300),
        (("run", "--in-place=.originals", "in"), LONG),
        (("check", "x" * 300, "in"), "x" * 300),
        (("undo", "x" * 300), "x" * 300),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else "",
)
def test_a_name_that_is_too_long(inside, tmp_path, command, bad):
    """It is named, and the others are done."""
    put("in", {"a.txt": DIRTY, LONG: DIRTY})
    done = inside(*command)
    assert done.returncode == 2
    assert len(lines_about(done, bad[:200], "ame")) == 1
    if "in/a.txt" in command:
        assert Path("out/a.txt").read_text() == CLEAN
    if "--in-place" in command[1]:
        assert Path("in/a.txt").read_text() == CLEAN


def test_a_result_whose_name_is_too_long(inside, tmp_path):
    """Where OUT lies deeper than the input."""
    deep = Path(*(["y" * 200] * 19))
    names = {"a.txt": DIRTY, f"{'z' * 100}/{'z' * 200}.txt": DIRTY}
    put("in", names)
    done = inside("run", "in", "-o", deep)
    assert done.returncode == 2
    assert len(lines_about(done, "in/zzz")) == 1
    assert (tmp_path / deep / "a.txt").read_text() == CLEAN
    assert inside("undo", deep).returncode == 0


ODD = [
    b"\xff.txt",
    b"a\n\x1b[1m.txt",
    "近.txt".encode("gbk"),
    b"\xed\xa0\x80.txt",
    b"\xff\xfe/\x80.txt",
]


@pytest.mark.parametrize("name", ODD, ids=ascii)
@pytest.mark.parametrize(
    "folder", [b"in", pytest.param(b"\xe9n", marks=pytest.mark.dedupe(True))], ids=ascii
)
def test_a_name_that_is_no_unicode(inside, tmp_path, name, folder):
    """Every command goes on, and says it escaped."""
    folder = os.fsdecode(folder)
    texts = {os.fsdecode(name): ZH, "b.txt": ZH, "c.txt": ZH}
    put(folder, texts)
    for command in (
        ("check", folder),
        ("run", "--diff", folder),
        ("run", "--format", "jsonl", folder),
        ("run", folder, "--jobs", "2"),
        ("run", folder, "-o", os.fsdecode(b"out\xff"), "--select", "ALL"),
        ("undo", os.fsdecode(b"out\xff")),
        ("run", "--in-place=.orig", folder),
        ("run", "--in-place", folder),
        ("undo", folder),
    ):
        done = inside(*command)
        assert (command, done.returncode) == (command, command[0] == "check" or "--diff" in command)
        assert lines_about(done, "\x1b") == []
    found = files_of(tmp_path / folder)
    assert {key: found[key].decode() for key in texts} == texts


ZH = dirty(article(9))
# Kills the command when it has written for so many times, before it moves what it wrote.
KILLED = """
import os, signal
left = [{number}]
def fsync(handle, real=os.fsync):
    if ".part" in os.readlink(f"/proc/self/fd/{{handle}}"):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
    real(handle)
os.fsync = fsync
"""


def parts():
    return list(Path().rglob(".cleanup-*.part"))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
@pytest.mark.parametrize("number", range(3, 9))
@pytest.mark.parametrize(
    "command", [("run", "--in-place", "in"), ("run", "--in-place=.orig", "in"), ("run", "in")],
    ids=" ".join,
)  # fmt: skip
def test_temporary_files_of_killed_runs_go(cleanup, inside, tmp_path, command, number):
    """With the next run or with undo; what is called alike and is no such file stays."""
    put("in", {"a.txt": DIRTY, "x/b.txt": dirty(article(3)), "x/c.txt": DIRTY + "完。\n"})
    before = files_of(tmp_path / "in")
    done = cleanup(*command, script=KILLED.format(number=number))
    if done.returncode != -signal.SIGKILL:
        pytest.skip("it does not write that often")
    assert len(parts()) == 1
    mine = [
        "in/.cleanup-mine.part",
        "in/x/.cleanup-ABCDEFGH.part",
        "in/x/.cleanup-abcdefgh.part.txt",
    ]
    put(".", dict.fromkeys(mine, "mine\n"))
    out = "in.clean" if command == ("run", "in") else "in"
    if number % 2:
        inside("undo", out)
        assert {path.as_posix() for path in parts()} <= {*mine}
    assert inside(*command).returncode == 0
    assert {path.as_posix() for path in parts()} == {*mine[:2]}
    for name in mine:
        Path(name).unlink()
    assert inside("undo", out).returncode == 0
    found = files_of(tmp_path / out)
    assert {name: found[name] for name in before} == before


def test_what_another_run_is_writing_stays(inside, tmp_path):
    """It holds a lock on it."""
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from cleanup.formats import text\n"
        "def data():\n"
        "    yield b'whole'\n"
        "    print('at work', flush=True)\n"
        "    sys.stdin.read()\n"
        "text.write(Path('in/b.txt'), data())\n"
    )
    put("in", {"a.txt": DIRTY})
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, **streams) as process:
        process.stdout.readline()
        assert inside("run", "--in-place", "in").returncode == 0
        assert inside("undo", "in").returncode == 0
        assert len(parts()) == 1
        process.stdin.close()
        assert process.wait() == 0
    assert Path("in/b.txt").read_bytes() == b"whole"


def test_the_record_of_this_version_is_documented():
    """Each of its files is named where the record is described."""
    described = (ROOT / "docs" / "record.md").read_text("utf-8")
    for name in ("manifest.json", "edits/", "ledger.jsonl", "journal.jsonl", "left-out/", "lock"):
        assert name in described
