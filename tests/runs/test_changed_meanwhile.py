"""What somebody saves while a run is at work is not lost, and named."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.events import CleanedRecords, Failed, Progress, Restored
from cleanup.record.fsck import faults
from cleanup.runs import slices
from tests.support.articles import article, dirty, put
from tests.support.made_shards import made
from tests.support.runs import files_of

LATER = "后来雪停了，我们下山。\n".encode()
TEXTS = [dirty(article(number)) for number in range(4)]
INPUTS = {"a.txt": TEXTS[0], "b.txt": TEXTS[1]}
SHARDS = {"a.jsonl": made("a.jsonl", TEXTS), "b.jsonl": made("b.jsonl", TEXTS[2:])}
TABLES = {"a.parquet": made("a.parquet", TEXTS), "b.jsonl": SHARDS["b.jsonl"]}


class Saving(list):
    """The events of a run; before the first of a kind goes on, a file is changed."""

    def __init__(self, is_time, change):
        super().__init__()
        self._is_time, self._change = is_time, change

    def __call__(self, event):
        if self._change and self._is_time(event):
            self._change()
            self._change = None
        self.append(event)

    def failed(self):
        return [(event.name, event.reason) for event in self if isinstance(event, Failed)]


def when_cleaned(event):
    """When the texts are clean, or the records of a file, and not written yet."""
    is_done = isinstance(event, Progress) and event.phase == "cleaning" and event.done
    return is_done or isinstance(event, CleanedRecords)


def grows(path):
    """What adds a line to a file."""
    return lambda: path.write_bytes(path.read_bytes() + LATER)


@pytest.mark.parametrize("suffix", ["", ".orig"])
@pytest.mark.parametrize("inputs", [INPUTS, SHARDS], ids=["texts", "shards"])
def test_in_place_it_stays(tmp_path, inputs, suffix):
    """As it was saved, without an original that is none; the other files are mended."""
    put(tmp_path, inputs)
    first, second = (tmp_path / name for name in inputs)
    data, other = first.read_bytes(), second.read_bytes()
    told = Saving(when_cleaned, grows(first))
    cleanup.clean_in_place(tmp_path, suffix, tell=told)
    assert told.failed() == [(str(first), "was changed meanwhile; run again")]
    assert first.read_bytes() == data + LATER
    assert second.read_bytes() != other
    assert not first.with_name(f"{first.name}.orig").exists()
    assert not list(faults(tmp_path))
    cleanup.undo(tmp_path)
    assert (first.read_bytes(), second.read_bytes()) == (data + LATER, other)


def test_in_place_what_is_gone_stays_so(tmp_path):
    """And the record knows nothing of it."""
    put(tmp_path, INPUTS)
    told = Saving(when_cleaned, (tmp_path / "a.txt").unlink)
    cleanup.clean_in_place(tmp_path, tell=told)
    assert [name for name, _ in told.failed()] == [str(tmp_path / "a.txt")]
    assert [*files_of(tmp_path)] == ["b.txt"]
    assert not list(faults(tmp_path))


def test_a_table_that_is_another_one(tmp_path):
    """Its rows would be those of one file and its other columns those of the other."""
    put(tmp_path / "in", TABLES)
    table = tmp_path / "in/a.parquet"
    data = made("a.parquet", TEXTS[::-1])
    told = Saving(lambda event: isinstance(event, CleanedRecords), lambda: table.write_bytes(data))
    cleanup.clean_folder(tmp_path / "in", tmp_path / "out", tell=told)
    assert told.failed() == [(str(table), "was changed meanwhile; run again")]
    assert [*files_of(tmp_path / "out")] == ["b.jsonl"]
    cleanup.clean_folder(tmp_path / "in", tmp_path / "out")
    assert len(files_of(tmp_path / "out")) == len(TABLES)


def test_lines_that_are_other_ones(tmp_path, monkeypatch):
    """A worker reads what was cut before: else the hash of one file would stand for another one."""
    put(tmp_path / "in", SHARDS)
    path = tmp_path / "in/a.jsonl"
    clean_slice = slices.clean_slice

    def late(piece, **others):
        path.write_bytes(SHARDS["a.jsonl"][: len(SHARDS["a.jsonl"]) // 2])
        clean_slice(piece, **others)

    monkeypatch.setattr("cleanup.runs.whole.clean_slice", late)
    told = Saving(lambda _: False, None)
    cleanup.clean_folder(tmp_path / "in", tmp_path / "out", tell=told)
    assert told.failed() == [(str(path), "was changed meanwhile; run again")]
    assert [*files_of(tmp_path / "out")] == ["b.jsonl"]


def test_undo_comes_to_its_end(tmp_path):
    """A file that goes as soon as it was given back keeps the record from nothing."""
    put(tmp_path / "in", SHARDS)
    cleanup.clean_folder(tmp_path / "in", tmp_path / "out")
    first = tmp_path / "out/a.jsonl"
    told = Saving(lambda event: isinstance(event, Restored), first.unlink)
    cleanup.undo(tmp_path / "out", tell=told)
    assert not told.failed()
    assert sum(isinstance(event, Restored) for event in told) == len(SHARDS)
    again = Saving(lambda _: False, None)
    cleanup.undo(tmp_path / "out", tell=again)
    assert [name for name, _ in again.failed()] == [str(first)]
