"""SCR: conversion between the Chinese scripts, by OpenCC. Opt-in: it is no repair."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.codes import codes_of
from cleanup.text.scripts import CJK, script_of
from cleanup.text.word_boundaries import converted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cleanup.rule import Rule
    from cleanup.settings import Script

# Kana and Hangul: the line is Japanese or Korean.
FOREIGN = regex("[\u3041-\u30fa\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


@rule(
    "SCR001",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("產業升級\n", "产业升级\n"), ("頭髮乾淨\n", "头发干净\n")),
    ignores=("产业升级\n", "日本の產業です。\n", "國會는 汝矣島에 있다.\n", "plain English\n"),
)
def to_simplified(text: str) -> Iterator[Finding]:
    """Traditional characters become Simplified ones (`--script hans`).

    The script is told line by line, and by the document where a line does not tell. What is
    Simplified already stays, and what tells nothing. Lines with kana or Hangul are Japanese or
    Korean and stay; in a document that has more of these, all lines stay.
    """
    return _converted(text, "hant", "t2s")


@rule(
    "SCR002",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("产业升级\n", "產業升級\n"), ("头发干净\n", "頭髮乾淨\n")),
    ignores=("產業集群為王\n", "皇后\n", "日本の产業です。\n", "plain English\n"),
)
def to_traditional(text: str) -> Iterator[Finding]:
    """Simplified characters become Traditional ones (`--script hant`).

    What is Traditional already stays, so that 后 in it remains an empress; what else stays is
    told by SCR001.
    """
    return _converted(text, "hans", "s2t")


@rule(
    "SCR003",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("軟體與滑鼠的資訊\n", "软件与鼠标的信息\n"),),
    ignores=("软件与鼠标的信息\n", "ソフトの軟體\n"),
)
def taiwan_to_simplified(text: str) -> Iterator[Finding]:
    """Traditional characters and words of Taiwan become those of the mainland.

    `--script hans-from-tw`: 軟體 becomes 软件. What stays is told by SCR001.
    """
    return _converted(text, "hant", "tw2sp")


@rule(
    "SCR004",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("羣眾裏的衞士\n", "群众里的卫士\n"),),
    ignores=("群众里的卫士\n", "ぐんしゅうの羣眾\n"),
)
def hong_kong_to_simplified(text: str) -> Iterator[Finding]:
    """Traditional characters as Hong Kong writes them become Simplified ones.

    `--script hans-from-hk`: 衞 becomes 卫. What stays is told by SCR001.
    """
    return _converted(text, "hant", "hk2s")


@rule(
    "SCR005",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("软件与鼠标的信息\n", "軟體與滑鼠的資訊\n"),),
    ignores=("軟件與滑鼠的信息\n", "ソフトの软件\n"),
)
def to_taiwan(text: str) -> Iterator[Finding]:
    """Simplified characters and words of the mainland become those of Taiwan.

    `--script hant-tw`: 软件 becomes 軟體. Traditional text keeps its words; what else stays is
    told by SCR001.
    """
    return _converted(text, "hans", "s2twp")


@rule(
    "SCR006",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("卫士与群众为邻\n", "衞士與羣眾為鄰\n"),),
    ignores=("衛士與群眾為鄰\n", "となりの卫士\n"),
)
def to_hong_kong(text: str) -> Iterator[Finding]:
    """Simplified characters become Traditional ones as Hong Kong writes them.

    `--script hant-hk`: 卫 becomes 衞. Traditional text stays; what else stays is told by SCR001.
    """
    return _converted(text, "hans", "s2hk")


# What the option --script selects: one rule, or none.
SCRIPTS: Mapping[Script, Rule[str] | None] = {
    "keep": None,
    "hans": to_simplified,
    "hant": to_traditional,
    "hans-from-tw": taiwan_to_simplified,
    "hans-from-hk": hong_kong_to_simplified,
    "hant-tw": to_taiwan,
    "hant-hk": to_hong_kong,
}


def _converted(text: str, source: str, direction: str) -> Iterator[Finding]:
    """The lines of the script `source`, through OpenCC's configuration `direction`."""
    if text.isascii() or _is_foreign(text):
        return
    whole = script_of(text)
    note = f"script, by OpenCC {direction}"
    convert = _converter(direction)
    other = text.split("\n")
    start = 0
    for number, line in enumerate(other):
        script = script_of(line) or whole or script_of(line, least=1)
        if script == source and not FOREIGN.search(line):
            becomes = converted(line, convert)
            if len(becomes) == len(line):
                other[number] = becomes
            else:
                yield Finding(Span(start, start + len(line)), becomes, note)
        start += len(line) + 1
    becomes = "\n".join(other)
    for start, end in _different(text, becomes):
        yield Finding(Span(start, end), becomes[start:end], note)


def _different(one: str, other: str) -> list[list[int]]:
    """Where runs of characters that differ start and end in two texts of the same length."""
    differ = np.zeros(len(one) + 2, np.bool_)
    differ[1:-1] = codes_of(one) != codes_of(other)
    edges = np.flatnonzero(differ[1:] != differ[:-1])
    found: list[list[int]] = edges.reshape(-1, 2).tolist()
    return found


def _is_foreign(text: str) -> bool:
    """Whether most of the text is in lines of Japanese or Korean."""
    if not FOREIGN.search(text):
        return False
    foreign = chinese = 0
    for line in text.split("\n"):
        characters = len(CJK.findall(line))
        if FOREIGN.search(line):
            foreign += characters
        else:
            chinese += characters
    return foreign > chinese


@cache
def _converter(direction: str) -> Callable[[str], str]:
    """OpenCC's conversion."""
    import opencc  # noqa: PLC0415  # 50 ms and its tables, for those who convert

    convert: Callable[[str], str] = opencc.OpenCC(direction).convert
    return convert
