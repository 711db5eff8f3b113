"""Parquet: texts go out as JSON Lines and come back, all else is as it was."""

from __future__ import annotations

import io
import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import InputError
from cleanup.formats import parquet
from cleanup.formats.record import Fields

TEXTS = ["春天", None, "", "雨\n雪\u2028", 'a"b\\', "好"]
SCHEMA = pa.schema(
    [
        pa.field("id", pa.int64(), nullable=False),
        pa.field("text", pa.string(), metadata={"note": "正文"}),
        pa.field("long", pa.large_string()),
        pa.field("kind", pa.dictionary(pa.int32(), pa.string())),
        pa.field("more", pa.struct([("a", pa.list_(pa.float32()))])),
        pa.field("when", pa.timestamp("us", tz="Asia/Shanghai")),
    ],
    metadata={"huggingface": "{}", "names": "名"},
)
COLUMNS = Fields(("text", "long", "kind"), "id")


def table(count=6):
    return pa.table(
        {
            "id": list(range(count)),
            "text": [TEXTS[n % 6] for n in range(count)],
            "long": [TEXTS[(n + 1) % 6] for n in range(count)],
            "kind": [["甲", "乙", None][n % 3] for n in range(count)],
            "more": [{"a": [n / 2, None]} for n in range(count)],
            "when": list(range(count)),
        },
        SCHEMA,
    )


def file_of(whole, rows=4, **options):
    """A Parquet file with so many rows in a group."""
    target = io.BytesIO()
    pq.write_table(whole, target, row_group_size=rows, **options)
    return target.getvalue()


def lines(data, columns=COLUMNS, size=parquet.SLICE):
    """The lines of each slice."""
    found = parquet.slices(io.BytesIO(data), columns, size)
    return [parquet.as_lines(io.BytesIO(data), groups, columns) for groups, _ in found]


def written(data, pieces, columns=COLUMNS, left_out=None):
    target = io.BytesIO()
    left_out = left_out or parquet.LeftOut()
    parquet.write(io.BytesIO(data), target, pieces, columns, left_out)
    return target.getvalue()


def rows_of(data):
    return pq.read_table(io.BytesIO(data)).to_pylist()


def shape(data):
    """What a file is like beside its values."""
    file = pq.ParquetFile(io.BytesIO(data))
    groups = [file.metadata.row_group(n) for n in range(file.num_row_groups)]
    return (
        file.schema_arrow, file.schema_arrow.metadata, file.metadata.format_version,
        [group.num_rows for group in groups],
        [group.column(n).compression for group in groups for n in range(group.num_columns)],
    )  # fmt: skip


def test_rows_become_lines():
    """With the columns of the layout alone, in the order of the file."""
    (found,) = lines(file_of(table()), Fields(("text",), "id", "when"))
    rows = [json.loads(line) for line in found.split("\n")[:-1]]
    assert [row["text"] for row in rows] == TEXTS
    assert [[*row] for row in rows] == [["id", "text", "when"]] * 6
    assert rows[1]["id"] == 1


def test_slices_are_row_groups():
    """As many as make a slice, and all of them."""
    data = file_of(table(1000), 100)
    sizes = [rows for _, rows in parquet.slices(io.BytesIO(data), COLUMNS, 1)]
    assert sizes == [100] * 10
    found = list(parquet.slices(io.BytesIO(data), COLUMNS))
    assert found == [(range(10), 1000)]
    assert "".join(lines(data, size=1)) == "".join(lines(data))
    assert list(parquet.slices(io.BytesIO(file_of(table(0))), COLUMNS)) in ([], [(range(1), 0)])


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "brotli", "lz4"])
@pytest.mark.parametrize("options", [{}, {"version": "1.0"}, {"store_schema": False}])
def test_unchanged_lines_make_the_same_file(compression, options):
    """The same values, schema, groups, compression."""
    whole = table(10)
    data = file_of(whole, compression=compression, **options)
    made = written(data, lines(data))
    assert rows_of(made) == rows_of(data)
    assert shape(made) == shape(data)
    assert written(data, lines(data, size=1)) == made


