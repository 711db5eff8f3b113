"""RULES: every rule, in the order in which they see a document. `ls` is the list of families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.rules.boilerplate.judged import amid_the_article, around_the_article, reader_comments
from cleanup.rules.boilerplate.known_lines import (
    below_the_article,
    breadcrumb,
    button_bar,
    disclaimer,
    glued_button,
    inline_related_link,
    legal_footer,
    site_header,
)
from cleanup.rules.boilerplate.loss import kept_whole, much_lost
from cleanup.rules.boilerplate.recurring import recurring_line
from cleanup.rules.characters.codepoints import (
    bidirectional_control,
    hangul_filler,
    noncharacter,
    object_placeholder,
    private_use,
    stray_tag,
)
from cleanup.rules.characters.compatibility import fullwidth_letter, kangxi_radical
from cleanup.rules.characters.invisible import (
    control_character,
    lost_character_line,
    lost_characters,
    zero_width_noise,
)
from cleanup.rules.duplicates import (
    near_duplicate,
    repeated_passage,
    same_body,
    shared_passage,
)
from cleanup.rules.encoding import (
    byte_order_mark,
    legacy_encoding,
    lost_bytes,
    mixed_encoding,
)
from cleanup.rules.layout import (
    blank_lines,
    line_end,
    no_break_space,
    paragraph_indent,
    trailing_space,
)
from cleanup.rules.markup.references import broken_reference, escaped_character, escaped_line_end
from cleanup.rules.markup.tags import tag_debris
from cleanup.rules.metadata.front_matter import front_matter
from cleanup.rules.metadata.stated import (
    alternative_text,
    byline,
    credit_line,
    headline,
    image_credit,
)
from cleanup.rules.mojibake.controls import windows_character
from cleanup.rules.mojibake.misread import misread_as_latin, misread_east_asian, misread_latin
from cleanup.rules.punctuation.marks import doubled_mark, lost_decimal_point
from cleanup.rules.punctuation.width import halfwidth_punctuation
from cleanup.rules.readings.injected import injected_gloss, torn_character
from cleanup.rules.repetition import repeated_body, repeated_headline, repeated_lead
from cleanup.rules.script import (
    hong_kong_to_simplified,
    taiwan_to_simplified,
    to_hong_kong,
    to_simplified,
    to_taiwan,
    to_traditional,
)
from cleanup.rules.spam.advertisement import advertisement_with_contact, bracketed_advertisement
from cleanup.rules.spam.forum_noise import forum_jammer
from cleanup.rules.spam.keywords import glued_keywords, injected_keywords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.rule import Rule
    from cleanup.settings import Script

DECODE = (byte_order_mark, legacy_encoding, lost_bytes, mixed_encoding)
REPAIR = (
    escaped_character,  # a byte of mojibake may be written as a reference
    # Before all that takes characters for noise: C1 controls and no-break spaces are bytes here.
    misread_east_asian,
    misread_as_latin,
    misread_latin,
    windows_character,
    tag_debris,
    broken_reference,
    escaped_line_end,
    zero_width_noise,
    control_character,
    lost_character_line,
    lost_characters,
    bidirectional_control,
    object_placeholder,
    noncharacter,
    stray_tag,
    hangul_filler,
    kangxi_radical,
    forum_jammer,
    injected_gloss,  # the kit worked on bytes of GBK, so these must have been read as GBK first
    torn_character,
    private_use,  # torn characters may have made some
    doubled_mark,
    lost_decimal_point,
)
JUDGE = (
    injected_keywords,
    glued_keywords,
    bracketed_advertisement,
    advertisement_with_contact,
    headline,
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
    recurring_line,
    reader_comments,
    around_the_article,
    amid_the_article,
    glued_button,
)
LOSS = (kept_whole, much_lost)
COLLAPSE = (repeated_body, repeated_headline, repeated_lead)
COMPOSE = (
    fullwidth_letter,
    halfwidth_punctuation,
    to_simplified,
    to_traditional,
    taiwan_to_simplified,
    hong_kong_to_simplified,
    to_taiwan,
    to_hong_kong,
    line_end,
    trailing_space,
    paragraph_indent,
    no_break_space,
    blank_lines,
)
FRONT = (front_matter,)
DUPLICATES = (same_body, near_duplicate)
PASSAGES = (shared_passage, repeated_passage)
RULES = (*DECODE, *REPAIR, *JUDGE, *LOSS, *COLLAPSE, *COMPOSE, *FRONT, *DUPLICATES, *PASSAGES)

# What the option --script selects: one rule, or none.
SCRIPTS: Mapping[Script, Rule[str] | None] = {
    "keep": None,
    "hans": to_simplified,
    "hant": to_traditional,
    "hans-from-tw": taiwan_to_simplified,
    "hans-from-hk": hong_kong_to_simplified,
    "hant-tw": to_taiwan,
    "hant-hk": to_hong_kong,
}
