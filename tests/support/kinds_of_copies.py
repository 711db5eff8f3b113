"""Pairs of documents of many kinds: copies of one body, and different ones that look like copies.

In the copies one is the other with what readers, a site or a counter put beside it; in the others
a figure, a name or a part is what the document is about.
"""

from __future__ import annotations

from tests.support.bodies import (
    ANTHOLOGY,
    BOOK,
    CODE_PAGE,
    COMMENTED_LAW,
    EN_COMMENTS,
    EN_NEWS,
    FOOTER,
    HANT_COMMENTS,
    HANT_NEWS,
    JA_COMMENTS,
    JA_NEWS,
    KO_COMMENTS,
    KO_NEWS,
    LAW,
    MENU,
    MINUTES,
    NEWS,
    NOTICE,
    POEM,
    PRODUCT,
    QUOTED,
    RECIPE,
    RELATED,
    RULING,
    SONG,
    SONG_PAGE,
    STORY,
    THREAD,
    TIMETABLE,
    ZH_COMMENTS,
    ZH_COMMENTS_AND_MORE,
)
from tests.support.near_copies import replaced


def beneath(text, *lines):
    """The text, with each of the lines beneath it: a pair for each two."""
    return tuple(text + line for line in lines)


def figure_changed(text, old, new):
    """The text, and the same with another figure."""
    return replaced(text, (old, new))


