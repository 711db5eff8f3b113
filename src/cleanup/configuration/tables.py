"""The tables of a file: rules of the user's own, exemptions, settings for some files."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from cleanup.errors import InputError, OutputError, SettingsError
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.overrule import Confirmed, Exemption, PathSettings, UserRule
from cleanup.settings import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Row = TypeVar("Row", UserRule, Exemption, PathSettings, Confirmed)
KINDS: Mapping[str, type[Any]] = {
    "rules": UserRule,
    "exemptions": Exemption,
    "per_path": PathSettings,
    "confirmed": Confirmed,
}
PHRASES = "phrases-file"  # of a rule: the file beside the configuration that has its phrases
MAX_PHRASES = 10**7  # bytes of that


class RowError(SettingsError):
    """A wrong row of a table: of which key, if it is about one."""

    def __init__(self, key: str, said: str) -> None:
        """Say what is wrong."""
        super().__init__(said)
        self.key = key


def keys(kind: type[Any]) -> dict[str, Field[Any]]:
    """The fields of a row, by the names that they have in a file."""
    return {field.name.replace("_", "-"): field for field in fields(kind)}


def row(kind: type[Row], stated: Any, folder: Path) -> Row:
    """The row that a table states; a file that it names stands in `folder`.

    Raises RowError, also for a file that cannot be read.
    """
    if not isinstance(stated, dict):
        raise RowError("", f"{stated!r} is no table")
    known: dict[str, Field[Any]] = keys(kind)
    values: dict[str, Any] = {}
    for key, value in dict[str, Any](stated).items():
        if key == PHRASES and kind is UserRule:
            continue
        if key not in known:
            names = [*known, PHRASES] if kind is UserRule else known
            raise RowError(key, f"no key is called {key!r}{nearest(key, names)}")
        values[known[key].name] = _value(key, value, several=known[key].default == ())
    if PHRASES in stated and kind is UserRule:
        values["phrases"] = (*values.get("phrases", ()), *_phrases(stated[PHRASES], folder))
    for key, field in known.items():
        if field.default is MISSING and field.name not in values:
            raise RowError("", f"there is no {key!r}")
    try:
        return kind(**values)
    except SettingsError as error:
        raise RowError(str(error).partition(":")[0], str(error)) from None


def _value(key: str, value: Any, *, several: bool) -> Any:
    """A value as its field has it."""
    if not several:
        return value
    if key == "examples":
        pairs = value if isinstance(value, list) else ()
        if not pairs or not all(_is_texts(pair) and len(pair) == 2 for pair in pairs):  # noqa: PLR2004  # before, after
            raise RowError(key, f"{key}: {value!r} is no list of pairs of texts, before and after")
        return tuple(map(tuple, pairs))
    texts = value if isinstance(value, list) else [value]
    if not _is_texts(texts):
        raise RowError(key, f"{key}: {value!r} is no list of texts")
    return tuple(code.upper() for code in texts) if key == "ignore" else tuple(texts)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _phrases(name: Any, folder: Path) -> list[str]:
    """The lines of a file but for blank ones. Raises RowError."""
    try:
        path = inside.place(folder, inside.checked_name(name))
        lines = files.read(path, MAX_PHRASES).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise RowError(PHRASES, f"{name!r} is not UTF-8") from None
    except (TypeError, ValueError):
        raise RowError(PHRASES, f"{name!r} is no file beside the settings or below") from None
    except (InputError, OutputError) as error:
        raise RowError(PHRASES, f"{name!r}: {error}") from None
    return [line for line in lines if line.strip()]
