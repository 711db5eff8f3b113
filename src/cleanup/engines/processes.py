"""The worker processes of a run, which its phases share: to start one takes tenths of a second."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.engines.pool import Pool


class Processes:
    """They are started when there is work for them, and end with the outermost phase."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool: Pool | None = None
        self._phases = 0

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Keep those that a phase inside of this one starts until this one ends."""
        self._phases += 1
        try:
            yield
        finally:
            self._phases -= 1
            if self._pool is not None and not self._phases:
                self._pool.close()
                self._pool = None

    @contextmanager
    def pool(self, jobs: int) -> Iterator[Pool]:
        """The pool of the phases around this one, or a new one with so many jobs; see Pool."""
        with self.shared():
            if self._pool is None:
                from cleanup.engines.pool import Pool  # noqa: PLC0415  # for much work alone

                self._pool = Pool(jobs)
            yield self._pool
