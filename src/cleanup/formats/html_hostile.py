"""Pages made so that a parser, which does what HTML5 says, needs endless time and memory."""

from __future__ import annotations

import re
from collections import Counter

from cleanup.errors import InputError
from cleanup.regex import regex

TAG = regex(r"<(/?)([a-zA-Z][^\s/>]*+)")
# What stays open over the ends of blocks, and is opened again in each of the following ones.
FORMATS = r"b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
FORMAT = regex(rf"<(?:{FORMATS})(?=[\s/>])[^>]*+>?", re.IGNORECASE)
ANY_FORMAT = regex(rf"(</?)(?:{FORMATS})(?=[\s/>])", re.IGNORECASE)
MOST_COPIES = 200_000  # formats that may be opened again
MOST_STEPS = 10**9  # open tags that may be looked at for ends that have no beginning


def tamed(source: str) -> str:
    """The source of a page, with other names for formats if these would be copied without end.

    For the text they mean the same. Raises InputError for a page of tags that are never closed
    amid as many ends of others.
    """
    if source.count("<") < MOST_COPIES**0.5:
        return source
    counts = Counter(TAG.findall(source))
    begun = Counter({name: count for (end, name), count in counts.items() if not end})
    ended = Counter({name: count for (end, name), count in counts.items() if end})
    if (begun - ended).total() * (ended - begun).total() > MOST_STEPS:
        raise InputError("HTML of tags that are never closed")
    if len({*FORMAT.findall(source)}) * counts.total() > MOST_COPIES:
        return ANY_FORMAT.sub(r"\1span", source)
    return source
