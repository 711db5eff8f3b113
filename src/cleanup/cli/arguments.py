"""The type of arguments that name files and folders."""

from __future__ import annotations

from typing import Any

import click


class PathName(click.ParamType):  # type: ignore[type-arg]  # generic in new releases only
    """A path as it was given. An empty one would be the working folder, which nobody meant."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path; an empty one is an error of usage."""
        if not value:
            self.fail("an empty path; `.` is the working folder.", param, ctx)
        return str(value)


PATH = PathName()
