"""A figure for each block of pages, which one page among others takes from those of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from cleanup.page.classifier.measures import Measures


class PerBlock:
    """A figure for each block, on the last axis. Of one page among others it is that of all.

    It is measured when it is first asked for.
    """

    def __init__(self, measure: Callable[[Measures], np.ndarray]) -> None:
        """`measure` is the method that it decorates."""
        self._measure = measure
        self.__doc__ = measure.__doc__

    @overload
    def __get__(self, measures: None, owner: type) -> PerBlock: ...

    @overload
    def __get__(self, measures: Measures, owner: type) -> np.ndarray: ...

    def __get__(self, measures: Measures | None, owner: type) -> np.ndarray | PerBlock:
        """Measure it. It is kept in the place of this one."""
        if measures is None:
            return self
        name, whole = self._measure.__name__, measures.whole
        if whole is None:
            found = self._measure(measures)
        else:
            first, stop = measures.blocks
            found = getattr(whole, name)[..., first:stop]
        vars(measures)[name] = found
        return found
