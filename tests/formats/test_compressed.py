"""gzip and zstd input: known by its bytes, decompressed, refused if it is not whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from functools import partial

import pytest
import zstandard

import cleanup as library
from tests.support.paths import SEEDS
from tests.support.runs import CLEAN, DIRTY, files_of, golden, in_little_memory, one_line_about

pytestmark = pytest.mark.dedupe(False)  # nothing here is about copies

SKIPPABLE = b"\x5a\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"note"
HALVES = DIRTY.encode()[:5], DIRTY.encode()[5:]


def zstd(data):
    """One frame with a checksum."""
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


def streamed(data):
    """A frame that does not say how large its content is."""
    compressor = zstandard.ZstdCompressor().compressobj()
    return compressor.compress(data) + compressor.flush()


# The same bytes at any time, so that workers collect the same tests.
gz = partial(gzip.compress, mtime=0)
PACK = {".gz": gz, ".zst": zstd}
COMPRESSED = {
    "gzip": gz(DIRTY.encode()),
    "gzip-of-two-members": b"".join(map(gz, HALVES)),
    "gzip-with-padding": gz(DIRTY.encode()) + bytes(512),
    "gzip-with-an-empty-member": gz(b"") + gz(DIRTY.encode()),
    "gzip-of-gb18030": gz((DIRTY * 20).encode("gb18030")),
    "zstd": zstd(DIRTY.encode()),
    "zstd-of-two-frames": b"".join(map(zstd, HALVES)),
    "zstd-of-unknown-size": streamed(DIRTY.encode()),
    "zstd-after-a-skippable-frame": SKIPPABLE + zstd(DIRTY.encode()),
    "zstd-before-a-skippable-frame": zstd(DIRTY.encode()) + SKIPPABLE,
}
DAMAGED = {
    "cut.gz": COMPRESSED["gzip"][:-1],
    "cut.zst": COMPRESSED["zstd"][:-1],
    "checksum.gz": COMPRESSED["gzip"][:-8] + bytes(4) + COMPRESSED["gzip"][-4:],
    "checksum.zst": COMPRESSED["zstd"][:-4] + bytes(4),
    "block.gz": COMPRESSED["gzip"][:10] + b"\xff" * 20,
    "header.zst": COMPRESSED["zstd"][:4] + b"\xff" * 20,
    "behind.gz": COMPRESSED["gzip"] + b"garbage",
    "behind.zst": COMPRESSED["zstd"] + b"garbage",
    "second.gz": COMPRESSED["gzip"] * 2 + COMPRESSED["gzip"][:12],
    "second.zst": COMPRESSED["zstd"] * 2 + COMPRESSED["zstd"][:12],
    "twice.gz": gz(COMPRESSED["gzip"]),
    "archive.gz": gz(b"page.txt" + bytes(504) + DIRTY.encode() + bytes(1000)),
}


def clean_of(kind):
    return CLEAN * (20 if kind == "gzip-of-gb18030" else 1)


@pytest.mark.parametrize("kind", COMPRESSED)
def test_the_library_decompresses(kind):
    """clean() takes the bytes as they are."""
    assert library.clean(COMPRESSED[kind]).text == clean_of(kind)


@pytest.mark.parametrize("kind", COMPRESSED)
@pytest.mark.parametrize("name", ["page", "page.txt", "page.txt.gz"])
def test_the_command_decompresses(cleanup, tmp_path, kind, name):
    """Whatever the name says; the result has no suffix that would be a lie."""
    (tmp_path / name).write_bytes(COMPRESSED[kind])
    expected = clean_of(kind).encode()
    assert cleanup("run", name).stdout == expected
    assert cleanup("run", "-", stdin=COMPRESSED[kind]).stdout == expected
    assert cleanup("run", "-o", "out", name).returncode == 0
    assert files_of(tmp_path / "out") == {name.removesuffix(".gz"): expected}


def test_large_documents():
    """More than one step of decompression, and text that does not compress well."""
    text = "".join(f"第{number * 7919 % 100003}號，今天天氣很好。\n" for number in range(60_000))
    kept = library.Settings(ignore=("ALL",))
    for pack in (*PACK.values(), streamed):
        assert library.clean(pack(text.encode()), kept).text == text


@pytest.mark.parametrize("suffix", PACK)
def test_folder_of_compressed_files(cleanup, seeds, tmp_path, suffix):
    """As if they had not been compressed, below their names without the suffix."""
    for seed in SEEDS:
        (seeds / seed.name).unlink()
        (seeds / (seed.name + suffix.upper())).write_bytes(PACK[suffix](seed.read_bytes()))
    for _ in range(2):  # the second run takes nothing away
        assert cleanup("run", "seeds").returncode == 0
        assert files_of(tmp_path / "seeds.clean") == golden()


@pytest.mark.parametrize("suffix", PACK)
def test_undo_gives_back_the_decompressed_text(cleanup, tmp_path, suffix):
    """The record names the result, and has the hash of the file that was read."""
    packed = PACK[suffix](DIRTY.encode())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"a.txt{suffix}").write_bytes(packed)
    cleanup("run", "in")
    manifest = json.loads((tmp_path / "in.clean/.cleanup/manifest.json").read_bytes())
    assert list(manifest["documents"]) == ["a.txt"]
    assert manifest["documents"]["a.txt"]["input"] == hashlib.sha256(packed).hexdigest()
    assert cleanup("undo", "in.clean", "-o", "in").returncode == 0
    assert cleanup("undo", "in.clean").returncode == 0
    assert files_of(tmp_path / "in.clean") == {"a.txt": DIRTY.encode()}
    assert files_of(tmp_path / "in") == {"a.txt": DIRTY.encode(), f"a.txt{suffix}": packed}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("plain.txt.gz", DIRTY.encode(), "plain.txt.gz"),
        ("a.b.zst", COMPRESSED["zstd"], "a.b"),
        ("a.zst.gz", COMPRESSED["gzip"], "a.zst"),
        (".gz", COMPRESSED["gzip"], ".gz"),
        ("...gz", COMPRESSED["gzip"], "...gz"),
        ("gz", COMPRESSED["gzip"], "gz"),
    ],
)
def test_name_of_the_result(cleanup, tmp_path, name, data, expected):
    """The suffix goes only if the data were compressed, and if something is left."""
    (tmp_path / name).write_bytes(data)
    assert cleanup("run", "-o", "out", name).returncode == 0
    assert files_of(tmp_path / "out") == {expected: CLEAN.encode()}


def test_a_page_and_its_compressed_copy_are_not_merged(cleanup, tmp_path):
    """They would have one name: the second is named and left out."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(DIRTY)
    (tmp_path / "in" / "a.txt.gz").write_bytes(gz("別的內容。\n".encode()))
    done = cleanup("run", "in")
    assert done.returncode == 2
    assert one_line_about("a.txt.gz", done)
    assert files_of(tmp_path / "in.clean") == {"a.txt": CLEAN.encode()}


