"""What programs are written and configured in: source code, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.formats.recognition.sample import HALF, MOST, SOME
from cleanup.regex import regex

if TYPE_CHECKING:
    from cleanup.formats.recognition.sample import Sample

SECTION = regex(r"\[\[?[\w .:\"'@/-]+\]?\]$")
SETTING = regex(r"(?:export )?[\w.\"'-]+\s*=")
TOML_VALUE = regex(r"[\w.\"'-]+\s*=\s*(?:[\"'\[{]|-?\d|true$|false$)")
INI_LINE = regex(rf"{SECTION.pattern}|{SETTING.pattern}|[#;]|\s+\S")
YAML_KEY = regex(r"\s*(?:- )*[A-Za-z_][\w.-]*:(?:\s|$)")
YAML_LINE = regex(rf"{YAML_KEY.pattern}|\s*- \S|\s*#|---$|\.\.\.$|\s{{2,}}\S")
YAML_NESTED = regex(r"(?: {2,}|\t| *- )[a-z_][\w.-]*:(?:\s|$)")
CODE_HEAD = regex(r"#!\s?/|<\?php\b|<%@")
STATEMENTS = (
    r"#\s*(?:include|define|ifdef|ifndef|endif|pragma)\b",
    r"import\s+[\w.{*'\"]++[^.。]*$",
    r"from\s+[\w.]+\s+import\b",
    r"(?:async\s+)?def\s+\w+\(.*",
    r"class\s+\w++[\w(), .<>:]*[:{]$",
    r"(?:export|public|private|protected|pub|static|final|const|let|var|fn|func|function)\s.*[({;=,>]$",
    r"(?:package|using|namespace|use)\s+[\w.:\\]+;?$",
    r"return\b[^.。]*;?$",
    r"(?:if|for|while|switch|elif|else|try|except|catch|with|finally|do)\b.*[:{]$",
    r"[\w.#*@:>~, \[\]=\"()-]+\{$",  # a rule of a style sheet, or a block
    r"[\w-]+:\s[^;]*;$",
    r"[\w.$\[\]'\"]+(?:\s[\w.]+)?\s*(?::=|[-+*/|&%]?=)\s*[^=\s].*",  # an assignment
    r"(?:await\s+)?[\w.$]+\(.*\)[;,]?$",  # a call
    r"[})\]]++[;,)]*$",
    r"(?:INSERT INTO|CREATE (?:TABLE|INDEX)|(?:DROP|ALTER) TABLE|DELETE FROM|UPDATE \w+)\b",
    r"(?:SELECT|FROM|WHERE|AND|(?:LEFT |INNER )?JOIN|GROUP BY|ORDER BY|HAVING|LIMIT \d+;?$)\b",
)
CODE = regex(rf"\s*+(?:{'|'.join(STATEMENTS)})|\s+\{{$")
CODE_AROUND = regex(r"\s*(?://|/\*|\*|#|--|<!--|\"\"\"|'''|@\w)|.*[;{}(,\[\\]$|\s{2,}\S")
CODE_LINES = 4
CODE_MARKS = ("=", "{", ";\n", "):\n", "()")  # one of which all code has


def is_source(sample: Sample) -> bool:
    """Code of programs and styles: statements, declarations, brackets, and what is amid them."""
    if CODE_HEAD.match(sample.text):
        return True
    if len(sample.lines) < CODE_LINES or not any(mark in sample.text for mark in CODE_MARKS):
        return False
    code = sample.share(CODE)
    around = sum(1 for line in sample.lines if CODE.match(line) or CODE_AROUND.match(line))
    return code >= SOME and around >= MOST * len(sample.lines)


def is_toml(sample: Sample) -> bool:
    """Sections and settings whose values are written as in programs."""
    return is_ini(sample) and sample.share(TOML_VALUE) >= HALF


def is_ini(sample: Sample) -> bool:
    """Settings, in sections or not."""
    lines = sample.lines
    if 2 * sample.text.count("=") < len(lines):
        return False
    settings = sum(1 for line in lines if SETTING.match(line))
    sections = any(map(SECTION.match, lines)) or settings >= MOST * len(lines)
    return (
        settings > 1
        and sections
        and settings >= HALF * len(lines)
        and sample.share(INI_LINE) >= MOST
    )


def is_yaml(sample: Sample) -> bool:
    """Keys and lists that are nested, or that a document's mark opens."""
    if (
        ":" not in sample.text
        or sample.share(YAML_LINE) < MOST
        or not any(map(YAML_KEY.match, sample.lines))
    ):
        return False
    marked = sample.lines[0] in ("---", "%YAML 1.2", "%YAML 1.1")
    return marked or sum(1 for line in sample.lines if YAML_NESTED.match(line)) > 1
