"""Whether a difference between two copies changes what is said, or only how."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.corpus import terms
from cleanup.corpus.figures import figures_differ
from cleanup.data import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_NAME, MAX_GIVEN = 4, 2  # letters of a name, and behind a surname
MAX_COMPANY = 10  # letters of the name of a firm
MAX_DENIAL = 10  # letters that deny what stands there: does not
MAX_OPPOSED = 8  # letters, of which one has its opposite on the other side
MAX_CLAUSE = 16  # letters: what is longer was rewritten, and figures alone tell what it states
BESIDE = 6  # letters around a difference in which a denial may stand
SPELT = 4  # letters of a word for each that is written otherwise: harbour, harbor
MIN_THINGS = 3  # words that are exchanged, from which on they are what a form is filled with
MIN_DAMAGED = 6  # single letters here and there: the one text is a damaged copy of the other
DAMAGED = 2  # of them for each fact that was hit


class Difference(NamedTuple):
    """What one copy has where the other has something else; either may be empty.

    Letters are folded, whole words and numbers. `before` and `after` are those beside it, which
    both have. `named`: both are written with a capital. `slot`: it stands where a form is filled
    in, such as the value of a field.
    """

    one: str
    other: str
    before: str = ""
    after: str = ""
    named: bool = False
    slot: bool = False


def tells_otherwise(differences: Iterable[Difference], most: int) -> bool:
    """Whether two documents that differ in this are not copies: they state different facts.

    What only one of them has, a sentence or a paragraph, contradicts nothing. In a copy that is
    damaged in many single letters some figures and names are hit as well. There are at most `most`
    differences; those that change nothing any more are not asked for.
    """
    found: list[Difference] = []
    facts = 0
    for difference in differences:
        found.append(difference)
        facts += _contradicts(difference)
        if facts and not _is_chance(facts, most - facts):
            return True
    contradicted = contradictions(found)
    if not any(contradicted):
        return _is_one_word(found) or _are_other_things(found)
    damaged = {
        (one.one, one.other)
        for one, fact in zip(found, contradicted, strict=True)
        if not fact and len(one.one) <= 1 >= len(one.other)
    }
    return not _is_chance(sum(contradicted), len(damaged))


def _is_chance(facts: int, damaged: int) -> bool:
    """Whether in a copy with so much other damage so many facts are hit by chance."""
    return damaged >= MIN_DAMAGED and damaged >= DAMAGED * facts


def changed(differences: Iterable[Difference]) -> list[bool]:
    """For each difference whether one copy states something that the other does not.

    That may be another figure, name or opposite, or one that the other copy lacks.
    """
    found = list(differences)
    return [fact or _states(one) for fact, one in zip(contradictions(found), found, strict=True)]


def contradictions(found: Sequence[Difference]) -> list[bool]:
    """For each difference whether it puts another figure, name, denial or opposite in its place.

    The same word for the same other in several places is a name too, of what a form is filled with.
    """
    often = Counter(
        (one.one, one.other) for one in found if one.one and one.other and _is_inner(one)
    )
    return [
        _contradicts(one)
        or (often[one.one, one.other] > 1 and (not _is_variant(one) or _are_kana_names(one)))
        for one in found
    ]


def _is_one_word(found: Sequence[Difference]) -> bool:
    """Whether two texts differ in one word alone, which is what a form is filled with.

    Whoever edits a text does not leave it at a single word; unless it is one that tells nothing.
    """
    pairs = {(one.one, one.other) for one in found if one.one and one.other}
    if len(pairs) != 1 or not all(map(_is_inner, found)):
        return False
    (pair,) = pairs
    if all(map(terms.WORDING.fullmatch, pair)) or all(map(terms.MANNER.fullmatch, pair)):
        return False
    shared = len(set(pair[0]) & set(pair[1]))
    if all(map(terms.SPELT_WORD.fullmatch, pair)):
        return 2 * shared <= min(map(len, pair))  # more are those of a word that is spelt otherwise
    is_noun = max(map(len, pair)) <= MAX_NAME and not any(map(str.__eq__, *pair))
    return is_noun and all(map(terms.HAN.fullmatch, pair))


def _are_other_things(found: Sequence[Difference]) -> bool:
    """Whether two texts differ in several words alone, each a wholly other one: they are of a form.

    An editor who exchanges words also joins, moves and drops some, and of the words that mean the
    same most have a letter in common.
    """
    pairs = {(one.one, one.other) for one in found}
    return len(pairs) >= MIN_THINGS and all(
        _is_inner(difference)
        and max(map(len, pair)) <= MAX_NAME
        and all(map(terms.HAN.fullmatch, pair))
        and not set(pair[0]) & set(pair[1])
        and not any(map(terms.WORDING.fullmatch, pair))
        and not any(map(terms.MANNER.fullmatch, pair))
        for difference in found
        for pair in [(difference.one, difference.other)]
    )


def _is_inner(found: Difference) -> bool:
    """Whether a difference has letters on both sides; a site's lines are at the ends of a text."""
    return bool(found.before and found.after) or not (found.one and found.other)


def _states(found: Difference) -> bool:
    """Whether what only one copy has holds a figure, a denial or a capital."""
    text = found.one + found.other
    if found.one and found.other:
        return bool(terms.FIGURE.search(text)) or found.named
    return bool(terms.FIGURE.search(text) or _denials(text) or found.named)