@pytest.mark.parametrize("text", [DIRTY, CLEAN], ids=["dirty", "clean"])
@pytest.mark.parametrize("option", ["--in-place", "--in-place=.orig"])
def test_in_place_refuses_compressed_files(cleanup, tmp_path, text, option):
    """One line for each, the others are mended, and the file stays as it was."""
    packed = gz(text.encode())
    (tmp_path / "a.txt.gz").write_bytes(packed)
    (tmp_path / "b.txt").write_text(DIRTY)
    done = cleanup("run", option, ".")
    assert done.returncode == 2
    assert one_line_about("a.txt.gz", done)
    assert (tmp_path / "b.txt").read_text() == CLEAN
    assert cleanup("undo", ".").returncode == 0
    (tmp_path / "b.txt.orig").unlink(missing_ok=True)
    assert files_of(tmp_path) == {"a.txt.gz": packed, "b.txt": DIRTY.encode()}


def test_check_and_diff_see_the_text(cleanup, tmp_path):
    """Places are in the decompressed text; to be compressed is no finding and no change."""
    (tmp_path / "a.txt.gz").write_bytes(gz(f"第一行。\n{DIRTY}".encode()))
    (tmp_path / "b.txt.gz").write_bytes(gz(CLEAN.encode()))
    checked = cleanup("check", "a.txt.gz")
    assert checked.returncode == 1
    assert checked.stdout.decode() == "a.txt.gz:2:2: CHR001 zero-width U+200B «\\u200b»\n"
    shown = cleanup("run", "--diff", "a.txt.gz")
    assert shown.returncode == 1
    assert f"+{CLEAN}" in shown.stdout.decode()
    for command in (["check"], ["run", "--diff"], ["run", "--exit-non-zero-on-change", "-oout"]):
        assert cleanup(*command, "b.txt.gz").returncode == 0


