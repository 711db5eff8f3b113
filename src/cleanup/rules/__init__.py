"""RULES: every rule, in the order in which they see a document. `ls` is the list of families."""

from __future__ import annotations

from cleanup.rules.boilerplate import (
    below_the_article,
    breadcrumb,
    button_bar,
    disclaimer,
    inline_related_link,
    legal_footer,
    site_header,
)
from cleanup.rules.characters import (
    control_character,
    lost_character_line,
    lost_characters,
    zero_width_noise,
)
from cleanup.rules.encoding import byte_order_mark, legacy_encoding
from cleanup.rules.gloss import injected_gloss, torn_character
from cleanup.rules.layout import blank_lines, line_end, paragraph_indent, trailing_space
from cleanup.rules.markup import escaped_character
from cleanup.rules.metadata import alternative_text, byline, credit_line, image_credit
from cleanup.rules.repetition import repeated_body, repeated_headline
from cleanup.rules.script import to_simplified, to_traditional
from cleanup.rules.spam import injected_keywords

DECODE = (byte_order_mark, legacy_encoding)
REPAIR = (
    escaped_character,
    zero_width_noise,
    control_character,
    lost_character_line,
    lost_characters,
    injected_gloss,
    torn_character,
)
JUDGE = (
    injected_keywords,
    byline,
    credit_line,
    image_credit,
    alternative_text,
    breadcrumb,
    site_header,
    button_bar,
    below_the_article,
    legal_footer,
    disclaimer,
    inline_related_link,
)
COLLAPSE = (repeated_body, repeated_headline)
COMPOSE = (to_simplified, to_traditional, line_end, trailing_space, paragraph_indent, blank_lines)
RULES = (*DECODE, *REPAIR, *JUDGE, *COLLAPSE, *COMPOSE)

# What the option --script selects.
SCRIPTS = {"keep": (), "hans": (to_simplified.code,), "hant": (to_traditional.code,)}
