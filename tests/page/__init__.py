"""How one page is understood: facts, phrases, the classifier of blocks."""
