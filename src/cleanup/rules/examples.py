"""Texts of our own that declarations of rules put their defects into."""

BODY = (
    "今年前三季度，東嶺市規模以上工業增加值同比增長百分之八，增速居全省首位。\n\n"
    "與此同時，科技金融支撐更加有力，整合設立總規模五十億元的風投基金，成效明顯。\n"
)
ARTICLE = f"東嶺工業穩步增長\n\n{BODY}"
SITE = "登录 注册\n当前位置：首页 > 新闻\n"  # two signs of a web page
