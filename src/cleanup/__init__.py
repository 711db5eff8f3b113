r"""cleanup turns scraped web text, above all Chinese, into clean UTF-8 text that people can trust.

>>> import cleanup
>>> cleanup.clean("近\u200b日，本報記者在廈門採訪。\n").text
'近日，本報記者在廈門採訪。\n'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "CleanupError",
    "InputError",
    "KindError",
    "OutputError",
    "RestoreError",
    "Result",
    "Settings",
    "SettingsError",
    "clean",
]

if TYPE_CHECKING:
    from cleanup.api import Result, clean
    from cleanup.errors import (
        CleanupError,
        InputError,
        KindError,
        OutputError,
        RestoreError,
        SettingsError,
    )
    from cleanup.settings import Settings


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that the command starts fast."""
    import importlib  # noqa: PLC0415  # as above: not even this is needed for `--version`

    if name not in __all__:
        raise AttributeError(f"module 'cleanup' has no attribute {name!r}")
    home = {"Result": "api", "clean": "api", "Settings": "settings"}.get(name, "errors")
    return getattr(importlib.import_module(f"cleanup.{home}"), name)
