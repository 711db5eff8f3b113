"""Where things are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
GOLDEN = CASES / "golden"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
