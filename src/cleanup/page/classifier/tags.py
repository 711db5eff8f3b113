"""The features of blocks that were HTML: what their words say, seen in the tree of the tags.

How likely each block is content by its text is known. Here it is asked how likely the blocks are
that stand in the same elements, how much of them is links, how the elements are named, and where
the block stands by the smallest elements that hold most of the likely content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.columns import (
    Column,
    Columns,
    Sums,
    beside,
    binned,
    blocks_to,
    capped,
    everywhere,
    of_pages,
)
from cleanup.page.classifier.context import LIKELY, LOG_ODDS, MASSES, SHARES, SIZES
from cleanup.page.classifier.elements import PARTS
from cleanup.page.classifier.trees import UNIT, probability_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.page.classifier.tagged import Tagged

NUMBERS = (1, 2, 3, 5, 8, 13, 21, 40, 80)
FROM_FIRST = (-20, -8, -3, -1, 0, 1, 2, 3, 5, 8, 13, 21, 40, 80)
TAGS = ("p", "li", "td", "div", "h1", "h2", "h3", "h4", "blockquote", "pre", "dd", "dt")
OUTER = (
    *("li", "table", "article", "main", "nav", "aside", "footer", "header", "form"),
    *("blockquote", "dl", "figure", "section", "ul", "h1", "address"),
)
ROWS = ("p", "tr", "td", "th")  # tags of which there are many in a text too
PARAGRAPH = 8  # size: of less, a <p> may be anything
DEEP = 20  # elements around a block: more are the same
FAR = 9  # elements to one of a kind: farther is the same
ABOVE = (0, 1, 2, 3, 4)  # levels above the innermost element
MOST = (0.5, 0.8, 0.95)  # shares of all likely content
BESIDE = (-3, -2, -1, 1, 2, 3)  # blocks
AROUND = (3, 8, 20)  # blocks


def own(t: Tagged) -> Columns:
    """Of the block by itself: what its text says, its tag, its links."""
    e = t.elements
    tag = e.own_tag
    heading = np.array([int(one[1]) if one[:1] == "h" and one[1:].isdigit() else 0 for one in tag])
    found = {
        "text": binned(t.text / UNIT, LOG_ODDS),
        "headline": binned(probability_of(t.title), (0.05, 0.1, 0.3, 0.5, 0.7, 0.9)),
        "sentences": capped(t.measures.prose, 1),
        "size": binned(t.size, SIZES),
        "links": binned(e.links, SHARES),
        "heading": capped(heading, 6),
        "depth": capped(e.depth, DEEP),
    }
    found |= {f"<{name}>": capped(tag == name, 1) for name in TAGS}
    found |= {f"in <{name}>": capped(e.within(name), 1) for name in OUTER}
    return found | _headings(heading, t)


def _headings(heading: np.ndarray, t: Tagged) -> Columns:
    """How far the page's headline is, and the heading above."""
    at, first = np.arange(len(heading)), np.flatnonzero(heading == 1)
    longest = first[np.argmax(t.size[first])] if len(first) else None
    none = np.full(len(at), len(FROM_FIRST) + 1)
    from_first = none if longest is None else binned(at - longest, FROM_FIRST).value
    last = np.maximum.accumulate(np.where(heading > 0, at, -1))
    last = np.concatenate([[-1], last[:-1]])
    return {
        "from <h1>": Column(from_first, len(FROM_FIRST) + 2),
        "below a heading": binned(blocks_to(heading > 0, "below", t.borders), NUMBERS),
        "heading above": capped(np.where(last >= 0, heading[last], 0), 6),
    }


def named(t: Tagged) -> Columns:
    """Of the names of the elements around the block, by the part of a page that they tell."""
    e, found = t.elements, Columns()
    level = np.arange(len(e.around))[:, None]
    for name in PARTS:
        there = e.part(name)
        found[f"{name}, from inside"] = capped(
            np.where(there, e.depth - 1 - level, FAR).min(axis=0), FAR
        )
        found[f"{name}, from outside"] = capped(np.where(there, level, DEEP).min(axis=0), DEEP)
        share = t.likely[there.any(axis=0)].sum() / t.total
        found[f"page: in {name}"] = everywhere(share, SHARES, t.borders)
    return found


