"""Numbers as they are written in Chinese. Pure."""

from __future__ import annotations

_VALUES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "幺": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number_value(said: str) -> int | None:
    """The value of a number in Chinese numerals or digits (第 and 号 taken off before); None when it is none."""
    if said.isascii() and said.isdigit():
        return int(said)
    if not said or any(mark not in _VALUES and mark not in _UNITS for mark in said):
        return None
    if not any(mark in _UNITS for mark in said):
        return int("".join(str(_VALUES[mark]) for mark in said))
    total, digit = 0, 0
    for mark in said:
        if mark in _VALUES:
            digit = _VALUES[mark]
        else:
            total += (digit or 1) * _UNITS[mark]
            digit = 0
    return total + digit


def numeral(number: int) -> str:
    """A number below ten thousand in Chinese numerals: 47 is 四十七, 12 十二, 105 一百零五."""
    if number == 0:
        return "零"
    parts, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            parts += (
                ("零" if skipped and parts else "")
                + ("" if unit == 10 and digit == 1 and not parts else DIGITS[digit])
                + name
            )
            skipped = False
        else:
            skipped = True
    return parts
