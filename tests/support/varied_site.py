"""A thousand small documents of several sites, each with its chrome, and bodies of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

WHO = (
    "港务局",
    "教育局",
    "水利站",
    "图书馆",
    "气象台",
    "市政府",
    "博物馆",
    "农机站",
    "渔业队",
    "邮政所",
)
WHEN = ("昨天", "本周一", "上个月", "今年春天", "十月初", "前天下午", "去年冬天", "今晨")
DID = ("宣布", "通报", "证实", "介绍", "表示", "公布", "指出", "说明")
WHAT = (
    "新的渡轮航线将于下个月开通，每天往返{n}班",
    "全市已有{n}所学校换上了新的课桌",
    "东岭水库的水位比常年高出{n}厘米",
    "夜间开放的阅览室接待了{n}位读者",
    "沿海的风力将增至{n}级，渔船应回港避风",
    "第{n}号公路的桥已经修好，货车可以通行",
    "展出的铜镜共有{n}面，其中三面是首次公开",
    "当地收割的早稻达到{n}万斤，超过了往年",
    "休渔期结束之后，{n}条渔船从西港出海",
    "寄往山区的包裹比去年多了{n}件",
)
END = (
    "。",
    "，居民对此表示欢迎。",
    "，具体时间另行通知。",
    "，票价与过去相同。",
    "，有关工作正在进行。",
)
HEADS = ("东岭信息网", "南河日报", "西港在线", "北原新闻")
TOPS = (
    "首页\n登录\n注册\n设为首页\n联系我们\n当前位置：首页 > 新闻 > 地方\n",
    "首页 | 新闻 | 财经 | 体育 | 论坛\n您的位置：首页 > 要闻\n字号：大 中 小\n",
    "网站地图\n加入收藏\nEnglish\n首页 > 社会 > 正文\n",
)
TEASERS = (
    "{who}{when}召开工作会议",
    "{who}公布{n}项新规",
    "图片新闻：{who}的{n}个瞬间",
    "{who}{when}招聘{n}人",
)
OPENINGS = (
    "楼上说得对",
    "我{when}正好路过那里",
    "说句公道话",
    "作为本地人",
    "看完这篇报道",
    "昨晚跟邻居聊起来",
)
REMARKS = (
    "{who}早就该这样做了",
    "人特别多，等了{n}分钟才进去",
    "希望下次提前通知大家",
    "孩子们高兴得不得了",
    "老人家还是不太习惯",
    "这钱花得值不值，各有各的看法",
)
CLOSINGS = (
    "，支持一下。",
    "，不要让人白跑一趟！",
    "，大家怎么看？",
    "，反正我是服了。",
    "，先观望几天吧。",
)
COMMENTS = tuple(a + "，" + b + c for a in OPENINGS for b in REMARKS for c in CLOSINGS)
BETWEEN = (
    "延伸阅读：{who}{when}公布{n}项新规\n",
    "（广告）{n}元起，{who}推荐的旅行线路，名额有限，先到先得！\n",
    "点击进入专题：{who}{n}天\n",
)
NOTICES = (
    "版权声明：凡本网注明来源为{site}的作品，版权均属于{site}，未经授权不得转载。",
    "本文仅代表作者个人观点，与{site}无关，请读者自行核实相关内容。",
    "如您发现本页内容有误，请与{site}编辑部联系，我们将尽快处理。",
)
PROMOTION = "扫一扫关注{site}微信公众号，第一时间获取更多资讯！\n"
BOTTOMS = (
    (
        "责任编辑：{name}\n分享到：微信 微博\n相关阅读\n{teasers}{notice}\n"
        "版权所有 {site} 京ICP备0000000{site_number}号\n"
    ),
    (
        "（编辑：{name}）\n上一篇：{one}\n下一篇：{two}\n网友评论\n{comments}{notice}\n"
        "关于我们 | 广告服务 | 网站地图\n"
    ),
    (
        "来源：{site}\n热门推荐\n{teasers}网友评论\n{comments}发表评论\n"
        "© 2023 {site} All Rights Reserved.\n"
    ),
)
NAMES = ("李某", "王某", "张某", "陈某", "赵某")


def sentence(draw: random.Random) -> str:
    """One sentence of a body, which hardly comes twice."""
    what = draw.choice(WHAT).format(n=draw.randint(2, 999))
    return f"{draw.choice(WHO)}{draw.choice(WHEN)}{draw.choice(DID)}，{what}{draw.choice(END)}"


def body(draw: random.Random) -> list[str]:
    """The paragraphs of a body."""
    return [
        "".join(sentence(draw) for _ in range(draw.randint(2, 4)))
        for _ in range(draw.randint(3, 6))
    ]


def page(draw: random.Random, paragraphs: list[str]) -> str:
    """The body in the chrome of a site."""
    number = draw.randrange(len(HEADS))
    site = HEADS[number]

    def filled(texts: tuple[str, ...]) -> str:
        chosen = draw.choice(texts)
        who, when = draw.choice(WHO), draw.choice(WHEN)
        return chosen.format(who=who, when=when, n=draw.randint(2, 99), site=site)

    head = f"{draw.choice(WHO)}{draw.choice(WHEN)}通报{draw.randint(2, 99)}项进展"
    day = f"2023-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    bottom = BOTTOMS[(number + draw.randrange(2)) % len(BOTTOMS)].format(
        name=draw.choice(NAMES),
        site=site,
        site_number=number,
        teasers="".join(f"{filled(TEASERS)}\n" for _ in range(draw.randint(2, 5))),
        comments="".join(f"{filled(COMMENTS)}\n" for _ in range(draw.randint(1, 4))),
        notice=filled(NOTICES),
        one=filled(TEASERS),
        two=filled(TEASERS),
    )
    between = filled(BETWEEN) if draw.random() < 0.2 else ""
    text = f"\n{between}".join(paragraphs)
    text = text.replace("航线", "航(háng)线") if draw.random() < 0.1 else text
    promotion = PROMOTION.format(site=site) if draw.random() < 0.3 else ""
    return f"{TOPS[number % len(TOPS)]}{head}\n{day} 来源：{site}\n{text}\n{promotion}{bottom}"
