"""SPM: lists of keywords that a spammer injected into somebody else's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE
from cleanup.rules.spam.evidence import (
    LAW,
    LINE,
    RUN,
    Sign,
    confidence,
    is_under_heading,
    nothing_but_lists_on,
    own_families,
    quoted,
    separators,
    surroundings,
    topic_of,
    vocabulary,
    weigh,
)
from cleanup.rules.spam.glued import outside_of_headline
from cleanup.rules.spam.lexicon import candidates, rebased, within
from cleanup.rules.spam.lists import BREAK, HARD, LETTERS, SPACE, lettered, listed, runs_of
from cleanup.text.learnt import learnt
from cleanup.text.speaks_of import Scope, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page.page import Page
    from cleanup.rules.spam.evidence import Sign, Topic
    from cleanup.rules.spam.lexicon import Candidate, Hit

OTHER = "other words too"
ONLY_IN_LINE, MOSTLY_IN_LINE, ONLY_IN_RUN = 0.9, 0.6, 0.8  # shares of a list that are such words
MIN_LETTERS, SHORT_LINE = 7, 12  # letters of a list; a subhead of three words is short
SHORT_WORD_CHARS = 2  # a weak word of this length may also begin or end the good line
REACH_CHARS = 300  # code points to either side in which a line may speak of what the run is about
SEGMENT = 12  # code points of an unknown word between separators
LISTING = regex(r"(?:包括|例如|比如|诸如|譬如|涉及|提供|称为|名为|[如有是叫即和与及])\s?[:,、]?$")
ENDING = regex(r"\s?[、,]?\s?(?:等|之类|以及|和|与|及|的|など|등|và\b|and\b|or\b)")
INJECTED = "国产精品免费-亚洲无码在线观看-一区二区三区视频-高清不卡"
SENTENCES = "那年冬天雪下得很大，渡船停了三天。岸上的人围着火炉，听老人讲从前的事。\n"


@rule(
    "SPM001",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{INJECTED}\n\n{ARTICLE}", f"\n{ARTICLE}"),
        (f"{ARTICLE}\n{INJECTED}", f"{ARTICLE}\n"),
        (f"{ARTICLE}{INJECTED}\n{SENTENCES}", f"{ARTICLE}{SENTENCES}"),
        (f"百★家★乐_北 京 赛 车_娱乐城注册_аⅴ在线\n{ARTICLE}", ARTICLE),
        (f"카지노사이트, 바카라, 토토사이트, 먹튀검증\n{ARTICLE}", ARTICLE),
    ),
    ignores=(
        f"彩票-公益金-体育设施-东岭\n\n{ARTICLE}",
        f"春-夏-秋-冬\n\n{ARTICLE}",
        f"網頁第一行常被寫入“{INJECTED}”這樣的文字。\n\n{ARTICLE}",
        "高清视频 在线观看 免费\n\n这家影院上月开业，观众不少，票价也公道。\n",
        f"{ARTICLE}博彩类词表：\n时时彩-北京赛车-六合彩-百家乐-老虎机\n",
    ),
)
def injected_keywords(page: Page) -> Iterator[Finding]:
    """A line of keywords of pornography, gambling or fraud in an honest page.

    Several segments without a sentence, most of which hold a word of the trade. Signs are weighed:
    the words, masks (look-alike letters, marks between characters), the separators, another script
    than the page's, the place, the distance from what the page's sentences are about. A page that
    itself speaks of the trade, of the law or of spam asks for more. A sentence about the subject,
    a quoted line, a list under its heading, and a list of ordinary words stay.
    """
    first = 0  # the first block that stays
    for candidate in candidates(page):
        score, reasons = _weighed(candidate, page, first)
        if score >= LINE["threshold"] and not outside_of_headline(candidate, page):
            first += candidate.block.index == first
            note = f"injected keywords: {reasons}"
            yield remove_line(candidate.block, note, confidence(score, LINE))


@rule(
    "SPM003",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{INJECTED}{SENTENCES}", SENTENCES),
        (f"{SENTENCES[:-1]}{INJECTED}\n", SENTENCES),
        (f"渡船停了三天_百家乐_老虎机_娱乐城\n{SENTENCES}", f"渡船停了三天\n{SENTENCES}"),
        (f"那年冬天{INJECTED}雪下得很大，渡船停了三天。\n", "那年冬天雪下得很大，渡船停了三天。\n"),
    ),
    ignores=(
        "该网站提供百家乐,时时彩,北京赛车,老虎机等玩法，警方已立案侦查。\n",
        "这个页面被插入了“国产精品-亚洲无码-一区二区”等关键词，管理员已经清除。\n",
        "赌场里有百家乐、老虎机、轮盘，他一样也没有玩过，只在门口站了一会儿。\n",
    ),
)
def glued_keywords(page: Page) -> Iterator[Finding]:
    """A run of such keywords at the head, at the end or in the middle of a good line.

    Only the run goes. It needs more evidence than a line of its own; words that may belong to the
    sentence at its border stay. Lists inside a sentence, opened by 包括 or closed by 等, stay. Of a
    line of keywords with a headline in it, the headline stays: it stands below again, or the
    sentences speak of the same, or it is too long for a keyword.
    """
    for candidate in candidates(page):
        score, reasons = _weighed(candidate, page)
        if score >= LINE["threshold"]:
            note = f"keywords glued to a headline: {reasons}"
            for start, end in outside_of_headline(candidate, page):
                span = Span(candidate.place(start), candidate.place(end))
                yield Finding(span, "", note, confidence(score, LINE))
            continue
        for run in runs_of(candidate):
            score, reasons = weigh(_signs_of_run(candidate, run, topic_of(page)))
            if score >= RUN["threshold"]:
                span = _border(candidate, run)
                note = f"keywords glued to a line: {reasons}"
                yield Finding(span, "", note, confidence(score, RUN))


def _weighed(candidate: Candidate, page: Page, first: int = 0) -> tuple[float, str]:
    """What speaks for a line being a list of keywords: 0 for a line that is no list.

    `first` is the block that will be the page's first.
    """
    known, index = _known(page), candidate.block.index
    if index not in known:
        known[index] = []
        long_enough = len(LETTERS.findall(candidate.plain.text)) >= MIN_LETTERS
        if long_enough and index in nothing_but_lists_on(page):
            known[index] = list(_signs_of_line(candidate, topic_of(page)))
    signs = known[index]
    return weigh([*signs, *_signs_of_place(index, page, first)]) if signs else (0.0, "")


@learnt
def _known(_page: Page) -> dict[int, list[Sign]]:
    """The signs in each line, which two rules ask: see _weighed."""
    return {}


def _signs_of_line(candidate: Candidate, topic: Topic) -> Iterator[Sign]:
    """For and against a whole line, wherever it stands."""
    text = candidate.plain.text
    yield from vocabulary(LINE, text, candidate.hits)
    yield from separators(LINE, text)
    share = listed(text, candidate.hits)
    only, mostly = share >= ONLY_IN_LINE, share >= MOSTLY_IN_LINE
    words = "nothing but such words" if only else "mostly such words" if mostly else OTHER
    yield LINE.sign(words)
    yield from surroundings(LINE, candidate, topic, candidate.hits)
    if len(LETTERS.findall(text)) < SHORT_LINE:
        yield LINE.sign("short")


def _signs_of_place(index: int, page: Page, first: int) -> Iterator[Sign]:
    """For and against a line at that place; `first` is the block that will be the page's first."""
    topic = topic_of(page)
    if index == first:
        yield LINE.sign("first line")
    elif index < topic.first or index > topic.last >= 0:
        yield LINE.sign("outside of the body")
    if index > first and is_under_heading(page, index):
        yield LINE.sign("under a heading")
    if topic.first < 0:
        yield LINE.sign("no sentences on the page")


