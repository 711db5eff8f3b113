"""One or two keywords alone on a line, beside a headline, or with a contact; and who may say so."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.data import spam_signs
from cleanup.page.segment import segment
from cleanup.rules.spam.lexicon import candidates, hits_in
from cleanup.rules.spam.phrase import BESIDES
from cleanup.rules.spam.sites import sites_in
from cleanup.text.folding import fold
from tests.support.tea_house import BODIES, HANS, HANT, JAPANESE, clean, text_of

PHRASES = {
    "brand, then Latin name": "开云体育-kaiyun(中国)官方网站",
    "Latin name in brackets": "华体会(HTH)官网登录入口",
    "unknown brand, field and Latin name": "晨星体育app官网登录入口-cxsport(中国)官方网站",
    "unknown brand, said twice": "飞鹰电竞FYGame官网-飞鹰电竞app下载",
    "unknown brand of cards": "白鹿棋牌bl777官网版下载|白鹿棋牌手机版登录",
    "ambiguous brand with a door": "半岛体育官网入口",
    "casino with a door": "澳门百家乐官网登录",
    "exchange with a door": "欧易OKX官网注册",
    "wallet with a door": "imToken钱包官网下载",
    "quality": "国产成人精品视频在线观看",
    "two segments with a comma": "一级毛片免费观看,日韩欧美一区二区三区视频",
    "quality, Traditional": "亞洲無碼成人影片免費線上看",
    "acts": "无码人妻又黄又爽视频",
    "masked": "國★產★精★品-亞★洲★無★碼",
    "surrogacy": "代孕机构-代孕费用",
    "pools": "一肖一码 正版免费资料大全",
}
LISTS = {
    "surrogacy": "代孕机构|三代试管包成功|供卵助孕|包男孩",
    "essays": "论文代写_代发期刊_代写作业_网课代刷",
    "clicks": "代刷网-刷赞平台-名片赞-自助下单平台",
    "pools": "赛车计划-飞艇计划-开奖直播-计划群",
    "exchanges": "欧易官网注册-币安app下载-火币登录入口",
    "three segments of an unknown brand": "晨星体育CXSport-网页版登录入口-手机APP官方下载",
}
WITH_CONTACT = {
    "LINE": "澳門百家樂線上推薦，註冊即送體驗金888，出金快速，LINE：abc000",
    "LINE ID": "世足賠率最高、儲值秒到帳，LINE ID：sport000",
    "words before it": "2025最新娛樂城評價｜首儲送1000｜客服LINE：@bet000",
    "Telegram": "高价回收USDT，秒结算，Telegram：@usdt000",
    "a few words behind it": "合约带单，日赚千元，加微信coin0000领取策略",
    "surrogacy": "代孕包成功，三代试管选性别，电话13800000000",
    "essays": "毕业论文代写代发期刊，先写后付，QQ：100000000",
    "pools": "回血上岸导师一对一，加群：0000000",
}
BESIDE = [
    "{} - 开云体育官网入口",
    "{}_乐鱼体育app下载",
    "晨星体育(cxsport)官方网站登录入口-{}",
    "{}|欧易交易所官网|币安下载",
    "{}-kaiyun(中国)官方网站",
    "开云体育-{}",
    "国产精品一区二区三区-{}",
    "{}_亚洲无码视频在线观看",
    "代孕价格-代孕机构-{}",
    "时时彩计划群 {}",
    "澳门百家乐官网_{}_澳门新葡京官网",
]


@pytest.mark.parametrize("body", ["hans", "hant", "japanese"])
@pytest.mark.parametrize(
    "line",
    [*PHRASES.values(), *LISTS.values()],
    ids=[*PHRASES, *(f"list, {name}" for name in LISTS)],
)
def test_injected_phrase_goes(line, body):
    """As the first line of a page, amid it, and as the last."""
    lines = BODIES[body]
    for place in (0, 2, len(lines)):
        assert clean(text_of([*lines[:place], line, *lines[place:]])) == text_of(lines)


@pytest.mark.parametrize("line", WITH_CONTACT.values(), ids=WITH_CONTACT.keys())
def test_offer_with_a_contact_goes(line):
    """The whole line, with the few words before the offer and behind the contact."""
    for lines in (HANS, HANT):
        assert clean(text_of([*lines[:2], line, *lines[2:]])) == text_of(lines)


@pytest.mark.parametrize("line", BESIDE)
@pytest.mark.parametrize("body", ["hans", "hant", "japanese"])
def test_the_headline_stays(line, body):
    """Only what stands beside it goes, with the mark between them."""
    headline, *rest = BODIES[body]
    assert clean(text_of([line.format(headline), *rest])) == text_of([headline, *rest])


def test_marks_around_a_headline_stay():
    """Where nothing else stands beyond them."""
    headline, *rest = HANS
    text = text_of([f"| {headline} | 澳门百家乐官网", *rest])
    assert clean(text) == text_of([f"| {headline}", *rest])


@pytest.mark.parametrize(
    "headline",
    ["東嶺老街的茶館娛樂了三代人", "桥头茶馆里禁赌博和下注", "茶馆开在桥头卖彩票也卖视频"],
)
def test_a_headline_that_sentences_share_words_with_stays(headline):
    """Also if it holds words of the trade itself."""
    keywords = "百家乐_老虎机_娱乐城_北京赛车"
    for line in (f"{headline}_{keywords}", f"{keywords}_{headline}"):
        assert clean(text_of([line, *HANS[1:]])) == text_of([headline, *HANS[1:]])


@pytest.mark.parametrize(
    "line",
    [
        "官方网站 | APP下载",
        "官方网站 | APP下载 | 登录入口 | 手机版 | 网页版 | 注册",
        "南屏大学官网-登录入口",
        "石塘职业学院(STC)官方网站 - APP下载",
        "西门子Siemens(中国)官方网站-产品下载",
        "宝马(中国)官方网站",
        "工商银行(ICBC)官网 - app下载",
        "上海证券交易所官网-深圳证券交易所官网-北京证券交易所官网",
        "国家体育总局官网-体彩中心-竞技体育",
        "腾讯体育 - 新浪体育 - 央视体育",
        "央视体育app下载",
        "星空体育公园 - 半岛体育中心 - 江南体育馆",
        "北京赛车场-上海赛车场-珠海赛车场",
        "澳门银河酒店-葡京酒店-威尼斯人酒店",
        "威尼斯人 新葡京",
        "开云集团(Kering)官网",
        "开云体育",
        "一级片区-二级片区-三级片区",
        "国产电视剧在线观看",
        "国产精品茶叶,国产精品瓷器",
        "日韩欧美厨具,国产小家电",
        "高清视频在线播放",
        "成人教育视频课程在线观看",
        "比特币 65,000 以太坊 3,400 USDT 7.21",
        "BTC ETH USDT USDC BNB SOL",
        "币安 Binance、欧易 OKX、火币 HTX、Coinbase、Kraken",
        "试管婴儿-辅助生殖-卵巢功能-排卵监测",
        "代孕-法律-伦理-立法",
        "代写书信-算命-刻章-补鞋",
        "一件代发 批发 零售 定制",
        "骑手接单-取餐-送达",
        "论文-开题-中期-答辩",
        "教师群 家长群 业主群 计划群",
        "今彩539 大樂透 威力彩 開獎號碼",
        "Online casino law in Ontario",
        "LINE：@puli000 預約民宿",
        "团购报名加微信tea000，满三十份送一份。",
        "标题_东岭新闻网",
    ],
)
def test_honest_line_stays(line):
    """Between paragraphs, as the first and as the last of a page, in whatever script."""
    for lines in (HANS, HANT, JAPANESE):
        for place in (0, 2, len(lines)):
            text = text_of([*lines[:place], line, *lines[place:]])
            assert clean(text) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "晨星体育的网站昨天打不开，茶馆里的年轻人只好去看村里的球。",
        "警方说，百家乐和体育投注的网站都设在境外，登录和注册的人上当不少。",
    ],
)
def test_site_that_the_page_speaks_of_stays(sentence):
    """Its name, or its trade."""
    text = text_of([*HANS, sentence, "晨星体育app官网登录入口-cxsport(中国)官方网站"])
    assert clean(text) == text


@pytest.mark.parametrize("heading", ["涉赌网站：", "以下为仿冒页面的标题："])
def test_names_under_a_heading_stay(heading):
    """Also those below the first."""
    names = ["开云体育官网入口-kaiyun(中国)官方网站", "欧易OKX官网注册", "九游娱乐app官方下载"]
    text = text_of([*HANS, heading, *names])
    assert clean(text) == text


@pytest.mark.parametrize(
    ("line", "sites"),
    [
        ("欧易OKX官网注册", ["okx官网注册"]),
        ("华体会(HTH)官网", ["hth)官网"]),
        ("晨星体育app官网-cxsport(中国)官方网站", ["体育app官网-cxsport(中国)官方网站"]),
        ("腾讯体育 - APP下载 - 登录", []),
        ("PPTV体育官网", []),
        ("赌场官网", []),
        ("证券交易所官网", []),
        ("北京赛车场官网", []),
    ],
)
def test_sites(line, sites):
    """A name of the table before a door; a field only beside a Latin name, with more signs."""
    text = fold(line)
    assert [text[site.start : site.end] for site in sites_in(text, hits_in(text))] == sites


def test_common_words_with_a_pair_of_the_table_cost_no_look():
    """运动 is in 必一运动, 计划 in 计划群, 日本 in 日本av; a mask may stand beside the pair."""
    honest = "春季运动会的计划已经公布，日本和亚洲各地的学生都来参加。"
    masked = "计划★群-赛车计★划"
    assert [one.block.text for one in candidates(segment(f"{honest}\n{masked}\n"))] == [masked]


def test_the_phrase_is_in_the_record():
    """With its code and reasons."""
    text = text_of([*HANS, PHRASES["brand, then Latin name"]])
    (step,) = cleanup.clean(text).history
    (edit,) = step.edits
    assert edit.code == "SPM006"
    assert "leads to a bookmaker's site" in edit.note
    assert cleanup.clean(text).restore() == text


def test_nothing_else_speaks_for_a_phrase():
    """What lines are left out by is the most that can be said for one."""
    of_words = {"leads to a bookmaker's site", "all words, at most", "threshold"}
    weights = {name: row[2] for name, row in spam_signs().items() if not name.endswith(" word")}
    speaking = {name for name, weight in weights.items() if weight and weight > 0}
    assert speaking - of_words == {*BESIDES, "mostly such words"}
