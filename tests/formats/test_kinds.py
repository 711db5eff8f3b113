"""What a file is, and that nothing but text is ever edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.formats.compressed import unpacked
from cleanup.formats.recognition import CLEANED, recognise
from cleanup.formats.recognition.kinds import Kind
from cleanup.formats.shards import KINDS
from tests.support.made_kinds import FILES
from tests.support.paths import CASES

FOLDER = CASES / "kinds"
MATERIAL = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.glob("*/*"))}
MATERIAL = {name: path.read_bytes() for name, path in MATERIAL.items()} | FILES
TEXTS = sorted(name for name in MATERIAL if name.startswith("text/"))
STRUCTURED = sorted(name for name in MATERIAL if not name.startswith(("text/", "markdown/")))
# Too short to tell from a text of short lines; nothing in it is ever edited.
TOLD_BY_NOTHING = {"word-list/names.txt"}
# What the folders are called, where a kind has another name for people.
CALLED = {
    "audio": {Kind.MEDIA, Kind.BINARY},
    "bibtex": {Kind.MARKUP},
    "dockerfile": {Kind.SOURCE},
    "executable": {Kind.PROGRAM},
    "ics": {Kind.CALENDAR},
    "image": {Kind.MEDIA},
    "ini": {Kind.INI, Kind.SOURCE},
    "jsonl": {Kind.JSON_LINES, Kind.JSON},
    "jupyter-notebook": {Kind.JSON},
    "makefile": {Kind.SOURCE},
    "numpy": {Kind.ARRAYS, Kind.ARCHIVE},
    "office": {Kind.OFFICE},
    "other": {Kind.KEY, Kind.MARKUP, Kind.SOURCE, Kind.WORDS, Kind.INI},
    "pickle": {Kind.ARRAYS},
    "sql": {Kind.SOURCE},
    "tex": {Kind.MARKUP},
    "vcf": {Kind.CALENDAR},
    "video": {Kind.MEDIA},
    "word-list": {Kind.WORDS, Kind.TSV},
}


def kind_of(name):
    """The kind of a file of the material, by its content and its own name."""
    return recognise(unpacked(MATERIAL[name], 10**9), name.partition("/")[2])


# Files that hold many documents, or a page: they are read; nothing edits the others.
READ = [name for name in STRUCTURED if kind_of(name) in (*KINDS, Kind.HTML)]
OTHERS = [name for name in STRUCTURED if name not in READ]


def written(folder, names):
    """Write files of the material below a folder; their paths in the order of `names`."""
    paths = [folder / name for name in names]
    for path, name in zip(paths, names, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MATERIAL[name])
    return paths


def test_there_is_enough_material():
    """At least 120 files, half of them texts that look like something else."""
    assert len(TEXTS) >= 60
    assert len(STRUCTURED) >= 60


@pytest.mark.parametrize("name", TEXTS)
def test_text_that_resembles_another_kind_is_text(name):
    """Quoted JSON, verse with commas, dumps with tags, logs and the like are cleaned."""
    assert kind_of(name) == Kind.TEXT


@pytest.mark.parametrize("name", [name for name in STRUCTURED if name not in TOLD_BY_NOTHING])
def test_structured_file_is_known(name):
    """By its content, whatever its name says, or by its name."""
    label = name.partition("/")[0]
    own = {kind for kind in Kind if kind.value.lower().replace(" ", "-") == label}
    assert kind_of(name) in CALLED.get(label, own)


@pytest.mark.parametrize("name", sorted(TOLD_BY_NOTHING))
def test_what_cannot_be_told_is_not_changed(name):
    """Where nothing tells a file from a text, cleaning leaves it alone."""
    assert cleanup.clean(MATERIAL[name]).text.encode() == MATERIAL[name]


def test_whole_corpus_names_decide_only_what_content_does_not():
    """A dump that a crawler called page.html is text; what is called .txt may be JSON."""
    prose = "昨天下午，镇上的书店重新开张。\n".encode()
    assert recognise(prose, "page.html") == Kind.TEXT
    assert recognise(prose, "page.xml") == Kind.TEXT
    assert recognise(prose, "notes.md") == Kind.MARKDOWN
    assert recognise(prose, "notes.py") == Kind.SOURCE
    assert recognise(prose, "data.csv") == Kind.CSV
    assert recognise(b'{"a": 1}\n{"a": 2}\n', "page.txt") == Kind.JSON_LINES
    assert recognise(b"", "empty.txt") == Kind.TEXT
    assert recognise("附件/Code/p_3.m\n".encode("gb18030")) == Kind.TEXT


@given(st.binary(max_size=300), st.sampled_from(["", "a.txt", "a.md", "a.html", "a.json", "a"]))
def test_any_bytes_are_of_some_kind(data, name):
    """Recognition never fails."""
    assert recognise(data, name) in Kind


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder with all structured files, and one page that is to be cleaned."""
    folder = tmp_path_factory.mktemp("corpus") / "in"
    paths = written(folder, OTHERS)
    (folder / "page.txt").write_text("近\u200b日，本報記者在廈門採訪。\n", "utf-8")
    return folder, paths


