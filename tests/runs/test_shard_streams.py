"""Records in pipes: they come in, go out, and what is odd about them is told."""

from __future__ import annotations

import json
import subprocess

import pytest

from cleanup import clean_many
from tests.support.articles import article, dirty, put
from tests.support.made_shards import FORMS, made, packed, pages, texts_in, unpacked
from tests.support.runs import COMMAND

TEXTS = pages(0, 4)
CLEAN = [done.text.rstrip("\n") for done in clean_many(f"{text}\n" for text in TEXTS)]
ENDINGS = ("", ".gz", ".zst")
ROWS = [
    {"doc": "x1", "link": "https://a.example/1", "data": {"content": text}, "meta": 1}
    for text in TEXTS
]


def lines(rows):
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pipe(cleanup, form, ending):
    """What comes out is what a folder gets but for the compression; one line is said."""
    name = f"a.{form}{ending}"
    data = made(name, TEXTS)
    how = ["-", f"--as={form}"] if form in ("csv", "tsv") else ["-"]
    done = cleanup("run", *how, stdin=data)
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)
    assert texts_in(f"a.{form}", done.stdout) == CLEAN
    same = cleanup("run", *how, "--ignore", "ALL", stdin=data)
    assert same.stdout == unpacked(name, data)
    checked = cleanup("check", *how, stdin=data)
    assert checked.returncode == 1
    first = 1 if form == "jsonl" else 2
    assert b"<stdin>:%d:1: text 3:7: CHR001 " % first in checked.stdout
    changes = cleanup("run", *how, "--diff", stdin=data).stdout.decode()
    assert changes.count("--- ") == 4
    assert f"-{TEXTS[0].splitlines()[2]}\n" in changes


@pytest.mark.parametrize("form", [*FORMS, "parquet"])
def test_one_form_for_all(inside, form):
    """--format jsonl: texts that are in lines already stay in theirs."""
    put("in", {f"a.{form}": made(f"a.{form}", TEXTS)})
    done = inside("run", f"in/a.{form}", "--format", "jsonl")
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["text"] for row in found] == CLEAN
    if form not in ("jsonl", "wet"):
        assert [row["id"] for row in found] == [f"r{n}" for n in range(4)]


def test_a_format_that_is_named(cleanup):
    """What does not look like a table is one if it is said so."""
    data = f"1;{article(1, 1).strip()}\n".encode()
    done = cleanup("run", "-", "--input-format", "csv", "--text-field", "2", stdin=data)
    assert (done.returncode, done.stdout) == (0, data)
    dirt = f'"{dirty(article(1, 1)).strip()}"\n'.encode()
    done = cleanup("run", "-", "--as", "csv", "--text-field", "1", stdin=dirt)
    assert done.stdout == dirt.replace("\u200b".encode(), b"")


def test_fields_that_are_named(cleanup):
    """Paths of texts, names, addresses and metadata."""
    options = ["--text-field", "data.content", "--id-field", "doc", "--url-field", "link"]
    done = cleanup("run", "-", *options, "--metadata-field", "found", stdin=lines(ROWS))
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["data"]["content"] for row in rows] == CLEAN
    assert [{**row, "data": 0} | {"found": 0} for row in rows] == [
        {**row, "data": 0, "found": 0} for row in ROWS
    ]
    diff = cleanup("run", "-", *options, "--diff", stdin=lines(ROWS)).stdout
    assert diff.startswith(b"--- <stdin>:x1:data.content\n")


MISSING = {
    "a text": (["--text-field", "txt"], "'txt'"),
    "a name": (["--text-field", "data.content", "--id-field", "nr"], "'nr'"),
    "an address": (["--text-field", "data.content", "--url-field", "u"], "'u'"),
    "any text": ([], "a text by a usual name"),
}


@pytest.mark.parametrize("case", MISSING)
def test_a_field_that_is_missing(cleanup, case):
    """One line says what there is, and nothing comes out."""
    options, named = MISSING[case]
    done = cleanup("run", "-", *options, stdin=lines(ROWS))
    told = [line for line in done.stderr.decode().splitlines() if "no record has" in line]
    assert (done.returncode, done.stdout, len(told)) == (2, b"", 1)
    assert told[0].startswith("cleanup: <stdin>: ")
    assert named in told[0]
    assert told[0].endswith("there are: doc, link, data.content, meta")


