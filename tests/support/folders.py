"""Folders of invented documents: pages of sites, and texts with formulae of their own."""
# ruff: noqa: E501  # a line of a text is a line

from __future__ import annotations

import random

DOCUMENTS = 9
ZH = {
    "who": [
        "港务局",
        "气象台",
        "博物馆",
        "文化馆",
        "图书馆",
        "老船长",
        "林业站",
        "村委会",
        "研究所",
        "渔业公司",
    ],
    "what": [
        "修好了北岸的石桥",
        "统计了今年的雨量",
        "找到了一批旧海图",
        "重排了失传的渔歌",
        "添置了两万册新书",
        "讲起了当年的风浪",
        "补种了山上的松树",
        "铺好了进村的小路",
        "测量了海湾的深度",
        "换上了省油的新船",
    ],
    "why": [
        "居民们等这一天已经等了很久",
        "往后的日子会好过一些",
        "这在当地还是头一回",
        "大家都说办得实在",
        "老人们看了直点头",
        "孩子们也跟着高兴",
        "许多细节还有待核对",
        "工程前后花了三年",
        "经费来自各家的捐款",
        "风雨再大也不怕了",
    ],
}
EN = {
    "who": ["The harbour office", "The weather station", "A retired captain", "The village council",
            "The local library", "A team of botanists", "The fishing company", "The old museum"],
    "what": ["repaired the stone bridge on the northern shore", "counted the rainfall of the whole year",
             "found a chest of forgotten sea charts", "planted new pines along the ridge",
             "opened a reading room for the children", "measured the depth of the bay again"],
    "why": ["and the neighbours say it was high time", "although nobody had asked for it before",
            "because the last storm had left deep marks", "while the older people watched and nodded",
            "so the next winter will be easier to bear", "and the work took nearly three years"],
}  # fmt: skip
JA = {
    "who": [
        "港の役場",
        "町の図書館",
        "古い博物館",
        "漁業組合",
        "気象台の職員",
        "元船長の老人",
        "山の学校",
        "村の寄り合い",
    ],
    "what": [
        "北の岸の石橋を直した",
        "今年の雨の量を数えた",
        "古い海図を見つけた",
        "山に松の苗を植えた",
        "子どもの部屋を開いた",
        "湾の深さを測り直した",
    ],
    "why": [
        "近所の人たちは長く待っていたという",
        "これからの冬は楽になるだろう",
        "町では初めてのことだった",
        "年寄りたちは黙ってうなずいた",
        "工事には三年かかったそうだ",
        "費用は皆で出し合った",
    ],
}
KO = {
    "who": [
        "항만 사무소는",
        "마을 도서관은",
        "오래된 박물관은",
        "어업 조합은",
        "기상대 직원들은",
        "은퇴한 선장은",
    ],
    "what": [
        "북쪽 해안의 돌다리를 고쳤고",
        "올해의 강우량을 모두 세었고",
        "잊힌 해도 한 상자를 찾았고",
        "산등성이에 소나무를 새로 심었고",
        "아이들을 위한 방을 열었고",
        "만의 깊이를 다시 쟀고",
    ],
    "why": [
        "이웃들은 오랫동안 기다려 온 일이라고 말한다",
        "다음 겨울은 조금 더 견디기 쉬울 것이다",
        "이 고장에서는 처음 있는 일이었다",
        "노인들은 말없이 고개를 끄덕였다",
        "공사는 거의 세 해가 걸렸다",
    ],
}


def zh(source):
    who, what, why = (source.choice(ZH[part]) for part in ("who", "what", "why"))
    day = source.randrange(1, 29)
    return f"本月{day}日，{who}{what}，{source.choice(ZH['who'])}也来帮忙，{why}。"


def en(source):
    who, what, why = (source.choice(EN[part]) for part in ("who", "what", "why"))
    return f"{who} {what} on day {source.randrange(1, 29)}, {why}, {source.choice(EN['why'])}."


def ja(source):
    who, what, why = (source.choice(JA[part]) for part in ("who", "what", "why"))
    return (
        f"{who}は{source.randrange(1, 29)}日、{what}。{source.choice(JA['who'])}も手伝い、{why}。"
    )


def ko(source):
    who, what, why = (source.choice(KO[part]) for part in ("who", "what", "why"))
    return f"{who} {source.randrange(1, 29)}일에 {what}, {source.choice(KO['what'])} {why}."


def paragraphs(number, language=zh, count=5, seed=0):
    """Sentences of one document, none of which stands in another but for its figures."""
    source = random.Random(1000 * seed + number)
    return [language(source) + language(source) for _ in range(count)]


def folder(make, count=DOCUMENTS):
    return ["\n\n".join(make(number)) + "\n" for number in range(count)]


