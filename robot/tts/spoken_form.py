"""The spoken form of a text: what is written 第47条 or 12348 becomes what is said, 第四十七条, 幺二三四八.

Rules run one after another, each on what the last one left; the order is the meaning (digits that were taken for a
date are no telephone number any more). At the end nothing is left but Hanzi and the marks a voice pauses at.
Why own rules: `wetext` and `cn2an` were tried against the table in tests/tts. They misread the hall's hotlines
(12348 as 一万二千…), area codes and ￥1,200.50, so they would have to be surrounded by these rules anyway.
Words, letters, units and measure words are data: spoken_words.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from robot.tts.numerals import cardinal
from robot.tts.written.addresses import addresses
from robot.tts.written.amounts import amounts, numbers
from robot.tts.written.calendar import calendar
from robot.tts.written.codes import codes
from robot.tts.written.common import HAN as HAN
from robot.tts.written.common import ITEM
from robot.tts.written.common import PAUSES as PAUSES
from robot.tts.written.formulas import formulas
from robot.tts.written.markup import markup
from robot.tts.written.structure import latin, structure, tidy
from robot.tts.written.telephones import telephones

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def spoken_form(text: str) -> str:
    """`text` as it is said: Hanzi and ，。！？；：、 only. Pure, never raises; its own output it leaves as it is."""
    said = text.translate(_WIDTH)
    for pattern, replacement in _rules():
        said = pattern.sub(replacement, said)
    return said


_CIRCLED = {0x2460: 20, 0x2474: 20, 0x2488: 20, 0x2776: 10, 0x3220: 10}
"""Where signs of numbered items begin (①, ⑴, ⒈, ❶, ㈠), and how many there are."""
_WIDTH: dict[int, str] = {
    # full-width digits, letters and signs; the pauses among them stay apart until numbers are read (1,200 and 1，2)
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in PAUSES},
    **dict.fromkeys((0x3000, 0xA0, 0x2009, 0x202F, 0x200A), " "),
    0xFFE5: "¥",
    0x3007: "零",
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x3380, 0x33E0)},
    0xBD: "1/2", 0xBC: "1/4", 0xBE: "3/4", 0x2153: "1/3", 0x2154: "2/3",
    0xB5: "μ", 0x2126: "Ω", 0xBA: "°", 0x2236: ":", 0x2715: "×", 0x2716: "×", 0x2573: "×", 0x2717: "×",
    0x33A1: "m²", 0x33A5: "m³", 0x2103: "°C",
    **{0x2080 + n: str(n) for n in range(10)},
    **{0x2160 + n: cardinal(n + 1) for n in range(12)},
    **{0x2170 + n: cardinal(n + 1) for n in range(12)},
    **{start + n: f"{ITEM}({n + 1})" for start, most in _CIRCLED.items() for n in range(most)},
}  # fmt: skip


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        (re.compile(pattern, re.MULTILINE), replacement)
        for part in (
            addresses(),
            codes(),
            markup(),
            formulas(),
            telephones(),
            calendar(),
            amounts(),
            structure(),
            numbers(),
            latin(),
            tidy(),
        )
        for pattern, replacement in part
    )
