"""What cleaning costs, beside what people chain together today, as Markdown.

usage: python -m benchmarks.throughput [--size small|full|tiny] [--peers FOLDER] [--texts FOLDER]
       [--pages FOLDER] [--against COMMIT] [--mix NAME]...

Seeded mixes of documents (mixes.py), invented or out of the folders --texts and --pages, go
through `cleanup run`, through the peers (peers.py) in their environments below --peers, and
through the floor (forms.py). All run in turns, and of each the least counts. Then come what a
terabyte would cost, the stages of cleanup and of the chain, and, with --against, an earlier commit
beside this one on the same documents.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.throughput import tables
from benchmarks.throughput.contest import OUT, contest, scratch, stages
from benchmarks.throughput.mixes import MIXES, written
from benchmarks.throughput.supplies import supply
from benchmarks.throughput.tables import LARGE, NO_COPIES, NO_RULES, Case, Results
from benchmarks.throughput.versions import environment, machine, reads_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.throughput.mixes import Written

PEERS = {"chain": ("jsonl", "parquet", "tree"), "datatrove": ("jsonl", "parquet")}
IN_ALL_FORMS = ("clean", "one in ten noisy")  # the other mixes are measured as JSON Lines alone


class Size(NamedTuple):
    """How many documents of each mix, and how often."""

    clean: tuple[int, ...]
    others: int
    rounds: int


SIZES = {
    "tiny": Size((24,), 24, 1),
    "small": Size((2_000,), 200, 2),
    "full": Size((1_000, 10_000, 100_000, 1_000_000), 10_000, 3),
}


def main() -> None:
    """Measure, and print the tables."""
    chosen = arguments()
    size, source = SIZES[chosen.size], supply(chosen.texts, chosen.pages)
    print(f"{machine()} Size: {chosen.size}; {source.name}.\n", flush=True)
    with TemporaryDirectory(dir=scratch()) as folder:
        made: dict[tuple[str, str, int], Written] = {}

        def mix_of(case: Case) -> Written:
            key = case.mix, case.form, case.most
            if key not in made:
                path = Path(folder, *map(str, key))
                made[key] = written(path, case.form, case.mix, source, case.most)
            return made[key]

        results = Results()
        for case in cases(size, chosen.mix):
            mix = mix_of(case)
            rounds = 1 if case.most > LARGE else size.rounds
            results[case] = mix, contest(commands(mix.folder, case, chosen.peers), rounds)
            print(f"{case.mix}, {case.most}, {case.form}, {case.jobs}", file=sys.stderr)
        single = [case for case in results.single() if case.most <= LARGE]
        parts = {
            case: stages({"now": sys.executable}, mix_of(case).folder, size.rounds)["now"]
            for case in single
        }
        print(tables.ends(results), tables.terabytes(results), sep="\n\n", end="\n\n")
        print(tables.stages(results, parts), tables.steps(results), sep="\n\n", flush=True)
        if chosen.against:
            print(f"\n{against(chosen.against, single, mix_of, size.rounds)}")


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--against")
    parser.add_argument("--mix", action="append", choices=MIXES, default=[])
    return parser.parse_args()


def cases(size: Size, mixes: list[str]) -> Iterator[Case]:
    """What is measured; of each mix and form first a few documents: what starting takes."""
    for mix in mixes or MIXES:
        sizes = size.clean if mix == "clean" else (size.others,)
        all_of_mix = [Case(mix, "jsonl", jobs, most) for most in sizes for jobs in (1, 2)]
        if mix in IN_ALL_FORMS:
            most = min(sizes[-1], size.others)
            all_of_mix += (Case(mix, form, 1, most) for form in ("parquet", "tree"))
        yield from dict.fromkeys(case.few for case in all_of_mix)
        yield from all_of_mix


def commands(folder: Path, case: Case, peers: Path | None) -> dict[str, list[str]]:
    """All that do the work of a case."""
    tail = [str(folder), OUT, case.form, str(case.jobs)]
    run = run_of(sys.executable, folder, case.jobs)
    found = {"cleanup": run}
    for peer, forms in PEERS.items():
        if peers and case.form in forms:
            python = str(peers / peer / "bin/python")
            found[peer] = [python, "-m", "benchmarks.throughput.peers", peer, *tail]
    found["floor"] = [sys.executable, "-m", "benchmarks.throughput.forms", *tail]
    if case.is_single and case.most <= LARGE:
        found["cleanup, hans"] = [*run, "--script", "hans"]
        found[NO_COPIES] = [*run, "--no-dedupe"]
        found[NO_RULES] = [*run, "--no-dedupe", "--ignore", "ALL"]
    return found


def run_of(python: str, folder: Path, jobs: int) -> list[str]:
    """`cleanup run` of a version."""
    return [python, "-m", "cleanup", "run", "--quiet", str(folder), "-o", OUT, f"-j{jobs}"]


def against(commit: str, cases: list[Case], mix_of: Callable[[Case], Written], rounds: int) -> str:
    """The table of an earlier commit and this one; if that one reads no records, of a tree."""
    before = str(environment(commit))
    form = "jsonl" if reads_records(before) else "tree"
    rows = []
    for case in cases:
        mix = mix_of(case._replace(form=form))
        pythons = {"before": before, "now": sys.executable}
        runs = {name: run_of(python, mix.folder, 1) for name, python in pythons.items()}
        rows.append((case, mix, contest(runs, rounds), stages(pythons, mix.folder, rounds)))
    return tables.versions(commit, form, rows)


if __name__ == "__main__":
    main()
