"""Files of many records: all that is no text stays, the texts become clean, undo gives them back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup import clean_many
from tests.support.articles import put
from tests.support.made_shards import (
    NAMES,
    PACKED,
    made,
    others_in,
    pages,
    rows_in,
    texts_in,
    unpacked,
)

TEXTS = pages(0, 7)
CLEAN = [done.text.rstrip("\n") for done in clean_many(f"{text}\n" for text in TEXTS)]


@pytest.mark.parametrize("name", (*NAMES, *PACKED))
def test_texts_become_what_they_would_as_files(inside, name):
    """All other fields stay; undo gives back the bytes, elsewhere and in their place."""
    data = made(name, TEXTS)
    put("in", {name: data})
    done = inside("run", "in")
    assert (done.returncode, done.stderr.count(b"cleanup: ")) == (0, 0)
    result = Path("in.clean", name).read_bytes()
    assert texts_in(name, result) == CLEAN != TEXTS
    assert others_in(name, result) == others_in(name, data)
    assert inside("undo", "in.clean", "-o", "back").returncode == 0
    assert inside("undo", "in.clean").returncode == 0
    for folder in ("back", "in.clean"):
        given_back = Path(folder, name).read_bytes()
        assert rows_in(name, given_back) == rows_in(name, data)
        if "parquet" not in name:
            assert unpacked(name, given_back) == unpacked(name, data)
