"""The HTML report of a folder: its figures, its samples, and that hostile text does nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from cleanup.errors import OutputError
from cleanup.report.html import page
from cleanup.report.overview import SORTS, overview

pytestmark = pytest.mark.dedupe(False)

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[31m&amp;"
SENTENCE = "港务局昨天宣布，新的渡轮航线将于下个月开通，每天往返十二班，票价与旧线相同。"
CHROME = "登录\n注册\n设为首页\n联系我们\n"
END = "相关阅读\n东岭港开通新航线\n版权所有 东岭信息网 京ICP备00000001号\n"
BODY = (
    "今年前三季度，东岭市规模以上工业增加值同比增长百分之八，增速居全省首位，其中高技术制造业最快。\n"
    "为筹集资金，东岭市发行了专项债券，用于港口扩建，预计明年完工，届时吞吐量将翻一番。\n"
)


class Elements(HTMLParser):
    """The elements of a page, with their attributes, and the text outside of scripts."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.text = [], []
        self._within = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._within = tag

    def handle_endtag(self, tag):  # noqa: ARG002  # as the library calls it
        self._within = ""

    def handle_data(self, data):
        if self._within not in ("script", "style"):
            self.text.append(data)


@pytest.fixture
def made(cleanup, tmp_path):
    """A folder of results of pages, one of them hostile, and what reports of it."""
    pages = tmp_path / "pages"
    (pages / "sub").mkdir(parents=True)
    for number in range(4):
        text = f"{CHROME}第{number}次报告\n2024-03-0{number + 1} 来源：东岭日报\n{BODY}{END}"
        (pages / "sub" / f"{number}.txt").write_text(text)
    (pages / "evil<b>.txt").write_text(f"{CHROME}{HOSTILE}\u200b\n{BODY}{END}{HOSTILE}\n")
    assert cleanup("run", "pages", "-o", "out").returncode == 0
    return tmp_path / "out"


def test_report_is_one_file_without_a_network(cleanup, made):
    """Nothing is fetched, and only its own style and script are let in."""
    assert cleanup("report", "out").returncode == 0
    source = made.with_name("out.html").read_text("utf-8")
    found = Elements(source)
    assert not [one for one in found.elements if {"src", "href", "srcset"} & one[1].keys()]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp", source)
    (policy,) = (a["content"] for t, a in found.elements if "http-equiv" in a)
    assert "default-src 'none'" in policy


def test_report_shows_what_was_done(cleanup, made):
    """Every rule that changed something, the documents, and what was removed, in its place."""
    cleanup("report", "out", "--sample", "50")
    text = "".join(Elements(made.with_name("out.html").read_text("utf-8")).text)
    for wanted in ("NAV002", "MET001", "site-header", "sub/0.txt", "设为首页", "第0次报告"):
        assert wanted in text


def test_text_of_a_corpus_stays_text(cleanup, made):
    """No element, no handler and no control character comes from it."""
    cleanup("report", "out", "--sample", "50")
    source = made.with_name("out.html").read_text("utf-8")
    found = Elements(source)
    assert [tag for tag, _ in found.elements].count("script") == 1
    assert "img" not in [tag for tag, _ in found.elements]
    assert not any(name.startswith("on") for _, attrs in found.elements for name in attrs)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", source)


