"""What is read from the lines that go, and where it is put: front matter, JSON Lines, record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cleanup as library
from cleanup.errors import InputError
from cleanup.model import FIELDS, Document
from cleanup.page.dates import iso
from cleanup.page.facts import MAX_NAME, name, section, stated
from cleanup.page.segment import segment
from cleanup.rules.metadata.front_matter import front_matter, front_matter_of
from cleanup.settings import Settings
from cleanup.stages.edits import apply, decide
from cleanup.text.folding import fold
from cleanup.text.quoting import quoted
from tests.support.damaged_texts import texts
from tests.support.paths import SEEDS

FRONT = Settings(front_matter=True)
BODY = (
    "今年前三季度，东岭市规模以上工业增加值同比增长百分之八，增速居全省首位，其中制造业最快。\n"
    "与此同时，科技金融支撑更加有力，整合设立总规模五十亿元的风投基金，企业融资难题得到缓解。\n"
)
HEADLINE = "东岭工业稳步增长"
PAGE = (
    f"首页 > 新闻 > 地方 > 正文\n{HEADLINE}\n2024-03-05 10:20 来源：东岭日报 作者：李某\n{BODY}"
    "责任编辑：王某\n"
)
BLOCK = (
    f'---\ntitle: "{HEADLINE}"\ndate: "2024-03-05T10:20:00"\nsource: "东岭日报"\nauthor: "李某"\n'
    'editor: "王某"\nsection: "地方"\n---\n\n'
)
CLEAN = f"{HEADLINE}\n{BODY}"
POST = "---\r\nlayout: post\r\ntags:\r\n  - 港口  \r\n\r\n# 注\r\n---\r\n"


def block(line):
    return segment(line).blocks[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月5日 14:30", "2024-03-05T14:30:00"),
        ("2024年03月05日10:20", "2024-03-05T10:20:00"),
        ("2024年3月5日 下午2点30分", "2024-03-05T14:30:00"),
        ("2024-03-05 星期二 10:20:33", "2024-03-05T10:20:33"),
        ("发布日期：2024-03-05 时间：10:20", "2024-03-05T10:20:00"),
        ("２０２４年３月５日　１４：３０", "2024-03-05T14:30:00"),
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("2024年3月5号", "2024-03-05"),
        ("二〇二四年三月五日", "2024-03-05"),
        ("二零二四年十二月三十一日", "2024-12-31"),
        ("一九九八年十月廿五日", "1998-10-25"),
        ("民國113年3月5日", "2024-03-05"),
        ("中華民國一一三年三月五日", "2024-03-05"),
        ("民國一百一十三年三月五日", "2024-03-05"),
        ("2024年3月5日(火) 14時30分", "2024-03-05T14:30:00"),
        ("2024年3月5日 午後2時30分", "2024-03-05T14:30:00"),
        ("令和6年3月5日", "2024-03-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("昭和64年1月7日", "1989-01-07"),
        ("2024년 3월 5일", "2024-03-05"),
        ("2024.03.05. 14:30 입력", "2024-03-05T14:30:00"),
        ("2024년 3월 5일 오후 2시 30분", "2024-03-05T14:30:00"),
        ("March 5, 2024", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("31st of December, 2024", "2024-12-31"),
        ("5-Mar-2024", "2024-03-05"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("Mar 5, 2024 2:30 PM", "2024-03-05T14:30:00"),
        ("March 5, 2024 at 12:05 a.m.", "2024-03-05T00:05:00"),
        ("2:30 p.m. on Tuesday, March 5, 2024", "2024-03-05T14:30:00"),
        ("Tue, 05 Mar 2024 14:30:00 +0800", "2024-03-05T14:30:00+08:00"),
        ("Tue, 05 Mar 2024 14:30:00 -0530", "2024-03-05T14:30:00-05:30"),
        ("2024-03-05T14:30:00Z", "2024-03-05T14:30:00+00:00"),
        ("2024-03-05T14:30:00.123-05:00", "2024-03-05T14:30:00-05:00"),
        ("2024-03-05T14:30", "2024-03-05T14:30:00"),
        ("2024-03-05 14:30-16:00", "2024-03-05T14:30:00"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("2024-02-29", "2024-02-29"),
        ("2024-03-05 25:61", "2024-03-05"),
        # No date, or none that anybody can tell.
        ("03/04/2024", ""),
        ("2024-02-30", ""),
        ("2023-02-29 10:20", ""),
        ("2024-13-01", ""),
        ("30 February 2024", ""),
        ("平成31年5月1日", ""),
        ("民國113年2月30日", ""),
        ("民國前1年3月5日", ""),
        ("二〇二四年二月三十日", ""),
        ("九九九九年三月五日", ""),
        ("今天 10:20", ""),
        ("3小时前", ""),
        ("yesterday at 10:20", ""),
        ("2024.3-5", ""),
        ("2024年3月", ""),
        ("12024-03-05", ""),
        ("1.2024.3.5", ""),
        ("may 2024", ""),
    ],
)
def test_dates_of_all_forms(text, expected):
    """ISO 8601 with the offset that was stated; an impossible or ambiguous day is none."""
    assert expected == iso(fold(text))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：东岭日报 作者：李某 字号 大 中 小", {"source": "东岭日报", "author": "李某"}),
        ("来源：东岭日报【大中小】", {"source": "东岭日报"}),
        ("来源：东岭日报2024-03-05", {"source": "东岭日报", "date": "2024-03-05"}),
        ("作者：李某（实习生）编辑：王某", {"author": "李某", "editor": "王某"}),
        ("文：李某 图：王某", {"author": "李某"}),
        ("审核：张某 责任编辑：王某", {"editor": "王某"}),
        ("記者王小明／台北報導", {"author": "王小明"}),
        ("（本报记者 李某 通讯员 王某）", {"author": "李某"}),
        ("[记者 李某 摄影报道]", {"author": "李某"}),
        ("更新：2024-03-06 发布：2024-03-05", {"date": "2024-03-05"}),
        ("更新：2024-03-06", {"date": "2024-03-06"}),
        ("公開日：2024年3月5日 著者：山田", {"author": "山田", "date": "2024-03-05"}),
        (
            "홍길동 기자 | 입력 2024.03.05. 14:30",
            {"author": "홍길동", "date": "2024-03-05T14:30:00"},
        ),
        ("출처 : 동령일보 | 편집 : 김철수", {"source": "동령일보", "editor": "김철수"}),
        ("By Jane Doe | March 5, 2024", {"author": "Jane Doe", "date": "2024-03-05"}),
        ("BY JANE DOE, Staff Writer", {"author": "JANE DOE"}),
        ("By Jane van der Berg and John Smith", {"author": "Jane van der Berg and John Smith"}),
        (
            "Published by Dongling Daily on March 5, 2024",
            {"source": "Dongling Daily", "date": "2024-03-05"},
        ),
        (
            "Source: Dongling Daily | Author: Jane Doe | Editor: Li Ming",
            {"source": "Dongling Daily", "author": "Jane Doe", "editor": "Li Ming"},
        ),
        ("Photo by Jane Doe", {}),
        ("The ship came by Cape Horn", {}),
        ("来源：打印 关闭", {}),
        ("作者：——", {}),
    ],
)
def test_facts_of_a_line(line, expected):
    """Names without the buttons, posts and brackets after them."""
    assert expected == dict(stated(block(line)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("首页 > 新闻 > 地方 > 正文", "地方"),
        ("當前位置:主頁 > 新聞中心 > 產業規劃 >", "產業規劃"),
        (f"您的位置：首页->新闻->{HEADLINE}", "新闻"),
        ("首页 > 新闻 > 东岭工业稳", "新闻"),
        ("首页 > 一个长得像标题而不像栏目名字的面包屑，谁也说不清", ""),
        ("首页 > 正文", ""),
    ],
)
def test_section_of_a_breadcrumb(line, expected):
    """The last crumb that is neither the page itself nor its headline."""
    assert expected == dict(section(block(line), block(HEADLINE))).get("section", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, HEADLINE),
        (f"{HEADLINE}_要闻_东岭信息网\n首页\n{HEADLINE}\n{BODY}", HEADLINE),
        (f"东岭港口的早晨 - 东岭在线\n东嶺港口的早晨\n{BODY}", "东嶺港口的早晨"),
        (
            f"The Harbour at Dawn | Dongling\nMenu\nThe harbour at dawn\n{BODY}",
            "The harbour at dawn",
        ),
        (PAGE.replace("2024-03-05", "东岭日报\n2024-03-05"), HEADLINE),
        (
            PAGE.replace(HEADLINE, f"{HEADLINE}，增速居全省首位\n港口二三事"),
            f"{HEADLINE}，增速居全省首位",
        ),
        (PAGE.replace(HEADLINE, "东岭\n春天的港口"), "春天的港口"),
        (PAGE.replace(HEADLINE, "此视频暂时无法播放."), ""),
        (CLEAN, ""),
        (f"东岭信息网_要闻\n东岭信息网\n{BODY}", ""),
        (f"Dongling Harbour | News\nDongling Harbour\nThe Harbour at Dawn Again\n{BODY}", ""),
        (f"{HEADLINE}——记东岭的五年\n{BODY}", ""),
    ],
)
def test_title_is_a_headline_that_something_points_to(text, expected):
    """A byline, a breadcrumb, or the HTML title; never the first line alone. It stays."""
    result = library.clean(text)
    assert expected == result.metadata.get("title", "")
    assert expected in result.text


@pytest.mark.parametrize(
    ("headline", "byline", "sentence", "expected"),
    [
        (
            "The Harbour at Dawn",
            "By Jane Doe, Staff Writer | March 5, 2024 2:30 PM",
            "The harbour opened in 1898, and ships have called here every single day since then.",
            {"author": "Jane Doe", "date": "2024-03-05T14:30:00"},
        ),
        (
            "동령항 새 항로 개통",
            "홍길동 기자 | 입력 2024.03.05. 14:30",
            "동령항에 새로운 원양 항로 세 개가 열리면서 처리량이 크게 늘었다고 항만청이 밝혔다.",
            {"author": "홍길동", "date": "2024-03-05T14:30:00"},
        ),
        (
            "東嶺港に新しい航路",
            "2024年3月5日(火) 14時30分 出典：東嶺新聞",
            "東嶺港では新しい遠洋航路が三つ開かれ、取扱量が一割ほど増えたと市が発表しました。",
            {"source": "東嶺新聞", "date": "2024-03-05T14:30:00"},
        ),
        (
            "東嶺港開通新航線",
            "中華民國113年3月5日 來源：東嶺日報",
            "東嶺港新開了三條遠洋航線，吞吐量增長一成，碼頭工人們忙得不亦樂乎，市府昨天表示。",
            {"source": "東嶺日報", "date": "2024-03-05"},
        ),
    ],
    ids=["English", "Korean", "Japanese", "Taiwan"],
)
def test_a_byline_of_two_facts_goes(headline, byline, sentence, expected):
    """Into the metadata, in each of the languages; the headline and the body stay."""
    result = library.clean(f"{headline}\n{byline}\n{sentence}\n{sentence[::-1]}。\n")
    assert result.text == f"{headline}\n{sentence}\n{sentence[::-1]}。\n"
    assert result.metadata == {"title": headline, **expected}


def test_reporter_is_the_author():
    """His line goes where there are other signs of a site; between paragraphs it would stay."""
    page = f"首页 > 新闻 > 正文\n{HEADLINE}\n记者王小明／台北报导\n{BODY}责任编辑：王某\n"
    result = library.clean(page)
    assert result.text == CLEAN
    assert (result.metadata["author"], result.metadata["editor"]) == ("王小明", "王某")


@given(st.text(max_size=400))
@example("李\x1b[31m某\x07\u202e" * 40)
def test_a_name_is_bounded_and_printable(text):
    """Whatever a page puts after a label."""
    value = name(text)
    assert len(value) <= MAX_NAME
    assert value.isprintable()


def test_front_matter_stands_before_the_text():
    """In a fixed order; a second cleaning changes nothing; undo gives back the page."""
    result = library.clean(PAGE, FRONT)
    assert result.text == BLOCK + CLEAN
    assert result.restore() == PAGE
    for settings in (FRONT, Settings(), Settings(script="hant")):
        again = library.clean(result.text, settings)
        assert again.text.startswith(BLOCK)
        assert again.restore() == result.text
        assert settings.script == "hant" or again.text == result.text


def test_front_matter_is_in_the_script_of_the_text():
    """A converted text has a converted title, also in the metadata."""
    result = library.clean(PAGE, Settings(front_matter=True, script="hant"))
    assert result.text.startswith('---\ntitle: "東嶺工業穩步增長"\n')
    assert result.metadata["title"] == "東嶺工業穩步增長"


def test_a_text_without_facts_gets_no_front_matter():
    """And none without its rule."""
    assert library.clean(CLEAN, FRONT).text == CLEAN
    ignored = Settings(front_matter=True, ignore=("MET006",))
    assert library.clean(PAGE, ignored).text == CLEAN


@pytest.mark.parametrize("end", ["---", "..."])
@pytest.mark.parametrize("settings", [FRONT, Settings(), Settings(script="hant")])
def test_front_matter_of_the_authors_own_stays(settings, end):
    """Byte for byte, and no second one comes before it; the text below it is cleaned."""
    own = POST.replace("---\r\n", f"{end}\r\n").replace(f"{end}\r\n", "---\r\n", 1)
    result = library.clean(f"{own}\n\n{PAGE}\u200b", settings)
    assert result.text.startswith(f"{own}\n")
    assert fold(result.text[len(own) + 1 :]) == fold(CLEAN)
    assert result.restore() == f"{own}\n\n{PAGE}\u200b"


def test_places_behind_front_matter_are_places_of_the_file():
    """A report names where in the decoded text it is, front matter included."""
    text = f"---\na: b\n---\n\n{CLEAN}\ufffd\n"
    found = [text[slice(*report.span)] for report in library.clean(text).reports]
    assert found == ["\ufffd"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + CLEAN + "---\n",
        "---\n---\n" + CLEAN,
        f"---\n标题：{HEADLINE}\n---\n",
        f"---\nlayout: post\n{CLEAN}---\n",
        "---\nlayout: post\n",
        "---\nlayout: post\n---",
        f"{HEADLINE}\n---\nlayout: post\n---\n",
        "---\n  indented: yes\n---\n",
    ],
)
def test_a_line_the_author_drew_is_no_front_matter(text):
    """Between the fences every line has to be YAML, and the last fence a line."""
    assert front_matter_of(text) == ""


def test_front_matter_that_comes_to_light_is_left_alone_too():
    """An invisible character hid the fence in the first round."""
    text = f"\u200b---\nlayout: post\n---\n\n\n{CLEAN}"
    once = library.clean(text, FRONT)
    assert once.text == f"---\nlayout: post\n---\n\n{CLEAN}"
    assert library.clean(once.text, FRONT).text == once.text
    assert once.restore() == text


@given(st.dictionaries(st.sampled_from(FIELDS), st.text()), st.text())
@example({"title": '"\\\n---\n\x85\u2028\ufeff\x1b[0m: #'}, "甲\n")
def test_front_matter_can_be_read_back(metadata, text):
    """Line by line as JSON, whatever the values hold; and it is known for front matter."""
    document = Document("x", text, "utf-8", metadata)
    findings = front_matter.find(document)
    whole = apply(text, decide(text, findings))
    if not findings:
        assert not (metadata and text) or front_matter_of(text)
        return
    front = front_matter_of(whole)
    assert whole == front + text
    lines = front.removesuffix("---\n\n").splitlines()[1:]
    pairs = [line.split(": ", 1) for line in lines]
    assert {field: json.loads(value) for field, value in pairs} == metadata
    assert [field for field, _ in pairs] == [field for field in FIELDS if field in metadata]


@given(texts | texts.map(lambda text: POST + text), st.booleans())
def test_invariants_hold_with_front_matter(text, front):
    """Restored exactly, and stable with and without the option."""
    try:
        result = library.clean(text, Settings(front_matter=front))
    except InputError:
        return
    assert result.restore() == text
    assert library.clean(result.text).text == result.text
    if front_matter_of(result.text) or front:
        assert library.clean(result.text, FRONT).text == result.text


@given(st.text() | st.text(st.characters()))
def test_quoted_is_json_on_one_line_that_steers_no_terminal(text):
    """Read back it is the same; lone surrogates are escaped too."""
    line = quoted(text)
    assert json.loads(line) == text
    assert len(line.splitlines()) == 1
    assert not any(ord(c) < 32 or 0x7E < ord(c) < 0xA0 for c in line)
    assert line.encode()


def test_front_matter_into_a_folder_and_back(cleanup, tmp_path):
    """Recorded and undone as every other edit."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PAGE)
    (tmp_path / "in" / "b.md").write_bytes(POST.encode() + CLEAN.encode())
    done = cleanup("run", "--front-matter", "--no-dedupe", "in")
    assert done.returncode == 0
    assert b"MET006" in done.stderr
    out = tmp_path / "in.clean"
    assert (out / "a.txt").read_text() == BLOCK + CLEAN
    assert (out / "b.md").read_bytes() == POST.encode() + CLEAN.encode()
    manifest = json.loads((out / ".cleanup" / "manifest.json").read_bytes())
    assert manifest["documents"]["a.txt"]["metadata"]["section"] == "地方"
    assert cleanup("undo", "in.clean").returncode == 0
    assert (out / "a.txt").read_text() == PAGE