@pytest.mark.parametrize(
    "kind", ["gzip", "zstd", "zstd-of-unknown-size", "zstd-after-a-skippable-frame"]
)
def test_data_that_is_cut_short(kind):
    """Refused at every place where it can be recognised and is not whole."""
    whole = COMPRESSED[kind]
    for length in range(4, len(whole)):
        if whole[:length] != SKIPPABLE:
            with pytest.raises(library.InputError, match=r"^(gzip|zstd) data is cut short$"):
                library.clean(whole[:length])


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_data_is_named_and_the_rest_is_done(cleanup, tmp_path, name):
    """One line, exit code 2, nothing half-written."""
    (tmp_path / name).write_bytes(DAMAGED[name])
    (tmp_path / "z.txt").write_text(DIRTY)
    done = cleanup("run", name, "z.txt", "-o", "out")
    assert done.returncode == 2
    assert one_line_about(name, done)
    assert b"internal error" not in done.stderr
    assert files_of(tmp_path / "out") == {"z.txt": CLEAN.encode()}
    piped = cleanup("run", "-", stdin=DAMAGED[name])
    assert (piped.returncode, piped.stdout) == (2, b"")


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_every_damaged_byte_is_refused_or_harmless(kind):
    """Never an internal error, never another text: both carry a checksum here."""
    whole = COMPRESSED[kind]
    for place in range(4, len(whole)):
        data = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        try:
            assert library.clean(data).text == CLEAN
        except library.InputError:
            continue


def bomb(kind):
    """300 MB in little."""
    if kind == "zstd":
        return zstd(bytes(300_000_000))
    if kind == "zstd-of-many-frames":
        return zstd(b"a" * 10_000_000) * 30
    if kind == "gzip-of-many-members":
        return gz(b"a" * 10_000_000) * 30
    packer = zlib.compressobj(level=1, wbits=31)
    return b"".join(packer.compress(bytes(10_000_000)) for _ in range(30)) + packer.flush()


@pytest.mark.parametrize("kind", ["gzip", "gzip-of-many-members", "zstd", "zstd-of-many-frames"])
def test_a_bomb_is_stopped_at_the_limit(tmp_path, kind):
    """In little memory, and the others are done."""
    (tmp_path / "bomb").write_bytes(bomb(kind))
    (tmp_path / "z.txt").write_text(DIRTY)
    options = ("--max-size=30MB", "-o", "out")
    done = in_little_memory("run", *options, "bomb", "z.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert one_line_about("bomb", done)
    assert b"larger than 30 MB; split it, or raise --max-size" in done.stderr
    assert files_of(tmp_path / "out") == {"z.txt": CLEAN.encode()}


def test_a_zstd_window_too_large_for_memory_is_refused():
    """The data may be whole, so they are not called damaged."""
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=30)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    with pytest.raises(library.InputError, match=r"^zstd data cannot be decompressed .*memory"):
        library.clean(packer.compress(DIRTY.encode()) + packer.flush())


def test_without_zstandard_only_zstd_files_are_refused(cleanup, tmp_path):
    """By one line that says what to install."""
    (tmp_path / "a.txt.zst").write_bytes(COMPRESSED["zstd"])
    (tmp_path / "b.txt.gz").write_bytes(COMPRESSED["gzip"])
    (tmp_path / "c.txt").write_text(f"後來{DIRTY}")
    script = "import sys; sys.modules['zstandard'] = None"
    done = cleanup("run", "-o", "out", "a.txt.zst", "b.txt.gz", "c.txt", script=script)
    assert done.returncode == 2
    assert one_line_about("a.txt.zst", done)
    assert b"corpus-cleanup[zstd]" in done.stderr
    both = {"b.txt": CLEAN.encode(), "c.txt": f"後來{CLEAN}".encode()}
    assert files_of(tmp_path / "out") == both
