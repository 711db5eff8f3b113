"""Duplicates across documents: how many are found, how many are right, how fast, in what memory.

usage: python -m benchmarks.duplicates …
       [--documents N] [--seed S] [--jobs J] [--memory SIZE] [--cleaned FOLDER]
            [--peers [NAME,…]] [--python PATH] [--limit SECONDS]
       --stage [--documents N] [--seed S] [--cleaned FOLDER] [--python PATH]
       --scale 10000,100000,1000000 [--jobs J] [--memory SIZE]

The corpus is that of duplicated_corpus.py. Its pages are cleaned first; what comes out is kept in
FOLDER, so that later runs need not clean again: clear it when cleanup itself has changed. Then
every method runs in a process of its own. Shown are documents and megabytes a CPU second of the
comparing, from the texts to the documents that are left out, precision, and recall for each kind,
as duplicate_truth.py defines them. The CPU seconds of all processes are counted. cleanup reads the
texts from disk within that time; the peers have them in memory.

--peers runs other libraries beside it, each on the cleaned texts and on the raw ones: all of
duplicate_peers.py that are installed, or those that are named. Those of --python PATH, which may
have other versions of their dependencies, are text-dedup and datatrove. --limit ends a peer.

--stage compares the comparing alone, beside that of rensa (in the environment of --python), each in
one process with the same bodies in memory, from there to what is left out. rensa cuts them into
5-grams and sketches them, and its index says which are alike. cleanup sketches them, groups the
keys, verifies every pair on the texts, and names for each the copy that stays. Nothing is read from
disk or sent to another process, which is what a run of cleanup spends most of its time on.

--scale shows time and memory against the size. No page is cleaned there: all texts are clean.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.duplicate_kinds import SHARES
from benchmarks.duplicate_peers import PEERS
from benchmarks.duplicate_runs import prepared, read_found, texts, window_of
from benchmarks.duplicate_truth import BUCKETS, MEASURES, Judgement, judged
from benchmarks.duplicated_corpus import ALONE, Generated, documents
from benchmarks.measured import Measured, measured
from cleanup.corpus.body import bodies_of
from cleanup.formats.size import parse

APART = ("text-dedup", "datatrove")  # peers that run in the environment of --python


def main() -> None:
    """Print the table of the methods, or that of the sizes."""
    chosen = arguments()
    chosen.cleaned.mkdir(parents=True, exist_ok=True)
    if chosen.scale:
        scale(chosen)
        return
    folder = prepared(chosen.cleaned, chosen.documents, chosen.seed, chosen.jobs)
    window = window_of(chosen.documents)
    corpus = list(documents(chosen.documents, chosen.seed, window))
    if chosen.stage:
        stage(chosen, folder, corpus)
        return
    size = {
        column: sum(len(text.encode()) for text in texts(folder, column)) / 1e6
        for column in ("text", "raw")
    }
    print(f"{len(corpus):,} documents, {size['text']:.0f} MB, {size['raw']:.0f} MB before cleaning")
    judgement = report("cleanup", *run(chosen, folder), corpus, size["text"])
    if judgement:
        details(judgement)
    for peer in chosen.peers:
        for column, megabytes in size.items():
            name = f"{peer}, {'cleaned' if column == 'text' else 'raw'}"
            report(name, *run_peer(chosen, peer, folder, column), corpus, megabytes)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--memory", type=parse, default=0)
    parser.add_argument(
        "--cleaned", type=Path, default=Path(tempfile.gettempdir()) / "duplicated-corpus"
    )
    parser.add_argument(
        "--peers", type=lambda names: names.split(","), nargs="?", const=list(PEERS), default=[]
    )
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--limit", type=float, default=1800.0)
    parser.add_argument("--stage", action="store_true")
    parser.add_argument("--scale", type=lambda sizes: [int(size) for size in sizes.split(",")])
    return parser.parse_args()


def run(chosen: argparse.Namespace, folder: Path) -> tuple[Measured, Path]:
    """One run of cleanup."""
    found = chosen.cleaned / "found.jsonl"
    command = [sys.executable, "-m", "benchmarks.duplicate_runs", str(folder), str(found)]
    return measured([*command, str(chosen.jobs), str(chosen.memory)]), found


def run_peer(
    chosen: argparse.Namespace, peer: str, folder: Path, column: str
) -> tuple[Measured, Path]:
    """One run of a peer, on the cleaned texts or the raw ones."""
    found, lines = chosen.cleaned / "found.jsonl", chosen.cleaned / "texts.jsonl"
    with lines.open("w") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts(folder, column))
    python = chosen.python if peer in APART else sys.executable
    command = [python, "-m", "benchmarks.duplicate_peers", peer, str(lines), str(found)]
    return measured(command, chosen.limit), found


def stage(chosen: argparse.Namespace, folder: Path, corpus: list[Generated]) -> None:
    """Print the comparing of the same bodies by cleanup and by rensa, one process each."""
    found, lines = chosen.cleaned / "found.jsonl", chosen.cleaned / "bodies.jsonl"
    bodies = bodies_of(list(texts(folder, "text")))
    with lines.open("w") as file:
        file.writelines(json.dumps(body) + "\n" for body in bodies)
    size = sum(len(body.encode()) for body in bodies) / 1e6
    print(f"{len(bodies):,} bodies, {size:.0f} MB")
    spent = []
    for name, command in (
        ("cleanup", [sys.executable, "-m", "benchmarks.duplicate_stage"]),
        ("rensa", [chosen.python, "-m", "benchmarks.duplicate_peers", "rensa"]),
    ):
        report(name, measured([*command, str(lines), str(found)]), found, corpus, size)
        spent.append(read_found(found)[0])
    print(f"\ncleanup: {spent[1] / spent[0]:.2f} times as many documents a CPU second as rensa")


def report(
    name: str, used: Measured, path: Path, corpus: list[Generated], size: float
) -> Judgement | None:
    """Print what came of a run, with recall for each kind of copies."""
    if used.status:
        print(f"\n{name}: ended with status {used.status} after {used.wall:.0f} s")
        return None
    seconds, left_out = read_found(path)
    result = judged(corpus, left_out)
    print(
        f"\n{name}: {seconds:.1f} CPU s, {len(corpus) / seconds:,.0f} documents and "
        f"{size / seconds:.1f} MB a CPU second, peak {used.peak / 1e6:,.0f} MB; {used.wall:.0f} s"
    )
    print(
        f"  left out {result.removed:,}, right {result.right:,} (Indel {result.by_indel:,}, "
        f"Jaccard {result.by_jaccard:,}), precision {result.precision:.5f}, without reports "
        f"{result.precision_without('report'):.5f}, sources of which nothing stays {result.lost}"
    )
    print(f"  left out wrongly: {dict(result.wrong.most_common()) or 'none'}")
    for measure in MEASURES:
        print(
            f"  recall, {measure} >= .85: {result.recall(measure):.5f}, "
            f"without messenger {result.recall(measure, without='messenger'):.5f}"
        )
        copied = [kind for kind in SHARES if kind not in ALONE]
        print("   ", ", ".join(f"{kind} {result.recall(measure, kind):.4f}" for kind in copied))
    return result


def details(result: Judgement) -> None:
    """Print what was left out of copies with each Jaccard similarity to one that stays."""
    print("  left out of the copies, by Jaccard similarity to the nearest copy that stays:")
    for number, low in enumerate(BUCKETS):
        gone, stayed = result.buckets[number, True], result.buckets[number, False]
        if gone + stayed:
            print(f"    from {low:.1f}: {gone / (gone + stayed):.4f} of {gone + stayed:,}")


def scale(chosen: argparse.Namespace) -> None:
    """Print time and memory for each size."""
    before: tuple[int, float] | None = None
    for count in chosen.scale:
        folder = prepared(chosen.cleaned, count, chosen.seed, chosen.jobs, clean=False)
        used, path = run(chosen, folder)
        if used.status:
            print(f"{count:10,} documents: ended with status {used.status}")
            continue
        seconds, left_out = read_found(path)
        pairs = json.dumps(sorted(left_out.items())).encode()
        row = f"{count:10,} documents: {seconds:8.1f} CPU s, {used.wall:7.1f} s by the clock, "
        row += f"peak {used.peak / 1e6:6,.0f} MB, {len(left_out):,} left out, "
        row += hashlib.sha256(pairs).hexdigest()[:12]
        if before:
            row += f", {seconds / before[1]:.1f} times the time for {count / before[0]:.1f} times"
        print(row, flush=True)
        before = count, seconds


if __name__ == "__main__":
    main()
