"""JSON Lines: texts are found and replaced, and every other character stays."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.errors import InputError
from cleanup.formats.jsonl import JsonLines
from cleanup.formats.record import Fields
from tests.support.shards import after, parts, read, rewritten

JSONL = JsonLines()
TEXT = Fields(("text",))
UNICODE = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | UNICODE
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(UNICODE, inner))
OBJECTS = st.dictionaries(UNICODE | st.sampled_from(["text", "data"]), VALUES)


def shout(text):
    return text + "！"


def texts_of(line, *paths):
    (record,) = JSONL.records(line, Fields(paths), first=True)
    assert record.raw == line
    assert record.error == ""
    return {field.path: field.text for field in record.fields}


FOUND = {
    "at the top": ('{"text":"春天来了"}', ["text"], {"text": "春天来了"}),
    "inside": ('{"data":{"content":"雨"}}', ["data.content"], {"data.content": "雨"}),
    "by a name with a dot": (
        '{"data":{"content":"里"},"data.content":"外"}', ["data.content"], {"data.content": "外"},
    ),
    "in objects of an array": (
        '{"paragraphs":[{"text":"一"},{"n":1},{"text":"二"}]}', ["paragraphs[].text"],
        {"paragraphs[0].text": "一", "paragraphs[2].text": "二"},
    ),
    "by Chinese names": ('{"段落":[{"内容":"山"}]}', ["段落[].内容"], {"段落[0].内容": "山"}),
    "in an array": ('{"list":["a", null, "b"]}', ["list[]"], {"list[0]": "a", "list[2]": "b"}),
    "in arrays of arrays": ('{"l":[["a"],[],["b","c"]]}', ["l[][]"],
                            {"l[0][0]": "a", "l[2][0]": "b", "l[2][1]": "c"}),
    "two of them, in their order": ('{"b":"2","a":"1"}', ["a", "b"], {"b": "2", "a": "1"}),
    "one asked for twice": ('{"text":"x"}', ["text", "text"], {"text": "x"}),
    "the last of two with one name": ('{"text":"old","text":"new"}', ["text"], {"text": "new"}),
    "null": ('{"text":null}', ["text"], {}),
    "not there": ('{"title":"x"}', ["text"], {}),
    "something else on the way": ('{"data":[1],"list":{"a":1}}', ["data.content", "list[]"], {}),
    "an empty object": ("{ }", ["text"], {}),
    "a blank line": (" \r\n", ["text"], {}),
    "with a mark and space": ('\ufeff {"text" : "x"} \r\n', ["text"], {"text": "x"}),
    "with line ends inside": ('{"text":"a\u2028b\x85c"}\n', ["text"], {"text": "a\u2028b\x85c"}),
    "with a comma behind it": ('{"text":"x"},\n', ["text"], {"text": "x"}),
    "with a bracket for a line": ("[\n", ["text"], {}),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_texts_are_found(case):
    """By their paths, in the order in which they stand."""
    line, paths, texts = FOUND[case]
    assert list(texts_of(line, *paths).items()) == list(texts.items())


ODD = {
    "no object": ('["a"]', "not an object"),
    "cut": ('{"text":"雨\r', "not JSON (invalid control character at, in column 11)"),
    "cut between members": ('{"text":"雨"', "not JSON (',' or '}' is expected, in column 13)"),
    "no value": ('{"text":}', "not JSON (a value is expected, in column 9)"),
    "no colon": ('{"text" 1}', "not JSON (a colon is expected, in column 8)"),
    "no name": ('{"a":1,}', "not JSON (a name is expected, in column 8)"),
    "two objects": ('{"text":"a"}{"text":"b"}', "not JSON (something stands behind the object"),
    "a bare control": ('{"text":"a\tb"}', "not JSON (invalid control character at"),
    "half of a pair": ('{"text":"a\\ud800"}', "text has half of a surrogate pair"),
    "a number": ('{"text":1}', "text is not a string"),
    "deep": ('{"a":' + "[" * 200_000 + "]" * 200_000 + "}", "JSON that is nested too deeply"),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_lines_say_why_and_stay(case):
    """What is broken takes nothing else with it."""
    odd, error = ODD[case]
    text = f'{{"text":"a"}}\n{odd}\n{{"text":"b"}}'
    records = list(JSONL.records(text, TEXT, first=True))
    assert "".join(record.raw for record in records) == text
    assert [len(record.fields) for record in records] == [1, 0, 1]
    assert records[1].error.startswith(error)
    changed = rewritten(JSONL, text, TEXT, shout)
    assert changed == f'{{"text":"a！"}}\n{odd}\n{{"text":"b！"}}'


KEPT = {
    "numbers as they are spelt": f'{{"a":1.0,"b":1e5,"d":{"9" * 9000},"text":"x","e":NaN}}',
    "the order and names of members": '{"z":1,"text":"x","a":{"text":"y"},"":2}',
    "two members with one name": '{"a":1,"text":"o","a":2,"text":"x"}',
    "space": '\t{ "a" :\t1 ,  "text" : "x" }  ',
    "escapes in other strings": '{"t":"\\u4E2d\\/\\ud800","text":"x"}',
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("case", KEPT)
def test_all_else_is_kept(case, end):
    """Character for character."""
    before, mark, behind = KEPT[case].rpartition('"x"')
    changed = rewritten(JSONL, KEPT[case] + end, TEXT, shout)
    assert changed == before + mark.replace("x", "x！") + behind + end


STYLES = {
    "UTF-8": '"中文 \\"a\\" \\\\ \\n\\t/ é \U00020000"',
    "ASCII": '"\\u4e2d\\u6587 \\ud840\\udc00 / \\u00e9"',
    "ASCII in capitals": '"\\u4E2D\\u6587 \\uD840\\uDC00"',
    "PHP": '"\\u4e2d\\u6587 <b>x<\\/b> http:\\/\\/a.cn\\/"',
    "PHP with Unicode": '"中文 http:\\/\\/a.cn\\/"',
    "Go": '"中文 \\u003cb\\u003e \\u0026 \\u2028"',
    "long escapes": '"中\\u000a文\\u0009"',
    "ASCII with tags escaped": '"\\u4e2d \\u003cb\\u003e"',
    ".NET": '"\\u0022\\u4E2D\\u0022 \\u003Cb\\u003E \\u0027\\u002B\\u0026 \\\\ \\n"',
    "pairs beside UTF-8": '"中 \\ud840\\udc00"',
    "invisible characters": '"中\\u200b文\\ufeff"',
}


@pytest.mark.parametrize("case", STYLES)
def test_manner_is_kept(case):
    """A value that is spelt like itself is the same; one that is longer begins the same."""
    spelling = STYLES[case]
    text = json.loads(spelling)
    assert JSONL.spelt(text, spelling) == spelling
    assert JSONL.spelt(text * 2, spelling) == spelling[:-1] + spelling[1:]


@pytest.mark.parametrize("char", "\x85\u2028\u2029")
def test_line_ends_of_other_programs_are_escaped(char):
    """Else these would take one record for two."""
    assert JSONL.spelt(f"a{char}", '"中"') == f'"a\\u{ord(char):04x}"'


@given(UNICODE, UNICODE, st.sampled_from([*STYLES.values()]))
def test_what_is_spelt_can_be_read(text, like, style):
    """Whatever the manner."""
    for past in (style, json.dumps(like), json.dumps(like, ensure_ascii=False)):
        assert json.loads(JSONL.spelt(text, past)) == text


@settings(max_examples=40)
@given(st.lists(OBJECTS, max_size=6), UNICODE, st.booleans(), st.sampled_from([None, 1]))
def test_only_the_text_changes(objects, new, ascii_only, indent):
    """Seen as JSON."""
    shard = "".join(json.dumps(found, ensure_ascii=ascii_only) + "\n" for found in objects)
    changed = rewritten(JSONL, shard, TEXT, lambda _: new)
    for line, past in zip(changed.split("\n"), objects, strict=False):
        is_text = isinstance(past.get("text"), str)
        wanted = past | ({"text": new} if is_text else {})
        assert json.dumps(json.loads(line)) == json.dumps(wanted)


@given(st.lists(st.dictionaries(st.sampled_from("bc"), SCALARS | st.just("x"))), st.integers(0, 3))
def test_only_texts_inside_change(items, indent):
    """In arrays of objects, with whatever space."""
    record = {"z": 1, "a": [items, {"b": "y"}], "b": "z"}
    shard = json.dumps(record, indent=indent).replace("\n", "\r")
    layout = Fields(("a[][].b", "a[].b"))
    (found,) = JSONL.records(shard, layout, first=True)
    numbers = [item["b"] for item in items if not isinstance(item.get("b"), str | None)]
    assert bool(found.error) == bool(numbers)
    wanted = [
        item | ({"b": item["b"] + "！"} if item.get("b") is not None else {})
        for item in ([] if numbers else items)
    ]
    if not numbers:
        changed = json.loads(after(JSONL, found, layout, shout, {}))
        expected = record | {"a": [wanted, {"b": "y！"}]}
        assert json.dumps(changed) == json.dumps(expected)


@given(st.text() | st.text(st.sampled_from('{}[]":,\\utext1\n \ufeff')), st.booleans())
def test_nothing_is_lost(text, first):
    """Of input that is broken in any way."""
    records = list(JSONL.records(text, Fields(("text", "t[].e"), "id", "url"), first=first))
    assert "".join(record.raw for record in records) == text


@given(st.lists(st.binary(max_size=30)), st.integers(1, 50), st.integers(1, 20))
def test_slices_end_with_lines(lines, size, part):
    """Joined they are the input, and the parts in which it comes are no matter."""
    data = b"-----" + b"\n".join(line.replace(b"\0", b"") for line in lines)
    slices = list(JSONL.cut(parts(data, part), size))
    assert b"".join(slices) == data
    assert all(found.endswith(b"\n") for found in slices[:-1])
    assert slices == list(JSONL.cut([data], size))


def test_a_line_without_an_end_is_refused():
    """Before it fills the memory."""
    with pytest.raises(InputError, match="a record is larger than 1 MB"):
        list(JSONL.cut((b"x" * 10**5 for _ in range(10**5)), 1000, 10**6))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_units_are_refused(encoding):
    """A line feed is no byte there."""
    with pytest.raises(InputError, match="UTF-16"):
        list(JSONL.cut([b"", '{"text":"雨"}\n'.encode(encoding)], 100))


def test_other_encodings_are_read():
    """A whole slice, or some of its lines."""
    lines = ['{"text":"今天下雨，我们在家里看书，妈妈在厨房里做饭。"}\n'] * 9
    lines.append('{"text":"明天去山上看日出，然后坐火车回城里。"}\n')
    assert JSONL.decoded("".join(lines).encode("gbk")) == "".join(lines)
    mixed = "".join(lines[:-1]).encode() + lines[-1].encode("gb18030")
    assert JSONL.decoded(mixed) == "".join(lines)
    assert JSONL.decoded(b"\xef\xbb\xbf" + mixed) == "\ufeff" + "".join(lines)


LAYOUTS = {
    "the likeliest name": ('{"content":"a","text":"b"}', Fields(), ("text",)),
    "of the first that has one": ('{"a":1}\n{"body":"a"}\n{"text":"b"}', Fields(), ("body",)),
    "that is a string": ('{"text":{"a":1},"正文":"b"}', Fields(), ("正文",)),
    "what was asked for": ('{"text":"a","data":{"x":"b"}}', Fields(("data.x",)), ("data.x",)),
    "behind a mark": ('\ufeff{"body":"a"}', Fields(), ("body",)),
}  # fmt: skip


@pytest.mark.parametrize("case", LAYOUTS)
def test_layout(case):
    """Tells where the texts are."""
    head, fields, text = LAYOUTS[case]
    assert JSONL.layout(head, fields).text == text


def test_names_and_addresses_are_found():
    """By their usual names or those that are given; numbers stay as they are spelt."""
    line = '{"id":1.50,"url":"https://example.org/","text":"a","n":{"k":"\\ud800"}}'
    (record,) = read(JSONL, line)
    assert (record.id, record.url) == ("1.50", "https://example.org/")
    (record,) = read(JSONL, line, Fields(id="n.k", url="id"))
    assert (record.id, record.url) == ("\\ud800", "1.50")


REFUSED = {
    "the text": (Fields(("txt",)), "no record has the field 'txt'; there are: id, url, a.b, l[].c"),
    "the id": (Fields(("id",), id="nr"), "no record has the field 'nr'; there are: id"),
    "any": (Fields(), "no record has a text by a usual name; there are: id, url"),
    "metadata": (Fields(("a.b",), metadata="a"), "the field 'a' holds a text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_there_is_refused(case):
    """With the names of what is."""
    fields, message = REFUSED[case]
    with pytest.raises(InputError) as error:
        JSONL.layout('{"id":1,"url":"x","a":{"b":2}}\n{"l":[{"c":1}]}', fields)
    assert str(error.value).startswith(message)


DRESSED = {
    "behind the last": ('{"text": "", "n": 1 }', '{"text": "", "n": 1, "meta": {"author": "王"} }'),
    "close": ('{"text":"a","n":1}', '{"text":"a","n":1,"meta":{"author":"王"}}'),
    "behind the only one": ('{"text": "a"}', '{"text": "a", "meta": {"author": "王"}}'),
    "in place of another": ('{"meta":null,"text":"a"}', '{"meta":{"author":"王"},"text":"a"}'),
    "in ASCII": ('{"text":"\\u4e2d"}', '{"text":"\\u4e2d","meta":{"author":"\\u738b"}}'),
    "nowhere in an odd line": ('{"text":', '{"text":'),
    "nowhere in a blank line": (" \n", " \n"),
    "in an empty object": ("{}", '{"meta": {"author": "王"}}'),
}  # fmt: skip


@pytest.mark.parametrize("case", DRESSED)
def test_metadata(case):
    """Stand in the manner of the line."""
    line, wanted = DRESSED[case]
    layout = Fields(("text",), metadata="meta")
    (record,) = JSONL.records(line, layout, first=True)
    assert after(JSONL, record, layout, str, {"author": "王"}) == wanted
    assert after(JSONL, record, layout, str, {}) == line
