"""The settings: their choices, ranges and defaults are stated and checked here, and nowhere else.

`Settings` says what is done to each document, `Plan` how many of them are worked on. Rule codes are
checked when rules are chosen, for only the rules know them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import inf
from typing import TYPE_CHECKING, Any, Literal, get_args

from cleanup.errors import SettingsError
from cleanup.overrule import Exemption, PathSettings, UserRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Script = Literal["keep", "hans", "hant", "hans-from-tw", "hans-from-hk", "hant-tw", "hant-hk"]
Level = Literal["safe", "standard", "aggressive"]
InputFormat = Literal[
    "auto", "text", "markdown", "html", "jsonl", "csv", "tsv", "parquet", "wet", "warc"
]
Html = Literal["all", "main"]
Engine = Literal["local", "spark"]
Output = Literal["same", "jsonl", "changes", "found"]  # what becomes of a record, see `runs`
MAX_SIZE = 256 * 10**6  # bytes
MOST_LOSS = 0.95
SIMILARITY = 0.85

NO_TEXT = ("_codec", "rot_13")  # end the names of Python's codecs that are no text encodings
CHOICES: Mapping[str, tuple[str, ...]] = {
    "script": get_args(Script),
    "level": get_args(Level),
    "input_format": get_args(InputFormat),
    "html": get_args(Html),
    "engine": get_args(Engine),
}
TUPLES = {"select": "rule codes", "ignore": "rule codes", "text_field": "paths", "allow": "texts"}
TABLES: Mapping[str, type] = {"rules": UserRule, "exemptions": Exemption, "per_path": PathSettings}
RANGES: Mapping[str, tuple[float, float]] = {  # both ends belong to them
    "max_size": (1, inf),
    "most_loss": (0, 1),
    "similarity": (0.5, 1),
    "jobs": (0, inf),
    "memory": (0, inf),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What to do to every document.

    `select` and `ignore` take rule codes, prefixes of codes and ALL. `script` converts Chinese
    text to Simplified (hans) or Traditional (hant) characters after everything else; the others
    of its values name the region too, that of the source or that of the result. `max_size` is
    the most bytes that a document may have, decompressed. `encoding` is the codec of all
    documents; without one each is found out. `front_matter` puts the metadata before the text.
    `level` says what counts more, that the text is whole (safe) or that it is pure (aggressive); a
    page that would lose more than the share `most_loss` of its sentences, 0 to 1, is kept whole.
    `input_format` says what all documents are; "auto" recognises each, and what cannot be read is
    refused. `text_field` are the paths of the texts in records, such as `data.content` or
    `paragraphs[].text`, `id_field` is that of their names and `url_field` that of their addresses,
    whose hosts are their sites; without them the usual names tell. `metadata_field` takes the
    metadata of a record. Of HTML all visible text is taken, or the main content ("main") as the
    library that reads it sees it. No rule changes a text of `allow`, wherever it stands in a
    document, nor takes out what it stands in; what is shared by documents is not asked. `rules` are
    the user's own; `exemptions` and `per_path` say what holds for some rules and some files, whose
    paths are those below the folder `root`, if it has a name. Raises SettingsError for a wrong
    value.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    script: Script = "keep"
    max_size: int = MAX_SIZE
    encoding: str = ""
    front_matter: bool = False
    level: Level = "standard"
    most_loss: float = MOST_LOSS
    input_format: InputFormat = "auto"
    html: Html = "all"
    text_field: tuple[str, ...] = ()
    id_field: str = ""
    url_field: str = ""
    metadata_field: str = ""
    allow: tuple[str, ...] = ()
    rules: tuple[UserRule, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    root: str = ""

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        for name, what in TUPLES.items():
            if not isinstance(getattr(self, name), tuple):
                raise SettingsError(f"{name}: {getattr(self, name)!r} is no tuple of {what}")
        for name, kind in TABLES.items():
            several = getattr(self, name)
            if not isinstance(several, tuple) or not all(isinstance(one, kind) for one in several):
                raise SettingsError(f"{name}: {several!r} is no tuple of {kind.__name__}")
        for one in self.per_path:
            check_choices(one.stated())
        if not all(text.strip() for text in self.allow):
            raise SettingsError("allow: a text of nothing but space would allow everything")
        _check(self)
        check_encoding(self.encoding)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many documents are worked on: which of them, what makes two of them copies, and where.

    Documents that share `similarity` of their text, 0.5 to 1, are copies, of which one is kept,
    unless `dedupe` is false. Named files of other kinds than text are errors, unless
    `skip_other_kinds`; those met in a folder never are. In a folder what a .gitignore ignores is
    left alone, unless `no_ignore`. What recurs in the folder of a named file is counted over the
    files that are cleaned; by `count_tracked` over all that git tracks there, as hooks need it.
    What somebody else has made or changed is overwritten only by `force`, and results whose inputs
    are gone are removed only by `prune`. `engine` is where many documents are worked on: `jobs`
    processes on this machine, 0 for one for each core, and `memory` bytes in all, 0 for what the
    engine takes by itself; or Spark, on the cluster `master`, on this machine without one. Raises
    SettingsError for a wrong value.
    """

    similarity: float = SIMILARITY
    dedupe: bool = True
    skip_other_kinds: bool = False
    no_ignore: bool = False
    count_tracked: bool = False
    force: bool = False
    prune: bool = False
    engine: Engine = "local"
    master: str = ""
    jobs: int = 0
    memory: int = 0

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        _check(self)


def default(name: str) -> Any:
    """The default of a setting of either kind."""
    known = {field.name: field.default for kind in (Settings, Plan) for field in fields(kind)}
    return known[name]


def check_encoding(name: str) -> None:
    """Raise SettingsError for a name that no encoding of texts has; '' stands for any."""
    try:
        b"a".decode(name or "utf-8")
    except UnicodeDecodeError:
        return  # one byte is no character of it
    except (LookupError, UnicodeError):
        from encodings.aliases import aliases  # noqa: PLC0415  # for those who meet an error

        texts = {n for pair in aliases.items() if not pair[1].endswith(NO_TEXT) for n in pair}
        hint = nearest(name, texts)
        raise SettingsError(f"no text encoding is called {name!r}{hint}") from None


def nearest(word: str, names: Iterable[str]) -> str:
    """The end of a sentence that names what a wrong word was likely meant to be; '' for nothing."""
    from difflib import get_close_matches  # noqa: PLC0415  # for those who meet an error

    written = {name.casefold(): name for name in sorted(names)}
    found = get_close_matches(word.casefold(), written, n=1)
    return f"; did you mean {written[found[0]]!r}?" if found else ""


def check_choices(stated: Mapping[str, Any]) -> None:
    """Raise SettingsError for a value that is not among the choices or out of its range."""
    for name, value in stated.items():
        if name in CHOICES and value not in CHOICES[name]:
            hint = nearest(str(value), CHOICES[name])
            raise SettingsError(f"{name}: {value!r} is none of {', '.join(CHOICES[name])}{hint}")
        if name in RANGES:
            least, most = RANGES[name]
            if not isinstance(value, int | float) or not least <= value <= most:
                bounds = f"from {least} to {most}" if most < inf else f"of {least} or more"
                raise SettingsError(f"{name}: {value!r} is no number {bounds}")


def _check(settings: Settings | Plan) -> None:
    """As `check_choices`, of all that settings say."""
    check_choices({field.name: getattr(settings, field.name) for field in fields(settings)})
