r"""cleanup turns scraped web text, above all Chinese, into clean UTF-8 text that people can trust.

>>> import cleanup
>>> cleanup.clean("近\u200b日，本報記者在廈門採訪。\n").text
'近日，本報記者在廈門採訪。\n'

`cleanup.api` has the functions, `cleanup.events` what they tell, `cleanup.errors` what they raise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "BATCH_SCHEMA",
    "RULES",
    "Cleaner",
    "CleanupError",
    "EngineError",
    "Exemption",
    "Explanation",
    "Failed",
    "InputError",
    "KindError",
    "OutputError",
    "PathSettings",
    "Plan",
    "RestoreError",
    "Result",
    "Settings",
    "SettingsError",
    "UserRule",
    "clean",
    "clean_batch",
    "clean_folder",
    "clean_in_place",
    "clean_many",
    "events",
    "explain",
    "explain_file",
    "find_copies",
    "undo",
]

if TYPE_CHECKING:
    from cleanup import events
    from cleanup.api import (
        clean,
        clean_batch,
        clean_folder,
        clean_in_place,
        clean_many,
        explain,
        explain_file,
        find_copies,
        undo,
    )
    from cleanup.cleaner import Cleaner
    from cleanup.errors import (
        CleanupError,
        EngineError,
        InputError,
        KindError,
        OutputError,
        RestoreError,
        SettingsError,
    )
    from cleanup.events import Failed
    from cleanup.explanation import Explanation
    from cleanup.overrule import Exemption, PathSettings, UserRule
    from cleanup.rules import RULES
    from cleanup.runs.texts import BATCH_SCHEMA, Result
    from cleanup.settings import Plan, Settings

HOMES = {
    "BATCH_SCHEMA": "runs.texts",
    "Cleaner": "cleaner",
    "Exemption": "overrule",
    "Explanation": "explanation",
    "Failed": "events",
    "PathSettings": "overrule",
    "Plan": "settings",
    "RULES": "rules",
    "Result": "runs.texts",
    "Settings": "settings",
    "UserRule": "overrule",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that the command starts fast."""
    import importlib  # noqa: PLC0415  # as above: not even this is needed for `--version`

    if name not in __all__:
        raise AttributeError(f"module 'cleanup' has no attribute {name!r}")
    if name == "events":
        return importlib.import_module("cleanup.events")
    home = HOMES.get(name) or ("errors" if name.endswith("Error") else "api")
    return getattr(importlib.import_module(f"cleanup.{home}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