# Each is a copy of the other.
COPIES = {
    # What readers or a site put around it.
    "news, and comments": (NEWS, NEWS + ZH_COMMENTS),
    "news, and more comments than news": (NEWS, NEWS + ZH_COMMENTS_AND_MORE),
    "news, other comments": (NEWS + ZH_COMMENTS, NEWS + ZH_COMMENTS_AND_MORE),
    "news, traditional, and comments": (HANT_NEWS, HANT_NEWS + HANT_COMMENTS),
    "news, Japanese, and comments": (JA_NEWS, JA_NEWS + JA_COMMENTS),
    "news, Korean, and comments": (KO_NEWS, KO_NEWS + KO_COMMENTS),
    "news, English, and comments": (EN_NEWS, EN_NEWS + EN_COMMENTS),
    "story, and comments": (STORY, STORY + ZH_COMMENTS_AND_MORE),
    "recipe, and comments": (RECIPE, RECIPE + ZH_COMMENTS.replace("渡口", "茄子")),
    "news, menu and related and footer": (NEWS, MENU + NEWS + RELATED + FOOTER),
    "news, footer and comments": (NEWS, NEWS + ZH_COMMENTS + RELATED + FOOTER),
    "news, traditional, related beneath": (
        HANT_NEWS,
        HANT_NEWS
        + "延伸閱讀\n河口步道年底完工\n舊車站變身咖啡館\n三所學校合辦書展\n社區大學開課\n",
    ),
    "news, edited, and comments": (
        NEWS.replace("昨天上午", "昨日上午").replace("据了解，", ""),
        NEWS + ZH_COMMENTS_AND_MORE,
    ),
    # Figures that are a counter's, an address's or a site's.
    "news, reads and comments counted": beneath(
        NEWS, "阅读量 3.2万 评论 118\n", "阅读量 86 评论 0\n"
    ),
    "news, read so often, above": tuple(
        NEWS.replace("开通\n", f"开通\n{line}\n", 1)
        for line in (
            "2021-03-05 10:22:31 来源：柳河在线 浏览次数：1532",
            "2021-03-06 07:05:12 来源：柳河在线 浏览次数：87",
        )
    ),
    "news, hosts": replaced(
        NEWS + "更多内容请登录柳河在线 www.liuhe.example 查看。\n",
        ("www.liuhe.example", "news.shiqiao.example"),
    ),
    "news, address of the page": beneath(
        NEWS,
        "本文链接：https://www.liuhe.example/2021/0305/118372.html\n",
        "本文链接：https://m.liuhe.example/a/99301.html?from=timeline&id=7712\n",
    ),
    "news, number of the article": beneath(NEWS, "文章编号：20210305118\n", "文章编号：883021\n"),
    "news, time of the print": beneath(
        NEWS, "打印时间：2021年3月5日 10:22\n", "打印时间：2022年11月18日 16:40\n"
    ),
    "news, visitors of the site": beneath(
        NEWS, "您是本站第1283001位访问者\n", "您是本站第1290377位访问者\n"
    ),
    "news, day of the site": tuple(
        f"今天是{day}\n{NEWS}" for day in ("2021年3月5日 星期五", "2021年4月12日 星期一")
    ),
    "news, page of the paper": beneath(NEWS, "— 12 —\n", "— 37 —\n"),
    "news, time to read": beneath(
        NEWS, "全文共612字，阅读大约需要2分钟\n", "全文共598字，阅读大约需要3分钟\n"
    ),
    "news, code of an advertisement": beneath(
        NEWS, "广告位编号：AD-88213\n", "广告位编号：AD-10577\n"
    ),
    "news, traditional, popularity": beneath(
        HANT_NEWS, "人氣：3,152　回應：12\n", "人氣：418　回應：0\n"
    ),
    "news, traditional, clicks": beneath(
        HANT_NEWS, "點閱數 1,532｜更新日期：110-03-05\n", "點閱數 97｜更新日期：110-04-18\n"
    ),
    "news, Japanese, views": beneath(
        JA_NEWS, "閲覧数 1,532　いいね！ 34\n", "閲覧数 86　いいね！ 2\n"
    ),
    "news, Japanese, ranking": beneath(
        JA_NEWS,
        "アクセス数：15,320　公開日時：2021/03/05 10:22\n",
        "アクセス数：371　公開日時：2021/03/06 07:00\n",
    ),
    "news, Korean, views": beneath(
        KO_NEWS, "조회수 1,532 댓글 12 공감 33\n", "조회수 87 댓글 0 공감 2\n"
    ),
    "news, Korean, times": beneath(
        KO_NEWS,
        "기사입력 2021.03.05. 오전 10:22 최종수정 2021.03.05. 오전 11:40\n",
        "기사입력 2021.03.06. 오후 2:05 최종수정 2021.03.07. 오후 4:10\n",
    ),
    "news, English, views": beneath(
        EN_NEWS, "1,532 views · 12 comments · 3 min read\n", "87 views · 2 comments · 4 min read\n"
    ),
    "news, English, shares": beneath(
        EN_NEWS, "Shared 118 times. Article ID: 8837261\n", "Shared 4 times. Article ID: 99118\n"
    ),
    "news, English, hosts": replaced(
        EN_NEWS + "Read more at www.fenland-news.example/harrow.\n",
        ("www.fenland-news.example/harrow", "mirror.daily.example/item/8812"),
    ),
    "story, chapter clicked": beneath(
        STORY, "点击数：20331　收藏：118　推荐票：45\n", "点击数：9052　收藏：87　推荐票：11\n"
    ),
    "poem, popularity": beneath(POEM, "人气 3152 赏花 12\n", "人气 87 赏花 0\n"),
    "ruling, viewed so often": beneath(RULING, "浏览：112次 下载：8次\n", "浏览：3次 下载：0次\n"),
    "recipe, collected so often": beneath(
        RECIPE, "2331人收藏 118人做过这道菜\n", "87人收藏 3人做过这道菜\n"
    ),
    "notice, published again": beneath(
        NOTICE,
        "发布时间：2021-03-05 10:22 点击数：318\n",
        "发布时间：2021-03-09 09:01 点击数：12\n",
    ),
    "product, sold so often": beneath(
        PRODUCT, "月销 1204 累计评价 330 收藏 2119\n", "月销 87 累计评价 12 收藏 95\n"
    ),
    "timetable, viewed so often": beneath(TIMETABLE, "本页浏览量：15320\n", "本页浏览量：371\n"),
    "minutes, downloaded so often": beneath(MINUTES, "附件下载次数：33\n", "附件下载次数：8\n"),
    "code, viewed and liked": beneath(
        CODE_PAGE, "阅读 3152 · 点赞 45 · 收藏 118\n", "阅读 87 · 点赞 2 · 收藏 0\n"
    ),
    "thread, viewed and answered": tuple(
        THREAD.replace("怎么办\n", f"怎么办\n查看: {views} | 回复: {replies}\n", 1)
        for views, replies in ((2331, 12), (187, 3))
    ),
}

