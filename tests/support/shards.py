"""Shards of records: read whole, and rewritten as the work on them does it."""

from __future__ import annotations

from cleanup.formats.record import Fields


def parts(data, size):
    """Bytes in parts of one size."""
    return [data[start : start + size] for start in range(0, len(data), size)]


def rewritten(shape, text, layout, change, first=True):
    """The text of a slice with `change` done to every text of its records."""
    return "".join(
        after(shape, record, layout, change, {})
        for record in shape.records(text, layout, first=first)
    )


def after(shape, record, layout, change, metadata):
    """A record as it becomes: its raw characters with texts and what depends on them replaced."""
    texts = [change(field.text) for field in record.fields]
    edits = [
        (field.span, shape.spelt(new, record.raw[slice(*field.span)]))
        for field, new in zip(record.fields, texts, strict=True)
        if new != field.text
    ]
    edits += shape.dressed(record, texts, layout, metadata)
    raw = record.raw
    for span, new in sorted(edits, reverse=True):
        raw = raw[: span.start] + new + raw[span.end :]
    return raw


def read(shape, text, fields=None):
    """The records of a text as a whole, with the fields as its head tells them."""
    layout = shape.layout(text, fields or Fields())
    return list(shape.records(text, layout, first=True))
