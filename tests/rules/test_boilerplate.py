"""What must stay although the page is a web page: there the rules are at work, and so at risk."""

from __future__ import annotations

import pytest

import cleanup

P0 = (
    "今年前三季度，东岭市规模以上工业增加值同比增长百分之八，增速居全省首位，其中高技术制造业最快。"
)
P1 = "与此同时，科技金融支撑更加有力，整合设立总规模五十亿元的风投基金，企业融资难题得到缓解。"
P2 = "市工信局负责人表示，下一步将继续优化营商环境，推动更多项目落地见效，力争全年两位数增长。"
P3 = "在东岭港，新开的三条远洋航线让吞吐量增长一成，集装箱增长最快，码头工人们忙得不亦乐乎。"
P4 = "老船工们说，从前一天只能靠两条船，如今夜里也灯火通明，孩子们都愿意回来找活干了。"
HEAD = "首页 > 新闻 > 地方 > 正文\n东岭工业稳步增长\n2024-03-05 10:20 来源：东岭日报 作者：李某\n"
FOOT = "责任编辑：王某\n相关新闻\n东岭举行运动会\n版权所有 东岭信息网 京ICP备00000001号\n"
BYLINE = "2024-03-05 10:20 来源：东岭日报"
TITLE = "东岭工业稳步增长\n"


def article(*lines):
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "法院认为，涉案作品版权归原告所有，被告应当停止侵害。",
        "这份报告未经授权不得转载，但仍有多家媒体全文照登，引发争议。",
        "执法人员发现该店许可证编号：1234567已过期，当场责令整改。",
        "上一篇文章里，我们谈了面粉的选择，这一篇接着谈发酵的温度。",
        "上一条所称的企业，是指在本市登记注册的工业企业。",
        "扫描二维码进入小程序，填写姓名和身份证号，即可完成预约登记。",
        "关注我们的下一代，就是关注我们的未来，这是他常说的一句话。",
        "关注我们身边的普通人，是这个栏目的初衷。",
        "分享到最后，他哽咽了，台下的观众也都红了眼眶，掌声响了很久。",
        "审核/审批权限下放以后，企业办事不必再跑省城，一周之内就能拿到批文。",
        "编辑：您怎么看今年的市场行情，会不会有大的波动？",
        "声明：我公司从未授权任何个人以公司名义募集资金，请公众注意，责任自负。",
        "特别提示：请考生依据准考证上的时间入场，迟到者责任自负，不得补考。",
        "重要提示：联系接种点前请先测量体温，发热者暂缓接种。",
        "特别说明：文中人均收入的数据来源于国家统计局年鉴。",
        "120条评论中，有九成表示支持，也有人担心价格会因此上涨。",
        "读者留言问得最多的，是新航线什么时候可以坐人。",
        "网友评论说，这项政策来得正是时候，希望能一直办下去。",
        "教育·健康",
        "历史、文化",
        "图由左至右：张某、李某、王某",
        "照片由来已久的争议",
        "(图为东岭港码头，李某摄)",
        "图片来自东岭市博物馆馆藏《东岭胜览图》，原件已遗失",
        "赌博-博彩-六合彩",
        "来源：国家统计局",
        "作者：余华 编辑：王某",
        "李记者为灾区孩子送去电",
        "记者：您怎么看今年的工业形势？",
        "记者：谢谢您！",
        "2024年3月5日",
        "（一）总体要求",
        "• 深入实施八大创新工程，全力打造国际一流营商环境，释放改革红利。",
    ],
)
def test_a_line_of_the_article_stays(line):
    """Whatever it begins with: a line between paragraphs, and all that follows it."""
    body = (P0, P1, line, P2, "小结", P3)
    assert cleanup.clean(HEAD + article(*body) + FOOT).text == TITLE + article(*body)


