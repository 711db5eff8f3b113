"""Settings for some files alone, and exemptions: by text, by pattern, by rule and place."""

from __future__ import annotations

import json

import pytest

import cleanup
from cleanup import Exemption, PathSettings, Settings, SettingsError
from cleanup.runs.per_path import settings_for

pytestmark = pytest.mark.dedupe(False)

DIRTY = "近\u200b日，他來了 。\n他来了，  真的。 \n"


def levels(*tables):
    """Settings with a level for each path."""
    return Settings(per_path=tuple(PathSettings(path, level=level) for path, level in tables))


@pytest.mark.parametrize(
    ("tables", "name", "expected"),
    [
        ([("poems/", "safe")], "poems/a.txt", "safe"),
        ([("poems/", "safe")], "old/poems/deep/a.txt", "safe"),
        ([("/poems/", "safe")], "old/poems/a.txt", "standard"),
        ([("*.md", "safe")], "b/a.md", "safe"),
        ([("poems/*.txt", "safe")], "poems/deep/a.txt", "standard"),
        ([("a/**", "safe"), ("a/b/**", "aggressive")], "a/b/c.txt", "aggressive"),
        ([("a/b/**", "aggressive"), ("a/**", "safe")], "a/b/c.txt", "aggressive"),
        ([("a/**", "aggressive"), ("a/**", "safe")], "a/c.txt", "safe"),
        ([("poems/", "safe")], "poems.txt", "standard"),
        ([("poems/", "safe")], "s3://bucket/poems/a.txt", "safe"),
    ],
    ids=[
        "a folder",
        "a folder below",
        "a folder at the top alone",
        "by its end",
        "right in a folder",
        "the nearest",
        "the nearest, said first",
        "the later of two",
        "another name",
        "behind an address",
    ],
)
def test_nearest_goes_before_the_others(tables, name, expected):
    """Whatever the order in which they stand."""
    assert expected == settings_for(levels(*tables), name).level


def test_what_is_ignored_and_allowed_adds_up():
    """All that holds for a file, and what holds everywhere."""
    several = (PathSettings("a/", ignore=("CHR",), allow=("x",)), PathSettings("*.txt", ("LAY",)))
    found = settings_for(Settings(ignore=("PUN",), per_path=several), "a/b.txt")
    assert (found.ignore, found.allow) == (("PUN", "CHR", "LAY"), ("x",))
    assert settings_for(Settings(per_path=several), "b.md") == Settings()


