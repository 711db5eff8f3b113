"""The words of sites are found by patterns that are written anew to be searched fast."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.rules.boilerplate.notices import SUBJECTS, led

# What the patterns are made of, in pieces, with what may stand around and between them.
PIECES = sorted(
    {piece for words in SUBJECTS.values() for piece in re.findall(r"[^\W_]+", words)}
    | {" ", "\n", "-", ".", "'", "x", "的", "©"}
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize("words", SUBJECTS.values(), ids=SUBJECTS)
def test_each_alternative_begins_with_a_letter(words: str) -> None:
    parsed = re._parser.parse(led(words))  # type: ignore[attr-defined]  # noqa: SLF001  # no other way to see it
    ((_, (_, alternatives)),) = parsed.data
    assert {str(one.data[0][0]) for one in alternatives} == {"LITERAL"}


@given(texts)
def test_the_same_is_found(text: str) -> None:
    for words in SUBJECTS.values():
        plain = re.compile(words, re.MULTILINE).finditer(text)
        fast = re.compile(led(words), re.MULTILINE).finditer(text)
        assert [one.span() for one in plain] == [one.span() for one in fast]


def test_heads_of_an_alternative_are_spread() -> None:
    assert led(r"a|\b(?:our|this) (?:web ?)?site\b|^ad$") == (
        r"a|o(?<!\wo)ur (?:web ?)?site\b|t(?<!\wt)his (?:web ?)?site\b|a(?<!.a)d$"
    )
