"""The engine of one machine: types, order, processes that are killed, runs that are broken off."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest

from cleanup.engines import local, pool
from cleanup.engines.database import Database, as_engine_error
from cleanup.engines.local import LocalEngine
from cleanup.errors import EngineError
from tests.support import batches

ALL = {"i": "BIGINT", "d": "DOUBLE", "s": "STRING", "b": "BINARY", "t": "BOOLEAN"}
ID = {"id": "BIGINT"}
TEXT = {"id": "BIGINT", "text": "STRING"}
ERROR = {"id": "BIGINT", "text": "STRING", "error": "STRING"}
VALUES = {
    "plain": (1, 0.5, "text", b"bytes", True),
    "nothing": (None, None, None, None, None),
    "empty": (0, 0.0, "", b"", False),
    "extreme": (2**63 - 1, 1e308, "\U0010ffff", b"\xff", True),
    "negative": (-(2**63), float("-inf"), "中文，字", "中".encode("gbk"), False),
    "NUL": (3, -0.0, "a\0b", b"\0a\0\0", None),
    "quotes": (4, 1e-300, "'\"`\\\r\n\t", b"'\"", True),
}


@pytest.fixture
def engine(tmp_path):
    """An engine with two processes."""
    with LocalEngine(tmp_path / "engine", jobs=2, memory=300_000_000) as engine:
        yield engine


def texts(number):
    """Rows that are not all alike."""
    return [(i, "字" * (i % 7)) for i in range(number)]


def files_of(folder):
    """All that lies below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def run(script, *arguments, **options):
    """Run a script that finds the functions of the tests."""
    path = os.pathsep.join(sys.path)
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def alive(process):
    """Whether a process is there and not only a name that nobody has asked for yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_values_come_back_as_they_went_in(engine, values):
    """From memory, from a file, through a query."""
    table = engine.from_rows([values], ALL)
    assert list(engine.rows(table)) == [values]
    assert list(engine.rows(engine.save(table, "saved"))) == [values]
    assert list(engine.rows(engine.sql("SELECT * FROM rows", rows=table))) == [values]


def test_all_values_in_one_table(engine, monkeypatch):
    """Columns with and without NULL, and more rows than are kept in memory."""
    monkeypatch.setattr(local, "PIECE_SIZE", 1000)
    rows = [*VALUES.values()] * 100
    table = engine.from_rows(iter(rows), ALL)
    assert list(engine.rows(table)) == rows
    assert list(engine.rows(engine.save(table, "saved"))) == rows
    assert list(engine.rows(table)) == rows
    assert engine.count(table) == len(rows)
    assert engine.count(engine.sql("SELECT DISTINCT s FROM x", x=table)) == len(VALUES)


def test_long_texts(engine):
    """Texts of many megabytes do not meet in one batch."""
    rows = [(i, "长" * 10_000_000 + str(i)) for i in range(3)]
    table = engine.save(engine.map(engine.from_rows(rows, TEXT), batches.same, TEXT, TEXT), "long")
    assert [(i, len(text)) for i, text in engine.rows(table)] == [(i, 10_000_001) for i in range(3)]


@pytest.mark.parametrize(
    ("value", "kind"),
    [("\ud800", "STRING"), (2**63, "BIGINT"), ("1.5", "BIGINT"), ([1], "BINARY")],
    ids=["surrogate", "too large", "text", "list"],
)
def test_what_no_table_can_hold(engine, tmp_path, value, kind):
    """One line, and no file."""
    with pytest.raises(EngineError, match=r"\A[^\n]+\Z"):
        engine.save(engine.from_rows([(value,)], {"x": kind}), "x")
    assert files_of(tmp_path) == []


def test_empty_tables_have_a_schema(engine):
    """In memory, saved, mapped, queried."""
    empty = engine.from_rows([], TEXT)
    mapped = engine.map(empty, batches.lengths, {"id": "BIGINT", "length": "BIGINT"}, TEXT)
    none = engine.sql("SELECT id, text FROM x WHERE id > 5", x=engine.from_rows(texts(3), TEXT))
    for table in (empty, engine.save(empty, "empty"), engine.save(none, "none"), none):
        assert list(engine.rows(table)) == []
        assert engine.count(table) == 0
        assert list(engine.rows(engine.sql("SELECT max(text), count(id) FROM t", t=table))) == [
            (None, 0)
        ]
    assert list(engine.rows(mapped)) == []
    assert list(engine.rows(engine.sql("SELECT sum(length) IS NULL FROM t", t=mapped))) == [(True,)]


@pytest.mark.parametrize("number", [1, 16, 17, 5000])
@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_any_number_of_processes_gives_the_same(tmp_path, number, jobs):
    """In the order of the rows, streamed and saved; a function may be given some columns only."""
    with LocalEngine(tmp_path, jobs=jobs) as engine:
        table = engine.from_rows(texts(number), TEXT)
        length = engine.map(table, batches.lengths, {"length": "BIGINT", "id": "BIGINT"}, TEXT)
        expected = [(i % 7, i) for i in range(number)]
        assert list(engine.rows(length)) == expected
        assert list(engine.rows(engine.save(length, "length"))) == expected
        twice = engine.map(table, batches.odd_twice, ID, ["id"])
        assert list(engine.rows(twice)) == [(i,) for i in range(number) if i % 2 for _ in "ab"]
        assert engine.count(twice) == number // 2 * 2


@pytest.mark.parametrize("number", [1, 17, 500])
def test_a_function_on_what_another_gives_back_needs_nothing_in_between(tmp_path, number):
    """Also where the first gives back nothing for most batches, and the rows of the first alone."""
    with LocalEngine(tmp_path, jobs=2) as engine:
        table = engine.from_rows(texts(number), TEXT)
        twice = engine.map(table, batches.odd_twice, ID, ["id"])
        again = engine.map(twice, batches.odd_twice, ID, ["id"])
        expected = [(i,) for i in range(number) if i % 2 for _ in "abcd"]
        assert list(engine.rows(again)) == expected
        assert list(engine.rows(engine.save(again, "again"))) == expected
        assert list(engine.rows(twice)) == expected[::2]
        assert [path.name for path in tmp_path.glob("scratch/*")] == []


def test_few_rows_need_no_process_no_duckdb_and_no_folder(tmp_path):
    """Small inputs never pay for the machinery."""
    script = (
        "import sys, os, pathlib\n"
        "from tests.support import batches\n"
        "from cleanup.engines.local import LocalEngine\n"
        "with LocalEngine(pathlib.Path(sys.argv[1])) as engine:\n"
        "    table = engine.from_rows([(i,) for i in range(16)], {'id': 'BIGINT'})\n"
        "    schema = {'id': 'BIGINT', 'process': 'BIGINT'}\n"
        "    rows = list(engine.rows(engine.map(table, batches.process, schema, ['id'])))\n"
        "assert rows == [(i, os.getpid()) for i in range(16)]\n"
        "assert not {'duckdb', 'numpy', 'multiprocessing'} & set(sys.modules)\n"
    )
    process = run(script, tmp_path / "engine")
    assert (process.communicate()[1], process.returncode) == ("", 0)
    assert not (tmp_path / "engine").exists()


def test_pandas_and_pyarrow_are_never_imported(engine, tmp_path):
    """They are no dependencies."""
    engine.count(engine.save(engine.from_rows(texts(3), TEXT), "x"))
    script = (
        "import sys, pathlib\n"
        "sys.modules.update({'pandas': None, 'pyarrow': None})\n"
        "from cleanup.engines.local import LocalEngine\n"
        "with LocalEngine(pathlib.Path(sys.argv[1])) as engine:\n"
        "    assert engine.count(engine.read(pathlib.Path(sys.argv[2]))) == 3\n"
    )
    (saved,) = (tmp_path / "engine").glob("x-*")
    process = run(script, tmp_path / "other", saved)
    assert (process.communicate()[1], process.returncode) == ("", 0)


@pytest.mark.parametrize("name", ["plain", "a[b]c", "a*b?", "it's", "key=value", "中文"])
def test_names_of_folders(tmp_path, name):
    """No sign in a path is taken for a pattern or a partition."""
    (tmp_path / "axb").mkdir()
    with LocalEngine(tmp_path / name, jobs=1) as engine:
        engine.save(engine.from_rows(texts(3), TEXT), "x")
        (saved,) = (tmp_path / name).glob("x-*")
        assert list(engine.rows(engine.read(saved))) == texts(3)


def test_queries_on_queries(engine):
    """Tables go by the names of the keywords; a query may name its own."""
    table = engine.from_rows(texts(20), TEXT)
    even = engine.sql("SELECT id FROM docs WHERE id % 2 = 0", docs=table)
    docs = engine.sql(
        "WITH docs AS (SELECT id FROM even WHERE id > 10) "
        "SELECT a.id, CAST(1 AS INTEGER) AS one FROM docs a JOIN even b ON a.id = b.id -- all",
        even=even,
    )
    assert sorted(engine.rows(docs)) == [(12, 1), (14, 1), (16, 1), (18, 1)]
    assert engine.save(docs, "docs").schema == {"id": "BIGINT", "one": "BIGINT"}


def test_a_map_is_worked_out_once(engine, tmp_path):
    """However often queries use it."""
    log = tmp_path / "log"
    function = partial(batches.logged, log, 0)
    table = engine.map(engine.from_rows(texts(9), TEXT), function, {**ID, "double": "BIGINT"}, ID)
    query = engine.sql("SELECT a.id FROM a JOIN b ON a.double = b.id", a=table, b=table)
    assert engine.count(query) == 5
    assert engine.count(table) == 9
    assert engine.count(engine.save(table, "x")) == 9
    assert engine.count(query) == 5
    assert len(log.read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (batches.fails, "batches.fails failed: LookupError"),
        (partial(batches.fails), "batches.fails failed: LookupError"),
        (batches.unequal, "'length': 0"),
        (batches.renamed, "'other': "),
        (batches.killed_by_13, "other names"),
    ],
    ids=["raises", "partial", "unequal", "renamed", "schema"],
)
@pytest.mark.parametrize("number", [3, 40])
def test_a_function_that_fails_is_a_defect(engine, function, message, number):
    """It is named, in one line, whichever process it fails in."""
    table = engine.from_rows([(i + 20, "") for i in range(number)], TEXT)
    with pytest.raises(EngineError, match=message) as caught:
        list(engine.rows(engine.map(table, function, {**ID, "length": "BIGINT"}, TEXT)))
    assert "\n" not in str(caught.value)


def test_a_function_that_cannot_be_imported(engine):
    """It cannot be sent to another process."""
    table = engine.from_rows(texts(40), TEXT)
    with pytest.raises(EngineError, match="cannot be sent to a process"):
        list(engine.rows(engine.map(table, lambda batch: batch, TEXT, TEXT)))


@pytest.mark.parametrize("kind", ["rows", "saved", "map", "query"])
def test_columns_that_are_not_there(engine, kind):
    """Named, at the latest when they are read."""
    rows = engine.from_rows(texts(3), TEXT)
    table = {
        "rows": rows,
        "saved": engine.save(rows, "x"),
        "map": engine.map(rows, batches.same, TEXT, TEXT),
        "query": engine.sql("SELECT * FROM x", x=rows),
    }[kind]
    with pytest.raises(EngineError, match="nowhere"):
        list(engine.rows(engine.map(table, batches.same, TEXT, ["id", "nowhere"])))


def test_a_process_that_is_killed_once_loses_nothing(engine, tmp_path):
    """Its batch is worked on again."""
    table = engine.from_rows(texts(3000), TEXT)
    function = partial(batches.killed_once, tmp_path / "marker")
    assert list(engine.rows(engine.map(table, function, ID, ["id"]))) == [(i,) for i in range(3000)]
    assert (tmp_path / "marker").exists()


def test_processes_that_are_killed_at_any_time_lose_nothing(engine):
    """From outside, many times over."""
    table = engine.from_rows(texts(20_000), TEXT)
    schema = {"id": "BIGINT", "process": "BIGINT"}
    seen, killed = [], set()
    for row, process in engine.rows(engine.map(table, batches.process, schema, ["id"])):
        seen.append(row)
        if row % 1000 == 0 and process not in killed and len(killed) < 8 and alive(process):
            killed.add(process)
            os.kill(process, signal.SIGKILL)
    assert seen == list(range(20_000))
    assert len(killed) > 1


@pytest.mark.parametrize("function", [batches.killed_by_13, batches.starved_by_13])
def test_a_row_that_always_kills_becomes_an_error(engine, function):
    """It keeps its columns; all others have their results, in order."""
    table = engine.from_rows(texts(300), TEXT)
    rows = list(engine.rows(engine.map(table, function, ERROR, TEXT)))
    assert [row[:2] for row in rows] == texts(300)
    assert [row[0] for row in rows if row[2]] == [13]
    assert "died twice" in rows[13][2]


def test_a_row_that_always_kills_needs_a_column_for_it(engine):
    """Else nobody would hear of it."""
    table = engine.from_rows(texts(300), TEXT)
    with pytest.raises(EngineError, match=r"batches.kills killed its process .*SIGKILL"):
        list(engine.rows(engine.map(table, batches.kills, TEXT, TEXT)))


def test_processes_that_cannot_start(engine, monkeypatch):
    """Said after a few attempts."""
    monkeypatch.setattr(pool, "START", "raise SystemExit(7)")
    with pytest.raises(EngineError, match="cannot start: exit code 7"):
        list(engine.rows(engine.map(engine.from_rows(texts(40), TEXT), batches.same, TEXT, TEXT)))


def test_no_more_is_taken_than_can_be_worked_on(engine, monkeypatch):
    """A source may be endless."""
    taken = []
    monkeypatch.setattr(
        engine, "_rows", lambda *_: ((taken.append(i), (i, ""))[1] for i in range(10**9))
    )
    rows = engine.rows(engine.map(engine.from_rows([], TEXT), batches.same, TEXT, TEXT))
    assert [next(rows) for _ in range(100)] == [(i, "") for i in range(100)]
    assert len(taken) < 100_000
    rows.close()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(28, "No space left on device"), "no space is left"),
        (duckdb.IOException('IO Error: {"…": "No space left on device"}'), "no space is left"),
        (duckdb.OutOfMemoryException("failed to offload data block (1/2)"), "no space is left"),
        (duckdb.OutOfMemoryException("Out of Memory\n\nPossible solutions"), "needs more memory"),
        (duckdb.BinderException("Binder Error: x\n\nLINE 1"), "on: Binder Error: x$"),
    ],
    ids=["file", "table", "spill", "memory", "query"],
)
def test_what_an_engine_error_says(error, expected):
    """What a person can do about it, in one line."""
    with pytest.raises(EngineError, match=expected) as caught, as_engine_error():
        raise error
    assert "\n" not in str(caught.value)


def test_rows_that_nobody_takes(tmp_path, monkeypatch):
    """An engine may be closed in the middle of its tables."""
    monkeypatch.setattr(local, "PIECE_SIZE", 1000)
    with LocalEngine(tmp_path / "engine", jobs=2) as engine:
        table = engine.from_rows(texts(5000), TEXT)
        begun = [
            engine.rows(table),
            engine.rows(engine.sql("SELECT * FROM t", t=table)),
            engine.rows(engine.map(table, batches.same, TEXT, TEXT)),
        ]
        assert [next(rows) for rows in begun] == [(0, "")] * 3
        assert engine.count(table) == 5000
    for rows in begun:
        rows.close()


def test_what_is_not_saved_goes(tmp_path, monkeypatch):
    """And the processes with it."""
    monkeypatch.setattr(local, "PIECE_SIZE", 1000)
    folder = tmp_path / "engine"
    with LocalEngine(folder, jobs=2) as engine:
        table = engine.from_rows(texts(500), TEXT)
        schema = {"id": "BIGINT", "process": "BIGINT"}
        query = engine.sql("SELECT * FROM t", t=table)
        saved = engine.save(engine.map(query, batches.process, schema, ["id"]), "saved")
        processes = {process for _, process in engine.rows(saved)}
        assert len({Path(name).parts[0] for name in files_of(folder)}) > 1
    assert {Path(name).parts[0].partition("-")[0] for name in files_of(folder)} == {"saved"}
    assert not any(map(alive, processes))


def test_a_saved_table_is_found_again(tmp_path):
    """By the same fingerprint, name and lineage; not by another one."""
    log = tmp_path / "log"

    def calls(name="x", columns=("id",), **options):
        with LocalEngine(tmp_path / "engine", jobs=1, **options) as engine:
            table = engine.from_rows(texts(9), TEXT)
            schema = {"id": "BIGINT", "double": "BIGINT"}
            function = partial(batches.logged, log, 0)
            saved = engine.save(engine.map(table, function, schema, columns), name)
            assert list(engine.rows(saved)) == [(i, 2 * i) for i in range(9)]
        return len(log.read_text().splitlines())

    assert [calls(), calls(), calls(fingerprint="other"), calls("y")] == [1, 1, 2, 3]
    assert [calls(fingerprint="other"), calls("y"), calls(columns=("id", "text"))] == [3, 3, 4]


@pytest.mark.parametrize("damage", ["truncated", "missing", "unmarked", "emptied", "nonsense"])
@pytest.mark.parametrize("kind", ["map", "query"])
def test_damage_is_noticed_and_mended(tmp_path, monkeypatch, damage, kind):
    """What is still whole of a map is used again."""
    monkeypatch.setattr(local, "PIECE_SIZE", 20_000)
    log = tmp_path / "log"

    def saved():
        log.write_text("")
        with LocalEngine(tmp_path / "engine", jobs=1) as engine:
            table = engine.from_rows(texts(5000), TEXT)
            schema = {"id": "BIGINT", "double": "BIGINT"}
            table = engine.map(table, partial(batches.logged, log, 0), schema, ["id"])
            if kind == "query":
                table = engine.sql("SELECT id, 2 * id AS double FROM t", t=table)
            return sorted(engine.rows(engine.save(table, "x")))

    expected = [(i, 2 * i) for i in range(5000)]
    assert saved() == expected
    (folder,) = (tmp_path / "engine").glob("x-*")
    pieces = sorted(folder.glob("*.parquet"))
    {
        "truncated": lambda: os.truncate(pieces[-1], pieces[-1].stat().st_size - 10),
        "missing": pieces[-1].unlink,
        "unmarked": (folder / "_SUCCESS").unlink,
        "emptied": lambda: os.truncate(pieces[-1], 0),
        "nonsense": lambda: (folder / "_SUCCESS").write_bytes(b"{"),
    }[damage]()
    assert saved() == expected
    assert len(pieces) > 1 or kind == "query"
    firsts = [int(line.split()[1]) for line in log.read_text().splitlines()]
    if kind == "map":
        whole = damage in {"unmarked", "nonsense"}
        assert firsts[:1] == ([] if whole else [int(pieces[-1].stem.split("-")[0])])


RESUMED = """
import sys, pathlib
from tests.support import batches
from functools import partial
from cleanup.engines import local
local.PIECE_SECONDS = 0.05
folder, log = map(pathlib.Path, sys.argv[1:])
with local.LocalEngine(folder, jobs=2, memory=200_000_000) as engine:
    source = engine.from_rows([(i,) for i in range(12000)], {"id": "BIGINT"})
    if "query" in folder.name:
        source = engine.sql("SELECT id FROM x", x=source)
    schema = {"id": "BIGINT", "double": "BIGINT"}
    table = engine.map(source, partial(batches.logged, log, 0.001), schema, ["id"])
    sum = 0
    for i, double in engine.rows(engine.save(table, "x")):
        assert double == 2 * i
        sum += i
    assert sum == 11999 * 6000, sum
