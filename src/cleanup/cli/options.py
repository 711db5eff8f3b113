"""Options that several commands share; what they may be and are by default, settings.py says."""

from __future__ import annotations

from dataclasses import fields
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cleanup.cli.arguments import CODES
from cleanup.cli.codes import codes
from cleanup.cli.configured import FILE, found_in
from cleanup.errors import SettingsError
from cleanup.formats import size
from cleanup.settings import CHOICES, RANGES, TABLES, Plan, Settings, check_encoding, default

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., object]")
OF_FILE = (*TABLES, "root")  # settings that no option states
OPTIONS = tuple(field.name for field in fields(Settings) if field.name not in OF_FILE)
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
        found = found_in(click.get_current_context())
        stated = {name: found.values[name] for name in OF_FILE if found and name in found.values}
        settings = _settings({option: values.pop(option) for option in OPTIONS} | stated)
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
    own = [rule.code for rule in values.get("rules", ())]
    asked = {name: codes(values[name], own) for name in ("select", "ignore")}
    return Settings(**(values | asked))
