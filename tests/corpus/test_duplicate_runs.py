"""The benchmark of duplicates, end to end and small."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.duplicate_runs import prepared, texts
from benchmarks.duplicated_corpus import RAW, documents
from benchmarks.similarity import jaccard
from tests.support.paths import ROOT

COUNT = 200


def test_the_corpus_on_disk_is_the_generated_one_with_its_pages_cleaned(tmp_path):
    folder = prepared(tmp_path, COUNT, seed=1, jobs=1)
    cleaned, raw = list(texts(folder, "text")), list(texts(folder, "raw"))
    corpus = list(documents(COUNT, seed=1, window=COUNT))
    assert [document.text for document in corpus] == raw
    for document, text in zip(corpus, cleaned, strict=True):
        assert text == document.body or document.kind in RAW
        assert jaccard(text, document.body) > 0.6
    assert prepared(tmp_path, COUNT, seed=1, jobs=1) == folder


def test_what_a_run_left_out_is_judged(tmp_path):
    pytest.importorskip("cleanup.corpus.duplicates")
    command = f"-m benchmarks.duplicates --documents {COUNT} --jobs 1 --cleaned {tmp_path}"
    done = subprocess.run(
        [sys.executable, *command.split()], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "precision 1.00000" in done.stdout
    assert "sources of which nothing stays 0" in done.stdout
    assert "exact 1.0000" in done.stdout
