"""The library: what the commands do, for programs, which hear of it and see nothing printed."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from math import inf
from typing import get_args

import pytest

import cleanup
from cleanup import events
from cleanup.cli.check import command as check
from cleanup.settings import CHOICES, RANGES, Engine, Plan, Settings, default
from tests.support.articles import article, dirty, put
from tests.support.folders import SITES
from tests.support.paths import ROOT

A, B = article(0), article(1)
PAGES, ARTICLES = SITES["news in Simplified Chinese"]


@pytest.fixture
def told(capfd):
    """A list of what was told; nothing may have been printed when the test is over."""
    heard = []
    yield heard
    assert capfd.readouterr() == ("", "")


def of_kind(told, kind):
    return [event for event in told if isinstance(event, kind)]


def test_dir_shows_the_public_names():
    """And nothing else; each is there, and documented."""
    assert {*dir(cleanup)} == {*cleanup.__all__, "__version__"}
    for name in cleanup.__all__:
        value = getattr(cleanup, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert inspect.getdoc(value), name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'celan'"):
        _ = cleanup.celan


@pytest.mark.parametrize("event", get_args(events.Event))
def test_an_event_is_documented_and_frozen(event):
    assert event.__doc__.strip().endswith(".")
    assert event.__dataclass_params__.frozen


def test_clean_many_has_a_result_for_each_source(told):
    """In their order; a failure is one of them."""
    got = list(
        cleanup.clean_many([dirty(A), B.encode("gb18030"), ("odd", "\ud800"), b"%PDF-1.4\n\0"])
    )
    assert [result.text for result in got[:2]] == [A, B]
    assert got[0].restore() == dirty(A)
    assert [type(failed) for failed in got[2:]] == [cleanup.Failed] * 2
    assert [failed.name for failed in got[2:]] == ["odd", "3"]
    assert "PDF" in got[3].reason
    assert not told


def test_clean_many_counts_what_recurs():
    """As a run on their folder does; sites are told apart by the folders in their names."""
    pages = [page.encode() for page in PAGES]
    alone = [result.text for result in cleanup.clean_many(pages, recurrence=False)]
    assert alone == [cleanup.clean(page).text for page in pages]
    together = [result.text for result in cleanup.clean_many(pages)]
    assert [text.split() for text in together] == [text.split() for text in ARTICLES]
    named = [(f"site/{number}", page) for number, page in enumerate(PAGES)]
    assert [result.text for result in cleanup.clean_many(named)] == together
    apart = [(f"{number}/page", page) for number, page in enumerate(PAGES)]
    assert [result.text for result in cleanup.clean_many(apart)] == alone


def test_clean_many_takes_sources_as_they_come():
    """Without recurrence, none before it is asked for; a wrong code is refused before that."""
    endless = (text for text in iter(lambda: A, None))
    assert next(cleanup.clean_many(endless, recurrence=False)).text == A
    with pytest.raises(cleanup.SettingsError):
        cleanup.clean_many(endless, Settings(select=("XYZ",)), recurrence=False)


def test_clean_batch_is_what_a_spark_job_calls():
    """Columns come in and go out; a bad row costs itself alone."""
    rows = {"id": ["a", "b", "c"], "text": [dirty(A), bytearray(B.encode()), None]}
    got = cleanup.clean_batch(rows, Settings(select=("CHR", "ENC")))
    assert list(got) == [column.split()[0] for column in cleanup.BATCH_SCHEMA.split(", ")]
    assert got["id"] == ["a", "b", "c"]
    assert got["text"][0] == A
    assert got["text"][2] is None
    assert got["edits"][0] == 1
    assert json.loads(got["metadata"][0]) == {}
    assert got["error"] == [None, None, "neither a text nor bytes, but NoneType"]


def test_clean_folder_tells_what_it_does(tmp_path, told):
    """The first run cleans, the second finds all up to date, and what is gone is an orphan."""
    pages, out = tmp_path / "pages", tmp_path / "out"
    put(pages, {"a": dirty(A), "b": A, "c": B, "x.json": "{}"})
    (pages / "link").symlink_to("/etc/hostname")
    cleanup.clean_folder([pages], out, tell=told.append)
    assert {event.name for event in of_kind(told, events.Cleaned)} == {
        str(pages / name) for name in "abc"
    }
    assert {event.folder for event in of_kind(told, events.Cleaned)} == {str(out)}
    (copy,) = of_kind(told, events.CopyFound)
    assert (copy.name, copy.kept, copy.code) == ("a", "b", "DUP001")
    assert (copy.removed, copy.folder) == (True, str(out))
    assert of_kind(told, events.PassedOver) == [events.PassedOver(str(pages / "x.json"), "JSON")]
    assert of_kind(told, events.LinkPassedOver) == [events.LinkPassedOver(str(pages / "link"))]
    *_, last = (one for one in of_kind(told, events.Progress) if one.phase == "cleaning")
    assert (last.done, last.total) == (4, 4)
    assert (out / "b").read_text() == A
    told.clear()
    (pages / "c").unlink()
    cleanup.clean_folder([pages], str(out), tell=told.append)
    assert {event.name for event in of_kind(told, events.UpToDate)} == {"a", "b"}
    assert of_kind(told, events.Orphaned) == [events.Orphaned("c")]
    told.clear()
    cleanup.clean_folder(str(pages), out, plan=Plan(prune=True), tell=told.append)
    assert of_kind(told, events.Pruned) == [events.Pruned("c")]
    assert not (out / "c").exists()


def test_the_manifest_has_the_counts_of_the_events(tmp_path, told):
    """Whoever listens, and whoever does not, finds the same figures in the record."""
    put(tmp_path / "pages", {"a": dirty(A), "b": A, "c": b"%PDF-1.4\n\0"})
    for out in ("heard", "unheard"):
        tell = {"tell": told.append} if out == "heard" else {}
        cleanup.clean_folder([tmp_path / "pages"], tmp_path / out, **tell)
    counts = [
        json.loads((tmp_path / out / ".cleanup" / "manifest.json").read_text())["counts"]
        for out in ("heard", "unheard")
    ]
    assert counts[0] == counts[1]
    assert counts[0]["documents"] == len(of_kind(told, events.Cleaned)) == 2
    assert counts[0]["left_out"] == len(of_kind(told, events.CopyFound)) == 1
    assert counts[0]["edits_by_rule"] == {"CHR001": 1, "DUP001": 1}


def test_clean_folder_names_a_folder_that_is_taken(tmp_path, told):
    put(tmp_path / "pages", {"a": A})
    put(tmp_path / "out", {"mine": "x"})
    with pytest.raises(cleanup.OutputError, match=r"out: is not empty and not made by cleanup"):
        cleanup.clean_folder([tmp_path / "pages"], tmp_path / "out", tell=told.append)
    cleanup.clean_folder([tmp_path / "pages"], tmp_path / "out", plan=Plan(force=True))
    assert (tmp_path / "out" / "a").read_text() == A


def test_clean_in_place_and_undo(tmp_path, told):
    """Copies stay, and are told; undo gives back the very bytes."""
    before = {"a": dirty(A).encode("gb18030"), "b": A.encode()}
    put(tmp_path / "pages", before)
    cleanup.clean_in_place([tmp_path / "pages"], tell=told.append)
    changed = {event.name[-1]: event.changed for event in of_kind(told, events.Cleaned)}
    assert changed == {"a": True, "b": False}
    (copy,) = of_kind(told, events.CopyFound)
    assert (copy.removed, copy.folder) == (False, str(tmp_path / "pages"))
    assert (tmp_path / "pages" / "a").read_text("utf-8") == A
    told.clear()
    cleanup.undo(tmp_path / "pages", tell=told.append)
    assert told == [events.Restored("a", exact=True)]
    assert {name: (tmp_path / "pages" / name).read_bytes() for name in before} == before


def test_clean_in_place_keeps_originals(tmp_path, told):
    put(tmp_path, {"a": dirty(A)})
    cleanup.clean_in_place([tmp_path / "a"], ".orig", tell=told.append)
    assert (tmp_path / "a.orig").read_text("utf-8") == dirty(A)
    assert of_kind(told, events.Failed) == []


def test_undo_elsewhere(tmp_path, told):
    """The decoded texts, where they are asked for; a result that was changed fails by itself."""
    put(tmp_path / "pages", {"a": dirty(A), "b": B})
    cleanup.clean_folder([tmp_path / "pages"], tmp_path / "out")
    (tmp_path / "out" / "b").write_text("mine")
    cleanup.undo(tmp_path / "out", tmp_path / "before", tell=told.append)
    assert of_kind(told, events.Restored) == [events.Restored("a", exact=True)]
    (failed,) = of_kind(told, events.Failed)
    assert failed.reason == "changed since it was cleaned; left as it is"
    assert (tmp_path / "before" / "a").read_text("utf-8") == dirty(A)
    with pytest.raises(cleanup.OutputError, match="no record of cleanup"):
        cleanup.undo(tmp_path / "pages")


def test_what_nobody_means_is_refused(tmp_path):
    """The characters of a text as documents, the working folder as '', a folder in a suffix."""
    for function in (cleanup.clean_many, cleanup.find_copies):
        with pytest.raises(TypeError, match="one text is no list"):
            function(A)
    with pytest.raises(cleanup.InputError, match="an empty path"):
        cleanup.clean_folder([""], tmp_path)
    with pytest.raises(cleanup.InputError, match="an empty path"):
        cleanup.clean_in_place("")
    with pytest.raises(cleanup.SettingsError, match="it has a slash"):
        cleanup.clean_in_place(tmp_path, "/x")


def test_find_copies():
    """Of copies the first is kept; passages that others share come after them."""
    quoted = article(0, 18)
    passage = quoted.split("\n\n")[0]
    quoting = [f"{passage}\n\n{article(number, 30)}" for number in range(2, 6)]
    sources = [B, ("named", quoted), quoted, *quoting]
    copy, *passages = cleanup.find_copies(sources)
    assert copy == events.CopyFound("2", "named", "DUP001", "the same text", 1.0)
    assert passages == [
        events.PassagesFound(name, (events.SharedPassage(0, 5, "named"),))
        for name in ("named", "3", "4", "5", "6")
    ]
    assert cleanup.find_copies(sources, plan=Plan(dedupe=False)) == []
    assert cleanup.find_copies([A]) == []
    with pytest.raises(cleanup.InputError, match="surrogate"):
        cleanup.find_copies([A, "\ud800"])


def test_explain(tmp_path):
    """A text, bytes, or a file that is judged with the others of its folder."""
    number = (
        PAGES[0]
        .split("\n")
        .index("凡本网注明来源的作品，版权均属东岭新闻网，未经书面授权不得转载。")
        + 1
    )
    for source in (PAGES[0], PAGES[0].encode("gb18030")):
        assert cleanup.explain(source, number).text.startswith("凡本网注明来源的作品")
    put(tmp_path, {f"{at}.txt": page for at, page in enumerate(PAGES)})
    found = cleanup.explain_file(tmp_path / "0.txt", number)
    assert found.label == "chrome"
    assert any(edit.code == "NAV008" for edit in found.edits)
    with pytest.raises(cleanup.InputError, match="there is no line 0"):
        cleanup.explain(A, 0)


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        (Settings, {"level": "safee"}, "level: 'safee' is none of .*; did you mean 'safe'?"),
        (Settings, {"script": "hantt"}, "did you mean 'hant'?"),
        (
            Settings,
            {"input_format": "pdf"},
            "'pdf' is none of auto, text, markdown, html, .*, warc$",
        ),
        (Settings, {"most_loss": 1.5}, "most_loss: 1.5 is no number from 0 to 1"),
        (Settings, {"max_size": 0}, "max_size: 0 is no number of 1 or more"),
        (Settings, {"encoding": "gb1803"}, "no text encoding is called 'gb1803'; .*'gb18030'?"),
        (Settings, {"select": "MOJ"}, "select: 'MOJ' is no tuple of rule codes"),
        (Plan, {"similarity": 0.3}, "similarity: 0.3 is no number from 0.5 to 1"),
        (Plan, {"engine": "sparc"}, "did you mean 'spark'?"),
        (Plan, {"jobs": -1}, "jobs: -1 is no number of 0 or more"),
        (Plan, {"memory": "1GB"}, "memory: '1GB' is no number"),
    ],
)
def test_wrong_settings_are_refused(kind, values, message):
    with pytest.raises(cleanup.SettingsError, match=message):
        kind(**values)


def test_a_wrong_code_is_told_with_the_nearest_right_one():
    with pytest.raises(cleanup.SettingsError, match=r"'MOJO'; see `cleanup rules`; .* 'MOJ'?"):
        cleanup.clean("x", Settings(select=("MOJO",)))


def test_the_command_has_the_settings_of_the_library():
    """Every option of a setting has its default, its choices and its range."""
    options = {option.name: option for option in check.params}
    settings = [field.name for kind in (Settings, Plan) for field in fields(kind)]
    assert {*CHOICES, *RANGES} <= {*settings}
    for name in {*settings} & {*options}:
        option = options[name]
        if name in CHOICES:
            assert tuple(option.type.choices) == CHOICES[name]
        if name in ("most_loss", "similarity"):
            assert (option.type.min, option.type.max) == RANGES[name]
        if name in ("encoding", "input_format", "level", "most_loss", "script", "similarity"):
            assert option.default == default(name)
    assert get_args(Engine) == CHOICES["engine"]


def test_the_documentation_has_the_settings_of_the_library():
    """All of them, with their choices, ranges and defaults."""
    text = (ROOT / "docs" / "library.md").read_text("utf-8")
    rows = [row.strip("| ").split(" | ") for row in text.splitlines() if row.startswith("| `")]
    documented = {name.strip("`, "): row[1:] for row in rows for name in row[0].split(", ")}
    for kind in (Settings, Plan):
        for name in (field.name for field in fields(kind)):
            owner, values, shown = documented.pop(name)
            assert owner == kind.__name__
            assert values == ", ".join(CHOICES.get(name, ())) or name not in CHOICES
            least, most = RANGES.get(name, (None, inf))
            assert (
                least is None or (f"{least} to {most}" if most < inf else f"{least} or") in values
            )
            assert default(name) in ((), "") or shown.startswith(str(default(name)))
    assert documented == {}


@pytest.mark.parametrize("block", [0, 1, 2, 3, 4])
def test_examples_of_the_documentation(tmp_path, block):
    """They run as they stand."""
    text = (ROOT / "docs" / "library.md").read_text("utf-8")
    example = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[block]
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(next((ROOT / "seeds").glob("*.txt")), tmp_path / "page.txt")
    done = subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_empty_document_among_others_is_written(inside, tmp_path):
    """As nothing at all."""
    put(tmp_path, {"a": A, "b": "", "c": B})
    done = inside("run", "a", "b", "c")
    assert (done.returncode, done.stdout.decode()) == (0, A + B)
