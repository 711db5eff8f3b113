"""CSV and TSV: cells are found and replaced, rows and quotes stay as they are."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import InputError
from cleanup.formats.csv import Csv
from cleanup.formats.csv_head import table_of
from cleanup.formats.record import Fields
from tests.support.shards import after, parts, read, rewritten

UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
CELL = UNICODE | st.text(st.sampled_from('a,"\n\r\t 雨'))
TABLES = st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5)


def shout(text):
    return text + "！"


def rows_of(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def said(text, *paths):
    """The texts of each row of a table."""
    records = read(table_of(text), text, Fields(paths))
    assert "".join(record.raw for record in records) == text
    return [[field.text for field in record.fields] for record in records]


FOUND = {
    "commas": ("id,text\n1,春天\n2,雨\n", [], [[], ["春天"], ["雨"]]),
    "semicolons": ("id;text\n1;春天, 雨\n2;b\n", [], [[], ["春天, 雨"], ["b"]]),
    "bars": ("id|text\n1|春天\n", [], [[], ["春天"]]),
    "tabs": ("id\ttext\r\n1\t春天\r\n", [], [[], ["春天"]]),
    "a mark": ("\ufefftext,id\n春天,1\n", [], [[], ["春天"]]),
    "quoted names": ('\ufeff"text","id"\n"春天","1"\n', [], [[], ["春天"]]),
    "line ends and quotes in quotes": (
        'id,text\n1,"他说""好""\n走了"\n2,"a,b"', [], [[], ['他说"好"\n走了'], ["a,b"]],
    ),
    "quotes amid cells": ('id,text\n1,5" 的\n2,b\n', [], [[], ['5" 的'], ["b"]]),
    "something behind a quote": ('id,text\n1,"a"b\n2,"c"\n', [], [[], ["ab"], ["c"]]),
    "a number": ("1,春天\n2,雨\n", ["2"], [["春天"], ["雨"]]),
    "a number in a table with names": ("id,text\n1,春天\n", ["2"], [[], ["春天"]]),
    "a name of its own": ("编号,标题,说明\n1,a,春天\n", ["说明"], [[], ["春天"]]),
    "two columns": ("b,a\n1,2\n", ["a", "b"], [[], ["1", "2"]]),
    "one column": ("text\n春天\n\n雨\n", [], [[], ["春天"], [], ["雨"]]),
    "a capital": ("ID,Text\n1,雨\n", [], [[], ["雨"]]),
    "TSV with quotes that are characters": (
        'id\ttext\n1\t"好"，他说\n2\t"\n3\t走"了\n', [], [[], ['"好"，他说'], ['"'], ['走"了']],
    ),
    "TSV with a saying": ('id\ttext\n1\t"好"\n2\t走了\n', [], [[], ['"好"'], ["走了"]]),
    "TSV with quotes": ('"id"\t"text"\n"1"\t"好\t的"\n', [], [[], ["好\t的"]]),
    "few cells of several lines": (
        "id,text\n" + "1,a\n" * 50 + '2,"b\nc"\n', [], [[], *[["a"]] * 50, ["b\nc"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_texts_are_found(case):
    """Whatever stands between the cells."""
    text, paths, texts = FOUND[case]
    assert said(text, *paths) == texts


KEPT = {
    "quotes where there are some": ('id,text\n"1","a"\n2,b\n', 'id,text\n"1","a！"\n2,b！\n'),
    "line ends": ('id,text\r\n1,"a\r\nb"\r\n', 'id,text\r\n1,"a\r\nb！"\r\n'),
    "no last line end": ("id,text\n1,a", "id,text\n1,a！"),
    "blank lines": ("id,text\n\n1,a\n\r\n", "id,text\n\n1,a！\n\r\n"),
    "longer rows": ("id,text\n1,a\n1,a,b\n2,c\n", "id,text\n1,a！\n1,a,b\n2,c！\n"),
    "shorter rows": ("id,text\n1\n1,a\n2,c\n", "id,text\n1\n1,a！\n2,c！\n"),
    "space": ("id,text\n 1 , a \n", "id,text\n 1 , a ！\n"),
    "what follows a quote that is open": (
        'id,text\n1,a\n2,b\n3,c\n4,"d\n5,e\n', 'id,text\n1,a！\n2,b！\n3,c！\n4,"d\n5,e！\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_all_else_is_kept(case):
    """Character for character."""
    text, wanted = KEPT[case]
    table = table_of(text)
    assert rewritten(table, text, table.layout(text, Fields()), shout) == wanted


def test_odd_rows_say_why():
    """Their cells may be those of other columns."""
    text = 'id,text\n1,"a"\n1,a,b\n2,b\n3,c\n4,"d\n5,e\n'
    errors = [record.error for record in read(table_of(text), text)]
    assert errors == ["", "", "3 cells, where others have 2", "", "", "a quote is never closed", ""]


SPELT = {
    "as it was": (Csv(), "a", "b", "a"),
    "in quotes as it was": (Csv(), "a", '"b"', '"a"'),
    "in quotes for a comma": (Csv(), "a,b", "b", '"a,b"'),
    "bare with a comma in TSV": (Csv("\t"), "a,b", "b", "a,b"),
    "in quotes for a line end": (Csv(), "a\nb", "b", '"a\nb"'),
    "in quotes for a quote": (Csv(), 'a"b', "b", '"a""b"'),
    "with a bare quote as it was": (Csv(), 'a"b', 'c"b', 'a"b'),
    "in quotes for a row that would be none": (Csv(width=1), "", "b", '""'),
    "without quotes": (Csv("\t", quoting=False), '"a', "b", '"a'),
    "without tabs and line ends": (Csv("\t", quoting=False), "a\tb\r\nc\nd", "b", "a b c d"),
}


@pytest.mark.parametrize("case", SPELT)
def test_manner_is_kept(case):
    """Quotes stay, and come where there must be some."""
    table, text, like, wanted = SPELT[case]
    assert table.spelt(text, like) == wanted


@given(TABLES, CELL, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(",;\t|"))
def test_only_the_text_changes(cells, new, quoting, delimiter):
    """Seen as a table."""
    file = io.StringIO(newline="")
    rows = [["id", "text", "url"], *cells]
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(rows)
    table = Csv(delimiter, first=tuple(rows[0]), width=3)
    changed = rewritten(table, file.getvalue(), Fields(("text",)), lambda _: new)
    found = [row for row in rows_of(changed, delimiter) if row]
    assert found == [rows[0], *([first, new, last] for first, _, last in cells)]


@given(st.text() | st.text(st.sampled_from('a,"\n\r\t')), st.booleans(), st.booleans())
def test_nothing_is_lost(text, first, quoting):
    """Of input that is broken in any way."""
    table = Csv(quoting=quoting, first=("text", "id"), width=2)
    records = list(table.records(text, Fields(("text", "2"), "id"), first=first))
    assert "".join(record.raw for record in records) == text


@given(st.text(st.sampled_from('a,"\n\t')))
def test_heads_are_taken_as_they_are(head):
    """Whatever they hold."""
    table_of(head)


@given(TABLES, st.integers(1, 40), st.integers(1, 20))
def test_slices_end_with_rows(cells, size, part):
    """Joined they are the input, and as many rows as before."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["id", "text", "url"], *cells])
    data = file.getvalue().encode()
    slices = list(Csv().cut(parts(data, part), size))
    assert b"".join(slices) == data
    assert slices == list(Csv().cut([data], size))
    together = [row for found in slices for row in rows_of(found.decode())]
    assert together == rows_of(data.decode())


