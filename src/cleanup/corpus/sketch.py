"""MinHash sketches of bodies, and the keys under which near-duplicates meet.

The sketch is that of one permutation hashing (Li, Owen and Zhang, NIPS 2012): the hashes of all
shingles fall into bins, and of each bin the least is kept. It costs one hash for each shingle where
the classic MinHash (Broder, 1997) costs one for each of its permutations. Empty bins, which short
documents have, borrow from others in a fixed order (Shrivastava, ICML 2017).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.text.codes import codes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleanup.engines.table import Batch
    from cleanup.text.codes import Codes

    Numbers = NDArray[np.int64]

SHINGLE = 4  # characters of a shingle that begins with an East Asian one
LONG_SHINGLE = 12  # letters of any other: an alphabet has few pairs and triples
EAST_ASIAN = 0x2E80  # the first code point of the scripts whose characters are syllables or words
ROWS = 3  # bins of a band: all must agree
BANDS = 84
BINS = ROWS * BANDS
MAX_SKETCHED_CHARS = 10**6  # of a body; what agrees so far is compared in full
EMPTY = np.uint32(0xFFFFFFFF)
KEYS = {"id": "BIGINT", "key": "BIGINT"}


def sketches(bodies: Sequence[str]) -> Codes:
    """A row of BINS hashes for each body; rows of bodies without a shingle are EMPTY."""
    shortened = [body[:MAX_SKETCHED_CHARS] for body in bodies]
    lengths = np.array([len(body) for body in shortened], dtype=np.int64)
    hashes, documents = shingles(codes_of("".join(shortened)), lengths)
    bins = ((hashes >> np.uint32(16)) * np.uint32(BINS)) >> np.uint32(16)
    least = np.full(len(bodies) * BINS, EMPTY, dtype=np.uint32)
    np.minimum.at(least, documents * BINS + bins, hashes)
    return _densified(least.reshape(-1, BINS))


def keys_of(bodies: Sequence[str]) -> list[bytes]:
    """The keys of each body, BANDS numbers of 64 bits; none of one without a shingle.

    Two bodies that share a shingle set of similarity s share a key with s**ROWS. That is the
    probability for each of the BANDS: .9999 in all at s = .47, .999 at s = .43, which is the
    similarity of two texts that differ in 12 % of their characters.
    """
    found = sketches(bodies)
    bands = found.astype(np.uint64).reshape(-1, BANDS, ROWS)
    key = np.repeat(np.arange(BANDS, dtype=np.uint64)[None, :], len(bands), axis=0)
    for row in range(ROWS):
        key = _mixed64(key ^ bands[:, :, row])
    some = (found != EMPTY).any(axis=1)
    return [row.tobytes() if full else b"" for row, full in zip(key, some, strict=True)]


def keys(batch: Batch) -> Batch:
    """The keys of each document, a row for each of them."""
    key = np.frombuffer(b"".join(batch["keys"]), dtype=np.int64)
    counts = [len(packed) // key.itemsize for packed in batch["keys"]]
    return {"id": np.repeat(np.asarray(batch["id"], dtype=np.int64), counts), "key": key}


def shingles(codes: Codes, lengths: Numbers) -> tuple[Codes, Numbers]:
    """The hashes of all shingles of documents that stand in a row, and whose each is."""
    if len(codes) < SHINGLE:
        return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64)
    documents = np.repeat(np.arange(len(lengths)), lengths)
    short = _joined([codes[at : len(codes) - SHINGLE + 1 + at] for at in range(SHINGLE)])
    whole = documents[: len(short)] == documents[SHINGLE - 1 :]  # not across two documents
    east_asian = codes[: len(short)] >= EAST_ASIAN
    first = np.flatnonzero(whole & east_asian)
    starts = np.flatnonzero(~east_asian[: max(0, len(codes) - LONG_SHINGLE + 1)])
    starts = starts[documents[starts] == documents[starts + LONG_SHINGLE - 1]]
    long = _joined([short[starts + at] for at in range(0, LONG_SHINGLE, SHINGLE)])
    hashes = np.concatenate((short[first], long))
    return hashes, np.concatenate((documents[first], documents[starts]))


def _joined(parts: Sequence[Codes]) -> Codes:
    """One well mixed hash of several numbers at each place (MurmurHash3, its 32-bit finaliser)."""
    found = parts[0].copy()
    for part in parts[1:]:
        found *= np.uint32(0x01000193)
        found ^= part
        found *= np.uint32(0x9E3779B1)
    found ^= found >> np.uint32(16)
    found *= np.uint32(0x85EBCA6B)
    found ^= found >> np.uint32(13)
    found *= np.uint32(0xC2B2AE35)
    found ^= found >> np.uint32(16)
    return found


def _mixed64(found: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A number well mixed (the finaliser of SplitMix64)."""
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


def _densified(sketch: Codes) -> Codes:
    """The sketch with its empty bins filled from others, bin by bin in the same order."""
    filled = sketch.copy()
    missing = np.argwhere((sketch == EMPTY) & (sketch != EMPTY).any(axis=1)[:, None])
    for donors in _donors():
        if not len(missing):
            break
        found = sketch[missing[:, 0], donors[missing[:, 1]]]
        filled[missing[:, 0], missing[:, 1]] = found
        missing = missing[found == EMPTY]
    return filled


@cache
def _donors() -> NDArray[np.int64]:
    """In each row, which bin is asked by each bin; every bin is asked by every other in the end."""
    bins = np.arange(BINS, dtype=np.uint64)
    order = np.argsort(_mixed64(bins[:, None] << np.uint64(32) | bins), axis=1, kind="stable")
    return np.ascontiguousarray(order.T)
