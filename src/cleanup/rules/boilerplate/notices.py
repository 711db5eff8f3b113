"""What sites say to their readers, by subject, as patterns over folded text (see page.fold).

A word alone proves nothing; the subjects of a page's recurring lines together tell a site from a
form. Written from what publishing systems print in several languages; no name of a site is here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

# Each subject counts once, however many of its words there are.
SUBJECTS = {
    "account": (
        "登录|登陆|登入|会员注册|注册会员|免费注册|新用户注册|忘记密码|ログイン|会员登录|"
        r"会员登陆|マイページ|로그인|회원가입|\blog ?in\b|\bsign ?in\b|\bsign ?up\b|\blog ?out\b|"
        r"create (?:an |your )?account|my account|\banmelden\b|\bregistrieren\b|se connecter|"
        "s'inscrire|iniciar sesión|registrarse|войти|регистрация"
    ),
    "follow": (
        "关注(?:我们|本|官方|微信|公众)|(?:欢迎|敬请|点击|添加)关注|公众号|订阅号|官方微[信博]|"
        "微信扫|扫一扫|扫码|扫描.{0,6}二维码|长按.{0,6}二维码|フォロー(?:する|して|お愿)|"
        r"公式アカウント|팔로우|페이스북|트위터|인스타그램|카카오톡 채널|\bfollow (?:us|our)\b|"
        r"\bjoin us on\b|\blike us on\b|\bfacebook\b|\binstagram\b|folgen sie uns|"
        "suivez[- ](?:nous|notre)|síguenos|подписывайтесь|мы в соцсетях"
    ),
    "application": (
        "客户端|(?:下载|安装|打开|点击).{0,12}app|app.{0,4}下载|手机版|电脑版|"
        "アプリ(?:を|で|版|ダウンロード)|앱(?:을|에서| 다운)|앱 ?설치|"
        r"\b(?:download|get|install|open|in|with) (?:the|our) (?:[^ ]+ ){0,3}app\b|app store|"
        r"google play|unsere app|\bapp herunterladen|notre application|nuestra aplicación|"
        "скачайте|приложени[ея]"
    ),
    "subscribe": (
        "欢迎订阅|立即订阅|点击订阅|在线订阅|订阅(?:本|我们|电子报)|rss|メールマガジン|メルマガ|"
        "购読(?:する|はこちら|登录)|뉴스레터|구독(?:하기|신청|해)|"
        r"\bsubscribe (?:to|now|for|today)\b|\bsubscribe$|^subscribe\b|\bnewsletters?\b|"
        r"\babonnieren\b|s'abonner|abonnez-vous|suscríbete|suscribirse|boletín|рассылк"
    ),
    "cookies": r"\bcookies?\b|クッキー|쿠키|куки",
    "rights": (
        "版权(?:归|所有|声明|为|均|属|与)|著作权(?:归|为|属)|"
        "转载(?:请|须|时|使用|或|、|,|的|自|内容|和|本)|请勿转载|谢绝转载|禁止转载|不得转载|"
        "未经.{0,10}(?:授权|许可|书面).{0,16}(?:转载|复制|镜像|使用)|无断(?:転|转)载|"
        "(?:転|转)载を禁|무단.{0,6}전재|재배포.{0,4}금지|仅代表作者|不代表.{0,8}(?:立场|观点)|"
        r"不构成.{0,8}建议|如有侵权|侵权.{0,8}(?:删除|联系)|©|\bcopyright\b|all rights reserved|"
        "may not be (?:published|reproduced|copied)|reproduction .{0,30}prohibited|"
        "alle rechte vorbehalten|tous droits réservés|todos los derechos|toute reproduction|"
        "nachdruck|все права защищены"
    ),
    "policy": (
        "隐私(?:政策|声明|条款|权)|使用条款|服务条款|用户协议|免责声明|利用规约|プライバシー|"
        "特定商取引|개인정보|이용약관|청소년보호|privacy (?:policy|notice|statement|settings)|"
        r"terms (?:of (?:use|service)|and conditions|& conditions)|\bdatenschutz|\bimpressum\b|"
        r"\bnutzungsbedingungen|mentions légales|politique de confidentialité|"
        "política de privacidad|aviso legal|политика конфиденциальности|"
        "пользовательское соглашение"
    ),
    "medium": (
        "更多(?:精彩|内容|资讯|新闻|好文).{0,10}(?:请|尽在|访问|点击|关注)|本网(?!络|膜|格|点)|"
        "本站|本平台|本栏目|本专栏|本公众号|本公号|"
        "本[报刊](?!告|表|记者|讯|电|评论员|特派|通讯员|实习|专电|价|销|名|文|物)|"
        "(?:新闻|门户|官方|综合性?|资讯)(?:网站|网)|网站简介|关于我们|我们的编辑部|全媒体平台|"
        "当サイト|本サイト|当社のサイト|本纸|编集部|사이트(?:는|의|에서)|본지|본 ?사이트|편집국|"
        r"저희 신문|\b(?:our|this) (?:web ?)?site\b|"
        r"\bour (?:newsroom|journalism|reporters|readers|magazine)\b|\babout us\b|"
        r"independent (?:news|media|newsroom|online)|\bunsere (?:redaktion|website|webseite)\b|"
        "notre (?:site|rédaction|journal)|nuestr[oa] (?:sitio|redacción|diario)|"
        "наш(?:а|ем)? (?:сайт|редакция)"
    ),
    "reader": (
        "为您(?:播报|推送|送上|带来)|为您提供.{0,10}(?:资讯|新闻|内容|消息)|您正在(?:阅读|浏览)的是|"
        "感谢您?的?(?:阅读|订阅)|敬请(?:期待|关注)|阅读原文|后台.{0,6}留言|左下角|右下角|"
        "(?:栏目|专栏).{0,6}(?:每[周月日天]|更新|由)|最新(?:ニュース|情报)をお届け|お届けします|"
        "독자 여러분|받아 보실|"
        r"thank you for reading|you are reading|stay (?:tuned|informed|up to date)|your inbox|"
        r"our (?:weekly|daily|morning) (?:column|email|briefing)|in ihr postfach"
    ),
    "contact": (
        "联系我们|联络我们|欢迎投稿|投稿(?:邮箱|信箱|请|热线)|举报(?:电话|邮箱|热线)|新闻热线|"
        "爆料|客服(?:电话|热线|中心)|商务合作|广告合作|お问い?合わせ|제보|문의(?:하기|:)|"
        r"광고문의|\bcontact us\b|\bcontact our\b|\bnews ?tips?\b|"
        r"\bsend (?:us )?(?:your )?tips\b|\bkontakt\b|nous contacter|contactez|contáctanos|"
        "обратная связь"
    ),
    "share": (
        "分享(?:到|至|给好友)|转发(?:到|至)|复制链接|シェアする|ツイート|공유하기|"
        r"\bshare (?:this|on|via|now)\b|^share$|\bshare (?:facebook|twitter)|\bteilen\b|"
        r"\bpartager\b|\bcompartir\b|поделиться"
    ),
    "comments": (
        "发表评论|网友评论|查看评论|评论区|我要评论|文明上网|跟帖|コメント(?:する|を书|一览)|"
        r"댓글|leave a (?:reply|comment)|\bcomments? (?:are|section|policy)\b|post a comment|"
        "view comments|kommentare|commentaires|comentarios|комментари"
    ),
    "advertisement": (
        r"affiliate (?:links?|commission)|earn an? (?:\w+ )?commission|^广告$|"
        "广告(?:服务|投放|刊登|合作)|赞助商|スポンサー|^pr$|^광고$|광고 ?(?:안내|문의)|"
        r"^advertisement$|\badvertise with us\b|\bsponsored\b|^ad$|^anzeige$|^publicité$|"
        "^publicidad$|^реклама"
    ),
    "support": (
        r"打赏|赞赏支持|支持我们|ご支援|후원하기|\bdonate\b|become a member|\bmembership\b|"
        r"support (?:our|us|independent)|\bmake a (?:gift|contribution)\b|faites un don|"
        "jetzt spenden|поддержать"
    ),
    "navigation": (
        "返回首页|返回顶部|回到顶部|网站地图|站内搜索|设为首页|加入收藏|サイトマップ|"
        "トップページ|ページの先头|사이트맵|맨 위로|skip to (?:main )?content|back to top|"
        r"\bsite ?map\b|\bhome ?page\b|^home$|^menu$|^search$|read (?:more|next)|zum inhalt|"
        "nach oben|startseite|plan du site|haut de page|mapa del sitio|на главную|наверх"
    ),
    "related": (
        "相关(?:阅读|新闻|文章|推荐)|推荐阅读|猜你喜欢|热门文章|关联(?:记事|ニュース)|"
        "おすすめ记事|人気记事|관련 ?기사|많이 본 (?:뉴스|기사)|"
        "related (?:articles|stories|posts)|you may also like|most (?:read|popular)|"
        "recommended for you|mehr zum thema|à lire aussi|lee también|читайте также"
    ),
}
# Invitations that no text's own formula is; one of these alone shows a site.
INVITATIONS = frozenset({"follow", "application", "subscribe", "cookies"})
# Texts that say on what terms a work may be used, belong to the work.
LICENCE = regex(
    "许可协议|知识共享|公有领域|自由软件|开源协议|クリエイティブ・コモンズ|ライセンス|라이선스|"
    r"creative commons|\bcc[- ]by\b|\bcc0\b|licen[cs]ed? (?:under|to|for|agreement|is|as|and)|"
    r"\b(?:public|software|this|the|an?|"
    r"full|free|mit|apache|bsd|documentation|gutenberg[^ ]{0,3}|\d\.\d) licen[cs]e|"
    r"warrant(?:y|ies)|gnu |\bgpl\b|spdx|permission is hereby|redistributions? (?:and|of|in)|"
    "public domain|free software|lizenz|licencia|лицензи"
)
# Numbered clauses and headings are parts of a text, whatever they speak of.
CLAUSE = regex(
    r"^(?:第[一二三四五六七八九十百零\d]+[条章节款项编]|제\d+조|[(（]?[一二三四五六七八九十]+[)、.]|\(?\d{1,3}[.)、](?!\d)|"
    r"\d{1,3}\.\d|(?:article|section|clause|artikel|artículo|§|step|статья)\s?[\divx]|#{1,6} )"
)
COMMENT_MARK = regex(r"^(?:#|//|/\*|\*/|\*\s|--\s|<!--|;;|%%?\s|rem |\"\"\")")  # of source code


HEADS = regex(r"(?<![^|])(\\b)?\(\?:([^()]*)\)((?:[^|()]|\([^()]*\))*)")
BOUNDARY, LINE_START = regex(r"(?<![^|])\\b(\w)"), regex(r"(?<![^|])\^(\w)")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {subject: re.compile(led(words), re.MULTILINE) for subject, words in SUBJECTS.items()}


def led(words: str) -> str:
    """The same pattern, of which each alternative begins with a letter.

    Then only places with one of these letters are looked at, which is ten times as fast: what
    stands before the letter is asked after it.
    """
    words = HEADS.sub(
        lambda one: "|".join(f"{one[1] or ''}{h}{one[3]}" for h in one[2].split("|")), words
    )
    return LINE_START.sub(r"\1(?<!.\1)", BOUNDARY.sub(r"\1(?<!\\w\1)", words))


@lru_cache(maxsize=4096)  # the lines that are asked for most recur from page to page
def subjects(folded: str) -> frozenset[str]:
    """The subjects of sites that a line speaks of."""
    return among(SUBJECTS, folded)


def among(asked: Iterable[str], folded: str) -> frozenset[str]:
    """Those of some subjects that a text of one line or several speaks of."""
    return frozenset(subject for subject in asked if _patterns()[subject].search(folded))
