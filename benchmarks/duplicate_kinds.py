"""How the documents of a cluster come from one article: see duplicated_corpus.py for the kinds."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import opencc

from benchmarks import invented_pages
from benchmarks.glosses import PUNCTUATION, SIZES, annotated, damage
from benchmarks.invented_text import article, clauses, figure, lists
from cleanup.data import frequency_rank

if TYPE_CHECKING:
    from collections.abc import Callable

COMMON = 2_000  # characters by frequency from which edits draw
FOOTERS = 12
SHARED = (0.67, 0.82)  # of an article's characters: what a hard one shares at most


class Generated(NamedTuple):
    """A document. Those with one `source` tell the same; those of one `group` share text.

    `text` is what a scraper got, `body` the clean text that it was made of.
    """

    name: str
    text: str
    body: str
    kind: str
    source: str
    group: str


def one(kind: str, source: str, body: str, text: str = "", group: str = "") -> Generated:
    """A document of a cluster; where nothing else is said its text is its body."""
    return Generated(kind.replace(" ", ""), text or body, body, kind, source, group or source)


def edited(text: str, share: float, chance: Random) -> str:
    """The text with a share of its characters replaced (80 %), taken out, or one put after."""
    characters = list(text)
    common = _common()
    for at in chance.sample(range(len(text)), round(share * len(text))):
        old, draw = text[at], chance.random()
        if old == "\n":
            continue
        new = chance.choice("0123456789") if old.isdigit() else chance.choice(common)
        characters[at] = new if draw < 0.8 else "" if draw < 0.9 else old + new
    return "".join(characters)


def glossed(text: str, chance: Random) -> str:
    """The text as the kit leaves it: Traditional, readings injected, some characters torn."""
    table = _annotated()[: chance.choice(SIZES)]
    table += PUNCTUATION if chance.random() < 0.5 else ""
    converted = _converter().convert(text).encode("gbk", "ignore").decode("gbk")
    return "\n".join(damage(line, table).text for line in converted.split("\n"))


def _original(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    return [one(kind, group, article(chance))]


def _copied(
    chance: Random, kind: str, group: str, copy: Callable[[str], str], copies: int
) -> list[Generated]:
    body = article(chance)
    return [one(kind, group, body), *(one(kind, group, copy(body)) for _ in range(copies))]


def _exact(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    return _copied(chance, kind, group, str, chance.randint(1, 3))


def _edited(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    share = int(kind.split()[1]) / 100
    copies = chance.randint(1, 3)
    return _copied(chance, kind, group, lambda body: edited(body, share, chance), copies)


def _chrome(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    body = article(chance)
    layouts = chance.sample(invented_pages.LAYOUTS, chance.randint(2, 4))
    return [one(kind, group, body, invented_pages.page(body, some, chance)) for some in layouts]


def _messenger(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    body = article(chance)
    text = invented_pages.page(body, invented_pages.MESSENGER, chance)
    return [one(kind, group, body), one(kind, group, body, text)]


def _glossed(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    body = article(chance)
    copies = [one(kind, group, body, glossed(body, chance)) for _ in range(chance.randint(1, 2))]
    return [one(kind, group, body), *copies]


def _hub(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    def copy(body: str) -> str:
        return edited(body, chance.uniform(0.01, 0.05), chance) if chance.random() < 0.5 else body

    return _copied(chance, kind, group, copy, int(50 * 10 ** chance.random()) - 1)


def _chain(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    bodies = [article(chance)]
    for _ in range(chance.randint(4, 11)):
        bodies.append(edited(bodies[-1], chance.uniform(0.06, 0.08), chance))
    return [one(kind, group, body) for body in bodies]


def _hard(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    """Articles with a share of the first one's sentences, scattered or in one stretch."""
    first = article(chance, 450)
    parts = re.split(r"(?<=[。\n])(?=[^\n])", first)
    order = list(range(len(parts)))
    if chance.random() < 0.5:
        chance.shuffle(order)
    else:
        turn = chance.randrange(len(parts))
        order = order[turn:] + order[:turn]
    most = chance.uniform(*SHARED) * len(first)
    sizes = accumulate(len(parts[at]) for at in order)
    shared = {at for at, size in zip(order, sizes, strict=True) if size <= most}
    found = [first]
    for _ in range(chance.randint(1, 3)):
        whole = [part if at in shared else _another(chance, part) for at, part in enumerate(parts)]
        found.append("".join(whole))
    return [one(kind, f"{group}-{at}", body, group=group) for at, body in enumerate(found)]


def _another(chance: Random, part: str) -> str:
    """A sentence of other clauses, as many, with the same end."""
    end = part[len(part.rstrip("。\n")) :]
    return "，".join(clauses(chance, part.count("，") + 1)) + end


def _report(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    """Reports of one form: who reports, of which things, in which words, is the form."""
    things = chance.sample(lists().words, 16)
    remarks = clauses(chance, len(things) + 3)
    place, first, second = chance.choice(lists().places), *chance.sample(lists().words, 2)
    changes = chance.random() < 0.5
    reports = []
    for _ in range(chance.randint(5, 20)):
        day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        rows = [f"{place}{first}{second}行情（{day}）", f"{day}，{'，'.join(remarks[-3:])}。"]
        for thing, remark in zip(things, remarks, strict=False):
            change = f"，{chance.choice('涨跌')}{figure(chance)}" if changes else ""
            rows.append(f"{thing}的平均{second}为每{first}{figure(chance)}元{change}，{remark}。")
        reports.append("\n".join(rows))
    return [one(kind, f"{group}-{at}", body, group=group) for at, body in enumerate(reports)]


def _footer(chance: Random, kind: str, group: str, _: int) -> list[Generated]:
    return [one(kind, group, f"{article(chance)}\n{chance.choice(_footers())}")]


def _late(chance: Random, kind: str, group: str, number: int) -> list[Generated]:
    """The document that one window has of the cluster."""
    body = article(chance)
    own = Random(f"{chance.random()}-{number}")
    return [one(kind, group, edited(body, own.choice((0, 0.02)), own) if number else body)]


# Documents of a hundred, and what makes a cluster of the kind.
SHARES: dict[str, tuple[float, Callable[[Random, str, str, int], list[Generated]]]] = {
    "original": (43, _original),
    "exact": (5, _exact),
    "edited 2": (7, _edited),
    "edited 6": (6, _edited),
    "edited 12": (6, _edited),
    "chrome": (6, _chrome),
    "messenger": (1, _messenger),
    "glossed": (5, _glossed),
    "hub": (6, _hub),
    "chain": (4, _chain),
    "hard": (4, _hard),
    "report": (3, _report),
    "footer": (3, _footer),
    "late": (1, _late),
}


@cache
def _annotated() -> list[str]:
    return annotated()


@cache
def _common() -> list[str]:
    return [c for c in list(frequency_rank())[:COMMON] if c.encode("gb2312", "ignore")]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _footers() -> list[str]:
    """Disclaimers of invented sites, of 80 to 150 characters."""
    chance = Random("footers")
    made = []
    for _ in range(FOOTERS):
        site = chance.choice(invented_pages.sites())[0]
        middle = "，".join(clauses(chance, chance.randint(2, 5)))
        made.append(
            f"本文由{site}整理发布，{middle}。文中观点只代表作者本人，与{site}的立场无关；"
            f"如需转载，请写明出处并保留这段文字，有疑问可向{site}编辑部提出。"
        )
    return made