def touched(paths, names=OTHERS):
    """The structured files that are not what they were, byte for byte."""
    return [
        name for path, name in zip(paths, names, strict=True) if path.read_bytes() != MATERIAL[name]
    ]


def test_other_kinds_in_a_folder_are_passed_over_and_told(corpus, inside, tmp_path):
    """`run` writes nothing for them, says how many there are of each kind, and exits with 0."""
    folder, paths = corpus
    done = inside("run", folder, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr.decode()
    out = tmp_path / "out"
    results = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {name for name in results if ".cleanup" not in name} == {"page.txt", *TOLD_BY_NOTHING}
    told = " ".join(done.stderr.decode().split())
    assert "Left alone, no plain text:" in told
    assert f"JSON {sum(kind_of(name) == Kind.JSON for name in OTHERS)}" in told
    assert touched(paths) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 1),
        (["run", "--diff"], 1),
        (["run", "--format", "jsonl"], 0),
    ],
    ids=["check", "diff", "jsonl"],
)
def test_other_kinds_in_a_folder_are_told_by_every_command(corpus, inside, arguments, code):
    """Reports and streams pass over them in the same way."""
    folder, paths = corpus
    done = inside(*arguments, folder)
    assert done.returncode == code, done.stderr.decode()
    assert b"Left alone, no plain text:" in done.stderr
    assert touched(paths) == []


@pytest.mark.parametrize("skip", [False, True], ids=["by hand", "by a hook"])
def test_other_kinds_that_are_named_are_refused_but_not_for_a_hook(inside, tmp_path, skip):
    """In place: none is touched; each is named with the way out, unless a hook hands them over."""
    names = [name for name in OTHERS if name not in TOLD_BY_NOTHING and ".gz" not in name]
    paths = written(tmp_path, names)
    done = inside("run", "--in-place", *["--skip-other-kinds"] * skip, *paths)
    told = done.stderr.decode()
    assert done.returncode == (0 if skip else 2)
    if skip:
        assert "Left alone, no plain text:" in told
    else:
        assert [p.name for p in paths if f"{p}: is " not in told] == []
        assert told.count("--as text") == len(paths)
    assert touched(paths, names) == []


@pytest.mark.parametrize(
    "data",
    [
        '{"id":1,"text":"天亮了。<br/>我們上山。<br/>",\n"more": 2}\n'.encode(),
        b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    ],
    ids=["json", "pdf"],
)
def test_other_kinds_in_a_pipe_are_refused(cleanup, data):
    """Nothing comes out, the exit code is 2, and one line says what it is."""
    done = cleanup("run", "-", stdin=data)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"cleanup: <stdin>: is " in done.stderr


@pytest.mark.parametrize(
    "data",
    [
        "id,標題,價格\n1,茶壺,300\n2,茶杯,80\n3,茶盤,120\n".encode(),
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    ],
    ids=["csv", "warc"],
)
def test_records_without_texts_are_refused(cleanup, tmp_path, data):
    """Nothing comes out of a pipe, and one line says what there is; in a folder they are left."""
    done = cleanup("run", "-", stdin=data)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"cleanup: <stdin>: no record has a text by a usual name; there are: " in done.stderr
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.dat").write_bytes(data)
    done = cleanup("run", "in")
    assert (done.returncode, b"Left alone, no plain text: " in done.stderr) == (0, True)


def test_files_of_records_keep_every_byte(inside, tmp_path):
    """With every rule ignored, whatever they look like; those without texts are left alone."""
    others = (Kind.HTML, Kind.PARQUET, Kind.WARC)  # whose bytes say the same in other ways
    names = [name for name in READ if kind_of(name) not in others]
    written(tmp_path / "in", names)
    done = inside("run", "in", "--ignore", "ALL", "--no-dedupe")
    assert b"internal error" not in done.stderr
    results = {name: tmp_path / "in.clean" / name for name in names}
    found = {name: path.read_bytes() for name, path in results.items() if path.exists()}
    assert len(found) >= 8
    for name, data in found.items():
        was = unpacked(MATERIAL[name], 10**9)
        assert is_utf8(was) <= (unpacked(data, 10**9) == was), name


def is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_as_text_overrides_what_is_recognised(cleanup):
    """The user's word holds."""
    done = cleanup("run", "--as", "text", "-", stdin='["近\u200b日"]\n'.encode())
    assert (done.returncode, done.stdout.decode()) == (0, '["近日"]\n')


def test_the_library_refuses_other_kinds_too():
    """Bytes are recognised; a str is a text, whatever it holds."""
    with pytest.raises(cleanup.KindError, match="JSON"):
        cleanup.clean(b'{"text": "a"}')
    assert cleanup.clean('{"text": "a"}').text == '{"text": "a"}\n'
    settings = cleanup.Settings(input_format="text")
    assert cleanup.clean(b'{"text": "a"}', settings).text == '{"text": "a"}\n'


