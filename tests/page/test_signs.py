"""Small pages of many kinds: what shows that they are a site's, and what stays of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup import clean
from cleanup.page.classifier.trees import GATE, forest
from cleanup.page.evidence import MOST, evidence
from cleanup.page.segment import segment
from cleanup.page.signs import signs

PAGES = {
    "a chapter between pagers": """
- 听涛书院 > 武侠 > 断桥 > 第九章
- 上一章 返回目录 下一章 加入书签
= 第九章　断桥
= 　　桥断在第三根桩子上，水从缺口里翻上来，把月亮打成一片一片的。
= 　　“过不去了。”船家说。
= 　　他把包袱往肩上一甩，一句话也没有说，转身就往上游的浅滩走去。
- （本章未完，请点击下一页继续阅读）
- 上一章 返回目录 下一章
- 版权所有 听涛书院 请勿转载
""",
    "a poem under a menu": """
- 首页 | 现代诗 | 古体诗 | 投稿 | 登录
- 您的位置：首页 > 现代诗 > 正文
= 井台
= 井绳磨出来的沟，
= 比我的手指还深。
= 外婆弯腰打水，
= 月亮碎了，
= 又圆了。
- 赞 12 收藏 分享 举报
- 上一首：老屋
- 下一首：雨
- 版权所有 云溪诗社 京ICP备00000001号
""",
    "a thread": """
- 立即注册 登录 找回密码
- 查看: 530|回复: 1
= 旧自行车的链条怎么上油才不沾灰
- 只看该作者 倒序浏览 电梯直达
= 骑了六年的车，每次上完油没几天链条就黑得像炭，请教各位有没有什么好办法。
- 回复 支持 反对 举报
= 先用煤油把链条泡一夜，擦干净以后一节一节地滴，滴完一定要把外面的油擦掉。
- 回复 支持 反对 举报
- 您需要登录后才可以回帖 登录 | 立即注册
- Archiver|手机版|小黑屋
""",
    "a notice of an office": """
- 网站首页 | 政务公开 | 办事服务 | 互动交流
- 您现在的位置：网站首页 > 通知公告
= 关于暂停办理业务的通知
= 因系统升级，本周六上午九时至十二时暂停办理各项业务，请广大市民合理安排时间。
= 南岭市不动产登记中心
= 2022年4月8日
- 【字体：大 中 小】 【打印本页】 【关闭窗口】
- 主办：南岭市自然资源局 网站标识码：0000000000
""",
    "Taiwanese news": """
- 首頁 > 地方 > 即時新聞
= 老茶廠重開　烘出三十年前的味道
- 2020-05-14 09:12　記者林某／南投報導
- 分享　留言　列印　字級：小 中 大
= 停工三十年的老茶廠上午重新點火，老師傅用當年的竹簍把第一批茶葉送進烘房。
= 廠長說，機器都是從倉庫裡找出來修好的，烘出來的茶香，和他小時候聞到的一樣。
- 延伸閱讀
- 山區午後雷雨　遊客留意落石
- 加入LINE好友 訂閱電子報
- 著作權聲明 隱私權政策 聯絡我們
""",
    "Japanese news": """
- ホーム > 地域 > 北部
- ログイン 会員登録
= 廃校の鐘、二十年ぶりに響く
- 2021年6月3日 9時30分
- シェア ツイート 印刷
= 二十年前に閉校した小学校で三日、住民が修理した鐘が鳴らされ、集まった卒業生らが耳を傾けた。
= 鐘を直した元大工の男性は「音が昔と少しも変わらない」と話し、何度も綱を引いた。
- 関連記事
- ランキング
- 利用規約 プライバシーポリシー お問い合わせ
- 無断転載を禁じます
""",
    "Korean news": """
- 로그인 | 회원가입 | 구독
- 홈 > 지역 > 북부
= 문 닫은 우체국, 마을 찻집이 되다
- 입력 2019.11.02 오전 9:10
- 글자크기 인쇄하기 공유하기
= 이십 년 전에 문을 닫은 우체국이 지난 주말 주민들의 손으로 고쳐져 찻집으로 다시 문을 열었다.
= 편지를 나누던 창구에서는 이제 차를 내고, 벽에는 배달부가 쓰던 가방이 그대로 걸려 있다.
- 관련기사
- 댓글쓰기
- 이용약관 개인정보처리방침 청소년보호정책
- 무단전재 및 재배포 금지
""",
    "a chapter in parts": """
