"""People decide about removals: texts come back, and the next run does as told."""

from __future__ import annotations

import io
import json
import sys

import pytest

from cleanup.configuration import read
from cleanup.configuration.decisions import quoted, remember
from cleanup.errors import OutputError
from cleanup.overrule import Confirmed, Exemption
from tests.support.runs import files_of

pytestmark = pytest.mark.dedupe(False)

RIGHT = "欢迎关注我们"
WRONG = "老船工说，这条船他撑了四十年。"
RULE = (
    f'[[rules]]\ncode = "USR001"\nreason = "boilerplate"\nphrases = ["{WRONG}", "欢迎关注我们"]\n'
)
PAGES = {
    "a.txt": f"港务局昨天宣布停航。{WRONG}居民并不知道此事。\n欢迎关注我们\n",
    "b/c.txt": f"渡口每天有十二班船。{WRONG}票价还没有变化。\n欢迎关注我们\n",
    "d.txt": "天气一直很好，农民正在收割早稻。\n欢迎关注我们\n",
}


@pytest.fixture
def answered(inside, monkeypatch):
    """Run `cleanup review` with answers, one a line."""

    def run(answers, *arguments):
        stream = io.TextIOWrapper(io.BytesIO("".join(f"{a}\n" for a in answers.split()).encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        return inside("review", *(arguments or ("out",)))

    return run


@pytest.fixture
def made(inside, tmp_path):
    """A folder of results of which a wrong rule took something, and the folder of its inputs."""
    for name, text in PAGES.items():
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "cleanup.toml").write_text(RULE)
    assert inside("run", "pages", "-o", "out", "-q").returncode == 0
    assert WRONG not in (tmp_path / "out" / "a.txt").read_text()
    return tmp_path


def test_least_certain_comes_first_with_its_place(answered, made):  # the folder
    """Rule, reason, how many documents, and the text in what stays."""
    done = answered("q")
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert "1 of 2: USR001 boilerplate (50% sure), in 2 documents\n  a.txt:1\n" in shown
    assert f"港务局昨天宣布停航。«{WRONG}»居民并不知道此事。" in shown


def test_what_is_kept_comes_back_and_stays(inside, answered, made):
    """At once, with a record that still undoes all; and in the next run."""
    assert answered("k q").stderr.decode().endswith("texts came back into 2 documents\n")
    back = {name: text.replace("欢迎关注我们\n", "") for name, text in PAGES.items()}
    texts = {name: data.decode() for name, data in files_of(made / "out").items()}
    assert texts == back
    log = inside("log", "out", "--rule", "USR001").stdout.decode()
    assert WRONG not in log
    assert log.count("欢迎关注我们") == 3
    assert inside("run", "pages", "-o", "out", "-q").returncode == 0
    assert {name: data.decode() for name, data in files_of(made / "out").items()} == back
    assert read(made / "cleanup.toml").values["exemptions"] == (Exemption(text=WRONG),)
    inside("undo", "out")
    assert {name: data.decode() for name, data in files_of(made / "out").items()} == PAGES


@pytest.mark.parametrize(
    ("answers", "expected", "confirmed"),
    [
        ("r q", [], [Confirmed("USR001", WRONG)]),
        ("s r", [], [Confirmed("USR001", "欢迎关注我们")]),
        ("ra", [], [Confirmed("USR001")]),
        ("ka", [Exemption("USR001", path="**")], []),
        ("s k", [Exemption("USR001", text="欢迎关注我们")], []),
        ("k u r q", [], [Confirmed("USR001", WRONG)]),
        ("k u q", [], []),
        ("u nonsense q", [], []),
        ("", [], []),
        ("keep remove", [Exemption(text=WRONG)], [Confirmed("USR001", "欢迎关注我们")]),
    ],
)
def test_decisions_are_remembered(answered, made, answers, expected, confirmed):
    """As a text that is exempt, or one that need not be asked about again; the last is undone."""
    assert answered(answers).returncode == 0
    found = read(made / "cleanup.toml")
    assert [*found.values.get("exemptions", ())] == expected
    assert [*found.confirmed] == confirmed
    assert (made / "cleanup.toml").read_text().startswith(RULE)


def test_what_was_decided_is_not_asked_again(inside, answered, made):
    """And a decision that a removal is right changes no result."""
    before = files_of(made / "out")
    answered("r r")
    assert before == files_of(made / "out")
    done = answered("k")
    assert (done.returncode, done.stdout) == (0, b"")
    assert "decided already" in done.stderr.decode()
    assert "Nothing new" in inside("run", "pages", "-o", "out").stderr.decode()


def test_row_that_is_removed_is_no_decision_any_more(inside, answered, made):
    """The next run takes the text out again."""
    answered("k")
    (made / "cleanup.toml").write_text(RULE)
    inside("run", "pages", "-o", "out", "-q")
    assert WRONG not in (made / "out" / "a.txt").read_text()


def test_all_by_a_rule_come_back(inside, answered, made):
    """And stay in the next run."""
    answered("ka")
    assert {name: data.decode() for name, data in files_of(made / "out").items()} == PAGES
    inside("run", "pages", "-o", "out", "-q")
    assert {name: data.decode() for name, data in files_of(made / "out").items()} == PAGES


def test_records_come_back_too(inside, answered, tmp_path):
    """In a file of many, and where it was mended in place."""
    (tmp_path / "cleanup.toml").write_text(RULE)
    texts = [f"渡口每天有{n}班船。{WRONG if n % 9 == 0 else ''}票价没变。" for n in range(30)]
    lines = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts)
    (tmp_path / "a.jsonl").write_text(lines)
    (tmp_path / "b.txt").write_text(PAGES["a.txt"])
    assert inside("run", "--in-place", "a.jsonl", "b.txt", "-q").returncode == 0
    assert WRONG not in (tmp_path / "a.jsonl").read_text()
    done = answered("k", ".")
    assert "in 5 documents\n  a.jsonl:1:1\n" in done.stdout.decode()
    assert (tmp_path / "a.jsonl").read_text() == lines
    assert WRONG in (tmp_path / "b.txt").read_text()
    assert inside("undo", ".").returncode == 0
    assert (tmp_path / "b.txt").read_text() == PAGES["a.txt"]