GOOD = lines([{"text": text} for text in TEXTS[:2]])
CUT = lines([{"text": text} for text in CLEAN[:2]])
ODD = {  # a line, and why it is odd
    "no JSON": (b'{"text": "a\n', "not JSON"),
    "no object": (b'["a"]\n', "not an object"),
    "a number": (b'{"text": 7}\n', "text is not a string"),
    "half a pair": (b'{"text": "a\\ud83d"}\n', "text has half of a surrogate pair"),
    "nested": (b'{"text": ' + b"[" * 99_999 + b"\n", "JSON that is nested too deeply"),
    "much behind": (b'{"text": "a"} {"text": "b"}\n', "something stands behind the object"),
    "a control": (b'{"text": "a\x01"}\n', "not JSON"),
}


@pytest.mark.parametrize("case", ODD)
def test_what_is_odd_stays(cleanup, case):
    """It is told with its number, is no bar for others, and is not processed: exit code 2."""
    line, reason = ODD[case]
    first, second = GOOD.splitlines(keepends=True)
    done = cleanup("run", "-", "--as", "jsonl", stdin=first + line + second)
    clean = CUT.splitlines(keepends=True)
    assert (done.returncode, done.stdout) == (2, clean[0] + line + clean[1])
    told = done.stderr.decode().splitlines()
    assert len(told) == 2
    assert told[0].startswith("cleanup: <stdin>:2: ")
    assert reason in told[0]
    assert cleanup("check", "-", "--as", "jsonl", stdin=first + line).returncode == 2


def test_many_odd_lines(cleanup, inside):
    """Some are told one by one, all are counted."""
    data = GOOD + b"odd\n" * 100
    done = cleanup("run", "-", "--as", "jsonl", stdin=data)
    assert (done.returncode, done.stdout) == (2, CUT + b"odd\n" * 100)
    assert done.stderr.count(b"kept as it is") == 20
    put("in", {"a.jsonl": data})
    done = inside("run", "in", "--as", "jsonl")
    assert done.returncode == 2
    assert b"2 documents, 2 changed, 100 not processed" in done.stderr


@pytest.mark.parametrize("name", [f"a.{form}{ending}" for form in FORMS for ending in ENDINGS])
def test_empty(inside, name):
    """A file without a record is none of many; it stays what it is."""
    put("in", {name: packed(name, b"")})
    done = inside("run", f"in/{name}")
    assert (done.returncode, done.stdout) == (0, b"")


def test_only_odd_lines(inside):
    """Without any text there is nothing to do: one line, exit code 2."""
    put("in", {"a.jsonl": b"{]\n" * 5})
    done = inside("run", "in/a.jsonl", "--as", "jsonl")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"cleanup: in/a.jsonl: ") == 1


def test_lines_of_any_length(cleanup):
    """A record of some megabytes is one, and every second line may be blank."""
    long = "".join(dirty(article(number, 60)) for number in range(900))
    assert len(long.encode()) > 3 * 10**6
    data = (GOOD + lines([{"text": long}]) + GOOD).replace(b"\n", b"\n\n")
    done = cleanup("run", "-", "--select", "CHR", "--jobs", "2", stdin=data)
    assert done.returncode == 0
    assert done.stdout == data.replace("\u200b".encode(), b"")


def test_a_closed_pipe(tmp_path):
    """Whoever reads no more is told nothing."""
    put(tmp_path, {"a.jsonl": lines([{"text": text} for text in pages(0, 600, 12)])})
    command = [*COMMAND, "run", "a.jsonl", "--ignore", "ALL"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert (b"Traceback" in said, said.count(b"\n") <= 1) == (False, True)


@pytest.mark.parametrize("form", [*FORMS, "parquet"])
def test_jobs_make_no_difference(cleanup, tmp_path, form):
    """Of several shards of several slices, with copies among them."""
    texts = pages(0, 12, 12)
    parts = {
        f"{n}.{form}": made(f"{n}.{form}", texts[4 * n :] * 2, ["a", "b"] * 20) for n in range(2)
    }
    put(tmp_path / "in", parts)
    script = (
        "from cleanup.runs import cutting, working; working.MUCH, cutting.SHORTEST = 0, 2 * 10**4"
    )
    outputs = []
    for jobs in ("1", "2"):
        done = cleanup("run", "in", "-o", jobs, "--jobs", jobs, "--no-dedupe", script=script)
        assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
        outputs.append([(tmp_path / jobs / name).read_bytes() for name in parts])
    assert outputs[0] == outputs[1]
