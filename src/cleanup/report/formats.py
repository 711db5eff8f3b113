"""How `check` writes what was found: for people, for editors, for services that review code.

All names, reasons and texts are those of a corpus. For people they are escaped as for a terminal,
in JSON everything beyond ASCII is.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cleanup import __version__
from cleanup.report.terminal import plural
from cleanup.rules import RULES
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cleanup.report.findings import Shown
    from cleanup.rule import Rule

    Known = Mapping[str, Rule[Any]]  # by their codes

EXCERPT = 40  # code points of a finding's text that a line shows
LINES, WIDTH = 3, 200  # lines of it that are shown in full, and their code points
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True)
class Format:
    """What is written for each finding, between two of them, before the first, after the last."""

    one: Callable[[Shown], str]
    head: str = ""
    between: str = ""
    tail: str = ""


def concise(found: Shown) -> str:
    """path:line:column: CODE reason «text»; of a record, path:record:1: field line:column: …."""
    where = f"{found.line}:{found.column}"
    place = f"{found.record}:1: {found.field} {where}" if found.record else where
    return f"{shown(found.name)}:{shown(place)}: {_said(found)}\n"


def full(found: Shown, rules: Known) -> str:
    """As `concise`, with the lines that were found below it, and what the rule is about."""
    line = concise(found._replace(text=""))
    lines = found.text.strip("\n").split("\n") if found.text.strip() else []
    more = [f"… {plural(len(lines) - LINES, 'line')} more"] if len(lines) > LINES else []
    excerpt = "".join(f"  | {shown(one, WIDTH)}\n" for one in [*lines[:LINES], *more])
    rule = rules.get(found.code)
    return f"{line}{excerpt}" + (f"  = {rule.name}: {rule.summary}\n" if rule else "")


class Grouped:
    """A headline for each file, and its findings below it."""

    def __init__(self) -> None:
        """No file has a headline yet."""
        self._name: str | None = None

    def __call__(self, found: Shown) -> str:
        """The line of a finding, below the headline if it is the first of its file."""
        blank = "" if self._name is None else "\n"
        head = f"{blank}{shown(found.name)}:\n" if found.name != self._name else ""
        self._name = found.name
        where = f"{found.line}:{found.column}"
        place = f"{found.record}:{found.field}:{where}" if found.record else where
        return f"{head}  {shown(place):>8}  {_said(found)}\n"


def _said(found: Shown) -> str:
    excerpt = f" «{shown(found.text.strip(), EXCERPT)}»" if found.text.strip() else ""
    return f"{found.code} {shown(found.note)}{excerpt}"


def as_json(found: Shown, rules: Known) -> str:
    """An object with the fields of `Shown`, and the name of the rule."""
    rule = rules.get(found.code)
    stated = {"file": found.name, **found._asdict(), "rule": rule.name if rule else ""}
    del stated["name"]
    if not found.record:
        del stated["record"], stated["field"]
    return "  " + json.dumps(stated)


def github(found: Shown) -> str:
    """A command of a workflow of GitHub that puts the finding beside the changed line."""
    where = {"file": found.name, "line": found.line, "col": found.column}
    if found.record:
        where |= {"line": found.record, "col": 1}
    values = ",".join(f"{key}={_of_workflow(str(value))}" for key, value in where.items())
    message = concise(found).rstrip("\n")
    return f"::warning title=cleanup {found.code},{values}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _of_workflow(value: str) -> str:
    return _escaped(shown(value)).replace(":", "%3A").replace(",", "%2C")


def gitlab(found: Shown) -> str:
    """An issue of GitLab's Code Quality report. The fingerprint is of the finding and its place."""
    identity = json.dumps(found).encode()
    issue = {
        "description": f"{found.code}: {found.note}",
        "check_name": found.code,
        "fingerprint": hashlib.sha256(identity).hexdigest(),
        "severity": "minor",
        "location": {"path": found.name, "lines": {"begin": found.record or found.line}},
    }
    return "  " + json.dumps(issue)


def sarif(found: Shown) -> str:
    """A result of SARIF 2.1.0 (OASIS)."""
    region = {"startLine": found.line, "startColumn": found.column}
    logical = []
    if found.record:
        region = {"startLine": found.record, "startColumn": 1}
        name = f"record {found.record}, {found.field} {found.line}:{found.column}"
        logical = [{"fullyQualifiedName": name}]
    uri = quote(found.name.encode("utf-8", "surrogateescape"))
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}
    }
    if logical:
        location["logicalLocations"] = logical
    result = {
        "ruleId": found.code,
        "level": "warning",
        "message": {"text": found.note},
        "locations": [location],
    }
    return json.dumps(result)


def _sarif_head(known: Known) -> str:
    rules = [
        {"id": rule.code, "name": rule.name, "shortDescription": {"text": rule.summary}}
        for rule in known.values()
    ]
    driver = {"name": "cleanup", "version": __version__, "rules": rules}
    start = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"})
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{start[:-1]}, "results": [\n'


FORMATS: dict[str, Callable[[Known], Format]] = {
    "concise": lambda _: Format(concise),
    "full": lambda rules: Format(partial(full, rules=rules)),
    "grouped": lambda _: Format(Grouped()),
    "json": lambda rules: Format(partial(as_json, rules=rules), "[\n", ",\n", "\n]\n"),
    "github": lambda _: Format(github),
    "gitlab": lambda _: Format(gitlab, "[\n", ",\n", "\n]\n"),
    "sarif": lambda rules: Format(sarif, _sarif_head(rules), ",\n", "\n]}]}\n"),
}


def format_called(name: str, rules: Iterable[Rule[Any]] = RULES) -> Format:
    """The format with a name, for findings of these rules."""
    return FORMATS[name]({rule.code: rule for rule in rules})
