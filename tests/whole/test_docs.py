"""The documentation says all that there is, and nothing that is not."""

from __future__ import annotations

import re

import click
import pytest

from cleanup.cli import COMMANDS, cli
from tests.support.paths import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
CODE = re.compile(r"`[^`\n]+`|^```\w*\n.*?^```", re.MULTILINE | re.DOTALL)
CALL = re.compile(rf"\bcleanup ({'|'.join(COMMANDS)})\b([^`\n|#]*)")
NOT_ZERO: dict[str, int] = {}


def options(command):
    """All names of the options of a command."""
    own = (one for one in command.params if isinstance(one, click.Option))
    return {name for option in own for name in (*option.opts, *option.secondary_opts)}


def known():
    """The options of each command, with those of the whole."""
    root = click.Context(cli)
    return {name: options(cli.get_command(root, name)) for name in COMMANDS}


def test_every_option_is_documented():
    """In docs/command.md, in a table or in its text."""
    written = {*OPTION.findall((ROOT / "docs" / "command.md").read_text("utf-8"))}
    everywhere = options(cli).union(*known().values())
    assert sorted(everywhere - written) == []


def test_every_documented_option_is_there():
    """The tables of docs/command.md have no option that no command has."""
    text = (ROOT / "docs" / "command.md").read_text("utf-8")
    rows = re.findall(r"^\| (`-[^|\\]*)", text, re.MULTILINE)
    named = {name for row in rows for name in OPTION.findall(row)}
    assert sorted(named - options(cli).union(*known().values())) == []
    assert named


@pytest.mark.parametrize("name", [*NAMES, "README.md", "README.zh-CN.md"])
def test_commands_have_the_options_that_are_shown(name):
    """In every block and every bit of code, also where it cannot be run here."""
    own, text = known(), (ROOT / name).read_text("utf-8")
    wrong = [
        (found, option)
        for code in CODE.findall(text)
        for found, rest in CALL.findall(code)
        for option in OPTION.findall(rest.partition(" && ")[0].partition("; ")[0])
        if option not in own[found] | {"-h", "--help"}
    ]
    assert wrong == []
