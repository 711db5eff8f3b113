"""Which engine a run gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.engines.batch import FEW_ROWS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from cleanup.engines.pool import Pool
    from cleanup.engines.table import Engine
    from cleanup.settings import Plan


def engine_in(
    folder: Path,
    plan: Plan,
    fingerprint: str = "",
    pool: Pool | None = None,
    few: int = FEW_ROWS,
) -> AbstractContextManager[Engine]:
    """The engine of a plan, which keeps its tables in a folder.

    What it saves there, an engine with the same `fingerprint` finds again. On one machine it lets
    the processes of `pool` work, or some of its own, where there are more than a `few` rows. Raises
    EngineError if it is missing.
    """
    if plan.engine == "spark":
        from cleanup.engines.spark import SparkEngine  # noqa: PLC0415  # an extra

        master = plan.master or f"local[{plan.jobs or '*'}]"
        return SparkEngine(folder, master=master, memory=plan.memory, fingerprint=fingerprint)
    from cleanup.engines.local import LocalEngine  # noqa: PLC0415  # for many documents alone

    return LocalEngine(
        folder, jobs=plan.jobs, memory=plan.memory, fingerprint=fingerprint, pool=pool, few=few
    )
