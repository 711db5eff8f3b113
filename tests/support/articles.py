"""Invented articles, copies of them, and what a folder of results holds."""

from __future__ import annotations

import json
import random
from pathlib import Path

from cleanup.events import unheard
from cleanup.record.log import logged
from tests.support.folders import ZH

DIRT = "\u200b"  # a repair takes it out
OTHER = "的了呢吧啊着过都"


def article(number, sentences=12):
    """A text of several paragraphs; those of other numbers are unlike it."""
    chance = random.Random(f"article {number}")
    said = ["，".join(chance.choice(ZH[part]) for part in ZH) + "。" for _ in range(sentences)]
    size = max(1, sentences // 3)
    paragraphs = ("".join(said[at : at + size]) for at in range(0, sentences, size))
    return "\n\n".join(paragraphs) + "\n"


def edited(text, share, seed=0):
    """The text with this share of its characters replaced, here and there."""
    chance = random.Random(f"edited {seed}")
    places = [at for at, sign in enumerate(text) if sign.isalpha()]
    signs = list(text)
    for at in chance.sample(places, round(len(places) * share)):
        signs[at] = chance.choice(OTHER)
    return "".join(signs)


def dirty(text, repairs=1):
    """The text with something in it that has to be mended."""
    signs = list(text)
    for number in range(repairs):
        signs[5 + 7 * number] += DIRT
    return "".join(signs)


def put(folder, texts):
    """Write the texts below a folder by their names; None removes one."""
    for name, text in texts.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def all_files(out):
    """The bytes of the results and of what was left out; the rest of the record is none."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in Path(out).rglob("*")
        if path.is_file() and (".cleanup" not in path.parts or "left-out" in path.parts)
    }


def lines_in(out):
    """What the record of a folder says was done, as `cleanup log` prints it."""
    return list(logged(Path(out), unheard))


def ledger_of(out):
    """The same without the number of the run, in a fixed order."""
    return sorted(json.dumps({**line, "run": 0}, sort_keys=True) for line in lines_in(out))


def left_out_of(out):
    """Which document of a folder stands for which that was left out, as the record says."""
    return {
        line["doc"]: line | {"differs": json.loads(line["differs"])}
        for line in lines_in(out)
        if line["kept"]
    }


def kept_of(out):
    """The same by the names alone, after files and ledger were compared."""
    found = {doc: record["kept"] for doc, record in left_out_of(out).items()}
    inside = {name for name in all_files(out) if name.startswith(".cleanup/left-out/")}
    assert inside == {f".cleanup/left-out/{doc}" for doc in found}
    assert not {*found} & {*all_files(out)}
    return found