def _contradicts(found: Difference) -> bool:
    one, other = found.one, found.other
    if len(one) <= 1 >= len(other) and not terms.TELLING & {one, other, found.before[-1:]}:
        return bool(one and other and terms.NAMED.match(found.after)) and not _is_variant(found)
    if one and other and terms.NUMBER.search(one + other):
        if figures_differ(one, other):
            return True
        if terms.NUMBER.sub("", one) == terms.NUMBER.sub("", other):
            return False
    if _holds(one, other):
        return abs(len(one) - len(other)) <= MAX_DENIAL and (
            _denies(found) or terms.RANK.fullmatch(one + other) is not None
        )
    if max(len(one), len(other)) > MAX_CLAUSE:
        return found.slot
    return (
        (max(len(one), len(other)) <= MAX_DENIAL and _denies(found))
        or _is_opposite(one, other)
        or _is_name(found)
        or (found.named and not all(map(terms.OPENER.fullmatch, (one, other))))
        or (found.slot and not terms.WORDING.fullmatch(one + other))
    )


def _denies(found: Difference) -> bool:
    """Whether one side denies more often than the other."""
    one, other = found.one, found.other
    if max(len(one), len(other)) <= MAX_NAME and terms.MAY_DENY.search(one + other):
        before, after = found.before[-1:], found.after[:1]
        if _denials(f"{before}{one}{after}") != _denials(f"{before}{other}{after}"):
            return True
    around = (found.before[-BESIDE:] + text + found.after[:BESIDE] for text in (one, other))
    first, second = (len(terms.DENIAL.findall(text)) for text in around)
    return first != second or _is_negated(one, other) or _is_negated(other, one)


def _denials(text: str) -> int:
    return len(terms.NOT.findall(terms.NO_DENIAL.sub("", text)))


def _is_negated(one: str, other: str) -> bool:
    """Whether a word is another one with a prefix that denies it."""
    found = terms.NEGATED.fullmatch(other)
    return found is not None and found[1] == one


def _is_opposite(one: str, other: str) -> bool:
    """Whether each side has a word of one group, such as the colours, that the other lacks."""
    mine, theirs = set(one) - set(other), set(other) - set(one)
    if one != other and {one, other} <= terms.YEARS:
        return True
    if max(len(one), len(other)) <= MAX_OPPOSED and any(
        terms.OPPOSED_TO.get(letter, frozenset()) & theirs for letter in mine
    ):
        return True
    groups, opposed = terms.groups_of(one)
    for group in groups:
        first = set(group.findall(one))
        if first:
            second = set(group.findall(other))
            if first - second and second - first:
                return True
    if max(len(one), len(other)) == 1:
        return False
    return any(
        (re.search(this, one) and re.search(that, other))
        or (re.search(that, one) and re.search(this, other))
        for this, that in opposed
    )


def _is_name(found: Difference) -> bool:
    """Whether each side is a name, by its form or by what stands beside it."""
    sides, after = (found.one, found.other), found.after.lstrip()
    longest = max(map(len, sides))
    if _are_names(*sides) or (longest <= MAX_COMPANY and terms.COMPANY.match(after)):
        return True
    if longest > MAX_NAME:
        return False
    if terms.NAMED.match(after) or terms.CUE.search(found.before):
        return not _is_variant(found)
    if all(map(terms.HAN.fullmatch, sides)) and terms.KANA.match(after):
        return not terms.KANA_VERB.match(after)
    return terms.SURE_SURNAME.search(found.before) is not None and longest <= MAX_GIVEN


def _are_names(one: str, other: str) -> bool:
    """Whether two words are names by their form; a Korean noun is told by its particle."""
    sides = (one, other)
    if all(map(terms.KATAKANA.search, sides)) or all(map(terms.KOREAN_NAME.fullmatch, sides)):
        return True
    nouns = [terms.KOREAN_NOUN.fullmatch(side) for side in sides]
    if nouns[0] and nouns[1]:
        return nouns[0][1] == nouns[1][1]
    if sorted(one) == sorted(other):  # two persons have changed places
        return all(map(terms.PERSON.match, sides))
    return max(map(len, sides)) <= MAX_NAME and (
        all(map(terms.SURNAME.match, sides)) or all(map(terms.JAPANESE_SURNAME.search, sides))
    )


def _are_kana_names(found: Difference) -> bool:
    """Whether two words in hiragana, which stand in several places, are what somebody is called."""
    pair = (found.one, found.other)
    return (
        all(map(terms.KANA_NAME.fullmatch, pair))
        and not set(pair[0]) & set(pair[1])
        and terms.AFTER_NAME.match(found.after) is not None
    )


def _is_variant(found: Difference) -> bool:
    """Whether two words are one that is written in two ways, or tell nothing but how."""
    one, other = found.one, found.other
    if terms.WORDING.fullmatch(one) and terms.WORDING.fullmatch(other):
        return True
    if terms.SPELT_WORD.fullmatch(one) and terms.SPELT_WORD.fullmatch(other):
        return not found.named and SPELT * len(set(one) ^ set(other)) <= len(one)
    return bool(readings().get(one, frozenset()) & readings().get(other, frozenset()))


def _holds(one: str, other: str) -> bool:
    """Whether one of two texts has all letters of the other in their order, and more."""
    shorter, longer = sorted((one, other), key=len)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)
