"""What speaks for a list of keywords being injected, and what against: named, weighed signs."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.data import spam_signs
from cleanup.regex import regex
from cleanup.rules.spam.lexicon import candidates, hits_in, speaking
from cleanup.rules.spam.lists import HARD, SOFT, is_list, runs_of
from cleanup.rules.spam.sites import sites_in
from cleanup.text.folding import fold
from cleanup.text.learnt import learnt
from cleanup.text.scripts import HAN, script_of
from cleanup.text.speaks_of import speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.page.page import Page
    from cleanup.rules.spam.lexicon import Candidate, Hit, Word

MAX_WEAK = 6  # weak words that count
MIN_TOTAL = 4.0  # what words must weigh together
QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("‘", "’"), ("《", "》"))
QUOTATION = regex('[“「『‘《"]')  # what begins one
QUOTE = 120  # code points in which a quotation is looked for
MAX_LISTED = 20  # lines with keywords under one heading
SAMPLE_BLOCKS = 40  # blocks that tell in which writing a page is
WRITINGS = {
    "hangul": regex("[\uac00-\ud7a3]+"),
    "kana": regex("[\u3041-\u30fa]+"),
    "thai": regex("[\u0e01-\u0e3a]+"),
    "han": regex(f"[{HAN}]+"),
    "latin": regex("(?:[a-z]{2})+"),
}
# Who writes about the trade: on spam itself, on the law.
ABOUT = regex(
    "关键词|关键字|敏感词|词表|暗链|挂马|黑帽|垃圾(?:信息|邮件|文字|广告|网页|评论|帖)|搜索引擎|屏蔽词|"
    r"スパム|キーワード|스팸|키워드|từ khóa|\b(?:seo|spam|spammers?|keywords?)\b"
)
LAW = regex(
    "警方|民警|警察|公安|查获|打击|犯罪|涉案|违法|非法|法院|检察|判处|被告|整治|处罚|罚款|诈骗|举报|"
    "监管|禁止|停售|取缔|查封|骗局|受骗|暗访|扫黄|立法|条例|刑法|刑事|判刑|逮捕|違法|摘発|경찰|단속|불법|처벌|"
    r"công an|bắt giữ|đánh bạc|pháp luật|\b(?:police|arrest|illegal|laws?|courts?|bans?)\b"
)


class Sign(NamedTuple):
    """One reason, for a list being injected or, with a negative weight, against it."""

    name: str
    weight: float


class Scale:
    """What the signs weigh of one kind of spam, and how much they must weigh together."""

    def __init__(self, kind: int) -> None:
        """Take a column of the table."""
        self._weights = {name: row[kind] for name, row in spam_signs().items()}

    def __getitem__(self, name: str) -> float:
        """The weight of a sign of this kind of spam."""
        weight = self._weights[name]
        if weight is None:
            raise KeyError(name)
        return weight

    def sign(self, name: str) -> Sign:
        """A sign with its weight."""
        return Sign(name, self[name])

    def words(self, words: Iterable[Word]) -> float:
        """What words weigh together."""
        return sum(self[f"{word.strength} word"] for word in words)


LINE, RUN, PHRASE, ADVERTISEMENT = map(Scale, range(4))


class Topic(NamedTuple):
    """What the page's own sentences are about, where they begin and end, how they are written."""

    families: dict[str, set[int]]  # the trades that are spoken of, and in which blocks
    about_spam: bool
    first: int
    last: int
    writing: str
    traditional: bool

    def told_outside(self, blocks: AbstractSet[int]) -> set[str]:
        """The trades that other blocks than these, by index, speak of."""
        return {family for family, told in self.families.items() if told - blocks}


def surroundings(
    scale: Scale, candidate: Candidate, topic: Topic, hits: Sequence[Hit]
) -> Iterator[Sign]:
    """For and against what such words make up on their page: the whole line, or a part of it."""
    whole = candidate.plain.text
    text = whole if scale is LINE else whole[hits[0].start : hits[-1].end]
    if candidate.plain.masked:
        yield scale.sign("masked letters")
    if foreign(text, topic):
        yield scale.sign("another script than the page")
    families = own_families(hits)
    if scale is not RUN:
        families |= {site.family for site in sites_in(whole, candidate.hits)}
    if families & topic.told_outside({candidate.block.index}):
        yield scale.sign("the page is about it")
    elif topic.first >= 0:
        yield scale.sign("far from what the page is about")
    if topic.about_spam:
        yield scale.sign("the page is about spam")
    if speaks_of(LAW, text):
        yield scale.sign("about the law")


def weigh(signs: Iterable[Sign]) -> tuple[float, str]:
    """The sum of the weights, and the weightiest reasons in words."""
    ordered = sorted(signs, key=attrgetter("weight"), reverse=True)
    weights = [sign.weight for sign in ordered]
    reasons = [sign.name for sign in ordered[:4] if sign.weight > 0]
    return sum(weights), "; ".join(reasons)