"""


@pytest.mark.parametrize("kind", ["rows", "query"])
def test_a_run_that_is_killed_is_continued(tmp_path, kind):
    """At any moment, many times over; what is done is done, and no process is left."""
    chance = random.Random(kind)
    folder, log = tmp_path / kind, tmp_path / "log"
    kills = 0
    while True:
        before = [path.stem for path in sorted(folder.glob("x-*/*-*.parquet"))]
        log.write_text("")
        process = run(RESUMED, folder, log)
        try:
            process.wait(0.2 + 0.7 * chance.random() if kills < 10 else 60)
        except subprocess.TimeoutExpired:
            kills += 1
            process.kill()
        complaint = process.communicate()[1]
        calls = [[int(part) for part in line.split()] for line in log.read_text().splitlines()]
        if before and calls:
            rows = [int(number) for name in before for number in name.split("-")]
            assert min(first for _, first, _ in calls) >= max(rows)
        if process.returncode == 0:
            break
        assert complaint == ""
        assert gone({pid for pid, _, _ in calls})
    assert kills == 10
    assert {name.partition("-")[0] for name in files_of(folder)} == {"x"}


def gone(processes):
    """Whether all of the processes end within a moment."""
    for _ in range(100):
        if not any(map(alive, processes)):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_the_engine(tmp_path, number):
    """Even in the middle of long work; an interrupt is told once."""
    script = (
        "import sys, pathlib, functools\n"
        "from tests.support import batches\n"
        "from cleanup.engines.local import LocalEngine\n"
        "with LocalEngine(pathlib.Path(sys.argv[1]), jobs=2) as engine:\n"
        "    table = engine.from_rows([(i,) for i in range(99)], {'id': 'BIGINT'})\n"
        "    function = functools.partial(batches.sleeps, sys.argv[2])\n"
        "    schema = {'id': 'BIGINT', 'double': 'BIGINT'}\n"
        "    list(engine.rows(engine.map(table, function, schema, ['id'])))\n"
    )
    log = tmp_path / "log"
    process = run(script, tmp_path / "engine", log, start_new_session=True)
    while not log.exists() or log.read_text().count("\n") < 2:
        time.sleep(0.02)
    send = os.killpg if number == signal.SIGINT else os.kill
    send(process.pid, number)
    complaint = process.communicate(timeout=10)[1]
    assert process.returncode == -number
    assert complaint.count("Traceback") == (number == signal.SIGINT)
    assert gone({int(line.split()[0]) for line in log.read_text().splitlines()})


BOUNDED = """
import sys, pathlib
from cleanup.engines.local import LocalEngine
with LocalEngine(pathlib.Path(sys.argv[1]), jobs=2, memory=int(sys.argv[2])) as engine:
    source = engine.save(engine.sql(
        "SELECT (i * 7919) % 2000003 AS k, i AS v FROM range(4000006) r(i)"), "source")
    grouped = engine.save(engine.sql(
        "SELECT k, count(*) AS n, min(v) AS v FROM s GROUP BY k", s=source), "grouped")
    ordered = engine.save(engine.sql(
        "SELECT k, v, lag(v) OVER (PARTITION BY k ORDER BY v) AS w FROM s ORDER BY k, v",
        s=source), "ordered")
    print(*next(engine.rows(engine.sql(
        "SELECT count(*), max(n), max(v), min(v) FROM g", g=grouped))))
    last = (-1, -1)
    first = engine.sql("SELECT k, v, w FROM o ORDER BY k, v LIMIT 9000", o=ordered)
    for k, v, w in engine.rows(first):
        assert (k, v) > last and w == (last[1] if k == last[0] else None)
        last = k, v
    print(engine.count(ordered), *last)
