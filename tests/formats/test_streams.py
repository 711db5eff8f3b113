"""Compressed streams: read and written in parts, in little memory, the same at any time."""

from __future__ import annotations

import gzip
import io
import sys

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import InputError
from cleanup.formats.compressed import Compressing, chunks, compression_of
from cleanup.formats.size import CHUNK

DATA = "春天来了。\n".encode() * 99
KINDS = ["", "gzip", "zstd"]


class Dribble(io.RawIOBase):
    """A stream whose bytes come one by one."""

    def __init__(self, data):
        self.data = io.BytesIO(data)

    def read(self, most):
        return self.data.read(min(1, most))


def packed(kind, writes, *, members=False):
    """What a writer makes of some writes."""
    target = io.BytesIO()
    writer = Compressing(target, kind, members=members)
    for data in writes:
        writer.write(data)
    writer.close()
    return target.getvalue()


def zstd(data):
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


READ = {
    "nothing": (b"", b""),
    "plain": (DATA, DATA),
    "three bytes": (b"abc", b"abc"),
    "gzip": (gzip.compress(DATA), DATA),
    "gzip members": (gzip.compress(DATA) + gzip.compress(b"x"), DATA + b"x"),
    "gzip with padding": (gzip.compress(DATA) + bytes(99), DATA),
    "zstd": (zstd(DATA), DATA),
    "zstd frames": (zstd(DATA) + b"\x50\x2a\x4d\x18\1\0\0\0x" + zstd(b"x"), DATA + b"x"),
    "gzip in gzip": (gzip.compress(gzip.compress(DATA, mtime=0)), gzip.compress(DATA, mtime=0)),
}


@pytest.mark.parametrize("stream", [io.BytesIO, Dribble])
@pytest.mark.parametrize("case", READ)
def test_streams_are_read(case, stream):
    """Whatever the parts in which they come."""
    data, content = READ[case]
    assert b"".join(chunks(stream(data))) == content


DAMAGED = {
    "gzip data is cut short": gzip.compress(DATA)[:-1],
    "gzip data is damaged": gzip.compress(DATA)[:-8] + bytes(8),
    "zstd data is cut short": zstd(DATA)[:-1],
    "zstd data cannot be decompressed": zstd(DATA)[:-4] + bytes(4),
}


@pytest.mark.parametrize("message", DAMAGED)
def test_damage_is_told(message):
    """At the latest at the end."""
    with pytest.raises(InputError, match=message):
        list(chunks(io.BytesIO(DAMAGED[message])))


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_bombs_come_in_small_chunks(pack):
    """However well they are compressed."""
    sizes = [len(chunk) for chunk in chunks(io.BytesIO(pack(bytes(5 * 10**7))))]
    assert sum(sizes) == 5 * 10**7
    assert max(sizes) <= CHUNK


@given(st.lists(st.binary()), st.sampled_from(KINDS), st.booleans())
def test_what_is_written_is_read(writes, kind, members):
    """As a whole or with a member for each write, and the same bytes again."""
    data = packed(kind, writes, members=members)
    assert data == packed(kind, writes, members=members)
    assert compression_of(data) in (kind, "")
    if data and kind:
        assert b"".join(chunks(io.BytesIO(data))) == b"".join(writes)


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_members_stand_alone(kind):
    """So that a web archive can be read from any record."""
    data = packed(kind, [b"one", b"two"], members=True)
    assert data == packed(kind, [b"one"], members=True) + packed(kind, [b"two"], members=True)
    assert packed(kind, [], members=True) == b""


def test_neither_time_nor_name_is_written():
    """In a gzip header they stand from the fifth byte on."""
    assert packed("gzip", [DATA])[3:8] == bytes(5)


def test_without_zstandard(monkeypatch):
    """It is said what to install."""
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(InputError, match=r"install corpus-cleanup\[zstd\]"):
        list(chunks(io.BytesIO(zstd(DATA))))
    with pytest.raises(InputError, match=r"install corpus-cleanup\[zstd\]"):
        Compressing(io.BytesIO(), "zstd")
