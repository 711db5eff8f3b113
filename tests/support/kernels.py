"""Kernels twice, compiled and plain, and texts to run them on."""

from __future__ import annotations

import os
import random
from importlib import import_module

import pytest
from hypothesis import strategies as st

from cleanup import kernels

PROSE = "連續四年營收超千億，今天天气很好。さくら 한국어 abc\n"
TEXTS = st.text(st.one_of(st.sampled_from(PROSE), st.characters()), max_size=60)
# Code points of every plane, lone surrogates among them.
DRAWN = random.Random(1)
ANY = ["".join(chr(DRAWN.randrange(0x110000)) for _ in range(200)) for _ in range(20)]


def both(name):
    """A module of kernels, compiled and plain."""
    if os.environ.get(kernels.PURE):
        pytest.skip(f"{kernels.PURE} is set")
    module = kernels.load(name)
    plain = import_module(f"cleanup.kernels.{name}")
    if module is plain:
        pytest.skip("nothing is compiled: there was no compiler")
    return module, plain
