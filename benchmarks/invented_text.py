"""Articles that nobody wrote: Chinese prose of short frames, filled with words by frequency.

What matters is how little two of them have in common. Real news of 600 characters share .0005 of
their character 4-grams and .00015 of their 5-grams in the mean. Words are drawn by frequency, but
the common ones less often than in prose, and what is fixed in a frame is seldom longer than two
characters; stock phrases put back what real authors share. `python -m benchmarks.duplicated_corpus`
prints the rates.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from random import Random
from typing import NamedTuple

from cleanup.data import words

COSTS = (11, 18)  # bits of the words that fill the frames
FLATTER = 0.75  # what a word's bits count for
DRAWN = 1 << 16  # entries of a list from which uniform draws follow the weights

# 0 to 3 are words, 4 a place, 5 a person, 6 a figure with its unit, 7 a stock phrase.
FRAMES = """
{0}{1}的{2}{3} {4}的{0}{1}已{2}{3} {5}把{0}{1}{2}到{4} {0}与{1}之间{2}了{3} {4}{0}{1}达{6}
{0}{1}比{2}多{6} {5}说{0}{1}要{2}{3} 在{4}{0}{1}，{2}被{3} {7}{0}的{1}{2} {7}，{4}{0}{1}{2}
{0}后的{1}由{5}{2} 每个{0}{1}约{6} {0}从{6}降到{1}{2} {4}人{0}{1}着{2}{3} 不少{0}{1}仍{2}{3}
{5}在{4}{0}了{1}{2} {0}{1}、{2}{3}和{4}的{1} 对{0}{1}来说{2}{3} {0}{1}里只剩{6} {7}{4}{0}{1}
一种{0}的{1}正{2}{3} {0}{1}于{4}{2} {5}等人{0}{1}，{2}也{3} {0}{1}{2}不再{3} 把{0}{1}交给{5}
{4}到{4}的{0}{1} {0}为{1}{2}了{6} 若{0}{1}，则{2}{3} {0}{1}{2}，{5}便{3} 那{0}{1}像{2}一样{3}
{2}{3}是{0}{1} {0}{1}超过{6} 仅{4}就{0}{1}{6} {0}既{1}又{2} {5}向{0}{1}{2}{3} 由于{0}{1}{2}
"""
STOCK = """
与此同时 值得一提的是 据了解 记者了解到 除此之外 在此基础上 从目前情况看 按照计划 总的来看 换句话说
相关负责人表示 数据显示 业内人士认为 到目前为止 在接受采访时 值得注意的是 不仅如此 事实上 一般来说
近年来 截至目前 去年同期 第二天一早 过了一会儿 多年以后 据当地居民介绍 用他的话说 说到这里 简单来讲
具体而言 更重要的是 令人意外的是 有人担心 也有人提出 专家建议 有关部门提醒 谁也没想到
从那时起 下一步 一方面 另一方面 无论如何 归根到底 众所周知 不可否认 相比之下 在很长一段时间里 为此
"""
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马苗方俞"
)
GIVEN = (
    "文武明亮春夏秋冬山川海江林森雨雪云风月星兰竹梅松柏安宁平康福寿德才学思远志恒刚强勇毅慧敏静雅"
)
EARTH = "青白东西南北上下新古大小红金银石云龙凤双三柳松竹桃梅清平安永长高临望归宝铁沙黄黑紫"
WATER = "岭河湾坪桥渡沟塘山泉港洲台溪村寨镇堡浦岗坡湖店庄埠屿滩谷坝峪"
UNITS = "万元 亿元 人 户 吨 公里 米 亩 天 年 个月 次 台 家 岁 分钟 小时 公斤 % 吨 辆 名 本 元"


class Lists(NamedTuple):
    """What slots are filled from, by uniform draws."""

    words: list[str]
    places: list[str]
    people: list[str]
    figures: list[str]
    stock: list[str]
    frames: list[str]


@cache
def lists() -> Lists:
    """The same lists for every seed."""
    chance = Random("lists")
    low, high = COSTS
    costs = {w: cost for w, cost in words().items() if len(w) == 2 and low <= cost <= high}
    writable = {
        w: cost for w, cost in costs.items() if w.encode("gb2312", "ignore").decode("gb2312") == w
    }
    weights = [2 ** -(FLATTER * cost) for cost in writable.values()]
    return Lists(
        chance.choices(list(writable), weights, k=DRAWN),
        [a + b + end for a, b, end in product(EARTH, WATER, ("", "", "县", "区", "市"))],
        ["".join(name) for name in product(SURNAMES, ["", *GIVEN], GIVEN)],
        [figure(chance) + unit for unit in UNITS.split() for _ in range(400)],
        STOCK.split(),
        FRAMES.split(),
    )


@cache
def paragraphs() -> list[tuple[str, ...]]:
    """What ends the clauses of a paragraph: two to four sentences of one to three clauses."""
    ends = ("。",), ("，", "。"), ("，", "，", "。"), ("，", "；", "，", "。")
    found = [sum(one, ()) for count in (2, 3, 4) for one in product(ends, repeat=count)]
    return [(*one[:-1], "。\n") for one in found if 5 <= len(one) <= 10]


def figure(chance: Random) -> str:
    """A number as it stands in prose, most of them with two to four digits."""
    digits = int(10 ** (0.5 + 3.5 * chance.random()))
    return f"{digits / 10:.1f}" if chance.random() < 0.35 else str(digits)


def title(chance: Random) -> str:
    """A headline of 10 to 18 characters."""
    pool = lists()
    first, second, third, last = chance.choices(pool.words, k=4)
    place = chance.choice(pool.places)
    form = chance.choice(
        ("{0}{1}{2}{3}{4}", "{2}{1} {0}{3}{4}", "{0}：{1}{2}的{3}{4}", "{1}{2}{3}了{0}{4}")
    )
    return form.format(place, first, second, third, last)


def clauses(chance: Random, count: int) -> list[str]:
    """So many clauses without the punctuation that ends them."""
    pool = lists()
    columns = [chance.choices(pool.words, k=count) for _ in range(4)]
    columns += (chance.choices(some, k=count) for some in pool[1:])
    *slots, frames = columns
    return [frame.format(*words) for frame, *words in zip(frames, *slots, strict=True)]


def article(chance: Random, least: int = 350, most: int = 700) -> str:
    """A headline and paragraphs, a line each; `least` to about `most` characters."""
    count = int(chance.uniform(least + 10, most - 70) / 13.2)
    ends: list[str] = []
    while len(ends) < count:
        ends += chance.choice(paragraphs())
    parts = clauses(chance, len(ends))
    text = "".join([one for pair in zip(parts, ends, strict=True) for one in pair])
    return f"{title(chance)}\n{text}".rstrip("\n")
