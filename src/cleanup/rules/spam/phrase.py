"""SPM: one or two keywords, too few for a list, alone on a line or beside a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE
from cleanup.rules.spam.evidence import (
    PHRASE,
    confidence,
    is_under_heading,
    nothing_but_lists_on,
    quoted,
    surroundings,
    topic_of,
    vocabulary,
    weigh,
)
from cleanup.rules.spam.glued import outside_of_headline, spoken_elsewhere, words_of
from cleanup.rules.spam.lexicon import SENTENCE, candidates, rebased, within, without
from cleanup.rules.spam.lists import HARD, LETTERS, segments_of
from cleanup.rules.spam.sites import sites_in
from cleanup.text.scripts import CJK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page.page import Page
    from cleanup.rules.spam.evidence import Sign
    from cleanup.rules.spam.lexicon import Candidate

MAX_CHARS, MAX_LINE_CHARS = 60, 160  # code points of a phrase, of a headline with some
ONLY, MOSTLY = 0.9, 0.75  # shares of its letters that are such words
OF_A_SITE = regex("[a-z0-9]|中国|有限公司")  # what else a site is called
APART = "-_|#/~ "  # what parts a headline from what is not of it
GAMES = {("strong", "gambling"), ("name", "gambling")}
BESIDES = (  # what may speak for a phrase besides the trade that its words tell
    *("nothing but such words", "masked letters", "another script than the page"),
    *("far from what the page is about", "a bookmaker beside a headline"),
)
MOST_BESIDES = sum(PHRASE[name] for name in BESIDES)


@rule(
    "SPM006",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{ARTICLE}开云体育app官网入口-kaiyun(中国)官方网站\n", ARTICLE),
        (f"国产成人精品视频在线观看\n{ARTICLE}", ARTICLE),
        (f"东岭工业稳步增长_澳门百家乐官网\n{ARTICLE}", f"东岭工业稳步增长\n{ARTICLE}"),
    ),
    ignores=(
        f"官方网站 | APP下载\n{ARTICLE}",
        f"国产电视剧在线观看\n{ARTICLE}",
        f"宝马(中国)官方网站\n{ARTICLE}",
        f"澳门威尼斯人\n{ARTICLE}",
        f"{ARTICLE}赌博网站：\n开云体育app官网入口\n",
    ),
)
def keyword_phrase(page: Page) -> Iterator[Finding]:
    """One or two keywords alone on a line, or beside a headline, which stays.

    Nearly all of it are words of the trade, and no sentence of the page names them or speaks of
    the trade. What leads to a bookmaker's site weighs most: its name, or a name in Latin letters,
    before 官网, 登录入口 or the like. The bare names of games and houses stay.
    """
    for candidate in filter(_may_be_one, candidates(page)):
        for start, end in _phrases(candidate, page):
            score, reasons = weigh(_signs(candidate, page, start, end))
            if score >= PHRASE["threshold"]:
                note, sure = f"keywords: {reasons}", confidence(score, PHRASE)
                if end - start == len(candidate.plain.text):
                    yield remove_line(candidate.block, note, sure)
                else:
                    span = Span(candidate.place(start), candidate.place(end))
                    yield Finding(span, "", note, sure)


def _may_be_one(candidate: Candidate) -> bool:
    """Whether the words of a line are enough, if all else speaks for a phrase: most are not."""
    said, _ = weigh(vocabulary(PHRASE, candidate.plain.text, candidate.hits))
    return said + MOST_BESIDES >= PHRASE["threshold"]


def _phrases(candidate: Candidate, page: Page) -> list[tuple[int, int]]:
    """The line if it is one, or all that stands beside its headline; lists are another's."""
    whole = (0, len(candidate.plain.text))
    if candidate.block.index in nothing_but_lists_on(page):
        return []
    if _covered(candidate, *whole) >= MOSTLY:
        return [whole]
    parts = _parts(candidate)
    others = [part for part in parts if _covered(candidate, *part) < MOSTLY]
    if len(others) == len(parts):
        return []
    outside = outside_of_headline(candidate, page)
    beside = [part for part in outside if within(candidate.hits, *part)]  # not marks alone
    return beside if all(_is_apart(candidate, part, others) for part in beside) else []


def _parts(candidate: Candidate) -> list[tuple[int, int]]:
    """The segments of a line that may hold a headline."""
    text = candidate.plain.text
    if candidate.block.prose or len(text) > MAX_LINE_CHARS:
        return []
    parted = CJK.search(text) or HARD.search(text)  # in other writings space parts words
    return segments_of(text) if parted else []


def _is_apart(candidate: Candidate, part: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether a mark parts it from the headline, and nothing else is in it."""
    text, (start, end) = candidate.plain.text, part
    opens = start == 0 or text[start] in APART
    closes = end == len(text) or text[end - 1] in APART
    return opens and closes and not any(start <= other < end for other, _ in others)


def _covered(candidate: Candidate, start: int, end: int) -> float:
    """The share of the letters that belong to words of the trade, 0 where there is a sentence."""
    text, hits = candidate.plain.text[start:end], rebased(candidate.hits, start, end)
    if end - start > MAX_CHARS or SENTENCE.search(text) or not hits:
        return 0.0
    rest = without(text, hits)
    if sites_in(text, hits) or any(hit.word.strength == "brand" for hit in hits):
        rest = OF_A_SITE.sub("", rest)
    return 1 - len(LETTERS.findall(rest)) / len(LETTERS.findall(text))


def _signs(candidate: Candidate, page: Page, start: int, end: int) -> Iterator[Sign]:
    text, hits = candidate.plain.text[start:end], rebased(candidate.hits, start, end)
    whole, index = candidate.plain.text, candidate.block.index
    topic, alone = topic_of(page), end - start == len(whole)
    yield from vocabulary(PHRASE, text, hits)
    only = _covered(candidate, start, end) >= ONLY
    yield PHRASE.sign("nothing but such words" if only else "mostly such words")
    yield from surroundings(PHRASE, candidate, topic, within(candidate.hits, start, end))
    if not sites_in(text, hits):
        own = {hit.word for hit in hits if hit.word.own}
        if all((word.strength, word.family) in GAMES for word in own):
            yield PHRASE.sign("names of games or houses alone")
    if not alone and any(hit.word.strength == "brand" for hit in hits):
        yield PHRASE.sign("a bookmaker beside a headline")
    if spoken_elsewhere(words_of(without(text, hits)), page, index):
        yield PHRASE.sign("the page's sentences name it")
    if alone and is_under_heading(page, index):
        yield PHRASE.sign("under a heading")
    if topic.first < 0:
        yield PHRASE.sign("no sentences on the page")
    if quoted(whole, start):
        yield PHRASE.sign("quoted")
