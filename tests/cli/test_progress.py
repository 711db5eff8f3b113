"""What a run tells while it goes on: its phases on a terminal, how it stops, what is new."""

from __future__ import annotations

import io
import os
import signal
from contextlib import redirect_stderr, redirect_stdout

import pytest

import cleanup as library
from cleanup.events import Progress
from cleanup.report.terminal import Terminal
from cleanup.runs import text_results
from tests.support.moments import interrupted_after_one
from tests.support.runs import CLEAN, DIRTY, files_of

FILES = 60  # more than are recorded at once
JSON = '{"text": "近\u200b日，他來了。"}\n'


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder of small texts, and a file of records among them."""
    folder = tmp_path_factory.mktemp("corpus") / "texts"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_text(f"第{number}篇。{DIRTY}")
    (folder / "records.jsonl").write_text(JSON * 9)
    return folder


@pytest.fixture(scope="module")
def phases(corpus, tmp_path_factory):
    """What is told of the progress of a first run over it, and of a second."""
    told = []
    for _ in range(2):
        out = tmp_path_factory.getbasetemp() / "phases"
        events = []
        library.clean_folder([corpus], out, plan=library.Plan(jobs=1), tell=events.append)
        told.append([event for event in events if isinstance(event, Progress)])
    return told


def test_all_that_takes_long_is_told(phases):
    """Also what comes before the first document is clean, and after the last."""
    first, second = ({event.phase for event in told} for told in phases)
    assert first == {"listing", "counting", "cleaning", "comparing"}
    assert second >= {"listing", "checking", "comparing"}


def test_each_phase_begins_with_nothing_and_ends_with_all(phases, corpus):
    """And never goes back; bytes are those of the files."""
    told = [event for event in phases[0] if event.phase == "cleaning"]
    begins = [number for number, event in enumerate(told) if not event.done and not event.taken]
    assert len(begins) == 2  # the texts, then the file of records
    sizes = [sum(p.stat().st_size for p in corpus.glob(end)) for end in ("*.txt", "*.jsonl")]
    for start, end, files, size in zip(begins, [*begins[1:], None], (FILES, 1), sizes, strict=True):
        phase = told[start:end]
        steps = [(event.done, event.taken) for event in phase]
        assert steps == sorted(steps)
        assert steps[-1] == (files, size)
        assert {(event.total, event.size) for event in phase} == {(files, size)}


def test_the_first_work_comes_back_soon(phases):
    """A document alone, not a handful."""
    done = [event.done for event in phases[0] if event.phase == "cleaning"]
    assert done[:3] == [0, 1, 3]


class Screen(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    """A terminal that shows every change."""
    monkeypatch.setattr("cleanup.report.progress.SECONDS", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    return Screen()


def shown(screen, events, **options):
    """What is shown of events where stderr is the screen, and so is stdout."""
    with redirect_stderr(screen), redirect_stdout(screen), Terminal(**options) as terminal:
        for event in events:
            terminal(event)
            if bars := terminal._bars:  # noqa: SLF001  # a thread refreshes them now and then
                bars._display.refresh()  # noqa: SLF001  # as above
    return screen.getvalue()


def test_a_phase_is_shown_with_its_files_and_what_is_left(screen, phases):
    """Its name, n of N."""
    said = shown(screen, phases[0])
    assert "counting" in said
    assert f"61 of {FILES + 1} files" not in said  # what is done goes
    assert f"1 of {FILES} files" in said
    assert "comparing" in said


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([Progress("cleaning", 0, 1, n * 10**6, 4 * 10**6) for n in (0, 1)], "1.0 of 4.0 MB"),
        ([Progress("cleaning", n, 30, n * 10**6, 30 * 10**6) for n in range(4)], "MB/s"),
        ([Progress("counting", n, 40) for n in range(9)], "left"),
        ([Progress("listing", 0), Progress("comparing", 0, 40)], "40 files"),
    ],
    ids=["one large file", "speed", "time left", "no end in sight"],
)
def test_what_a_bar_says(screen, events, words):
    """As far as it is known."""
    assert words in shown(screen, events)


SILENT = {"quiet": {"quiet": True}, "results on the terminal": {"prints": True}}


@pytest.mark.parametrize("options", SILENT.values(), ids=SILENT)
def test_no_bar_where_it_is_not_wanted(screen, phases, options):
    """Nor where it would stand amid the results."""
    assert shown(screen, phases[0], **options) == ""


def test_no_bar_without_a_terminal(phases):
    """stderr is a file."""
    assert shown(io.StringIO(), phases[0]) == ""


STOPS = {
    "Ctrl-C": (lambda: signal.raise_signal(signal.SIGINT), 130),
    "SIGTERM": (lambda: os.kill(os.getpid(), signal.SIGTERM), 143),
}


@pytest.mark.parametrize(("stop", "code"), STOPS.values(), ids=STOPS)
def test_a_run_that_is_stopped_says_how_it_goes_on(inside, corpus, tmp_path, stop, code):
    """In one line, and the same command does what it says."""
    command = ("run", corpus, "-o", "out", "--jobs", "1", "--no-dedupe")
    with pytest.MonkeyPatch.context() as patch:
        interrupted_after_one(patch, text_results, "_keep", stop)
        done = inside(*command)
    line = b"cleanup: interrupted: the same command goes on where it was\n"
    assert (done.returncode, done.stderr) == (code, line)
    before = len(files_of(tmp_path / "out"))
    assert 0 < before < FILES
    again = inside(*command)
    assert f" {before} unchanged".encode() in again.stderr
    assert len(files_of(tmp_path / "out")) == FILES + 1


def test_a_stream_that_is_stopped_promises_nothing(inside, corpus, monkeypatch):
    """It begins anew."""
    monkeypatch.setattr("cleanup.runs.streams.clean_texts", STOPS["Ctrl-C"][0])
    monkeypatch.setattr("cleanup.cli.run.texts", lambda *_: STOPS["Ctrl-C"][0]())
    done = inside("run", corpus / "001.txt")
    assert (done.returncode, done.stderr) == (130, b"cleanup: interrupted\n")


def test_a_second_run_says_what_is_new(inside, tmp_path):
    """And what was changed, is as it was, or is cleaned again by other settings."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in "abcd":
        (texts / f"{name}.txt").write_text(f"{name} {DIRTY}")
    (texts / "r.jsonl").write_text(JSON)
    assert b"Since" not in inside("run", "texts").stderr
    (texts / "a.txt").write_text(f"A {DIRTY}")
    (texts / "e.txt").write_text(f"e {DIRTY}")
    (texts / "r.jsonl").write_text(JSON * 2)
    second = inside("run", "texts").stderr
    assert b"Since the last run: 1 new, 2 changed, 3 unchanged.\n" in second
    third = inside("run", "texts", "--level", "safe").stderr
    assert b"0 new, 0 changed, 0 unchanged, 6 cleaned again, by other settings.\n" in third
    assert b"Nothing new: 6 documents" in inside("run", "texts", "--level", "safe").stderr
    assert (tmp_path / "texts.clean/e.txt").read_text() == f"e {CLEAN}"
