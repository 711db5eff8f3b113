"""Of all that was removed from a thousand documents, what went wrongly is shown first."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup import Plan, Settings, UserRule
from cleanup.events import unheard
from cleanup.model import Finding
from cleanup.record.distinct import least_certain
from cleanup.record.doubt import removals
from cleanup.record.manifest import load
from cleanup.report.overview import overview
from cleanup.rules.boilerplate.judged import around_the_article
from tests.support.varied_site import body, page

DOCUMENTS, SHOWN = 1000, 20
S = "南河渡口的老船工在接受采访时说，这条船他已经撑了四十年。"
LEAD = "谁也没有想到，这座荒废多年的灯塔会重新亮起来。"
ENDING = "至于以后怎么办，他说自己还没有想好。"
ENGLISH = "The ferry to the southern island was taken out of service after the storm in May."
# Wrong rules, however sure their authors are: each with sentences that it takes out of a body.
PLANTED = {
    "one sentence in three documents": (
        UserRule("UAA001", "boilerplate", phrases=(S,), confidence=1.0),
        [S, S, S],
        "amid",
    ),
    "a pattern, another sentence each time": (
        UserRule("UAB001", "quoted", patterns=("据[^。]*透露，[^。]*。",), confidence=0.99),
        [
            f"据{who}透露，{what}。"
            for who, what in zip(
                "甲乙丙", ("账目已经查清", "两人都获救", "仓库是空的"), strict=True
            )
        ],
        "amid",
    ),
    "a whole paragraph for a word in it": (
        UserRule(
            "UAC001", "advertisement", phrases=("订阅",), action="remove-line", confidence=1.0
        ),
        [
            "老船工还订阅了三份报纸，每天读到深夜。",
            "学校为每个班级订阅了科普杂志，由学生轮流保管。",
        ],
        "paragraph",
    ),
    "a short sentence": (
        UserRule("UAD001", "leftover", phrases=("桥后来塌了。",), confidence=1.0),
        ["桥后来塌了。"] * 2,
        "amid",
    ),
    "a part of a sentence": (
        UserRule("UAE001", "phrase", phrases=("，但附近居民并不同意这个说法",), confidence=1.0),
        ["市政府认为噪声不大，但附近居民并不同意这个说法，双方约定下周再谈。"] * 5,
        "amid",
    ),
    "a rule that is right nearly everywhere": (
        UserRule("UAF001", "site", phrases=("扫一扫",), action="remove-line", confidence=1.0),
        ["顾客用手机扫一扫桌上的牌子就能点菜，店主说这样省下了两个人手。"] * 2,
        "paragraph",
    ),
    "a sentence that becomes another text": (
        UserRule(
            "UAG001",
            "short",
            patterns=("其中[^。]*失踪[^。]*。",),
            action="replace",
            replacement="略。",
            confidence=1.0,
        ),
        ["其中七人至今失踪，搜救仍在继续。", "其中两人失踪，家属已经得到通知。"],
        "amid",
    ),
    "a sentence of another language": (
        UserRule("UAH001", "foreign", phrases=(ENGLISH,), confidence=1.0),
        [f"{ENGLISH} It will not be replaced before the end of the year, the port said."] * 2,
        "paragraph",
    ),
    "the first sentence": (
        UserRule("UAJ001", "lead", phrases=(LEAD,), confidence=1.0),
        [LEAD] * 3,
        "start",
    ),
    "the last sentence": (
        UserRule("UAK001", "ending", phrases=(ENDING,), confidence=1.0),
        [ENDING] * 3,
        "end",
    ),
}
JUDGED = {  # paragraphs that the judge takes, unsure: amid the text, at its end
    "amid the text": "他们说，水是半夜涨起来的，等听见喊声，院子已淹了一半，只好上了屋顶。",
    "at its end": "记者离开的时候天已经黑了，码头上只剩下两盏灯，和一个还在补网的年轻人。",
}


def put_into(paragraphs, text, where):
    """Put a text into a body, or beside its paragraphs."""
    if where == "paragraph":
        paragraphs.insert(1, text)
    elif where == "end":
        paragraphs[-1] += text
    elif where == "start":
        paragraphs[0] = text + paragraphs[0]
    else:
        first, mark, rest = paragraphs[1].partition("。")
        paragraphs[1] = f"{first}{mark}{text}{rest}"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """A folder of results of documents in which the rules, and the judge, go wrong."""
    root = tmp_path_factory.mktemp("doubt")
    draw = random.Random(7)
    bodies = [body(draw) for _ in range(DOCUMENTS)]
    free = iter(draw.sample(range(DOCUMENTS), DOCUMENTS))
    for _, texts, where in PLANTED.values():
        for text in texts:
            put_into(bodies[next(free)], text, where)
    amid, last = JUDGED.values()
    bodies[next(free)].insert(2, amid)
    bodies[next(free)].append(last)
    for number, paragraphs in enumerate(bodies):
        place = root / "pages" / f"site{number % 7}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text(page(draw, paragraphs))
    inspect = around_the_article.inspect

    def unsure(subject):
        yield from inspect(subject)
        for block in subject.blocks:
            if block.text in JUDGED.values():
                yield Finding(block.line, "", "looks like chrome", 0.55)

    object.__setattr__(around_the_article, "inspect", unsure)  # it is frozen
    try:
        settings = Settings(rules=tuple(rule for rule, *_ in PLANTED.values()))
        cleanup.clean_folder(root / "pages", root / "out", settings, Plan(dedupe=False, jobs=1))
    finally:
        object.__setattr__(around_the_article, "inspect", inspect)
    return root / "out"


@pytest.fixture(scope="module")
def shown(result):
    """What is shown first."""
    return least_certain(result, load(result), SHOWN, lambda _: True)


def test_there_is_much_that_went_rightly(result):
    """Thousands of different texts, by many rules, so that it means something to be first."""
    every = least_certain(result, load(result), 10_000, lambda _: True)
    assert len(every) > 3000
    assert len({one.edit.code for one in every}) > 12


@pytest.mark.parametrize("name", PLANTED)
def test_what_a_wrong_rule_takes_out_is_shown_first(shown, name):
    """Whatever its author claims."""
    code = PLANTED[name][0].code
    assert code in {one.edit.code for one in shown if "扫一扫关注" not in one.edit.before}


def test_report_shows_the_same_first(result, shown):
    """In its sample of what is least certain."""
    found = overview(result, unheard, sample=SHOWN, seed=0).first
    assert [(one.rule, one.text, one.line) for one in found] == [
        (one.edit.code, one.edit.before, one.line) for one in shown
    ]
    assert all(one.around for one in found)
    assert overview(result, unheard, sample=0, seed=0).first == []


@given(st.text("港务局甲乙。\n", max_size=60))
def test_what_stays_around_is_told(text):
    """Wherever something goes: what stands before and behind it is what is there in the end."""
    rules = (
        UserRule("UBA001", "a", phrases=("甲",)),
        UserRule("UBB001", "b", phrases=("乙",), action="remove-line"),
        UserRule("UBC001", "c", phrases=("务局",), action="replace", replacement="口"),
    )
    clean = cleanup.clean(text, Settings(rules=rules))
    for removal in removals(clean.text, clean.history):
        together = removal.before + removal.edit.after * (removal.sides == 2) + removal.after
        assert removal.before in clean.text
        assert removal.after in clean.text
        assert removal.sides < 2 or together in clean.text


@pytest.mark.parametrize("name", JUDGED)
def test_what_the_judge_took_wrongly_is_shown_first(shown, name):
    """If it was unsure of it."""
    assert JUDGED[name] in {one.edit.before.strip() for one in shown}
