"""The figures as tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.throughput.contest import Best
    from benchmarks.throughput.mixes import Written

    Seconds = Mapping[str, float]
    Versions = tuple["Case", Written, Mapping[str, Best], Mapping[str, Seconds]]

TOOLS = ("cleanup", "cleanup, hans", "chain", "datatrove", "floor")
NO_COPIES, NO_RULES = "cleanup --no-dedupe", "cleanup --no-dedupe --ignore ALL"
STAGES = ("decode", "repair", "collapse", "judge", "compose")
FEW = 12  # documents that stand for what starting takes: a part of each kind
LARGE = 20_000  # documents beyond which stages are not measured, and one round is enough
HOURS = 1e6 / 3_600  # core hours a terabyte of one CPU second a megabyte


class Case(NamedTuple):
    """A mix, the form that it is in, and how it is worked on."""

    mix: str
    form: str
    jobs: int
    most: int  # documents

    @property
    def is_single(self) -> bool:
        """Whether it is JSON Lines by one job, of which the stages are measured too."""
        return (self.form, self.jobs) == ("jsonl", 1)

    @property
    def few(self) -> Case:
        """The first documents of the same."""
        return self._replace(jobs=1, most=FEW)


class Results(dict[Case, "tuple[Written, Mapping[str, Best]]"]):
    """Of each case the mix on disk, and what each tool took."""

    def rate(self, case: Case, tool: str) -> float | None:
        """CPU seconds a megabyte beyond the first documents; None if that is not to be had."""
        (mix, found), (start, taken) = self[case], self[case.few]
        if mix.documents <= start.documents or tool not in found or tool not in taken:
            return None
        return (found[tool].cpu - taken[tool].cpu) / (mix.size - start.size)

    def single(self) -> list[Case]:
        """Those of JSON Lines by one job, without the first documents."""
        return [case for case in self if case.is_single and case != case.few]


def ends(results: Results) -> str:
    """From end to end: what each tool took."""
    rows = []
    for case, (mix, found) in results.items():
        row = [case.mix, case.form, f"{mix.documents:,}", f"{mix.size:.1f}", str(case.jobs)]
        for tool in TOOLS:
            best, rate = found.get(tool), results.rate(case, tool)
            speed = f"**{_speed(rate)}** · " if rate else ""
            row.append(
                f"{speed}{best.cpu:.1f} · {best.wall:.1f} · {best.peak / 1e6:.0f} · "
                f"{best.documents:,}" if best else "–"
            )  # fmt: skip
        rows.append(row)
    return _titled(
        f"**MB a CPU second**, beyond the first {FEW} documents · CPU s · clock s · peak MB "
        "· documents that came out",
        ("", "", "documents", "MB", "jobs", *TOOLS),
        rows,
        texts=2,
    )


def terabytes(results: Results) -> str:
    """What a terabyte would cost, by what one job takes for JSON Lines."""
    rows = []
    for case in results.single():
        ours = results.rate(case, "cleanup")
        cells = []
        for rate in (results.rate(case, tool) for tool in TOOLS):
            times = f" · **{rate / ours:.2f}**" if rate and ours else ""
            cells.append(f"{rate * HOURS:,.0f} · {rate * HOURS * 100:,.0f}{times}" if rate else "–")
        rows.append([f"{case.mix}, {results[case][0].documents:,}", *cells])
    return _titled("Core hours for 1 TB · for 100 TB · **times cleanup's**", ("", *TOOLS), rows)


def stages(results: Results, parts: Mapping[Case, Seconds]) -> str:
    """The stages of one document, in one process; then runs that do less and less."""
    columns = []
    for case, seconds in parts.items():
        size = results[case][0].size
        rest = seconds["all"] - sum(seconds.get(name, 0) for name in STAGES)
        inside = [seconds.get(name, 0) / size for name in STAGES] + [rest / size]
        runs = [results.rate(case, tool) for tool in ("cleanup", NO_COPIES, NO_RULES, "floor")]
        columns.append([*inside, seconds["all"] / size, *runs])
    names = (
        *STAGES, "the rest", "the Python API, all", "`cleanup run`", "… `--no-dedupe`",
        "… `--ignore ALL`", "floor",
    )  # fmt: skip
    head = ("", *(f"{case.mix}, {results[case][0].documents:,}" for case in parts))
    figures = zip(*columns, strict=True)
    rows = ([name, *map(_milliseconds, row)] for name, row in zip(names, figures, strict=True))
    return _titled("The stages of cleanup, CPU ms a MB", head, rows)


def steps(results: Results) -> str:
    """The steps of the chain."""
    rows = []
    for case, (mix, found) in results.items():
        spent = found["chain"].steps if "chain" in found else {}
        if spent and case.jobs == 1 and case != case.few:
            cells = (f"{name} {seconds / mix.size * 1e3:,.0f}" for name, seconds in spent.items())
            rows.append([f"{case.mix}, {case.form}, {mix.documents:,}", " · ".join(cells)])
    return _titled("The steps of the chain, CPU ms a MB", ("", "steps"), rows) if rows else ""


def versions(commit: str, form: str, rows: Iterable[Versions]) -> str:
    """An earlier commit beside this one."""
    cells = []
    for case, mix, runs, parts in rows:
        row = [f"{case.mix}, {mix.documents:,}", f"{mix.size:.1f}"]
        whole = {name: seconds["all"] for name, seconds in parts.items()}
        for seconds in ({name: best.cpu for name, best in runs.items()}, whole):
            if len(seconds) < 2:  # one has failed
                row += "–" * 3
                continue
            before, now = seconds["before"], seconds["now"]
            row += [f"{before:.2f}", f"{now:.2f}", f"**{before / now:.2f}**"]
        cells.append(row)
    run, api = f"`run`, {form}, CPU s", "the Python API, CPU s"
    head = ("", "MB", f"{run}: {commit}", "now", "times", f"{api}: {commit}", "now", "times")
    return _titled(f"Commit {commit} and now, one job, the same documents", head, cells)


def _speed(rate: float) -> str:
    return f"{1 / rate:.2f}" if rate > 0 else "?"  # lost in what else the machine did


def _milliseconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1e3:,.0f}"


def _titled(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> str:
    """A table; its first columns, `texts` of them, are of words, and the others of numbers."""
    line = [":---" if at < texts else "---:" for at in range(len(head))]
    return "\n".join([f"{title}:", "", *(f"| {' | '.join(row)} |" for row in (head, line, *rows))])
