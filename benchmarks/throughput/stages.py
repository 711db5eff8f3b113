"""CPU seconds of cleaning documents in one process by the Python API, stage by stage.

usage: PYTHON -m benchmarks.throughput.stages FOLDER

PYTHON is that of an environment with cleanup, of this version or of an earlier one. Printed is a
JSON object: what starting takes (imports, tables, the first documents), each stage, and all.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.throughput.forms import read

if TYPE_CHECKING:
    from collections.abc import Callable

# Where a stage is called, and under which name; compose is a second call of repair.
STAGES = (
    ("cleanup.pipeline", "decode", "decode"),
    ("cleanup.pipeline", "repair", "repair"),
    ("cleanup.pipeline", "collapse", "collapse"),
    ("cleanup.pipeline", "judge", "judge"),
    ("cleanup.stages.together", "judge_together", "judge"),  # pages of many documents at once
)
FIRST = 20  # documents that are cleaned before


def main() -> None:
    """Clean all documents and print what it took."""
    documents = [(name, _bytes(text)) for name, text in read(Path(sys.argv[1]))]
    start = time.process_time()
    clean(documents[:FIRST])
    seconds = defaultdict(float, start=time.process_time() - start)
    for home, name, stage in STAGES:
        with suppress(ImportError, AttributeError):  # not in every version
            module = import_module(home)
            setattr(module, name, timed(getattr(module, name), stage, seconds))
    start = time.process_time()
    clean(documents)
    seconds["all"] = time.process_time() - start
    print(json.dumps(seconds))


def _bytes(text: str | bytes) -> bytes:
    """What is to be decoded, in every version."""
    return text.encode() if isinstance(text, str) else text


def clean(documents: list[tuple[str, bytes]]) -> None:
    """Clean documents, each by itself, by `clean_many`, or by what there was before it."""
    import cleanup  # noqa: PLC0415  # its time is measured

    if hasattr(cleanup, "clean_many"):
        for _ in cleanup.clean_many(documents, recurrence=False):
            pass
        return
    from cleanup.model import Source  # noqa: PLC0415  # as above
    from cleanup.pipeline import clean_document  # noqa: PLC0415
    from cleanup.settings import Settings  # noqa: PLC0415

    settings = Settings()
    for name, data in documents:
        clean_document(Source(name, data), settings)


def timed(function: Callable[..., Any], name: str, seconds: dict[str, float]) -> Callable[..., Any]:
    """The function, which adds its CPU seconds to those of its stage."""

    def call(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            seconds[named.get("stage", name)] += time.process_time() - start

    return call


if __name__ == "__main__":
    main()
