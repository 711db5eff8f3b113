"""SPM: advertisements with an address or a number, in somebody else's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE
from cleanup.rules.spam.evidence import (
    ADVERTISEMENT,
    LAW,
    Sign,
    confidence,
    own_families,
    quoted,
    topic_of,
    weigh,
)
from cleanup.rules.spam.glued import spoken_elsewhere, words_of
from cleanup.rules.spam.lexicon import rebased, solicitations, within, without
from cleanup.rules.spam.lists import LETTERS, lettered
from cleanup.text.learnt import learnt
from cleanup.text.speaks_of import Scope, speaks_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from cleanup.page.page import Page
    from cleanup.rules.spam.lexicon import Candidate, Hit

URL = r"(?:https?://|(?<![a-z0-9.])(?:www|m)\.)[a-z0-9./?=&_%:-]+"
NAMES = (
    "微信|薇信|威信|v信|加v|➕v|扣扣|加群|加赖|电报|飞机|机器人|电话|手机|联系|客服|热线|咨询|"
    r"(?<![a-z])(?:vx|wx|qq|tel|tg|telegram|whatsapp|line)(?:\s?id)?"
)
NUMBER = (
    rf"(?:{NAMES})[群号码:是加同@\s]{{0,4}}(?:"
    r"[a-z_+-]{0,9}\d{6,15}|(?=[a-z_+-]{0,19}\d)[a-z0-9_+-]{6,20}|[a-z]{1,9}\d{3,15}"
    r")|(?<!\d)1[3-9]\d{9}(?!\d)"
)
CONTACT = regex(rf"(?P<url>{URL})|(?P<number>{NUMBER})")
BRACKET = regex(r"[【\[(〖「]([^【】\[\]()〖〗「」\n]{4,90})[】\])〗」]")
TRAILER = regex(
    r"(?:微信同号|同号|微信|[\u4e00-\u9fff](?:经理|小姐|先生|老师|总)|\s|,?24小时(?:在线|服务)?|[,]?欢迎(?:咨询|来电))*"
)
ENDS = regex(r"[。!?…”」]")
FULL_STOP = regex(r"[。?…”」]")
ROOM, BEFORE_OFFER = 12, 5  # code points in a bracket after the offer, and before it
BESIDE = 120  # code points that may stand there, words of the trade among them
FEW_LETTERS = 6  # before and behind an offer that are of it where nothing else is on the line
ELSEWHERE = 300  # code points to either side in which a line may speak of the same
OFFER_REACH_CHARS = 80  # code points from the first word of an offer to its number
OFFICE = regex(
    "税务|银行|窗口|大厅|办事|政策|请拨打|拨打|医保|门诊时间|地址|社区|法律援助|招生|征信中心|财政"
)
BODY = "那年冬天雪下得很大，渡船停了三天，岸上的人围着火炉听故事。\n"


class Solicitation(NamedTuple):
    """A stretch of a line that offers something, and how to be reached."""

    start: int
    end: int
    contact: re.Match[str]
    hits: list[Hit]


@rule(
    "SPM004",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{BODY[:-1]}【最新章节请访问http://www.example.com】{BODY}", f"{BODY[:-1]}{BODY}"),
        (f"【代开发票加微信ab123456】{BODY}", BODY),
    ),
    ignores=(
        f"【详见http://www.example.com/tongzhi】{BODY}",
        f"【记者 李某】{BODY}",
        "他在【代开发票加微信】这几个字前站了很久，最后还是没有拨那个号码。\n",
    ),
)
def bracketed_advertisement(page: Page) -> Iterator[Finding]:
    """An advertisement in brackets amid the text: 【最新章节请访问http://…】.

    It holds an address or a number, and words of an offer. A reference to a source stays.
    """
    for candidate in solicitations(page):
        for match in BRACKET.finditer(candidate.plain.text):
            contact = CONTACT.search(candidate.plain.text, match.start(), match.end())
            inside = within(candidate.hits, match.start(), match.end())
            if contact and own_families(inside) and _fills(match, contact, inside):
                solicitation = Solicitation(match.start(), match.end(), contact, inside)
                yield from _judged(candidate, page, solicitation, ["in brackets"])


@rule(
    "SPM005",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{ARTICLE}代开各类发票，保真可查，联系电话1 3 8 0 0 0 0 0 0 0 0李经理\n", ARTICLE),
        (f"治疗白癜风最好的医院是哪家http://www.example.com/{BODY}", BODY),
        (f"{BODY[:-1]}办理文凭，先办后付，加微信①③⑧00000000\n", BODY),
    ),
    ignores=(
        "代开发票请到办税大厅窗口，咨询电话12366，工作日均可办理，不收取任何费用。\n",
        "警方提醒：凡称无抵押贷款、不看征信、加微信ab123456的，都是诈骗。\n",
        "本院皮肤科治疗白癜风，门诊时间为每周一，预约电话13800000000。\n",
    ),
)
def advertisement_with_contact(page: Page) -> Iterator[Finding]:
    """An offer of invoices, diplomas, loans, game servers or a clinic, with how to reach it.

    On a line of its own or glued to a good one, where only the offer goes. Weighed are the words,
    a number with spaced or circled digits, an address run into the text, and whether the page's
    own sentences speak of the same. Warnings of the police, and notices of an office, stay.
    """
    for candidate in solicitations(page):
        for solicitation in _solicitations(candidate, page):
            glued = candidate.plain.text[solicitation.end : solicitation.end + 1].isalpha()
            run_in = glued and solicitation.contact["url"] is not None
            names = ["run into the text"] if run_in else []
            yield from _judged(candidate, page, solicitation, names)


def _fills(bracket: re.Match[str], contact: re.Match[str], hits: Sequence[Hit]) -> bool:
    """Whether the brackets hold the offer alone, and were not there before it."""
    last = max(contact.end(), hits[-1].end)
    room = ROOM if bracket.group()[0] == "【" else 2
    return min(hits[0].start, contact.start()) - bracket.start() <= BEFORE_OFFER and (
        bracket.end() - last <= room
    )


def _judged(
    candidate: Candidate, page: Page, solicitation: Solicitation, names: Sequence[str]
) -> Iterator[Finding]:
    """The finding, if the signs, with those that have `names`, weigh enough."""
    signs = [*map(ADVERTISEMENT.sign, names), *_signs(candidate, page, solicitation)]
    score, reasons = weigh(signs)
    if score < ADVERTISEMENT["threshold"]:
        return
    note, sure = f"advertisement: {reasons}", confidence(score, ADVERTISEMENT)
    text = candidate.plain.text
    first, last = lettered(text)
    if solicitation.start <= first and last <= solicitation.end:
        yield remove_line(candidate.block, note, sure)
    else:
        span = Span(candidate.place(solicitation.start), candidate.place(solicitation.end))
        yield Finding(span, "", note, sure)


def _signs(candidate: Candidate, page: Page, solicitation: Solicitation) -> Iterator[Sign]:
    topic, text = topic_of(page), candidate.plain.text
    words = dict.fromkeys(hit.word for hit in solicitation.hits)
    own = [word.text for word in words if word.own]
    sign, most = ADVERTISEMENT.sign, ADVERTISEMENT["all words, at most"]
    yield Sign(f"words: {', '.join(own[:4])}", min(ADVERTISEMENT.words(words), most))
    yield sign("an address" if solicitation.contact["url"] else "a number")
    if _masked(candidate, solicitation.contact):
        yield sign("masked digits")
    families = own_families(solicitation.hits)
    if families & topic.told_outside(_offers(page) | {candidate.block.index}):
        yield sign("the page is about it")
    elif topic.families.keys() - families or len(page.prose) > 1:
        yield sign("far from what the page is about")
    span = Span(solicitation.start, solicitation.end)
    outside = within(candidate.hits, solicitation.start - ELSEWHERE, solicitation.start)
    outside += within(candidate.hits, solicitation.end, solicitation.end + ELSEWHERE)
    if own_families(outside) & families:
        yield sign("the line is about it")
    if topic.about_spam or _speaks_of(LAW, text, span):
        yield sign("about the law or spam")
    if _speaks_of(OFFICE, text, span):
        yield sign("an office's notice")
    if quoted(text, solicitation.start):
        yield sign("quoted")


def _speaks_of(subject: re.Pattern[str], text: str, span: Span) -> bool:
    """Whether a subject is spoken of in an offer, or around it in its sentence."""
    return speaks_of(subject, text, Scope.SENTENCE, span) or speaks_of(subject, text[slice(*span)])


def _solicitations(candidate: Candidate, page: Page) -> Iterator[Solicitation]:
    """From the first word of an offer to the number, with what is said after it."""
    text, done = candidate.plain.text, 0
    for contact in CONTACT.finditer(text):
        floor = max(done, contact.start() - OFFER_REACH_CHARS)
        floor = max(
            (end.end() for end in ENDS.finditer(text, floor, contact.start())), default=floor
        )
        inside = within(candidate.hits, floor, contact.start())
        if not own_families(inside) - {"reading"}:  # these only in brackets
            continue
        stop = TRAILER.match(text, contact.end())
        done = stop.end() if stop else contact.end()
        start = _first(text, inside)
        if _is_alone(candidate, page, start, done):
            start, done = 0, len(text)
        yield Solicitation(start, done, contact, inside)


@learnt
def _offers(page: Page) -> frozenset[int]:
    """The lines that are mostly an offer, where they are less than half of the page.

    They say nothing of what the page is about: several advertisements of a trade are often put in.
    """
    found = {
        candidate.block.index
        for candidate in solicitations(page)
        for one in _solicitations(candidate, page)
        if 2 * (one.end - one.start) > len(candidate.plain.text)
    }
    told = sum(len(block.folded) for block in page.prose)
    offered = sum(len(page.blocks[at].folded) for at in found)
    return frozenset(found if 2 * offered < told else ())


def _is_alone(candidate: Candidate, page: Page, start: int, end: int) -> bool:
    """Whether what stands before and behind an offer is too little to be the page's own."""
    whole = candidate.plain.text
    if len(whole) - (end - start) > BESIDE:
        return False
    for text, hits in (
        (whole[:start], rebased(candidate.hits, 0, start)),
        (whole[end:], rebased(candidate.hits, end, len(whole))),
    ):
        rest = without(text, hits)
        if len(LETTERS.findall(rest)) > FEW_LETTERS or FULL_STOP.search(text):
            return False
        if spoken_elsewhere(words_of(rest), page, candidate.block.index):
            return False
    return True


def _first(text: str, hits: Sequence[Hit]) -> int:
    """Where the offer begins: with the first word, or with weak ones if they open the sentence."""
    first = start = next(at for at, hit in enumerate(hits) if hit.word.own)
    while start and not LETTERS.search(text, hits[start - 1].end, hits[start].start):
        start -= 1
    place = hits[start].start
    opening = not (place and text[place - 1].isalnum())
    return hits[start if opening else first].start


def _masked(candidate: Candidate, contact: re.Match[str]) -> bool:
    """Whether the number is written otherwise than it is meant."""
    start, end = candidate.place(contact.start()), candidate.place(contact.end())
    first = candidate.block.start
    return candidate.block.folded[start - first : end - first].rstrip() != contact.group()