def containers(t: Tagged) -> Columns:
    """Of the elements around the block: how likely, how large, how much of it links."""
    e, found = t.elements, Columns()
    size, likely, linked = t.sums
    paragraph = (e.own_tag == "p") & (t.size > PARAGRAPH)
    paragraphs, blocks = e.sums(paragraph), e.sums(np.ones(t.measures.count))
    for levels in ABOVE:
        at = e.up(levels)
        others = size[at] - t.size
        apart = binned((likely[at] - t.likely) / np.maximum(others, 1e-9), LIKELY)
        found |= {
            f"{levels} up: likely": binned(likely[at] / size[at], LIKELY),
            f"{levels} up: share": binned(likely[at] / t.total, LIKELY),
            f"{levels} up: links": binned(linked[at] / size[at], SHARES),
            f"{levels} up: blocks": binned(blocks[at], NUMBERS),
            f"{levels} up: paragraphs": binned(paragraphs[at] / max(1, paragraph.sum()), SHARES),
            f"{levels} up: others": Column(np.where(others > 0, apart.value + 1, 0), apart.values),
            f"{levels} up: size": binned(size[at], MASSES),
        }
    found["page: paragraphs"] = everywhere(paragraph.sum(), NUMBERS, t.borders)
    return found


def siblings(t: Tagged) -> Columns:
    """Of those elements that have the most of their kind beside them: items of a list, posts."""
    e = t.elements
    size, likely, linked = t.sums
    kind = e.sibling
    number = np.bincount(kind)
    sizes, likelies, links = (np.bincount(kind, value) for value in (size, likely, linked))
    many = np.append(np.where(np.isin(e.tag, ROWS), 1, number[kind]), 0)[e.around]
    level = len(many) - 1 - np.argmax(many[::-1], axis=0)
    item, inner = e.at(level), e.up(0)
    of, same = kind[item], kind[inner]
    return {
        "items": binned(many.max(axis=0), (2, 3, 4, 6, 10, 20, 50)),
        "items: up": capped(e.depth - 1 - level, FAR),
        "items: likely": binned(likelies[of] / sizes[of], LIKELY),
        "items: others": binned(
            (likelies[of] - likely[item] + 0.3) / (sizes[of] - size[item] + 1), LIKELY
        ),
        "items: share": binned(likelies[of] / t.total, LIKELY),
        "items: links": binned(links[of] / sizes[of], SHARES),
        "items: size": binned(sizes[of] / number[of], MASSES),
        "item: likely": binned(likely[item] / size[item], LIKELY),
        "item: share": binned(likely[item] / t.total, LIKELY),
        "innermost: number": binned(number[same], NUMBERS),
        "innermost: others": binned(
            (likelies[same] - t.likely + 1.5) / (sizes[same] - t.size + 3), LIKELY
        ),
        "innermost: links": binned(links[same] / sizes[same], SHARES),
        **_of_a_kind(t),
    }


def _of_a_kind(t: Tagged) -> Columns:
    """Of all blocks that stand amid the same labels."""
    kind = t.elements.kind
    size, likely, linked = (np.bincount(kind, value) for value in (t.size, t.likely, t.linked))
    best = int(np.argmax(likely))
    return {
        "kind: others": binned((likely[kind] - t.likely + 1.5) / (size[kind] - t.size + 3), LIKELY),
        "kind: blocks": binned(np.bincount(kind)[kind], NUMBERS),
        "kind: share": binned(likely[kind] / t.total, LIKELY),
        "kind: links": binned(linked[kind] / size[kind], SHARES),
        "kind: likeliest": capped(kind == best, 1),
        "page: likeliest kind": everywhere(likely[best] / t.total, LIKELY, t.borders),
    }


