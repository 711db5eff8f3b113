"""REP: what stands several times in one page."""

from cleanup.rules.repetition.body import repeated_body
from cleanup.rules.repetition.lead import repeated_lead
from cleanup.rules.repetition.title import repeated_headline

__all__ = ["repeated_body", "repeated_headline", "repeated_lead"]