def test_a_quote_that_is_open_is_refused():
    """Before it fills the memory."""
    chunks = [b'"', *[b"x\n" * 10**5] * 1000]
    with pytest.raises(InputError, match="a record is larger than 1 MB"):
        list(Csv().cut(chunks, 1000, 10**6))


def test_records_have_names():
    """From the usual columns or those that are given."""
    text = 'id,url,text\n"7",https://example.org/,雨\n'
    record = read(table_of(text), text)[1]
    assert (record.id, record.url) == ("7", "https://example.org/")
    record = read(table_of(text), text, Fields(("3",), id="2", url="1"))[1]
    assert (record.id, record.url) == ("https://example.org/", "7")


REFUSED = {
    "a name": (Fields(("txt",)), "no record has the field 'txt'; there are: id, words"),
    "a number": (Fields(("3",)), "no record has the field '3'; there are: id, words"),
    "any": (Fields(), "no record has a text by a usual name; there are: id, words"),
    "metadata": (Fields(("words",), metadata="m"), "no record has the field 'm'; there are"),
    "metadata in a text": (Fields(("id",), metadata="id"), "the field 'id' holds a text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_there_is_refused(case):
    """With the names of what is."""
    fields, message = REFUSED[case]
    with pytest.raises(InputError) as error:
        table_of("id,words\n1,a\n").layout("", fields)
    assert str(error.value).startswith(message)


def test_metadata_go_into_their_column():
    """As JSON, in quotes."""
    text = "text,meta\na,\n"
    table = table_of(text)
    layout = table.layout(text, Fields(metadata="meta"))
    record = [*table.records(text, layout, first=True)][1]
    changed = after(table, record, layout, shout, {"author": "王"})
    assert rows_of(changed) == [["a！", json.dumps({"author": "王"}, ensure_ascii=False)]]
    assert after(table, record, layout, str, {}) == "a,\n"
