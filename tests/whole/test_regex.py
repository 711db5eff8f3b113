"""Patterns that are compiled when they are used behave as those that are compiled at once."""

from __future__ import annotations

import ast
import pickle
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import cleanup
from cleanup.regex import METHODS, Regex, regex

PACKAGE = Path(cleanup.__file__).parent
MODULES = [
    module.name
    for module in walk_packages(cleanup.__path__, "cleanup.")
    if not module.name.startswith(("cleanup.kernels.", "cleanup.__main__", "cleanup.integrations."))
]
PATTERNS = {
    f"{module}.{name}": value
    for module in MODULES
    for name, value in vars(import_module(module)).items()
    if isinstance(value, Regex)
}


def test_every_pattern_compiles():
    """What is compiled late would be found to be wrong late."""
    assert len(PATTERNS) > 300
    for name, pattern in PATTERNS.items():
        assert re.compile(pattern.pattern, pattern.flags), name


def test_no_module_compiles_patterns_when_it_is_imported():
    """Functions do, when they are called."""
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for statement in ast.parse(path.read_text("utf-8")).body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for call in ast.walk(statement)
        if isinstance(call, ast.Attribute) and ast.unparse(call) == "re.compile"
    ]
    assert wrong == []


@pytest.mark.parametrize("method", METHODS)
def test_methods_are_those_of_the_compiled_pattern(method):
    late, early = regex("(a)b", re.IGNORECASE), re.compile("(a)b", re.IGNORECASE)
    assert getattr(late, method) == getattr(early, method)


def test_nothing_is_compiled_before_it_is_used():
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("a")


def test_pattern_is_sent_to_a_worker():
    made = regex(b"a+", re.DOTALL)
    sent = pickle.loads(pickle.dumps(made))  # noqa: S301  # what the line made itself
    assert (sent.pattern, sent.flags) == (b"a+", re.DOTALL)
    assert sent.fullmatch(b"aa")


def test_what_a_pattern_does_not_have_is_no_method():
    assert not hasattr(regex("a"), "scanner_of")
