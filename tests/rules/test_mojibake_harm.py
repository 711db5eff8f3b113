"""What repair of encodings must never do: turn text into Chinese, delete marks, take for ever."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.errors import InputError
from cleanup.rules.mojibake import misread
from cleanup.rules.mojibake.codec_pairs import CodecPair, codec_pairs
from cleanup.settings import Settings

MOJ = Settings(select=("MOJ",))
# Short text that is what it should be.
LIVING = {
    "russian greeting": "Добрый вечер, мир!",
    "russian in code": "print('Привет, друзья!')",
    "russian question": "Кто там? Это я, почтальон.",
    "russian capitals": "ВНИМАНИЕ, РЕМОНТ!",
    "russian one word": "Здравствуйте",
    "russian list": "и, на, или, так, по, а",
    "russian in chinese": "他说“Привет”，然后走了。",
    "russian right after chinese": "俄语Здравствуй是你好",
    "russian abbreviations": "МГУ, СССР, ВКонтакте, МиГ-29",
    "ukrainian": "Щастя, здоров'я, тим, щоб кожна людина",
    "bulgarian": "Член 5. Всеки Човек има права, така че",
    "serbian": "ужива, у, уметности, и тако даље",
    "macedonian": "овие, права, и, слободи",
    "tajik": "кишвари, худро, тарк, кунад, ва",
    "mongolian": "нь, улс, орны, саналаа",
    "greek": "Καλημέρα, κόσμε! Τι κάνεις;",
    "greek capitals": "ΤΑ ΑΝΘΡΩΠΙΝΑ ΔΙΚΑΙΩΜΑΤΑ",
    "greek letters": "αβγδε, ΩΨΧ",
    "hebrew": "שלום עולם, מה שלומך?",
    "arabic": "مرحبا بالعالم، كيف حالك؟",
    "persian": "سلام دنیا، می‌خواهم",
    "thai": "สวัสดีชาวโลก",
    "hindi": "नमस्ते दुनिया, क्षण",
    "korean": "안녕, 뷁! 꿰뚫다 쌰",
    "japanese": "ヴェルディ、ツァラトゥストラ",
    "half-width katakana": "ﾎﾞｰﾙ ｻｯｶｰ ｸﾗｽﾒｲﾄ",
    "half-width sentence": "ﾌﾘｺﾐ ｱﾘｶﾞﾄｳｺﾞｻﾞｲﾏｽ",
    "vietnamese": "Chào thế giới, được, ướt, Đà Nẵng",
    "polish": "Zażółć gęślą jaźń",
    "czech": "PŘÍLIŠ ŽLUŤOUČKÝ KŮŇ",
    "turkish": "ÇAĞDAŞ, güneş, ığdır",
    "german capitals": "ÜBERGRÖSSE, ÄÖÜ, HÖHLENBÄR",
    "german letters": "äöüß ÄÖÜ",
    "french": "Ça, où êtes-vous allé ? À l'ÎLE",
    "estonian": "JÄÄÄÄR, töö-öö, ÕÕLMÂS SUUDÕÕ",
    "navajo": "íí, dóó, kodóó ÁÁ NÍÍ",
    "icelandic": "ÆÐI, þjóð, ÍÞRÓTTIR",
    "pinyin": "lǜ, nǚ, āáǎà, èr",
}


@pytest.mark.parametrize("text", LIVING.values(), ids=LIVING)
def test_text_in_a_living_script_stays(text):
    """By itself, and as a line of a page."""
    for whole in (text + "\n", f"第一行。\n{text}\n第三行。\n"):
        assert whole == cleanup.clean(whole, MOJ).text


WORDS = {
    "russian": "это человек право каждый или свобода мир быть жизнь закон наш и в на то",
    "bulgarian": "това всеки човек закона ще бъде при нея и да на",
    "greek": "και την στο ειναι λογος ανθρωπος παντα",
    "portuguese": "não ações irmã você à é só três pão avô",
    "spanish": "año niño más está qué sí mañana",
}


@given(
    st.sampled_from(sorted(WORDS)).flatmap(
        lambda name: st.lists(st.sampled_from(WORDS[name].split()), min_size=1, max_size=6)
    ),
    st.sampled_from([" ", ", ", "-", "/"]),
    st.sampled_from([str, str.upper, str.title, str.capitalize]),
    st.sampled_from(["{}", "{}!", "f('{}')", "“{}”", "说：{}"]),
)
@settings(deadline=None)
def test_words_in_any_order_and_case_stay(words, between, case, frame):
    """Whatever stands between them and around them."""
    text = frame.format(case(between.join(words))) + "\n"
    assert text == cleanup.clean(text, MOJ).text


@pytest.mark.parametrize("text", ["Свобода и право, мир!", "Друзья, где ключи?"])
def test_what_a_repair_brings_back_is_not_repaired_again(text):
    """Cyrillic that comes out of mojibake is text like any other."""
    seen = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert text + "\n" == cleanup.clean(seen + "\n").text


@pytest.mark.parametrize("beside", ["Привет, мир! ", "ﾎﾞｰﾙ ", "ΛΟΓΟΣ: "])
def test_mojibake_beside_a_word_comes_back(beside):
    """The word stays as it is, and what is damaged does not."""
    seen = "公司计划明年在南方建设一座新的工厂".encode().decode("gbk", "replace")
    got = cleanup.clean(beside + seen, MOJ).text
    assert got.startswith(beside)
    assert "划明年在南方" in got


MARKS = {
    "apostrophe": ("The cook\x92s burgers\n", "The cook’s burgers\n"),
    "quotes": ("\x93Come in,\x94 she said.\n", "“Come in,” she said.\n"),
    "german quotes": ("\x84Geh weg\x93, sagte er.\n", "„Geh weg“, sagte er.\n"),
    "range": ("Seiten 10\x9612\n", "Seiten 10–12\n"),
    "dash": ("a day \x97 rare in May \x97 of rain\n", "a day — rare in May — of rain\n"),
    "ellipsis beside another": ("It\x92s\x85 well\x85\n", "It’s… well…\n"),
    "ellipsis at the end of a line": ("Wait\x85\nNo.\n", "Wait…\nNo.\n"),
    "euro in chinese": ("票价\x8012，学生\x805。\n", "票价€12，学生€5。\n"),
    "bullets": ("\x95 one\n\x95 two\n", "• one\n• two\n"),
    "trade mark": ("Fizz\x99 tonic\n", "Fizz™ tonic\n"),
    "permille": ("0.5 \x89\n", "0.5 ‰\n"),
    "guillemets": ("\x8bHome\x9b and on\n", "‹Home› and on\n"),
    "ligature": ("c\x9cur, \x8cuvre\n", "cœur, Œuvre\n"),
    "after an accent": ("le café\x92s, ÉTÉ\x92, “\x91été\x92”\n", "le café’s, ÉTÉ’, “‘été’”\n"),
    "in russian": ("Он сказал: \x93да\x94\n", "Он сказал: “да”\n"),
    "in capitals": ("CAFÉ\x92S MENU\n", "CAFÉ’S MENU\n"),
    "dagger": ("Anna\x86, Otto\x87\n", "Anna†, Otto‡\n"),
}


@pytest.mark.parametrize(("before", "after"), MARKS.values(), ids=MARKS)
def test_marks_of_windows_come_back(before, after):
    """Each is an edit of MOJ004."""
    result = cleanup.clean(before)
    assert after == result.text
    assert {edit.code for step in result.history for edit in step.edits} == {"MOJ004"}


LEFT = {
    "a line end": "第一行\x85第二行\n",
    "polish": "za\x9cwiadczenie łódź\n",
    "cyrillic euro": "\x80имя Ж\n",
    "amid utf-8, shown": "A charset goes wrong: MonoStation Ð\x9f Ñ\x80ok è\n",
    "one character of utf-8": "StationX\u00e6\x98\xaf\n",
    "a letter by itself": "\x8a tat\n",
    "soft hyphen amid utf-8": "å\x9b\xad天上\n",
    "shown": "乱码示例：ÖÐÍ\xadÎÄ\x92±¾ÎÄ\n",
    "unassigned amid utf-8, shown": "A charset: é Ã\x8d Ã\x81\n",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_bytes_of_characters_stay(text):
    """What is not certain to be a mark is a byte of something, and is not deleted."""
    assert text == cleanup.clean(text).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\x81b\n", "ab\n"),
        ("\x9b31mred\x9b0m\n", "red\n"),
        ("Straßen\xadbahn, Fuß\xadball\n", "Straßenbahn, Fußball\n"),
        ("中\xad文\n", "中文\n"),
        ("a\x07b\x1b[1m\n", "ab\n"),
    ],
)
def test_controls_that_are_no_characters_go(before, after):
    """As before: what no encoding of text has in that place."""
    assert after == cleanup.clean(before).text


@pytest.mark.parametrize("character", sorted(set(range(0x80, 0xA0)) - {0x85}))
def test_no_character_of_windows_is_deleted(character):
    """It comes back or stays, in whatever text."""
    try:
        mark = bytes((character,)).decode("cp1252")
    except UnicodeDecodeError:
        return
    for text in ("don{}t", "价格{}5元", "Он{}на", "łó{}dź", "é{}è", "{}"):
        got = cleanup.clean(text.format(chr(character))).text
        assert got.rstrip("\n") in {text.format(mark), text.format(chr(character))}


PIECES = [
    *("~", "{", "}", "~{", "~}", "ab", "HOME", " ", "\n", ", ", "。", "\x1b$B", "\x0e"),
    *("\x80", "\x85", "\x92", "\x93", "\x9d", "\x81", "\xad", "\xa0", "é", "É", "Ã", "Ã©", "â€™"),
    *(
        "привет",
        "и",
        "МИР",
        "й",
        "我志",
        "找",
        "今天",
        "鐨勪腑鏂",
        "ÖÐ",
        "ÎÄ",
        "\ufffd",
        "ﾎﾞｰﾙ",
        "縺",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(deadline=None, max_examples=300)
@example("Hello~}")
@example("Ð\x9fÑ\x80Ð¸Ð²Ðµ\xd1\x82, Ð¼Ð¸Ñ\x80!")
def test_cleaning_twice_is_cleaning_once(text):
    """As a text and as a file."""
    once = cleanup.clean(text).text
    assert once == cleanup.clean(once).text
    try:
        first = cleanup.clean(text.encode()).text
    except InputError:
        return
    assert first == cleanup.clean(first.encode()).text


def junk(count):
    """Lines of rare characters, no two alike, that no chain makes text of."""
    return "".join(
        "".join(chr(0x3400 + (number * step) % 6500) for step in (7, 1931, 353, 4211, 97)) + "\n"
        for number in range(1, count)
    )


def decoded_in(text, monkeypatch):
    """The findings in a text, and how many code points were decoded anew for them."""
    work = []
    decode = CodecPair.decode
    monkeypatch.setattr(
        CodecPair, "decode", lambda *args: work.append(len(args[1])) or decode(*args)
    )
    misread.repair_of.cache_clear()
    findings = misread.misread_east_asian.find(text)
    return findings, sum(work)


def test_a_search_in_vain_ends_and_is_reported(monkeypatch):
    """The report says so, without a change; twice the text is at most twice the work."""
    text = junk(3000)
    (report,), work = decoded_in(text, monkeypatch)
    assert (report.replacement, report.note) == (None, misread.SPENT)
    (other,), more = decoded_in(text + junk(6000)[len(text) :], monkeypatch)
    assert other.note == misread.SPENT
    assert report.span.start < other.span.start < len(text)
    assert more <= 2 * work


@pytest.mark.parametrize("read", ["GBK", "Big5", "EUC-KR", "Latin-1"])
def test_what_follows_several_starts_is_decoded_once(read):
    """It is the same text as if each start were decoded alone, and the bytes are read once."""
    for pair in codec_pairs(read):
        run = "".join(one for one in "浠婂ぉ澶╂皵ÖÐÎÄ縺ｧ뷁①é" * 3 if pair.codes[one])
        read_once = [pair.steps]
        counting = pair._replace(steps=lambda data, steps=read_once: steps.pop()(data))
        texts = list(counting.decode(run, 4))
        assert texts == [next(pair.decode(run[start:])) for start in range(4)]


def test_what_is_mended_costs_nothing_of_the_search():
    """A long page is mended to its end, though there are rare names in it."""
    sentence = "公司计划明年在南方建设一座新的工厂，共有{}人。"
    lines = [
        sentence.format(number).encode().decode("latin-1") + f"\n龘靐齉{chr(0x3500 + number)}\n"
        for number in range(300)
    ]
    got = cleanup.clean("".join(lines), MOJ)
    assert all(sentence.format(number) in got.text for number in range(300))
    assert got.reports == ()


@pytest.mark.parametrize("character", ["\ufffd", "【", "ÿ", "龘", "Ã", "\x92", "─"])
def test_one_character_repeated_needs_no_search(character, monkeypatch):
    """Nothing could have been written that shows as that."""
    findings, work = decoded_in(character * 20_000, monkeypatch)
    assert (findings, work) == ([], 0)


@pytest.mark.parametrize("unit", ["龘靐齉爨", "①②", "ÖÐÃ±", "縺ｧ", "锟斤拷", "é\x80", "РУ"])
def test_what_repeats_is_searched_in_part(unit, monkeypatch):
    """In one line or in many, twice the text is at most little more than twice the work."""
    for text in (unit * 1500, (unit * 10 + "\n") * 150):
        _, work = decoded_in(text, monkeypatch)
        _, more = decoded_in(text * 4, monkeypatch)
        assert more <= 4.5 * work + 100
