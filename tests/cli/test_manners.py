"""How the command meets people: short options, and the right name beside a wrong one."""

from __future__ import annotations

import re

import pytest

from cleanup import __version__
from cleanup.rules import RULES
from tests.support.paths import ROOT
from tests.support.runs import DIRTY


@pytest.mark.parametrize("command", [(), ("run",), ("check",), ("explain",), ("undo",)])
def test_help_has_a_short_option(cleanup, command):
    """`-h` says what `--help` says."""
    short, long = (cleanup(*command, option) for option in ("-h", "--help"))
    assert short.stdout == long.stdout
    assert b"Usage: cleanup" in short.stdout
    assert short.returncode == 0


def test_version_has_a_short_option(cleanup):
    """`-V` says it in one line."""
    assert cleanup("-V").stdout.decode() == f"cleanup {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        (("rnu", "a.txt"), "'run'"),
        (("chekc", "a.txt"), "'check'"),
        (("run", "--leve", "safe", "a.txt"), "'--level'"),
        (("explain", "GLS01"), "'GLS001'"),
        (("run", "--ignore", "NAV91", "a.txt"), "'NAV"),
        (("check", "page.txt"), "'pages.txt'"),
        (("check", "texts/b.text"), "'b.txt'"),
    ],
    ids=["command", "another command", "option", "code", "ignored code", "file", "file below"],
)
def test_wrong_name_is_told_with_the_nearest_right_one(cleanup, tmp_path, arguments, right):
    """In one line, with the exit code of wrong usage."""
    (tmp_path / "texts").mkdir()
    for name in ("pages.txt", "texts/b.txt"):
        (tmp_path / name).write_text("近日。\n")
    done = cleanup(*arguments)
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.decode().splitlines() if right in line)
    assert "did you mean" in line.lower()


@pytest.mark.parametrize("name", ["", "frobnicate", "\x1b[31m", "a" * 300])
def test_name_like_no_other_is_told_alone(cleanup, name):
    """Nothing is guessed, and what the name holds steers no terminal."""
    done = cleanup(name, "a.txt")
    assert done.returncode == 2
    assert b"did you mean" not in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("prefix", ["NAV", "nav", "N", "GLS00"])
def test_explain_lists_the_rules_of_a_prefix(cleanup, prefix):
    """One line for each, as `cleanup rules` has them."""
    lines = cleanup("explain", prefix).stdout.decode().splitlines()
    codes = [rule.code for rule in RULES if rule.code.startswith(prefix.upper())]
    assert [line.split()[0] for line in lines] == codes
    assert {*lines} <= {*cleanup("rules").stdout.decode().splitlines()}


@pytest.fixture
def hooked(inside, tmp_path):
    """What the hook prints of five files, as its entry calls the command."""
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text()
    _, *entry = re.search(r"entry: (cleanup run .*)", hooks)[1].split()
    names = [f"{number}.txt" for number in range(5)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"第{number}篇：{DIRTY}  \n\n\n\n近日 。\n")
    return lambda: inside(*entry, *names)


def test_the_hook_says_what_it_did_in_a_line_for_each_file(hooked, tmp_path):
    """Its name, the rules, and how to see and undo it."""
    done = hooked()
    assert (done.returncode, done.stdout) == (1, b"")
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 5
    for number, line in enumerate(lines):
        assert line.startswith(f"cleanup: {number}.txt: mended (CHR001 1, ")
        assert line.endswith(f"; see: git diff; undo: cleanup undo {tmp_path}")


def test_the_hook_says_in_one_line_that_there_was_nothing_to_do(hooked):
    """At its second run."""
    hooked()
    done = hooked()
    assert (done.returncode, done.stderr) == (0, b"cleanup: no edits\n")


