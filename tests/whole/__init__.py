"""What holds for the project as a whole: invariants, whole texts, time, what is promised."""
