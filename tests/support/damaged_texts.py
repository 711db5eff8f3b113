"""Texts that look like damaged pages, drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = (
    "今年前三季度,東嶺市規模以上工業增加值同比增長百分之八,增速居全省首位。",
    "發展產業離不開創新,企業的創業熱情帶動了產業升級,發展勢頭良好。",
    "與此同時,科技領域實現新突破,連續四年營收超千億,因為一些企業敢於創新。",
    "“我們每天都在這裡,”他說,“誰也不會忘記那場大雨。”",
    "副市長在發佈會上表示,將繼續推動產業發展,實現更高質量的增長。",
    "The harbour opened in 1898, and ships have called here every single day since then.",
    "第一百二十條 當事人應當按照約定全面履行自己的義務,不得擅自變更。",
)
LINES = (
    "當前位置:主頁 > 新聞中心 > 產業規劃 >",
    "首页 > 新闻 > 正文",
    "來源:東嶺日報 日期:2024-03-05 點擊:12",
    "2024-03-05 10:20",
    "分享到：微信 微博 QQ空间",
    "責任編輯:李某",
    "延伸閱讀",
    "* 東嶺舉行春季運動會",
    "版權所有:東嶺網 京ICP備00000001號",
    "国产精品免费-无码在线观看-一区二区三区视频-高清不卡",
    "(資料圖片 來源互聯網)",
    "?",
    "\u00a0",
    "……",
    "10月22日",
    "東嶺工業穩步增長",
    "    return '好'",
    "&nbsp;&amp;lt;",
    '山路<br/>很窄。<tt id="ab12">小心</tt>，。',
    "天亮了。6 t9 |. j5 I8 a+ y",
    "+ O5 ]1 J/ k. Q7 h",
    "天亮了。\\r\\n我們上山。x0dx0a?#20154;&lt;br&gt;",
    "⼈⼯智能\u202a（1 5億元）\u202c\ufffc",
    "他說:路很窄(要小心),２０分鐘!",
    "甲\u00a0乙\u3164丙\ue000\U000e0041",
    "\u3000\u3000近日\u200b，他\ufffd來了\r",
)
KIT = {"發": "fā", "業": "yè", "創": "chuàng", "產": "chǎn", "實": "shí", "現": "xiàn", "隊": "duì"}


def kit(text):
    """What the content-spinning kit does: replace on the bytes of the GBK text, one by one."""
    data = text.encode("gbk", "replace")
    for character, reading in KIT.items():
        code = character.encode("gbk")
        data = data.replace(code, code + f"({reading})".encode("gbk"))
    return data.decode("gbk", "replace").replace("\ufffd(", "?")


def page(lines):
    return "\n".join(lines)


def twice(lines):
    """The same lines under another header."""
    return [*lines, LINES[1], LINES[2], *lines]


lines = st.lists(st.sampled_from(SENTENCES + LINES) | st.text(max_size=30), max_size=24)
pages = lines.map(page) | lines.map(twice).map(page)
texts = st.text() | pages | pages.map(kit)
texts = texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