# Each tells of something else: to be kept, both of them.
DIFFERENT_KINDS = {
    # A part, and the whole that says more.
    "story, quoted in an essay": (STORY, QUOTED),
    "story, a chapter of a book": (STORY, BOOK),
    "thread, a chapter of a book": (THREAD, BOOK),
    "law, and with a commentary": (LAW, COMMENTED_LAW),
    "law, its first half": (LAW, "\n".join(LAW.split("\n")[:6]) + "\n"),
    "song, and a page on it": (SONG, SONG_PAGE),
    "poem, and two poems": (POEM, ANTHOLOGY),
    "news, and a second report beneath": (NEWS, NEWS + THREAD),
    "news, and a letter on it beneath": (
        NEWS,
        NEWS + "读者来信\n编辑同志：看了贵报关于新渡口的报道，我想补充几句。旧渡口虽然停了，"
        "岸边那棵老樟树底下还留着当年的石阶，一共九级，最下面的三级常年泡在水里。"
        "我父亲在那里撑了四十年的船，涨水的时候救起过十一个人。我建议镇里把石阶围起来，"
        "立一块牌子，写上历任渡工的名字，让过河的孩子知道路是怎么来的。西岸 陶国强\n",
    ),
    "thread, and its answers": (
        THREAD,
        THREAD + "2楼 木匠老葛\n不用全撬。先找到响的那块，在龙骨的位置斜着打两颗无头钉，"
        "钉子要比板厚长一倍，打进去以后用腻子补平，再用同色蜡笔描一下，离远了看不出来。\n"
        "3楼 山里人\n还有一种办法，从缝里注专门的地板胶，一支二十块，压上重物等一天。"
        "要是龙骨烂了，就只能撬开换，不过只换那一段，半天就能做完。\n",
    ),
    "ruling, and the appeal's beneath": (
        RULING,
        RULING + "附：二审裁定摘要\n郑某不服上述判决，提出上诉，称欠条上的数额包含了利息，"
        "且部分农药已经退回。二审经审查认为，上诉人没有提交退货的凭证，其主张缺少依据，"
        "但是利息部分计算有误，应当扣除。经调解，双方同意以货款一万一千元了结，分两次付清。"
        "第一次在立冬以前付六千元，其余在来年清明以前付清，逾期没有支付的，按照原判决执行。"
        "二审案件受理费由上诉人负担。调解书经双方签收以后，即具有法律效力。\n",
    ),
    "recipe, and another beneath": (
        RECIPE,
        RECIPE + "清蒸茄子的做法\n用料：长茄子2根，小米椒1个，生抽1勺，香醋1勺。\n"
        "茄子对半切开，皮朝下放进盘子，水开以后上锅蒸八分钟，放凉撕成条。"
        "小米椒切圈，与生抽、香醋调匀浇在上面，再淋一勺热油。\n",
    ),
    "news, English, and a longer report": (
        EN_NEWS,
        EN_NEWS + "How it was done\nThe roof came first. Half of the slates had slipped, and the "
        "ceiling below had grown moss. A roofer from Ely found a yard with slates of the same "
        "quarry, and the sisters carried them up by hand, since no crane could cross the ditch. "
        "The windows were taken out one by one and mended in their kitchen over the winter. Each "
        "has twelve panes, and of the old glass, which ripples, about a third could be saved.\n",
    ),
    "Japanese, quoted in a column": (
        JA_NEWS,
        "先日の記事を読んで\nまず、町の広報に載った記事をそのまま紹介したい。\n"
        + JA_NEWS
        + "この記事を読み、私も鶴の湯に通った一人として筆を執った。"
        "冬の夜、下駄の音を響かせて父と通った。"
        "父は湯から上がると必ず牛乳を二本買い、一本を私にくれた。番台の女将さんは釣り銭をいつも"
        "乾いた布で拭いてから渡した。濡れた手で受け取る客への、あの人なりの気遣いだったのだろう。\n"
        "建物が残るのは喜ばしい。だが本当に残したいのは、知らない者どうしが背中を流し合った、"
        "あの場の空気だと思う。図書室がそういう場所になることを願っている。\n",
    ),
    # Figures that are the substance.
    "product, colour": figure_changed(PRODUCT, "墨绿", "藏青"),
    "product, size": figure_changed(PRODUCT, "高42厘米，宽30厘米", "高46厘米，宽32厘米"),
    "product, price": figure_changed(PRODUCT, "139元", "159元"),
    "product, weight": figure_changed(PRODUCT, "680克", "740克"),
    "product, colour, in a sentence": replaced(
        PRODUCT.replace("颜色：墨绿\n", "本款为墨绿色，"), ("墨绿色", "米白色")
    ),
    "product, size of a shirt, English": replaced(
        "Fen Oak Oxford Shirt\nA plain weave cotton shirt with a button-down collar, cut straight "
        "and a little long, to be worn in or out. The buttons are shell, the seams are felled, and "
        "the cuffs turn back twice. It is washed before it is sewn, so it will not shrink.\n"
        "Size: M\nColour: sky\nWash at thirty degrees, hang to dry, iron while damp. Made in small "
        "numbers in our own workroom; each is checked by the one who sewed it.\n",
        ("Size: M", "Size: XL"),
    ),
    "product, Japanese, capacity": replaced(
        "鶴印の保温ポット\n内側は継ぎ目のないガラスで、においが移りにくく、朝入れた湯が夕方まで冷めません。"
        "持ち手は木で、長く持っても熱くなりません。ふたは片手で開き、倒してもこぼれない仕組みです。\n"
        "容量：1.2リットル\n色：白\nお手入れは、薄めた酢を入れて一晩おき、水ですすぐだけで済みます。"
        "贈り物には木箱をお付けします。割れたガラスは有料で取り替えます。\n",
        ("1.2リットル", "1.6リットル"),
    ),
    "product, Korean, colour": replaced(
        "솔바람 무릎 담요\n양털과 면을 섞어 짠 담요로, 가볍고 "
        "따뜻하며 여러 번 빨아도 보풀이 잘 생기지 않습니다. "
        "가장자리는 손으로 마감하여 올이 풀리지 않고, 접으면 가방에 들어갈 만큼 작아집니다.\n"
        "색상: 회색\n크기: 100×140cm\n찬물에 손빨래하시고 그늘에 말려 주십시오. "
        "처음 빨 때에는 물이 조금 빠질 수 있습니다. 받으신 뒤 칠 일 안에 바꾸실 수 있습니다.\n",
        ("색상: 회색", "색상: 남색"),
    ),
    "ruling, number of the case": figure_changed(RULING, "308号", "311号"),
    "ruling, sum": figure_changed(RULING, "12600元", "18400元"),
    "recipe, amounts": figure_changed(RECIPE, "长茄子2根，青椒1个", "长茄子3根，青椒2个"),
    "recipe, minutes": figure_changed(RECIPE, "放十分钟", "放三十分钟"),
    "timetable, a time": figure_changed(TIMETABLE, "08:10", "08:25"),
    "timetable, a fare": figure_changed(TIMETABLE, "快车 26元", "快车 28元"),
    "minutes, the most it may cost": figure_changed(MINUTES, "85000元", "65000元"),
    "minutes, who came": figure_changed(MINUTES, "委员七人", "委员五人"),
    "code, a constant": figure_changed(CODE_PAGE, "LIMIT = 20", "LIMIT = 50"),
    "notice, how long": figure_changed(NOTICE, "两个月", "三个月"),
    "notice, where to": figure_changed(NOTICE, "文化馆一楼", "文化馆二楼"),
    "news, how many": figure_changed(NEWS, "载客四十人", "载客六十人"),
    "news, result of a vote": replaced(
        NEWS + "表决时到会代表63人，赞成58票，反对3票，弃权2票。\n",
        ("58票，反对3票", "51票，反对10票"),
    ),
    "news, reads that it is about": replaced(
        NEWS + "开通的视频发到网上以后，一天之内阅读量达到3.2万次，点赞1800个。\n",
        ("3.2万次，点赞1800个", "8.7万次，点赞4200个"),
    ),
    "news, visitors that it is about": replaced(
        NEWS + "候船室启用当天，登记簿上记下了第1283位访客。\n", ("第1283位", "第2291位")
    ),
    "news, number of its telephone": replaced(
        NOTICE.replace("服务台电话", "电话0000-83312"), ("83312", "87455")
    ),
    "exchange rate, Traditional": replaced(
        "匯率快報\n今日外匯市場交投平淡，新臺幣對美元開盤價為31.205元，盤中在小區間內來回，"
        "出口商拋匯與進口商買匯的力道相當，沒有明顯的方向。交易員說，市場在等待下週公布的貿易數字，"
        "短線預料維持盤整。銀行牌告的現鈔買入與賣出價差維持不變，民眾換匯以分批為宜，"
        "大額交易請事先向分行預約。\n",
        ("31.205", "30.985"),
    ),
    "draw of a lottery": replaced(
        "柳河福彩开奖公告\n本期开奖号码为 03 11 17 "
        "22 28，特别号码 06。一等奖无人中出，奖池累计到下期。"
        "中奖者请在六十天以内凭票面完整的彩票和身份证件到兑奖点兑奖，逾期作弃奖处理。"
        "未成年人不得购买彩票和兑奖。公益金用于养老和助残，使用情况每季度公布一次，欢迎监督。"
        "下期仍在周日晚上开奖，由公证处现场公证，居民可以预约到现场观看。\n",
        ("03 11 17 22 28", "05 09 17 24 31"),
    ),
    "medicine, dose": replaced(
        "止咳糖浆说明书\n本品为棕色黏稠液体，气味芳香，味甜微苦，用于感冒引起的咳嗽和痰多。"
        "口服，一次10毫升，一日三次，饭后温水送服。服药期间不要吃辛辣和油腻的食物，不要同时服用滋补的中药。"
        "孕妇、糖尿病人和对本品过敏的人不得使用，儿童应当在成人监护下使用。"
        "服用三天症状没有缓解的，应当去医院就诊。密封保存，放在儿童够不到的地方。\n",
        ("10毫升", "15毫升"),
    ),
    "match, result, English": replaced(
        "Harrow Fen 2, Market Deep 1\nHarrow Fen beat "
        "their neighbours on a pitch that had been under "
        "water until noon. The first half saw little football and much mud; after the break the "
        "home side found the wing, where the grass was, and scored twice from there. A late header "
        "gave the visitors hope, but the keeper held everything else. The next match is away, on a "
        "hill, and the manager has promised dry boots to all. Tea was served to both sides.\n",
        ("Harrow Fen 2, Market Deep 1", "Harrow Fen 3, Market Deep 1"),
    ),
    "train, Japanese, time": replaced(
        "臨時列車のお知らせ\n花火大会の夜は、港町駅から山の手方面へ臨時列車を運転いたします。"
        "発車時刻は21時40分、途中の駅にはすべて停車いたします。ホームが大変混み合いますので、"
        "係員の案内に従い、白線の内側でお待ちください。お帰りの切符は、お着きになったときに"
        "お求めになることをお勧めいたします。雨で大会が中止の場合は運転いたしません。"
        "お忘れ物は駅の事務室でお預かりいたします。\n",
        ("21時40分", "22時10分"),
    ),
    "exam, Korean, place": replaced(
        "한문 능력 시험 안내\n시험은 토요일 오전 열 시에 시작하며, 장소는 제2고사장 301호실입니다. "
        "신분증과 수험표, 검은색 필기구를 가지고 시작 삼십 분 전까지 들어오시기 바랍니다. "
        "시작 종이 울린 뒤에는 들어올 수 없으며, 전자 기기는 감독관에게 맡겨야 합니다. "
        "답안지는 한 번만 바꿀 수 있고, 문제지는 가지고 나갈 수 없습니다. "
        "합격자는 삼 주 뒤에 누리집에 알리며, 성적은 우편으로 보냅니다.\n",
        ("301호실", "412호실"),
    ),
    "hosts that a notice is about": replaced(
        "关于 mail.liuhe.example 停机维护的公告\n各位用户："
        "因更换存储设备，mail.liuhe.example 将于周六凌晨"
        "停机维护，预计四小时，期间无法登录和收发，其他服务不受影响。请提前保存草稿，"
        "维护以后如有异常，请清除浏览器缓存再试，仍有问题的请联系信息中心值班室。"
        "维护期间外来的请求会排队等候，不会丢失。由此带来的不便，敬请谅解。\n",
        ("mail.liuhe.example", "wiki.liuhe.example"),
    ),
    "release, version": replaced(
        "Release notes\nThis release mends the import of tables with merged cells, which were read "
        "twice, and the search, which missed words at the end of a page. The menu can be used by "
        "keyboard alone. Settings are kept where they were, and no file has to be converted. "
        "Those who build it themselves need nothing new. We thank everyone who reported what went "
        "wrong, and above all those who sent us a file to try. Version 4.2.1 is to be had from the "
        "usual place, signed with the usual key.\n",
        ("4.2.1", "4.2.3"),
    ),
    "forms, number of the ticket": replaced(
        "报修单\n报修人：郑女士\n单号：20210305118\n报修内容：厨房水龙头漏水，夜里滴答有声，"
        "拧紧以后仍然渗水，请师傅带一只同型号的阀芯来。\n处理结果：已更换阀芯，试水十分钟不漏，"
        "住户签字确认，收取材料费18元。\n备注：阳台的地漏排水慢，住户说暂时不影响使用，下次一并处理，"
        "已经登记在待办里，预约的时候请住户把洗衣机挪开，以便施工。\n",
        ("20210305118", "20210307004"),
    ),
}

