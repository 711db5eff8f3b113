"""The words in which sites speak, as patterns over folded text (see page.fold).

Each list was written from what publishing systems print around articles; none holds the name of
a site.
"""

from __future__ import annotations

from cleanup.regex import regex

DATE = regex(
    r"(?<!\d)((?:19|20)\d\d)\s?[-./年]\s?(0?[1-9]|1[0-2])\s?[-./月]\s?(0?[1-9]|[12]\d|3[01])(?!\d)\s?日?"
)
_NUMBER = r" ?[〇零○一二三四五六七八九十元\d]{1,4} ?"
DAY = regex(rf"(?:令和|平成|民国)?{_NUMBER}年{_NUMBER}月{_NUMBER}日")
CLOCK = regex(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)")
STATED = regex(r":|/|19\d\d|20\d\d")  # in every byline
SENTENCE = regex("[。!?;]")  # in no byline
CLAUSE = regex(",.*,")  # beside no fact of a byline
PATH = regex(r"[>»›→/:]")  # in every breadcrumb
# What a byline states: the field it belongs to, or '' for what is counted and not kept.
FIELD_NAMES = {
    "来源": "source", "稿源": "source", "文章来源": "source", "信息来源": "source",
    "本文来源": "source", "新闻来源": "source", "稿件来源": "source", "资料来源": "source",
    "转自": "source", "转载自": "source", "出处": "source", "发布机构": "source",
    "发布单位": "source", "出典": "source",
    "作者": "author", "文章作者": "author", "撰文": "author", "撰稿": "author", "采写": "author",
    "记者": "author", "通讯员": "author", "执笔": "author", "文/图": "author", "图/文": "author",
    "文": "author", "本报记者": "author", "本网记者": "author", "著者": "author", "笔者": "author",
    "编辑": "editor", "责任编辑": "editor", "责编": "editor", "编审": "editor", "审核": "editor",
    "校对": "editor", "初审": "editor", "终审": "editor", "复审": "editor", "编校": "editor",
    "编集": "editor", "主编": "editor", "监制": "editor", "排版": "editor", "审稿": "editor",
    "录入": "editor",
    "日期": "date", "时间": "date", "发布时间": "date", "发布日期": "date", "发表时间": "date",
    "发表于": "date", "发布于": "date", "更新时间": "date", "更新日期": "date", "发文日期": "date",
    "公开日": "date", "公开日时": "date", "掲载日": "date", "更新日": "date", "更新日时": "date",
    "最终更新": "date", "配信": "date", "最后更新": "date", "更新": "date", "成文日期": "date",
    "添加时间": "date", "录入时间": "date",
    "点击": "", "点击数": "", "点击量": "", "点击率": "", "浏览": "", "浏览次数": "", "浏览量": "",
    "阅读": "", "阅读数": "", "阅读量": "", "阅读次数": "", "访问量": "", "访问次数": "",
    "人气": "",
    "字号": "", "字体": "", "字体大小": "", "视力保护": "", "评论": "", "索引号": "", "文号": "",
    "栏目": "section", "分类": "section", "所属栏目": "section", "频道": "section",
}  # fmt: skip  # a table is read by columns
NAMES = "|".join(sorted(FIELD_NAMES, key=len, reverse=True))
# A value is a name or a number, not a clause; a Chinese name may be spaced out.
_VALUE = r"(?:[\u4e00-\u9fff]\s[\u4e00-\u9fff]{1,2}(?=\s|$)|[^\s:|\]】)>,。!?;“”]{0,24})"
FIELD = regex(rf"(?<![\u3400-\u9fff])({NAMES})\s?[:/]\s?({_VALUE})(?![^\s:|\]】)>])")
UNKNOWN_FIELD = regex(r"^[\u4e00-\u9fff]{2,4}\s?:\s?\S")  # 地点:…, of a notice's own list