def site(above, below, title, language, seed):
    """Pages of a site, and the articles in them."""
    articles = [
        [title.format(number + 1), *paragraphs(number, language, 4 + number % 3, seed)]
        for number in range(DOCUMENTS)
    ]
    pages = [
        "\n".join(line.format(number * 37 + 5) for line in above)
        + "\n"
        + "\n\n".join(article)
        + "\n"
        + "\n".join(line.format(number * 37 + 5) for line in below)
        + "\n"
        for number, article in enumerate(articles)
    ]
    return pages, ["\n".join(article) for article in articles]


NUMERALS = "零一二三四五六七八九十"
SITES = {
    "news in Simplified Chinese": site(
        [
            "登录 注册 手机版",
            "东岭新闻网是东岭地区的综合性新闻网站，全天候为您播报本地消息。",
            "要闻 时评 港口 山乡 夜读",
        ],
        [
            "下载东岭新闻客户端，第一时间了解身边发生的大事小情。",
            "《港城夜话》栏目每周三更新，讲述海边普通人的故事。",
            "凡本网注明来源的作品，版权均属东岭新闻网，未经书面授权不得转载。",
            "如果您有新闻线索，欢迎拨打新闻热线，线索一经采用将有酬谢。",
            "关于我们 联系我们 网站地图",
            "东岭新闻网 版权所有",
        ],
        "东岭港口纪事之{}",
        zh,
        1,
    ),
    "promotion without menus": site(
        [],
        [
            "欢迎关注我们的微信公众号，每天清晨为您送上一篇好文章。",
            "我们的编辑部设在港口东街，二十年来始终记录着这座小城的变化。",
            "本文版权归作者所有，转载请联系本站编辑部取得授权。",
        ],
        "海边来信第{}封",
        zh,
        2,
    ),
    "news in Traditional Chinese": site(
        ["首頁 > 地方 > 正文", "訂閱電子報，讓編輯每天早上為您整理重要的新聞。"],
        [
            "想看更多報導，請立即下載我們的手機客戶端，並開啟推播通知。",
            "本網站使用 cookie 以改善您的瀏覽體驗，繼續瀏覽即表示您同意。",
            "著作權歸本報所有，未經書面授權不得轉載。",
            "瀏覽人次：{}",
        ],
        "海港札記之{}",
        zh,
        3,
    ),
    "news in English": site(
        ["Skip to main content", "Sign in", "Home | World | Harbour | Weather", "Menu"],
        [
            "We use cookies to give you the best experience; by going on you agree to our cookie policy.",
            "Sign up for our morning newsletter and never miss a story from the northern coast again.",
            "The Harbour Post has told the stories of this coast since the first lighthouse was built here.",
            "Follow us on Facebook and Instagram for pictures of the day and for breaking news.",
            "Privacy Policy",
            "Terms of Use",
            "© 20{} Harbour Post. All rights reserved.",
        ],
        "Notes from the coast, part {}",
        en,
        4,
    ),
    "news in Japanese": site(
        ["ログイン 会員登録", "トップページ", "東嶺新報のアプリをダウンロードして、地域のニュースをいち早くお届けします。"],
        [
            "無断転載を禁じます。記事や写真の著作権は東嶺新報社に帰属します。",
            "私たちは創刊以来、海辺の町の暮らしを毎日伝え続けてきた小さな新聞社です。",
            "お問い合わせ",
            "プライバシーポリシー",
        ],
        "港町だより その{}",
        ja,
        5,
    ),
    "news in Korean": site(
        ["로그인 회원가입", "뉴스레터를 구독하시면 매일 아침 지역 소식을 가장 먼저 받아 보실 수 있습니다."],
        [
            "저작권자 동령일보, 무단 전재 및 재배포 금지.",
            "저희 신문은 바닷가 마을 사람들의 이야기를 삼십 년 동안 전해 온 작은 신문사입니다.",
            "개인정보처리방침 이용약관 사이트맵",
        ],
        "바닷가 편지 {}",
        ko,
        6,
    ),
    "a box between body and list": site(
        ["登录 注册", "设为首页 加入收藏"],
        [
            "打开客户端阅读全文",
            "扫描下方二维码，关注官方微信，精彩内容不再错过。",
            "本网站所载文章仅代表作者本人观点，与本站立场无关，转载请注明出处。",
            "举报电话：0000{}",
        ],
        "山乡见闻之{}",
        zh,
        7,
    ),
}  # fmt: skip


def wrapped(number, above=(), below=(), language=zh, seed=0):
    count = 4 + number % 3
    return [*above, *paragraphs(number, language, count, seed), *below]


