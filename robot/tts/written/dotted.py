"""Days, months and years written with dots or strokes: 10.1-10.7, 2024.3, 24.3.15, 20240315. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import cardinal, digits
from robot.tts.written.common import DASH, Part, any_of, tables

_YEAR = "((?:19|20)[0-9]{2})"
_MONTH = "(1[0-2]|0?[1-9])"
_DAY = "(3[01]|[12][0-9]|0?[1-9])"
_DAY_OF_MONTH = rf"{_MONTH}[./]{_DAY}"
_TO = rf"(?:{DASH}|至|到)"
_BEFORE, _BEHIND = r"(?<![0-9./第¥$€£a-zA-Z])", r"(?![0-9./:]*[0-9])"
_NO_UNIT = (
    r"(?!\s?(?:[元块万千亿倍度级分米里斤吨克升亩秒小个天年月周岁折成%‰℃°a-zA-Z]|平方|公[里斤顷]|厘|毫|立方|之间))"
)


def dotted() -> Part:
    """Rules for what only its neighbours tell from a decimal or a fraction."""
    behind, before = any_of(tables()["after_day"]), any_of(tables()["before_day"])
    span = _DAY_OF_MONTH + _TO + _DAY_OF_MONTH
    return [
        (
            rf"(?<![0-9.]){_DAY_OF_MONTH}(?=[”’\"」]?\s?(?:{any_of(tables()['named_days'])}))",
            lambda m: _named(m[1], m[2]),
        ),
        (rf"(?<=[“\"「]){_DAY_OF_MONTH}(?=[”\"」])", lambda m: _named(m[1], m[2])),
        (rf"(?<![0-9.]){_MONTH}·{_DAY}(?![0-9])", lambda m: _named(m[1], m[2])),
        (rf"{_BEFORE}{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9.]){_NO_UNIT}", _date),
        (rf"{_BEFORE}(?<!版)([5-9][0-9]|[0-3][0-9])\.{_MONTH}\.{_DAY}(?![0-9.版])", _date),
        (rf"{_BEFORE}{_YEAR}/([0-9]{{2}}|{_YEAR})(?=学年|年度|赛季)", lambda m: f"{digits(m[1])}至{digits(m[2])}"),
        (rf"{_BEFORE}{_YEAR}\.{_MONTH}{DASH}{_MONTH}(?![0-9.]){_NO_UNIT}", _months),
        (rf"{_BEFORE}{_YEAR}[./]{_MONTH}{_BEHIND}{_NO_UNIT}", lambda m: f"{digits(m[1])}年{_of(m[2])}月"),
        (rf"(?<=日){DASH}{_DAY_OF_MONTH}{_BEHIND}{_NO_UNIT}", lambda m: f"到{_day(m[1], m[2])}"),
        (rf"{_BEFORE}{span}{_BEHIND}(?=[\s，,]?(?:{behind}))", _days),
        (rf"({before})([是为:：]?\s?){span}{_BEHIND}{_NO_UNIT}", lambda m: m[1] + m[2] + _span(*m.groups()[2:])),
        (
            rf"((?:放假|休假|调休|值班|公示|报名|停业|施工)[^。；;\n]{{0,8}}?[:：，,(\s]){span}{_BEHIND}{_NO_UNIT}",
            lambda m: m[1] + _span(*m.groups()[1:]),
        ),
        (rf"(?:^|(?<=[\s，。；：（(,;:])){span}{_BEHIND}{_NO_UNIT}", _days_if_so),
        (
            rf"{_BEFORE}(?<![价率分约达涨跌比利值数高重均超糖力]){_DAY_OF_MONTH}([日号]|{_BEHIND}(?=\s?(?:{behind})))(?!线)",
            lambda m: _day(m[1], m[2], m[3] or "日"),
        ),
        (rf"({before})([是为:：]?\s?){_DAY_OF_MONTH}{_BEHIND}{_NO_UNIT}", lambda m: m[1] + m[2] + _day(m[3], m[4])),
    ]


def _of(number: str) -> str:
    return cardinal(int(number))


def _day(month: str, day: str, called: str = "日") -> str:
    return f"{_of(month)}月{_of(day)}{called}"


def _named(month: str, day: str) -> str:
    """The day that has its name from its numbers: 3.15 -> 三一五, 12·9 -> 十二九."""
    if (month, day) == ("11", "9"):
        return "幺幺九"
    return _of(month) + (digits(day) if int(month) < 10 or int(day) < 10 else _of(day))


def _span(month: str, day: str, last: str, until: str) -> str:
    return f"{_day(month, day)}到{_day(last, until)}"


def _date(match: re.Match[str]) -> str:
    """20240315, 98.5.12 -> 二零二四年三月十五日, 九八年五月十二日."""
    return f"{digits(match[1])}年{_day(match[2], match[3])}"


def _months(match: re.Match[str]) -> str:
    """2024.3-5 -> 二零二四年三到五月."""
    year, first, last = match.groups()
    return f"{digits(year)}年{_of(first)}到{_of(last)}月" if int(first) < int(last) else match[0]


def _days(match: re.Match[str]) -> str:
    """10.1-10.7 before 放假 -> 十月一日到十月七日."""
    return _span(*match.groups())


def _days_if_so(match: re.Match[str]) -> str:
    """The same where a clause begins with it and its numbers are rather days than decimals: 12.25-12.31."""
    month, day, last, until = match.groups()
    is_later = (int(month), int(day)) < (int(last), int(until))
    return _span(month, day, last, until) if is_later and max(map(len, (month, last, day, until))) > 1 else match[0]