_SHARE = (
    "分享|分享到|分享至|分享给好友|分享至好友和朋友圈|微信|微博|qq|qq空间|qq好友|朋友圈|新浪微博|腾讯微博|微信好友|"
    "易信|人人网|豆瓣|开心网|百度贴吧|facebook|twitter|line|whatsapp|telegram|email|qzone|复制链接|复制连结|"
    "二维码|转发|收藏|收藏本文|点赞|赞|举报|打印|打印本页|列印|关闭|关闭窗口|关闭本页|返回|返回列表|返回首页|返回顶部|"
    "回到顶部|回顶部|top|字号|字体|调整字体|大|中|小|特大|放大|缩小|正常|默认|加入收藏|留言|a-|a|a+|推荐|纠错|在看|"
    "关注|评论|回复|顶|踩|展开|收起|查看更多|更多|more|展开全文|下载app|不感兴趣|换一换|返回搜狐|查看更多评论"
)
_SITE = (
    "首页|主页|网站首页|返回首页|返回主页|登录|登陆|注册|登入|会员登录|会员登入|搜索|搜寻|高级搜索|设为首页|设置首页|"
    "联系我们|联络我们|关于我们|关于本站|关于本网|网站地图|站点地图|网站声明|版权声明|免责声明|隐私政策|隐私声明|隐私条款|"
    "隐私权政策|私隐政策|使用条款|服务条款|法律声明|友情链接|广告服务|广告查询|广告合作|商务合作|人才招聘|招聘信息|诚聘英才|"
    "加入我们|帮助中心|意见反馈|客服中心|联系客服|投稿|在线投稿|投诉建议|侵权投诉|rss|订阅|手机版|电脑版|客户端|手机客户端|"
    "app下载|下载客户端|无障碍|无障碍浏览|无障碍阅读|繁体|简体|繁体版|简体版|english|en|设置|站内搜索|热门搜索|网站导航|"
    "新闻客户端|微信公众号|官方微信|官方微博|公众号|会员中心|个人中心|我的|退出|用户中心|新用户注册|忘记密码|home|login|search"
)
_SECTIONS = (
    "新闻|要闻|快讯|国内|国际|社会|财经|经济|体育|娱乐|科技|军事|汽车|房产|教育|健康|视频|图片|专题|论坛|博客|直播|旅游|文化|"
    "时政|政治|地方|生活|时尚|评论|观点|人物|公司|股票|基金|理财|游戏|读书|历史|美食|数码|手机|家居|女性|母婴|星座|公益|"
    "新闻中心|通知公告|公示公告|政务公开|办事服务|互动交流|机构概况|政策法规|图片新闻|即时|运动|港闻|副刊|两岸|全部|其他"
)
SHARE_WORDS, SITE_WORDS, SECTION_WORDS = (
    frozenset(words.split("|")) for words in (_SHARE, _SITE, _SECTIONS)
)
SEPARATORS = regex(r"[\s|/·•*:,、。【】\[\]()<>»›_&#\ue000-\uf8ff]+|--+")

