"""HTM: leftovers of HTML."""