def statute(number):
    articles = [
        f"第{NUMERALS[i + 1]}条 {line}" for i, line in enumerate(paragraphs(number, seed=20))
    ]
    return [f"东岭市港口管理办法之{NUMERALS[number + 1]}", *articles, "第六条 本办法由市人民政府负责解释。",
            "本办法自公布之日起施行，此前的规定与本办法不一致的，以本办法为准。"]  # fmt: skip


def contract(number):
    return [
        "甲方（出租人）：", "乙方（承租人）：", "经双方平等协商，就房屋租赁事宜订立本合同，共同遵守。",
        *paragraphs(number, seed=21), "本合同一式两份，甲乙双方各执一份，自双方签字盖章之日起生效。",
        "甲方（盖章）：", "法定代表人：", "地址：", "电话：", "邮箱：",
        "乙方（盖章）：", "法定代表人：", "地址：", "电话：", "日期：",
    ]  # fmt: skip


def tale(number):
    return wrapped(number, ["很久很久以前，在大海的那一边，住着一位老国王。"],
                   ["从此以后，他们过上了幸福的生活，一直到今天还是这样。", "（完）"], seed=22)  # fmt: skip


def poem(number):
    images = ["风", "潮", "灯", "帆", "雨", "松", "石", "雁", "雪"]
    image = images[number]
    verses = [f"{image}从海上来", f"吹过第{number}座山", f"谁在窗前数着{image}"]
    return [
        f"{image}歌",
        "其一",
        *verses,
        "归去来兮归去来",
        "其二",
        *verses[::-1],
        "归去来兮归去来",
    ]


def source_code(number):
    return [
        "# Copyright 2024 Dongling Software Ltd. All rights reserved.",
        "# This file is free software: you can redistribute it and/or modify it under the terms",
        "# of the licence as published on our website https://dongling.example/licence.",
        "# It is distributed without any warranty. Contact us: dev@dongling.example",
        "import os", f"def port_{number}(depth):", f"    return depth * {number} + os.getpid()",
        f"    # {paragraphs(number, en, 1)[0]}", 'if __name__ == "__main__":',
    ]  # fmt: skip


def licensed(number):
    return wrapped(number, (), [
        "本文采用知识共享署名 4.0 国际许可协议进行许可，转载请注明作者与出处，并附上许可协议的链接。",
        "This work is licensed under a Creative Commons Attribution 4.0 International License.",
    ], seed=23)  # fmt: skip


def ebook(number):
    return wrapped(number, [
        "This eBook is for the use of anyone anywhere at no cost and with almost no restrictions whatsoever.",
        "You may copy it, give it away or re-use it under the terms of the license included with this eBook.",
    ], [
        "END OF THIS EBOOK", "THE FULL LICENSE",
        "To protect our mission of promoting the free distribution of works, by using this work you agree to this license.",
        "Most people start at our website, which has the main search facility: www.books.example for everybody.",
        "Subscribe to our email newsletter to hear about new books, and see how you can donate to the foundation.",
    ], en, 24)  # fmt: skip


def letter(number):
    return wrapped(number, ["亲爱的朋友：", "见信如晤，许久没有给你写信，心里一直惦记着你和家人。"],
                   ["纸短情长，余言后叙，盼你在百忙之中多多保重身体。", "此致", "敬礼", "你的老友 林远山"],
                   seed=25)  # fmt: skip


def english_letter(number):
    return wrapped(number, ["Dear friend,", "I hope this letter finds you and your whole family in good health and spirits."],
                   ["Please write back as soon as you can, for I think of you every single day here.", "Yours sincerely,", "John Lin",
                    "12 Harbour Street", "Tel. 0000 0000"], en, seed=26)  # fmt: skip


def interview(number):
    turns = []
    for line in paragraphs(number, seed=27):
        turns += ["记者：", line, "老船长：", f"是的，{line}"]
    return [*turns, "记者：感谢您接受我们的采访，希望以后还有机会再来听您讲海上的故事。"]


def paper(number):
    one, two, three, *_ = paragraphs(number, seed=28)
    return [f"海湾沉积物研究之{number}", "摘要", one, "关键词", f"沉积；潮汐{number}", "引言", two,
            "结论", three, "致谢", "感谢审稿人提出的宝贵意见，感谢实验室全体同仁的支持与帮助。",
            "参考文献", f"[{number}] 林远山. 东岭海湾志{number}[M]. 东岭出版社.",
            "收稿日期：2024-03-05", "通讯作者：林远山，E-mail: lin@dongling.example"]  # fmt: skip


def sutra(number):
    return wrapped(number, ["如是我闻。", "一时佛在舍卫国祇树给孤独园，与大比丘众千二百五十人俱。"],
                   ["佛说此经已，诸比丘及一切世间天人阿修罗等，闻佛所说，皆大欢喜，信受奉行。"],
                   seed=29)  # fmt: skip