- 听涛书院手机版
- 手机浏览器扫描二维码访问
= 第九章 断桥（第2页）
= 　　船家把缆绳在石墩上绕了三圈，说今晚谁也别想过这条河，除非桥自己长回来。
= 　　他听了这话只是笑，把鞋脱下来挂在脖子上，一步一步往浅滩里走。
- 本章未完，请点击下一页继续阅读！
- 上一页 目录 下一页
- 热门小说推荐
- 我在边城开铁铺
- 师父她不想下山
""",
    "a chapter whose pager stands under the path": """
- 首页 > 武侠 > 断桥 > 第九章
- 上一页　目录　下一页　书签
= 第九章　断桥
- 作者：听雨客　本章字数：1204　更新：2018-03-04 00:12
= 　　桥断在第三根桩子上，水从缺口里翻上来，把月亮打成一片一片的。
= 　　“过不去了。”船家说，把缆绳扔回船上，坐下来抽他的烟。
- （本章完）
- 求月票，求推荐票！
- 上一页　目录　下一页
- Copyright © 2018 听涛书院 All Rights Reserved.
""",
    "a report under the names of a site": """
- 清溪在线 新闻 房产 招聘 二手 论坛
- 清溪在线 - 新闻 - 民生
= 老桥拆除 居民捡走桥上的铆钉
- 2015年04月02日 清溪在线 记者 白某
= 使用了四十年的老桥昨天开始拆除，不少居民赶来，从废铁堆里捡走一颗铆钉，说要留个念想。
= 施工方表示，桥栏杆上的石狮子已经编号，将移到新建的滨河公园里去。
- 表情 发布
- 清溪在线QQ群：100000000
- 网站法律顾问：某某律师事务所
""",
}
PLAIN = {
    "a serial's own end of chapter": """
第九章　断桥

桥断在第三根桩子上，水从缺口里翻上来，把月亮打成一片一片的。

（本章完）
""",
    "a reader told to scan": """
活动须知
一、请提前十分钟到场。
二、扫码签到后领取座位号。
三、现场提供热水，请自带杯子。
主办：清溪读书会
便民电话：000-0001
""",
    "an author's other works": """
渡口（短篇小说集）
作者的其他作品
《旧雨》，东岭出版社，一九九八年
《桥上人家》，东岭出版社，二〇〇三年
扫描二维码可以听到作者的朗读
""",
    "an english reading list": """
Notes on salt marshes

Related articles
Tidal creeks of the northern bay, 1998
Grazing and the salt marsh, 2003
Read next
The two books of the late warden, which I have lent to nobody since.
""",
    "labels of a story": """
屏幕上只有四个字：登录，注册。
他按下“登录”，什么也没有发生。
首页
评论
分享
登录
这四个词在窗口左边排成一列，像四个不肯走的客人。
""",
    "a rights line of a book": """
山居集
李某 著
版权所有，翻印必究
二〇一二年三月
山里的雾在清晨最浓，走在石阶上，只听得见自己的脚步声。
""",
    "a table of contents": """
目录
第一章　上一页
第二章　下一页
第三章　返回首页
附录　版权声明
""",
}


def parted(page):
    """The page itself, the lines that are to stay, and those that are to go."""
    rows = [row.partition(" ") for row in page.strip("\n").split("\n")]
    stay, go = ([text.strip() for mark, _, text in rows if mark == one] for one in "=-")
    return "\n".join(text for _, _, text in rows) + "\n", stay, go


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_small_page_keeps_its_text(page):
    """Nothing of headline, text and signature goes."""
    text, stay, _ = parted(page)
    assert signs(segment(text)).web
    left = [line.strip() for line in clean(text).text.split("\n")]
    assert [line for line in stay if line not in left] == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_small_page_loses_its_site(page):
    """All of what the site printed goes, but for a line at the most."""
    text, _, go = parted(page)
    left = [line.strip() for line in clean(text).text.split("\n")]
    assert len([line for line in go if line in left]) <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="登录首页上一章。，\n abc>|0123", max_size=200))
def test_all_evidence_is_whole_numbers(text):
    """Whatever the text, its evidence can be weighed, and nothing else is weighed."""
    page = segment(text)
    if page.blocks:
        found = evidence(signs(page))
        assert set(forest(GATE).names) <= set(found)
        assert all(isinstance(value, int) and abs(value) <= MOST for value in found.values())


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_labels_and_rights_alone_make_no_page(text):
    """What an author wrote stays."""
    text = text.lstrip("\n")
    assert not signs(segment(text)).web
    assert clean(text).text == text
