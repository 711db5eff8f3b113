"""Documents that are taken for copies, or for none, by what they differ in."""

from __future__ import annotations

import pytest

from cleanup.rules.duplicates import Copy, near_duplicate

TEXT = (
    "清晨的码头还很安静，一位{}提着{}走上栈桥，在船边放下东西，点着一支烟，望着远处的灯塔。"
    "他说自己在这里住了很多年，每天都要来看一看潮水，也看一看那些准备出海的人。"
    "孩子们还没有起床，街上的早点铺子刚刚升起白色的蒸汽，{}的叫声从屋顶上传来。"
    "等太阳照到仓库的墙上，他便收拾好东西，慢慢地往回走，路过{}的时候停下来同熟人说几句话。"
)


@pytest.mark.xfail(strict=True, reason="several nouns that differ, each in one place, are wording")
def test_documents_that_speak_of_other_things_are_different():
    one = TEXT.format("渔夫", "渔网", "海鸥", "邮局")
    other = TEXT.format("画家", "画架", "乌鸦", "茶馆")
    assert near_duplicate.find(Copy(one, other)) == []


@pytest.mark.xfail(strict=True, reason="a name in hiragana is not told from a word")
def test_documents_of_other_names_in_hiragana_are_different():
    text = (
        "朝の港はまだ静かで、{}は桟橋に立って遠くの灯台を見ていた。町の人たちはまだ眠っていて、"
        "パン屋の煙突からだけ白い煙が上がっていた。船が一隻ずつ沖へ出て行くと、{}は手を振って、"
        "それからゆっくりと坂道を上って家へ帰った。家では温かい朝ご飯が待っていた。"
    )
    one, other = (text.format(name, name) for name in ("さくら", "ひなた"))
    assert near_duplicate.find(Copy(one, other)) == []
