"""A report as one HTML file, without any request to a network; all text in it is escaped."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from cleanup import __version__
from cleanup.errors import EngineError
from cleanup.rules import RULES
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from cleanup.report.overview import Overview

TEMPLATE = "page.html.j2"
MADE = '<meta name="generator" content="cleanup '  # in every report, so that it may be replaced
INSTALL = "a report needs jinja2: pip install 'corpus-cleanup[report]'"


def page(overview: Overview) -> str:
    """The report. Raises EngineError where the library that makes pages is missing."""
    try:
        import jinja2  # noqa: PLC0415  # an extra
    except ModuleNotFoundError:
        raise EngineError(INSTALL) from None
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["shown"] = _lines
    source = files("cleanup.report").joinpath(TEMPLATE).read_text("utf-8")
    names = {rule.code: rule.name for rule in RULES}
    return environment.from_string(source).render(
        overview=overview, names=names, version=__version__
    )


def _lines(text: str) -> str:
    """The text as a terminal would get it, but for its line ends and tabs."""
    return "\n".join("\t".join(map(shown, line.split("\t"))) for line in text.split("\n"))
