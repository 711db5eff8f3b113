"""The same work gives the same rows on every engine: on this machine, and on Spark's processes."""

from __future__ import annotations

import gzip
import importlib
import json
import random
from functools import partial

import pytest

from cleanup.corpus.duplicates import removed_copies
from cleanup.engines.local import LocalEngine
from tests.support.articles import all_files, dirty, lines_in, put
from tests.support.functions import MEASURED, TEXTS, cleaned, measure_or_die

pytestmark = pytest.mark.spark

STRINGS = [
    "",
    "a",
    "a ",
    "A",
    "b",
    "Z",
    "é",
    "e\u0301",
    "字",
    "中文",
    "𠮷",
    "\uffff",
    "\ue000",
    "\x00",
]
WHOLE = [-(2**63), 2**63 - 1, 2**62, -7, -1, 0, 1, 5, 7, None]
REAL = [-2.5, -0.0, 0.0, 0.5, 0.8, 1e308, float("inf"), float("-inf"), None]
SCHEMA = {
    "id": "BIGINT",
    "small": "BIGINT",
    "whole": "BIGINT",
    "part": "BIGINT",
    "real": "DOUBLE",
    "text": "STRING",
    "bytes": "BINARY",
    "truth": "BOOLEAN",
}
# What SQL the work on many documents may be written in; see engines/table.py.
QUERIES = [
    "SELECT * FROM t WHERE text = 'a' OR text IS NULL",
    "SELECT DISTINCT part, truth FROM t UNION ALL SELECT small, NULL FROM t",
    "SELECT text FROM t UNION SELECT text FROM t",
    "SELECT count(*) AS n, count(whole) AS m, min(whole) AS a, max(whole) AS b FROM t WHERE id < 0",
    """SELECT part, count(*) AS n, count(whole) AS m, count(DISTINCT whole) AS d, min(whole) AS a,
        max(whole) AS b, min(text) AS c, max(text) AS e, min(bytes) AS f, max(bytes) AS g,
        min(real) AS h, max(real) AS i, min(truth) AS j, sum(small) AS k, avg(small) AS l
        FROM t GROUP BY part HAVING count(*) > 1""",
    """SELECT a.id, b.id AS b, c.id AS c FROM t AS a
        JOIN t AS b ON a.whole = b.whole AND a.id < b.id
        LEFT JOIN t AS c ON a.text = c.text AND a.id < c.id""",
    "SELECT a.id FROM t AS a LEFT JOIN t AS b ON a.whole = b.small WHERE b.id IS NULL",
    """SELECT id FROM t WHERE whole IN (SELECT small FROM t)
        OR NOT EXISTS (SELECT 1 FROM t AS b WHERE b.small = t.whole)""",
    """WITH x AS (SELECT part, count(*) AS n FROM t GROUP BY part)
        SELECT id, n FROM t JOIN x USING (part)""",
    """SELECT id, lag(whole) OVER (PARTITION BY part ORDER BY id) AS a,
        lag(id, 2, -1) OVER (PARTITION BY text ORDER BY id) AS b,
        min(whole) OVER (PARTITION BY part ORDER BY small) AS c,
        first_value(id) OVER (PARTITION BY part ORDER BY small, id) AS d,
        count(*) OVER (PARTITION BY part) AS e,
        row_number() OVER (PARTITION BY part ORDER BY small DESC, id) AS f FROM t""",
    """SELECT id, row_number() OVER (ORDER BY whole NULLS FIRST, id) AS a,
        row_number() OVER (ORDER BY text DESC NULLS LAST, id) AS b,
        row_number() OVER (ORDER BY bytes NULLS FIRST, id) AS c,
        row_number() OVER (ORDER BY real NULLS FIRST, id) AS d FROM t""",
    """SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY part ORDER BY id) AS n FROM t)
        AS numbered WHERE n = 1""",
    """SELECT id, least(whole, small) AS a, greatest(whole, small, id) AS b, least(text, 'm') AS c,
        CASE WHEN whole < small THEN 1 WHEN whole >= small THEN whole END AS d,
        CASE WHEN real >= 0.8 THEN 'y' ELSE 'n' END AS e, real * 0.5 AS f, -small AS g,
        coalesce(whole, 7) AS h, nullif(whole, 5) AS i, length(text) AS j, abs(small) AS k,
        whole / 2 AS l, small % 3 AS m, 7 / 2 AS n, small * 2147483647 AS o, text || 'x' AS p,
        text > 'z' AS q, text LIKE 'a%' AS r, '字' AS s, truth AND whole > 0 AS t,
        truth OR whole > 0 AS u, NOT truth AS v, CAST(small AS DOUBLE) AS w,
        CAST(small AS STRING) AS x FROM t""",
]


@pytest.fixture
def local(tmp_path):
    with LocalEngine(tmp_path / "local", jobs=2, memory=300_000_000) as engine:
        yield engine


def ordered(engine, table):
    """All rows, in an order that knows NULL and all values."""
    return sorted(map(repr, engine.rows(table)))


@pytest.fixture(scope="module")
def rows():
    chance = random.Random(1)
    return [
        (
            number,
            chance.randrange(-3, 9),
            chance.choice(WHOLE),
            chance.choice([1, 2, 3, 4, None]),
            chance.choice(REAL),
            text := chance.choice(STRINGS),
            None if text is None else text.encode(),
            chance.choice([True, False, None]),
        )
        for number in range(80)
    ]


