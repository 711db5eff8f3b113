"""Shells complete what is typed, and there is a man page for each command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cleanup.cli import COMMANDS, cli
from cleanup.cli.completion import SHELLS
from cleanup.rules import RULES
from tools.man_pages import write

NAV = [rule.code for rule in RULES if rule.code.startswith("NAV")]
COMPLETIONS = {
    "a command": ("cleanup ru", ["plain,run", "plain,rules"]),
    "commands": ("cleanup ", [f"plain,{name}" for name in COMMANDS]),
    "an option": ("cleanup run --front", ["plain,--front-matter"]),
    "an option of all": ("cleanup --vers", ["plain,--version"]),
    "a choice": ("cleanup run --level s", ["plain,safe", "plain,standard"]),
    "a family": ("cleanup run --ignore NAV0", [f"plain,{code}" for code in NAV]),
    "a rule after another": ("cleanup check --select chr,gls002", ["plain,chr,GLS002"]),
    "a rule to undo": ("cleanup undo --rule GLS002", ["plain,GLS002"]),
    "a file": ("cleanup check pa", ["file,pa"]),
    "a folder": ("cleanup undo o", ["dir,o"]),
    "a shell": ("cleanup completion z", ["plain,zsh"]),
}


@pytest.mark.parametrize(("typed", "found"), COMPLETIONS.values(), ids=COMPLETIONS)
def test_what_is_typed_is_completed(inside, monkeypatch, typed, found):
    """As bash asks for it."""
    for name, value in {
        "_CLEANUP_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }.items():
        monkeypatch.setenv(name, value)
    assert inside("run").stdout.decode().splitlines() == found


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(inside, shell):
    """Which asks the command in the words of that shell."""
    done = inside("completion", shell)
    assert f"_CLEANUP_COMPLETE={shell}_complete".encode() in done.stdout
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes(tmp_path):
    """The script of a real shell puts the answers where that looks for them."""
    script = (
        'eval "$(cleanup completion bash)"; COMP_WORDS=(cleanup exp); COMP_CWORD=1;'
        '_cleanup_completion cleanup; echo "${COMPREPLY[@]}"'
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"explain\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The man pages, by their names."""
    folder = tmp_path_factory.mktemp("man")
    write(folder)
    return {path.name: path for path in folder.iterdir()}


def test_each_command_has_a_page_with_all_its_options(pages):
    """And the whole has one that names them all."""
    assert set(pages) == {"cleanup.1", *(f"cleanup-{name}.1" for name in COMMANDS)}
    whole = pages["cleanup.1"].read_text()
    for name in COMMANDS:
        assert f"cleanup-{name}" in whole.replace("\\-", "-")
        page = pages[f"cleanup-{name}.1"].read_text().replace("\\-", "-")
        command = cli.get_command(click.Context(cli), name)
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert max(option.opts, key=len) in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff")
def test_pages_are_rendered(pages):
    """Without a warning, and with what the command is for."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", *sorted(pages.values())],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    rendered = " ".join(done.stdout.decode().split())
    assert all(words in rendered for words in COMMANDS.values() if "`" not in words)
