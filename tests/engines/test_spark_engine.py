"""The engine for clusters keeps what the seam promises, on one machine and over processes."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

import pytest

from cleanup.engines import spark_session
from cleanup.engines.spark import FEW_ROWS, MOST_ROWS, PART_SIZE, SHARE, SparkEngine, parts, reason
from cleanup.errors import EngineError
from tests.support.functions import (
    MEASURED,
    TEXTS,
    broken,
    characters,
    everything,
    measure,
    measure_or_die,
)

KINDS = {
    "whole": "BIGINT",
    "real": "DOUBLE",
    "text": "STRING",
    "bytes": "BINARY",
    "truth": "BOOLEAN",
}
EXTREMES = [
    (-(2**63), -0.5, "", b"", False),
    (2**63 - 1, 1e300, "𠮷a\x00\n'", b"\x00\xff", True),
    (None, None, None, None, None),
]
spark = pytest.mark.spark


@spark
def test_rows_come_back_as_they_were_given(spark_engine):
    """Every type, its extremes and NULL, also through a function."""
    table = spark_engine.from_rows(EXTREMES, KINDS)
    again = spark_engine.map(table, everything, KINDS, tuple(KINDS))
    assert EXTREMES == list(spark_engine.rows(table)) == list(spark_engine.rows(again))


@spark
def test_mapped_rows_keep_their_order(spark_engine):
    """Also where they are many tasks, of which the later ones are larger."""
    given = [(number, "字" * number) for number in range(800)]
    table = spark_engine.from_rows(given, TEXTS)
    assert table.data.rdd.getNumPartitions() > 1
    mapped = spark_engine.map(table, measure, MEASURED, ("id", "text"))
    numbers = [(number, length) for number, length, *_ in spark_engine.rows(mapped)]
    assert [(number, number) for number, _ in given] == numbers


@spark
def test_tables_without_rows(spark_engine):
    """They have columns, can be mapped, saved, counted and asked."""
    empty = spark_engine.from_rows([], TEXTS)
    mapped = spark_engine.map(empty, measure, MEASURED, ("id", "text"))
    saved = spark_engine.save(mapped, "empty")
    grouped = spark_engine.sql("SELECT length, count(*) AS n FROM t GROUP BY length", t=saved)
    assert 0 == spark_engine.count(saved) == spark_engine.count(grouped)
    assert list(spark_engine.rows(saved)) == []


@spark
def test_a_function_may_give_more_rows_or_fewer(spark_engine):
    """What it gives for a batch need not be of its length."""
    table = spark_engine.from_rows([(1, "甲乙"), (2, ""), (3, None), (4, "a")], TEXTS)
    mapped = spark_engine.map(table, characters, {"id": "BIGINT", "code": "BIGINT"}, tuple(TEXTS))
    assert [(1, ord("甲")), (1, ord("乙")), (4, ord("a"))] == list(spark_engine.rows(mapped))


@spark
def test_a_row_that_kills_its_process_comes_out_with_an_error(spark_engine):
    """All others come out as if it were not there."""
    given = [(number, "bomb" if number in (7, 290) else str(number)) for number in range(300)]
    table = spark_engine.from_rows(given, TEXTS)
    deadly = partial(measure_or_die, word="bomb")
    mapped = spark_engine.save(
        spark_engine.map(table, deadly, MEASURED, ("id", "text")), "survivors"
    )
    rows = sorted(spark_engine.rows(mapped))
    assert [number for number, _ in given] == [row[0] for row in rows]
    failed = [row for row in rows if row[3]]
    assert [(7, None, "bomb"), (290, None, "bomb")] == [row[:3] for row in failed]


@spark
def test_without_a_column_for_errors_such_a_row_ends_the_run(spark_engine):
    """In one line that says so."""
    table = spark_engine.from_rows([(1, "bomb")], TEXTS)
    mapped = spark_engine.map(table, partial(measure_or_die, word="bomb"), TEXTS, tuple(TEXTS))
    with pytest.raises(
        EngineError, match=r"^Spark [^\n]*functions.measure_or_die killed its process twice[^\n]*$"
    ):
        spark_engine.save(mapped, "nothing")


@spark
def test_a_mistake_in_a_function_ends_the_run(spark_engine):
    """It is not taken for the fault of a row."""
    table = spark_engine.from_rows([(1, "a")], TEXTS)
    mapped = spark_engine.map(table, broken, MEASURED, tuple(TEXTS))
    with pytest.raises(
        EngineError, match=r"^Spark cannot go on: ValueError: 第 1 row is at fault$"
    ):
        list(spark_engine.rows(mapped))


@spark
def test_what_sql_cannot_do_is_said_in_one_line(spark_engine, tmp_path):
    """A column that is not there, a sum that is too large, a folder that is missing."""
    table = spark_engine.from_rows([(1, "a")], TEXTS)
    with pytest.raises(EngineError, match=r"`nope`[^\n]*$"):
        spark_engine.sql("SELECT nope FROM t", t=table)
    with pytest.raises(EngineError, match=r"ARITHMETIC_OVERFLOW[^\n]*$"):
        spark_engine.count(
            spark_engine.sql("SELECT DISTINCT id + 9223372036854775807 AS x FROM t", t=table)
        )
    with pytest.raises(EngineError, match=r"does not exist[^\n]*$"):
        spark_engine.read(tmp_path / "missing")


@spark
def test_saved_tables_are_found_by_the_same_run_only(spark_engine, tmp_path):
    """Name, folder and fingerprint tell what is the same; what is not whole is made again."""
    folder = tmp_path / "a b [1] 语料"
    given = [(1, "a"), (2, "b")]

    def saved(rows, fingerprint):
        with SparkEngine(folder, fingerprint=fingerprint) as engine:
            table = engine.save(engine.from_rows(rows, TEXTS), "texts")
            return sorted(engine.rows(table))

    assert given == saved(given, "one")
    assert given == saved([], "one")
    (marker,) = folder.glob("texts-*/_SUCCESS")
    assert [] == saved([], "two")
    marker.unlink()
    assert given[:1] == saved(given[:1], "one")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@spark
def test_a_session_that_runs_is_left_running(spark_engine, tmp_path):
    """Who started it may have tables and settings of the same names."""
    table = spark_engine.from_rows([(1, "a")], TEXTS)
    table.data.createOrReplaceTempView("mine")
    with SparkEngine(tmp_path) as engine:
        other = engine.from_rows([(1, "a"), (2, "b")], TEXTS)
        assert engine.count(engine.sql("SELECT * FROM mine", mine=other)) == 2
    assert table.data.sparkSession.sql("SELECT * FROM mine").count() == 1
    assert table.data.sparkSession.catalog.dropTempView("mine")


@spark
def test_iterations_do_not_grow_the_plan(spark_engine, capsys):
    """What is saved is read back, however it came about."""
    table = spark_engine.from_rows([(number, "") for number in range(4)], TEXTS)
    query = "SELECT a.id, b.text FROM t AS a JOIN t AS b ON a.id = b.id"
    plans = []
    for turn in range(3):
        table = spark_engine.save(spark_engine.sql(query, t=table), f"turn-{turn}")
        table.data.explain()
        plans.append(capsys.readouterr().out.count("\n"))
    assert len(set(plans)) == 1


def test_parts_grow_with_the_rows():
    """So that few rows are several tasks, and many not too many; long texts make parts shorter."""
    assert [[]] == list(parts([]))
    assert [FEW_ROWS, 1] == [len(part) for part in parts((n,) for n in range(FEW_ROWS + 1))]
    many = 2 * SHARE * MOST_ROWS
    sizes = [len(part) for part in parts((n,) for n in range(many))]
    assert sum(sizes) == many
    assert max(sizes) == MOST_ROWS
    assert len(sizes) < 8 * SHARE
    long = [("x" * (PART_SIZE - 1),), ("y",), (b"z",)]
    assert [long[:2], long[2:]] == list(parts(long))
    heavy = [(1,), (PART_SIZE,), (PART_SIZE,)]  # which stand for much work
    assert [heavy[:2], heavy[2:]] == list(parts(heavy, lambda row: row[0]))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("[NO] such column\n'Project", "[NO] such column"),
        ("x\nTraceback (most recent call last):\n  File\n    y\nE: 1\n2\n\tat z", "E: 1"),
        ("x\n: a.B: c\n\tat d\nCaused by: e.F: g. h\n\tat i\nCaused by: j.K\n\tat l", "g"),
        ("", ""),
    ],
)
def test_reason_is_the_line_that_says_why(said, meant):
    """Of the pages that Java and Python print."""
    assert meant == reason(said)


@pytest.mark.parametrize(
    ("asked", "master", "memory"),
    [
        ("local", "local[1,4]", "spark.driver.memory"),
        ("local[*]", "local[*,4]", "spark.driver.memory"),
        ("local[3,2]", "local[3,2]", "spark.driver.memory"),
        ("local-cluster[2,1,1024]", "local-cluster[2,1,1024]", "spark.executor.memory"),
        ("spark://host:7077", "spark://host:7077", "spark.executor.memory"),
    ],
)
def test_a_master_gets_what_it_needs(tmp_path, asked, master, memory):
    """Tasks are tried again; only on this machine is everything bound to it."""
    chosen = spark_session.configuration(tmp_path, asked, 1 << 30)
    assert master == chosen["spark.master"]
    assert chosen[memory] == "1024m"
    assert asked.startswith("local") == (chosen.get("spark.driver.bindAddress") == "127.0.0.1")
    assert chosen["spark.ui.enabled"] == "false"


@pytest.mark.parametrize("missing", ["pyspark", "pyarrow"])
def test_missing_packages_are_said_in_one_line(tmp_path, monkeypatch, missing):
    """With what to install, and before anything is left in the folder."""
    monkeypatch.setattr(spark_session, "find_spec", lambda name: None if name == missing else name)
    with pytest.raises(EngineError, match=rf"{missing}: pip install 'corpus-cleanup\[spark\]'.*17"):
        SparkEngine(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_missing_java_is_said_in_one_line(tmp_path, monkeypatch):
    """As above; JAVA_HOME counts before PATH."""
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert not spark_session.has_java()


def test_the_package_can_be_imported_from_what_is_shipped(tmp_path):
    """Its tables too; and the same code makes the same file."""
    first = spark_session.package(tmp_path / "first.zip").read_bytes()
    shipped = spark_session.package(tmp_path / "cleanup.zip")
    assert first == shipped.read_bytes()
    script = "import cleanup; print(cleanup.__file__, cleanup.clean('a\\u200bb').text)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(shipped)},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    assert f"{shipped / 'cleanup/__init__.py'} ab" == done.stdout.strip()


def test_nothing_of_spark_is_imported_before_an_engine_is_made():
    """Importing the engine is cheap and works without the extra."""
    script = "import cleanup.engines.spark, sys; print({'pyspark', 'pyarrow'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "set()"
