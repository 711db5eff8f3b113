"""Documents on disk in three forms: a tree of small files, and shards of JSON Lines or Parquet.

Nothing of cleanup is imported: peers live in environments of their own.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Document = tuple[str, str | bytes]  # name: its site and number; a text, or the bytes of a file

FORMS = ("jsonl", "parquet", "tree")
ROWS = 100  # documents in a row group of Parquet


def read(folder: Path) -> Iterator[Document]:
    """All documents below a folder, whatever form they are in; not what is hidden or empty."""
    files = (path for path in folder.rglob("*.*") if path.is_file() and path.stat().st_size)
    names = (path.relative_to(folder) for path in files)
    for name in sorted(name for name in names if not any(part[0] == "." for part in name.parts)):
        path = folder / name
        if path.suffix == ".txt":
            yield str(name), path.read_bytes()
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    yield row["id"], row["text"]
        else:
            from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # slow, and not always there

            for batch in ParquetFile(path).iter_batches(ROWS, columns=["id", "text"]):
                for row in batch.to_pylist():
                    yield row["id"], row["text"]


def write(folder: Path, form: str, documents: Iterable[Document], shards: int = 1) -> None:
    """Write documents: files named by them, or so many shards of records, each in its turn."""
    folder.mkdir(parents=True, exist_ok=True)
    if form == "tree":
        for name, text in documents:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return
    rows, paths = _rows(documents), [folder / f"{shard:05}.{form}" for shard in range(shards)]
    with ExitStack() as stack:
        if form == "jsonl":
            files = [stack.enter_context(path.open("w", encoding="utf-8")) for path in paths]
            for row, file in zip(rows, cycle(files), strict=False):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            import pyarrow as pa  # noqa: PLC0415  # slow, and not always there
            from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  # as above

            schema = pa.schema([(name, pa.string()) for name in ("id", "url", "text")])
            writers = cycle([stack.enter_context(ParquetWriter(path, schema)) for path in paths])
            while some := list(islice(rows, ROWS)):
                next(writers).write_table(pa.Table.from_pylist(some, schema))


def _rows(documents: Iterable[Document]) -> Iterator[dict[str, str]]:
    """Documents as records."""
    for name, text in documents:
        yield {"id": name, "url": f"https://{name}", "text": text_of(text)}


def text_of(data: str | bytes) -> str:
    """A text; bytes that are not UTF-8 are what a scraper has read as Latin-1."""
    if isinstance(data, str):
        return data
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def main() -> None:
    """The floor: read, decode, encode and write every document."""
    source, out, form, _ = sys.argv[1:]
    write(Path(out), form, ((name, text_of(data)) for name, data in read(Path(source))))


if __name__ == "__main__":
    main()