@pytest.mark.parametrize(
    ("interruption", "gone"),
    [
        (("相关阅读", "• 东岭港开通新航线"), 2),
        (("分享到：微信 微博",), 1),
        (("相关阅读：东岭港开通新航线",), 1),
        (("延伸阅读", "* 春季运动会", "* 港口扩建"), 3),
    ],
)
@pytest.mark.parametrize(
    "rest",
    [
        (P2, "“我们很高兴”", P3, "小结", P4),
        ("一、形势", P2, "二、对策", P3),
        (P2,),
        ("• " + P2, "• " + P3),
        ("第一章 总则", "第一条 为了加强公园管理，保护公园环境，制定本条例，请各单位遵照执行。"),
    ],
)
def test_an_article_goes_on_after_an_interruption(interruption, gone, rest):
    """Links and buttons between paragraphs cost none of them."""
    text = cleanup.clean(HEAD + article(P0, P1, *interruption, *rest) + FOOT).text
    missing = {*rest, P0, P1} - {*text.splitlines()}
    assert missing <= {line for line in rest if len(line) < 9}
    assert not {*interruption[:gone]} & {*text.splitlines()}


@pytest.mark.parametrize(
    "text",
    [
        article(
            TITLE.strip(), P0, P1, "编辑：王大明", "延伸阅读", "王大明：《工业史》，东岭出版社。"
        ),
        article("历史 文化", P0, P1, P2, "延伸阅读", "《工业史》", "《港口记》"),
        article(P0, P1, "参考书目", "延伸阅读", "《工业史》，王大明著", "地址：东岭市中山路1号"),
        article(P0, P1, "此致", "敬礼", "编辑：王某", "电话：0591-1234567", "2024年3月5日"),
        article("时间：2024-03-05 14:00", "地点：东岭会堂", P0, P1, "审核：张某", "抄送：各县区"),
        article("位置：东岭市图书馆三楼报告厅", "导航：左侧", P0, P1),
        article("产品说明", "许可证编号：20150011", P0, P1),
        article("选考科目如下：", "历史", "政治", "地方", P0, P1),
        article("东岭市人民政府关于春季造林的通知", P0, P1, "东岭市人民政府办公室", "2024年3月5日"),
    ],
    ids=[
        "bibliography",
        "books",
        "references",
        "letter",
        "minutes",
        "place",
        "licence",
        "list",
        "notice",
    ],
)
def test_a_text_without_a_site_stays(text):
    """An editor's name, a telephone, a list of books are an author's own."""
    assert cleanup.clean(text).text == text


@pytest.mark.parametrize(
    ("kicker", "headline"),
    [
        (("在希望的田野上", "四大集群规模超二万亿"), "——东岭推进两个创新深度融合"),
        (("东岭工业纪事",), "序：写在前面的几句话"),
    ],
)
def test_a_headline_of_several_lines_stays(kicker, headline):
    """The lines right above the headline may be its first part."""
    head = article("首页 > 新闻 > 正文", *kicker, headline, "2024-03-05 10:20 来源：东岭日报")
    body = (*kicker, headline, P0, P1)
    assert cleanup.clean(head + article(P0, P1) + FOOT).text == article(*body)


def test_a_government_notice_keeps_its_signature_and_attachment():
    """What stands below the body may belong to it."""
    tail = (
        "东岭市人民政府办公室",
        "2024年3月5日",
        "东岭市公园条例",
        "第一章 总则",
        "第一条 为了加强公园管理，保护和改善生态环境，根据有关法律法规，结合本市实际，制定本条例。",
        "第二条 本市行政区域内公园的规划、建设、保护和管理，适用本条例，法律另有规定的从其规定。",
    )
    text = HEAD + article(P0, P1, *tail, "打印 关闭") + "版权所有 东岭市政府 京ICP备00000001号\n"
    assert cleanup.clean(text).text == TITLE + article(P0, P1, *tail)


