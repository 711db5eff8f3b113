"""The promise of undo: what was done to a folder, and how it is taken back."""
