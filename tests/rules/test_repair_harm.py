"""Clean text of many languages and notations that looks like what the rules of repair mend."""

from __future__ import annotations

import pytest

import cleanup

STAYS = {
    "afrikaans": "Dit is ŉ mooi dag; sê dit vir môre.",
    "arabic": "قال: «الكتاب على الطاولة»، ثم مضى.",
    "armenian": "Գիրքը սեղանի վրա է։",
    "belarusian": "Ён сказаў: «Добры дзень!» — і пайшоў.",
    "bulgarian": "«А» клас, «Б» клас; 5 лв. – 10 лв.",
    "czech": "Přišel, viděl… „zvítězil“?",
    "danish": "Åen løber gennem Ærø; »nej«, sagde han.",
    "dutch": "’s Avonds kost het € 5,– per stuk.",
    "ewe": "Ɛnyɔ ŋutɔ, ɖevi la ɖe kuku na mía tɔgbui.",
    "finnish": "HÄÄYÖAIE, ÄÄ ja ÖÖ; SELKÄ EDELLÄ.",
    "french": "ÉTÉ À L’ÎLE… « Où ? » — À Nîmes, n° 5.",
    "georgian": "წიგნი მაგიდაზეა.",
    "german": "GRÖSSE: ÄÖÜ, Straße § 5, 20 °C – „Ja“.",
    "greek": "Η ¨θάλασσα¨ είναι ήσυχη· «ναι».",
    "hindi": "किताब मेज़ पर है।",
    "hungarian": "Árvíztűrő tükörfúrógép, ŐRÜLT ŰR.",
    "icelandic": "Það er ÞÝÐING á Íslensku.",
    "igbo": "Ọ dị mma; ụlọ ahụ dị ọcha.",
    "japanese half width": "ﾊﾝｶｸ ﾓｼﾞ ﾉ ﾚｲ",
    "kazakh": "Кітап үстел үстінде тұр.",
    "korean": "똠방각하, 뷁, 쌰: 책은 책상 위에.",
    "latvian": "Āboli, ķirši, ģitāra; ŠĶĒRES.",
    "lithuanian": "Žąsis ėjo į ūkį.",
    "maltese": "Ġorġ u Ġanni marru l-Għarb, ħafna żmien ilu.",
    "navajo": "Azlį́į́ʼ, díí Kótʼe Ákʼi.",
    "persian": "می‌خواهم «کتاب‌ها» را بخوانم.",
    "polish": "ŁÓDŹ, źdźbło, ŻÓŁW — „tak”.",
    "portuguese": "SÓ… VOCÊ, AÇÃO: 1ª e 2º; C O N C L U S Ã O",
    "romanian": "Înțeleg; ÎNȚELEGERE, „da”.",
    "russian": "«МиГ» и ВКонтакте, её ЗАО «ёлка»; № 5 – 20 °С.",
    "spanish": "¡¡Hola!! ¿Qué £5? ¡Año nuevo!¡Vamos!",
    "spanish by mistake": "feliz cumple¡¡ te quiero¡¡ besos¡¡",
    "thai": "หนังสืออยู่บนโต๊ะ",
    "turkish": "İĞNE, ığdır, ŞİŞLİ’de.",
    "ukrainian": "«Ґанок» — це її п’ять їжаків.",
    "vietnamese": "QUYỂN SÁCH Ở TRÊN BÀN; Tại sao?",
    "yoruba": "Ìwé wà lórí tábìlì; Ọ̀ṣun.",
    "table": "┌──┬──┐\n│ё│её│\n└──┴──┘",
    "line art": "├┤a┼┐a┼┐a╬Б╬А",
    "mathematics": "(−½)! = √π; 4×… ∆° ≈ 3·10²",
    "phonetic": "[ˈʃtʁaːsə], /ʒ/ und /ʩ/",
    "prices": "It costs £5; ¢50, £¼ and ¥1 each.",
    "stars": "我们★喜欢☆看雪，他说：😀好",
    "nobelium": "锘，符号 No，是一种金属元素。",
    "query": "page.asp?a=1&nbspx=2&copy=3",
    "pattern": "匹配 [\\u4e00-\\u9fa5] 的字",
    "windows path": "C:\\users\\uface\\你好.txt",
    "json": '{"题": "\\u5c71\\u8def"}',
    "characters set wide": "甲 乙 丙 丁 戊 己 庚 辛 壬 癸",
    "words set apart": "我们 一起 上山 ， 雪 停 了 。",
    "verse set wide": "山 远 天 高 烟 水 寒",
    "korean spaced": "안 녕 하 세 요 .",
    "reader": "水(shuǐ)泵(bèng)很(hěn)大(dà)，我(wǒ)們(men)看(kàn)水(shuǐ)。",
    "reader without tones": "山(shan)高(gao)水(shui)长(chang)，天(tian)黑(hei)路(lu)远(yuan)。",
    "polyphones": "行(xing)走、银行(hang)、行(xing)李，重(zhong)要、重(chong)新，长(chang)短。",
    "labels": "方案(a)、方案(b)、文件(doc)、软件(app)、用户(an)、门(men)、路(lu)、水(shui)。",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_clean_text_stays(text):
    """By itself, and as lines of a page."""
    for whole in (f"{text}\n", f"第一行。\n{text}\n第三行。\n"):
        assert whole == cleanup.clean(whole).text
