"""Regular expressions that are compiled when they are first used.

There are some six hundred, which take a third of the time of a short run to compile; a document
needs a fifth of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "groups")


class Regex(Generic[AnyStr]):
    """A pattern that is compiled when a method of it is first asked for."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        """Keep what has to be compiled."""
        self.pattern: AnyStr = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:  # any of the methods
        """Compile; from then on the methods are found without this one."""
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in METHODS)
        return self.__dict__[name]

    def __reduce__(self) -> tuple[Any, ...]:
        """To be sent to a worker, where it is compiled anew."""
        return Regex, (self.pattern, self.flags)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, but later: for patterns that stand at the top of a module."""
    return cast("re.Pattern[AnyStr]", Regex(pattern, int(flags)))
