"""MET: what a page states about its article."""