def test_queries(local, spark_engine, rows):
    """Every form of SQL that may be used, on NULL, extremes and many kinds of text."""
    here = local.save(local.from_rows(rows, SCHEMA), "t")
    there = spark_engine.save(spark_engine.from_rows(rows, SCHEMA), "parity")
    for query in QUERIES:
        expected = ordered(local, local.sql(query, t=here))
        assert expected == ordered(spark_engine, spark_engine.sql(query, t=there)), query


def test_saved_tables_are_read_by_the_other_engine(local, spark_engine, rows, tmp_path):
    """What lies in a folder is a table to both, with types and all."""
    local.save(local.from_rows(rows, SCHEMA), "here")
    spark_engine.save(spark_engine.from_rows(rows, SCHEMA), "there")
    (here,) = (tmp_path / "local").glob("here-*")
    (there,) = spark_engine.folder.glob("there-*")
    expected = ordered(local, local.from_rows(rows, SCHEMA))
    assert expected == ordered(local, local.read(there))
    assert expected == ordered(spark_engine, spark_engine.read(here))


def test_rows_that_kill_their_process(local, spark_engine):
    """The same rows come out with the same error, all others with their results, in order."""
    given = [(number, "bomb" if number in (3, 170) else str(number)) for number in range(200)]
    deadly = partial(measure_or_die, word="bomb")

    def done(engine):
        mapped = engine.map(engine.from_rows(given, TEXTS), deadly, MEASURED, tuple(TEXTS))
        return list(engine.rows(mapped))

    assert done(local) == done(spark_engine)


# fmt: off
CLAUSES = [
    "河水在清晨漲了起來", "老人坐在橋頭看船", "今年的稻子比去年早熟", "孩子們把風箏放過了屋頂",
    "會議推遲到下週三舉行", "他把信讀了兩遍才收好", "市集上的魚賣得很快", "圖書館要到九點才開門",
    "山路被雨沖壞了一段", "工人正在修理那座水塔", "她說這件事不必著急", "火車在夜裡經過小鎮",
    "鄰居送來一籃新摘的梨", "電話響了很久沒有人接", "村裡的井水一向很甜", "門前的樹又開花了",
]
# fmt: on


OWN = f"""
[[rules]]
code = "USR001"
reason = "a clause"
phrases = ["{CLAUSES[8]}"]
patterns = ["水塔.$"]

[[per-path]]
path = "/in/0*.txt"
ignore = "USR"
"""


def articles(number):
    """Texts of their own and copies of them: the same, edited, in part, in other letters."""
    chance = random.Random(2)
    found = []
    for place in range(number):
        sentences = [
            "，".join(chance.choices(CLAUSES, k=3)) + f"{chance.random()}。" for _ in range(9)
        ]
        if place % 3 == 1:
            sentences = list(found[-1])
            sentences[chance.randrange(9)] = chance.choice(CLAUSES) + "！"
        if place % 3 == 2 and chance.random() < 0.5:
            sentences = list(found[chance.randrange(place)])
        found.append(sentences)
    return [
        (place, "\n\n".join(sentences) + "\u200b" * (place % 2), place % 4)
        for place, sentences in enumerate(found)
    ]


def test_documents_are_cleaned_and_copies_found(local, spark_engine):
    """The whole way of many documents: what goes, and for which copy."""
    documents = {"id": "BIGINT", "text": "STRING", "repairs": "BIGINT"}
    given = articles(60)

    def done(engine):
        clean = engine.map(engine.from_rows(given, documents), cleaned, documents, tuple(documents))
        return sorted(engine.rows(removed_copies(engine, engine.save(clean, "clean"))))

    expected = done(local)
    assert len(expected) > 12
    assert expected == done(spark_engine)


def test_the_command_gives_the_same_bytes(cleanup, tmp_path):
    """Results, copies that were left out and the record: of texts, JSON Lines and Parquet.

    Also with rules of the user's own, which do not hold for all files.
    """
    pa = pytest.importorskip("pyarrow")
    given = [(number, text) for number, text, _ in articles(45)]
    put(tmp_path / "in", {f"{number:02}.txt": text for number, text in given[:20]})
    rows = [{"id": number, "text": dirty(text)} for number, text in given]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows[10:35])
    put(tmp_path / "in", {"lines.jsonl": lines, "lines.jsonl.gz": gzip.compress(lines.encode())})
    parquet = importlib.import_module("pyarrow.parquet")
    parquet.write_table(pa.Table.from_pylist(rows[30:]), tmp_path / "in/rows.parquet")
    (tmp_path / "cleanup.toml").write_text(OWN)
    engines = {"local": (), "spark": ("--engine", "spark", "--master", "local[2]")}
    for name, options in engines.items():
        assert cleanup("run", "in", "-o", name, *options).returncode == 0
    local, spark = (all_files(tmp_path / name) for name in engines)
    assert {"lines.jsonl", "lines.jsonl.gz", "rows.parquet"} <= local.keys()
    assert any("left-out" in name for name in local)
    assert local == spark
    assert lines_in(tmp_path / "local") == lines_in(tmp_path / "spark")
    ruled = {line["doc"] for line in lines_in(tmp_path / "spark") if line["rule"] == "USR001"}
    assert "lines.jsonl" in ruled
    assert ruled.isdisjoint(f"{number:02}.txt" for number in range(10))
    assert cleanup("undo", "spark").returncode == 0
    assert (tmp_path / "spark/lines.jsonl").read_text() == lines
