"""REP: what stands several times in one page."""
