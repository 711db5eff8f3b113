"""Text from a corpus is hostile: whatever reaches a terminal goes through here."""

from __future__ import annotations

C_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def patch_name(name: str) -> str:
    """A name as git writes it in a patch: in quotes, with escapes, if it could be more than a name.

    A line end in it would be a line of the patch; `patch` and git read the quoted name.
    """
    if name.isprintable() and not {'"', "\\"} & {*name}:
        return name
    return f'"{"".join(c if _is_plain(c) else _octal(c) for c in name)}"'


def _is_plain(character: str) -> bool:
    return character.isprintable() and character not in C_ESCAPES


def _octal(character: str) -> str:
    if character in C_ESCAPES:
        return C_ESCAPES[character]
    try:
        data = character.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate of a record's name
        data = character.encode("utf-8", "surrogatepass")
    return "".join(f"\\{byte:03o}" for byte in data)


def shown(text: str, most: int | None = None) -> str:
    """The text with everything escaped that could steer a terminal or hide, and cut at `most`."""
    cut = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in cut
    )
