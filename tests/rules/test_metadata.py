"""The metadata of a page: what is read from the lines that go, and front matter."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cleanup as library
from cleanup.errors import InputError
from cleanup.model import FIELDS, Document
from cleanup.rules.metadata.front_matter import front_matter, front_matter_of
from cleanup.settings import Settings
from cleanup.stages.edits import apply, decide
from cleanup.text.folding import fold
from cleanup.text.quoting import quoted
from tests.support.damaged_texts import texts
from tests.support.stated_page import BLOCK, BODY, CLEAN, HEADLINE, PAGE, POST

FRONT = Settings(front_matter=True)


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
