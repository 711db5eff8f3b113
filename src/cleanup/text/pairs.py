"""Where two characters stand in a row that are one of many pairs, found for all pairs at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.text.codes import CODE_POINTS

if TYPE_CHECKING:
    from collections.abc import Collection

    from cleanup.text.codes import Codes


class Pairs:
    """A set of pairs of characters. A pattern of hundreds of them would cost five times as much."""

    def __init__(self, pairs: Collection[str], between: str = "") -> None:
        """The first of a pair is found where one of `between` follows, too, whatever comes then."""
        row = {one: at for at, one in enumerate(sorted({pair[0] for pair in pairs}), 1)}
        column = {one: at for at, one in enumerate(sorted({pair[1] for pair in pairs}), 1)}
        width = len(column) + 2  # for what is none, and for what may stand between
        known = np.zeros((len(row) + 1, width), bool)
        for pair in pairs:
            known[row[pair[0]], column[pair[1]]] = True
        known[1:, -1] = True
        self._known = known.ravel()
        self._row, self._column = (np.zeros(CODE_POINTS, np.intp) for _ in range(2))
        self._row[[*map(ord, row)]] = np.arange(1, len(row) + 1) * width
        self._column[[*map(ord, column)]] = np.arange(1, len(column) + 1)
        self._column[[*map(ord, between)]] = width - 1

    def starts(self, codes: Codes) -> list[int]:
        """The places in a text, given by its code points, where a pair begins."""
        cells = self._row.take(codes[:-1]) + self._column.take(codes[1:])
        found: list[int] = np.flatnonzero(self._known.take(cells)).tolist()
        return found
