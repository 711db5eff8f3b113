"""What the documents of one folder have in common: chrome goes, formulae stay."""

from __future__ import annotations

import random

import pytest

from cleanup.corpus.recurrence import MIN_DOCUMENTS, LineCounts, statistics_of
from cleanup.model import Source
from cleanup.pipeline import clean_document
from cleanup.rules.boilerplate.notices import SUBJECTS
from cleanup.settings import Settings
from cleanup.text.folding import fold
from tests.support.folders import FORMULAE, SITES, paragraphs

ONLY = Settings(select=("NAV008", "LAY"))


def cleaned(texts, settings=None):
    """The texts of one folder after cleaning."""
    site = statistics_of(texts)
    outcomes = [
        clean_document(Source("x", text.encode()), settings or Settings(), site) for text in texts
    ]
    return [outcome.document.text for outcome in outcomes]


def lines(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", SITES)
def test_what_recurs_around_articles_goes(name):
    """Every recurring line, full sentences too, and not one character of an article."""
    pages, articles = SITES[name]
    for got, article in zip(cleaned(pages), articles, strict=True):
        assert lines(got) == lines(article)


@pytest.mark.parametrize(
    "line",
    [
        "东岭新闻网是东岭市最大的综合性新闻门户，每天为您提供最新资讯。",
        "下载东岭新闻APP，随时随地了解身边事。",
        "本文仅代表作者个人观点，不代表本站立场，如有侵权请联系我们删除。",
        "想了解更多精彩内容，请点击左下角阅读原文，或者在后台给我们留言。",
        "We use cookies to improve your experience on this website, and you accept them.",
        "Sign up for our free weekly newsletter and get the best stories in your inbox every day.",
        "Abonnieren Sie unseren Newsletter und folgen Sie uns; damit Sie nichts verpassen.",
        "Suscríbete a nuestro boletín y recibe cada mañana las noticias más importantes.",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_sentence_that_speaks_for_a_site_goes_alone(line, above):
    """Without a menu or a footer beside it."""
    articles = ["\n".join(["海边的故事", *paragraphs(at)]) for at in range(6)]
    pages = [f"{line}\n{text}\n" if above else f"{text}\n{line}\n" for text in articles]
    for got, article in zip(cleaned(pages), articles, strict=True):
        assert lines(got) == lines(article)


@pytest.mark.parametrize("name", SITES)
def test_cleaning_a_clean_folder_changes_nothing(name):
    """The second run counts other lines and finds nothing."""
    once = cleaned(SITES[name][0])
    assert once == cleaned(once)


@pytest.mark.parametrize("name", FORMULAE)
def test_formulae_stay(name):
    """Not one character of what belongs to the texts is lost, whatever recurs."""
    texts = FORMULAE[name]
    assert len(texts) >= MIN_DOCUMENTS
    recurring = statistics_of(texts).counts
    assert max(recurring.values()) >= len(texts) * 0.6  # else the folder tests nothing
    for got, text in zip(cleaned(texts, ONLY), texts, strict=True):
        assert lines(got) == lines(text)


@pytest.mark.parametrize("name", FORMULAE)
def test_formulae_inside_a_site_stay(name):
    """Under a site's lines they are still the text's."""
    texts = FORMULAE[name]
    above = "首页 新闻 视频 登录 注册\n"
    below = (
        "\n下载东岭客户端，随时随地看本地新闻。\n本网所有内容未经书面授权不得转载。\n"
        "关于我们 联系我们 网站地图\n"
    )
    for got, text in zip(
        cleaned([above + text + below for text in texts], ONLY), texts, strict=True
    ):
        assert [line for line in lines(text) if line not in lines(got)] == []


def written(folder, texts):
    """The texts as files of a folder, named so that name order is not the order of a listing."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{(number * 7) % len(texts):02}.txt").write_text(text, "utf-8")
    return folder


def contents(folder):
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


PAGES, ARTICLES = SITES["promotion without menus"]


@pytest.mark.dedupe(False)
def test_the_command_knows_the_folder(cleanup, tmp_path):
    """To a folder, in place and as a diff the same is done, to the first and the last."""
    folder = written(tmp_path / "site", PAGES)
    cleanup("run", "site")
    got = contents(tmp_path / "site.clean")
    assert sorted(map(lines, got.values())) == sorted(map(lines, ARTICLES))
    diff = cleanup("run", "--diff", "site").stdout.decode()
    assert diff.count("\n-欢迎关注") == len(PAGES)
    checked = cleanup("check", "site").stdout.decode()
    assert checked.count("NAV008") == 3 * len(PAGES)
    cleanup("run", "--in-place", "site")
    assert contents(folder) == got
    cleanup("undo", "site")
    assert contents(folder) == {
        path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))
    }


@pytest.mark.dedupe(False)
def test_the_order_of_the_arguments_does_not_matter(cleanup, tmp_path):
    """Each file becomes the same, and a folder of others beside them changes nothing."""
    folder = written(tmp_path / "site", PAGES)
    other = written(tmp_path / "tales", FORMULAE["tale"])
    files = sorted(folder.glob("*.txt"))
    together = cleanup("run", *files).stdout.decode()
    assert "欢迎关注" not in together
    mixed = [*files, *sorted(other.glob("*.txt"))]
    random.Random(7).shuffle(mixed)
    cleanup("run", "-o", "out", "site", "tales")
    shuffled = cleanup("run", *mixed).stdout.decode()
    assert sorted(lines(together + "".join(contents(other).values()))) == sorted(lines(shuffled))


@pytest.mark.dedupe(False)
@pytest.mark.parametrize("count", [1, MIN_DOCUMENTS - 1])
def test_few_documents_tell_nothing(cleanup, tmp_path, count):
    """Fewer than five documents are no site; neither are single files and standard input."""
    written(tmp_path / "site", PAGES[:count])
    assert cleanup("check", "site", "--select", "NAV008").stdout == b""
    assert cleanup("check", "-", "--select", "NAV008", stdin=PAGES[0].encode()).stdout == b""


@pytest.mark.dedupe(False)
def test_what_cannot_be_read_does_not_count(cleanup, tmp_path):
    """The first pass is silent about it; the second one says so, once."""
    folder = written(tmp_path / "site", PAGES)
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (folder / "large.txt").write_text("很长的一行。\n" * 2000, "utf-8")
    done = cleanup("run", "--max-size", "20KB", "site")
    assert done.stderr.decode().count("image, audio or video 1") == 1
    assert done.stderr.decode().count("large.txt") == 1
    got = contents(tmp_path / "site.clean")
    assert sorted(map(lines, got.values())) == sorted(map(lines, ARTICLES))


@pytest.mark.dedupe(False)
def test_other_encodings_count_too(cleanup, tmp_path):
    """Lines are compared as text, not as bytes."""
    folder = written(tmp_path / "site", PAGES)
    for path in sorted(folder.glob("*.txt"))[::2]:
        path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    cleanup("run", "site")
    got = contents(tmp_path / "site.clean")
    assert sorted(map(lines, got.values())) == sorted(map(lines, ARTICLES))


@pytest.mark.parametrize("text", [PAGES[0], FORMULAE["template"][0]], ids=["page", "form"])
def test_copies_of_one_text_are_left(text):
    """Where everything recurs, nothing does."""
    assert [lines(got) for got in cleaned([text] * 8, ONLY)] == [lines(text)] * 8


@pytest.mark.parametrize("copies", [4, 8])
def test_copies_beside_other_pages_keep_their_body(copies):
    """Some of the pages are one and the same, or versions of it."""
    again = [PAGES[0].replace("港口", "港湾") for _ in range(copies)]
    for got, article in zip(cleaned([*PAGES, *again]), ARTICLES, strict=False):
        assert [line for line in lines(article) if line not in lines(got)] == []
    for got in cleaned([*PAGES, *again])[len(PAGES) :]:
        kept = lines(ARTICLES[0].replace("港口", "港湾"))
        assert [line for line in kept if line not in lines(got)] == []


def test_a_promotion_amid_paragraphs_stays():
    """Between the page's own sentences it may be what the text speaks of."""
    promotion = PAGES[0].splitlines()[-3]
    texts = []
    for article in ARTICLES:
        head, first, *others = lines(article)
        texts.append("\n".join([head, first, promotion, *others]) + "\n")
    assert [lines(got) for got in cleaned(texts, ONLY)] == [lines(text) for text in texts]


def test_what_the_pages_speak_of_is_no_sign():
    """On a page about newsletters a sentence on newsletters is the author's."""
    line = "下载客户端之后，请先登录，再阅读隐私政策。"
    texts = ["\n".join([*paragraphs(at), line]) + "\n" for at in range(8)]
    assert [got.count(line) for got in cleaned(texts, ONLY)] == [0] * 8
    texts = [
        f"第{at}次下载客户端，他登录之后便读起隐私政策来，{text}" for at, text in enumerate(texts)
    ]
    assert [lines(got) for got in cleaned(texts, ONLY)] == [lines(text) for text in texts]


def test_a_refrain_counts_once_a_document():
    """How often one document repeats a line is no evidence about the others."""
    statistics = statistics_of(["归去来兮\n" * 50, *["山上有云\n归去来兮也\n"] * 5])
    assert statistics.recurrence("归去来兮") == 0
    assert statistics.recurrence("归去来兮也") == pytest.approx(4 / 5)


def test_counters_space_and_width_do_not_matter():
    """Lines that differ in these are one line; single characters are none."""
    statistics = statistics_of([f"點擊：{number} 次\n甲\n" for number in range(6)])
    for line in ("点击:7次", "點擊：　１２ 次", " 點 擊：3次"):
        assert statistics.recurrence(fold(line)) == 1
    assert statistics.recurrence("甲") == 0


def test_memory_is_bounded():
    """A million different lines are never more than the bound at a time; the common one stays."""
    counts = LineCounts(most=5000)
    largest = 0
    for number in range(1000):
        unlike = "\n".join(
            f"{'甲乙丙丁'[k % 4]}{chr(0x4E00 + k)}{chr(0x4E00 + number)}" for k in range(1000)
        )
        counts.add(f"关注我们的公众号\n{unlike}\n")
        largest = max(largest, len(counts))
    assert largest <= 5000
    statistics = counts.statistics()
    assert len(statistics.counts) < 5000
    assert statistics.recurrence("关注我们的公众号") > 0.95


def test_one_large_document_is_bounded_too():
    """A document has no more lines than a site."""
    counts = LineCounts(most=100)
    counts.add("\n".join(f"{chr(0x4E00 + k)}{chr(0x4F00 + k)}" for k in range(3000)))
    assert len(counts) <= 100


def test_the_order_of_documents_does_not_matter():
    """Counts are sums."""
    shuffled = list(PAGES)
    random.Random(3).shuffle(shuffled)
    assert statistics_of(PAGES).counts == statistics_of(shuffled).counts


@pytest.mark.parametrize("subject", SUBJECTS)
def test_patterns_are_folded(subject):
    """A pattern with a character that folding replaces would never match."""
    assert fold(SUBJECTS[subject]) == SUBJECTS[subject]