def confidence(score: float, scale: Scale) -> float:
    """From .8 at the threshold to .99."""
    return round(min(0.99, 0.8 + 0.05 * (score - scale["threshold"])), 2)


def vocabulary(scale: Scale, text: str, hits: Sequence[Hit]) -> Iterator[Sign]:
    """The words of the trade in a text, each counted once, and what they make up together."""
    words = dict.fromkeys(hit.word for hit in hits)
    weak = [word for word in words if not word.own]
    own = [word for word in words if word.own]
    total = scale.words([*own, *weak[:MAX_WEAK]])
    most = scale["all words, at most"]
    yield Sign(f"words: {', '.join(word.text for word in own[:4])}", min(total, most))
    sites = sites_in(text, hits) if scale is not RUN else ()
    if sites:
        yield scale.sign("leads to a bookmaker's site")
    elif all(word.strength in ("subject", "name") for word in own):
        yield scale.sign("no unmistakable words")
    elif total < MIN_TOTAL:
        yield scale.sign("few words")
    if len({word.family for word in own}) > 1:
        yield scale.sign("several trades")


def separators(scale: Scale, text: str) -> Iterator[Sign]:
    """How the segments are put together."""
    hard = len(HARD.findall(text))
    if hard > 1:
        yield scale.sign("segments without a sentence")
    elif "、" in text:
        yield scale.sign("commas as authors put them")
    elif len(SOFT.findall(text)) > 1:
        yield scale.sign("soft segments without a sentence")


def foreign(text: str, topic: Topic) -> bool:
    """Whether a list is written otherwise than the page: in another script, or writing."""
    own = writing(text)
    if topic.traditional and own == "han":
        return script_of(text) == "hans"
    if topic.writing == "kana" and own == "han":
        return script_of(text) == "hans"
    return bool(topic.writing and own and own != topic.writing)


def writing(text: str) -> str:
    """The writing that a folded text is in, '' if it has no letters."""
    counts = {name: sum(map(len, runs.findall(text))) for name, runs in WRITINGS.items()}
    counts["latin"] //= 2  # a letter says half of what a character does
    if counts["kana"] > 0.1 * counts["han"]:
        counts["kana"] += counts["han"]
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


@learnt
def topic_of(page: Page) -> Topic:
    """What the sentences of a page say, lists of keywords left out."""
    lists = lists_on(page)
    prose = [block for block in page.prose if block.index not in lists]
    families: defaultdict[str, set[int]] = defaultdict(set)
    for index in speaking(page):
        if page.blocks[index].prose and index not in lists:
            for family in own_families(hits_in(page.blocks[index].folded)):
                families[family].add(index)
    sample = "\n".join(block.text for block in prose[:SAMPLE_BLOCKS])
    return Topic(
        families=families,
        about_spam=any(speaks_of(ABOUT, block.folded) for block in prose),
        first=prose[0].index if prose else -1,
        last=prose[-1].index if prose else -1,
        writing=writing(fold(sample)),
        traditional=script_of(sample) == "hant",
    )


@learnt
def lists_on(page: Page) -> frozenset[int]:
    """The blocks, by index, that are lists of keywords or hold one as no sentence does."""
    glued = (one.block.index for one in candidates(page) if _is_glued(one))
    return nothing_but_lists_on(page).union(glued)


@learnt
def nothing_but_lists_on(page: Page) -> frozenset[int]:
    """The blocks, by index, that are lists of keywords."""
    return frozenset(one.block.index for one in candidates(page) if is_list(one))


def _is_glued(candidate: Candidate) -> bool:
    """Whether a line holds a run as no sentence has it."""
    text = candidate.plain.text
    return any(len(HARD.findall(text, run[0].start, run[-1].end)) > 1 for run in runs_of(candidate))


def quoted(text: str, place: int) -> bool:
    """Whether a place of a line is inside of quotation marks."""
    before = text[max(0, place - QUOTE) : place]
    if not QUOTATION.search(before):
        return False
    opened = any(before.count(first) > before.count(last) for first, last in QUOTES)
    return opened or before.count('"') % 2 == 1


def is_under_heading(page: Page, index: int) -> bool:
    """Whether a line ending in a colon stands above a block, or above others such as it."""
    listed = _listed(page)
    above = range(index - 1, max(-1, index - 1 - MAX_LISTED), -1)
    heading = next((at for at in above if at not in listed), None)
    return heading is not None and page.blocks[heading].folded.endswith(":")


@learnt
def _listed(page: Page) -> frozenset[int]:
    """The blocks, by index, with keywords and no sentence."""
    return frozenset(one.block.index for one in candidates(page) if not one.block.prose)


def own_families(hits: Iterable[Hit]) -> set[str]:
    """The trades that words tell, weak ones aside."""
    return {hit.word.family for hit in hits if hit.word.own}