# Markdown: what cannot change its meaning.
GLOSSED = "- 產(chǎn)業(yè)集群總規(guī)模,創(chuàng)新產(chǎn)業(yè)\n- 產(chǎn)業(yè)規(guī)劃\n"
MENDED = [
    ("zero-width", "# 近\u200b日\n\n本报记者。\n", "# 近日\n\n本报记者。\n"),
    ("mojibake", "# 题\n\n鐨勪腑鏂囩綉椤靛唴瀹规槸涔辩爜鐨勩€�\n", None),
    ("injected readings", f"# 產(chǎn)業(yè)\n\n{GLOSSED}", None),
    ("control", "正文\u0008继续。\n", "正文继续。\n"),
    ("gbk", "# 标题\n\n正文是简体中文，用的是旧编码。\n".encode("gb18030"), None),
]
KEPT = [
    ("two spaces at the end are a line break", "一行  \n二行\n"),
    ("indented code", "    缩进的\u200b代码\n\n正文。\n"),
    ("fenced code", "```\n零宽\u200b字符   \n\n\n\n```\n"),
    ("code in a line", "用 `a\u200bb` 表示。\n"),
    ("table", "| 字 | 音 |\n|---|---|\n| 產\u200b | chǎn |\n"),
    ("inline html", "换行<br/>在这里，&nbsp;还有实体。\n"),
    ("html block", "<div>\n近\u200b日\n</div>\n"),
    ("nested list", "- 一\n    - 二\n        - 三\n\n\n\n正文\n"),
    ("front matter", "---\ntitle: 近\u200b日\n---\n\n正文。\n"),
    ("no line end", "# 题"),
    ("carriage returns", "# 题\r\n\r\n正文。\r\n"),
    (
        "breadcrumb and buttons",
        "首页 > 新闻 > 正文\n\n登录 注册\n\n正文。\n\n版权所有 京ICP备00000001号\n",
    ),
    ("the same twice", "正文第一段讲了很多事情，说得十分清楚。\n\n" * 2),
    ("link", "[近日](http://a.example/\u200bx)\n"),
]


def as_markdown(source):
    """The text of a Markdown document after cleaning."""
    data = source if isinstance(source, bytes) else source.encode()
    return cleanup.clean(data, cleanup.Settings(input_format="markdown")).text


@pytest.mark.parametrize(
    ("source", "expected"), [m[1:] for m in MENDED], ids=[m[0] for m in MENDED]
)
def test_characters_of_markdown_are_repaired(source, expected):
    """Encoding, mojibake, readings and invisible characters are mended."""
    mended = as_markdown(source)
    if isinstance(source, str):
        assert mended != source
    assert mended == (expected or mended)
    assert as_markdown(mended) == mended


@pytest.mark.parametrize("source", [k[1] for k in KEPT], ids=[k[0] for k in KEPT])
def test_marks_of_markdown_stay(source):
    """Line breaks, code, tables, HTML, lists, and everything else that has a meaning."""
    assert as_markdown(source) == source


def test_markdown_that_is_named_or_met_is_cleaned_as_markdown(inside, tmp_path):
    """By its name, in a folder and by itself."""
    path = tmp_path / "docs" / "notes.md"
    path.parent.mkdir()
    path.write_text("近\u200b日  \n二行\n", "utf-8", newline="")
    assert inside("run", path).stdout.decode() == "近日  \n二行\n"
    assert inside("run", "docs", "-o", "out").returncode == 0
    assert (tmp_path / "out" / "notes.md").read_text("utf-8") == "近日  \n二行\n"


def test_every_kind_that_is_cleaned_can_be_asked_for():
    """`--as` knows each of them."""
    assert {Kind.TEXT, Kind.MARKDOWN} == {*CLEANED}


def test_hook_tells_of_each_mended_file_how_to_see_and_undo_it(inside, tmp_path):
    """One line a file, and one for what was left alone; exit code 1."""
    (tmp_path / "a.txt").write_text("近\u200b日，本報記者在廈門採訪。\n", "utf-8")
    (tmp_path / "b.txt").write_text("夜裏下了一場\u200b雨，山路很滑。\n", "utf-8")
    (tmp_path / "c.txt").write_text('{"id": 1}\n{"id": 2}\n', "utf-8")
    hook = ("run", "--in-place", "--exit-non-zero-on-change", "--skip-other-kinds")
    done = inside(*hook, "a.txt", "b.txt", "c.txt")
    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    line = "mended (CHR001 1); see: git diff; undo: cleanup undo "
    assert [one for one in told if line in one] == told[:2]
    assert told[2:] == ["cleanup: Left alone, no plain text: JSON Lines 1"]
    assert inside(*hook, "a.txt", "b.txt", "c.txt").returncode == 0
