"""Functions from batch to batch, for the tests of the engines: workers import them from here."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path


def same(batch):
    return batch


def lengths(batch):
    return {"id": batch["id"], "length": [len(text) for text in batch["text"]]}


def odd_twice(batch):
    """No row for an even number, two for an odd one."""
    return {"id": [i for i in batch["id"] for _ in range(2 * (i % 2))]}


def process(batch):
    return {"id": batch["id"], "process": [os.getpid()] * len(batch["id"])}


def unequal(batch):
    return {"id": batch["id"], "length": []}


def renamed(batch):
    return {"other": batch["id"]}


def fails(batch):
    raise LookupError("no such thing\nat all")


def kills(batch):
    os.kill(os.getpid(), signal.SIGKILL)


def killed_by_13(batch):
    if 13 in batch["id"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"id": batch["id"], "text": batch["text"], "error": [None] * len(batch["id"])}


def starved_by_13(batch):
    if 13 in batch["id"]:
        raise MemoryError
    return {"id": batch["id"], "text": batch["text"], "error": [None] * len(batch["id"])}


def killed_once(marker, batch):
    """The first process that comes by is killed."""
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return {"id": batch["id"]}
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def logged(log, seconds, batch):
    """Each call appends a line: its process, and the first and the last row."""
    rows = batch["id"]
    with Path(log).open("a") as file:
        file.write(f"{os.getpid()} {rows[0]} {rows[-1]}\n")
    time.sleep(seconds * len(rows))
    return {"id": rows, "double": [2 * row for row in rows]}


def sleeps(log, batch):
    return partial(logged, log, 60)(batch)
