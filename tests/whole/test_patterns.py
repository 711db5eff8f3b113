"""No regular expression of the package costs more than a text is long.

All are found by themselves, with the ways in which they are used, and tried on texts that nearly
match them (`tests/support/near_misses.py`) and on the examples of the rules beside them.
"""

from __future__ import annotations

import ast
import gc
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

import cleanup
from cleanup.regex import Regex
from cleanup.rules import RULES
from tests.support.near_misses import near_misses

SHORT, LONG = 4_000, 16_000  # characters
QUICK = 0.003  # CPU seconds in which a text of SHORT is gone through by any linear pattern
FACTOR = 10  # of the cost of LONG, at most; 4 is linear, 16 is quadratic
MOST = 0.12  # CPU seconds, after which no more is waited for
GOES = 2  # of what seems to be slow: other work makes a go slower, never faster
SOURCES = Path(cleanup.__file__).parent
AT_ONE_PLACE = {"match", "fullmatch"}

# How those are used that are handed on to a function or stand in a table; by their modules.
HANDED_ON = {
    "formats.json_paths.COLON": {"match"},  # by _after
    "corpus.beside.COMMENTS": {"fullmatch"},  # by _heading, with the next one
    "corpus.beside.RELATED": {"fullmatch"},
    "corpus.beside.HEADINGS": {"fullmatch"},
    "formats.recognition.signatures.SIGNATURES": {"match"},
}
# What is not linear, and how long the text is at most.
BOUNDED = {
    "charset.single.TORN_END": "the part of a text that `parts_of` takes: BEFORE + PART bytes",
    "corpus.beside.COUNT": "a line of MAX_HEADING, 30 code points",
    "corpus.beside.STAMP": "a line of MAX_ENTRY, 60 code points",
    "corpus.beside.DATED": "a line of MAX_LINK, 48 code points",
    "formats.html.TOKEN": "written by a parser, which closes all comments and tags",
    "formats.remote.SECRET": "an address that the user has given as an argument",
}


class TooLongError(Exception):
    """A search takes too much time."""


def module_of(path):
    """The name of the module in a file."""
    name = ".".join(("cleanup", *path.relative_to(SOURCES).with_suffix("").parts))
    return name.removesuffix(".__init__")


