"""Lines in which a site counts, numbers, dates or addresses what it shows.

Patterns are over folded text (see text.folding). Such figures are those of the day on which a page
was fetched: how often it was read, its number, its address. What an author counts is none of them.
"""

from __future__ import annotations

from cleanup.regex import regex

MAX_CHARS = 120  # code points of such a line

_NUMBER = r"(?<![\d,.])\d[\d,.]{0,14}\s?(?:[万千亿만천]|[kmw](?![a-z]))?\+?"
_READ = (
    "阅读|浏览|点击|点阅|访问|观看|播放|查看|下载|收藏|点赞|赞|喜欢|分享|转发|评论|回复|回应|留言"
    "|跟[帖贴]|点评|关注|粉丝|热度|人气|推荐票|月票|打赏|赏花|(?:累计)?评价|月销量?|已售|在看"
    "|做过这道菜|想看|想做|踩|顶"
)
_READ_TIMES = rf"{_NUMBER}\s?(?:人次|[次人条个])?\s?已?(?:{_READ})过?[数量]?"
_READ_JA = (
    "[阅閲]覧数?|アクセス数?|再生数?|コメント数?|いいね!?|ブックマーク|シェア|返信|お气に入り"
)
_READ_KO = "조회수?|댓글|비?공감|추천|스크랩|좋아요|공유|읽음"
_READ_EN = (
    "views?|comments?|repl(?:y|ies)|likes?|downloads?|favou?rites?|followers?|reads?|hits|claps?"
    "|upvotes|retweets|bookmarks|reactions?"
)
_COUNTED = (
    rf"(?:本[页文站]|附件|累计|总|今日|页面|网站)?(?:{_READ})(?:次数|人数|人次|总数|[数量率])?"
    rf"[\s:(]{{0,3}}{_NUMBER}\s?(?:[次人条个篇]|人次)?\)?|{_READ_TIMES}"
    rf"|(?:{_READ_JA})[\s:(]{{0,3}}{_NUMBER}\s?[件回人]?\)?"
    rf"|{_NUMBER}\s?回?(?:[阅閲]覧|件のコメント|ビュー|いいね!?|pv)"
    rf"|(?:{_READ_KO})(?:\s?수)?[\s:(]{{0,3}}{_NUMBER}\s?[건개회명]?\)?"
    rf"|{_NUMBER}\s(?:{_READ_EN})|(?:total |page )?(?:{_READ_EN})[\s:(]{{1,3}}{_NUMBER}\)?"
    rf"|(?:shared|viewed|read|downloaded|liked)\s{_NUMBER}\stimes"
)
_LASTS = (  # how long it takes to read
    r"\d+\s?min(?:ute)?s?\s(?:to )?read|reading time:?\s?\d+\s?min(?:ute)?s?"
    r"|约?\d+分で读めます|[読读]了时间:?\s?约?\d+分|(?:全文|本文)(?:共|约)*\s?\d+\s?字"
    r"|(?:预计)?阅读(?:时间|时长|大约|约)*:?\s?(?:需要?)?\s?\d+\s?分钟"
)
_VISITOR = (
    r"您是(?:本站|本[页文网])?的?第\s?\d+\s?[位名个](?:访问者|访客|来宾|读者|游客)"
    r"|you are visitor (?:no\. ?|number |#)\d+"
)
_NUMBERED = (
    r"(?:文章|稿件|本文|帖子|新闻|页面|广告位?|推广|素材|article|post|story|page|ad(?:vert)?)\s?"
    r"(?:编[号码]|序号|代码|id|no\.?|number|code)[\s:#]{1,3}[a-z0-9][\w-]*"
)
_DAY = (
    r"(?:(?:\d{2,4}\s?[-./年년]\s?)?\d{1,2}\s?[-./月월]\s?\d{1,2}\s?[日号일.]?"
    r"|\d{1,2}\s?[a-z]{3,9}\.?,?\s\d{4}|[a-z]{3,9}\.?\s\d{1,2},?\s\d{4})"
)
_WEEKDAY = (
    r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|[日月火水木金土월화수목금토일](?:曜日|요일)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_CLOCK = r"(?:上午|下午|오전|오후|午前|午後)?\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?"
_WHEN = rf"{_DAY}(?:[\s,]{{0,2}}(?:{_WEEKDAY}))?(?:[\s,t]{{0,2}}(?:at )?(?:{_CLOCK}))?"
_STAMP = (
    "(?:打印|列印|发[布表稿]|更新|最后(?:更新|修改|编辑)|修改|录入|上传|添加|采集|抓取|下载)"
    "(?:时间|日期|于)|发[布表]|更新|(?:投稿|公开|掲载|更新|配信|取得)日时?"
    "|(?:기사)?입력|(?:최종)?수정|등록일?|승인|작성일"
    "|(?:posted|published|updated|printed|modified|retrieved|accessed|created)(?: on| at)?"
    "|last (?:updated|modified)(?: on)?"
)
_STAMPED = rf"(?:{_STAMP})[\s:]{{0,3}}{_WHEN}|今天是{_WHEN}|{_DAY}\s\d\d:\d\d:\d\d"
_PATH = r"[^\s,，。;；、)）]"
_HOST = (
    rf"(?<![\w@.-])(?:[a-z0-9-]+\.){{2,}}[a-z]{{2,}}(?:/{_PATH}*)?(?![\w.-])"
    rf"|(?<![\w@.-])[a-z0-9-]+\.(?:com|net|org|cn|info|example)(?:/{_PATH}*)?(?![\w.-])"
)
_URL = rf"(?:https?://|www\.){_PATH}+"
_ADDRESSED = (
    r"(?:(?:本文|原文|文章|页面|本页|网页|永久)(?:链接|地址|网址)|原文|链接|网址|permalink|link|url"
    rf"|source url)?[\s:]{{0,3}}{_URL}"
)
_PAGED = (
    r"[-–—]+\s?\d{1,4}\s?[-–—]+|第\s?\d{1,4}\s?页(?:[\s/,]{0,3}共\s?\d{1,4}\s?页)?"
    r"|page \d{1,4}(?: of \d{1,4})?|\d{1,4}\s?/\s?\d{1,4}\s?页"
)
FIGURES = regex(f"{_LASTS}|{_VISITOR}|{_NUMBERED}|{_STAMPED}|{_ADDRESSED}|{_PAGED}|{_COUNTED}")
# What stands among these figures, and alone is none: when an event is, what a firm sold.
AMONG = regex(
    rf"(?:来源|稿源|出处|source)[\s:]{{1,3}}\S{{1,16}}|{_WHEN}|字数[\s:]{{0,2}}\d+|{_NUMBER}\sshares?"
    "|分享|举报|收藏|打印|转发|공유|인쇄"
)
BETWEEN = regex(r"[\s|/·•,.:;、()\[\]【】-]*")
# Within a line: an address, or a count in brackets.
ADDRESS = regex(f"{_URL}|{_HOST}")
PASSING = regex(rf"{ADDRESS.pattern}|[(\[【]\s?(?:{_COUNTED})[)\]】]?")
# What an author says of such a count: then it may be what the text is about.
SPOKEN_OF = regex(
    rf"(?:{_READ})(?:次数|人数|人次|总数|[数量率])|{_READ_TIMES}|[阅閲]覧数|アクセス数|再生数|조회수"
    rf"|{_NUMBER}\s(?:{_READ_EN})\b|number of (?:{_READ_EN})|周报|月报|流量|运营|analytics"
)


def is_site_figures(folded: str) -> bool:
    """Whether a folded line is nothing but counts, numbers, dates or addresses of a site."""
    place, found = 0, False
    while match := BETWEEN.match(folded, place):
        if match.end() == len(folded):
            return found
        figure = FIGURES.match(folded, match.end())
        passed = figure or AMONG.match(folded, match.end())
        if not passed:
            return False
        found = found or figure is not None
        place = passed.end()
    return False
