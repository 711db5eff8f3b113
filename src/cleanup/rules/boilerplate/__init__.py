"""NAV: what a site prints around an article."""
