"""How `check` writes what it found, for people and for programs; and how it exits."""

from __future__ import annotations

import json

import pytest

from cleanup.report.findings import Shown
from cleanup.report.formats import FORMATS, format_called
from cleanup.rules import RULES
from tests.support.runs import DIRTY

pytestmark = pytest.mark.dedupe(False)

HOSTILE = "\x1b[2J\n::error::a,b:c%0A\u202e"  # a name, a reason or a text that would do harm
TEXT = Shown("a/b.txt", 3, 4, "CHR001", "zero-width U+200B", "\u200b")
RECORD = Shown("a.jsonl", 2, 5, "LAY002", "trailing space", "  ", 7, "data.text")
LINES = Shown("c.txt", 1, 1, "NAV010", "above the article", "首页\n新闻\n登录\n注册\n")
EVIL = Shown(HOSTILE, 1, 1, "CHR001", HOSTILE, HOSTILE)
SAID = "a/b.txt:3:4: CHR001 zero-width U+200B «\\u200b»\n"
ALL = (TEXT, RECORD, LINES, EVIL)


def written(name, *found):
    """What a format writes of all that was found."""
    form = format_called(name)
    return form.head + form.between.join(map(form.one, found)) + form.tail


@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        ("concise", TEXT, SAID),
        ("concise", RECORD, "a.jsonl:7:1: data.text 2:5: LAY002 trailing space\n"),
        ("grouped", TEXT, "a/b.txt:\n       3:4  CHR001 zero-width U+200B «\\u200b»\n"),
        ("grouped", RECORD, "a.jsonl:\n  7:data.text:2:5  LAY002 trailing space\n"),
        (
            "github",
            TEXT,
            f"::warning title=cleanup CHR001,file=a/b.txt,line=3,col=4::{SAID}",
        ),
    ],
    ids=["concise", "concise, a record", "grouped", "grouped, a record", "github"],
)
def test_a_finding_is_written_as_people_and_services_read_it(name, found, expected):
    """Places are those of the file; what is invisible shows."""
    assert written(name, found) == expected


def test_full_shows_what_was_found_and_the_rule():
    """At most three lines of the text."""
    head, *excerpt, rule = written("full", LINES).splitlines()
    assert head == "c.txt:1:1: NAV010 above the article"
    assert excerpt == ["  | 首页", "  | 新闻", "  | 登录", "  | … 1 line more"]
    assert rule.startswith("  = around-the-article: ")


def test_grouped_names_a_file_once():
    """A blank line parts the files."""
    lines = written("grouped", TEXT, TEXT, RECORD).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["a/b.txt:", "", "a.jsonl:"]


@pytest.mark.parametrize("name", ["concise", "full", "grouped", "github"])
def test_text_of_a_corpus_steers_no_terminal_and_no_service(name):
    """Every line is one that the format begins itself, and all of it prints."""
    lines = written(name, EVIL).split("\n")
    assert all(line.isprintable() for line in lines)
    assert not any(line.startswith("::error") for line in lines)


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif"])
@pytest.mark.parametrize("found", [(), (TEXT,), ALL], ids=["nothing", "one", "several"])
def test_programs_get_one_valid_document(name, found):
    """In ASCII, whatever the text is; lone surrogates of names too."""
    odd = Shown("\udcff.txt", 1, 1, "CHR001", "a", "\ud800")
    text = written(name, *found, odd)
    assert text.isascii()
    assert json.loads(text)


def test_json_has_all_that_is_known():
    """And no record where there is none."""
    text, record = json.loads(written("json", TEXT, RECORD))
    assert text == {
        "file": "a/b.txt",
        "line": 3,
        "column": 4,
        "code": "CHR001",
        "note": "zero-width U+200B",
        "text": "\u200b",
        "rule": "zero-width-noise",
    }
    assert (record["record"], record["field"]) == (7, "data.text")


def test_gitlab_tells_findings_apart():
    """By a fingerprint that is the same in the next run."""
    prints = [one["fingerprint"] for one in json.loads(written("gitlab", *ALL))]
    assert len({*prints}) == len(ALL)
    assert prints == [one["fingerprint"] for one in json.loads(written("gitlab", *ALL))]


def test_sarif_names_every_rule_and_place():
    """As the standard asks: places in code points, paths as URIs."""
    (run,) = json.loads(written("sarif", TEXT, RECORD, EVIL))["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {r.code for r in RULES}
    assert run["columnKind"] == "unicodeCodePoints"
    text, record, evil = (one["locations"][0] for one in run["results"])
    assert text["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}
    assert record["physicalLocation"]["region"]["startLine"] == 7
    assert "data.text 2:5" in record["logicalLocations"][0]["fullyQualifiedName"]
    assert evil["physicalLocation"]["artifactLocation"]["uri"].isprintable()


@pytest.mark.parametrize("name", [*FORMATS])
def test_command_writes_each_format(cleanup, tmp_path, name):
    """One run of the command for each; it exits as ever."""
    (tmp_path / "a.txt").write_text(DIRTY)
    done = cleanup("check", "--output-format", name, "a.txt")
    assert done.returncode == 1
    assert b"a.txt" in done.stdout
    if name in ("json", "gitlab", "sarif"):
        assert json.loads(done.stdout)


def test_statistics_count_by_rule(cleanup, tmp_path):
    """The rule that found most comes first; nothing else is written."""
    (tmp_path / "a.txt").write_text("甲\u200b乙\u200b \n")
    done = cleanup("check", "--statistics", "a.txt")
    rows = [line.split() for line in done.stdout.decode().splitlines()]
    assert rows == [["2", "CHR001", "zero-width-noise"], ["1", "LAY002", "trailing-space"]]
    assert done.returncode == 1


def test_exit_zero_is_for_those_who_only_look(cleanup, tmp_path):
    """Findings are no failure then; an input that cannot be processed is."""
    (tmp_path / "a.txt").write_text(DIRTY)
    assert cleanup("check", "--exit-zero", "a.txt").returncode == 0
    assert cleanup("check", "--exit-zero", "a.txt", "missing.txt").returncode == 2
