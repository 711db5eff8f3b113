"""Which documents may be duplicates, and which of these are.

Documents with one body are alike; the others meet under the keys of their sketches, and then their
texts are compared. A bucket of n documents gives at most 2n pairs, never n²: each is paired with
the first of the bucket in the order of survival, which is likely to be kept, and with the one
before it.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from cleanup.corpus.body import read
from cleanup.corpus.similarity import PAIRS, verified
from cleanup.corpus.sketch import KEYS, keys, keys_of

if TYPE_CHECKING:
    from cleanup.engines.table import Batch, Engine, Table

PORTION = 64  # documents folded and sketched at once: arrays of more cost as much to get as to fill
BODIES = {
    "id": "BIGINT",
    "repairs": "BIGINT",
    "text": "STRING",
    "length": "BIGINT",
    "beside": "BIGINT",
    "digest": "BINARY",
    "keys": "BINARY",
}
# Of the documents with one body that with the least beside it, then with the fewest repairs, then
# the first, stands for all.
ALIKE = """
SELECT id, first_value(id) OVER (PARTITION BY digest ORDER BY beside, repairs, id) AS kept
FROM bodies WHERE length > 0
"""
DIFFERENT = """
SELECT bodies.id, bodies.keys FROM bodies JOIN alike ON alike.id = bodies.id
WHERE alike.kept = alike.id
"""
# Most keys are those of one document alone.
SHARED = """
SELECT keys.id, keys.key, bodies.length, bodies.repairs
FROM keys
JOIN (SELECT key FROM keys GROUP BY key HAVING count(*) > 1) AS shared ON shared.key = keys.key
JOIN bodies ON bodies.id = keys.id
"""
BUCKETS = """
SELECT DISTINCT id, first, previous FROM (
    SELECT id,
        first_value(id) OVER (PARTITION BY key ORDER BY length DESC, repairs, id) AS first,
        lag(id) OVER (PARTITION BY key ORDER BY length DESC, repairs, id) AS previous
    FROM shared
) AS buckets WHERE previous IS NOT NULL
"""
MET = """
SELECT first AS a, id AS b FROM buckets UNION SELECT previous AS a, id AS b FROM buckets
"""
CHOSEN = """
SELECT bodies.id, bodies.text, bodies.length, bodies.repairs FROM bodies
JOIN (SELECT a AS id FROM met UNION SELECT b AS id FROM met) AS chosen ON chosen.id = bodies.id
"""
# One join of texts at a time: a join that does not fit into memory spills, two do not.
WITH_FIRST = """
SELECT met.b, a.id AS a_id, a.text AS a_text, a.repairs AS a_repairs
FROM met JOIN bodies AS a ON a.id = met.a
"""
WITH_BOTH = """
SELECT met.a_id, met.a_text, met.a_repairs,
    b.id AS b_id, b.text AS b_text, b.repairs AS b_repairs
FROM met JOIN bodies AS b ON b.id = met.b
"""
SIDE = ("id", "text", "repairs")


def bodies(batch: Batch) -> Batch:
    """The body of each text with its length and what stands beside it, its digest and its keys.

    Lengths are in code points.
    """
    found: list[str] = []
    beside: list[int] = []
    packed: list[bytes] = []
    for start in range(0, len(batch["text"]), PORTION):
        part = read(batch["text"][start : start + PORTION])
        found += [text.body for text in part]
        beside += [text.beside for text in part]
        packed += keys_of(found[start:])
    return {
        "id": batch["id"],
        "repairs": batch["repairs"],
        "text": batch["text"],
        "length": [len(body) for body in found],
        "beside": beside,
        "digest": [blake2b(body.encode(), digest_size=16).digest() for body in found],
        "keys": packed,
    }


def alike(engine: Engine, bodies: Table) -> Table:
    """Each document that has a body, and the one that stands for all with this very body."""
    return engine.save(engine.sql(ALIKE, bodies=bodies), "alike")


def candidates(engine: Engine, bodies: Table, same: Table) -> Table:
    """The pairs (a, b) of unlike bodies that share a bucket and are to be compared."""
    different = engine.sql(DIFFERENT, bodies=bodies, alike=same)
    found = engine.save(engine.map(different, keys, KEYS, ("id", "keys")), "keys")
    shared = engine.sql(SHARED, keys=found, bodies=bodies)
    buckets = engine.save(engine.sql(BUCKETS, shared=shared), "buckets")
    return engine.save(engine.sql(MET, buckets=buckets), "candidates")


def chosen(engine: Engine, met: Table, bodies: Table) -> Table:
    """The bodies of the documents that occur in pairs."""
    return engine.save(engine.sql(CHOSEN, met=met, bodies=bodies), "chosen")


def near(engine: Engine, met: Table, bodies: Table, similarity: float, name: str) -> Table:
    """Those of the pairs (a, b) whose texts have at least the share `similarity` in common.

    What is worked out on the way is saved under `name`.
    """
    columns = [f"{side}_{column}" for side in "ab" for column in SIDE]
    first = engine.save(engine.sql(WITH_FIRST, met=met, bodies=bodies), name)
    both = engine.sql(WITH_BOTH, met=first, bodies=bodies)
    return engine.map(both, partial(verified, least=similarity), PAIRS, columns)
