"""Which copy stays: every document that is left out is similar to the very copy that is kept.

There is no transitive closure: of a chain of ever more different texts only those go that are
similar to one that stays. The order of survival is that of `survival`, so the result
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
        PARTITION BY pairs.worse
        ORDER BY pairs.said DESC, pairs.listed DESC, pairs.length DESC, pairs.repairs, pairs.better
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
# Each document is first compared with the best one that it met.
FIRSTS = """
SELECT least(a, b) AS a, greatest(a, b) AS b FROM (
    SELECT met.a, met.b, row_number() OVER (
        PARTITION BY met.b ORDER BY bodies.length DESC, bodies.repairs, bodies.id
    ) AS place
    FROM met JOIN bodies ON bodies.id = met.a
) AS placed WHERE place = 1
"""
# And later with the others, or with the copies that are kept in their place.
STANDING = """
SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM (
    SELECT coalesce(one.kept, met.a) AS a, coalesce(other.kept, met.b) AS b
    FROM met LEFT JOIN gone AS one ON one.id = met.a LEFT JOIN gone AS other ON other.id = met.b
) AS standing WHERE a <> b
"""
UNTRIED = """
SELECT met.a, met.b FROM met LEFT JOIN tried ON tried.a = met.a AND tried.b = met.b
WHERE tried.a IS NULL
"""
BOTH = "SELECT * FROM one UNION ALL SELECT * FROM other"


def decide_survivors(engine: Engine, met: Table, bodies: Table, similarity: float) -> Table:
    """The documents (id, kept, similarity) that go, of those that met in pairs (a, b)."""
    tried = engine.save(engine.sql(FIRSTS, met=met, bodies=bodies), "tried")
    pairs = engine.save(near(engine, tried, bodies, similarity, "first"), "pairs")
    for number in range(ROUNDS):
        gone = _decided(engine, pairs, f"{number}")
        standing = engine.sql(STANDING, met=met, gone=gone)
        new = engine.save(engine.sql(UNTRIED, met=standing, tried=tried), f"met-{number}")
        if not engine.count(new):
            break
        more = near(engine, new, bodies, similarity, f"first-{number}")
        pairs = engine.save(engine.sql(BOTH, one=pairs, other=more), f"pairs-{number}")
        tried = engine.sql(BOTH, one=tried, other=new)
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
