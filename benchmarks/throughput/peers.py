"""What people clean text with today, as a whole: each chain run from its input to its output.

usage: PYTHON -m benchmarks.throughput.peers PEER SOURCE OUT FORM JOBS

PYTHON is that of the peer's own environment (`make bench` makes them, with the versions of
chain.txt and datatrove.txt); nothing of cleanup is imported. OUT also gets .steps.json,
the CPU seconds of the steps of the chain.

chain      The libraries that one finds for each step, one after the other. charset-normalizer
           reads bytes (records are text already); ftfy mends; trafilatura takes the article out of
           the page, which here is text and not HTML: each line is handed over as a paragraph, as
           one does where the HTML is gone; OpenCC writes it in Simplified characters; rensa finds
           near-duplicates, as benchmarks/duplicate_peers.py calls it.
datatrove  Its readers, ftfy, the filters of quality that FineWeb-2 was made with, then its four
           steps of MinHash. For all languages one tokenizer, whose words are single East Asian
           characters and what lies between blanks: cheaper than those that it brings for them.
           The limits are wide, so that Chinese passes. It has no reader for trees of files.
"""

from __future__ import annotations

import html
import json
import re
import sys
import time
from collections import defaultdict
from contextlib import ExitStack, redirect_stderr
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.duplicate_peers import rensa
from benchmarks.throughput.forms import read, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.throughput.forms import Document

CHUNK = 16  # documents that a process gets at once
WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|[^\W\u3041-\u30ff\u3400-\u9fff]+|[^\w\s]")
BUCKETS = 14  # of datatrove's MinHash


def as_html(text: str) -> str:
    """A document of paragraphs, one for each line."""
    rows = (f"<p>{html.escape(row)}</p>" for row in text.split("\n") if row.strip())
    return f"<html><body><article>{''.join(rows)}</article></body></html>"


@cache
def _steps() -> dict[str, Callable[[Any], str]]:
    """The steps of the chain that take one document."""
    import charset_normalizer  # noqa: PLC0415  # each peer has its own environment
    import ftfy  # noqa: PLC0415
    import opencc  # noqa: PLC0415
    import trafilatura  # noqa: PLC0415

    return {
        "charset-normalizer": lambda data: str(charset_normalizer.from_bytes(data).best() or ""),
        "ftfy": ftfy.fix_text,
        "trafilatura": lambda text: (
            trafilatura.extract(as_html(text), include_comments=False) or ""
        ),
        "OpenCC": opencc.OpenCC("t2s").convert,
    }


def _chained(document: Document) -> tuple[str, str, dict[str, float]]:
    """Name, text, and the CPU seconds of each step."""
    name, data = document
    seconds = {}
    for step, function in _steps().items():
        if step != "charset-normalizer" or isinstance(data, bytes):
            start = time.process_time()
            data = function(data)
            seconds[step] = time.process_time() - start
    return name, str(data), seconds


def chain(source: Path, out: Path, form: str, jobs: int) -> None:
    """Run the chain, in one process or with a pool for all but the comparing."""
    seconds: defaultdict[str, float] = defaultdict(float)
    names, texts = [], []
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(jobs)) if jobs > 1 else None
        documents = read(source)
        done = pool.imap(_chained, documents, CHUNK) if pool else map(_chained, documents)
        for name, text, spent in done:
            names.append(name)
            texts.append(text)
            for step, second in spent.items():
                seconds[step] += second
    start = time.process_time()
    copies = rensa(texts)
    seconds["rensa"] = time.process_time() - start
    both = enumerate(zip(names, texts, strict=True))
    write(out, form, (document for at, document in both if at not in copies))
    (out / ".steps.json").write_text(json.dumps(seconds))


def datatrove(source: Path, out: Path, form: str, jobs: int) -> None:
    """Run its pipeline; each job takes some of the shards."""
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415  # as above
    from datatrove.pipeline import filters, readers, writers  # noqa: PLC0415
    from datatrove.pipeline.dedup import minhash  # noqa: PLC0415
    from datatrove.pipeline.formatters import FTFYFormatter  # noqa: PLC0415

    words = _words()
    reader = {"jsonl": readers.JsonlReader, "parquet": readers.ParquetReader}[form]
    writer = {
        "jsonl": partial(writers.JsonlWriter, compression=None),
        "parquet": writers.ParquetWriter,
    }[form]
    config = minhash.MinhashConfig(n_grams=5, num_buckets=BUCKETS)
    step = [str(out / ".steps" / str(number)) for number in range(4)]
    first = [
        reader(str(source)),
        FTFYFormatter(),
        filters.GopherRepetitionFilter(language=words),
        filters.FineWebQualityFilter(
            language=words, short_line_thr=999, char_duplicates_ratio=0.1, new_line_ratio=999
        ),
        filters.GopherQualityFilter(
            language=words, min_avg_word_length=1, min_stop_words=0, max_non_alpha_words_ratio=0.5
        ),
        writer(step[0]),
        minhash.MinhashDedupSignature(step[1], config, language=words),
    ]
    last = [reader(step[0]), minhash.MinhashDedupFilter(step[3]), writer(str(out))]
    for number, (pipeline, tasks) in enumerate(
        (
            (first, jobs),
            ([minhash.MinhashDedupBuckets(step[1], step[2], config=config)], BUCKETS),
            ([minhash.MinhashDedupCluster(step[2], step[3], config=config)], 1),
            (last, jobs),
        )
    ):
        LocalPipelineExecutor(
            pipeline,
            tasks=tasks,
            workers=min(jobs, tasks),
            logging_dir=str(out / ".logs" / str(number)),
            start_method="fork",  # its processes are waited for, so their time is counted
        ).run()


def _words() -> Any:
    """A tokenizer for texts of all languages."""
    from datatrove.utils.word_tokenizers import WordTokenizer  # noqa: PLC0415  # as above

    class Words(WordTokenizer):  # type: ignore[misc]
        def word_tokenize(self, text: str) -> list[str]:
            return WORD.findall(text)

        def sent_tokenize(self, text: str) -> list[str]:
            return [text]

        def span_tokenize(self, text: str) -> list[tuple[int, int]]:
            return [(0, len(text))]

    return Words()


def main() -> None:
    """Run one peer."""
    peer, source, out, form, jobs = sys.argv[1:]
    Path(out).mkdir(parents=True, exist_ok=True)
    with Path(out, ".log").open("w") as log, redirect_stderr(log):
        {"chain": chain, "datatrove": datatrove}[peer](Path(source), Path(out), form, int(jobs))


if __name__ == "__main__":
    main()
