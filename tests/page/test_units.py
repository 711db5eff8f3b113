"""Rows of one list and posts of one thread stay or go together."""

from __future__ import annotations

import numpy as np
import pytest

import cleanup
from cleanup.page.segment import segment
from cleanup.page.units import lists, posts, references, rows, stretches
from cleanup.rules.examples import ARTICLE, SITE

AWARDS = [
    f"* ▪ {year} 第{year - 1990}届东岭金曲奖 最佳作曲 （提名）" for year in range(2012, 2004, -1)
]
TRACKS = ["01. 采茶", "02. 渡船", "03. 雪夜", "04. 岸上", "05. 火炉", "06. 回家"]
LINKS = [f"- 东岭新闻第{number}条" for number in range(6)]


@pytest.mark.parametrize(
    ("lines", "kept", "stays"),
    [
        (AWARDS, [0, 1, 5], True),
        (TRACKS, [0, 3], True),
        (AWARDS, [0], False),  # too few of them
        (AWARDS, [3, 4, 5], False),  # its head goes
        (LINKS, [], False),
        (["采茶", "渡船", "雪夜", "岸上", "火炉", "回家"], [0, 1, 2], False),  # no shape in common
        (TRACKS[:4], [0, 1], False),  # too short for a list
    ],
    ids=["awards", "tracks", "one row", "no head", "links", "no shape", "four rows"],
)
def test_a_list_stays_whole_if_its_head_and_enough_rows_stay(lines, kept, stays):
    blocks = segment("\n".join([*lines, "那年冬天雪下得很大。"])).blocks
    found = rows(lists(blocks), _at(kept, len(blocks)), np.zeros(len(blocks)))
    assert found[: len(lines)].all() if stays else not found.any()
    assert not found[len(lines)]


@pytest.mark.parametrize(
    ("kept", "likely", "stays"),
    [([0, 9], 0.3, True), ([0, 9], 0.05, False), ([0], 0.3, False), ([9], 0.3, False)],
    ids=["amid the text", "unlikely", "under the text", "over the text"],
)
def test_a_list_amid_the_text_stays_whole_if_it_is_rather_likely(kept, likely, stays):
    blocks = segment("\n".join(["那年冬天雪下得很大。", *AWARDS, "渡船停了三天。"])).blocks
    found = rows(lists(blocks), _at(kept, 10), np.full(10, likely))
    assert found.tolist() == [False, *[stays] * 8, False]


@pytest.mark.parametrize(
    ("kept", "marks", "stays"),
    [
        ([1, 6], [], range(1, 7)),
        ([1, 6], [0, 7], range(1, 7)),
        ([1, 6], [4], [1, 6]),  # a label parts them
        ([1, 3, 6], [4], [1, 2, 3, 6]),
        ([], [4], []),
    ],
    ids=["nothing of a site's", "around it", "a label between", "on one side of it", "nothing"],
)
def test_what_stands_between_two_that_stay_stays(kept, marks, stays):
    """As the amounts of ingredients, each on a line of its own."""
    assert np.flatnonzero(stretches(_at(kept, 8), _at(marks, 8))).tolist() == [*stays]


def test_of_a_long_stretch_more_than_its_ends_has_to_stay():
    assert not stretches(_at([0, 39], 40), _at([], 40)).any()


def _posts_of(said):
    """What is kept of a page of posts, of which the sentences stay."""
    blocks = segment("\n赞 回复\n".join(said)).blocks
    prose = np.array([block.prose for block in blocks])
    return {blocks[at].text for at in np.flatnonzero(posts(blocks, prose, prose))}


def _at(places, count):
    chosen = np.zeros(count, bool)
    chosen[places] = True
    return chosen


LONG = "那年冬天雪下得很大，渡船停了三天，岸上的人围着火炉听老人讲从前的事。"
SHORT = ["占楼", "坐等", "马住", "同问", "路过"]


def thread(posts, reply="回复 赞"):
    return "\n".join(line for post in posts for line in (*post, reply))


@pytest.mark.parametrize(
    ("text", "kept", "stays"),
    [
        (thread([(LONG,), *((one,) for one in SHORT), (LONG,), (LONG,)]), {LONG}, True),
        # No line comes again often enough.
        (thread([(LONG,), ("占楼",), (LONG,)]), {LONG}, False),
        # Most posts with sentences go: what stays is an article over its comments.
        (thread([(LONG,), *[(f"{LONG}第{n}次。",) for n in range(6)], (LONG,)]), {LONG}, False),
        # Parts as long as chapters are no posts.
        (thread([(LONG,), *[(f"甲{n}",) * 20 for n in range(4)], (LONG,), (LONG,)]), {LONG}, False),
        # A figure that comes again parts nothing.
        (thread([(LONG,), *((one,) for one in SHORT), (LONG,)], "0"), {LONG}, False),
    ],
    ids=["short posts", "seldom", "comments", "long parts", "figures"],
)
def test_posts_of_a_thread_stay_if_most_with_sentences_do(text, kept, stays):
    blocks = segment(text).blocks
    prose = np.array([len(block.folded) > 20 for block in blocks])
    found = posts(blocks, np.array([block.text in kept for block in blocks]), prose)
    others = [block.index for block in blocks if block.text in SHORT]
    assert found[others].all() if stays else not found[others].any()


