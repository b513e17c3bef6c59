"""Money: signs and codes of currencies, pay in thousands. Pure."""

from __future__ import annotations

import re

from robot.tts.written.common import DASH, NUM, Part, any_of, tables

_BIG = "[万亿千百]{0,2}"
_YUAN, _RENMINBI = "元", "人民币"
_TIMES = {"k": 1000, "w": 10_000}
_PAY = "(?:薪|工资|收入|月入|提成|房租|租金|押金|彩礼|欠|借|赔|亏|赚|挣|存款|贷款)[^，。；,;0-9]{0,6}"


def money() -> Part:
    """Rules for amounts of money; the digits are left to the rules of numbers."""
    signs, codes = tables()["currencies"], tables()["currency_codes"]
    sign, code, called = f"(?<![a-zA-Z])({any_of(signs)})", f"({any_of(codes)})", any_of({*signs.values()} - {_YUAN})
    amount, names = rf"({NUM})\s?({_BIG})", rf"(?:{called}|{_YUAN})?"
    return [
        (rf"[-\u2212](?={any_of(signs)})|(?<=[¥$€£])[-\u2212](?=[0-9])", "负"),
        (r"([¥$€£])负", r"负\1"),
        (rf"{sign}\s?{amount}(?:{DASH}|至|到)(?:{any_of(signs)})?\s?{amount}{names}", _range),
        (rf"{sign}\s?{amount}{names}", lambda m: f"{_no_trailing_zeros(m[2])}{m[3]}{signs[m[1]]}"),
        (rf"{amount}\s?([¥€£])(?![0-9])", lambda m: f"{_no_trailing_zeros(m[1])}{m[2]}{signs[m[3]]}"),
        (rf"(?<![a-zA-Z]){code}\s?{amount}{names}", _coded),
        (rf"{amount}\s?{code}(?![a-zA-Z])", lambda m: f"{_no_trailing_zeros(m[1])}{m[2]}{codes[m[3]]}"),
        (rf"({NUM})(?={_BIG}(?:{_YUAN}|块|{called}))", lambda m: _no_trailing_zeros(m[1])),
        (rf"({_PAY})({NUM})(?:([kKwW])?({DASH})({NUM}))?\s?([kKwW])(?![a-zA-Z0-9])", _thousands),
    ]


def _range(match: re.Match[str]) -> str:
    sign, low, low_unit, high, high_unit = match.groups()
    name = tables()["currencies"][sign]
    return f"{_no_trailing_zeros(low)}{low_unit}到{_no_trailing_zeros(high)}{high_unit}{name}"


def _coded(match: re.Match[str]) -> str:
    """USD500 -> 五百美元, RMB500 -> 人民币五百元."""
    code, number, unit = match.groups()
    name = tables()["currency_codes"][code]
    return f"{_RENMINBI if name == _YUAN else ''}{_no_trailing_zeros(number)}{unit}{name}"


def _thousands(match: re.Match[str]) -> str:
    """月薪8-10K -> 月薪八千到一万."""
    before, low, low_unit, dash, high, unit = match.groups()
    times = _TIMES[unit.lower()]
    if dash is None:
        return f"{before}{_times(low, times)}"
    return f"{before}{_times(low, _TIMES[(low_unit or unit).lower()])}到{_times(high, times)}"


def _times(number: str, times: int) -> str:
    return f"{round(float(number) * times)}"


def _no_trailing_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
