"""The command on many documents of which some are copies of others."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.runs import working
from cleanup.runs.copies import Clean, compared
from cleanup.runs.run import Run
from cleanup.settings import Plan
from cleanup.text.folding import fold
from tests.support.articles import (
    all_files,
    article,
    dirty,
    edited,
    kept_of,
    left_out_of,
    lines_in,
    put,
)
from tests.support.runs import files_of

A, B, C = map(article, range(3))
NEAR = edited(A, 0.04)
LONGER = A.rstrip("\n") + "往后还会有更多的消息。\n"


def traditional(text):
    return opencc.OpenCC("s2t").convert(text)


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def report(day):
    """One of many of one form: nothing but the figures differs."""
    chance = random.Random(f"report {day}")
    low, high, wind, rain = (chance.randint(10, 99) for _ in range(4))
    return (
        f"北岸气象台报告：今天最低气温{low}度，最高气温{high}度，海上风速每小时{wind}公里，"
        f"降水{rain}毫米。请出海的渔民留意风向，傍晚以前回港。\n"
    )


@cache
def chain():
    """Each is a copy of the next, the first and the last are unlike."""
    links = [article(9, sentences=16)]
    while len(links) < 5:
        links.append(edited(links[-1], 0.07, seed=len(links)))
    return {f"{number}.txt": text for number, text in enumerate(links)}


def page(source, body):
    return f"本地消息\n2021-03-05 10:20 来源：{source}\n\n{body}"


LATIN = "The harbour office of Östra Vik opens THREE lines on March 5, to 9 towns in the south.\n"
CASES = {
    "none": ({"a.txt": A, "b.txt": B, "c.txt": C}, {}),
    "one document": ({"a.txt": A}, {}),
    "equal": ({"a.txt": A, "b.txt": B, "c.txt": A}, {"c.txt": "a.txt"}),
    "equal and tiny": ({"a.txt": "a", "b.txt": "a"}, {"b.txt": "a.txt"}),
    "unlike and tiny": ({"a.txt": "a", "b.txt": "b"}, {}),
    "empty": ({"a.txt": "", "b.txt": "", "c.txt": "\n"}, {}),
    "without letters": ({"a.txt": "……\n", "b.txt": "……\n", "c.txt": "。！\n"}, {}),
    "nearly equal": ({"a.txt": A, "b.txt": NEAR}, {"b.txt": "a.txt"}),
    "the longer one stays": ({"a.txt": A, "b.txt": LONGER}, {"a.txt": "b.txt"}),
    "fewer repairs stay": ({"a.txt": dirty(A, 2), "b.txt": dirty(A, 1)}, {"a.txt": "b.txt"}),
    "length before repairs": ({"a.txt": A, "b.txt": dirty(LONGER, 3)}, {"a.txt": "b.txt"}),
    "folders": ({"x/a.txt": A, "a/x.txt": A}, {"x/a.txt": "a/x.txt"}),
    "script": ({"a.txt": A, "b.txt": traditional(A)}, {"b.txt": "a.txt"}),
    "punctuation": ({"a.txt": A, "b.txt": A.replace("，", "；")}, {"b.txt": "a.txt"}),
    "space": ({"a.txt": A, "b.txt": A.replace("。", "。\n")}, {"b.txt": "a.txt"}),
    "case": ({"a.txt": LATIN, "b.txt": LATIN.upper()}, {"b.txt": "a.txt"}),
    "width": ({"a.txt": LATIN, "b.txt": wide(LATIN)}, {"b.txt": "a.txt"}),
    "one holds another": ({"a.txt": A, "b.txt": A + "\n" + B}, {}),
    "quoted": ({"a.txt": A, "b.txt": B + A[:60] + C}, {}),
    "reports of one form": ({f"{day}.txt": report(day) for day in range(9)}, {}),
    "the same report twice": ({"a.txt": report(1), "b.txt": report(1)}, {"b.txt": "a.txt"}),
    "half edited": ({"a.txt": A, "b.txt": edited(A, 0.4)}, {}),
    "tiny and nearly equal": ({"a.txt": "他来了。\n", "b.txt": "她来了。\n"}, {}),
    "encodings": (
        {"a.txt": A.encode("gb18030"), "b.txt": A.encode("utf-16"), "c.txt": A},
        {"b.txt": "a.txt", "c.txt": "a.txt"},
    ),
}


@pytest.mark.parametrize(("texts", "expected"), CASES.values(), ids=CASES)
def test_copies_are_left_out(inside, tmp_path, texts, expected):
    """Listed, recorded, moved aside; the originals stay, and undo brings every text back."""
    put("in", texts)
    before = files_of(tmp_path / "in")
    done = inside("run", "in")
    assert (done.returncode, done.stdout) == (0, b"")
    assert kept_of("in.clean") == expected
    assert {*files_of(tmp_path / "in.clean")} == {*texts} - {*expected}
    assert files_of(tmp_path / "in") == before
    said = done.stderr.decode()
    assert ("Left out:" in said) == bool(expected)
    assert all(
        f"{doc}: DUP00" in said and f"copy of {kept}:" in said for doc, kept in expected.items()
    )
    assert inside("undo", "in.clean").returncode == 0
    decoded = {name: t if isinstance(t, str) else A for name, t in texts.items()}
    assert files_of(tmp_path / "in.clean") == {name: t.encode() for name, t in decoded.items()}
    assert all_files("in.clean") == files_of(tmp_path / "in.clean")


def test_the_ends_of_a_chain_do_not_both_go(inside):
    """What is left out is similar to the very document that is named, and that one stays."""
    put("in", chain())
    inside("run", "in")
    found = left_out_of("in.clean")
    assert 0 < len(found) < len(chain()) - 1
    for record in found.values():
        assert record["kept"] not in found
        assert record["similarity"] >= 0.85


def same(span, one, other):
    start, end, first, last = span
    return fold(one[start:end]) == fold(other[first:last])


@pytest.mark.parametrize("options", [(), ("--front-matter",)], ids=["bare", "front matter"])
@pytest.mark.parametrize(
    ("one", "other"),
    [(A, NEAR), (LONGER, traditional(A)), (page("东岭晚报", A), page("北岸新闻", NEAR)), (A, A)],
    ids=["edited", "shorter and traditional", "sources", "equal"],
)
def test_the_ledger_tells_the_difference(inside, tmp_path, options, one, other):
    """Where the parts that differ are put in, one clean text becomes the other."""
    put("in", {"a.txt": one, "b.txt": other})
    assert inside("run", "in", *options).returncode == 0
    (record,) = left_out_of("in.clean").values()
    kept = (tmp_path / "in.clean" / record["kept"]).read_text()
    copy = (tmp_path / "in.clean" / ".cleanup" / "left-out" / record["doc"]).read_text()
    assert record["rule"] in ("DUP001", "DUP002")
    made, at = "", record["differs"][0][2] if record["differs"] else len(kept)
    begin = at
    for start, end, first, last in record["differs"]:
        assert fold(copy[start:end]) != fold(kept[first:last])
        made += kept[at:first] + copy[start:end]
        at = last
    if record["differs"]:
        start = record["differs"][0][0]
        body = copy[start - min(start, begin, 20) :]
        assert fold(kept[begin - min(start, begin, 20) : begin] + made + kept[at:]) == fold(body)
    else:
        assert fold(copy).endswith(fold(kept)[-100:])


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        ((), {"b.txt", "c.txt"}),
        (("--no-dedupe",), set()),
        (("--ignore", "DUP"), set()),
        (("--ignore", "DUP001"), {"c.txt"}),
        (("--ignore", "DUP002"), {"b.txt"}),
        (("--select", "CHR"), set()),
        (("--select", "DUP"), {"b.txt", "c.txt"}),
        (("--similarity", "0.99"), {"b.txt"}),
        (("--similarity", "1"), {"b.txt"}),
        (("--similarity", "0.75"), {"b.txt", "c.txt", "d.txt"}),
    ],
    ids=lambda value: " ".join(value) or "by default" if isinstance(value, tuple) else "",
)
def test_options_say_what_is_a_copy(inside, options, gone):
    put("in", {"a.txt": A, "b.txt": A, "c.txt": NEAR, "d.txt": edited(A, 0.18), "e.txt": B})
    assert inside("run", "in", *options).returncode == 0
    assert {*kept_of("in.clean")} == gone


def test_without_the_rule_of_near_copies_equal_ones_are_still_found(inside):
    """Though all of them are nearly equal to a longer one, which then says nothing."""
    put("in", {"a.txt": NEAR, "b.txt": NEAR, "c.txt": LONGER})
    inside("run", "in", "--ignore", "DUP002")
    assert kept_of("in.clean") == {"b.txt": "a.txt"}


def test_a_form_that_was_filled_in_twice_alike_stays_once(inside):
    """Though another one, filled in differently, is nearly the same text."""
    form = (
        "今收到{}交来的年度会费，由{}经办，特此为据。会费的用途由理事会在每年春天的大会上公布，"
        "请妥善保管此据，遗失不补。如有疑问，可在办公时间到楼上的窗口询问，也可以写信。本会感谢各位"
        "会员多年来的支持与信任。办公地点在老街尽头的旧仓库旁边，门前有一棵大树。节假日休息，来访的人"
        "请先登记。{}\n"
    )
    one = form.format("王建国", "李秀英", "同意入会，款已付清，住在南门")
    other = form.format("陈志强", "赵丽华", "反对入会，款未付清，住在北门口")
    put("in", {"a.txt": other, "b.txt": one, "c.txt": one})
    inside("run", "in")
    assert kept_of("in.clean") == {"c.txt": "b.txt"}


@pytest.mark.parametrize("similarity", ["0.4", "1.1", "x"])
def test_a_similarity_that_is_none(inside, similarity):
    put("in", {"a.txt": A})
    assert inside("run", "in", "--similarity", similarity).returncode == 2


def test_check_and_in_place_only_report(inside, tmp_path):
    put("in", {"a.txt": A, "b.txt": A, "c.txt": dirty(B)})
    before = files_of(tmp_path / "in")
    checked = inside("check", "in")
    assert checked.returncode == 1
    assert b"in/b.txt:1:1: DUP001 copy of in/a.txt: the same text\n" in checked.stdout
    assert b"2 findings in 3 documents" in checked.stderr
    assert inside("check", "in", "--no-dedupe").stdout.count(b"\n") == 1
    mended = inside("run", "--in-place", "in")
    assert mended.returncode == 0
    assert b"in/b.txt: DUP001 copy of in/a.txt: the same text (stays)" in mended.stderr
    assert files_of(tmp_path / "in") == {**before, "c.txt": B.encode()}


def test_streams_leave_copies_out_and_say_so(inside):
    """The order of those that stay is that of the arguments."""
    put(".", {"a.txt": A, "b.txt": B, "c.txt": A})
    done = inside("run", "c.txt", "b.txt", "a.txt")
    assert done.stdout.decode() == B + A
    assert "c.txt: left out; DUP001 copy of a.txt: the same text" in done.stderr.decode()
    whole = inside("run", "c.txt", "b.txt", "a.txt", "--no-dedupe")
    assert whole.stdout.decode() == A + B + A
    assert b"left out" not in whole.stderr
    lines = inside("run", "--format", "jsonl", "b.txt", "c.txt", "a.txt")
    assert [json.loads(line)["text"] for line in lines.stdout.splitlines()] == [B, A]
    assert b"c.txt: left out" in lines.stderr


def test_of_thousands_of_equal_documents_one_stays(inside):
    text = article(0, 2)
    put("in", {f"{number % 7}/{number:04}.txt": text for number in range(1000)})
    assert inside("run", "in").returncode == 0
    assert list(files_of(Path("in.clean"))) == ["0/0000.txt"]
    assert set(kept_of("in.clean").values()) == {"0/0000.txt"}


def test_nothing_depends_on_processes_or_the_order_of_arguments(inside, tmp_path, monkeypatch):
    """Also not where processes do the work."""
    monkeypatch.setattr(working, "MUCH", 10**4)
    many = {f"{number:02}.txt": article(number % 17, 6) for number in range(24)}
    put("in", {**many, "x.txt": edited(many["03.txt"], 0.01), "y.txt": dirty(many["04.txt"])})
    inside("run", "in", "-o", "one", "--jobs", "1")
    assert len(kept_of("one")) == 24 + 2 - 17
    paths = sorted((tmp_path / "in").iterdir())
    for jobs in (2, 3):
        random.Random(jobs).shuffle(paths)
        inside("run", *paths, "-o", f"{jobs}", "--jobs", f"{jobs}")
        assert all_files(f"{jobs}") == all_files("one")
        assert lines_in(f"{jobs}") == lines_in("one")


HOSTILE = {
    "not Unicode": b"\xff\xfe\x80.txt",
    "a newline": b"a\nUndo: rm.txt",
    "quotes": b"a'b\"c`d$(e);--.txt",
    "escape codes": b"\x1b[31m\x1b]0;title\x07.txt",
    "direction": "\u202egnp\u2066.txt".encode(),
    "SQL": b"a'; DROP TABLE bodies; --.txt",
    "deep": b"/".join([b"d" * 60] * 20) + b"/a.txt",
    "glob": b"*?[a-z].parquet",
    "markup": b"[bold red]a[/].txt",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_names_are_nothing_but_names(inside, name):
    """They reach the terminal only escaped, and undo finds their files again."""
    odd = os.fsdecode(name)
    put("in", {odd: A, "zz/z.txt": A, "yy.txt": edited(A, 0.02), f"zz/{odd}": dirty(B)})
    before = files_of(Path("in"))
    done = inside("run", "in")
    assert done.returncode == 0
    kept = min(os.fsdecode(name), "yy.txt", "zz/z.txt")
    assert set(kept_of("in.clean").values()) == {kept}
    for command in (("check", "in"), ("run", "--format", "jsonl", "in")):
        done = inside(*command)
        shown = done.stderr + (done.stdout if "check" in command else b"")
        assert not {*shown.decode()} & {"\x1b", "\x07", "\u202e", "\u2066"}
        assert all(line.startswith((b"cleanup: ", b"in/")) for line in shown.splitlines())
    assert inside("undo", "in.clean").returncode == 0
    assert files_of(Path("in.clean")) == before


def test_hostile_text_in_a_document_is_not_shown(inside):
    text = A.replace("。", "。\x1b[31m\u202e", 1)
    put("in", {"a.txt": text, "b.txt": text})
    for command in (
        ("run", "in"),
        ("check", "in"),
        ("run", "in/a.txt", "in/b.txt", "--format", "jsonl"),
    ):
        done = inside(*command)
        assert not {*(done.stderr).decode()} & {"\x1b", "\u202e"}


@pytest.mark.parametrize("reverse", [False, True])
def test_two_inputs_of_one_name(inside, tmp_path, reverse):
    """One is done, the other is named; which, does not depend on their order."""
    put(".", {"x/a.txt": A, "y/a.txt": B, "z/c.txt": A})
    paths = ["x/a.txt", "y/a.txt", "z/c.txt"]
    for _ in range(2):
        done = inside("run", "-o", "out", *(reversed(paths) if reverse else paths))
        assert done.returncode == 2
        assert done.stderr.count(b"y/a.txt: another input is called a.txt too") == 1
        assert files_of(tmp_path / "out") == {"a.txt": A.encode()}
        assert kept_of("out") == {"c.txt": "a.txt"}


def test_metadata_before_the_text_make_no_difference(inside):
    """--front-matter of two sources on one body."""
    put(
        "in",
        {"a.txt": page("东岭晚报", A), "b.txt": page("北岸新闻", A), "c.txt": page("东岭晚报", B)},
    )
    assert inside("run", "in", "--front-matter").returncode == 0
    assert kept_of("in.clean") == {"b.txt": "a.txt"}
    record = left_out_of("in.clean")["b.txt"]
    assert (record["rule"], record["differs"]) == ("DUP001", [])
    left = all_files("in.clean")[".cleanup/left-out/b.txt"].decode()
    assert left.startswith("---\n")
    assert "北岸新闻" in left


@pytest.mark.parametrize("arguments", [("run",), ("run", "--format", "jsonl"), ("check",)])
def test_one_document_needs_no_engine(cleanup, tmp_path, arguments):
    """Only a record is written by DuckDB."""
    put(tmp_path, {"a.txt": dirty(A)})
    script = (
        f"import sys; sys.argv = ['cleanup', *{arguments!r}, 'a.txt']\n"
        "from cleanup.cli import main\n"
        "try: main()\n"
        "finally: sys.stderr.write(str([n for n in ('duckdb', 'cleanup.engines.local',"
        " 'cleanup.engines.pool', 'pyspark') if n in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.stderr.endswith(b"[]")


PIECES = st.sampled_from(
    [A[:200], B[:200], NEAR[:200], edited(A, 0.1)[:200], "a", "", "……\n", C[:40]]
)


@settings(max_examples=8)
@given(st.lists(PIECES, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_every_document_that_goes_has_one_that_stays(tmp_path_factory, texts, chance):
    """Whatever the corpus and the order, the same go, and no two copies stay that are equal."""
    folder = tmp_path_factory.mktemp("corpus")
    put(folder, {f"{number}": text for number, text in enumerate(texts)})
    clean = [Clean(f"{number}", folder / f"{number}", 0) for number in range(len(texts))]
    run = Run(plan=Plan(jobs=1))
    found = compared(clean, run, folder / "one").copies
    gone = {left.copy.name for left in found}
    assert not gone & {left.kept.name for left in found}
    stay = [text for number, text in enumerate(texts) if f"{number}" not in gone]
    assert all(stay.count(text) == 1 for text in stay if any(map(str.isalpha, text)))
    chance.shuffle(clean)
    assert compared(clean, run, folder / "two").copies == found
