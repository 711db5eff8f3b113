"""Rules of the user's own: what they do, that it is recorded, and what of them is refused."""

from __future__ import annotations

import json
import pickle
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup import Settings, SettingsError, UserRule
from cleanup.pipeline import chosen
from cleanup.record.fingerprint import fingerprint
from cleanup.text.literals import Literals

TEXT = "港务局昨天宣布，新航线下月开通。\n欢迎关注东岭信息网\n每天十二班。\n"
PHRASE = UserRule("USR001", "the site's greeting", phrases=("欢迎关注",))


def cleaned(text, *rules, **settings):
    """What becomes of a text by some rules of the user's own besides all others."""
    return cleanup.clean(text, Settings(rules=rules, **settings))


def stated(**values):
    """A rule with these values, and a code and a reason."""
    return UserRule(**{"code": "USR001", "reason": "why", **values})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"phrases": ("欢迎关注",)}, TEXT.replace("欢迎关注", "")),
        ({"phrases": ("欢迎", "欢迎关注东岭")}, TEXT.replace("欢迎关注东岭", "")),
        ({"phrases": ("关注",), "action": "remove-line"}, TEXT.replace("欢迎关注东岭信息网\n", "")),
        (
            {"phrases": ("东岭",), "action": "replace", "replacement": "东嶺"},
            TEXT.replace("东岭", "东嶺"),
        ),
        ({"patterns": ("^欢迎.*$",)}, TEXT.replace("欢迎关注东岭信息网\n", "\n")),
        ({"patterns": ("[十]+二",), "phrases": ("班",)}, TEXT.replace("十二班", "")),
        ({"patterns": ("x*",)}, TEXT),
        ({"phrases": ("不在这里",)}, TEXT),
    ],
    ids=[
        "a phrase",
        "the longer of two",
        "the line that holds it",
        "another text",
        "a pattern of a line",
        "a pattern and a phrase",
        "a pattern of nothing",
        "nothing found",
    ],
)
def test_rule_does_what_it_says(values, expected):
    """It is recorded with its reason, taken back, and a second cleaning finds nothing to do."""
    result = cleaned(TEXT, stated(**values))
    assert expected == result.text
    assert TEXT == result.restore()
    edits = [edit for step in result.history for edit in step.edits if edit.code == "USR001"]
    assert {(edit.note, edit.confidence) for edit in edits} <= {("why", 0.5)}
    assert bool(edits) == (expected != TEXT)
    assert expected == cleaned(expected, stated(**values)).text


def test_user_rules_come_after_the_judge_and_before_the_layout():
    """So they see the article, and what they leave blank is put in order."""
    result = cleaned(f"{TEXT}\n欢迎\n\n结束。\n", stated(phrases=("欢迎",), action="remove-line"))
    assert [step.stage for step in result.history] == ["user", "compose"]
    assert "\n\n\n" not in result.text


@pytest.mark.parametrize(
    ("select", "ignore", "goes"),
    [((), (), True), ((), ("USR",), False), (("USR001",), (), True), (("CHR",), (), False)],
)
def test_user_rules_are_chosen_as_all_others(select, ignore, goes):
    """By code and by prefix."""
    assert ("欢迎" not in cleaned(TEXT, PHRASE, select=select, ignore=ignore).text) == goes


def test_user_rules_leave_what_is_allowed():
    """As the built-in ones do."""
    assert TEXT == cleaned(TEXT, PHRASE, allow=("关注东岭",)).text


def test_user_rules_leave_code_in_markdown(inside, tmp_path):
    """And mend the prose around it."""
    text = "# 东岭\n\n欢迎关注我们。\n\n```\n欢迎关注\n```\n"
    (tmp_path / "a.md").write_text(text)
    (tmp_path / "cleanup.toml").write_text(
        '[[rules]]\ncode = "USR001"\nreason = "why"\nphrases = "欢迎关注"\n'
    )
    assert inside("run", "a.md").stdout.decode() == text.replace("欢迎关注我们", "我们")


def test_settings_with_rules_travel_and_are_told_apart():
    """To other processes; and a second run notices another reason."""
    settings = Settings(rules=(PHRASE,))
    assert settings == pickle.loads(pickle.dumps(settings))  # noqa: S301  # our own
    assert fingerprint(settings) != fingerprint(Settings())
    assert fingerprint(settings) != fingerprint(Settings(rules=(stated(phrases=("欢迎关注",)),)))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"code": "usr001"}, "'usr001' is not three capital letters and three figures"),
        ({"reason": " "}, "gives no reason"),
        ({"phrases": ()}, "neither phrases nor patterns"),
        ({"phrases": (" ",)}, "nothing but space"),
        ({"phrases": "a"}, "phrases: 'a' is of the wrong kind"),
        ({"phrases": (1,)}, "has more in it than texts"),
        ({"examples": (("a", "b", "c"),)}, "has more in it than texts"),
        ({"action": "delete"}, "'delete' is none of remove, remove-line, replace"),
        ({"action": "replace"}, "needs a replacement"),
        ({"replacement": "b"}, "has no replacement"),
        ({"confidence": 1.5}, "1.5 is no number from 0 to 1"),
        ({"confidence": True}, "True is of the wrong kind"),
    ],
)
def test_wrong_values_are_refused(values, said):
    """When the rule is stated."""
    with pytest.raises(SettingsError, match=said):
        stated(**{"phrases": ("a",), **values})


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([stated(code="NAV001", phrases=("a",))], "NAV is taken"),
        ([stated(phrases=("a",)), stated(phrases=("b",))], "'USR001' stands twice"),
        ([stated(patterns=("a(b",))], r"pattern: 'a\(b': missing \)"),
        ([stated(patterns=(r"(a)\1",))], "invalid escape sequence"),
        ([stated(phrases=("a",), action="replace", replacement="ba")], "finds what it puts"),
    ],
)
def test_wrong_rules_are_refused(rules, said):
    """Before any document is cleaned."""
    with pytest.raises(SettingsError, match=said):
        chosen(Settings(rules=tuple(rules)))


