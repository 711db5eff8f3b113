"""SCR: conversion between the two Chinese scripts, by OpenCC. Opt-in: it is no repair."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Protocol

from cleanup.model import Finding, Span
from cleanup.page import script_of
from cleanup.rule import Safety, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

KANA = re.compile("[\u3041-\u30fa]")
LINE = re.compile(r"[^\n]+")
DIFFERENT = re.compile(r"[^\x00]+")


class Converter(Protocol):
    """The part of opencc.OpenCC that is used here."""

    def convert(self, text: str) -> str:
        """The text in the other script."""


@rule(
    "SCR001",
    safety=Safety.RISKY,
    since="0.1.0",
    mends=(("產業升級\n", "产业升级\n"), ("頭髮乾淨\n", "头发干净\n")),
    leaves=("产业升级\n", "日本の產業です。\n", "plain English\n"),
)
def to_simplified(text: str) -> Iterator[Finding]:
    """Traditional characters become Simplified ones (`--script hans`).

    A line with kana is Japanese and stays; so does one that is Simplified already.
    """
    return _converted(text, "t2s", done="hans")


@rule(
    "SCR002",
    safety=Safety.RISKY,
    since="0.1.0",
    mends=(("产业升级\n", "產業升級\n"), ("头发干净\n", "頭髮乾淨\n")),
    leaves=("產業集群為王\n", "日本の产業です。\n", "plain English\n"),
)
def to_traditional(text: str) -> Iterator[Finding]:
    """Simplified characters become Traditional ones (`--script hant`).

    A line with kana is Japanese and stays; so does one that is Traditional already.
    """
    return _converted(text, "s2t", done="hant")


def _converted(text: str, direction: str, done: str) -> Iterator[Finding]:
    whole = script_of(text)
    converter = _converter(direction)
    for match in LINE.finditer(text):
        line = match.group()
        if KANA.search(line) or (script_of(line) or whole) == done:
            continue
        converted = converter.convert(line)
        if converted == line:
            continue
        note = f"script, by OpenCC {direction}"
        if len(converted) != len(line):
            yield Finding(Span(*match.span()), converted, note)
            continue
        differs = "".join("x" if a != b else "\0" for a, b in zip(line, converted, strict=True))
        for run in DIFFERENT.finditer(differs):
            start, end = match.start() + run.start(), match.start() + run.end()
            yield Finding(Span(start, end), converted[run.start() : run.end()], note)


@cache
def _converter(direction: str) -> Converter:
    import opencc  # noqa: PLC0415  # 50 ms and its tables, for those who convert

    converter: Converter = opencc.OpenCC(direction)
    return converter
