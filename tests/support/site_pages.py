"""What sites print above and below articles, by language: to put around a text of one's own."""

from __future__ import annotations

LABELS = {  # above; below; below, where the list of related articles is without any
    "hans": (
        "首页\n登录\n注册\n关于我们\n联系我们\n",
        "版权所有 东岭信息网 京ICP备00000001号\n",
        "分享到\n相关阅读\n",
    ),
    "hant": (
        "首頁\n登入\n註冊\n關於我們\n聯絡我們\n隱私權政策\n",
        "版權所有 東嶺網 © 2023\n",
        "分享到\n相關閱讀\n",
    ),
    "ja": (
        "ホーム\nログイン\n新規会員登録\nお問い合わせ\nプライバシーポリシー\n利用規約\n",
        "Copyright © 2023 東嶺 All Rights Reserved.\n",
        "シェア\n関連記事\n",
    ),
    "ko": (
        "홈\n로그인\n회원가입\n이용약관\n개인정보처리방침\n고객센터\n",
        "Copyright © 2023 동령 All rights reserved.\n",
        "공유하기\n관련기사\n",
    ),
    "en": (
        "Home\nLog in\nSign up\nContact us\nAbout us\nPrivacy Policy\n",
        "© 2023 Example. All rights reserved.\n",
        "Share\nRelated articles\n",
    ),
}
DATE = "2023-09-12\n"
CRUMBS = "登录 注册\n首页 > 新闻 > 地方 > 正文\n"
BYLINE = "2023-09-12 10:20 来源：东岭日报 作者：李某\n"
SHARE_BAR = "分享到：微信 微博\n"
END = (
    "责任编辑：王某\n相关新闻\n东岭举行运动会\n南岭开通新航线\n网友评论\n"
    "版权所有 东岭信息网 京ICP备00000001号\n"
)


def amid_labels(text: str, language: str) -> str:
    """A page with a menu of single labels above `text`, and a date and a word of rights below."""
    above, below, _ = LABELS[language]
    return above + text + DATE + below


def above_related(text: str, language: str) -> str:
    """The same, with the heads of a share bar and of related articles below `text`."""
    above, below, related = LABELS[language]
    return above + text + related + DATE + below


def below_byline(text: str, _: str) -> str:
    """A page of a newspaper: breadcrumb, headline, byline, `text`, editor, related articles."""
    headline, _, body = text.partition("\n")
    return f"{CRUMBS}{headline}\n{BYLINE}{body}{SHARE_BAR}{END}"


def parted_by_buttons(text: str, _: str) -> str:
    """The same, with a share bar behind the first sentence and nothing but rights below."""
    headline, lead, body = text.split("\n", 2)
    return f"{CRUMBS}{headline}\n{BYLINE}{lead}\n{SHARE_BAR}{body}{LABELS['hans'][1]}"


SITES = (amid_labels, above_related, below_byline, parted_by_buttons)
