"""Where the work on many documents runs: embedded, or on a cluster."""
