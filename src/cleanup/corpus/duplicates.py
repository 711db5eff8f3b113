"""The documents of a corpus that are left out, because a copy of each stays.

What is compared is what a reader would compare: the bodies of the cleaned documents, in one
script, without punctuation. First those that are the same, then those that share a key of their
MinHash sketches (`sketch`), and of these only the ones whose texts are found to be similar, each
to the very copy that stays (`survivors`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.corpus.candidates import BODIES, alike, bodies, candidates, chosen
from cleanup.corpus.survivors import decide_survivors
from cleanup.settings import SIMILARITY

if TYPE_CHECKING:
    from cleanup.engines.table import Engine, Table

LEFT_OUT = {"id": "BIGINT", "kept": "BIGINT", "similarity": "DOUBLE"}
ALL = """
SELECT alike.id, coalesce(gone.kept, alike.kept) AS kept,
    coalesce(gone.similarity, 1.0) AS similarity
FROM alike LEFT JOIN gone ON gone.id = alike.kept
WHERE gone.id IS NOT NULL OR alike.id <> alike.kept
"""


def removed_copies(engine: Engine, documents: Table, similarity: float = SIMILARITY) -> Table:
    """A row (id, kept, similarity) for each document of which a copy is kept.

    `documents` has the columns id, text (as cleaned) and repairs, the number of its repairs. Two
    are copies if they have at least the share `similarity`, 0 to 1, of their bodies in common.
    """
    compared = engine.save(
        engine.map(documents, bodies, BODIES, ("id", "text", "repairs")), "bodies"
    )
    same = alike(engine, compared)
    met = candidates(engine, compared, same)
    gone = decide_survivors(engine, met, chosen(engine, met, compared), similarity)
    return engine.sql(ALL, alike=same, gone=gone)
