"""A corpus on disk as the search for duplicates takes it, and one run of that search.

usage: python -m benchmarks.duplicate_runs FOLDER FOUND JOBS MEMORY

One run, in a process of its own so that it can be measured: FOLDER is a folder of Parquet files
with the columns id, text and repairs; FOUND gets a JSON array (id, kept, similarity) a line, and
in the first line the CPU seconds of the search.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

import cleanup
from benchmarks.duplicate_peers import cpu
from benchmarks.duplicated_corpus import RAW, WINDOW, documents_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TASTED = 1_000  # documents whose digest stands for the code that made them
QUIET = "SET enable_progress_bar = false"
TYPES = "{id: 'BIGINT', text: 'VARCHAR', repairs: 'BIGINT', raw: 'VARCHAR'}"


def prepared(folder: Path, count: int, seed: int, jobs: int, *, clean: bool = True) -> Path:
    """A folder of the corpus as Parquet files, one for each window, made where it is not there.

    The texts of raw kinds are cleaned, or, where `clean` is False, taken as if they had been.
    Besides id, text and repairs there is the text before cleaning as `raw`.
    """
    window, windows = window_of(count), -(-count // WINDOW)
    made = folder / f"{'cleaned' if clean else 'bodies'}-{seed}-{window}-{digest_of(seed)}"
    made.mkdir(parents=True, exist_ok=True)
    missing = [at for at in range(windows) if not (made / f"{at:05}.parquet").exists()]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        spent = list(pool.map(partial(_prepare, made, seed, window, clean), missing))
    if any(pages for pages, _ in spent):
        pages, seconds = map(sum, zip(*spent, strict=True))
        print(f"{pages:,} pages cleaned in {seconds:.1f} CPU s, {pages / seconds:,.0f} a second")
    chosen = folder / f"{made.name}-{count}"
    chosen.mkdir(exist_ok=True)
    for at in range(windows):
        if not (chosen / f"{at:05}.parquet").exists():
            os.link(made / f"{at:05}.parquet", chosen / f"{at:05}.parquet")
    return chosen


def digest_of(seed: int) -> str:
    """What stands for the code that makes the corpus: other documents, another digest."""
    texts = "\0".join(document.text for document in documents_of(seed, 0, TASTED))
    return hashlib.sha256(texts.encode()).hexdigest()[:8]


def window_of(count: int) -> int:
    """The size of the windows of a corpus of `count` documents: whole ones, or one that is less."""
    if count > WINDOW and count % WINDOW:
        raise SystemExit(f"more than {WINDOW:,} documents come in multiples of that")
    return min(count, WINDOW)


def _prepare(folder: Path, seed: int, window: int, clean: bool, number: int) -> tuple[int, float]:
    """Write one window. How many of its pages were cleaned, and the CPU seconds that it took."""
    pages, seconds = 0, 0.0
    rows = folder / f"{number:05}.jsonl"
    with rows.open("w") as file:
        for at, document in enumerate(documents_of(seed, number, window), number * window):
            text, repairs = document.body, 0
            if clean and document.kind in RAW and document.text != document.body:
                start = time.process_time()
                text, repairs = _cleaned(document.text)
                pages, seconds = pages + 1, seconds + time.process_time() - start
            row = {"id": at, "text": text, "repairs": repairs, "raw": document.text}
            file.write(json.dumps(row) + "\n")
    unfinished = folder / f"{number:05}.unfinished"
    query = f"SELECT * FROM read_json('{rows}', columns = {TYPES})"  # noqa: S608  # our own path
    with duckdb.connect() as database:
        database.execute(QUIET)
        database.execute(f"COPY ({query}) TO '{unfinished}' (FORMAT parquet)")
    unfinished.rename(folder / f"{number:05}.parquet")
    rows.unlink()
    return pages, seconds


def _cleaned(text: str) -> tuple[str, int]:
    """The clean text, and how often it had to be repaired."""
    result = cleanup.clean(text)
    steps = (step for step in result.history if step.stage == "repair")
    return result.text, sum(len(step.edits) for step in steps)


def texts(folder: Path, column: str) -> Iterator[str]:
    """One column of all documents, in their order."""
    files = f"read_parquet('{folder}/*.parquet')"
    with duckdb.connect() as database:
        database.execute(QUIET)
        database.execute(f"SELECT {column} FROM {files} ORDER BY id")  # noqa: S608  # as above
        while batch := database.fetchmany(10_000):
            yield from (row[0] for row in batch)


def read_found(path: Path) -> tuple[float, dict[int, int | None]]:
    """The CPU seconds of a run, and each document that it left out with the copy that stays."""
    with path.open() as file:
        (first,) = islice(file, 1)
        rows = map(json.loads, file)
        return json.loads(first), {row[0]: row[1] for row in rows}


def main() -> None:
    """Run the search once."""
    from cleanup.corpus.duplicates import removed_copies  # noqa: PLC0415  # the corpus needs no engine
    from cleanup.engines.local import LocalEngine  # noqa: PLC0415  # as above

    folder, found, jobs, memory = sys.argv[1:]
    start = cpu()
    with Path(found).open("w") as file, tempfile.TemporaryDirectory(dir=Path(found).parent) as own:
        file.write(f"{0:20.3f}\n")
        with LocalEngine(Path(own), jobs=int(jobs), memory=int(memory)) as engine:
            gone = removed_copies(engine, engine.read(Path(folder)))
            file.writelines(json.dumps(row) + "\n" for row in engine.rows(gone))
        file.seek(0)
        file.write(f"{cpu() - start:20.3f}\n")  # the engine's processes have ended


if __name__ == "__main__":
    main()