def _signs_of_run(candidate: Candidate, run: list[Hit], topic: Topic) -> Iterator[Sign]:
    """For and against a part of a line."""
    whole = candidate.plain.text
    start, end = run[0].start, run[-1].end
    text = whole[start:end]
    inside = rebased(run, start, end)
    yield from vocabulary(RUN, text, inside)
    yield from separators(RUN, text)
    only = listed(text, inside) >= ONLY_IN_RUN
    yield RUN.sign("nothing but such words" if only else OTHER)
    yield from surroundings(RUN, candidate, topic, run)
    first, last = lettered(whole)
    if start <= first or last <= end:
        yield RUN.sign("at the edge of a line")
    hits = candidate.hits
    others = within(hits, start - REACH_CHARS, start) + within(hits, end, end + REACH_CHARS)
    lawful = speaks_of(LAW, whole, Scope.SENTENCE, Span(start, end))
    if lawful or own_families(others) & own_families(run):
        yield RUN.sign("the line is about it")
    if LISTING.search(whole[max(0, start - SEGMENT) : start]) or ENDING.match(whole, end):
        hard = len(HARD.findall(text)) > 1
        yield RUN.sign("listed in a sentence, in segments" if hard else "listed in a sentence")
    if quoted(whole, start):
        yield RUN.sign("quoted")


def _border(candidate: Candidate, run: list[Hit]) -> Span:
    """Where the run begins and ends, with its separators but without what may be the line's."""
    text = candidate.plain.text
    if _doubtful(run[0]) and text[run[0].start - 1 : run[0].start].isalpha():
        run = run[1:]
    if _doubtful(run[-1]) and text[run[-1].end : run[-1].end + 1].isalpha():
        run = run[:-1]
    start, end = _rest(text, run)
    after = HARD.match(text, end) or SPACE.match(text, end)
    if after and start <= lettered(text)[0]:
        end = after.end()
    before = text[max(0, start - SEGMENT) : start]
    start -= len(before) - len(before.rstrip("-_|#/~ "))
    return Span(candidate.place(start), candidate.place(end))


def _rest(text: str, run: list[Hit]) -> tuple[int, int]:
    """The ends of the run, with segments of unknown words up to the end of the line."""
    start, end = run[0].start, run[-1].end
    mark = next((one.group().strip() for one in HARD.finditer(text, start, end)), "")
    tail = text[end : end + REACH_CHARS]
    parts = tail.split(mark) if mark else []
    if len(parts) > 1 and len(parts[0]) <= SHORT_WORD_CHARS and not BREAK.search(tail):
        end += len(tail) if max(map(len, parts)) <= SEGMENT and len(tail) < REACH_CHARS else 0
    return start, end


def _doubtful(hit: Hit) -> bool:
    word = hit.word
    return not word.own and len(word.text) <= SHORT_WORD_CHARS and not word.text.isascii()
