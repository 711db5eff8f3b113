"""Where the work on many documents runs."""