def test_columns_have_their_own_compression():
    """Each as it was."""
    data = file_of(
        table(), compression={"text": "zstd", "id": "gzip", "more.a.list.element": "none"}
    )
    assert shape(written(data, lines(data))) == shape(data)


def test_texts_change():
    """Nothing else does; null stays null."""
    data = file_of(table(10))
    pieces = [piece.replace("春天", "秋天").replace("甲", "丙") for piece in lines(data, size=1)]
    made = pq.read_table(io.BytesIO(written(data, pieces)))
    texts = [text and text.replace("春天", "秋天") for text in table(10)["text"].to_pylist()]
    assert made["text"].to_pylist() == texts
    assert made["kind"].to_pylist() == ["丙", "乙", None] * 3 + ["丙"]
    rest = ["id", "more", "when"]
    assert made.select(rest) == table(10).select(rest)


@given(st.sets(st.integers(0, 9)), st.integers(1, 10))
def test_rows_that_are_left_out_come_back(numbers, rows):
    """In their places."""
    data = file_of(table(10), rows)
    aside, target = io.BytesIO(), io.BytesIO()
    kept = written(data, lines(data), left_out=parquet.LeftOut(sorted(numbers), aside))
    left = [n for n in range(10) if n not in numbers]
    assert pq.read_table(io.BytesIO(kept))["id"].to_pylist() == left
    assert pq.read_table(aside)["id"].to_pylist() == sorted(numbers)
    assert pq.read_schema(aside).equals(pq.read_schema(io.BytesIO(data)), check_metadata=True)
    parquet.merge(io.BytesIO(kept), aside, sorted(numbers), target)
    assert rows_of(target.getvalue()) == rows_of(data)
    assert shape(target.getvalue()) == shape(data)


def test_strings_that_are_no_utf8_are_read():
    """As what they look like."""
    text = "今天下雨，我们在家里看书，妈妈在厨房里做饭，弟弟在窗边画画。"
    raw = pa.array([text.encode("gbk"), b"a", None])
    strings = pa.StringArray.from_buffers(3, raw.buffers()[1], raw.buffers()[2], raw.buffers()[0])
    data = file_of(pa.table({"text": strings}))
    (found,) = lines(data, Fields(("text",)))
    assert [json.loads(line)["text"] for line in found.split("\n")[:-1]] == [text, "a", None]


def layout(fields):
    return parquet.layout(io.BytesIO(file_of(table())), fields)


def test_layout():
    """By the usual names or those that are given."""
    assert layout(Fields()) == Fields(("text",), "id")
    assert layout(Fields(("kind", "long"), url="when")) == Fields(("kind", "long"), "id", "when")


REFUSED = {
    "no such text": (Fields(("t",)), "no record has the field 't'; there are: text, long, kind"),
    "no strings": (Fields(("more",)), "no record has the field 'more'"),
    "no such id": (Fields(id="nr"), "no record has the field 'nr'; there are: id, text, long"),
    "metadata": (Fields(metadata="m"), "a Parquet file has no place for metadata"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_there_is_refused(case):
    """With the names of what is."""
    fields, message = REFUSED[case]
    with pytest.raises(InputError, match=message):
        layout(fields)


@pytest.mark.parametrize(("pieces", "message"), [([], "fewer lines"), (["{}\n" * 7], "more lines")])
def test_lines_are_counted(pieces, message):
    """A text never comes to another row."""
    data = file_of(table().select(["id"]))
    with pytest.raises(InputError, match=message):
        written(data, pieces, Fields())


def test_damage_is_told():
    """In one line."""
    with pytest.raises(InputError, match="damaged Parquet"):
        parquet.layout(io.BytesIO(file_of(table())[:-20]), Fields())


def test_without_pyarrow(monkeypatch):
    """It is said what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"Parquet; to read it, install corpus-cleanup\[parquet\]"):
        parquet.layout(io.BytesIO(), Fields())