def uses():
    """Of each name in the modules what is asked of it: a method, or `*` if it is handed on."""
    found = defaultdict(set)
    for path in SOURCES.rglob("*.py"):
        tree, module = ast.parse(path.read_text("utf-8")), module_of(path)
        names = {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        seen = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                seen.add(node.value)
                found[names.get(node.value.id, (module, node.value.id))].add(node.attr)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                owner = getattr(node.value.value, "id", "")  # a module
                found[".".join(names.get(owner, (module, owner))), node.value.attr].add(node.attr)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "share":
                for value in node.args:  # of the lines of a sample, which it matches one by one
                    if isinstance(value, ast.Name):
                        seen.add(value)
                        found[names.get(value.id, (module, value.id))].add("match")
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in seen:
                found[names.get(node.id, (module, node.id))].add("*")
    return found


def patterns():
    """All patterns, each with its name and the ways of its use."""
    for module in pkgutil.walk_packages(cleanup.__path__, "cleanup."):
        if ".integrations." not in module.name:
            importlib.import_module(module.name)
    for rule in RULES:
        for before, _ in rule.fixes:
            cleanup.clean(before)  # which makes those that are made when they are needed
    found = named()
    for value in gc.get_objects():
        if isinstance(value, Regex):
            found.setdefault(id(value), (value, "", {"*"}))
    same = {}
    for value, name, methods in found.values():
        _, known, ways = same.setdefault((value.pattern, value.flags), (value, name, set()))
        ways |= methods
        same[value.pattern, value.flags] = value, known or name, ways
    return [one for one in same.values() if one[2]]  # others are only parts of another one


def named():
    """The patterns that stand at the top of modules, by their ids."""
    known, found = uses(), {}
    for name, module in sorted(sys.modules.items()):
        for key, value in vars(module).items() if name.startswith("cleanup.") else ():
            inner = f"{name}.{key}".removeprefix("cleanup.")
            for one in inside(value) if (name, key) in known else ():
                used = known[name, key] - {"pattern", "flags"} if one is value else {"*"}
                methods = found.setdefault(id(one), (one, inner, set()))[2]
                methods |= HANDED_ON.get(inner, used)
    return found


def inside(value):
    """A pattern, or those in a table."""
    if isinstance(value, Regex):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from inside(one)


FOUND = patterns()
EXAMPLES = defaultdict(dict)  # of the rules in each module
for rule in RULES:
    for example in (*(before for before, _ in rule.fixes), *rule.ignores):
        if isinstance(example, str) and example:
            EXAMPLES[rule.inspect.__module__][example] = None


def stop(*_):
    """Called when the time is up; a search asks for that now and then."""
    raise TooLongError


def cost(find, text):
    """The CPU seconds that a search takes."""
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
    began = time.process_time()
    try:
        find(text)
    except TooLongError:
        return MOST
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def is_slow(find, make):
    """Whether the cost of a text that is made as long as one likes grows out of proportion."""
    text = make(SHORT)
    if cost(find, text) < QUICK and cost(find, text) < QUICK:
        return False
    if min(cost(find, text) for _ in range(GOES)) < QUICK:
        return False
    short, long = (min(cost(find, make(size)) for _ in range(GOES)) for size in (SHORT, LONG))
    return long >= MOST or long > FACTOR * short


def filled(before, piece, behind, of_bytes):
    """What makes a text of such pieces."""

    def make(size):
        text = before + piece * (size // len(piece) + 1) + behind
        return text.encode("latin-1", "replace") if of_bytes else text

    return make


def slow_text(pattern, name, methods):
    """A text that a pattern is slow on; None if there is none."""
    compiled = re.compile(pattern.pattern, pattern.flags)
    ways = [getattr(compiled, method) for method in sorted(methods & AT_ONE_PLACE)]
    if methods - AT_ONE_PLACE:
        ways.append(lambda text: sum(1 for _ in compiled.finditer(text)))
    of_bytes = isinstance(pattern.pattern, bytes)
    tried = [miss for miss in near_misses(pattern.pattern, pattern.flags) if miss[1]]
    tried += [
        ("", example, "")
        for example in EXAMPLES["cleanup." + name.rpartition(".")[0]]
        if not of_bytes
    ]
    for parts in tried:
        for find in ways:
            if is_slow(find, filled(*parts, of_bytes)):
                return parts
    return None


@pytest.fixture(autouse=True)
def timed():
    """A search that takes too long is broken off."""
    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def test_patterns_are_found():
    """All of them: what stands at the top of a module, and what is made when it is needed."""
    named = [name for _, name, _ in FOUND if name]
    assert len(FOUND) > 450
    assert len(named) > 400


@pytest.mark.parametrize("first", range(8))
def test_a_pattern_is_linear(first):
    """Or is named, with the bound of the texts it sees."""
    slow = {}
    for pattern, name, methods in FOUND[first::8]:
        if name not in BOUNDED and (text := slow_text(pattern, name, methods)):
            slow[name or pattern.pattern[:60]] = (sorted(methods), *text)
    assert not slow


@pytest.mark.parametrize("name", BOUNDED)
def test_a_bound_is_needed(name):
    """What is linear by now needs none."""
    ((pattern, _, methods),) = [one for one in FOUND if one[1] == name]
    assert slow_text(pattern, name, methods)


@pytest.mark.parametrize(
    "pattern", [r"\s*x", r"(a|aa)+b", r"<[^>]*>", r"a.*b.*c", r"(?:\s*,\s*)+;", r"\d+\.\d+[^.]*$"]
)
def test_a_slow_pattern_is_seen(pattern):
    """Without this the tests above would tell nothing."""
    assert slow_text(Regex(pattern, 0), "", {"search"})
