"""Commands that meet a fault, and the files on which they work."""

from __future__ import annotations

from typing import NamedTuple

from tests.support.articles import article, dirty, edited
from tests.support.made_shards import made

A, B, C, D = (article(number, 5) for number in range(4))
TEXTS = {
    "a.txt": A,
    "b.txt": dirty(B),
    "c.txt": B,
    "x/d.txt": edited(dirty(C), 0.01),
    "x/e.txt": C,
    "f.txt": dirty(D).encode("gb18030", "ignore"),
}
SHARDS = {
    "a.jsonl": made("a.jsonl", [dirty(A), B, dirty(B), A]),
    "b.csv": made("b.csv", [dirty(C), D]),
    "x/c.parquet": made("c.parquet", [C, dirty(D), A]),
    "d.wet.gz": made("d.wet.gz", [dirty(B), edited(C, 0.01)]),
    "e.txt": dirty(D),
}
CHANGES = {"b.txt": dirty(D), "c.txt": None, "g.txt": dirty(A)}
LINES = {"a.jsonl": SHARDS["a.jsonl"], "b.csv": SHARDS["b.csv"], "e.txt": SHARDS["e.txt"]}
INTO, MEND = ("run", "in", "-o", "out"), ("run", "--in-place", "in")


class Scene(NamedTuple):
    """A command on files; `before` are commands that ran on them, then some were changed."""

    files: dict[str, str | bytes | None]
    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    changes: dict[str, str | bytes | None] = {}  # noqa: RUF012  # of a tuple, and never written

    @property
    def out(self):
        """The folder that has the record."""
        return "in" if "in-place" in f"{self.command}{self.before}" else "out"


SCENES = {
    "files": Scene(TEXTS, INTO),
    "files that changed": Scene(TEXTS, (*INTO, "--prune"), (INTO,), CHANGES),
    "shards": Scene(SHARDS, INTO),
    "shards, other settings": Scene(SHARDS, (*INTO, "--no-dedupe"), (INTO,)),
    "in place": Scene(TEXTS, MEND),
    "in place, originals kept": Scene(TEXTS, ("run", "--in-place=.orig", "in")),
    "shards in place": Scene(LINES, MEND),
    "a stream": Scene(SHARDS, ("run", "in/a.jsonl", "in/e.txt", "--no-dedupe")),
    "undo": Scene(TEXTS | SHARDS, ("undo", "out"), (INTO,)),
    "undo in place": Scene(TEXTS | LINES, ("undo", "in"), (MEND,)),
}
