"""Text is cut into words by a kernel as it would be by the list of words that it was made of."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.data import simplified, words
from cleanup.text.codes import handed
from cleanup.text.pair_costs import TENTHS, characters
from cleanup.text.words import BY_ITSELF, SLOTS, tables, word_bits, words_of
from tests.support.kernels import ANY, PROSE, TEXTS, both

SENTENCE = "少数组织的产业升级，今天天气很好；頭髮乾淨。"
CHINESE = st.lists(st.sampled_from([*SENTENCE, "産", "龘", "a", "少数", "数组", "组织"])).map(
    "".join
)


def run(module, text):
    """All that the kernel makes of a text: a number and buffers."""
    best = memoryview(bytearray(8 * len(text) + 8)).cast("q")
    sizes = memoryview(bytearray(len(text) + 1)).cast("b")
    return module.cut(*tables(), handed(text), best, sizes), best.tobytes(), sizes.tobytes()


@given(st.one_of(TEXTS, CHINESE))
@example("")
def test_compiled_and_plain(text):
    """The same number, and the same in every buffer, byte for byte."""
    compiled, plain = both("words")
    assert run(compiled, text) == run(plain, text)


@pytest.mark.parametrize("text", ANY)
def test_text_of_all_planes(text):
    """Also of code points that no text has, which stand by themselves."""
    compiled, plain = both("words")
    assert run(compiled, text) == run(plain, text)
    assert "".join(words_of(text)) == text


def cheapest(text):
    """The cost in tenths of a bit and the words, by a search in the list itself."""
    known, model = words(), characters()
    folded = text.translate(simplified())
    ways = [(0, [])]
    for end in range(1, len(text) + 1):
        found = []
        for size in range(1, min(4, end) + 1):
            cost, before = ways[end - size]
            word = folded[end - size : end]
            alone = model.alone[model.number[ord(word[-1])]] + TENTHS * BY_ITSELF
            if size == 1 or word in known:
                more = alone if size == 1 else TENTHS * known[word]
                found.append((cost + more, size, [*before, text[end - size : end]]))
        cost, _, cut = min(found, key=lambda way: way[:2])
        ways.append((cost, cut))
    return ways[-1]


@given(CHINESE)
@example(PROSE)
def test_the_cheapest_way_is_taken(text):
    """Of two that cost the same the one whose last word is shorter."""
    cost, cut = cheapest(text)
    assert (word_bits(text), words_of(text)) == (cost / TENTHS, cut)


def test_every_word_is_found():
    """The table gives back each word that it was made of, and ends with a free slot."""
    assert tables().keys[-1] == 0
    assert sum(key > 0 for key in tables().keys) == len(words()) < SLOTS
    some = list(words())[::97]
    cheaper = [word for word in some if words_of(word) == [word]]
    assert len(cheaper) > 0.9 * len(some)
    assert all(word_bits(word) == words()[word] for word in cheaper)
