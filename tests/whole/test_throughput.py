"""The benchmark of throughput, small and without peers."""

from __future__ import annotations

import sys

import pytest

from benchmarks.throughput import __main__ as throughput
from benchmarks.throughput import tables
from benchmarks.throughput.contest import Best
from benchmarks.throughput.forms import FORMS, read, write
from benchmarks.throughput.mixes import MIXES, SHARDS, Written, written
from benchmarks.throughput.peers import as_html
from benchmarks.throughput.supplies import kind_of, supply

COUNT = 12
COPIES = 500  # of a line, in a page that is neither too small nor too large
INVENTED = supply(None, None)
TWO = {"before": 6.0, "now": 3.0}  # CPU seconds of versions
TEXTS = {
    "zh": "先说船的事，渡口今天停航。\n",
    "ja": "渡し船は今日は出ませんでした。\n",
    "latin": "There was no ferry today, and nobody knew why.\n",
}


@pytest.mark.parametrize("mix", MIXES)
def test_a_mix_is_the_same_every_time_and_in_every_form(tmp_path, mix):
    expected = list(zip(range(COUNT), MIXES[mix](INVENTED), strict=False))
    for form in FORMS:
        made = written(tmp_path / form, form, mix, INVENTED, COUNT)
        found = dict(read(made.folder))
        assert (COUNT, sum(len(data) for _, data in expected) / 1e6) == made[1:]
        assert COUNT == len(found)
        for number, data in expected:
            text = found[f"s{number}.example/{number:07}.txt"]
            assert data == text or text in {data.decode(errors="replace"), data.decode("latin-1")}


def test_noisy_documents_are_damaged_and_a_third_is_in_another_encoding():
    documents = [data for data, _ in zip(MIXES["noisy"](INVENTED), range(COUNT), strict=False)]
    assert COUNT == len({*documents})
    assert COUNT / 3 == sum(data.decode(errors="ignore").encode() != data for data in documents)


def test_records_are_dealt_out_to_shards(tmp_path):
    write(tmp_path, "jsonl", ((str(number), "字") for number in range(10)), SHARDS)
    counts = [path.read_text().count("\n") for path in sorted(tmp_path.iterdir())]
    assert [3, 3, 2, 2] == counts


def test_texts_and_pages_are_taken_from_folders_by_kind_and_once(tmp_path):
    for kind, text in TEXTS.items():
        (tmp_path / f"{kind}.txt").write_text(text * COPIES, "utf-8")
    given = supply(tmp_path, tmp_path)
    assert "texts given, pages given" == given.name
    assert TEXTS.keys() == {*map(kind_of, TEXTS.values())}
    for kind, text in TEXTS.items():
        assert [text * COPIES] == list(given.pages(kind))
    texts = list(given.texts())
    assert texts
    assert all(text.replace(TEXTS["zh"], "") == "" for text in texts)


def test_all_tables_are_printed(monkeypatch, capsys):
    """With the floor in the place of all: what is measured is not of interest here."""
    original = throughput.commands

    def commands(*arguments):
        found = original(*arguments)
        return {**dict.fromkeys(found, found["floor"]), "cleanup": ["false"]}

    monkeypatch.setattr(throughput, "commands", commands)
    monkeypatch.setattr(throughput, "stages", lambda *_: {"now": {"judge": 0.5, "all": 1.0}})
    monkeypatch.setattr(sys, "argv", ["", "--size", "tiny", "--mix", "pages ja"])
    throughput.main()
    out, errors = capsys.readouterr()
    assert "texts invented, pages invented" in out
    assert 4 == out.count(":---")
    assert "| pages ja | jsonl | 24 |" in out
    assert "cleanup has failed: false" in errors


def test_rates_do_not_count_what_starting_takes():
    case = tables.Case("clean", "jsonl", 1, 1_000)
    results = tables.Results()
    for documents, seconds in ((tables.FEW, 1.5), (1_000, 3.5)):
        mix = Written(None, documents, documents / 100)
        best = Best(seconds, seconds, 10**6, documents, {})
        results[case._replace(most=documents)] = mix, {"cleanup": best}
    assert 2 / 9.88 == pytest.approx(results.rate(case, "cleanup"))
    assert results.rate(case.few, "cleanup") is None
    assert results.rate(case, "chain") is None
    assert "| clean, 1,000 | 56 · 5,623 · **1.00** | – |" in tables.terabytes(results)


def test_an_earlier_version_stands_beside_this_one():
    case, mix = tables.Case("clean", "jsonl", 1, 10), Written(None, 10, 0.1)
    runs = {name: Best(seconds, 1, 1, 1, {}) for name, seconds in TWO.items()}
    parts = {name: {"all": seconds / 2} for name, seconds in TWO.items()}
    table = tables.versions("abc", "jsonl", [(case, mix, runs, parts)])
    assert "| clean, 10 | 0.1 | 6.00 | 3.00 | **2.00** | 3.00 | 1.50 | **2.00** |" in table


def test_lines_of_a_page_are_paragraphs_to_the_peers():
    expected = "<html><body><article><p>甲</p><p>&lt;乙&gt;</p></article></body></html>"
    assert expected == as_html("甲\n\n<乙>\n")