# Lines like those of a site that are what the document says.
DIFFERENT_KINDS |= {
    "notice, when it begins, beneath": beneath(
        NOTICE, "报名截止\n2021-03-05 17:00\n", "报名截止\n2021-03-08 17:00\n"
    ),
    "notice, date that it bears": beneath(NOTICE, "2021年3月5日\n", "2021年4月9日\n"),
    "notice, its own number": beneath(NOTICE, "柳图发〔2021〕12号\n", "柳图发〔2021〕15号\n"),
    "notice, sold in the month": beneath(NOTICE, "销量：300件\n", "销量：450件\n"),
    "notice, how many are nominated": beneath(NOTICE, "推荐：3人\n", "推荐：5人\n"),
    "report on an account": tuple(
        "柳河发布账号周报\n本周账号共推送七篇文章，内容以渡口开通和春耕为主，读者的反馈总体良好，"
        "留言多为询问票价和班次的，已经逐一答复。下周计划推出春耕系列报道，并继续征集老照片。"
        "请各镇通讯员在周三以前报送线索，图片要求清晰，注明拍摄的时间和地点。\n"
        f"阅读量：{reads}\n点赞：{likes}\n"
        for reads, likes in (("32000", "1800"), ("41500", "2210"))
    ),
    "prize, who won it": beneath(
        NEWS, "获奖名单\n郑远秋\n陶小满\n葛兰\n", "获奖名单\n林淑芬\n方明\n石磊\n"
    ),
    "prize, who is in the ranking": beneath(
        NEWS, "排行榜\n郑远秋\n陶小满\n葛兰\n", "排行榜\n林淑芬\n方明\n石磊\n"
    ),
    "course, what to read": beneath(
        NOTICE, "推荐阅读\n《河流志》\n《渡口考》\n", "推荐阅读\n《造船史》\n《桥梁谈》\n"
    ),
    "product, its materials": beneath(
        PRODUCT, "面料：帆布\n里料：棉\n", "面料：尼龙\n里料：涤纶\n"
    ),
    "filing, shares that were sold": replaced(EN_NEWS + "Shares sold: 1,200\n", ("1,200", "3,400")),
    "thread, other answers": beneath(
        THREAD,
        "全部回复\n2楼 木匠老葛 2021-03-05 10:22\n"
        "斜着打两颗无头钉，再用腻子补平，颜色调得好看不出来。\n",
        "全部回复\n2楼 山里人 2021-03-06 11:05\n从缝里注地板胶，压上重物等一天，老人在家也不吵。\n",
    ),
    "guide, Korean, price": replaced(KO_NEWS + "식빵 4,500원\n", ("4,500원", "5,200원")),
    "guide, Japanese, closed on": replaced(
        JA_NEWS, ("図書室は水曜日が休み", "図書室は木曜日が休み")
    ),
    "news, English, price": replaced(EN_NEWS + "Cream tea: £6.50\n", ("£6.50", "£7.20")),
}
COPIES |= {
    "news, hosts with figures": replaced(
        NEWS + "来源网站：柳河在线 news2.liuhe.example，转载请保留出处。\n", ("news2", "news17")
    ),
    "news, link in a sentence": replaced(
        NEWS + "视频见 https://v.liuhe.example/play/118372 ，建议在无线网络下观看。\n",
        ("118372", "99301"),
    ),
    "news, counts in brackets at the headline": tuple(
        NEWS.replace("开通\n", f"开通（阅读：{reads}）\n", 1) for reads in (3152, 87)
    ),
    "news, two lines of counts": beneath(NEWS, "阅读 3152\n点赞 45\n", "阅读 87\n点赞 2\n"),
    "news, English, posted": beneath(
        EN_NEWS,
        "Posted on March 5, 2021 at 10:22 am | 1,532 views\n",
        "Posted on April 18, 2021 at 7:05 pm | 97 views\n",
    ),
    "news, comments with relative times": (
        NEWS,
        NEWS + "全部评论（2）\n小满 3天前\n回家终于不用绕路了\n"
        "回复 举报\n葛兰 5天前\n晚上有船吗\n回复 举报\n",
    ),
    "news, one comment": (
        NEWS,
        NEWS
        + "1条评论\n河边的芦苇 2021-03-06 08:12\n早就盼着了，以后回娘家方便多了。\n回复 赞(12)\n",
    ),
    "essay, English, comments and footer": (
        EN_NEWS,
        EN_NEWS + EN_COMMENTS + "About | Contact | Privacy Policy\n© 2021 Fenland News\n",
    ),
    "product, Korean, reviews counted": beneath(
        KO_NEWS, "추천 12 스크랩 3 조회 1532\n", "추천 0 스크랩 0 조회 88\n"
    ),
    "blog, Japanese, comments counted": beneath(
        JA_NEWS, "コメント(12) いいね！(34)\n", "コメント(0) いいね！(2)\n"
    ),
    "notice, number of the page": beneath(NOTICE, "第 3 页 共 12 页\n", "第 8 页 共 20 页\n"),
    "ruling, printed": beneath(
        RULING,
        "打印日期：2021-05-06 下载时间：2021-05-06 10:22\n",
        "打印日期：2022-01-09 下载时间：2022-01-09 16:40\n",
    ),
}