(peak,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
peak = int(peak.split()[1]) * 1024
assert peak < int(sys.argv[2]) + 50e6, peak
"""


def test_more_than_fits_into_memory(tmp_path):
    """Grouped and ordered all the same, and little memory is taken."""
    process = run(BOUNDED, tmp_path, 200_000_000, stdout=subprocess.PIPE)
    output, complaint = process.communicate()
    assert (complaint, process.returncode) == ("", 0)
    last = 4499 * pow(7919, -1, 2000003) % 2000003 + 2000003
    assert output.splitlines() == ["2000003 2 2000002 0", f"4000006 4499 {last}"]


FULL = """
import sys, pathlib, resource
from tests.support import batches
from cleanup.engines.local import LocalEngine
from cleanup.errors import EngineError
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with LocalEngine(pathlib.Path(sys.argv[1]), jobs=1) as engine:
    try:
        table = engine.sql("SELECT i AS id, md5(CAST(i AS STRING)) AS text FROM range(30000) r(i)")
        if sys.argv[2] == "map":
            schema = {"id": "BIGINT", "text": "STRING"}
            table = engine.map(table, batches.same, schema, ["id", "text"])
        print(engine.count(engine.save(table, "x")))
    except EngineError as error:
        print(error)
"""


@pytest.mark.parametrize("kind", ["map", "query"])
def test_a_full_disk(tmp_path, kind):
    """One line; nothing that is half written is taken for the whole, and the next run mends it."""

    def said(limit):
        process = run(FULL, tmp_path / "engine", kind, limit, stdout=subprocess.PIPE)
        output, complaint = process.communicate()
        assert (complaint, process.returncode) == ("", 0)
        return output

    line = said(100_000)
    assert line.count("\n") == 1
    assert "File too large" in line
    assert files_of(tmp_path / "engine") == []
    assert said(0) == "30000\n"


def test_lists_of_which_nearly_all_are_empty(tmp_path):
    """The one that is not may be any of them."""
    rows = [[], *[[]] * 4_000]
    rows[1_234] = [1, 2]
    database = Database(tmp_path / "spill", jobs=1, memory=0)
    database.write([{"a": rows}], {"a": "BIGINT[]"}, tmp_path / "lists.parquet")
    assert [row[0] for row in database.rows(f"FROM '{tmp_path}/lists.parquet'")] == rows
    database.close()
