"""Which engine a run gets, and how much of the machine it may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from cleanup.engines import table

Engine = Literal["local", "spark"]


@dataclass(frozen=True, slots=True)
class Resources:
    """What a run on many documents may use.

    `jobs` processes on this machine, 0: one for each core; `memory` bytes in all, 0: as the
    engine has it. `master` names the Spark cluster, as Spark does.
    """

    engine: Engine = "local"
    master: str = ""
    jobs: int = 0
    memory: int = 0

    def engine_in(
        self, folder: Path, fingerprint: str = ""
    ) -> AbstractContextManager[table.Engine]:
        """An engine that keeps its tables in a folder. Raises EngineError if it is missing."""
        if self.engine == "spark":
            from cleanup.engines.spark import SparkEngine  # noqa: PLC0415  # an extra

            master = self.master or f"local[{self.jobs or '*'}]"
            return SparkEngine(folder, master=master, memory=self.memory, fingerprint=fingerprint)
        from cleanup.engines.local import LocalEngine  # noqa: PLC0415  # for many documents alone

        return LocalEngine(folder, jobs=self.jobs, memory=self.memory, fingerprint=fingerprint)
