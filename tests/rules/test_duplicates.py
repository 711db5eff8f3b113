"""Documents that differ in a fact are different ones; those that differ in wording are copies."""

from __future__ import annotations

import pytest

from cleanup.corpus.body import bodies_of
from cleanup.corpus.similarity import similarity_of
from cleanup.rules.duplicates import Copy, near_duplicate, same_body
from tests.support.kinds_of_copies import COPIES as COPIES_OF_KINDS
from tests.support.kinds_of_copies import DIFFERENT_KINDS
from tests.support.near_copies import DIFFERENT, SAME

MORNING = (
    "清晨的码头还很安静，一位{}提着{}走上栈桥，在船边放下东西，点着一支烟，望着远处的灯塔。"
    "他说自己在这里住了很多年，每天都要来看一看潮水，也看一看那些准备出海的人。"
    "孩子们还没有起床，街上的早点铺子刚刚升起白色的蒸汽，{}的叫声从屋顶上传来。"
    "等太阳照到仓库的墙上，他便收拾好东西，慢慢地往回走，路过{}的时候停下来同熟人说几句话。"
)
FORMS = {
    "job advertisements": (
        (
            "{a}招聘启事：因业务发展需要，{a}现面向社会公开招聘{b}若干名。要求身体健康，品行端正，有相关工作经验者优先。"
            "待遇从优，包吃住，缴纳社会保险，每周休息一天。有意者请携带身份证、学历证书原件及复印件到{a}人事部报名，"
            "联系人{c}，经面试合格后签订劳动合同，试用期两个月。报名者须如实填写登记表，弄虚作假者一经发现取消资格。"
            "厂区设有员工宿舍、食堂和活动室，逢年过节发放福利，欢迎加入。"
        ),
        ("东岭纺织厂", "挡车工", "王女士"),
        ("海平机械公司", "钳工", "赵先生"),
    ),
    "rulings": (
        (
            "罪犯{a}，因犯盗窃罪于{b}年被判处有期徒刑{c}年，现在服刑。执行机关提出减刑建议，本院依法组成合议庭，"
            "公开开庭审理了本案。经审理查明，罪犯{a}在服刑期间认罪悔罪，遵守监规，积极参加学习，努力完成劳动任务，"
            "有评审鉴定表、奖惩审批表等材料证实，足以认定。裁定对罪犯{a}减去有期徒刑六个月，刑期自本裁定之日起计算。"
        ),
        ("王大山", "2015", "九"),
        ("李小河", "2017", "七"),
    ),
    "weather by town": (
        (
            "{a}气象台今晨发布的预报：今天白天晴间多云，最高气温{b}度，夜里转阴，最低气温{c}度，风力三到四级。"
            "空气质量良好，适宜开窗通风和户外活动，早晚温差较大，老人和孩子请注意添衣。明天起有一股弱冷空气经过，"
            "山区或有零星小雨，出行请带雨具。{a}港的渡船照常开行，遇有大雾另行通知。"
        ),
        ("东岭", "21", "12"),
        ("西平", "18", "9"),
    ),
}
ARTICLE = (
    "三月五日清晨，三艘货轮先后驶离东岭港，前往南方的三座城市。港务局说，往后每天都有船出发，运费比从前低一成。"
    "码头上的工人已经等了两年，仓库也从四座增加到九座。渔民们盼着鲜鱼当天就能摆上外地的市场。"
    "老船长站在灯塔下面，望着船队慢慢变小，说他年轻的时候，从这里到南方要走半个月，如今只要三天。"
    "孩子们在堤上追着浪花奔跑，谁也没有注意到天色已经大亮，街上的早点铺子升起了白色的蒸汽。"
)
COPIES = {
    "words were exchanged": ARTICLE.replace("先后", "陆续")
    .replace("往后", "今后")
    .replace("盼着", "期待"),
    "a counter was left": ARTICLE + "阅读1532",
    "a sentence was dropped": ARTICLE.replace("渔民们盼着鲜鱼当天就能摆上外地的市场。", ""),
}


def filled(form, values):
    return form.format(**dict(zip("abc", values, strict=True)))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_filled_in_twice_stays(name):
    """Though most of the two is the same."""
    form, *values = FORMS[name]
    one, other = (filled(form, value) for value in values)
    assert 0.7 < similarity_of(*bodies_of([one, other]), 0.5)
    for rule in (same_body, near_duplicate):
        assert rule.find(Copy(one, other)) == []


@pytest.mark.parametrize("name", COPIES)
def test_an_article_that_was_edited_is_a_copy(name):
    """Which of the two stays is decided elsewhere."""
    assert near_duplicate.find(Copy(COPIES[name], ARTICLE))
    assert near_duplicate.find(Copy(ARTICLE, COPIES[name]))


def rules_find(one, other):
    """Whether a rule finds that one of two documents is a copy of the other."""
    return any(rule.find(Copy(one, other)) for rule in (same_body, near_duplicate))


@pytest.mark.parametrize("name", DIFFERENT)
def test_documents_that_differ_in_a_fact_both_stay(name):
    """Whichever of them is the longer one, and though they are similar enough."""
    one, other = DIFFERENT[name]
    assert similarity_of(*bodies_of([one, other]))
    assert not rules_find(one, other)
    assert not rules_find(other, one)


@pytest.mark.parametrize("name", SAME)
def test_documents_that_differ_in_wording_are_copies(name):
    """Whichever of them is compared with the other."""
    one, other = SAME[name]
    assert rules_find(one, other)
    assert rules_find(other, one)


@pytest.mark.parametrize("name", COPIES_OF_KINDS)
def test_what_readers_and_sites_put_beside_a_body_makes_no_other_document(name):
    """Comments, links, counters, addresses and times of a site are not what a document says."""
    one, other = COPIES_OF_KINDS[name]
    assert rules_find(one, other)
    assert rules_find(other, one)


@pytest.mark.parametrize("name", DIFFERENT_KINDS)
def test_what_a_document_says_makes_it_another_one(name):
    """A figure, a colour, a list of names, a part within a whole."""
    one, other = DIFFERENT_KINDS[name]
    assert not rules_find(one, other)
    assert not rules_find(other, one)


def test_documents_that_speak_of_other_things_are_different():
    """Several nouns that differ, each in one place, are what a form is filled with."""
    one = MORNING.format("渔夫", "渔网", "海鸥", "邮局")
    other = MORNING.format("画家", "画架", "乌鸦", "茶馆")
    assert near_duplicate.find(Copy(one, other)) == []


def test_documents_of_other_names_in_hiragana_are_different():
    """What is called so more than once, before a particle, is a name."""
    text = (
        "朝の港はまだ静かで、{}は桟橋に立って遠くの灯台を見ていた。町の人たちはまだ眠っていて、"
        "パン屋の煙突からだけ白い煙が上がっていた。船が一隻ずつ沖へ出て行くと、{}は手を振って、"
        "それからゆっくりと坂道を上って家へ帰った。家では温かい朝ご飯が待っていた。"
    )
    one, other = (text.format(name, name) for name in ("さくら", "ひなた"))
    assert near_duplicate.find(Copy(one, other)) == []
