"""Which copy stays: every document that is left out is similar to the very copy that is kept.

There is no transitive closure: of a chain of ever more different texts only those go that are
similar to one that stays. The order of survival is that of `similarity.survival`, so the result
does not depend on the order of the files or on how the work was divided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.corpus.candidates import near

if TYPE_CHECKING:
    from cleanup.engines.table import Engine, Table

ROUNDS = 64  # more than any chain needed; what is undecided then stays
# A document that is the worse one of no pair stays, and those go that are paired with it.
LEFT_OUT = """
SELECT id, kept, similarity FROM (
    SELECT pairs.worse AS id, pairs.better AS kept, pairs.similarity, row_number() OVER (
        PARTITION BY pairs.worse ORDER BY pairs.length DESC, pairs.repairs, pairs.better
    ) AS place
    FROM pairs LEFT JOIN (SELECT DISTINCT worse FROM pairs) AS beaten ON beaten.worse = pairs.better
    WHERE beaten.worse IS NULL
) AS placed WHERE place = 1
"""
UNDECIDED = """
SELECT pairs.* FROM pairs
LEFT JOIN gone AS a ON a.id = pairs.better LEFT JOIN gone AS b ON b.id = pairs.worse
WHERE a.id IS NULL AND b.id IS NULL
"""
# With whom a document is compared first.
FIRSTS = "SELECT DISTINCT first AS a, id AS b FROM buckets"
# And later: those that stayed so far with the ones before them, ...
NEIGHBOURS = """
SELECT DISTINCT buckets.previous AS a, buckets.id AS b FROM buckets
LEFT JOIN gone AS a ON a.id = buckets.previous LEFT JOIN gone AS b ON b.id = buckets.id
WHERE a.id IS NULL AND b.id IS NULL
"""
# ... and with the kept copies of those that they are similar to.
SECOND_HAND = """
SELECT DISTINCT least(gone.kept, pairs.other) AS a, greatest(gone.kept, pairs.other) AS b
FROM (
    SELECT better AS one, worse AS other FROM pairs
    UNION ALL
    SELECT worse AS one, better AS other FROM pairs
) AS pairs
JOIN gone ON gone.id = pairs.one
LEFT JOIN gone AS also ON also.id = pairs.other
WHERE also.id IS NULL AND gone.kept <> pairs.other
"""
UNTRIED = """
SELECT DISTINCT met.a, met.b FROM met LEFT JOIN tried ON tried.a = met.a AND tried.b = met.b
WHERE tried.a IS NULL
"""
BOTH = "SELECT * FROM one UNION ALL SELECT * FROM other"


def left_out(engine: Engine, buckets: Table, bodies: Table, similarity: float) -> Table:
    """The documents (id, kept, similarity) that go, of those that share buckets."""
    tried = engine.sql(FIRSTS, buckets=buckets)
    pairs = engine.save(near(engine, tried, bodies, similarity), "pairs")
    for number in range(ROUNDS):
        gone = _decided(engine, pairs, f"{number}")
        met = engine.sql(
            BOTH,
            one=engine.sql(NEIGHBOURS, buckets=buckets, gone=gone),
            other=engine.sql(SECOND_HAND, pairs=pairs, gone=gone),
        )
        met = engine.save(engine.sql(UNTRIED, met=met, tried=tried), f"met-{number}")
        if not engine.count(met):
            break
        more = near(engine, met, bodies, similarity)
        pairs = engine.save(engine.sql(BOTH, one=pairs, other=more), f"pairs-{number}")
        tried = engine.sql(BOTH, one=tried, other=met)
    return gone


def _decided(engine: Engine, pairs: Table, name: str) -> Table:
    """What goes if the best document of all that are paired stays, then the best of the rest."""
    gone = engine.save(engine.sql(LEFT_OUT, pairs=pairs), f"gone-{name}-0")
    for number in range(1, ROUNDS):
        pairs = engine.save(engine.sql(UNDECIDED, pairs=pairs, gone=gone), f"open-{name}-{number}")
        if not engine.count(pairs):
            break
        more = engine.sql(LEFT_OUT, pairs=pairs)
        gone = engine.save(engine.sql(BOTH, one=gone, other=more), f"gone-{name}-{number}")
    return gone