def test_patterns_need_their_extra(monkeypatch):
    """Which is named; phrases need none."""
    monkeypatch.setitem(sys.modules, "re2", None)
    assert "欢迎" not in cleaned(TEXT, PHRASE).text
    with pytest.raises(SettingsError, match=r"USR001: patterns need google-re2.*\[patterns\]"):
        cleaned(TEXT, stated(patterns=("only in this test",)))


def test_time_grows_with_the_text_alone():
    """A pattern on which other engines never end, and phrases that nearly fit everywhere."""
    rule = stated(patterns=("(a+)+b",), phrases=tuple("a" * n + "c" for n in range(1, 200)))
    find = next(rule.find for rule in chosen(Settings(rules=(rule,))).user)
    start = time.process_time()
    assert find("a" * 20_000) == []
    assert time.process_time() - start < 2


@given(st.lists(st.text("甲乙丙\n", min_size=1), min_size=1), st.text("甲乙丙丁\n"))
def test_literals_are_found_as_an_alternation_finds_them(texts, text):
    """The first in the text, and of those the longest."""
    expected, at = [], 0
    while at < len(text):
        length = max((len(t) for t in texts if text.startswith(t, at)), default=0)
        if length:
            expected.append((at, at + length))
        at += length or 1
    assert expected == Literals(texts).spans(text)


@given(st.text("欢迎关注甲\n。", max_size=40), st.sampled_from(["remove", "remove-line"]))
def test_cleaning_twice_is_cleaning_once(text, action):
    """Whatever the rule leaves, it finds nothing in it."""
    rule = stated(phrases=("关注", "欢迎甲"), action=action)
    once = cleaned(text, rule)
    assert once.text == cleaned(once.text, rule).text
    assert text == once.restore()


def test_examples_are_tried(inside, tmp_path):
    """Each that does not hold is one line, and the exit code says so."""
    rule = '[[rules]]\ncode = "USR001"\nreason = "why"\nphrases = "欢迎"\n'
    (tmp_path / "cleanup.toml").write_text(
        f'{rule}examples = [["欢迎您", "您"], ["a", "b\\u001b"]]\nkeeps = ["您", "欢迎"]\n'
    )
    done = inside("check", "--rules")
    assert (done.returncode, done.stdout.decode().splitlines()) == (
        1,
        [
            "USR001: example 2: «a» becomes «a», not «b\\x1b»",
            "USR001: text to keep 2: «欢迎» becomes «», not «欢迎»",
        ],
    )
    (tmp_path / "cleanup.toml").write_text(f'{rule}examples = [["欢迎您", "您"]]\n')
    assert inside("check", "--rules").returncode == 0
    assert inside("check", "--rules", "--no-config").returncode == 2
    assert inside("check", "--rules", "a.txt").returncode == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../secret", "is no file beside the settings"),
        ("/etc/hostname", "is no file beside the settings"),
        ("link", "is a link"),
        ("none.txt", "no such file"),
        ("binary", "is not UTF-8"),
    ],
)
def test_phrases_come_from_a_file_beside_the_settings(inside, tmp_path, name, said):
    """Not from elsewhere, whoever brings the settings."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    (tmp_path / "link").symlink_to("/etc/hostname")
    (tmp_path / "cleanup.toml").write_text(
        f'[[rules]]\ncode = "USR001"\nreason = "why"\nphrases-file = "{name}"\n'
    )
    done = inside("config")
    assert done.returncode == 2
    assert f"{tmp_path}/cleanup.toml:4: {name!r}" in done.stderr.decode()
    assert said in done.stderr.decode()


def test_rules_of_the_file_hold_in_records_and_workers(inside, tmp_path):
    """They are listed, explained, recorded, and taken back by their code."""
    (tmp_path / "phrases.txt").write_text("欢迎关注\n\n")
    (tmp_path / "cleanup.toml").write_text(
        '[[rules]]\ncode = "USR001"\nreason = "why"\nphrases-file = "phrases.txt"\n'
    )
    pages = tmp_path / "pages"
    pages.mkdir()
    records = [{"text": f"第{n}号公告，欢迎关注我们。"} for n in range(40)]
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records)
    (pages / "a.jsonl").write_text(lines)
    for number in range(4):
        (pages / f"{number}.txt").write_text(f"第{number}号。\n欢迎关注我们。\n")
    assert inside("rules").stdout.decode().splitlines()[-1].startswith("USR001")
    assert "why" in inside("explain", "USR001").stdout.decode()
    assert inside("run", "pages", "-o", "out", "--no-dedupe", "-j", "2").returncode == 0
    out = tmp_path / "out"
    assert (out / "a.jsonl").read_text() == lines.replace("欢迎关注", "")
    assert (out / "1.txt").read_text() == "第1号。\n我们。\n"
    assert len(inside("log", "out", "--rule", "USR001").stdout.splitlines()) == 44
    assert inside("undo", "out", "--rule", "USR001").returncode == 0
    assert (out / "a.jsonl").read_text() == lines