YOU_ARE_HERE = regex(
    r"^[\s*•·]*(?:(?:您|你)?(?:现在|目前|当前|所在)的?(?:当前|所在)?(?:位置|导航)|您的(?:当前)?位置|您(?:现)?在(?:这里)?)"
    r"(?:是|为)?\s?[:>]"
)
CRUMBS = regex(r"(?:(?<!\s)\s+)?(?:(?<!-)-+>|=>|[>»›→/]|::)+\s*|(?<!\s)\s+-\s+")
SITE_NAME = regex(".{0,8}(?:网|首页|在线|频道|门户|日报|晚报)")
PUBLISHER = regex(
    rf"{SITE_NAME.pattern}|.{{0,8}}(?:[时早]报|周刊|新媒体|客户端|通讯社)|(?:本[报网刊])?(?:记者|通讯员).*"
)
CRUMB_HOME = regex(rf"(?:网站|返回)?(?:首页|主页|home)|{SITE_NAME.pattern}")
RELATED = regex(
    r"^[\s*•·>|◆■▍#【\[]*(?:(?:相关|延伸|推荐|更多|热门|热点|精彩|最新|图文|今日|本周|本月|本站|编辑|作者最新|猜你|为你|为您)"
    r"(?:[\s·]?(?:新闻|文章|阅读|资讯|推荐|内容|报道|链接|视频|图片|专题|话题|舆情|排行|排行榜|更新|搜索|喜欢|热点|热文|头条|精选|关注))"
    r"|新闻(?:排行|排行榜|热点|推荐)|点击排行|阅读排行|热文排行|排行榜|一周热门|24小时热文|大家都在看|大家都在搜|还有人看了|"
    r"热搜|热榜|特别推荐|图片新闻|视频推荐|猜您喜欢|您可能感兴趣的.{0,4}|你可能(?:也)?(?:喜欢|感兴趣).{0,6}|看过本文的.{0,6}|"
    r"精彩图集|图集|本周热门|频道热点|猜你想看|相关标签|热门标签)(?:列表|榜)?[\s】\]:>»]*(?:(?:更多|more)[\s>»]*)?$"
)
PREVIOUS_NEXT = regex(
    r"^[\s*•·【\[<«]*(?:上|下|前|后)一(?:篇|条|则|页)(?:文章|新闻)?\s?(?:[:】\]>»]|$)"
)
INLINE_RELATED = regex(
    r"^[\s*•·【\[]*(?:相关(?:文章|新闻|阅读|报道|链接)|延伸阅读|推荐阅读|点击查看)[】\]]?\s?[:>]\s?\S"
)
# What parts two paragraphs: advertisements and their words, applications, links to other articles.
INLINE_NOTICE = regex(
    r"^[\s\[【〔(*▼↓-]*(?:advertisements?|sponsored (?:content|links?)"
    r"|(?:article|story) continues (?:after|below)(?: (?:this|the))?(?: ad(?:vertisement)?)?"
    r"|请(?:继续)?往下(?:继续)?(?:阅读|滑动|浏览|看)|スポンサー(?:ド)?リンク"
    r"|기사는? ?아래로? ?(?:계속|이어집니다))[\s.…▼↓:\])】〕-]*$"
    r"|^[\[【〔(▼↓]+\s?(?:广告|광고)[\])】〕▼↓]+$"
    r"|^[〔【\[(][^〕】\])\n]{0,16}下载[^〕】\])\n]{0,16}app[^〕】\])\n]{0,20}[〕】\])]$"
    r"|^[\s*•·▶►-]*(?:read (?:more|also|next)|also read|related (?:story|article|news|posts?)"
    r"|あわせて読みたい|関连记事|관련 ?기사)\s?[:>]\s?\S"
)
COMMENTS = regex(
    r"^[\s*•·|]*(?:(?:网友|最新|热门|全部|用户|文章|发表|我要|我来|精彩|读者|参与)(?:评论|跟贴|跟帖|点评|留言)区?|"
    r"我(?:来|要|也来|也要)说(?:两|几)句|(?:已有|共)\s?\d+\s?(?:人|位网友)(?:评论|回复|跟帖|参与)|"
    r"跟贴|目前没有跟贴|[\d,.]+\s?条?(?:评论|跟贴|留言)|评论区|共有?\s?\d+\s?条评论)[\s(]?[\d\s条人参与)|:]{0,10}(?:[^\s。,]{0,6})$"
)
END_OF_TEXT = regex(
    r"^(?:正文已结束|扫一扫|扫描上?方?二维码|扫二维码|微信扫一扫|用微信扫|长按(?:识别)?二维码|关注该?公众号|关注我们)[^,。!?;]{0,20}$"
)
# What only sites print, where it stands at the edges of a page: it makes the text a web page.
OTHER_WORKS = regex(
    r"^[\s*•·>|◆■▍#【\[]*(?:(?:热门|新书|好书|本站|同类|相关|精品|完本|最新|更多|精彩|猜你喜欢的|为你推荐的?)"
    r"(?:小说|书籍|图书|作品|作者|诗词|诗文|古诗|歌曲|商品|产品|宝贝|游戏|应用|软件|帖子|主题|问题|问答|食谱|菜谱|课程|职位|房源)"
    r"(?:推荐|排行榜?|榜)?|(?:新书|好书|商品|小说|好物|店长|掌柜)(?:推荐|排行榜?|热卖)|(?:该|此|本文)?作者的(?:其他|其它|全部)?(?:文章|作品|小说|回答)|"
    r"同时代的?(?:作者|诗人)|看了(?:又|还)看|买了(?:又|还)买|看过(?:本书|此商品|该商品|这本书)的.{0,8}|"
    r"related (?:articles?|posts?|stories|news|products?|videos?)|you (?:may|might) also like|"
    r"more from .{1,40}|read next|recommended(?: for you)?|most (?:read|popular|viewed)|"
    r"trending(?: now)?|popular posts|"
    r"(?:関连|人気|おすすめ|新着|最新)の?(?:记事|ニュース|商品|投稿|エントリー?)|あわせて読みたい|アクセスランキング|"
    r"(?:관련|추천|인기|최신)\s?(?:기사|뉴스|글|상품|게시물)|많이 본 (?:기사|뉴스))[\s】\]:>»]*$"
)
SCAN = regex(
    r"^[^,。!?;]{0,8}(?:扫一扫|扫码|扫描.{0,6}二维码)[^。!?;]{0,16}$|^(?:下载|打开).{0,8}(?:app|客户端)[^。;]{0,16}$"
)
PART_ENDS = regex(
    r"^[\s(\[【]*(?:(?:本|这一)(?:章|回|节|页)(?:节)?(?:未完|已?完|已?结束|内容未完)|未完待续,?点击|点击下一页继续阅读)[^。;]{0,20}$"
)
SHARE_TO = regex(r"^分享(?:到|至)?\s?:?\s?\d*$")
DATED_END = regex(rf"(?:{DATE.pattern})[\s\d:\])]*$")
DATED = regex(rf"^[\s*•·\[(]*(?:{DATE.pattern}|\d\d-\d\d)[\s\d:\])]*$")
ICP = regex(
    r"[\u4e00-\u9fff]\s?icp\s?(?:备|证)\s?(?:第)?\s?\d{4,}|公网安备\s?(?:第)?\s?\d{6,}|"
    r"(?:视听|新闻信息服务|经营).{0,8}许可证(?:号|编号)?\s?:?\s?\d{4,}"
)
COPYRIGHT = regex(
    r"copyright\s?(?:©|\(c\)|20\d\d|&copy)|©\s?(?:19|20)\d\d|all rights reserved|版权所有|"
    r"(?:未经|非经).{0,8}(?:授权|许可|书面).{0,12}(?:转载|复制|镜像)|不得转载"
)
OF_LAW = regex(
    "icp|网安备|许可证|copyright|©|all rights|版权所有|转载|复制|镜像"
)  # in every match of ICP and COPYRIGHT; soon found, since each is a word
REGISTERED = regex(rf"{ICP.pattern}|copyright|©")  # in no author's own last line
COPYRIGHT_HEAD = regex(r"^.{0,12}(?:copyright|©|版权所有)")  # of one that is a sentence
OPERATOR = regex(
    r"^[\s*•·]*(?:主办单位|主办|承办|承办单位|主管单位|主管|技术支持|网站维护|网站标识码|运行维护|建设单位|建议使用|联系电话|"
    r"举报电话|违法和不良信息|热线电话|新闻热线|广告热线|便民电话|网站法律顾问|客服(?:电话|热线)|邮编|邮箱|传真|地址|通讯地址|公司地址|电话|备案号|网站备案号)\s?[:]"
)
DISCLAIMER = regex(
    r"^[\s*•·(\[【]*(?:(?:版权|免责|法律|特别|郑重|原创|本网|本站|重要)(?:及(?:免责|版权))?(?:声明|提示|说明)|"
    r"声明|版权与免责声明|风险提示)\s?[】\])]?\s?:"
)
RIGHTS = regex(
    "转载|本网|本站|本平台|本栏目|版权|著作权|侵权|不代表|投资建议|风险自担|仅供参考|用户上传|存储服务"
)
CREDIT = regex(
    r"^[\s▲△▼▽↑↓*•(\[【]*(?:(?:(?:资料|配|题|供|网络|视频|效果|示意|文/|图/)?(?:图片?|照片|视频截图|图文)\s?均?"
    r"(?:来(?:源|自)于?|由.{1,12}(?:提供|摄)|提供|:|/)|图源|图[/:]|摄影\s?[:/]|供图\s?[:/]|文/图|图/文)[^,。!?]{0,24}$|"
    r"(?:资料|网络)(?:图片?|照片)[)\]]?$|资料图片?\s|视频截图[)\]]?$)"
)
CREDIT_ALONE = regex(r"^[(\[【〔][^(),。]{1,24}(?:摄|供图|提供|资料图|网络图|制图)[)\]】〕]$")
IMAGE_FILE = regex(r"^[\w.-]{1,80}\.(?:jpe?g|png|gif|webp|bmp)$")
ALT_TEXT = regex(r"^[a-z][a-z0-9_-]{5,60}$")
REPORTER = regex(
    r"^[\[(【〔][^\s:。()]{0,10}(?:记者|通讯员)[\s:]?[^:。()]{2,24}[\])】〕]$|"
    r"^(?:本报|本网|见习|特派)?(?:记者|通讯员)[^:/。,]{2,12}/[^:/。,]{2,8}(?:报导|报道|电)$"
)
FORMER_HEADLINE = regex(r"^[(【\[]?原(?:标题|题)")
HASHTAGS = regex(r"^(?:#[^\s#]{1,20}#?\s*)+$")
BULLET = regex(r"^[*•·◆■▪●○►▶+-]\s|^[*•·◆■▪●○►▶+-]$")