def test_a_thread_without_any_sentence_is_none():
    blocks = segment(thread([(one,) for one in SHORT])).blocks
    assert not posts(blocks, np.ones(len(blocks), bool), np.zeros(len(blocks), bool)).any()


POSTS = [
    (
        "* 老周 2024-03-05 10:20:11",
        "请问大家，搬到江边以后冬天取暖一般都用什么？我家的老房子没有暖气，窗户也漏风。",
    ),
    ("* 采茶人 2024-03-05 10:24:40", "坐等"),
    (
        "* 阿岭 2024-03-05 10:31:02",
        "我们家用的是油汀，一个月电费大概三百块，卧室够用了，客厅还是要开空调，不然坐不住。",
    ),
    ("* 渡船 2024-03-05 10:40:57", "同问"),
    (
        "* 小满 2024-03-05 11:02:33",
        "先把窗户的缝用密封条封好，再考虑取暖的办法，去年我这么做了以后屋里明显暖和多了。",
    ),
    ("* 江边 2024-03-05 11:15:08", "马住"),
    (
        "* 老周 2024-03-05 11:40:21",
        "谢谢楼上各位，密封条我周末就去买，油汀想再比较一下，主要是怕孩子碰到会烫伤。",
    ),
]


def test_short_posts_stay_with_the_others():
    """What was written stays, however short, and however many such posts come in a row."""
    short = [(f"* 路人{n} 2024-03-05 12:0{n}:00", one) for n, one in enumerate(SHORT)]
    after = [
        (f"* 路人{n} 2024-03-06 08:1{n}:00", f"{post}再说一句。")
        for n, (_, post) in enumerate(POSTS)
    ]
    page = (
        f"{SITE}江边的老房子冬天怎么取暖？\n{thread([*POSTS, *short, *short, *after], '回应 赞')}\n"
    )
    text = cleanup.clean(f"{page}首页 | 帮助 | 联系我们\n京ICP备05000001号\n").text
    assert all(text.count(f"{one}\n") >= 2 for one in SHORT)


def test_comments_under_an_article_go():
    comments = "".join(
        f"网友{n} 2024-03-05 10:2{n}\n{one}\n回复 赞\n" for n, one in enumerate(SHORT)
    )
    text = cleanup.clean(f"{SITE}{ARTICLE}网友评论(5)\n{comments}京ICP备05000001号\n").text
    assert not any(one in text for one in SHORT)


CITED = {
    "encyclopedia": [
        f"* {at}. 歌手谈新专辑 ．东岭网 [引用日期2014-05-{at}]" for at in range(10, 20)
    ],
    "papers": [f"[{at}] 李某. 东岭港口的扩建[J]. 港口, 2012(3): {at}-20." for at in range(1, 9)],
    "Traditional": [f"{at}. 東嶺港的歷史．東嶺報，檢索於2014-05-{at}" for at in range(10, 20)],
    "Japanese": [f"^ 東嶺港の歴史 東嶺新聞 2014年5月{at}日閲覧。" for at in range(10, 20)],
    "Korean": [f"{at}. 동령항의 역사. 2014년 5월 {at}일에 확인함." for at in range(10, 20)],
    "English": [f"{at}. ^ Port of Tung Ling. Retrieved 2014-05-{at}." for at in range(10, 20)],
}


@pytest.mark.parametrize("rows_of_it", CITED.values(), ids=CITED)
def test_what_a_text_refers_to_stays_with_it(rows_of_it):
    """The list and its heading: below the text, not above it."""
    blocks = segment("\n".join([LONG, "参考资料", *rows_of_it, "百科任务"])).blocks
    found = references(blocks, lists(blocks), _at([0], len(blocks)))
    assert np.flatnonzero(found).tolist() == [*range(1, len(blocks) - 1)]
    alone = segment("\n".join([*rows_of_it, "References"])).blocks
    assert references(alone, lists(alone), _at([0], len(alone))).tolist() == [True] * (
        len(alone) - 1
    ) + [False]
    above = segment("\n".join([*rows_of_it, LONG])).blocks
    assert not references(above, lists(above), _at([len(above) - 1], len(above))).any()


@pytest.mark.parametrize(
    "others",
    [
        [f"{at}. 东岭新闻第{at}条 2014-05-{at}" for at in range(10, 20)],
        CITED["papers"][:2],
        [*CITED["papers"][:3], *LINKS, *LINKS],
        ["* 东岭港[引用日期2014-05-11]", "首页", "1. 东岭港[引用日期2014-05-11]", "下一页"],
    ],
    ids=["dated links", "two alone", "amid others", "no list"],
)
def test_other_rows_are_no_references(others):
    blocks = segment("\n".join([LONG, *others])).blocks
    assert not references(blocks, lists(blocks), _at([0], len(blocks)))[4:].any()


def test_a_post_that_many_write_parts_no_others():
    """Only what comes as often as the line that parts most does."""
    said = [f"{at}年前{LONG}" if at % 2 else SHORT[at % 4] for at in range(41)]
    assert _posts_of([LONG, *said, LONG]) == {LONG, *said}


def test_a_long_thread_ends_with_its_last_post():
    """Of which the last ones may be short; what stands below them is none."""
    said = [f"{at}年前{LONG}" for at in range(10)]
    assert _posts_of([*said, "路过", "坐等", "上一页 下一页"]) == {*said, "路过", "坐等"}
    assert "坐等" not in _posts_of([*said[:5], "路过", "坐等", "上一页 下一页"])
