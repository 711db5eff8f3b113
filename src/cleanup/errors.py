"""Everything that can go wrong and that the caller can act on.

CleanupError
├── EngineError     the work on many documents cannot go on
├── InputError      one input cannot be processed; the others still are
│   ├── KindError   it is a file of another kind than text, and is left alone
│   └── NoTextsError  a file of many records has none where they are looked for
├── OutputError     the result cannot be written where it was asked for
├── RestoreError    a text is not the one that the record describes
└── SettingsError   an option or a rule code that does not exist
"""

from __future__ import annotations

import os


class CleanupError(Exception):
    """Base of all errors that cleanup raises on purpose; its text is one line for a person."""


class EngineError(CleanupError):
    """The engine is missing or cannot go on: a full disk, a lost cluster, too little memory."""


class InputError(CleanupError):
    """One input cannot be read or is not text."""


class KindError(InputError):
    """An input is no document that can be read; `kind` is the word for what it is."""

    def __init__(self, kind: str, hint: str = "") -> None:
        """Say what it is, and how it is cleaned all the same."""
        ways = f"{hint}; or use --as text" if hint else "--as text cleans it as plain text"
        super().__init__(f"is {kind}, which is left as it is; {ways}")
        self.kind = kind


class NoTextsError(InputError):
    """A file of many records has no texts where they are looked for, or cannot be cut into them."""


class OutputError(CleanupError):
    """The place for the result is taken, foreign or not writable."""


class RestoreError(CleanupError):
    """The text was changed after it was cleaned, so its edits cannot be undone."""


class SettingsError(CleanupError):
    """A setting or a rule code that does not exist."""


def reason_of(error: Exception) -> str:
    """What went wrong, for a line that has the name already."""
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        return reason + meant(error.filename) if isinstance(error, FileNotFoundError) else reason
    return str(error)


def meant(path: object) -> str:
    """The end of a sentence that names the file that a wrong path was likely meant to be."""
    from cleanup.settings import nearest  # noqa: PLC0415  # which raises errors of this module

    folder, name = os.path.split(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ("", "")
    while folder.strip("/") and not os.path.isdir(folder):  # noqa: PTH112  # no path is made of a name that may be none
        folder, name = os.path.split(folder)
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208  # no path is made of a name that may be none
    except (OSError, ValueError):
        return ""
    return nearest(name, names)