# What tells where something was published, or when it was looked up; the heading of a list of it.
CITATION = regex(
    r"(?:引用|检索|存取|取用|访问|查阅|造访|浏览)(?:日期|于)|\[(?:[jmdcnrspg]|eb|db|cp)(?:/ol)?\]|"
    r"\d日阅[覧览]|\d일?(?:에)? ?확인|"
    r"\b(?:retrieved|accessed|archived) (?:on |from |\w+ )?\d|"
    r"\b(?:doi|isbn|issn|arxiv|pmid)\b[: ]|\bet al\b|\b(?:pp?|vol)\. ?\d|\d ?\(\d+\) ?[:,] ?\d"
)
REFERENCES = regex(
    r"[^\w]*(?:参考(?:资料|文献|来源|书目)|注释|脚注|出典|引用文献|각주|참고 ?문헌|출처|"
    r"references|notes|sources|bibliography|works cited)[^\w]*"
)

GLUED = regex(r"[。!?”」](\s*[^。!?,;:“”「」]{2,24})$")

# Below these lines comes nothing of the article; the others may stand between its paragraphs.
TERMINAL = (COMMENTS, END_OF_TEXT)
INTERRUPTING = (RELATED, SHARE_TO)
MAX_MENU = 120  # code points
MAX_COUNTER = 6  # digits
_LABELS = SHARE_WORDS | SITE_WORDS | SECTION_WORDS
# With what a line begins that is made of labels: with one, a counter, a separator or a bullet.
LABEL_STARTS = regex(
    rf"[+\d-]|{SEPARATORS.pattern}|[{''.join(sorted({word[0] for word in _LABELS}))}]"
)


def labels(folded: str) -> list[str]:
    """The words of a line if all of them are labels of a site, else nothing.

    Names of sections alone (教育 文化) are no menu: subheads and tables have such words too.
    """
    if len(folded) > MAX_MENU:
        return []
    if not all(is_label(word) for word in SEPARATORS.split(folded, maxsplit=2)[:2] if word):
        return []  # nearly always
    words = [word for word in SEPARATORS.split(folded) if word]
    if not words or not all(map(is_label, words)):
        return []
    return words if any(map(is_button, words)) else []


def is_label(word: str) -> bool:
    """Whether a word is a label: of a button, of the site, of a section, or a counter."""
    if word in _LABELS:
        return True
    return bool(word) and word[-1].isdecimal() and (is_button(word) or _is_counter(word))


def is_button(word: str) -> bool:
    """Whether a word is a button's, with a counter or without, or a link's about the site."""
    end = len(word)
    while end and word[end - 1].isdecimal():
        end -= 1
    return word in SITE_WORDS or word[:end] in SHARE_WORDS


def _is_counter(word: str) -> bool:
    return word.isdecimal() and len(word) <= MAX_COUNTER
