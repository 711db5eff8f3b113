"""Injected spam goes, wherever it stands; honest text on the same subjects stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.rules.spam.lexicon import hits_in
from cleanup.rules.spam.masking import deobfuscate
from cleanup.settings import Settings
from cleanup.text.folding import fold
from tests.support.tea_house import BODIES, HANS, HANT, clean, text_of

LINES = {
    "quality, hyphens": "国产精品免费-亚洲无码在线观看-一区二区三区视频-高清不卡",
    "quality, underscores": "亚洲精品_欧美日韩_久久综合_中文字幕在线观看",
    "acts, commas": "人妻熟女,又黄又爽视频,免费做爱,丝袜美腿",
    "gambling, bars": "澳门新葡京|百家乐注册|真人荷官|北京赛车开奖|娱乐城",
    "gambling, spaces": "时时彩计划 北京赛车 百家乐 真人娱乐 彩票平台",
    "trade, hashes": "代开发票#办理文凭#无抵押贷款#传奇私服",
    "Vietnamese betting": "nhà cái uy tín, cá cược bóng đá, tỷ lệ kèo, nổ hũ đổi thưởng",
    "Korean casino": "카지노사이트-바카라-토토사이트-먹튀검증-온라인카지노",
    "Japanese": "オンラインカジノ|アダルト動画|無修正動画|出会い系",
    "English": "online casino, buy viagra, cheap cialis, payday loans, porn videos",
    "Thai": "สล็อตเว็บตรง|บาคาร่า|คาสิโนออนไลน์|แทงบอล",
    "Cyrillic A": "АV天堂-А片-国产在线-日本аv-无码高清",
    "root sign": "天堂a√_亚洲a√_国产自拍_伊人久久",
    "Roman numeral": "亚洲aⅴ,久久aⅴ,国产精品aⅴ,日韩无码",
    "circled": "ⓐⓥ天堂-⑨①视频-国产精品-午夜福利",
    "stars": "开户_百★家★乐_时★时★彩_北★京★赛★车",
    "full stops": "开户-百.家.乐-娱.乐.城-真.人.荷.官",
    "drawn out": "国 产 精 品-一 区 二 区-免 费-无 码 高 清",
    "full width": "ａｖ天堂，ｂｅｔ３６５，ｐｋ１０，９１视频，国产精品",
    "Traditional": "亞洲無碼-國產精品-日韓無碼-歐美精品-線上娛樂",
    "fragments": "m3u8-国产精品-mp4-亚洲无码-xxxx-一区二区",
}
KEYWORDS = LINES["quality, hyphens"]
AT_THE_START = {
    "medical, address": "治疗白癜风最好的医院是哪家http://www.example.com/",
    "loan, address": "无抵押贷款当天放款，黑户可办www.example.com",
}
ADVERTISEMENTS = {
    "novel": "【最新章节请访问http://www.example.com】",
    "invoice in brackets": "【代开发票加微信ab123456】",
    "casino in brackets": "【百家乐注册送彩金http://example.net/】",
    "invoices": "代开各类发票，保真可查，联系电话13800000000李经理",
    "spaced digits": "办理文凭，先办后付，加微信1 3 8 0 0 0 0 0 0",
    "circled digits": "办证刻章，诚信第一，QQ：①③⑧⓪⓪⓪⓪⓪⓪",
    "loan": "无抵押贷款，当天放款，不看征信，电话13800000000",
    "game servers": "传奇私服一条龙开区，QQ123456789",
}


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_injected_line_goes(line, body, place):
    """Whatever it is about, however it is masked, wherever it stands, in whatever page."""
    lines = list(BODIES[body])
    assert clean(text_of([*lines[:place], line, *lines[place:]])) == text_of(lines)


@pytest.mark.parametrize("place", ["head", "end", "between sentences"])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_injected_run_leaves_the_good_line(line, place):
    """Only the injected part goes."""
    good = HANT[1]
    cut = {"head": 0, "end": len(good), "between sentences": good.index("，") + 1}[place]
    glued = text_of([HANT[0], good[:cut] + line + good[cut:], *HANT[2:]])
    assert clean(glued) == text_of(HANT)


@pytest.mark.parametrize("below", [False, True], ids=["once", "again below"])
@pytest.mark.parametrize("place", ["before", "after", "around"])
@pytest.mark.parametrize("mark", ["_", "-", "|", ",", "，", "、", " ", " | ", "/", "#"])
@pytest.mark.parametrize("body", ["hans", "hant", "japanese", "korean"])
def test_a_headline_stays_to_which_keywords_were_glued(body, mark, place, below):
    """Only the keywords go, and the marks that part them from it."""
    headline, *rest = BODIES[body]
    words = ["百家乐", "老虎机", "娱乐城", "北京赛车"]
    parts = {
        "before": [*words, headline],
        "after": [headline, *words],
        "around": [*words[:2], headline, *words[2:]],
    }
    page = text_of([mark.join(parts[place]), *[headline] * below, *rest])
    assert clean(page) == text_of([headline, *[headline] * below, *rest])


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("茶馆老街-东岭信息网_百家乐_老虎机_娱乐城", "茶馆老街-东岭信息网"),
        ("茶馆老街_百家乐_老虎机_娱乐城_东岭信息网", "茶馆老街_东岭信息网"),
        ("百家乐_老虎机_茶馆老街_娱乐城", "茶馆老街"),
        (
            "桥头的老茶馆里那一把空着的椅子|国产精品|亚洲无码|一区二区三区",
            "桥头的老茶馆里那一把空着的椅子",
        ),
        ("国产精品-亚洲无码-一区二区三区-赴外地参加书法比赛的孩子们", "赴外地参加书法比赛的孩子们"),
        ("国产精品-亚洲无码-一区二区三区-高清不卡-东岭", None),
        ("百家乐_老虎机_娱乐城_东岭信息网", None),
        ("百家乐 老虎机 娱乐城 新葡京 注册送彩金", None),
    ],
)
def test_what_of_a_line_of_keywords_is_good(line, left):
    """What stands elsewhere, what is spoken of, what is long; a name alone is not enough."""
    page = text_of([line, *HANS[1:], "茶馆老街"])
    assert clean(page) == text_of([*([left] if left else []), *HANS[1:], "茶馆老街"])


@pytest.mark.parametrize("body", ["hans", "hant"])
@pytest.mark.parametrize("line", ADVERTISEMENTS.values(), ids=ADVERTISEMENTS.keys())
def test_advertisement_goes(line, body):
    """As a line of its own, before and behind a good one."""
    title, first, *rest = BODIES[body]
    whole = text_of(BODIES[body])
    assert clean(text_of([title, first, line, *rest])) == whole
    assert clean(text_of([title, first + line, *rest])) == whole
    assert clean(text_of([title, line + first, *rest])) == whole


LOANS = [
    "无抵押贷款，凭身份证当天放款，加微信ab123456",
    "信用卡代还、大额垫资，微信cd345678",
    "黑户贷款，不看征信，联系电话13800000000",
]


def test_several_advertisements_do_not_save_each_other():
    """What a page is about its own sentences say."""
    title, first, second, *rest = HANS
    assert clean(text_of([title, LOANS[0], first, LOANS[1], second, LOANS[2], *rest])) == text_of(
        HANS
    )


def test_a_lenders_own_page_stays():
    """Where a page speaks of loans by itself, or has little else, its offers are its own."""
    own = "我们为小微企业办理无抵押贷款，利率公道，当天放款，店在东岭路三号，每天八点开门。"
    for page in (["东岭金融", *LOANS[:2], own], [HANS[0], own, *HANS[1:], LOANS[0]]):
        assert clean(text_of(page)) == text_of(page)


@pytest.mark.parametrize("line", AT_THE_START.values(), ids=AT_THE_START.keys())
def test_sentence_with_an_address_before_the_body(line):
    """It ends with the address, whatever follows."""
    assert clean(text_of([HANS[0], line + HANS[1], *HANS[2:]])) == text_of(HANS)


@pytest.mark.parametrize(
    "line",
    [
        "网络赌博-案例-警示-教育",
        "赌博-博彩-六合彩",
        "彩票-公益金-体育设施",
        "体育彩票 福利彩票 双色球 大乐透",
        "首页 新闻 体育 娱乐 彩票 视频 电影 直播",
        "电影 电视剧 综艺 动漫 纪录片 在线观看",
        "国产 日韩 欧美 港台",
        "亚洲杯-日本队-韩国队-免费观看-直播平台",
        "日本电影,伦理,剧情,1998",
        "高清视频 免费下载 在线观看",
        "赌场风云-电影-高清-在线观看",
        "关键词：网络赌博；色情；刑法；网络犯罪",
        "关键词：百家乐,老虎机,时时彩,北京赛车,六合彩",
        "贷款-利率-期限-还款方式",
        "小额贷款 信用贷款 抵押贷款 公积金贷款",
        "增值税发票_普通发票_电子发票_纸质发票",
        "毕业证、学位证、身份证、户口簿",
        "博彩旅游、赌场经济、老虎机税",
        "棋牌室 茶室 阅览室 健身房",
        "象棋-围棋-军旗-跳棋-棋牌室",
        "包皮、痔疮、疝气手术",
        "白癜风 牛皮癣 湿疹 荨麻疹",
        "丝袜,帽子,手套,围巾,皮带",
        "无码服装、断码服装、大码服装",
        "金沙江-澜沧江-怒江",
        "威尼斯人、巴黎人、伦敦人",
        "澳门威尼斯人、新葡京、永利、美高梅",
        "少妇、人妻、寡妇：明清小说里的女性称谓",
        "一区、二区、三区、四区的垃圾分开投放",
        "久久 久久 久久 他在心里数着",
        "bet365 is a British company; casino, poker and bingo are its products.",
        "poker, bridge, chess, go",
        "Casino Royale - Ian Fleming - 1953",
        "adult education, evening classes, free courses",
        "loans, grants, scholarships, bursaries",
        "バカラのグラス、クリスタル、花瓶",
        "動画 無料 ニュース 天気",
        "카지노, 호텔, 스키장, 골프장",
        "xổ số, bóng đá, thời tiết, giá vàng",
        "bóng đá - bóng chuyền - cầu lông",
    ],
)
def test_list_of_ordinary_words_stays(line):
    """As a line between paragraphs, as the first and as the last of a page."""
    for place in range(5):
        text = text_of([*HANS[:place], line, *HANS[place:]])
        assert clean(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "该网站提供百家乐,时时彩,北京赛车,老虎机等玩法，警方已立案侦查。",
        "涉案平台包括真人娱乐,时时彩,老虎机,捕鱼,彩票投注，下注金额过亿。",
        "这个页面被插入了“国产精品-亚洲无码-一区二区”等关键词，管理员已经清除。",
        "頁首出現「澳门新葡京-百家乐-真人荷官-注册送」字樣，他截了圖。",
        "赌场里有百家乐、老虎机、轮盘，他一样也没有玩过，只在门口站了一会儿。",
        "他做过传销、放过高利贷、办过假证，最后开了一家私服，终于被抓。",
        "影片涉及乱伦、强奸、性爱等情节，被定为三级片，只准成人观看。",
        "国产电影、日本电影、欧美电影、韩国电影，他都看，尤其爱看老片。",
        "警方提醒：凡称无抵押贷款、不看征信、加微信ab123456的，都是诈骗。",
        "代开发票请到办税大厅窗口，咨询电话12366，工作日均可办理。",
        "税务局提醒，代开发票不收费，如有疑问请拨打0592-1234567咨询。",
        "办理毕业证明书请联系教务处，电话0592-1234567，周五下午不办公。",
        "小额贷款申请请到村委会登记，联系电话0592-1234567，月底截止。",
        "本院皮肤科治疗白癜风，门诊时间为每周一，预约电话13800000000。",
        "有人问，治疗白癜风哪家医院好，多少钱，我只能说因人而异，不可一概而论。",
        "最新章节在杂志上连载，单行本预计明年出版，详见http://www.example.com。",
        "【详见http://www.example.com/tongzhi】全文如下，请各单位遵照执行。",
        "【新华社北京电】记者从有关部门获悉，增值税发票改革将于下月施行。",
        "读者可加微信ab123456报名，也可以到社区登记，活动免费，额满为止。",
        "公司提供会计、审计、代理记账服务，联系电话13800000000，欢迎咨询。",
        "法院查明，被告人以“代开发票，加微信ab123456”招揽生意，非法获利三万元。",
        "他在电线杆上看见“办证13800000000”，这几个数字他记了一辈子。",
        "博彩税、彩票公益金、赛马投注税是当地三项主要的财政收入，占比逐年下降。",
        "The list read online casino, buy viagra, cheap cialis and payday loans, nothing else.",
        "He lost it all on poker, roulette, slots and sports betting, and never spoke of it again.",
        "Thành phố cấm lô đề, tài xỉu, cá độ và các hình thức đánh bạc khác từ năm ngoái.",
        "정부는 카지노, 토토, 바카라 등 온라인 도박을 불법으로 규정하고 단속하고 있다.",
        "広告には、オンラインカジノ、出会い系、即日融資などの言葉が並んでいたという。",
    ],
)
def test_sentence_about_the_subject_stays(line):
    """Whoever writes about the trade names its words, and numbers."""
    for text in (line + "\n", text_of([*HANS[:2], line, *HANS[2:]])):
        assert clean(text) == text


@pytest.mark.parametrize(
    ("masked", "meant"),
    [
        ("百★家★乐", "百家乐"),
        ("百 家 乐-时 时 彩", "百家乐-时时彩"),
        ("Аv天堂", "av天堂"),
        ("a√天堂", "av天堂"),
        ("ⓐⓥ天堂", "av天堂"),
        ("亞洲aⅴ", "亚洲av"),
        ("１３８", "138"),
        ("1 3 8 0 0 0", "138000"),
        ("①③⑧", "138"),
        ("他说：Москва 是一座城。", "他说:Москва 是一座城。"),
        ("α粒子和β粒子", "a粒子和b粒子"),  # read so; never written so
        ("tài xỉu", "tài xỉu"),
        ("甲、乙、丙。", "甲、乙、丙。"),
        ("M．3．U．8", "m3u8"),
    ],
)
def test_masks_are_undone(masked, meant):
    """What words are looked up in."""
    assert deobfuscate(fold(masked)).text == fold(meant)


@given(
    st.text(st.sampled_from("国产精品无码 -_★.√Аⅴ①ab1。，\u3000") | st.characters(), max_size=60)
)
def test_every_meant_character_has_its_place(text):
    """In order, within the line."""
    plain = deobfuscate(fold(text))
    assert len(plain.places) == len(plain.text)
    assert list(plain.places) == sorted(plain.places)
    assert all(0 <= place < len(text) for place in plain.places)


@given(st.text(max_size=40))
def test_words_found_do_not_overlap(text):
    """And they stand where they are said to stand."""
    plain = deobfuscate(fold(KEYWORDS + text + KEYWORDS)).text
    hits = hits_in(plain)
    assert all(plain[hit.start : hit.end] == hit.word.text for hit in hits)
    assert all(one.end <= next_.start for one, next_ in pairwise(hits))


@given(st.sampled_from(sorted(LINES.values())), st.sampled_from(sorted(BODIES)), st.integers(0, 4))
def test_what_went_is_in_the_record(line, body, place):
    """The page can be had back."""
    lines = BODIES[body]
    text = text_of([*lines[:place], line, *lines[place:]])
    assert cleanup.clean(text).restore() == text


def test_reasons_are_told():
    """The weightiest signs stand in the note."""
    (step,) = cleanup.clean(text_of([KEYWORDS, *HANT]), Settings(select=("SPM",))).history
    (edit,) = step.edits
    assert edit.code == "SPM001"
    for reason in ("亚洲无码", "another script than the page", "first line"):
        assert reason in edit.note
    assert 0.9 < edit.confidence < 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_about_the_trade_asks_for_more(count):
    """Where its sentences speak of gambling, a line on gambling between them stays."""
    about = "博彩业是当地的支柱，百家乐和老虎机占了收入的大半，每年缴纳的博彩税用于教育。"
    text = text_of([HANS[0], *[about] * count, "百家乐-老虎机-真人娱乐-体育投注", *HANS[1:]])
    assert clean(text) == text
