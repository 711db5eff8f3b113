"""What is done with an input, and what must hold for any. The first bytes of one choose the way."""

from __future__ import annotations

import shutil
import signal
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import cleanup
from cleanup.charset.decoding import decoding_of
from cleanup.configuration import read
from cleanup.errors import CleanupError, InputError, KindError, SettingsError
from cleanup.events import Cleaned, CleanedRecords, Failed, OddRecord, Restored
from cleanup.formats.recognition import source_of
from cleanup.model import Source
from cleanup.pipeline import clean_document
from cleanup.record.fsck import faults
from cleanup.runs import working
from cleanup.settings import Plan, Settings
from cleanup.stages.edits import restore
from tests.support.articles import article, dirty, put
from tests.support.made_shards import made
from tests.support.records import die
from tests.support.runs import files_of

FIXED, PER_BYTE = 3.0, 10e-6  # CPU seconds that an input may cost, and each byte of it
WAYS = (
    Settings(),
    Settings(),
    Settings(level="aggressive"),
    Settings(level="safe"),
    Settings(select=("ALL", "CHR012", "PUN003"), script="hans"),
    Settings(script="hant-tw", front_matter=True),
    Settings(most_loss=1.0, select=("ALL",)),
    Settings(allow=("天亮", "a")),
)
CODECS = (
    "utf-8",
    "gb18030",
    "big5",
    "utf-16",
    "cp1252",
    "shift_jis",
    "euc_kr",
    "utf-7",
    "hz",
    "cp037",
)
FORMS = (
    "txt",
    "txt",
    "md",
    "html",
    "jsonl",
    "csv",
    "tsv",
    "wet",
    "warc",
    "parquet",
    "gz",
    "zst",
    "",
)
VICTIM = "nobody may change this\n"
TARGETS = {}


class BreachError(BaseException):
    """What must hold does not; nothing catches it on its way."""


def target(function):
    """Make a function of an input, and of an empty folder, a target."""
    TARGETS[function.__name__] = function
    return function


def holds(true, what):
    """Raise BreachError unless something is true."""
    if not true:
        raise BreachError(what)


@contextmanager
def in_time(size, times=1):
    """Raise BreachError when it costs more CPU time than so many bytes may, so many times."""

    def stop(*_):
        raise BreachError(f"{size:,} bytes cost more than {seconds:.1f} s")

    seconds = times * (FIXED + PER_BYTE * size)
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@target
def document(data, _):
    """A text: it is restored exactly, comes out in the plain layout, and is clean then."""
    settings, text = WAYS[data[0] % len(WAYS)], data[4:]
    with in_time(len(text)):
        outcome = clean_document(Source("x", text), settings)
    holds((outcome.document is None) == (outcome.error is not None), "neither text nor error")
    if outcome.document is None:
        return
    clean = outcome.document.text
    holds(restore(clean, outcome.document.history) == outcome.decoded, "is not restored")
    holds(clean == clean.encode().decode(), "is no UTF-8")
    if not settings.front_matter:
        holds(clean == "" or clean == clean.strip("\n") + "\n", "has not one line end at its end")
        holds(
            all(line == line.rstrip() for line in clean.split("\n")), "space at the end of a line"
        )
    with in_time(len(text), 2):
        again = clean_document(Source("x", clean.encode()), replace(settings, encoding="utf-8"))
    holds(again.document is not None and again.document.text == clean, "is not clean after one go")


@target
def decoding(data, _):
    """Bytes in an encoding that is told or found: a text or an error, the same each time."""
    encoding = CODECS[data[1] % len(CODECS)] if data[0] % 2 else ""
    found = []
    for _ in range(2):
        try:
            with in_time(len(data)):
                found.append(decoding_of(data[4:], encoding).text)
        except InputError as error:
            found.append(str(error))
    holds(found[0] == found[1], "is another text the second time")
    found[0].encode()


@target
def recognition(data, _):
    """A file with some name: a document, or of another kind."""
    name = f"a.{FORMS[data[0] % len(FORMS)]}"
    with in_time(len(data)), suppress(InputError, KindError):
        source_of(name, data[4:], Settings(), name)


@target
def configuration(data, folder):
    """A file of settings: read, or refused by its name."""
    path = folder / ("cleanup.toml" if data[0] % 2 else "pyproject.toml")
    head = b"" if data[0] % 2 else b"[tool.cleanup]\n"
    keys = (b"level = ", b"allow = ", b"max-size = ", b"select = [", b"most-loss = ", b"")
    path.write_bytes(head + keys[data[1] % len(keys)] + data[4:])
    try:
        with in_time(len(data)):
            read(path)
    except (InputError, SettingsError) as error:
        holds(str(path) in str(error), "is refused without its name")


@target
def copies(data, _):
    """Texts that are compared: the same ones are copies, time and time again."""
    size = 1 + data[0] * 8
    texts = [data[start : start + size] for start in range(4, len(data), size)][:12]
    texts = [text.decode("utf-8", "replace") for text in texts] + [article(1), dirty(article(1))]
    with in_time(len(data), 4):
        found = cleanup.find_copies(texts)
    holds(found == cleanup.find_copies(texts), "are other copies the second time")


@target
def folder(data, place):
    """Files of all formats: cleaned and given back, into a folder or in place."""
    form = FORMS[data[0] % len(FORMS)]
    inputs = {f"x/b.{form}" if form else "x/b": data[4:]}
    inputs |= {"a.txt": dirty(article(3)), "c.txt": article(1)}
    inputs["d.jsonl"] = made("d.jsonl", [dirty(article(4)), data[4:99].decode("utf-8", "replace")])
    put(place / "in", inputs)
    put(place / "outside", {"victim": VICTIM})
    given = files_of(place / "in")
    several = data[1] % 32 == 0
    working.MUCH, much = 0 if several else working.MUCH, working.MUCH
    try:
        plan = Plan(jobs=2 if several else 1, similarity=0.9)
        way = in_place if data[2] % 3 == 0 else into
        with in_time(len(data), 12):
            way(place, WAYS[data[3] % len(WAYS)], plan, given)
    finally:
        working.MUCH = much
    holds(files_of(place / "outside") == {"victim": VICTIM.encode()}, "something outside changed")


