"""A page that states its metadata, and what becomes of it with front matter."""

from __future__ import annotations

BODY = (
    "今年前三季度，东岭市规模以上工业增加值同比增长百分之八，增速居全省首位，其中制造业最快。\n"
    "与此同时，科技金融支撑更加有力，整合设立总规模五十亿元的风投基金，企业融资难题得到缓解。\n"
)
HEADLINE = "东岭工业稳步增长"
PAGE = (
    f"首页 > 新闻 > 地方 > 正文\n{HEADLINE}\n2024-03-05 10:20 来源：东岭日报 作者：李某\n{BODY}"
    "责任编辑：王某\n"
)
BLOCK = (
    f'---\ntitle: "{HEADLINE}"\ndate: "2024-03-05T10:20:00"\nsource: "东岭日报"\nauthor: "李某"\n'
    'editor: "王某"\nsection: "地方"\n---\n\n'
)
CLEAN = f"{HEADLINE}\n{BODY}"
POST = "---\r\nlayout: post\r\ntags:\r\n  - 港口  \r\n\r\n# 注\r\n---\r\n"
