"""Fuzzing that stays: `make fuzz MINUTES=…` looks for input that breaks what must hold.

A target (see `targets`) takes bytes, does something real with them and asserts what holds for any.
Input is made from good and damaged texts (see `inputs`). What is found is a file; once it is mended
it goes to tests/cases/fuzz/TARGET/, and `test_findings` tries it each time.
"""
