"""Functions on batches that tests give to engines; these import them in other processes."""

from __future__ import annotations

import os
import signal

from cleanup import clean

TEXTS = {"id": "BIGINT", "text": "STRING"}
MEASURED = {"id": "BIGINT", "length": "BIGINT", "text": "STRING", "error": "STRING"}


def measure(batch):
    """The length of each text and the text backwards."""
    texts = batch["text"]
    return {
        "id": batch["id"],
        "length": [None if text is None else len(text) for text in texts],
        "text": [None if text is None else text[::-1] for text in texts],
        "error": [None] * len(texts),
    }


def measure_or_die(batch, word):
    """As above, but a text that is the word kills the process."""
    if word in batch["text"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return measure(batch)


def characters(batch):
    """One row for each character of each text: more rows than there were, or none."""
    pairs = [
        (number, character)
        for number, text in zip(batch["id"], batch["text"], strict=True)
        for character in text or ""
    ]
    return {
        "id": [number for number, _ in pairs],
        "code": [ord(character) for _, character in pairs],
    }


def everything(batch):
    """Each column as it came."""
    return dict(batch)


def broken(batch):
    """A function with a mistake in it."""
    raise ValueError(f"第 {batch['id'][0]} row is at fault\nand more")


def cleaned(batch):
    """Each text as cleaned; further columns as they came."""
    return {**batch, "text": [clean(text).text for text in batch["text"]]}
