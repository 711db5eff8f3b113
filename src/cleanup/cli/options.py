"""Options that several commands share; what they may be and are by default, settings.py says."""

from __future__ import annotations

from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cleanup.cli.arguments import CODES
from cleanup.configuration import SIZES, nearest_file, read
from cleanup.errors import SettingsError
from cleanup.formats import size
from cleanup.rule import check_patterns
from cleanup.rules import RULES
from cleanup.settings import CHOICES, RANGES, Plan, Settings, check_encoding, default

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., object]")
OPTIONS = tuple(field.name for field in fields(Settings))
PLAN_OPTIONS = (
    "similarity",
    "skip_other_kinds",
    "no_ignore",
    "count_tracked",
    "engine",
    "master",
    "jobs",
    "memory",
)
# Those that may come from the environment, as CLEANUP_LEVEL and so on; a text may have blanks.
OF_ENVIRONMENT = frozenset((*OPTIONS, *PLAN_OPTIONS, "no_dedupe")) - {"allow"}


def _size(text: str) -> int:
    """The type of --max-size: bytes."""
    try:
        return size.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _encoding(name: str) -> str:
    """The type of --encoding: a codec of text."""
    try:
        check_encoding(name)
    except SettingsError as error:
        raise click.BadParameter(str(error)) from None
    return name