def main(t: Tagged) -> Columns:
    """Of the smallest elements that hold half, four fifths, nearly all of the likely content."""
    e, found = t.elements, Columns()
    size, likely, linked = t.sums
    at = np.arange(t.measures.count)
    for most in MOST:
        holding = np.flatnonzero(likely >= most * t.total)
        one = holding[np.lexsort((size[holding], -e.level[holding]))[0]]
        inside = (e.around == one).any(axis=0)
        first, last = np.flatnonzero(inside)[[0, -1]]
        outside = binned(np.where(at < first, first - at, at - last), NUMBERS).value + FAR + 1
        deep = np.minimum(e.depth - int(e.level[one]), FAR)
        above = e.around[: e.level[one] + 1]
        missing = len(above) - (above == above[:, [first]]).sum(axis=0)
        found |= {
            f"main {most}": Column(np.where(inside, deep, outside), FAR + len(NUMBERS) + 2),
            f"main {most}: side": Column(np.where(inside, 0, np.where(at < first, 1, 2)), 3),
            f"main {most}: missing": capped(missing, FAR),
            f"page: main {most}": everywhere(likely[one] / size[one], LIKELY, t.borders),
            f"page: links in main {most}": everywhere(linked[one] / size[one], SHARES, t.borders),
        }
    return found


def around(t: Tagged) -> Columns:
    """Of the blocks near it: how likely, and how much of them links."""
    found: Columns = {}
    values = np.array([t.size, t.likely, t.linked])
    sums = Sums(values, t.borders)
    for reach in AROUND:
        size, likely, linked = sums.within(reach, reach)
        found[f"around {reach}: likely"] = binned(likely / size, LIKELY)
        found[f"around {reach}: links"] = binned(linked / size, SHARES)
        for side, (above, below) in {"above": (reach, 0), "below": (0, reach)}.items():
            size, likely, _ = sums.within(above, below) - values
            found[f"{side} {reach}: likely"] = binned(likely / np.maximum(size, 1e-9), LIKELY)
    passed = np.cumsum(t.likely)
    found["before"] = binned((passed - t.likely) / t.total, LIKELY)
    found["after"] = binned((t.total - passed) / t.total, LIKELY)
    return found


def page(t: Tagged) -> Columns:
    """Of the page as a whole."""
    m, e = t.measures, t.elements
    numbers = (*NUMBERS, 160, 320, 640)
    values = {
        "links": (t.linked.sum() / t.size.sum(), SHARES),
        "likely": (t.total / t.size.sum(), SHARES),
        "tables": (t.likely[e.within("table")].sum() / t.total, SHARES),
        "<h1>": ((e.own_tag == "h1").sum(), numbers),
        "<article>": ((e.tag == "article").sum(), numbers),
        "blocks": (m.count, numbers),
    }
    return of_pages(values, t.borders)


# What is said of a block when a family of features decides about it.
FAMILIES: dict[str, Callable[[Tagged], Columns]] = {
    "its words and its tag": own,
    "the names of the tags around it": named,
    "the elements around it": containers,
    "the elements beside it": siblings,
    "where the main part stands": main,
    "what surrounds it": around,
    "the page": page,
}
NEIGHBOURS = ("text", "links", "size")


def tag_features(t: Tagged) -> dict[str, Columns]:
    """All features of the blocks of a page that was HTML, family by family."""
    families = {title: family(t) for title, family in FAMILIES.items()}
    first = families["its words and its tag"]
    families["its neighbours"] = {
        f"{name}, {by:+d}": beside(first[name], by, t.borders)
        for by in BESIDE
        for name in NEIGHBOURS
    }
    kind = t.elements.kind
    for by in BESIDE:
        same = t.borders.shifted(kind, by, -1) == kind
        families["its neighbours"][f"of one kind, {by:+d}"] = capped(same, 1)
    return families