def test_doubtful_sentences_come_first(cleanup, tmp_path):
    """A sentence that went with little confidence stands before chrome that went for sure."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(60):
        more = f"{SENTENCE}第{number}版。\n" if number in (7, 31) else ""
        text = f"{CHROME}报告{number}\n2024-03-01 来源：东岭日报\n{BODY}{END}网友评论\n{more}"
        (pages / f"{number}.txt").write_text(text)
    cleanup("run", "pages", "-o", "out")
    first = overview(tmp_path / "out", print, sample=20, seed=0).first
    assert [one for one in first if SENTENCE in one.text]


def test_report_depends_on_the_record_and_the_seed_alone(made):
    """The same again, byte for byte; another seed shows others."""
    one, again, other = (page(overview(made, print, sample=3, seed=seed)) for seed in (0, 0, 1))
    assert one == again
    assert one != other


def test_only_what_some_rules_did(made):
    """The figures are of these, too."""
    found = overview(made, print, sample=5, seed=0, rules=("NAV",))
    assert {row.name[:3] for row in found.rules} == {"NAV"}
    assert {one.rule[:3] for one in (*found.random, *found.first)} == {"NAV"}


def test_the_longest_stand_first(made):
    """If they are asked for; each text once, and the random sample is the same."""
    by_doubt, by_loss = (overview(made, print, sample=5, seed=0, sort=sort) for sort in SORTS)
    lost = [len(one.text) - len(one.replacement) for one in by_loss.first]
    assert lost == sorted(lost, reverse=True)
    assert lost[0] == max(len(one.text) for one in overview(made, print, sample=500, seed=0).random)
    assert by_loss.random == by_doubt.random
    assert "The longest first" in page(by_loss)
    assert "The longest first" not in page(by_doubt)


def test_card_says_what_was_done(cleanup, made):
    """Figures, rules, encodings, settings, and how to undo it, after fields in YAML."""
    done = cleanup("report", "out", "--card", "card.md")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[-1].endswith("card.md")
    text = made.with_name("card.md").read_text("utf-8")
    found = overview(made, print, sample=0, seed=0)
    assert text.startswith("---\n# made by cleanup ")
    assert 'pretty_name: "out"\nsize_categories:\n  - "n<1K"\n' in text
    assert f"| edits | {found.edits:,} |" in text
    assert f"| characters removed | {found.removed:,} |" in text
    for row in found.rules:
        assert re.search(rf"^\| {row.name} [\w-]+ \| {row.edits:,} \| ", text, re.MULTILINE)
    assert "| utf-8 | 5 |" in text
    assert "settings it has by default" in text
    assert "cleanup undo OUT" in text


def test_card_of_records_with_settings_of_its_own(cleanup, tmp_path):
    """Documents are the records; what was set stands there, whatever it holds."""
    lines = "".join(f'{{"text": "近\u200b日，第{n}座桥修好了。"}}\n' for n in range(7))
    (tmp_path / "a.jsonl").write_text(lines)
    cleanup("run", "a.jsonl", "-o", "<b>|x", "--allow", "</pre>```\n版权 \x1b[31m")
    assert cleanup("report", "<b>|x", "--card", "card.md").returncode == 0
    text = (tmp_path / "card.md").read_text("utf-8")
    assert "| documents that were read | 7 |\n| files they came from | 1 |" in text
    assert "# &#60;b&#62;&#124;x" in text
    assert "\x1b" not in text
    (line,) = (line for line in text.splitlines() if "</pre>" in line)
    assert line.startswith("     ")
    assert "版权" in line


def test_card_stands_for_all_rules_and_replaces_no_other_file(cleanup, made):
    """A card is written over a card alone."""
    assert cleanup("report", "out", "--card", "card.md", "--rule", "NAV").returncode == 2
    assert cleanup("report", "out", "--card", "x", "-o", "./x").returncode == 2
    target = made.with_name("card.md")
    target.write_text("mine")
    assert cleanup("report", "out", "--card", "card.md").returncode == 2
    assert target.read_text() == "mine"
    assert not made.with_name("out.html").exists()
    assert cleanup("report", "out", "--card", "card.md", "--force").returncode == 0
    assert cleanup("report", "out", "--card", "card.md").returncode == 0


def test_figures_are_those_of_the_run(made):
    """Documents, edits and characters, by rule and by folder."""
    found = overview(made, print, sample=5, seed=0)
    assert (found.documents, found.changed) == (5, 5)
    assert sum(row.edits for row in found.rules) == found.edits
    assert sum(row.edits for row in found.folders) == found.edits
    assert {row.name for row in found.folders} == {"", "sub"}
    assert all(0 < row.share < 1 for row in found.lost_most)


def test_records_of_a_file_of_many_count_as_documents(cleanup, tmp_path):
    """Each by itself, in the figures of rules and among those that lost most."""
    texts = (f"第{number}天" + "\u200b近日。" * number for number in range(4))
    rows = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    (tmp_path / "pages.jsonl").write_text(rows)
    assert cleanup("run", "pages.jsonl", "-o", "out").returncode == 0
    found = overview(tmp_path / "out", print, sample=5, seed=0)
    assert (found.documents, found.files, found.changed) == (4, 1, 3)
    assert [(row.name, row.documents) for row in found.rules] == [("CHR001", 3)]
    assert [row.name for row in found.lost_most] == [f"pages.jsonl:{at}" for at in (4, 3, 2)]


@pytest.mark.dedupe(True)
def test_copies_stand_beside_what_is_kept(cleanup, tmp_path):
    """With the texts in which they differ."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(f"{BODY}{SENTENCE}\n")
    (pages / "b.txt").write_text(f"{BODY}{SENTENCE.replace('宣布', '公布')}\n")
    cleanup("run", "pages", "-o", "out")
    (copy,) = overview(tmp_path / "out", print, sample=5, seed=0).copies
    assert {copy.doc, copy.kept} == {"a.txt", "b.txt"}
    assert any({"宣", "公"} & {*"".join(pair)} for pair in copy.differs)


def test_other_files_are_not_overwritten(cleanup, made):
    """A report is replaced, anything else only by --force."""
    target = made.with_name("out.html")
    target.write_text("mine")
    assert cleanup("report", "out").returncode == 2
    assert target.read_text() == "mine"
    assert cleanup("report", "out", "--force").returncode == 0
    assert cleanup("report", "out").returncode == 0
    assert cleanup("report", "out", "-o", "other.html").returncode == 0


def test_report_may_be_read_by_those_who_may_read_the_record(cleanup, made):
    """It holds the same text."""
    os.chmod(made / ".cleanup" / "manifest.json", 0o600)  # noqa: PTH101  # as a umask would
    cleanup("report", "out")
    assert made.with_name("out.html").stat().st_mode & 0o077 == 0


def test_folder_without_a_record_is_refused(cleanup, tmp_path):
    """In one line."""
    done = cleanup("report", ".")
    assert done.returncode == 2
    assert b"no record" in done.stderr
    with pytest.raises(OutputError):
        overview(tmp_path, print, sample=1, seed=0)


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium")
def test_browser_shows_it_and_runs_nothing_else(cleanup, made):
    """The page as headless Chromium has it after its script ran: no alert, no error."""
    cleanup("report", "out", "--sample", "50")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    url = made.with_name("out.html").as_uri()
    done = subprocess.run([*command, url], capture_output=True, check=True, timeout=120)
    shown = Elements(done.stdout.decode())
    assert ("html", {"lang": "en"}) in shown.elements
    assert "NAV002" in "".join(shown.text)
