"""Bytes to text: which encoding, or which several, and what to do where bytes are damaged.

Undecodable bytes travel through this package as lone surrogates (PEP 383), so that nothing is
decided twice and every loss has its place; `decoding.py` turns them into U+FFFD at the end.
"""