def test_paths_begin_in_the_folder_of_the_settings(tmp_path, monkeypatch):
    """However a file is named."""
    settings = Settings(per_path=(PathSettings("/poems/", level="safe"),), root=str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("poems/a.txt", "./poems/a.txt", str(tmp_path / "poems" / "a.txt")):
        assert settings_for(settings, name).level == "safe"
    (tmp_path / "poems").mkdir()
    monkeypatch.chdir(tmp_path / "poems")
    assert settings_for(settings, "a.txt").level == "safe"


@pytest.mark.parametrize(
    ("exemption", "stays"),
    [
        (Exemption(text="近\u200b日"), ("\u200b",)),
        (Exemption(rule="CHR001", text="近\u200b日"), ("\u200b",)),
        (Exemption(rule="LAY", text="近\u200b日"), ()),
        (Exemption(pattern="近.日"), ("\u200b",)),
        (Exemption(rule="CHR", pattern="^近.*来"), ()),
        (Exemption(rule="LAY", path="a.txt"), (" \n",)),
        (Exemption(rule="LAY", path="b.txt"), ()),
        (Exemption(text="近\u200b日", path="b.txt"), ()),
    ],
)
def test_exemptions_hold_where_they_say(exemption, stays):
    """For a rule or all, for a text or what a pattern finds, for some files or all."""
    text = next(
        cleanup.clean_many([("a.txt", DIRTY)], Settings(exemptions=(exemption,)), recurrence=False)
    ).text
    assert stays == tuple(one for one in ("\u200b", " \n") if one in text)


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (Exemption, {}, "needs a text, a pattern, or a rule and a path"),
        (Exemption, {"rule": "NAV"}, "needs a text, a pattern, or a rule and a path"),
        (Exemption, {"text": " "}, "nothing but space"),
        (Exemption, {"text": "a", "pattern": "b"}, "not both"),
        (PathSettings, {"path": "a"}, "nothing is set"),
        (PathSettings, {"path": " ", "level": "safe"}, "names no files"),
        (PathSettings, {"path": "a", "allow": (" ",)}, "nothing but space"),
    ],
)
def test_wrong_values_are_refused(kind, values, said):
    """When they are stated."""
    with pytest.raises(SettingsError, match=said):
        kind(**values)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[[per-path]]\npath = "a"\nlevle = "safe"', ":3: no key is called 'levle'; did you mean"),
        ('[[per-path]]\npath = "a"\nlevel = "saef"', ":3: level: 'saef' is none of safe"),
        ('[[per-path]]\npath = "a"\nmost-loss = 2', ":1: most_loss: 2 is no number from 0 to 1"),
        ('[[per-path]]\npath = "a"\nignore = "NAV91"', ":1: no rule has the code or prefix"),
        ('[[per-path]]\nlevel = "safe"', ":1: there is no 'path'"),
        ('[per-path]\nlevel = "safe"', ":1: per-path is no array of tables"),
        ('[[exemptions]]\nrule = "NAV91"\ntext = "a"', ":1: no rule has the code or prefix"),
        ('[[exemptions]]\npattern = "a("', ":2: pattern: 'a(': missing )"),
        ("[[exemptions]]\ntext = 1", ":2: text: 1 is of the wrong kind"),
        ('[[confirmed]]\ntext = "a"', ":1: there is no 'rule'"),
        ("rules = [1]", ":1: 1 is no table"),
        ("jobs = 1\n\n[[rule]]\ncode = 'USR001'", ":3: no setting is called 'rule'; did you mean"),
        ("jobs = 1\n[rules]\ncode = 'USR001'", ":2: rules is no array of tables"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(inside, tmp_path, table, said):
    """In one line."""
    (tmp_path / "cleanup.toml").write_text(f"{table}\n")
    done = inside("config")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert f"{tmp_path}/cleanup.toml{said}" in line


def test_files_and_records_have_settings_of_their_own(inside, tmp_path):
    """Also with several processes, and `explain` knows; `config` shows them."""
    pages = tmp_path / "pages"
    (pages / "raw").mkdir(parents=True)
    for name in ("a", "raw/b"):
        (pages / f"{name}.txt").write_text(DIRTY)
        (pages / f"{name}.jsonl").write_text(f"{json.dumps({'text': DIRTY})}\n" * 3)
    (tmp_path / "cleanup.toml").write_text('[[per-path]]\npath = "pages/raw/"\nignore = "CHR"\n')
    assert inside("run", "pages", "-o", "out", "-q", "-j", "2").returncode == 0
    stays = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*.*l")
        if "u200b" in ascii(path.read_text()).replace("\\\\", "\\")
    }
    assert stays == {"raw/b.jsonl"}
    assert "\u200b" in (tmp_path / "out" / "raw" / "b.txt").read_text()
    assert "\u200b" not in (tmp_path / "out" / "a.txt").read_text()
    assert "CHR001 removed" in inside("explain", "pages/a.txt:1").stdout.decode()
    assert "CHR001" not in inside("explain", "pages/raw/b.txt:1").stdout.decode()
    shown = inside("config").stdout.decode()
    assert f'[[per-path]]  # {tmp_path}/cleanup.toml:1\npath = "pages/raw/"\n' in shown
    (tmp_path / "other.toml").write_text(shown)
    assert inside("config", "--config", "other.toml").returncode == 0
