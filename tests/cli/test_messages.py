"""Messages in the language of people: Chinese where the locale is, and English for programs."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import click
import polib
import pytest

from cleanup.cli import COMMANDS
from tests.support.paths import ROOT
from tests.support.runs import DIRTY
from tools.messages import CATALOGUES, compiled

PACKAGE = ROOT / "src" / "cleanup"
CATALOGUE = CATALOGUES / "zh" / "LC_MESSAGES" / "messages.po"
ENTRIES = list(polib.pofile(str(CATALOGUE)))
LOCALES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def trees(folder):
    """The syntax trees of a folder's modules."""
    return [ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py")]


def test_every_message_of_the_catalogue_is_still_said():
    """By the command, or by click; the system says what begins with what the shell says."""
    said = {
        node.value
        for tree in (*trees(PACKAGE), *trees(Path(click.__file__).parent))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    of_the_system = {
        "no such file or directory",
        "permission denied",
        "is a directory",
        "no space left on device",
        "file name too long",
    }
    assert [entry.msgid for entry in ENTRIES if entry.msgid not in said | of_the_system] == []


def test_every_message_that_is_looked_up_is_in_the_catalogue():
    """Those that are given as they stand; the words for commands and phases too."""
    wanted = {*COMMANDS.values(), "listing", "checking", "counting", "cleaning", "comparing"}
    for node in (node for tree in trees(PACKAGE) for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
            place = {"_": 0, "ngettext": 0, "plural": 0, "pgettext": 1}.get(node.func.id)
            wanted |= set(texts[place : place + 1]) if place is not None else set()
    assert wanted - {entry.msgid for entry in ENTRIES} == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.msgid[:30])
def test_translations_have_the_places_of_the_originals(entry):
    """And the same form of what is put there."""
    said = entry.msgstr or entry.msgstr_plural[0]
    places, originals = (
        {(name, form) for _, name, form, _ in Formatter().parse(text) if name}
        for text in (said, entry.msgid + entry.msgid_plural)
    )
    assert said
    assert places <= originals
    assert entry.msgid_plural or places == originals


def test_no_message_is_translated_twice():
    """Nor does one stand for a number of things and for something else."""
    keys = [(entry.msgctxt, entry.msgid) for entry in ENTRIES]
    assert len(keys) == len(set(keys))


def test_what_is_installed_is_what_is_written():
    """`make messages` was run."""
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(CATALOGUE)


SPOKEN = {
    "LANG": ({"LANG": "zh_CN.UTF-8"}, True),
    "another region": ({"LANG": "zh_TW.UTF-8"}, True),
    "LC_ALL": ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, True),
    "LANGUAGE": ({"LANGUAGE": "zh", "LANG": "en_US.UTF-8"}, True),
    "LANGUAGE of English": ({"LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, False),
    "another language": ({"LANG": "fr_FR.UTF-8"}, False),
    "none": ({"LANG": "C"}, False),
    "nothing": ({}, False),
}


@pytest.fixture
def speak(monkeypatch):
    """Set the locale of the environment."""

    def set_to(environment):
        for name in LOCALES:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

    return set_to


@pytest.mark.parametrize(("environment", "chinese"), SPOKEN.values(), ids=SPOKEN)
def test_the_environment_says_which_language(inside, speak, environment, chinese):
    """As gettext reads it."""
    speak(environment)
    said = inside("--help").stdout.decode()
    assert ("清理文件、文件夹或标准输入。" in said) is chinese
    assert ("Clean files, folders or standard input." in said) is not chinese


def test_a_run_speaks_chinese(inside, speak, tmp_path):
    """Its summary, what went wrong, and the report of `check`."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text(DIRTY)
    speak({"LANG": "zh_CN.UTF-8"})
    assert "1 篇文档，1 篇有改动，0 篇未处理" in inside("run", "texts").stderr.decode()
    assert "没有新内容：1 篇文档此前已清理。" in inside("run", "texts").stderr.decode()
    assert inside("check", "texts").stderr.decode() == "cleanup: 1 篇文档中有 1 处发现\n"
    wrong = inside("run", "texts/b.txt").stderr.decode()
    assert "cleanup: texts/b.txt: 没有这个文件或文件夹；是不是 'a.txt'？\n" in wrong
    assert "是不是想用 '--help'？" in inside("rules", "--hlep").stderr.decode()
    assert "没有选项 '--levl'" in inside("run", "--levl", "safe").stderr.decode()
    assert inside("undo", "texts.clean").stderr.decode().startswith("cleanup: 已还原 1 篇")


def test_what_programs_read_stays_english(inside, speak, tmp_path):
    """Findings in every form, and the record."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text(DIRTY)
    said = []
    for language in ("en", "zh"):
        speak({"LANGUAGE": language})
        inside("run", "texts", "-o", language)
        forms = ("concise", "json", "sarif")
        checked = [inside("check", "texts", "--output-format", form).stdout for form in forms]
        said.append((inside("log", language).stdout, inside("rules").stdout, checked))
    assert said[0] == said[1]


def test_no_catalogue_is_read_before_there_is_something_to_say(inside, speak, monkeypatch):
    """So the start is as fast as without one."""
    monkeypatch.setattr("gettext.translation", None)
    speak({"LANG": "zh_CN.UTF-8"})
    assert inside("--version").returncode == 0
