"""Spark's tasks read what lies behind addresses: objects of a server that speaks S3."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from cleanup.runs import shard_results
from tests.support.articles import all_files, ledger_of, put
from tests.support.folders import SITES
from tests.support.made_shards import made, pages
from tests.support.moments import interrupted, interrupted_after_one
from tests.support.object_store import BUCKET, KEY, Bucket

pytestmark = [
    pytest.mark.spark,
    pytest.mark.dedupe(False),  # that is the same, wherever the inputs were
    pytest.mark.skipif(
        not find_spec("moto") and not os.environ.get("CLEANUP_REQUIRE_SPARK"),
        reason="there is no moto",
    ),
]
SPARK = ("--engine", "spark")
NAMES = ("a.jsonl", "b.jsonl.gz", "c.parquet", "d.wet.zst", "deep/in/e.csv", "unnamed")
PAGES, _ = SITES["promotion without menus"]


@pytest.fixture(scope="module")
def bucket(object_store):
    return Bucket(object_store)


@pytest.fixture(scope="module")
def objects(bucket):
    """Shards of several formats, and the pages of a site."""
    shards = {
        name: made("a.jsonl" if name == "unnamed" else name, pages(3 * at, 7))
        for at, name in enumerate(NAMES)
    }
    texts = {f"all/site/{number}.txt": page.encode() for number, page in enumerate(PAGES)}
    found = {f"all/{name}": data for name, data in shards.items()} | texts
    bucket.put(found)
    return {name.removeprefix("all/"): data for name, data in found.items()}


def said(done):
    """The lines that name an error."""
    return [line for line in done.stderr.decode().splitlines() if line.startswith("cleanup: ")]


def entries(out):
    """What the record says of each document, but for when and whence."""
    known = json.loads(Path(out, ".cleanup/manifest.json").read_bytes())["documents"]
    other = ("made", "version", "runs", "marked")
    return {
        doc: {key: value for key, value in entry.items() if key not in other}
        for doc, entry in known.items()
    }


def test_the_same_comes_out_as_of_files(inside, spark_engine, objects):
    """Results and records; and of what is the same object nothing is read again."""
    put("in", objects)
    assert inside("run", "in", "-o", "files").returncode == 0
    address = f"s3://{BUCKET}/all"
    done = inside("run", address, "-o", "spark", *SPARK)
    assert (done.returncode, said(done)) == (0, [])
    assert set(NAMES) <= all_files("files").keys()
    assert all_files("spark") == all_files("files")
    assert ledger_of("spark") == ledger_of("files")
    assert entries("spark") == entries("files")
    again = inside("run", address, "-o", "spark", *SPARK)
    assert b"Nothing new" in again.stderr
    everything = [path.read_bytes() for path in Path("spark").rglob("*") if path.is_file()]
    assert not any(KEY.encode() in data for data in (*everything, done.stderr, done.stdout))
    assert inside("undo", "spark").returncode == 0
    assert Path("spark/a.jsonl").read_bytes() == objects["a.jsonl"]


def test_only_what_was_changed_is_read_again(inside, spark_engine, bucket):
    """By the versions that the listing tells."""
    names = {f"some/{number}.jsonl": made("a.jsonl", pages(number, 2)) for number in range(3)}
    bucket.put(names)
    run = ("run", f"s3://{BUCKET}/some", "-o", "out", *SPARK)
    assert inside(*run).returncode == 0
    bucket.put({"some/1.jsonl": made("a.jsonl", pages(8, 2))})
    done = inside(*run)
    assert done.returncode == 0
    assert b"2 documents, 2 changed, 2 cleaned before" in b" ".join(done.stderr.split())
    assert all_files("out").keys() == {"0.jsonl", "1.jsonl", "2.jsonl"}


def test_what_cannot_be_read_is_named_and_the_others_are_done(inside, spark_engine, bucket):
    """Also where an object is cut off, ends too soon or vanishes while it is read."""
    padded = [json.dumps({"text": f"第{n}天。", "pad": "x" * 10**6}) + "\n" for n in range(8)]
    bucket.put(
        {
            "bad/good.jsonl": made("a.jsonl", pages(0, 2)),
            "bad/good.txt": PAGES[0],
            "bad/cut.jsonl.gz": made("a.jsonl.gz", pages(0, 20))[:-30],
            "bad/gone-a.txt": "x",
            "bad/lost-a.jsonl": "".join(padded),
        }
    )
    there = f"s3://{BUCKET}"
    others = ("s3://forbidden/a.jsonl", f"{there}/missing.jsonl")
    done = inside("run", f"{there}/bad", *others, "-o", "out", *SPARK)
    assert done.returncode == 2
    assert sorted(said(done)) == [
        f"cleanup: {there}/bad/cut.jsonl.gz: gzip data is cut short",
        f"cleanup: {there}/bad/gone-a.txt: cannot be read (no such file)",
        f"cleanup: {there}/bad/lost-a.jsonl: cannot be read (no such file)",
        f"cleanup: {there}/missing.jsonl: cannot be read (no such file)",
        "cleanup: s3://forbidden/a.jsonl: cannot be read (Access Denied)",
    ]
    assert all_files("out").keys() == {"good.jsonl", "good.txt"}


def test_a_run_that_was_broken_off_goes_on(inside, spark_engine, bucket, monkeypatch):
    """What its tasks had done is taken as it is; in the end all is as if nothing had been."""
    bucket.put({f"two/{name}": made(name, pages(0, 2)) for name in ("a.jsonl", "b.parquet")})
    run = ("run", f"s3://{BUCKET}/two", *SPARK, "-o")
    assert inside(*run, "whole").returncode == 0
    with monkeypatch.context() as patch:
        interrupted_after_one(patch, shard_results, "_keep")
        assert inside(*run, "broken").returncode == 130
    assert [path.name for path in Path("broken").iterdir() if path.is_file()] == ["a.jsonl"]
    with monkeypatch.context() as patch:
        patch.setattr("cleanup.runs.shards.count_pieces", interrupted)  # as it was counted
        patch.setattr("cleanup.runs.shards.clean_pieces", interrupted)
        assert inside(*run, "broken").returncode == 0
    assert all_files("broken") == all_files("whole")
    assert ledger_of("broken") == ledger_of("whole")
