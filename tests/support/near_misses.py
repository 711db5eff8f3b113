"""Texts that nearly match a regular expression, made from its parse tree.

A pattern costs more than linear time where a repetition in it is gone through again from many
places, in vain. So each repetition without an end is repeated here: alone, behind what the pattern
begins with, and together with that, and then what should follow does not.
"""

from __future__ import annotations

import re
from re import _compiler, _constants, _parser

LONG = 32  # times; a repetition that may be longer is one without an end
USUAL = " \t\naA1天。.-<>\"'=/　&;:@_%#()[]{}|\\*+~,!?，：（\r\u200b\x80"
ENDS = ("\x00", "\n", "天 ", "a")
MOST_SIGNS = 4  # that are tried in a repetition of one character


def near_misses(pattern, flags=0):
    """Pieces that are to be repeated, each with what stands before and behind them."""
    tree = _parser.parse(pattern, flags)
    maker = _Maker(tree.state)
    found = dict.fromkeys(maker.misses(tree, ""))
    whole = maker.sample(tree)
    found |= dict.fromkeys(
        ("", whole[:cut], "") for cut in {len(whole), len(whole) - 1, 1} if cut > 0
    )
    return list(found)


class _Maker:
    """Makes texts of the nodes of one parse tree."""

    def __init__(self, state):
        self._state, self._groups = state, {}

    def matches(self, nodes, text):
        """Whether some nodes match the whole of a text."""
        tree = _parser.SubPattern(self._state, list(nodes))
        try:
            compiled = _compiler.compile(tree, self._state.flags)
        except (re.error, IndexError, KeyError, RuntimeError):  # a reference to a group outside
            return False
        text = text.encode("latin-1", "ignore") if isinstance(self._state.str, bytes) else text
        return bool(compiled.fullmatch(text))

    def signs(self, nodes, wanted=""):
        """Some characters that the nodes match, each alone."""
        return [sign for sign in dict.fromkeys(wanted + USUAL) if self.matches(nodes, sign)]

    def sample(self, tree):
        """A short text that a tree matches, but for what it looks at besides."""
        return "".join(self._sample(*node) for node in tree)

    def _sample(self, op, value):  # noqa: PLR0911  # one for each kind of node
        match op:
            case _constants.LITERAL:
                return chr(value)
            case _constants.NOT_LITERAL | _constants.ANY | _constants.IN | _constants.CATEGORY:
                return self._member(op, value)
            case _constants.MAX_REPEAT | _constants.MIN_REPEAT | _constants.POSSESSIVE_REPEAT:
                return self.sample(value[2]) * value[0]
            case _constants.SUBPATTERN:
                self._groups[value[0]] = text = self.sample(value[3])
                return text
            case _constants.ATOMIC_GROUP:
                return self.sample(value)
            case _constants.BRANCH:
                return self.sample(value[1][0])
            case _constants.GROUPREF:
                return self._groups.get(value, "")
            case _constants.GROUPREF_EXISTS:
                return self.sample(value[1])
        return ""  # looks around, and places

    def _member(self, op, value):
        """A character of a class: the first that it names, or a usual one."""
        if op is _constants.IN:
            for kind, what in value:
                if kind is _constants.NEGATE:
                    break
                if kind in (_constants.LITERAL, _constants.RANGE):
                    return chr(what if kind is _constants.LITERAL else what[0])
        return next(iter(self.signs([(op, value)])), "a")

    def misses(self, tree, before):
        """Of each repetition in a tree what is repeated, with what stands around it."""
        nodes = list(tree)
        for place, (op, value) in enumerate(nodes):
            prefix = before + self.sample(nodes[:place])
            for inner in _inner(op, value):
                yield from self.misses(inner, prefix)
            if "REPEAT" in str(op) and value[1] >= LONG:
                for body in self._bodies(value[2], prefix, nodes[place + 1 :]):
                    for end in ENDS:
                        yield prefix, body, end
                        yield "", body, end
                    yield "", prefix + body, ""
                    yield "", prefix + body + body, "\x00"
                    yield "", prefix, ""

    def _bodies(self, tree, prefix, rest):
        """What a repetition can be of: characters that stand around it too, if they may."""
        known = self.signs(tree, prefix[-1:] + self.sample(rest)[:1] + prefix[:1])[:MOST_SIGNS]
        return dict.fromkeys([text for text in (self.sample(tree), *known) if text])


def _inner(op, value):
    """The trees inside of a node."""
    match op:
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT | _constants.POSSESSIVE_REPEAT:
            inner = [value[2]]
        case _constants.SUBPATTERN:
            inner = [value[3]]
        case _constants.ATOMIC_GROUP:
            inner = [value]
        case _constants.BRANCH:
            inner = value[1]
        case _constants.ASSERT | _constants.ASSERT_NOT:
            inner = [value[1]]
        case _constants.GROUPREF_EXISTS:
            inner = [tree for tree in value[1:] if tree is not None]
        case _:
            inner = []
    return inner
