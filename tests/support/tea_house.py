"""One small story in five writings, into which spam is put, and how it is cleaned of it."""

from __future__ import annotations

import cleanup
from cleanup.settings import Settings

HANS = (
    "东岭老街的茶馆",
    "茶馆开在桥头，每天天不亮就烧水，挑担的人过桥以前总要进来喝一碗。",
    "老板姓周，祖上三代都在这条街上做生意，谁家的孩子几岁，他都说得出来。",
    "去年冬天桥修好了，过桥的人反而少了，茶馆里的椅子常常空着一半。",
)
HANT = (
    "東嶺老街的茶館",
    "茶館開在橋頭，每天天不亮就燒水，挑擔的人過橋以前總要進來喝一碗。",
    "老闆姓周，祖上三代都在這條街上做生意，誰家的孩子幾歲，他都說得出來。",
    "去年冬天橋修好了，過橋的人反而少了，茶館裡的椅子常常空著一半。",
)
ENGLISH = (
    "The Tea House by the Bridge",
    "The tea house stands at the bridge, and the water is on the fire long before it is light.",
    "Its owner knows the age of every child in the street, as did his father before him.",
    "Last winter the bridge was mended, and since then half of the chairs have stood empty.",
)
JAPANESE = (
    "橋のたもとの茶店",
    "茶店は橋のたもとにあり、夜が明ける前から湯を沸かして、橋を渡る人を待っている。",
    "主人は三代続けてこの通りで商いをしており、どの家の子が何歳かをみな覚えている。",
    "去年の冬に橋が直ってからは、かえって渡る人が減り、椅子の半分は空いたままだ。",
)
KOREAN = (
    "다리 옆의 찻집",
    "찻집은 다리 옆에 있고, 날이 밝기 전부터 물을 끓여 다리를 건너는 사람들을 기다린다.",
    "주인은 삼대째 이 거리에서 장사를 하며, 어느 집 아이가 몇 살인지 다 알고 있다.",
    "지난겨울 다리를 고친 뒤로는 오히려 건너는 사람이 줄어 의자의 반이 비어 있다.",
)
BODIES = {"hans": HANS, "hant": HANT, "english": ENGLISH, "japanese": JAPANESE, "korean": KOREAN}


def text_of(lines):
    return "".join(f"{line}\n" for line in lines)


def clean(text):
    return cleanup.clean(text, Settings(select=("SPM",))).text
