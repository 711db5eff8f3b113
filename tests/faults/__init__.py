"""Faults made on purpose: `make faults` kills runs, and lets disks, files and clocks fail.

A scene (see `scenes`) is a command on some files. On a `stage` it runs once undisturbed, then again
and again with a fault at a moment, which is a call of the system on one of its files (see
`shim.c`). `plays` has what happens, `demands` what must hold then. CI tries a sample,
`test_sample`; `test_spark` kills drivers on Spark.
"""
