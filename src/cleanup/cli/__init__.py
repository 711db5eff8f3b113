"""The command line: click only, one file for each command, imported when it is used."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import threading
from gettext import bindtextdomain
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from cleanup import __version__
from cleanup.errors import CleanupError
from cleanup.settings import nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# After so many the garbage collector looks: with 700, the default, it goes through all that is
# imported again and again, and a short command takes longer by a twentieth.
NEW_OBJECTS = 20_000
COMMANDS = {
    "run": "Clean files, folders or standard input.",
    "check": "Report what `run` would change; exit with 1 if anything.",
    "rules": "List all rules.",
    "config": "Print the settings that hold, and where each comes from.",
    "explain": "Say what a rule mends, and what it leaves alone.",
    "report": "Write what was done to a folder as one HTML file.",
    "review": "Decide about what was removed, the least certain first.",
    "log": "Print what was done to each document of a folder.",
    "fsck": "Say whether the record of a folder holds, and what is wrong.",
    "undo": "Give back the texts as they were before cleaning.",
    "completion": "Print what makes a shell complete commands and options.",
}


class Interrupted(Exception):  # noqa: N818  # no error: it was asked for
    """The command was stopped; its text is one line, and `code` the exit code for that."""

    def __init__(self, cause: KeyboardInterrupt, number: int) -> None:
        """What is known of how to go on stands in the notes of the cause; `number` is a signal."""
        notes = (_(note) for note in getattr(cause, "__notes__", ()))
        super().__init__(": ".join((_("interrupted"), *notes)))
        self.code = 128 + number


class Commands(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; for a wrong name the nearest right one is named."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            ctx.fail(f"no command is called {name!r}{nearest(name, COMMANDS)}")
        found = super().resolve_command(ctx, args)
        rules = sys.modules.get("cleanup.rules")  # a command may need none
        for line in rules.PLUGINS.failed if rules else ():
            _say(line)
        return found

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"cleanup.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, without importing them; or the options of all."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  # for shells alone

        commands = (item for item in COMMANDS.items() if item[0].startswith(incomplete))
        found = [CompletionItem(name, help=words) for name, words in commands]
        return found or click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. A closed pipe is no error, though click takes it for one."""
        ended: list[int] = []  # by a signal, whatever then came of the exception

        def end(number: int, _frame: object) -> None:
            """End in good order, as after Ctrl-C; at a second time, at once."""
            signal.signal(number, signal.SIG_DFL)
            ended.append(number)
            raise KeyboardInterrupt

        is_main = threading.current_thread() is threading.main_thread()
        before = signal.signal(signal.SIGTERM, end) if is_main else None
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read our output has seen enough. Nothing may be flushed into a closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except KeyboardInterrupt as cause:
            raise Interrupted(cause, *(ended or [signal.SIGINT])) from None
        finally:
            if is_main:
                signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as above
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(words)) for name, words in COMMANDS.items()])


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Say which version this is and, of a verbose command, how its kernels run."""
    if not wanted or ctx.resilient_parsing:
        return
    click.echo(f"cleanup {__version__}")
    if ctx.params["verbose"]:
        from cleanup.kernels import kind  # noqa: PLC0415  # the version alone needs nothing more

        click.echo(f"kernels: {kind()}")
    ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "verbose", is_flag=True, is_eager=True, help="With --version: say more.")
@click.option(
    "-V",
    "--version",
    is_flag=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli(verbose: bool) -> None:  # _version reads it
    """Turn scraped web text, above all Chinese, into clean UTF-8 text.

    Exit codes: 0 fine; 1 `check` or `fsck` found something, or `run` changed something and was
    asked to say so; 2 wrong usage, or an input that could not be processed; 130 interrupted; 143
    ended by SIGTERM.
    """


def main() -> None:
    """Run the command; an error that cleanup knows is one line."""
    gc.set_threshold(NEW_OBJECTS)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # a stream for life
    # The domain is click's own, so that its words are in the same catalogue.
    bindtextdomain("messages", os.path.join(os.path.dirname(__file__), "..", "locale"))  # noqa: PTH118, PTH120  # pathlib is slow to import
    try:
        code = cli(prog_name="cleanup", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except CleanupError as error:
        _say(str(error))
        code = 2
    except OSError as error:
        _say(f"{error.filename}: " if error.filename else "", error.strerror or str(error))
        code = 2
    except Interrupted as stop:
        sys.stderr.write(f"cleanup: {stop}\n")
        code = stop.code
    except (KeyboardInterrupt, click.Abort):  # before the command was begun
        sys.stderr.write(f"cleanup: {_('interrupted')}\n")
        code = 130
    except Exception as error:  # noqa: BLE001  # a defect of ours is one line, too
        _say(f"internal error, please report: {error!r}")
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _say(*words: str) -> None:
    from cleanup.text.escape import shown  # noqa: PLC0415  # for those who meet an error

    sys.stderr.write(f"cleanup: {shown(''.join(words))}\n")
