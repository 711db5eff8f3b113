"""What stands beside the body of a document: what a site counts there, and readers' comments.

Judging takes out what a page shows to be the site's. A text without the signs of a page keeps it,
and so the same body may stand in a corpus with and without it. It takes no part in the comparison
of bodies, and a copy that has less of it is the better one; nothing of it is taken out of a text.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cleanup.corpus.site_figures import MAX_CHARS as MAX_FIGURES
from cleanup.corpus.site_figures import SPOKEN_OF, is_site_figures
from cleanup.data import lines as table
from cleanup.regex import regex
from cleanup.text.folding import fold
from cleanup.text.sentences import SENTENCE_MARKS, is_prose

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

EDGE_LINES = 4  # above or below the sentences in which a site's figures are looked for
MIN_BODY = 60  # letters that have to be left for a body to stand apart
MAX_HEADING, MAX_ENTRY = 30, 60  # code points of a heading; of who wrote a comment, and when
MAX_HEADINGS = 8  # of a text, the last of which are looked at
MIN_MARKS = 2  # of names, times and buttons that make lines comments
MAX_UNMARKED = 4  # lines of a comment between two of them
MIN_LINKS, MAX_LINK = 2, 48  # lines of a list of links, code points of each
LINK = 7  # code points of a link in the middle: titles of pages are longer than names
MIN_MENU = 4  # labels of a menu
MAX_LABEL = 4  # letters of an East Asian one that is in no list
MAX_HOME = 8  # code points of the first label of a menu
STOPS = "。！？"
MAX_FOOTER = 160  # code points of a line of a footer

_COMMENTS = "评论|跟[贴帖]|点评|留言"
COMMENTS = regex(
    rf"(?:网友|最新|热门|全部|用户|文章|精彩|读者|游客|所有|网民)?(?:{_COMMENTS})(?:区|列表)?"
    rf"|共?有?\s?\d+\s?[条则个]?(?:{_COMMENTS})|(?:\d+件の)?コメント(?:一覧)?"
    r"|(?:전체\s?)?댓글(?:\s?\d+개?)?|(?:reader |all |user )?comments|\d+ comments?"
    r"|\d+ (?:responses|thoughts) (?:to|on) .*"
)
COUNT = regex(r"[\s:]*(?:[(\[]?\s?(?:共|全)?\d+\s?[条则个件개]?\s?[)\]]?)?[\s:]*$")
BUTTONS = regex(
    r"(?:[\s|·]*+(?:回[复覆]|点?赞|顶|踩|举报|支持|反对|引用|展开|查看更多评论|返信|いいね!?"
    r"|답글|비?공감|신고|추천|repl(?:y|ies)|likes?|report|upvote|share|permalink|link"
    r"|leave a (?:comment|reply)|load more(?: comments)?)[\s:(]*+\d*+\)?+)+\s*"
)
STAMP = regex(
    r"\d{2,4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}|\d{1,2}:\d\d|[a-z]{3,9} \d{1,2}, \d{4}"
    r"|\d+\s?(?:天|小时|分钟|个月|年|周|日|时间|分|일|시간|분|개월)\s?[前전]"
    r"|\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago"
    r"|\bsays:|刚刚|昨天|^#?\d+\s?[楼#]"
)
RELATED = regex(
    r"(?:相关|延伸|推荐|热门|热点|更多|最新|猜你)\s?"
    r"(?:新闻|文章|阅读|资讯|推荐|报道|链接|排行榜?|喜欢|内容)"
    r"|(?:点击|阅读|新闻|热门)排行榜?|大家都在看|(?:関连|关连|おすすめ|人气|新着)の?(?:记事|ニュース)"
    r"|アクセスランキング|관련\s?(?:기사|뉴스|글)|인기\s?(?:기사|뉴스)|많이 본 (?:기사|뉴스)"
    r"|(?:related|popular|recommended|more|latest|trending)"
    r" (?:articles|stories|posts|news|reading)|most (?:read|popular)|you may also like|read next"
)
LEGAL = regex(r"copyright|©|all rights reserved|版权所有|icp备|公网安备|无断転载|무단\s?전재")
DATED = regex(r"[\s(\[]*(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[)\]]?$")
WORK = regex(r"[《》『』:\d]")  # of a list of books, of values: no links
FIGURE = regex(r"\d|://")
PARTS = regex(r"\s*[|·•]\s*|\s{2,}|\t")  # of a row of links
HEADINGS = {"comments": COMMENTS, "related": RELATED}
HOME = frozenset(("首页", "主页", "网站首页", "home", "ホーム", "トップ", "홈"))


def without_beside(text: str) -> str:
    """The text without what stands beside its body; all of it where too little would be left."""
    lines = text.split("\n")
    rows = [at for at, line in enumerate(lines) if line and not line.isspace()]
    first, last = _below_menu(lines, rows), _above_the_rest(lines, rows)
    dropped = {*rows[:first], *rows[last:]}
    own = _without(lines, dropped)
    figures = _site_figures(lines, rows[first:last])
    if figures:
        less = _without(lines, dropped | figures)
        own = own if SPOKEN_OF.search(fold(less)) else less
    return own if own == text or sum(map(str.isalnum, own)) >= MIN_BODY else text


def _without(lines: Sequence[str], dropped: Container[int]) -> str:
    return "\n".join(line for at, line in enumerate(lines) if at not in dropped)


def _below_menu(lines: Sequence[str], rows: Sequence[int]) -> int:
    """How many rows a menu at the top of the text has, 0 if there is none."""
    if not rows or len(lines[rows[0]]) > MAX_HOME or _folded(lines[rows[0]]) not in HOME:
        return 0
    menu = 0
    while menu < len(rows) - 1 and _is_label(lines[rows[menu]]):
        menu += 1
    if menu < len(rows) and SENTENCE_MARKS.search(lines[rows[menu]]):
        menu -= 1  # what stands above the first sentence is the headline
    return menu if menu >= MIN_MENU else 0


def _above_the_rest(lines: Sequence[str], rows: Sequence[int]) -> int:
    """How many rows there are above the comments, links and notices of a site that end a text."""
    headings = [
        (number, kind)
        for number, at in enumerate(rows)
        if number and len(lines[at]) <= MAX_HEADING and (kind := _heading(lines[at]))
    ][-MAX_HEADINGS:]
    last = len(rows)
    while True:
        end = last
        while end > 1 and _is_footer(lines[rows[end - 1]]):
            end -= 1
        for number, kind in headings:
            below = [lines[at] for at in rows[number + 1 : end]]
            if number < end and (_are_comments if kind == "comments" else _are_links)(below):
                end = number
                break
        if end == last:
            return last
        last = end


@lru_cache(maxsize=4096)
def _heading(line: str) -> str:
    """Of what a line is the heading: of comments, of related links, or ''."""
    folded = COUNT.sub("", fold(line).strip(" *#|【】[]:"))
    return next((kind for kind, form in HEADINGS.items() if form.fullmatch(folded)), "")


def _are_comments(lines: Sequence[str]) -> bool:
    """Whether lines are comments: names with times, and buttons, with few lines between them."""
    marked = [at for at, line in enumerate(lines) if _is_mark(line)]
    if len(marked) < MIN_MARKS:
        return False
    gaps = [b - a for a, b in pairwise([-1, *marked, len(lines)])]
    return max(gaps) <= MAX_UNMARKED + 1


@lru_cache(maxsize=4096)
def _is_mark(line: str) -> bool:
    """Whether a line is a button below a comment, or says who wrote one, and when."""
    if len(line) > MAX_ENTRY:
        return False
    folded = fold(line).strip()
    return BUTTONS.fullmatch(folded) is not None or STAMP.search(folded) is not None


def _are_links(lines: Sequence[str]) -> bool:
    """Whether lines are titles of other pages, and none of a book, a value or a sentence."""
    if len(lines) < MIN_LINKS or sum(map(len, lines)) < LINK * len(lines):
        return False
    return all(
        len(line) <= MAX_LINK
        and not WORK.search(DATED.sub("", fold(line).strip()))
        and not SENTENCE_MARKS.search(line)
        for line in lines
    )


def _is_footer(line: str) -> bool:
    """Whether a line is a site's legal notice, or a row of its links."""
    if len(line) > MAX_FOOTER or line[-1] in STOPS or is_prose(line):
        return False
    folded = _folded(line)
    if LEGAL.search(folded):
        return True
    parts = PARTS.split(folded)
    return len(parts) > 1 and all(part in _labels() for part in parts)


def _is_label(line: str) -> bool:
    """Whether a line at the top of a text is an entry of a menu."""
    folded = _folded(line)
    return folded in _labels() or (len(folded) <= MAX_LABEL and not SENTENCE_MARKS.search(folded))


def _site_figures(lines: Sequence[str], rows: Sequence[int]) -> set[int]:
    """The lines of a site's figures above the first sentence and below the last one."""
    found = set()
    for edge in (rows[:EDGE_LINES], rows[: -EDGE_LINES - 1 : -1]):
        for at in edge:
            if _has_site_figures(lines[at]):
                found.add(at)
            elif SENTENCE_MARKS.search(lines[at]):
                break
    return found


def _has_site_figures(line: str) -> bool:
    return (
        len(line) <= MAX_FIGURES
        and "。" not in line
        and FIGURE.search(line) is not None
        and is_site_figures(_folded(line))
    )


def _folded(line: str) -> str:
    return fold(line).strip()


@cache
def _labels() -> frozenset[str]:
    """What links and buttons say on many sites."""
    return frozenset(map(fold, table("labels.txt")))
