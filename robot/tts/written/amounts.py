"""Amounts, and every number that is left. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import LONGEST_CARDINAL, cardinal, decimal, digits
from robot.tts.written.common import HAN, NUM, PAUSES, Part, any_of, tables
from robot.tts.written.money import money
from robot.tts.written.units import fractions, percent, units

_CONTEXT = 40
"""Characters around a number that may say how it is read."""
_ORDINAL_UNITS = "条|款|项|号|章|节|编|页|步|点|楼|层|窗口"
_JOIN = "(?:、|,|和|及|以及|或|至|到)"


def amounts() -> Part:
    """Money, percent, units, fractions: they turn signs into words and leave the digits to _numbers."""
    return [*money(), *percent(), *units(), *fractions()]


def numbers() -> Part:
    """Rules for every number that is left."""
    symbols = tables()["symbols"]
    return [
        (
            rf"(?<=[0-9a-zA-Z{HAN}])\s?({any_of(symbols)})\s?(?=[0-9a-zA-Z{HAN}])"
            rf"|(?:^|(?<=[\s,({PAUSES}]))({any_of(symbols)})\s?(?=[0-9百千万])",
            lambda m: symbols[m[1] or m[2]],
        ),
        (rf"(?<![0-9.、第])([1-8])、([2-9])(?=(?:{any_of(tables()['liang'])}))", _neighbours),
        (NUM, _number),
    ]


def _neighbours(match: re.Match[str]) -> str:
    """2、3天 is said 两三天; 2、5天 is left alone."""
    low, high = int(match[1]), int(match[2])
    if high != low + 1:
        return match[0]
    return ("两" if low == 2 else cardinal(low)) + cardinal(high)


def _number(match: re.Match[str]) -> str:
    text = match[0]
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    after = match.string[match.end() : match.end() + _CONTEXT]
    if _is_ordinal(before, after):
        return decimal(text, liang=False)
    is_named = before[-1:].isascii() and before[-1:].isalpha()
    if (
        text == "2"
        and not is_named
        and _takes_liang(after)
        and not before.endswith(("分之", "十", "百", "百零", "千零", "万零", "点"))
    ):
        return "两"
    whole = text.partition(".")[0]
    bare = "." not in text
    if len(whole) > LONGEST_CARDINAL or (bare and len(whole) > 8 and not _counts(after)):
        return digits(text, one="幺")
    if bare and len(text) > 1 and text.startswith("0"):
        return digits(text, one="幺")
    return decimal(text)


def _is_ordinal(before: str, after: str) -> bool:
    """第47 and the further numbers of 第3、5条; but in 第47条、2个月 the 2 is none."""
    if before.endswith("第"):
        return True
    if not re.match(rf"{_JOIN}?[0-9]*(?:{_ORDINAL_UNITS})", after) and not re.match(rf"(?:{_JOIN}[0-9]+)+条", after):
        return False
    return bool(re.search(rf"第[0-9]+(?:(?:{_ORDINAL_UNITS})?{_JOIN}[0-9]+)*(?:{_ORDINAL_UNITS})?{_JOIN}$", before))


def _counts(after: str) -> bool:
    words = tables()
    return bool(re.match(rf"\s?(?!{any_of(words['not_liang'])}|排[0-9]+[座号])(?:{any_of(words['liang'])})", after))


def _takes_liang(after: str) -> bool:
    """个 follows, or 到3个 does."""
    return _counts(re.sub(rf"^(?:到|至|或者?){NUM}", "", after))
