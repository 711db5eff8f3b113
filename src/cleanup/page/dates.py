"""Dates as people write them, read as ISO 8601.

The forms are those of Chinese, Japanese, Korean and English pages, over text as page.fold gives it.
A day that never was has no value, and neither has one whose order nobody can tell: 03/04/2024.
What is only relative (3小时前, yesterday) is no date.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Span
from cleanup.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

HINT = regex("19\\d\\d|20\\d\\d|年|년|民国")  # in every date; most lines have none
YEAR = r"(?P<y>(?:19|20)\d\d)"
HAN_YEAR = "(?P<y>[〇○零o一二三四五六七八九]{4})"
MONTH = r"(?P<m>\d\d?|[一二三四五六七八九十]{1,2})"
DAY = r"(?P<d>\d\d?|[一二三四五六七八九十廿卅]{1,3})(?!\d)"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    "(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ERAS = {  # the year before the first one, and the first and the last day
    "民国": (1911, date(1912, 1, 1), date.max),
    "令和": (2018, date(2019, 5, 1), date.max),
    "平成": (1988, date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (1925, date(1926, 12, 25), date(1989, 1, 7)),
    "大正": (1911, date(1912, 7, 30), date(1926, 12, 24)),
}
DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "○": 0, "o": 0}
TENS = {"十": 10, "廿": 20, "卅": 30, "百": 100}

NUMERIC = regex(
    rf"(?<!\d)(?<!\d\.){YEAR}(?:\s?(?P<s>[-./])\s?(?P<m>\d\d?)\s?(?P=s)\s?(?P<d>\d\d?)(?!\d)|"
    r"\s?[年년]\s?(?P<m2>\d\d?)\s?[月월]\s?(?P<d2>\d\d?)(?!\d)\s?[日号일]?)"
)
HAN = regex(rf"(?<![〇○零一二三四五六七八九]){HAN_YEAR}年{MONTH}月{DAY}[日号]?")
ERA = regex(
    rf"(?P<era>{'|'.join(ERAS)})\s?(?P<y>元|\d{{1,3}}|[〇○零一二三四五六七八九十百]{{1,6}})\s?"
    rf"(?:年|(?P<s>[-./]))\s?{MONTH}\s?(?:月|(?P=s))\s?{DAY}\s?日?"
)
MONTH_FIRST = regex(
    rf"(?<![a-z]){MONTH_NAME}\.?\s{{1,2}}(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s{{1,2}}{YEAR}(?!\d)"
)
DAY_FIRST = regex(
    rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?(?:\sof)?[\s-]{{1,2}}{MONTH_NAME}\.?,?[\s-]{{1,2}}{YEAR}(?!\d)"
)
YEAR_LAST = regex(rf"(?<![\d/])(?P<a>\d\d?)/(?P<b>\d\d?)/{YEAR}(?!\d)")

WEEKDAY = (
    "(?:[(\\[]?(?:(?:星期|周|礼拜)[一二三四五六日天]|[日月火水木金土월화수목금토일](?:曜日?|요일)?|"
    "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})[)\\]]?)?"
)
MORNING, EVENING = (
    ("上午", "早上", "凌晨", "午前", "오전"),
    ("下午", "晚上", "傍晚", "午后", "오후"),
)
HALF = f"(?P<half>{'|'.join((*MORNING, *EVENING))})?"
CLOCK = (
    rf"{HALF}\s?(?P<h>\d\d?)\s?[:时点시]\s?(?P<min>\d\d)(?!\d)"
    r"(?:\s?[:分분]\s?(?P<sec>\d\d)(?!\d)(?:[.]\d{1,9})?)?"
    r"\s?(?:秒|초|分|분)?\s?(?P<noon>[ap]\.?m\b\.?)?"
    r"(?:\s?(?P<zone>(?:z|utc|gmt|jst|kst)\b|\+\d\d:?\d\d(?!\d)|(?<=\s)-\d{4}(?!\d)|-\d\d:\d\d(?!\d)))?"
)
AFTER = regex(rf"(?P<t>t)?[\s.,|·]{{0,3}}{WEEKDAY}[\s,|·]{{0,3}}(?:at\s|时间\s?:\s?)?{CLOCK}")
BEFORE = regex(rf"(?<![\d:]){CLOCK}[\s,|·]{{1,3}}(?:on\s)?{WEEKDAY}[\s,]{{0,2}}$")
BEFORE_REACH = 40  # code points
ZONES = {"z": 0, "utc": 0, "gmt": 0, "jst": 9, "kst": 9}  # hours; other names mean several zones
MAX_OFFSET = timedelta(hours=14)
NOON = 12
FIRST_YEAR, LAST_YEAR = 1900, 2099  # of what is on the web
READABLE = 12  # the last number that may be a month


class Date(NamedTuple):
    """Where a date stands with its time of day, and what it is in ISO 8601, or ''."""

    span: Span
    value: str


def dates(folded: str) -> list[Date]:
    """All dates of a line in their order, those without a value too."""
    if not HINT.search(folded):
        return []
    forms = ((form, match) for form in FORMS for match in form.finditer(folded))
    found: list[Date] = []
    for form, match in sorted(forms, key=lambda one: one[1].start()):
        if not found or match.start() >= found[-1].span.end:
            found.append(_with_clock(folded, match, FORMS[form](match)))
    return found


def iso(folded: str) -> str:
    """The first date of a line in ISO 8601, with its time of day and offset if stated, or ''."""
    return next((found.value for found in dates(folded) if found.value), "")


def _with_clock(folded: str, match: re.Match[str], day: date | None) -> Date:
    """The date and the time of day right after it, or right before."""
    start, end = match.span()
    reach = max(0, start - BEFORE_REACH)
    clock = AFTER.match(folded, end)
    if clock:
        end = clock.end()
    else:
        clock = BEFORE.search(folded[reach:start])
        start = reach + clock.start() if clock else start
    return Date(Span(start, end), _value(day, clock) if day else "")


def _value(day: date, clock: re.Match[str] | None) -> str:
    if clock is None:
        return day.isoformat()
    hour = int(clock["h"])
    noon, half = clock["noon"] or "", clock["half"]
    if hour < NOON and (noon.startswith("p") or half in EVENING):
        hour += NOON
    elif hour == NOON and (noon.startswith("a") or half in MORNING):
        hour = 0
    try:
        moment = datetime(  # noqa: DTZ001  # most pages name no zone
            day.year, day.month, day.day, hour, int(clock["min"]), int(clock["sec"] or 0)
        )
    except ValueError:
        return day.isoformat()
    return moment.replace(tzinfo=_zone(clock)).isoformat()


def _zone(clock: re.Match[str]) -> timezone | None:
    """The offset from UTC. A minus with a colon is one after `T` only, else the end of a span."""
    zone = clock["zone"]
    if zone is None:
        return None
    if zone in ZONES:
        return timezone(timedelta(hours=ZONES[zone]))
    if zone[0] == "-" and ":" in zone and not clock.groupdict().get("t"):
        return None
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    if offset > MAX_OFFSET:
        return None
    return timezone(-offset if zone[0] == "-" else offset)


def _numeric(match: re.Match[str]) -> date | None:
    return _day(match["y"], match["m"] or match["m2"], match["d"] or match["d2"])


def _plain(match: re.Match[str]) -> date | None:
    return _day(match["y"], match["m"], match["d"])


def _era(match: re.Match[str]) -> date | None:
    before, first, last = ERAS[match["era"]]
    year = 1 if match["y"] == "元" else _number(match["y"])
    day = _day(str(before + year), match["m"], match["d"])
    return day if day and first <= day <= last else None


def _named(match: re.Match[str]) -> date | None:
    return _day(match["y"], str(MONTHS.index(match["m"][:3]) + 1), match["d"])


def _either(match: re.Match[str]) -> date | None:
    """Day and month in an order that only the numbers can tell."""
    a, b = int(match["a"]), int(match["b"])
    if max(a, b) <= READABLE and a != b:
        return None
    return _day(match["y"], str(min(a, b)), str(max(a, b)))


def _day(year: str, month: str, day: str) -> date | None:
    if not FIRST_YEAR <= _number(year) <= LAST_YEAR:
        return None
    try:
        return date(_number(year), _number(month), _number(day))
    except ValueError:
        return None


def _number(text: str) -> int:
    """A number in digits, in Chinese digits one by one, or in tens and hundreds: 二〇二四, 廿五."""
    if text.isdecimal():
        return int(text)
    if not any(character in TENS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in TENS:
            total += (digit or 1) * TENS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


FORMS: dict[re.Pattern[str], Callable[[re.Match[str]], date | None]] = {
    NUMERIC: _numeric,
    HAN: _plain,
    ERA: _era,
    MONTH_FIRST: _named,
    DAY_FIRST: _named,
    YEAR_LAST: _either,
}
