"""How a Spark session is started: quiet, without a web page, and answering as DuckDB does."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import zipfile
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cleanup.engines.spark_worker import BATCH_ROWS
from cleanup.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path

Session = Any  # pyspark.sql.SparkSession: pyspark is an extra

# What holds for one session, also if it shares a running context with others.
SESSION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what overflows is an error
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.adaptive.enabled": "true",  # small shuffles end in few partitions
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
    "spark.sql.execution.arrow.maxBytesPerBatch": str(1 << 26),
    "spark.sql.execution.pyspark.binaryAsBytes": "true",
}
# What only the one who starts the context can set.
CONTEXT = {
    "spark.app.name": "cleanup",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",  # what fails is raised
}
LEAST_MEMORY = 512 << 20  # bytes; Spark does not start with less
EXTRA = ("pyspark", "pyarrow", "pandas")
INSTALL = "the Spark engine needs {}: pip install 'corpus-cleanup[spark]', and Java 17 or later"


def start(scratch: Path, master: str, memory: int) -> tuple[Session, Callable[[], None]]:
    """A session, and what ends it. One that the program has started goes on."""
    if missing := [name for name in EXTRA if find_spec(name) is None]:
        raise EngineError(INSTALL.format(" and ".join(missing)))
    from pyspark.logger import PySparkLogger  # noqa: PLC0415  # an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415  # as above

    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        PySparkLogger.getLogger(name).disabled = True  # they print what is raised too
    running = SparkSession.getActiveSession()
    session = running.newSession() if running else _launch(scratch, master, memory)
    for name, value in SESSION.items():
        session.conf.set(name, value)
    if not session.sparkContext.master.startswith("local"):
        session.sparkContext.addPyFile(os.fspath(package(scratch / "cleanup.zip")))
    return session, (lambda: None) if running else session.stop


def _launch(scratch: Path, master: str, memory: int) -> Session:
    """A new session; what Java and the workers print goes to a file that nobody sees."""
    if not has_java():
        raise EngineError(INSTALL.format("Java"))
    from py4j.protocol import Py4JError  # noqa: PLC0415  # an extra
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415  # as above
    from pyspark.errors import PySparkException  # noqa: PLC0415  # as above
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415  # as above
    from pyspark.sql import SparkSession  # noqa: PLC0415  # as above

    conf = SparkConf().setAll(list(configuration(scratch, master, memory).items()))
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with tempfile.TemporaryFile() as log:
        try:
            gateway = SparkContext._gateway or launch_gateway(  # noqa: SLF001  # one Java a process
                conf, {"stdout": log, "stderr": log}
            )
            context = SparkContext(conf=conf, gateway=gateway)
        except (PySparkException, Py4JError, OSError) as error:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip() or str(error)
            raise EngineError(f"Spark did not start: {said.splitlines()[-1]}") from error
    if master.startswith("local"):
        context.pythonExec = sys.executable
    return SparkSession.builder.getOrCreate()


def configuration(scratch: Path, master: str, memory: int) -> dict[str, str]:
    """What a context is started with."""
    # Spark repeats a failed task only where it is told to; that is how a row that kills is found.
    master = re.sub(r"^local(?:\[([^,\]]+)\])?$", lambda found: f"local[{found[1] or 1},4]", master)
    chosen = {**CONTEXT, "spark.master": master}
    if master.startswith("local"):
        here = "127.0.0.1"
        chosen |= {"spark.driver.host": here, "spark.driver.bindAddress": here}
        chosen["spark.local.dir"] = os.fspath(scratch)
    if memory:
        whose = "driver" if master.startswith("local[") else "executor"
        chosen[f"spark.{whose}.memory"] = f"{max(memory, LEAST_MEMORY) >> 20}m"
    return chosen


def has_java() -> bool:
    """Whether there is a Java to start, of whatever version."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin" if home else None) is not None


def package(path: Path) -> Path:
    """Write the package with its tables as a zip file that a worker can import from."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files("cleanup", files("cleanup")):
            # A ZipInfo of its own has one date for all, so that the same code is the same file.
            archive.writestr(zipfile.ZipInfo(name), content)
    return path


def _files(name: str, place: Traversable) -> list[tuple[str, bytes]]:
    """All files below a place, by name."""
    if place.is_file():
        return [(name, place.read_bytes())]
    below = sorted(place.iterdir(), key=lambda entry: entry.name)
    return [
        found
        for entry in below
        if entry.name != "__pycache__"
        for found in _files(f"{name}/{entry.name}", entry)
    ]
