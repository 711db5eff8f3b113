"""The innermost loops, over arrays of whole numbers: compiled where there is a compiler.

Each module here is plain Python; a file of types beside it lets Cython compile it. What is compiled
bears a checksum of both files in its name, so that what is loaded is never older than its source;
where nothing fits, the plain file is run. docs/performance.md has the rules for writing one.
"""

from __future__ import annotations

import os
import zlib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parent
NAMES = ("pairs", "redecoding", "words")
PURE, COMPILED = "CLEANUP_PURE", "CLEANUP_COMPILED"  # variables: take what is plain; or compiled


@cache
def load(name: str) -> ModuleType:
    """The module of kernels of that name, compiled if it can be.

    Raises ImportError or OSError where that is required (`CLEANUP_COMPILED`) and nothing fits.
    """
    if not os.environ.get(PURE):
        try:
            return import_module(f"{__name__}.{compiled_name(name)}")
        except (ImportError, OSError):  # the latter: the sources are no files, as in an archive
            if os.environ.get(COMPILED):
                raise
    return import_module(f"{__name__}.{name}")


def compiled_name(name: str) -> str:
    """What a module is called once it is compiled from its files as they are now."""
    source = b"".join((FOLDER / f"{name}{suffix}").read_bytes() for suffix in (".py", ".pxd"))
    return f"{name}_{zlib.crc32(source):08x}"


def kind() -> str:
    """Whether the kernels are compiled; plain, if only one of them is not."""
    names = (load(name).__name__.rpartition(".")[2] for name in NAMES)
    return "plain" if any(name in NAMES for name in names) else "compiled"
