"""What a text shows of being a web page, in whole numbers, for the trees that weigh all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.trees import GATE, UNIT, forest

if TYPE_CHECKING:
    from cleanup.page.signs import Signs

# Log-odds times UNIT: of a probability of .2, .1, .05 and .01.
UNLIKELY, CROWDS = -1386, (-2197, -2944, -4595)
MOST = 30_000  # of any of the numbers


def is_page(signs: Signs) -> bool:
    """Whether all evidence together makes a web page beyond doubt.

    The trees were learnt from pages and plain texts (`tools/train_gate.py`); the bias of their
    table holds how sure they have to be.
    """
    trees, found = forest(GATE), evidence(signs)
    values = np.array([[found[name]] for name in trees.names])
    return bool(trees.sums(trees.leaves(values))[0] > 0)


def evidence(signs: Signs) -> dict[str, int]:
    """The numbers by name: of signs, of what stands at the edges, of the text between them."""
    measures, edges = signs.judgement.measures, signs.edges
    content, size = signs.judgement.text_log_odds, measures.length + 1
    within = np.flatnonzero(~edges)
    above, below = (within[0], len(edges) - 1 - within[-1]) if len(within) else (len(edges), 0)
    found = {
        "kinds of signs": len(signs.kinds),
        "kinds no author has": len(signs.hard_kinds),
        "labels": signs.labels,
        "blocks": len(edges),
        "blocks above": above,
        "blocks below": below,
        "blocks on the shorter side": min(above, below),
        "share of the edges": 100 * size[edges].sum() // size.sum(),
        "share of their blocks": 100 * edges.sum() // len(edges),
        "against the edges": (UNLIKELY - content[edges]).clip(0).sum() // UNIT,
        "least likely": content.min() // 100,
        "likeliest": content.max() // 100,
        "headline": signs.judgement.title_log_odds.max() // 100,
        "sentences": measures.prose.sum(),
        "sentences at the edges": (measures.prose & edges).sum(),
        "share of sentences": 100 * measures.mass.sum() // size.sum(),
        "share in doubt": 100 * (np.abs(content) < -UNLIKELY).sum() // len(edges),
    }
    for at, least in enumerate(CROWDS):
        found[f"crowd, {at}"] = (edges & (content < least)).sum()
    return {name: int(min(MOST, value)) for name, value in found.items()}