def test_interview_with_the_editor_keeps_its_turns():
    """A field that opens line after line is a speaker."""
    turns = []
    for question in ("阳台上种什么花好", "兰花要怎么浇水", "冬天要不要搬进屋"):
        turns += [f"读者：{question}？", "编辑：要看光照，见干见湿即可。"]
    assert cleanup.clean(HEAD + article(P0, *turns, P1) + FOOT).text == TITLE + article(
        P0, *turns, P1
    )


def test_metadata_is_that_of_the_article():
    """Not that of a teaser below it; a day that never was is no date."""
    below = "相关新闻\n西山工业\n2024-01-01 来源：西山日报 作者：别人\n"
    assert cleanup.clean(HEAD + article(P0, P1) + "责任编辑：王某\n" + below).metadata == {
        "title": "东岭工业稳步增长",
        "section": "地方",
        "source": "东岭日报",
        "author": "李某",
        "date": "2024-03-05T10:20:00",
        "editor": "王某",
    }
    odd = HEAD.replace("2024-03-05 10:20", "2024-02-31 9:05")
    assert "date" not in cleanup.clean(odd + article(P0, P1) + FOOT).metadata


def test_comments_go_to_the_end():
    """Readers' sentences are not the author's."""
    comments = ("网友评论", "张三", P2, P3, "李四", P2[::-1])
    assert cleanup.clean(HEAD + article(P0, P1, *comments)).text == TITLE + article(P0, P1)


@pytest.mark.parametrize(
    "text",
    [
        article(TITLE.strip(), BYLINE, P0, "好消息！", "分享到：微信 微博", BYLINE, P1),
        article(TITLE.strip(), BYLINE, P0, "记者王某摄影", "相关阅读", BYLINE, P1),
    ],
)
def test_a_second_byline_right_below_an_end_mark(text):
    """Its headline is not looked for above the mark: the page once never came to an end."""
    assert P0 in cleanup.clean(text).text


def test_many_spam_lines_go_at_once():
    """A second run would otherwise find the next ones at the head of the page."""
    spam = "国产精品免费-亚洲无码在线观看-一区二区三区视频-高清不卡\n"
    text = cleanup.clean(spam * 30 + article(TITLE.strip(), P0, P1) + spam * 5).text
    assert text == article(TITLE.strip(), P0, P1)


@pytest.mark.parametrize(
    "lines",
    [
        ("A、10", "B、20", "C、30", "D、40"),
        ("正常 18 24", "超重 24 28", "肥胖 28 以上"),
        ("小 165", "中 170", "大 175", "特大 180"),
        ("QQ：123456", "张老师 138", "东岭市少年宫"),
        ("首页 > 设置 > 账号",),
        ("home/user/file",),
        ("没有了", "“没有了？”", "“没有了。”"),
        ("网友评论", P2, P3, P2[::-1], P3[::-1], P0[::-1], P1[::-1], P2 + P3),
        (
            "（编辑：王某）",
            "他说完就走了，再也没有回来过。",
            "大家望着他的背影，谁也没有说话。",
            P2,
            P3,
            P0[::-1],
        ),
    ],
    ids=lambda lines: lines[0],
)
def test_lines_of_an_article_that_look_like_a_menu_or_an_end(lines):
    """Figures are no buttons, a subhead is no comment area."""
    text = cleanup.clean(HEAD + article(P0, P1, *lines, P3) + FOOT).text
    missing = {*lines, P0, P1, P3} - {*text.splitlines()}
    assert missing <= {line for line in lines if line in ("网友评论", "（编辑：王某）")}


def test_steps_after_a_share_bar_stay():
    """Buttons amid an article take only themselves."""
    steps = ("做法", "1、鸡蛋打散", "2、热锅下油", "3、翻炒装盘")
    text = cleanup.clean(HEAD + article(P0, P1, "分享到：微信 微博", *steps) + FOOT).text
    assert text == TITLE + article(P0, P1, *steps)
