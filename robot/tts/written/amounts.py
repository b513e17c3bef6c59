"""Money, percent, fractions, units, and every number that is left. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import LONGEST_CARDINAL, cardinal, decimal, digits
from robot.tts.written.common import DASH, HAN, NUM, PAUSES, Part, any_of, tables

_CURRENCY = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_CONTEXT = 40
"""Characters around a number that may say how it is read."""
_ORDINAL_UNITS = "条|款|项|号|章|节|编|页|步|点|楼|层|窗口"
_JOIN = "(?:、|,|和|及|以及|或|至|到)"


def amounts() -> Part:
    """Money, percent, fractions, units: they turn signs into words and leave the digits to _numbers."""
    units = tables()["units"]
    big = "[万亿千百]{0,2}"
    return [
        (r"(?i)(?<![a-z])us(?=\$)", ""),
        (rf"([¥$€£])\s?({NUM})({big})({DASH})\1?\s?({NUM})({big})元?", _money_range),
        (rf"([¥$€£])\s?({NUM})({big})元?", lambda m: f"{_no_trailing_zeros(m[2])}{m[3]}{_CURRENCY[m[1]]}"),
        (rf"({NUM})(?={big}(?:元|块|美元|欧元|英镑))", lambda m: _no_trailing_zeros(m[1])),
        (rf"({NUM})\s?mg\s?/\s?100\s?m[lL]", r"每百毫升\1毫克"),
        (rf"({NUM})({DASH}|至|到)({NUM})\s?([%‰])", lambda m: f"{_per(m[4])}{m[1]}到{_per(m[4])}{m[3]}"),
        (
            rf"({NUM})\s?([%‰])({DASH}|至|到)({NUM})\s?([%‰])",
            lambda m: f"{_per(m[2])}{m[1]}到{_per(m[5])}{m[4]}",
        ),
        (rf"(?<![{HAN}0-9a-zA-Z])-(?=[0-9.]+[%‰])", "负"),
        (r"(?<![0-9.])100\s?%", "百分之百"),
        (r"([0-9])米([0-9]{2})(?![0-9.]|[米厘公])", lambda m: f"{m[1]}米{digits(m[2])}"),
        (rf"({NUM})\s?([%‰])", lambda m: f"{_per(m[2])}{m[1]}"),
        (r"(?<![0-9./])([0-9]{1,4})\s?/\s?([0-9]{1,4})(?![0-9./])", lambda m: f"{_plain(m[2])}分之{_plain(m[1])}"),
        (
            rf"(?<=[0-9])(\s?)({any_of(units)})(?![a-zA-Z0-9])",
            lambda m: units[m[2]],
        ),
        (r"/\s?(m²|m2)", "每平方米"),
        (r"/\s?(m³|m3)", "每立方米"),
        (r"(?<=[元次件])\s?/\s?([\u3400-\u9fff])[·/]([\u3400-\u9fff])", r"每\1每\2"),
        (r"(?<=[元次件人米斤升时天年月角分块倍个户亩])\s?/\s?(?=[\u3400-\u9fff])", "每"),
        (rf"(?<=[{HAN}])\s?/\s?(?=[{HAN}])", "或"),
        (r"(?<=和)或(?=或)", ""),
        (r"(?<=[0-9])\s?[xX*×]\s?(?=[0-9])", "乘"),
    ]


def _money_range(match: re.Match[str]) -> str:
    sign, low, low_unit, _, high, high_unit = match.groups()
    return f"{_no_trailing_zeros(low)}{low_unit}到{_no_trailing_zeros(high)}{high_unit}{_CURRENCY[sign]}"


def _no_trailing_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _per(sign: str) -> str:
    return "百分之" if sign == "%" else "千分之"


def _plain(text: str) -> str:
    return cardinal(int(text), liang=False)


def numbers() -> Part:
    """Rules for every number that is left."""
    symbols = tables()["symbols"]
    return [
        (
            rf"(?<=[0-9{HAN}])\s?({any_of(symbols)})\s?(?=[0-9{HAN}])"
            rf"|(?:^|(?<=[\s,({PAUSES}]))({any_of(symbols)})\s?(?=[0-9])",
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
    if text == "2" and _takes_liang(after) and not before.endswith(("分之", "十", "百", "百零", "千零", "万零", "点")):
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
    return bool(re.match(rf"\s?(?:{any_of(tables()['liang'])})", after))


def _takes_liang(after: str) -> bool:
    """个 follows, or 到3个 does."""
    return _counts(re.sub(rf"^(?:到|至|或者?){NUM}", "", after))
