"""CHR: characters that nobody meant to write."""