def test_front_matter_in_place_comes_once(cleanup, tmp_path):
    """However often it is asked for, and undo goes back to the first text."""
    file = tmp_path / "a.txt"
    file.write_text(PAGE)
    for options in (("--front-matter",), ("--front-matter",), ()):
        assert cleanup("run", "--in-place", *options, "a.txt").returncode == 0
        assert file.read_text() == BLOCK + CLEAN
    assert cleanup("undo", ".").returncode == 0
    assert file.read_text() == PAGE


def test_front_matter_on_stdout_and_in_a_diff(cleanup):
    """As a filter, and shown as lines that come."""
    page = PAGE.encode()
    assert cleanup("run", "--front-matter", "-", stdin=page).stdout.decode() == BLOCK + CLEAN
    diff = cleanup("run", "--front-matter", "--diff", "-", stdin=page)
    assert diff.returncode == 1
    assert f'+title: "{HEADLINE}"' in diff.stdout.decode().splitlines()
    mended = (BLOCK + CLEAN).encode()
    assert cleanup("run", "--front-matter", "--diff", "-", stdin=mended).returncode == 0


def test_jsonl_has_an_object_for_every_document(cleanup, seeds):
    """With the text that `run` writes, readable UTF-8, and the facts that were kept."""
    (seeds / "in").mkdir()
    (seeds / "in" / "page.txt").write_bytes(PAGE.encode("gb18030"))
    done = cleanup("run", "seeds", "-", "--format", "jsonl", stdin=b"a\xe2\x80\x8bb\n")
    assert done.returncode == 0
    records = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    assert set(records) == {*(seed.name for seed in SEEDS), "in/page.txt", "stdin"}
    page = records["in/page.txt"]
    assert list(page) == ["id", "text", "encoding", "metadata", "edits"]
    assert (page["text"], page["encoding"]) == (CLEAN, "gb18030")
    assert list(page["metadata"]) == list(FIELDS)
    assert records["stdin"]["metadata"] == {}
    assert records["stdin"]["edits"] == 1
    for seed in SEEDS:
        assert records[seed.name]["text"] == library.clean(seed.read_bytes()).text
    assert HEADLINE in done.stdout.decode()


