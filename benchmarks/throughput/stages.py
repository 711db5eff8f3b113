"""CPU seconds of cleaning documents in one process by `clean_document`, stage by stage.

usage: PYTHON -m benchmarks.throughput.stages FOLDER

PYTHON is that of an environment with cleanup, of this version or of an earlier one. Printed is a
JSON object: what starting takes (imports, tables, the first documents), each stage, and all.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.throughput.forms import read

if TYPE_CHECKING:
    from collections.abc import Callable

STAGES = ("decode", "repair", "collapse", "judge")  # compose is a second call of repair
FIRST = 20  # documents that are cleaned before


def main() -> None:
    """Clean all documents and print what it took."""
    start = time.process_time()
    from cleanup import pipeline  # noqa: PLC0415  # its time is measured
    from cleanup.model import Source  # noqa: PLC0415
    from cleanup.settings import Settings  # noqa: PLC0415

    documents = [
        Source(name, text.encode() if isinstance(text, str) else text)
        for name, text in read(Path(sys.argv[1]))
    ]
    settings = Settings()
    for source in documents[:FIRST]:
        pipeline.clean_document(source, settings)
    seconds = defaultdict(float, start=time.process_time() - start)
    for name in STAGES:
        setattr(pipeline, name, timed(getattr(pipeline, name), name, seconds))
    start = time.process_time()
    for source in documents:
        pipeline.clean_document(source, settings)
    seconds["all"] = time.process_time() - start
    print(json.dumps(seconds))


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
