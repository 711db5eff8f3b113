"""A Cleaner with the packages that hold texts in columns: datasets, pandas, polars."""

from __future__ import annotations

import pytest

from cleanup import Cleaner, Settings
from tests.support.runs import CLEAN, DIRTY

pytestmark = [
    pytest.mark.integrations,
    pytest.mark.filterwarnings("default"),  # those of packages are theirs
]
ROWS = {"id": [1, 2, 3], "text": [DIRTY, None, "山。\n"]}
TEXTS = [CLEAN, None, "山。\n"]


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    """One of datasets, with its caches in the folder of the test."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    return datasets.Dataset.from_dict(ROWS)


@pytest.mark.parametrize("processes", [None, 2], ids=["here", "two processes"])
def test_datasets_map_it(dataset, processes):
    """In batches, in processes of their own too; other columns stay."""
    got = dataset.map(Cleaner(), batched=True, batch_size=2, num_proc=processes)
    assert got["text"][:] == TEXTS
    assert got["id"][:] == [1, 2, 3]
    assert got["cleanup_edits"][:] == [1, 0, 0]
    assert got["cleanup_error"][:] == [None] * 3


def test_datasets_know_the_same_work_again(dataset):
    """The fingerprint depends on the settings and on nothing that changes by itself."""
    same, again, other = (
        dataset.map(cleaner, batched=True)._fingerprint  # noqa: SLF001  # what caches go by
        for cleaner in (Cleaner(), Cleaner(), Cleaner(Settings(level="safe")))
    )
    assert same == again != other


def test_pandas_maps_it():
    """Over a column, and over a frame with what is told of each text."""
    import pandas

    frame = pandas.DataFrame(ROWS)
    clean = frame["text"].map(Cleaner())
    assert clean[0] == CLEAN
    assert clean.isna().tolist() == [False, True, False]
    assert Cleaner()(pandas.NA) is pandas.NA
    whole = frame.assign(**Cleaner()(frame.to_dict("list")))
    assert list(whole) == ["id", "text", "cleanup_edits", "cleanup_metadata", "cleanup_error"]
    assert whole["cleanup_edits"].tolist() == [1, 0, 0]


def test_polars_maps_it():
    """As above."""
    import polars

    frame = polars.DataFrame(ROWS)
    column = polars.col("text").map_elements(Cleaner(), return_dtype=polars.String)
    assert frame.select(column)["text"].to_list() == TEXTS
    whole = frame.with_columns(**frame_columns(polars, frame))
    assert whole["text"].to_list() == TEXTS
    assert whole["cleanup_edits"].to_list() == [1, 0, 0]


def frame_columns(polars, frame):
    """The columns that a Cleaner makes of a frame, as polars takes them."""
    made = Cleaner()(frame.to_dict(as_series=False))
    return {name: polars.Series(values) for name, values in made.items()}