def _without_file(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[WITHOUT] = value


def _configure(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Let the settings of a file hold where neither command line nor environment say anything."""
    if ctx.meta.get(WITHOUT) or ctx.resilient_parsing:
        return
    path = Path(value) if value else nearest_file(Path.cwd())
    if path is None:
        return
    found = read(path)
    ctx.meta[FOUND] = found
    stated = {name: str(v) if name in SIZES else v for name, v in found.values.items()}
    if "dedupe" in stated:
        stated["no_dedupe"] = not stated.pop("dedupe")
    taken = {param.name for param in ctx.command.params}
    ctx.default_map = {name: v for name, v in stated.items() if name in taken}


# Where a command's context keeps whether no file is to be read, and what was read.
WITHOUT, FOUND = "cleanup.without", "cleanup.found"
FILE = (
    click.option(
        "--config",
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=_configure,
        help="Take settings from FILE; by default from the nearest cleanup.toml.",
    ),
    click.option(
        "--no-config",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_without_file,
        help="Take no settings from any file.",
    ),
)
DECLARED = (
    click.option(
        "--max-size",
        metavar="SIZE",
        type=_size,
        default=size.shown(default("max_size")),
        show_default=True,
        help="Refuse what is larger, decompressed: 500MB, 1GiB.",
    ),
    click.option(
        "--encoding",
        metavar="NAME",
        type=_encoding,
        default=default("encoding"),
        help="Read all input as this encoding, whatever the bytes look like.",
    ),
    click.option(
        "--as",
        "--input-format",
        "input_format",
        type=click.Choice(CHOICES["input_format"]),
        default=default("input_format"),
        show_default=True,
        help="What the input is; text cleans files of other kinds too, as if they were that.",
    ),
    click.option(
        "--html",
        type=click.Choice(CHOICES["html"]),
        default=default("html"),
        show_default=True,
        help="What is taken of HTML: all visible text, or what its reader holds for the content.",
    ),
    click.option(
        "--metadata-field",
        metavar="NAME",
        default=default("metadata_field"),
        help="Put title, date, source and so on of a record into this field.",
    ),
    click.option(
        "--url-field",
        metavar="PATH",
        default=default("url_field"),
        help="The field of records with the address, whose host is the site (url and the like).",
    ),
    click.option(
        "--id-field",
        metavar="PATH",
        default=default("id_field"),
        help="The field of records that names them (id and the like).",
    ),
    click.option(
        "--text-field",
        metavar="PATH",
        multiple=True,
        help="A field of records that holds text: text, data.content, paragraphs[].text.",
    ),
    click.option(
        "--most-loss",
        metavar="SHARE",
        type=click.FloatRange(*RANGES["most_loss"]),
        default=default("most_loss"),
        show_default=True,
        help="Keep a page whole if more of its sentences would go.",
    ),
    click.option(
        "--level",
        type=click.Choice(CHOICES["level"]),
        default=default("level"),
        show_default=True,
        help="What counts more: that the text is whole (safe), or pure (aggressive).",
    ),
    click.option(
        "--script",
        type=click.Choice(CHOICES["script"]),
        default=default("script"),
        help="Convert Chinese text to Simplified or Traditional characters, also of a region.",
    ),
    click.option(
        "--front-matter",
        is_flag=True,
        help="Put title, date, source and so on before the text, as YAML.",
    ),
    click.option(
        "--allow",
        metavar="TEXT",
        multiple=True,
        help="Leave this text as it is wherever it stands, and what it stands in.",
    ),
    click.option(
        "--ignore",
        metavar="CODES",
        type=CODES,
        multiple=True,
        help="Leave out rules: codes, prefixes or ALL, with commas.",
    ),
    click.option(
        "--select",
        metavar="CODES",
        type=CODES,
        multiple=True,
        help="Use only these rules: codes, prefixes or ALL, with commas.",
    ),
)


PLANNED = (
    click.option(
        "--master",
        metavar="URL",
        help="The Spark cluster of --engine spark; without one, this machine.",
    ),
    click.option(
        "--engine",
        type=click.Choice(CHOICES["engine"]),
        default=default("engine"),
        show_default=True,
        help="Where many documents are worked on: local processes, or Spark.",
    ),
    click.option(
        "--memory",
        metavar="SIZE",
        type=_size,
        help="What comparing many documents may take; more goes to the disk (1GB): 300MB, 2GiB.",
    ),
    click.option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(1),
        help="Processes for many documents; by default one for each core.",
    ),
    click.option(
        "--similarity",
        metavar="SHARE",
        type=click.FloatRange(*RANGES["similarity"]),
        default=default("similarity"),
        show_default=True,
        help="Documents that share this much of their text are copies.",
    ),
    click.option(
        "--skip-other-kinds",
        is_flag=True,
        help="Pass over named files that are no plain text, as in a folder; no error.",
    ),
    click.option(
        "--count-tracked",
        is_flag=True,
        help="For named files: count what recurs over all that git tracks in their folders.",
    ),
    click.option(
        "--no-ignore",
        is_flag=True,
        help="In a folder, take also what a .gitignore ignores.",
    ),
    click.option("--no-dedupe", is_flag=True, help="Keep copies of documents too."),
)


def plan_options(command: Command) -> Command:
    """Add all options that say how to work; the command gets them as `settings` and `plan`."""

    @wraps(command)
    def with_plan(**values: Any) -> object:
        asked = {option: values.pop(option) for option in PLAN_OPTIONS}
        given = {option: value for option, value in asked.items() if value is not None}
        plan = Plan(dedupe=not values.pop("no_dedupe"), **given)
        return command(plan=plan, **values)

    decorated = cast("Command", with_plan)
    for option in PLANNED:
        decorated = option(decorated)
    return settings_options(decorated)


def settings_options(command: Command) -> Command:
    """Add the options that make the settings; the command gets these as `settings`."""

    @wraps(command)
    def with_settings(**values: Any) -> object:
        settings = _settings({option: values.pop(option) for option in OPTIONS})
        return command(settings=settings, **values)

    decorated = cast("Command", with_settings)
    for option in (*DECLARED, *FILE):
        decorated = option(decorated)
    for parameter in cast("Any", decorated).__click_params__:
        if parameter.name in OF_ENVIRONMENT:
            parameter.envvar = f"CLEANUP_{parameter.name.upper()}"
    return decorated


def _settings(values: dict[str, Any]) -> Settings:
    """The settings of a command line."""
    asked = {name: codes(values[name]) for name in ("select", "ignore")}
    return Settings(**(values | asked))


def codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of rules and prefixes of codes; one that fits no rule is an error of usage."""
    several = (code.strip().upper() for value in values for code in value.split(","))
    found = tuple(filter(None, several))
    check_patterns(found, (rule.code for rule in RULES))
    return found
