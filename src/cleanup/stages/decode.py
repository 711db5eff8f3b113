"""decode: bytes to text, with a finding for whatever is not plain UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.charset.decoding import Decoding, decoding_of
from cleanup.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.model import Finding, Source
    from cleanup.rule import Rule


def decode(
    source: Source, rules: Sequence[Rule[Decoding]], encoding: str = ""
) -> tuple[Document, list[Finding]]:
    """The text of the source, in `encoding` if one is given; raises InputError if it is no text."""
    decoding = decoding_of(source.data, encoding)
    findings = [finding for rule in rules for finding in rule.find(decoding)]
    document = Document(source.id, decoding.text, decoding.encoding, origins=source.origins)
    return document, findings
