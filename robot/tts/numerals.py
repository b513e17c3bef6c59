"""Numbers the way they are said in Mandarin. Pure functions from digits to Hanzi."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_GROUPS = ((10**8, "亿"), (10**4, "万"))
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
LONGEST_CARDINAL = 16
"""Digits a cardinal may have; longer ones are nobody's quantity and are read digit by digit."""


def digits(text: str, one: str = "一") -> str:
    """`12348` with one="幺" -> 幺二三四八; a year with one="一": 2010 -> 二零一零. What is no digit is left out."""
    return "".join(one if char == "1" else _DIGITS[int(char)] for char in text if char in "0123456789")


def cardinal(number: int, *, liang: bool = True) -> str:
    """A whole number from 0 in words: 10 -> 十, 110 -> 一百一十, 1079 -> 一千零七十九, 20000 -> 两万.

    `liang`: 两 before 百, 千, 万, 亿 (quantities); without it 二 (article numbers).
    """
    said = _words(number, liang) or "零"
    return said[1:] if said.startswith("一十") else said


def decimal(text: str, *, liang: bool = True) -> str:
    """`3.14` -> 三点一四, `0.5` -> 零点五, `1200` -> 一千两百; more than LONGEST_CARDINAL digits: one by one."""
    whole, _, fraction = text.partition(".")
    said = digits(whole) if len(whole) > LONGEST_CARDINAL else cardinal(int(whole or "0"), liang=liang)
    return f"{said}点{digits(fraction)}" if fraction else said


def _words(number: int, liang: bool) -> str:
    """Without the short form of 10..19; nothing for 0."""
    for size, name in _GROUPS:
        if number >= size:
            high, low = divmod(number, size)
            head = "两" if high == 2 and liang else _words(high, liang)
            return head + name + ("零" if 0 < low < size // 10 else "") + _words(low, liang)
    said = ""
    rest = number
    for size, name in _UNITS:
        digit, rest = divmod(rest, size)
        if digit:
            if said and not said.endswith("零") and number // (size * 10) % 10 == 0:
                said += "零"
            said += ("两" if digit == 2 and liang and size >= 100 else _DIGITS[digit]) + name
    return said
