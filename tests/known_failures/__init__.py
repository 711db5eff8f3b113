"""What is known to go wrong: what passes here fails the run, and is to be moved to its room."""
