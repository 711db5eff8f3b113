"""Which documents may be duplicates, and which of these are.

Documents with one body are alike; the others meet under the keys of their sketches, and then their
texts are compared. A bucket of n documents gives at most 2n pairs, never n²: each is paired with
the first of the bucket, and with the one before it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cleanup.corpus.similarity import PAIRS, verified
from cleanup.corpus.sketch import KEYS, keys

if TYPE_CHECKING:
    from cleanup.engines.table import Engine, Table

# Of the documents with one body, that with the fewest repairs, then the first, stands for all.
ALIKE = """
SELECT id, first_value(id) OVER (PARTITION BY digest ORDER BY repairs, id) AS kept
FROM bodies WHERE length > 0
"""
DIFFERENT = """
SELECT bodies.id, bodies.body FROM bodies JOIN alike ON alike.id = bodies.id
WHERE alike.kept = alike.id
"""
BUCKETS = """
SELECT DISTINCT id, first, previous FROM (
    SELECT id, min(id) OVER (PARTITION BY key ORDER BY id) AS first,
        lag(id) OVER (PARTITION BY key ORDER BY id) AS previous
    FROM keys
) AS buckets WHERE previous IS NOT NULL
"""
SIDES = """
SELECT a.id AS a_id, a.body AS a_body, a.length AS a_length, a.repairs AS a_repairs,
    b.id AS b_id, b.body AS b_body, b.length AS b_length, b.repairs AS b_repairs
FROM met JOIN bodies AS a ON a.id = met.a JOIN bodies AS b ON b.id = met.b
"""
SIDE = ("id", "body", "length", "repairs")


def alike(engine: Engine, bodies: Table) -> Table:
    """Each document that has a body, and the one that stands for all with this very body."""
    return engine.save(engine.sql(ALIKE, bodies=bodies), "alike")


def buckets(engine: Engine, bodies: Table, same: Table) -> Table:
    """Each body (id) with the `first` and the `previous` one of a bucket that it is in."""
    different = engine.sql(DIFFERENT, bodies=bodies, alike=same)
    found = engine.map(different, keys, KEYS, ("id", "body"))
    return engine.save(engine.sql(BUCKETS, keys=found), "buckets")


def near(engine: Engine, pairs: Table, bodies: Table, similarity: float) -> Table:
    """Those of the pairs (a, b) whose texts have at least the share `similarity` in common."""
    columns = [f"{side}_{column}" for side in "ab" for column in SIDE]
    sides = engine.sql(SIDES, met=pairs, bodies=bodies)
    return engine.map(sides, partial(verified, least=similarity), PAIRS, columns)