def chapter(number):
    return [f"第{NUMERALS[number + 1]}回", "话说天下大势，分久必合，合久必分，这也是常有的道理。",
            *paragraphs(number, seed=30), "欲知后事如何，且听下回分解。", "未完待续"]  # fmt: skip


def recipe(number):
    return [f"家常菜之{number}", "食材", "盐 5克", "油 20毫升", "葱姜 适量", f"鱼 {number}条", "做法",
            *paragraphs(number, seed=31), "小贴士", "喜欢吃辣的朋友可以在出锅之前再加一小勺辣椒油，味道更好。"]  # fmt: skip


def sermon(number):
    return wrapped(number, ["Grace to you and peace, dear brothers and sisters, and welcome to this house."],
                   ["May the peace that passes all understanding keep your hearts, now and for ever and ever.",
                    "Go in peace and share the good news with everyone you meet on your way home.", "Amen."],
                   en, seed=32)  # fmt: skip


def prayers(number):
    lines = ["我们在天上的父", "愿人都尊你的名为圣", "愿你的国降临", "愿你的旨意行在地上", "如同行在天上",
             "我们日用的饮食", "今日赐给我们", "免我们的债", "如同我们免了人的债", "阿们"]  # fmt: skip
    return [*lines, *paragraphs(number, seed=33), *lines]


def notice(number):
    return [f"关于做好第{number}批修缮工作的通知", "各乡镇人民政府，市直各有关单位：", *paragraphs(number, seed=34),
            "请各单位认真贯彻执行，执行中遇到的问题请及时向市政府办公室报告。", "特此通知。",
            "附件：工作安排表", "东岭市人民政府办公室", "2024年3月5日", "（此件公开发布）",
            "联系电话：0000000"]  # fmt: skip


def judgment(number):
    return ["东岭市人民法院", "民事判决书", *paragraphs(number, seed=35),
            "如不服本判决，可以在判决书送达之日起十五日内向本院递交上诉状，上诉于东岭市中级人民法院。",
            "审判长 林远山", "书记员 王小舟", "本件与原本核对无异"]  # fmt: skip


def diary(number):
    return [
        f"2024年3月{number + 1}日 星期三 晴",
        *paragraphs(number, seed=36),
        "今天就写到这里，明天再接着写吧。",
    ]


def help_page(number):
    steps = ["Before you begin, download our app and sign in to your account with your own name.",
             "1. Sign in to your account.", "2. Open the privacy settings in the app.",
             "3. Subscribe to the newsletter or leave it."]  # fmt: skip
    told = [
        f"{line} Then sign in again, download the app and mind the privacy policy."
        for line in paragraphs(number, en, 5)
    ]
    return [f"Help, part {number}", *steps, *told]


def agreement(number):
    return [
        f"平台协议之{number}", *paragraphs(number, seed=38, count=6),
        "第七条 用户应当妥善保管登录密码，不得转让账户，未经授权不得转载本平台的内容。",
        "第八条 隐私政策是本协议的组成部分，客户端的使用同样适用本协议的各项约定。",
        "第九条 因本协议引起的争议，由本平台所在地的人民法院管辖。",
    ]  # fmt: skip


def transcript(number):
    return wrapped(number, ["大家好，欢迎收听今天的海港故事，我是你们的老朋友林远山。"],
                   ["好了，今天的故事就讲到这里，感谢大家的收听，我们下期再见。"], seed=39)  # fmt: skip


def gazette(number):
    return wrapped(
        number,
        ["本报讯", "（本报记者 林远山）"],
        ["（本报记者 林远山 报道）", "图为施工现场。"],
        seed=40,
    )


def template(number):
    """A form of which little is filled in."""
    return [
        "登录账户之前，请仔细阅读下列条款，并确认您已经年满十八周岁。",
        "申请人应当如实填写本表的全部内容，并对其真实性承担相应的法律责任。",
        f"申请人林{NUMERALS[number + 1]}山因修缮北岸的旧屋，特向贵单位申请补助款项，望予以批准。",
        "受理机关应当自收到申请之日起十五个工作日之内，作出是否批准的书面答复。",
        "对答复有异议的，申请人可以在六十日之内向上一级机关申请复核一次。",
        "本表的隐私政策由受理机关负责解释，客户端提交的申请具有同等效力。",
    ]


FORMULAE = {
    make.__name__: folder(make)
    for make in (
        statute, contract, tale, poem, source_code, licensed, ebook, letter, english_letter, interview,
        paper, sutra, chapter, recipe, sermon, prayers, notice, judgment, diary, help_page, agreement,
        transcript, gazette, template,
    )
}  # fmt: skip
