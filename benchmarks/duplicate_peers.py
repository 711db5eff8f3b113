"""What other libraries leave out of a corpus, each as its own documentation says to call it.

usage: python -m benchmarks.duplicate_peers PEER TEXTS FOUND

TEXTS holds a JSON string a line. FOUND gets in its first line the CPU seconds from texts in memory
to the result, then pairs of numbers: a document that is left out, and the copy that stays, or null
where the peer does not say. The words of Chinese are its characters: a peer that takes words gets
them with space between. All compare 5 at a time, with 128 permutations where that can be said.

Nothing of cleanup is imported, so that peers may live in an environment of their own: text-dedup
and datatrove ask for versions of other libraries that exclude each other.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Found = dict[int, int | None]

SIZE = 5  # characters
PERMUTATIONS = 128


def grams(text: str) -> list[str]:
    """The character n-grams of a text."""
    return [text[at : at + SIZE] for at in range(max(1, len(text) - SIZE + 1))]


def rensa(texts: list[str]) -> Found:
    """The deduplicator, as its page shows it: a similarity of .8, its own number of bands."""
    return _rensa(texts, threshold=0.8)


def rensa_loose(texts: list[str]) -> Found:
    """The same for a similarity of .45: about what two texts have that differ in 12 %."""
    return _rensa(texts, threshold=0.45, num_bands=32)


def _rensa(texts: list[str], **settings: Any) -> Found:
    from rensa import RMinHashDeduplicator  # noqa: PLC0415  # peers are not all in one environment

    judge = RMinHashDeduplicator(num_perm=PERMUTATIONS, use_lsh=True, **settings)
    kept = judge.add_pairs((str(at), grams(text)) for at, text in enumerate(texts))
    return {at: None for at, stays in enumerate(kept) if not stays}


def rensa_rho(texts: list[str]) -> Found:
    """The pipeline of its own benchmark: a sample of the tokens, 8 bands, flags.

    A flag says that a document has a like one, not which of them to keep.
    """
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415  # as above

    sets = map(grams, texts)
    sketches = RMinHash.digest_matrix_from_token_sets_rho(sets, num_perm=PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=0.8, num_perm=PERMUTATIONS, num_bands=8)
    flags = index.query_duplicate_flags_matrix_one_shot(sketches)
    return {at: None for at, flag in enumerate(flags) if flag}


def datasketch(texts: list[str]) -> Found:
    """MinHash and MinHashLSH with a threshold of .8; the first candidate is the copy that stays."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  # as above

    index = MinHashLSH(threshold=0.8, num_perm=PERMUTATIONS)
    found: Found = {}
    for at, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in grams(text)])
        like = index.query(sketch)
        if like:
            found[at] = min(like)
        else:
            index.insert(at, sketch)
    return found


def text_dedup(texts: list[str]) -> Found:
    """Its command for MinHash with its defaults: 250 permutations, a similarity of .7."""
    from datasets import load_from_disk  # noqa: PLC0415  # as above

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "texts.jsonl").open("w") as file:
            for at, text in enumerate(texts):
                file.write(json.dumps({"at": at, "text": " ".join(text)}) + "\n")
        command = f"""-m text_dedup.minhash --path json --data_files {folder / "texts.jsonl"}
            --split train --column text --output {folder / "kept"} --cache_dir {folder / "cache"}
            --num_proc 1 --ngram {SIZE}"""
        subprocess.run([sys.executable, *command.split()], check=True, stdout=subprocess.DEVNULL)
        kept = set(load_from_disk(str(folder / "kept"))["at"])
    return dict.fromkeys(set(range(len(texts))) - kept)


def datatrove(texts: list[str]) -> Found:
    """Its four steps with its defaults: 14 buckets of 8 hashes."""
    from datatrove.data import Document  # noqa: PLC0415  # as above
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415
    from datatrove.pipeline.dedup import minhash  # noqa: PLC0415
    from datatrove.utils.word_tokenizers import WordTokenizer  # noqa: PLC0415

    class Characters(WordTokenizer):  # type: ignore[misc]
        def word_tokenize(self, text: str) -> list[str]:
            return list(text)

        def sent_tokenize(self, text: str) -> list[str]:
            return [text]

        def span_tokenize(self, text: str) -> list[tuple[int, int]]:
            return [(0, len(text))]

    def read(*_: Any) -> Iterator[Document]:
        return (Document(text=text, id=str(at)) for at, text in enumerate(texts))

    kept: list[int] = []
    config = minhash.MinhashConfig(n_grams=SIZE)
    with tempfile.TemporaryDirectory() as name:
        step = [f"{name}/{number}" for number in range(4)]
        sign = minhash.MinhashDedupSignature(step[0], config, language=Characters())
        for number, (pipeline, tasks) in enumerate(
            (
                ([read, sign], 1),
                ([minhash.MinhashDedupBuckets(step[0], step[1], config=config)], 14),
                ([minhash.MinhashDedupCluster(step[1], step[2], config=config)], 1),
                ([read, minhash.MinhashDedupFilter(step[2]), _collect(kept)], 1),
            )
        ):
            folder = f"{name}/logs{number}"
            LocalPipelineExecutor(pipeline, tasks=tasks, workers=1, logging_dir=folder).run()
    return dict.fromkeys(set(range(len(texts))) - set(kept))


def _collect(kept: list[int]) -> Callable[..., Iterator[Any]]:
    """A step that notes which documents come as far as here."""

    def step(data: Iterator[Any], *_: Any) -> Iterator[Any]:
        for document in data:
            kept.append(int(document.id))
            yield document

    return step


PEERS: dict[str, Callable[[list[str]], Found]] = {
    "rensa": rensa,
    "rensa-loose": rensa_loose,
    "rensa-rho": rensa_rho,
    "datasketch": datasketch,
    "text-dedup": text_dedup,
    "datatrove": datatrove,
}


def cpu() -> float:
    """The CPU seconds of this process and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Run one peer."""
    peer, texts, found = sys.argv[1:]
    with Path(texts).open("rb") as file:
        loaded = [json.loads(line) for line in file]
    start = cpu()
    left_out = PEERS[peer](loaded)
    seconds = cpu() - start
    with Path(found).open("w") as file:
        file.writelines(json.dumps(row) + "\n" for row in (seconds, *sorted(left_out.items())))


if __name__ == "__main__":
    main()
