"""Faults made on purpose: `make faults MOMENTS=…` kills runs, and lets the disk fail.

A scene (see `scenes`) is a command on some files. It runs once undisturbed, then again and again
with a fault at a moment, which is a call of the system on one of its files (see `shim.c`). What
must hold then, `scenes.outlives` says. CI tries a sample, `test_sample`.
"""
