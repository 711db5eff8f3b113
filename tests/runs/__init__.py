"""Runs over folders: results, the record, and whatever can go wrong."""
