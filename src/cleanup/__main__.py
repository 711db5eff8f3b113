"""`python -m cleanup` is the command `cleanup`."""

from __future__ import annotations

from cleanup.cli import main

if __name__ == "__main__":
    main()
