"""What stands for all that the cleaning of a document depends on."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict
from functools import cache
from inspect import getsourcefile
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.record.manifest import digest
from cleanup.rules import PLUGINS

if TYPE_CHECKING:
    from cleanup.settings import Settings


def fingerprint(settings: Settings) -> str:
    """16 hexadecimal digits that stand for all that the cleaning of a document depends on."""
    return digest(f"{code_version()} {plugins_version()} {asdict(settings)}".encode())[:16]


@cache
def code_version() -> str:
    """The digest of this package's own files: another version may clean otherwise."""
    package = str(Path(__file__).parents[1])
    files = (
        os.path.join(folder, name)  # noqa: PTH118  # paths as text, in a quarter of the time
        for folder, _, names in os.walk(package)
        if not folder.endswith("__pycache__")
        for name in names
    )
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(path.removeprefix(package).replace(os.sep, "/").encode() + b"\0")
        with open(path, "rb") as file:  # noqa: PTH123  # as above
            found.update(file.read())
    return found.hexdigest()


@cache
def plugins_version() -> str:
    """What stands for the rules of other packages: their codes, versions and files."""
    if not PLUGINS.rules:
        return ""
    codes = sorted((rule.code, rule.origin) for rule in PLUGINS.rules)
    sources = {getsourcefile(rule.inspect) for rule in PLUGINS.rules}
    return f"{codes} {[digest(Path(path).read_bytes()) for path in sorted(filter(None, sources))]}"
