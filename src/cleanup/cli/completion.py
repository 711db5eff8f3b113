"""cleanup completion: what makes a shell complete commands, options, files and rules."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_CLEANUP_COMPLETE"  # by which the shell asks; click knows it by the command's name


@click.command(name="completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, *, shell: str) -> int:
    """Print a script for SHELL; then it completes commands, options, files and rules.

    For bash put `eval "$(cleanup completion bash)"` into ~/.bashrc, for zsh the same with zsh into
    ~/.zshrc, for fish `cleanup completion fish | source` into ~/.config/fish/config.fish.
    """
    completion = get_completion_class(shell)
    if completion is None:  # none of click's
        raise click.UsageError(f"no completion for {shell}")
    root = ctx.find_root()
    click.echo(completion(root.command, {}, root.info_name or "cleanup", VARIABLE).source())
    return 0