@pytest.mark.dedupe(True)
def test_place_is_known_beside_records_that_were_left_out(inside, answered, tmp_path):
    """What stays is that of the right record, though copies do not lie there any more."""
    (tmp_path / "cleanup.toml").write_text(RULE)
    copied = "这一段文字在两个文件里都有，一字不差，讲的是码头扩建以后的情形，读者已经熟悉。" * 4
    others = [f"第{n}号渡口每天有{n}班船，由{n}位船工轮流照看。{WRONG}票价没变。" for n in (3, 5)]
    texts = [copied, others[0], copied, others[1]]
    lines = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts)
    (tmp_path / "a.jsonl").write_text(lines)
    assert inside("run", "a.jsonl", "-o", "out", "-q").returncode == 0
    assert len((tmp_path / "out" / "a.jsonl").read_text().splitlines()) == 3
    shown = answered("q").stdout.decode()
    assert f"a.jsonl:2:1\n    {others[0].replace(WRONG, f'«{WRONG}»')}" in shown


def test_file_that_was_changed_is_named(answered, made):
    """The others come back, and the exit code says so."""
    (made / "out" / "a.txt").write_text("other\n")
    done = answered("k")
    assert done.returncode == 2
    assert "out/a.txt: changed since it was cleaned" in done.stderr.decode()
    assert WRONG in (made / "out" / "b" / "c.txt").read_text()


def test_nothing_to_review_is_refused(inside, answered, tmp_path):
    """In one line: no record, no removals, nowhere to remember."""
    (tmp_path / "a").mkdir()
    assert "no record of cleanup" in answered("k", "a").stderr.decode()
    (tmp_path / "a" / "b.txt").write_text("天气很好。\n")
    inside("run", "a", "-o", "out")
    done = answered("k", "out")
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "cleanup: out: there is nothing to review\n",
    )
    assert answered("k", "out", "--no-config").returncode == 2


def test_hostile_text_is_escaped(inside, answered, tmp_path):
    """On the terminal and in the file of settings, which the text does not leave."""
    text = '欢迎\x1b[2J\u202e"\n[[rules]]\n关注'
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(f"船停了。\n{text}\n天晴了。\n")
    (tmp_path / "cleanup.toml").write_text(
        f'[[rules]]\ncode = "USR001"\nreason = "\\u001b[2J"\nphrases = [{quoted(text)}]\n'
    )
    inside("run", "pages", "-o", "out", "--select", "USR")
    done = answered("k")
    assert not {"\x1b", "\u202e"} & {*done.stdout.decode()}
    stated = (tmp_path / "cleanup.toml").read_text()
    assert not {"\x1b", "\u202e"} & {*stated}
    assert read(tmp_path / "cleanup.toml").values["exemptions"][0].text == text


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("cleanup.toml", "", '[[exemptions]]\ntext = "a"\n'),
        ("cleanup.toml", "jobs = 1", 'jobs = 1\n\n[[exemptions]]\ntext = "a"\n'),
        (
            "pyproject.toml",
            "[tool.cleanup]\njobs = 1\n",
            '[tool.cleanup]\njobs = 1\n\n[[tool.cleanup.exemptions]]\ntext = "a"\n',
        ),
    ],
)
def test_row_is_added_behind_all_else(tmp_path, name, before, after):
    """And read again."""
    path = tmp_path / name
    path.write_text(before)
    remember(path, [Exemption(text="a")])
    assert path.read_text() == after
    assert read(path).values["exemptions"] == (Exemption(text="a"),)


def test_row_that_cannot_be_added_is_refused(tmp_path):
    """The file stays as it is."""
    path = tmp_path / "cleanup.toml"
    path.write_text('exemptions = [{ text = "b" }]\n')
    with pytest.raises(OutputError, match=r"write .* as such tables"):
        remember(path, [Exemption(text="a")])
    assert path.read_text() == 'exemptions = [{ text = "b" }]\n'
