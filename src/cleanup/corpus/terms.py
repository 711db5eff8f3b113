"""Words that state facts: figures, denials, opposites, colours, days, and what tells a name.

Han characters are Simplified and letters lower case, as `page.fold` makes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

# Figures. 一 alone counts only beside another one: it is in 一起 and 一样.
FIGURE = regex("[0-9二三四五六七八九十百千万亿两零〇壹贰叁]")
NUMBER = regex(r"[0-9]+(?:\.[0-9]+)*|[一二两三四五六七八九十百千万亿零〇]+")
NO_FIGURE = regex("十分|千万|万一|百姓|万分|十足|一一|万物|百般|千方百计|四处|三番|再三|四周|两旁")

NOT = regex("[不未没无非否禁勿莫]|(?:ない|ません|なかっ|ず|ぬ)")
MAY_DENY = regex(f"{NOT.pattern[: NOT.pattern.index('|')]}|[\u3041-\u3096]")
NO_DENIAL = regex(
    "非常|不断|不仅|不但|不过|不少|不久|不同|不只|不论|不管|未来|无论|无数|除非|没收|莫非|能否"
    "|是否|可否|否则|并非只|禁不住|不禁|非洲"
    "|まず|必ず|はず|いずれ|わずか|少なくない|しれない"
)
DENIAL = regex(
    r"(?<!a)not(?!ic|e|ab|ar)|never(?!the)|without|cannot|none|nobody|nothing|n't"
    "|(?<![가-힣])(?:안|못)(?![가-힣])|않|없|아니|못하|못했"
)
NEGATED = regex("(?:un|in|im|ir|il|non|dis)(.{3,})")

# Of each group one letter for another: east for west, red for blue, more for less.
# fmt: off
OPPOSITES = (
    "东西南北", "上下", "左右", "前后先末", "内外里", "男女", "父母", "子女",
    "甲乙丙丁戊己庚辛壬癸", "春夏秋冬", "早晚昼夜", "买卖", "借贷", "高低中", "长短", "增减",
    "増减", "增降", "增跌", "升减", "涨减", "升降涨跌", "胜负赢输败", "主客", "有无", "新旧老",
    "公私", "红黄蓝绿黑白金银铜赤青紫橙灰粉棕褐茶", "周月日年时", "优良差劣", "大中小", "本上下",
    "今昨明前后", "正反副", "开关闭", "水电气", "真假", "冷热", "对错", "进出", "生死",
    "月火水木金土日", "猪牛羊鸡鸭鱼",
)
# fmt: on
YEARS = frozenset("去今明前")  # before 年; 过去 is no year
OPPOSED_TO = {
    letter: frozenset("".join(group for group in OPPOSITES if letter in group)) - {letter}
    for letter in "".join(OPPOSITES)
}
LATIN, HANGUL = regex("[a-z]"), regex("[가-힣]")
UNIT = regex(
    "公顷|平方|亩|公斤|斤|克|吨|公里|厘米|毫米|英寸|米|美元|欧元|日元|港元|元|小时|分钟|秒|天|个月"
)
# Of each group one for another.
EXCLUSIVE_HAN = (regex("晴|阴|雨|雪|雾|多云"), regex("儿童|成人|老年|青年|少年"), UNIT)
EXCLUSIVE_LATIN = tuple(
    regex(rf"\b(?:{one})")
    for one in (
        (
            "red|blue|green|yellow|black|white|gr[ae]y|brown|pink|purple|orange|silver|golden"
            "|beige|navy"
        ),
        "(?:mon|tues|wednes|thurs|fri|satur|sun)day",
        "january|february|march|april|may|june|july|august|september|october|november|december",
        (
            r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
            r"|hundred|thousand|million|half)\b"
        ),
        "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth",
        "north|south|east|west",
        r"[ap]m\b",
        "morning|noon|afternoon|evening|night",
        r"(?:small|medium|large|xs|s|m|l|xl|xxl)\b",
        r"(?:men|women|boys|girls|man|woman|boy|girl|he|she|his|her|father|mother)\b",
    )
)
EXCLUSIVE_HANGUL = tuple(
    map(
        regex,
        (
            r"\b(?:빨간|파란|노란|초록|검은|검정|흰|하얀|회색|분홍|보라|주황|갈색)",
            "[월화수목금토일]요일",
            r"\b[일이삼사오육유칠팔구십시]+월",
            r"\b(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두)\b",
            "첫째|둘째|셋째|넷째|다섯째",
            "오전|오후|아침|저녁|동쪽|서쪽|남쪽|북쪽|남자|여자",
        ),
    )
)
# One of the words on the one side for one on the other.
OPPOSED_HAN = (
    ("通过|同意|批准|赞成|获准|可决|承认|许可", "否决|反对|驳回|拒绝|却下|否认|禁止"),
    (
        "提高|提升|上升|上涨|增加|增长|增多|增强|加强|扩大|好转|回升|增大",
        "降低|下降|下跌|减少|减弱|削弱|缩小|恶化|回落|下滑",
    ),
    ("符合|达到|低于|合格|未超", "超过|违反|高于|超标|不合"),
    ("开放|开启|恢复|开馆|开始|继续|启用", "关闭|停止|暂停|休馆|结束|中止|取消|停用"),
    ("可以|允许|准许", "不得|禁止|严禁"),
    ("成功|当选|录取|晋级|获胜", "失败|落选|落榜|淘汰|失利"),
    ("属实|真实", "不实|虚假|失实"),
    ("盈利|盈余|顺差", "亏损|赤字|逆差"),
    ("合法|有罪", "非法|违法|无罪"),
    ("安全", "危险"),
    ("任命|聘任|聘用|就任", "免去|解聘|罢免|辞任|辞去"),
)
OPPOSED_LATIN = (
    (r"\b(?:held|begin|start|continu|takes? place)", r"\b(?:cancel|postpon|end|stop)"),
    (r"\b(?:re)?open", r"\b(?:clos|shut)"),
    (
        r"\b(?:ris(?:e|es|en|ing)\b|rose\b|increas|higher|more\b|up\b|gain|grew)",
        r"\b(?:f[ae]ll(?:s|en|ing)?\b|decreas|lower|less\b|down\b|loss|declin|drop)",
    ),
    (
        r"\b(?:approv|accept|passed|adopted|support|agreed|confirm)",
        r"\b(?:reject|refus|denie|opposed|dismiss|deny)",
    ),
    (r"\b(?:w[io]n|wins|succe)", r"\b(?:los[te]|fail)"),
    (r"\bguilty", r"\b(?:innocent|acquitted)"),
    (r"\bbefore\b", r"\bafter\b"),
    (r"\bwith\b", r"\bwithout\b"),
    (r"\b(?:true|correct)\b", r"\b(?:false|wrong|incorrect)\b"),
    (r"\b(?:allow|permit)", r"\b(?:forbid|prohibit|banned)"),
    (r"\bsafe", r"\b(?:unsafe|dangerous)"),
    (r"\b(?:appoint|hired)", r"\b(?:dismiss|remov|fired)"),
)
OPPOSED_HANGUL = (
    ("찬성|가결|승인|허가|허용", "반대|부결|거부|금지|불허"),
    ("증가|상승|오르|올랐|올라|인상", "감소|하락|내리|내렸|내려|인하"),
    ("열리|열린|열립|열렸|개최|시작|개관|개방", "취소|중단|종료|휴관|폐쇄"),
    ("합격|성공", "불합격|실패"),
)


def groups_of(text: str) -> tuple[Sequence[re.Pattern[str]], Sequence[tuple[str, str]]]:
    """Of the script of a text, the words of which one excludes another, and the opposed ones."""
    if LATIN.search(text):
        return EXCLUSIVE_LATIN, OPPOSED_LATIN
    if HANGUL.search(text):
        return EXCLUSIVE_HANGUL, OPPOSED_HANGUL
    return EXCLUSIVE_HAN, OPPOSED_HAN


# Names.
SURNAME_KO = (
    "[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배"
    "백허남심노하곽성차주우구민진지엄채원천방공현함변]"
)
SURNAME = regex(
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔邱秦江史顾侯邵孟龙段雷钱汤尹]"
)
# Of these, those that seldom are a word, or a part of one: what follows is a given name.
SURE_SURNAME = regex(
    "[王李张刘陈杨赵吴徐孙朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾魏薛阎潘姚谭廖邹陆郝崔"
    "邱秦侯邵孟葛]$"
)
PERSON = regex(f"{SURNAME.pattern}[\u3400-\u9fff]|{SURNAME_KO}[가-힣]{{2}}")
JAPANESE_SURNAME = regex(
    "佐藤|铃木|高桥|田中|伊藤|渡辺|渡边|山本|中村|小林|加藤|吉田|山田|山口|松本|井上|木村|清水"
    "|山崎|池田|桥本|阿部|石川"
    "|前田|藤田|小川|冈田|后藤|長谷川|长谷川|石井|村上|近藤|坂本|远藤|青木|藤井|西村|福田|太田"
    "|三浦|藤原|岡本|松田|中岛|中野"
)
KOREAN_NAME = regex(f"{SURNAME_KO}[가-힣]{{2}}(?:은|는|이|가|을|를|에게|의|와|과|도|씨)?")
KOREAN_NOUN = regex("[가-힣]{2,}?(에서|에게|으로|부터|까지|를|의|와|과)")
KATAKANA = regex("[ァ-ヺー]{2,}")
HAN = regex("[\u3400-\u9fff]{2,}")
KANA = regex("[\u3041-\u3096]")
KANA_NAME = regex(  # no pronoun and no noun that only stands for others
    "(?!(?:[こそあど]れ|[こそあど]こ|[こそあど]ちら|[わあ]たし|ぼく|おれ|かれ|きみ|あなた|みんな|だれ|なに|いま"
    "|むかし|とき|ところ|こと|もの|ため|ほう|ひと|うち|なか|まま|ほか|あと|まえ)$)[\u3041-\u3096]{2,5}"
)
AFTER_NAME = regex("[はがをともにのへ]|さん|ちゃん|くん|さま|先生")
KANA_VERB = regex("[しすさせ]")
NAMED = regex(  # what follows the name of a person, a place or an office
    "某|先生|女士|老师|同学|同志|师傅|教授|医生|省|市|县|区|州|镇|乡|村|屯|路|街|巷|港|站|楼|队"
    "|班|组"
    "|小区|公司|有限|股份|集团|支行|分行|医院|学校|学院|大学|中学|小学|局|厅|厂|店|银行|座|型|号"
    "|级|色|味|岁|曜|氏|さん|様|选手|씨|선수|님"
)
COMPANY = regex("公司|有限|股份|集团|银行|支行|分行|株式会社")
CUE = regex(  # what stands before one
    "(?:原告|被告|被告人|罪犯|申请人|上诉人|嫌疑人|委托人|当事人|任命|聘任|免去|选举|先父|先母"
    "|联系人|审判员|书记员"
    "|法定代表人|代理人|主讲人|姓名|起点|终点|地点|产地|品牌)$"
)
RANK = regex("副|代|前|原|正|pro|max|plus|mini|lite|ultra|air|deputy|vice|acting|former")

# Letters that alone may make another fact; a surname so does what stands behind it.
TELLING = (
    frozenset(
        letter
        for pattern in (FIGURE, NOT, SURNAME, SURE_SURNAME)
        for letter in pattern.pattern
        if letter.isalnum()
    )
    | OPPOSED_TO.keys()
    | YEARS
    | frozenset("一晴阴雨雪雾副代前原正안못않없.☐☑☒✓✔✗✘√×0123456789abcdefghijklmnopqrstuvwxyz")
)

# Words that say how something is told, not what.
OPENER = regex(
    "the|an?|in|on|at|but|and|however|meanwhile|then|also|this|that|these|those|he|she|it|they|we"
    "|there|now|later|after|before|when|while|if|for|as|still|yet|so|today|yesterday"
)
MANNER = regex(  # adverbs and verbs, which editors exchange; a form is filled with nouns
    r"(.)\1|[^\n\u3041-\u3096]*+[\u3041-\u3096].*|.*[a-z](?:ly|ed|ing)"
    "|[가-힣]+(?:다|고|며|서|게|히|지만)"
    "|(?:陆续|先后|往后|今后|以后|清晨|早上|期待|期盼|盼望|盼着|渐渐|逐渐|逐步|立即|立刻|随即"
    "|马上|当即|非常|十分|极其|特别"
    "|获悉|得知|了解|听说|表明|显示|开始|着手|举行|召开|举办|努力|积极|如今|现在|当时|那时|此前"
    "|之前|此后|之后|曾经|一直"
    "|始终|经常|常常|往往|大约|大概|约为|左右|全部|所有|一切|许多|大量|众多|仍然|依然|仍旧|几乎"
    "|尤其|依旧|美丽|漂亮|优美|喜欢|喜爱"
    "|必须|务必|需要|应当|应该|能够|可能|帮助|协助|使用|运用|利用|采用|获得|取得|发现|察觉|观看"
    "|观赏|前往|赶往|来到|到达|抵达)"
)
SPELT_WORD = regex("[a-z\u00df-\u024f\u0370-\u052f가-힣]{3,14}")
WORDING = regex(
    "(?:[的地得了着著过也都还就已曾将把被对于在从向以及和与并而且但却之其此该各很更最再又则即便等"
    "们个说称讲道为是]"
    "|表示|指出|强调|认为|介绍|已经|同时|正式|随后|目前|近日|日前|进行|我们|他们|以及|因为|由于"
    "|如果|但是|不过|[\u3041-\u3096]{1,3}"
    "|(?<![a-z])(?:the|an?|and|or|but|of|to|in|on|at|by|for|with|from|as|that|which|who|is|are"
    "|was|were|be|has|have|had|said|says|stated)(?![a-z])| )+"
)