class Told(list):
    """The events of a run; a defect of ours is a breach."""

    def __call__(self, event):
        holds("internal error" not in getattr(event, "reason", ""), event)
        self.append(event)


def into(place, settings, plan, given):
    """Clean into a folder, again, examine and undo."""
    out, told = place / "out", Told()
    cleanup.clean_folder(place / "in", out, settings, plan, told)
    failed = sum(isinstance(event, Failed) for event in told)
    made_once = files_of(out)
    holds(failed + len(made_once) or not given, "nothing came out, and nothing was said")
    again = Told()
    cleanup.clean_folder(place / "in", out, settings, plan, again)
    holds(files_of(out) == made_once, "another run makes other results")
    twice = [event for event in again if isinstance(event, Cleaned | CleanedRecords)]
    holds(not twice or any(isinstance(event, Failed | OddRecord) for event in again), twice)
    holds(not (wrong := list(faults(out))), wrong)
    back = Told()
    cleanup.undo(out, place / "back", back)
    holds(not [event for event in back if isinstance(event, Failed)], back)
    exact = [event.name for event in back if isinstance(event, Restored) and event.exact]
    found = files_of(place / "back")
    holds(all(found[name] == given[name] for name in exact), "undo gives back other bytes")
    holds(files_of(place / "in") == given, "an input changed")


def in_place(place, settings, plan, given):
    """Mend in place, again, examine and undo."""
    suffix, told = ".orig", Told()
    cleanup.clean_in_place(place / "in", suffix, settings, plan, told)
    mended = files_of(place / "in")
    cleanup.clean_in_place(place / "in", suffix, settings, plan, Told())
    holds(files_of(place / "in") == mended, "another run mends more")
    if (place / "in/.cleanup").exists():
        holds(not (wrong := list(faults(place / "in"))), wrong)
        cleanup.undo(place / "in", None, Told())
    found = {name: data for name, data in files_of(place / "in").items() if name in given}
    holds(found == given, "undo gives back other bytes")


TEXTS = {name: dirty(article(number)) for number, name in enumerate(("a.txt", "x/b.txt", "c.txt"))}
TEXTS["copy.txt"] = TEXTS["a.txt"]
KINDS = ("results", "in place", "broken off", "broken off in its journal")


@cache
def base(kind):
    """A folder with a record of some kind, to be copied, and what its files were and became."""
    place = Path(mkdtemp(prefix="cleanup-fuzz-"))
    put(place / "in", TEXTS | {"d.jsonl": made("d.jsonl", [dirty(article(7)), article(8)])})
    put(place / "outside", {"victim": VICTIM})
    before = files_of(place / "in")
    if kind == "in place":
        shutil.copytree(place / "in", place / "out")
        cleanup.clean_in_place(place / "out")
    else:
        cleanup.clean_folder(place / "in", place / "out")
        if kind.startswith("broken"):
            die(place / "out", journal="journal" in kind)
    clean = {name: cleanup.clean(text).text.encode() for name, text in TEXTS.items()}
    return place, [before, files_of(place / "out"), clean]


@target
def record(data, place):
    """A record in which a file is another one: no command loses a text or leaves the folder."""
    kind = KINDS[data[0] % len(KINDS)]
    source, known = base(kind)
    shutil.copytree(source, place, dirs_exist_ok=True)
    out = place / "out"
    paths = sorted(path for path in out.rglob("*") if path.is_file())
    path = paths[data[1] % len(paths)]
    old = path.read_bytes()
    start = int.from_bytes(data[2:4]) % (len(old) + 1)
    path.write_bytes(data[4:] if data[2] % 8 == 0 else old[:start] + data[4:40] + old[start + 9 :])
    aside = out / ".cleanup" / "left-out"
    name = path.relative_to(aside if path.is_relative_to(aside) else out).as_posix()
    known = [*known, files_of(out), {name: path.read_bytes()}]
    held = {path.name for path in place.iterdir()}
    with in_time(len(data), 20):
        for command in COMMANDS[data[3] % len(COMMANDS)]:
            with suppress(CleanupError):
                command(place, in_place=kind == "in place")
    edited = name if kind == "in place" else ""  # what somebody changed is cleaned as it is then
    for name, text in files_of(out).items():
        was = name == edited or any(text == one.get(name) for one in known)
        holds(was, f"{name} is what it never was")
    holds({path.name for path in place.iterdir()} <= held | {"back"}, "something was made outside")
    holds(files_of(place / "outside") == {"victim": VICTIM.encode()}, "something outside changed")


def run_again(place, *, in_place):
    """What made the record, once more."""
    if in_place:
        cleanup.clean_in_place(place / "out", tell=Told())
    else:
        cleanup.clean_folder(place / "in", place / "out", tell=Told())


def examine(place, *, in_place):  # as the others are called
    """Fsck."""
    list(faults(place / "out"))


def undo(place, *, in_place):  # as above
    """In its place."""
    cleanup.undo(place / "out", None, Told())


def undo_aside(place, *, in_place):  # as above
    """Into another folder."""
    cleanup.undo(place / "out", place / "back", Told())


COMMANDS = (
    (examine, undo_aside, undo),
    (run_again, examine, undo),
    (undo, run_again),
    (undo_aside, run_again, run_again),
)