def test_jsonl_leaves_out_what_fails(cleanup, tmp_path):
    """It is named on stderr, and the exit code is 2."""
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "b.txt").write_text(CLEAN)
    done = cleanup("run", "a.bin", "b.txt", "c.txt", "--format", "jsonl")
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b.txt"]
    assert b"a.bin" in done.stderr
    assert b"c.txt" in done.stderr


@pytest.mark.parametrize("option", ["--output=out", "--in-place", "--diff"])
def test_jsonl_excludes_other_results(cleanup, tmp_path, option):
    """It goes to stdout and nowhere else."""
    (tmp_path / "a.txt").write_text(PAGE)
    done = cleanup("run", "a.txt", "--format", "jsonl", option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (tmp_path / "a.txt").read_text() == PAGE


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name has to be Unicode")
def test_jsonl_of_a_name_that_is_no_unicode(cleanup, tmp_path):
    """Its bytes stand as escapes, and can be had back."""
    raw = b"a\xff\x1b.txt"
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), raw))).write_text(CLEAN)  # noqa: PTH118  # bytes
    line = cleanup("run", ".", "--format", "jsonl").stdout
    assert b'"id": "a\\udcff\\u001b.txt"' in line
    assert os.fsencode(json.loads(line)["id"]) == raw


def test_jsonl_into_a_closed_pipe_ends_quietly(seeds, tmp_path):
    """Who reads one line has seen enough."""
    for number in range(40):
        (seeds / f"copy-{number}.txt").write_text(PAGE * 20)
    process = subprocess.Popen(
        [sys.executable, "-m", "cleanup", "run", "--no-dedupe", "--format", "jsonl", "seeds"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline().startswith(b'{"id": ')
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (0, b"")
    process.stderr.close()