def test_a_run_that_is_refused_says_why_and_no_more(inside, tmp_path):
    """Nothing was done, so nothing is summed up."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_text("mine")
    (tmp_path / "a.txt").write_text(DIRTY)
    done = inside("run", "a.txt", "-o", "kept")
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, line.partition(";")[0]) == (
        2,
        "cleanup: kept: is not empty and not made by cleanup",
    )


WRONG = {
    "a folder without a record": (("undo", "texts"), "'texts.clean'"),
    "a folder that is not there": (("log", "text.clean"), "'texts.clean'"),
    "a report of another": (("report", "text.clean"), "'texts.clean'"),
    "a folder in a path": (("check", "txets/b.txt"), "'texts'"),
    "a document": (("log", "texts.clean", "--document", "a.text"), "'a.txt'"),
    "a document to undo": (("undo", "texts.clean", "--document", "a.text"), "'a.txt'"),
    "a file to explain": (("explain", "texts/a.text"), "'a.txt'"),
    "a line of one": (("explain", "texts/a.text:1"), "'a.txt'"),
    "a family": (("explain", "NVA"), "'NAV'"),
    "settings": (("run", "--config", "clenup.toml", "texts"), "'cleanup.toml'"),
    "a list of files": (("run", "--files-from", "lits.txt"), "'list.txt'"),
}


@pytest.fixture
def cleaned(inside, tmp_path):
    """A folder that was cleaned, settings, and a list of files."""
    (tmp_path / "texts").mkdir()
    for name in ("texts/a.txt", "list.txt", "cleanup.toml"):
        (tmp_path / name).write_text("" if "toml" in name else DIRTY)
    inside("run", "texts")


@pytest.mark.parametrize(("arguments", "right"), WRONG.values(), ids=WRONG)
def test_a_wrong_name_in_any_place_is_told_with_the_nearest(inside, cleaned, arguments, right):
    """Folders of results, documents of a record, and files that are named otherwise."""
    done = inside(*arguments)
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.decode().splitlines() if "did you mean" in line)
    assert line.endswith(f"; did you mean {right}?")


def test_explain_lists_all_changes_of_a_file(inside, tmp_path):
    """In their order, each with its place, rule, text and reason; then how many by rule."""
    (tmp_path / "a.txt").write_text("近\u200b日，他來了。\x1b[2J\n\n\n\n产业\u200b转型。\n")
    lines = inside("explain", "a.txt").stdout.decode().splitlines()
    places = [tuple(map(int, line.split(":")[1:3])) for line in lines if line.startswith("a.txt")]
    assert places == sorted(places)
    assert lines[0].startswith("a.txt:1:2: CHR001 removed «\\u200b»: ")
    assert any(line.startswith("a.txt:5:3: CHR001 removed") for line in lines)
    counted = {line.split()[1]: int(line.split()[0]) for line in lines[len(places) :]}
    assert counted["CHR001"] == 2
    assert sum(counted.values()) == len(places)
    assert all(line.isprintable() for line in lines)


def test_explain_lists_what_is_done_to_records(inside, tmp_path):
    """With their numbers; without any change it says so."""
    (tmp_path / "r.jsonl").write_text(f'{{"text": "山。"}}\n{{"text": "{DIRTY.strip()}"}}\n')
    first, *_ = inside("explain", "r.jsonl").stdout.decode().splitlines()
    assert first.startswith("r.jsonl:2:1:2: CHR001 removed")
    (tmp_path / "b.txt").write_text("山。\n")
    assert inside("explain", "b.txt").stdout == b"b.txt: nothing to change\n"


def test_explain_wants_a_file_of_a_folder(inside, tmp_path):
    """A folder is no file."""
    (tmp_path / "texts").mkdir()
    assert b"texts is a folder" in inside("explain", "texts").stderr


def test_check_may_be_quiet(inside, tmp_path):
    """What is found goes to stdout all the same."""
    (tmp_path / "a.txt").write_text(DIRTY)
    done = inside("check", "--quiet", "a.txt")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"CHR001" in done.stdout
