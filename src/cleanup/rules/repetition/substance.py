"""Whether a difference between two copies changes what is said, or only how."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

FIGURE = re.compile("[0-9二三四五六七八九十百千万亿两零〇壹贰叁]")
ANY_FIGURE = re.compile(f"{FIGURE.pattern}|一")
NOT = re.compile("[不未没非否禁勿莫]")
# One of these for another: east for west, more for less, with for without.
OPPOSITE = re.compile(
    "[东西南北上下左右前后内外男女父母甲乙丙丁戊己庚辛壬癸春夏秋冬早晚昼夜先末买卖借贷"
    "高低长短增减升降涨跌胜负赢输主客有无新旧公私红黄蓝绿黑白金银铜周月日年时]"
)
SURNAME = re.compile(
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔邱秦江史顾侯邵孟龙段雷钱汤尹]"
)
NAMED = re.compile(  # what follows the name of a person, a place or an office
    "某|先生|女士|老师|同学|同志|师傅|教授|医生|省|市|县|区|州|镇|乡|村|屯|路|街|巷|港|站|楼|队|班|组"
    "|公司|集团|医院|学校|学院|大学|中学|小学|局|厅|厂|店|银行|座|型|号|级|色|岁"
)
MAX_NAME = 4  # letters
DENIAL = re.compile("not|never|without|cannot|none|nobody|nothing")
BESIDE = 6  # letters around a difference in which a denial may stand


class Difference(NamedTuple):
    """What one copy has where the other has something else; either may be empty.

    `before` and `after` are the letters beside it, which both have.
    """

    one: str
    other: str
    before: str = ""
    after: str = ""


def changed(differences: Iterable[Difference]) -> list[bool]:
    """For each difference whether it changes a figure, a name, a denial or one of two opposites.

    The same word for the same other in several places is a name too, of what a form is filled with.
    """
    found = list(differences)
    often = Counter((one.one.lower(), one.other.lower()) for one in found if one.one and one.other)
    return [_changes(one) or often[one.one.lower(), one.other.lower()] > 1 for one in found]


def _changes(found: Difference) -> bool:
    one, other = found.one, found.other
    if FIGURE.search(one + other) or NOT.search(one + other):
        return True
    if one and other:
        if any(pair.search(one) and pair.search(other) for pair in (ANY_FIGURE, OPPOSITE)):
            return True
        named = NAMED.match(found.after) and max(len(one), len(other)) <= MAX_NAME
        if named or (SURNAME.match(one) and SURNAME.match(other)):
            return True
    if any(letter.isupper() for letter in one + other):
        return True
    around = (found.before[-BESIDE:] + text + found.after[:BESIDE] for text in (one, other))
    first, second = (len(DENIAL.findall(text.lower())) for text in around)
    return first != second
