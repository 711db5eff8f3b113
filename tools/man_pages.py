"""Write a man page for the command, and one for each of its commands: `make man`.

    python -m tools.man_pages FOLDER

They say what `--help` says.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click_man.core import write_man_pages

from cleanup import __version__
from cleanup.cli import COMMANDS, cli


def write(folder: Path) -> None:
    """Write them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    root = click.Context(cli)
    # The library looks for commands where a group has them that are imported already.
    commands = {name: cli.get_command(root, name) for name in COMMANDS}
    for name, words in COMMANDS.items():
        commands[name].short_help = words
    words = "turn scraped web text into clean UTF-8 text"
    whole = click.Group("cleanup", commands, params=cli.params, help=cli.help, short_help=words)
    write_man_pages("cleanup", whole, version=__version__, target_dir=folder)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
