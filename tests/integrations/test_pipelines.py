"""The steps for other people's pipelines, in those pipelines."""

from __future__ import annotations

import json

import pytest

import cleanup
from tests.support.runs import CLEAN, DIRTY

pytestmark = [
    pytest.mark.integrations,
    pytest.mark.filterwarnings("default"),  # those of packages are theirs
]


def test_datatrove_runs_the_step(tmp_path):
    """From a reader to a writer, by its executor; the statistics say what was done."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleanup.integrations.datatrove import CleanupStep

    (tmp_path / "in").mkdir()
    rows = [{"text": DIRTY, "id": "a", "url": "u"}, {"text": "山。\n", "id": "b"}]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (tmp_path / "in" / "a.jsonl").write_text(lines)
    pipeline = [
        JsonlReader(str(tmp_path / "in")),
        CleanupStep(cleanup.Settings(level="safe")),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    executor = LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(tmp_path / "logs"))
    stats = executor.run()
    (written,) = (tmp_path / "out").iterdir()
    first, second = map(json.loads, written.read_text().splitlines())
    assert (first["text"], second["text"]) == (CLEAN, "山。\n")
    assert first["metadata"]["url"] == "u"
    told = {"cleanup_edits": 1, "cleanup_metadata": "{}", "cleanup_error": None}
    assert told.items() <= first["metadata"].items()
    counted = stats.stats[1].stats
    assert [counted[name].total for name in ("total", "changed", "edits")] == [2, 1, 1]


def test_datatrove_keeps_what_cannot_be_cleaned():
    """And counts it."""
    from datatrove.data import Document

    from cleanup.integrations.datatrove import CleanupStep

    step = CleanupStep()
    (got,) = step([Document("a\ud800", "a")])
    assert got.text == "a\ud800"
    assert "lone surrogate" in got.metadata["cleanup_error"]
    assert step.stats["failed"].total == 1


@pytest.fixture
def load_ops():
    """What makes the operators of a recipe."""
    from data_juicer.ops import load_ops

    import cleanup.integrations.data_juicer  # noqa: F401  # it registers the operator

    return load_ops


def test_data_juicer_runs_the_operator(load_ops):
    """As a recipe names it, over a data set."""
    from data_juicer.core.data import NestedDataset

    recipe = [{"cleanup_mapper": {"settings": {"ignore": ["NAV"]}, "text_key": "body"}}]
    (operator,) = load_ops(recipe)
    assert operator.cleaner.settings == cleanup.Settings(ignore=("NAV",))
    dataset = NestedDataset.from_list([{"body": DIRTY, "id": 1}, {"body": "山。\n", "id": 2}])
    got = operator.run(dataset).to_list()
    assert [row["body"] for row in got] == [CLEAN, "山。\n"]
    assert [row["id"] for row in got] == [1, 2]
    assert [row["cleanup_edits"] for row in got] == [1, 0]


def test_data_juicer_is_told_of_wrong_settings(load_ops):
    """Before anything is cleaned."""
    with pytest.raises(cleanup.SettingsError, match="did you mean 'safe'"):
        load_ops([{"cleanup_mapper": {"settings": {"level": "saef"}}}])
