"""Noise of several kinds at once, and what is told of noise that stays."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.rules import RULES
from cleanup.rules.characters.codepoints import private_use
from cleanup.rules.readings.injected import torn_character

POST = """山上的路很窄，要小心。<br/>+ O5 ]1 J/ k. Q7 h
我們走了三個小時，。6 t9 |. j5 I8 a+ y
( b" L2 Y# o  V: m8 @
<tt id="ab12">天黑</tt>以前，?#20154;都到了。* R3 c) W4 [
第二天\u00a0天晴，\u202a我們\u202c下⼭。x0dx0a路上遇見⼀個老人。
"""
CLEAN = """山上的路很窄，要小心。
我們走了三個小時。
天黑以前，人都到了。
第二天 天晴，我們下山。
路上遇見一個老人。
"""
REPORTS = [
    ("只有一處。6 t9 |. j5 I8 a+ y\n", "SPM002"),
    ("圖標\ue6a1下載\n", "CHR010"),
    ("\ufff9漢\ufffaかん\ufffb\n", "CHR006"),
    ("甲\u202e乙\u202c丙\n", "CHR005"),
    ("他來了，，又走了。\n", "PUN001"),
    ("投資約1 5億元。\n", "PUN002"),
    ("面積10 m<sup>2</sup>。\n", "HTM002"),
    ("<html><body><p>天亮了。</p></body>\n", "HTM002"),
]


def test_noise_of_all_kinds_goes():
    """One page of a forum, copied and exported badly."""
    assert CLEAN == cleanup.clean(POST).text
    assert POST == cleanup.clean(POST).restore()


@pytest.mark.parametrize(("text", "code"), REPORTS)
def test_what_is_unclear_is_reported_and_stays(text, code):
    """A report says where and why; the text is as it was."""
    result = cleanup.clean(text)
    assert text == result.text
    assert {report.code for report in result.reports} == {code}


def test_private_use_is_reported_after_torn_characters():
    """A torn character may look like one of private use until it is mended."""
    assert RULES.index(private_use) > RULES.index(torn_character)
