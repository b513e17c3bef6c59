"""Dates, years, the clock. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import cardinal, digits
from robot.tts.written.common import DASH, HAN, Part, any_of, tables
from robot.tts.written.dotted import dotted

_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_AGE = "(?:18|19|20)[0-9]{2}"
_BORN = "(?:[3-9][05]|[0-2][05])"
_CLOCK = r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"


def calendar() -> Part:
    """Rules for days, months, years and times of day."""
    return [
        (
            rf"(?<![0-9.])({_YEAR})\s?([-/.])\s?(0?[1-9]|1[0-2])\s?\2\s?(3[01]|[12][0-9]|0?[1-9])(?![0-9])(?!\.[0-9])",
            lambda m: f"{digits(m[1])}年{cardinal(int(m[3]))}月{cardinal(int(m[4]))}日",
        ),
        (
            r"(?<![0-9.])((?:19|20)[0-9]{2})[-/](0[1-9]|1[0-2])(?![0-9年])",
            lambda m: f"{digits(m[1])}年{cardinal(int(m[2]))}月",
        ),
        *dotted(),
        (rf"(?<![0-9.])({_AGE}){DASH}({_AGE})(?=\s?(?:年|学年|届|级|期间|赛季|$|[^0-9.{HAN}]))", _year_range),
        (r"(?<![0-9.])((?:19|20)[0-9]{2})(?=[届级](?!台阶|[0-9]))", lambda m: digits(m[1])),
        (r"(?<![0-9.])([0-9]{2})(?=级(?:学生|新生|本科|专科|硕士|博士|研究生|同学|毕业))", lambda m: digits(m[1])),
        (r"(?<![0-9.])((?:19|20)[0-9]{2})\s?(?=年(?!以[上下]))", lambda m: digits(m[1])),
        (rf"(?<![0-9.])({_YEAR})\s?(?=年(?!内|以[上下内]|左右|后|前|间|期))", lambda m: digits(m[1])),
        (rf"(?<![0-9.])([5-9][0-9])(?=年(?:{any_of(tables()['after_year'])}))", lambda m: digits(m[1])),
        (r"(?<=[是属])([4-9][0-9])(?=年的)", lambda m: digits(m[1])),
        (r"(?<![0-9.])([0-9]0)(?=年代)", lambda m: cardinal(int(m[1]))),
        (r"(?<![0-9.])([0-9]{2})(?=年\s?[0-9]{1,2}月)", lambda m: digits(m[1])),
        (r"(?<![0-9.])(0[0-9])(?=年)", lambda m: digits(m[1])),
        (
            rf"(?<![0-9.:点时月日第满过到达超至近约岁前])(?<!过了)({_BORN}(?:[、/]{_BORN})*)后(?![半面来边方天续]|[0-9]+[年天个月])",
            _generations,
        ),
        (r"(?<![0-9.])0([0-9])(?=[月日时点])", r"\1"),
        (r"[\[(\u3014]((?:19|20)[0-9]{2})[\])\u3015](?=[0-9])", lambda m: digits(m[1]) + "，"),
        (r"[\[(\u3014]((?:19|20)[0-9]{2})[\])\u3015]", lambda m: digits(m[1])),
        (r"(比例?[是为:：]{0,2}\s?|比分)([0-9]{1,3})[:：]([0-9]{1,3})(?![0-9:.])", _ratio),
        (r"(?<=[0-9])：(?=[0-9])", ":"),
        (rf"({_CLOCK}){DASH}(?={_CLOCK})", r"\1到"),
        (rf"(?<![0-9:.])({_CLOCK})", lambda m: _clock(m[1])),
        (r"(?<=[0-9])\s*[:：]\s*(?=[0-9])", "比"),
        (r"(?<=[点时])\s?0([0-9])(?=分)", lambda m: "零" + digits(m[1])),
        (rf"(?<![0-9.])([0-9]{{1,2}})({DASH}|至|到|、)([0-9]{{1,2}})(?=[月日])", _two_of_the_calendar),
        (r"(?<![0-9.])([0-9]{1,2})(?=月)", lambda m: cardinal(int(m[1]))),
        (rf"(?<=[月日]){DASH}(?=[0-9一二三四五六七八九十])", "到"),
        (rf"(?<=[点分半]){DASH}(?=次日|第二天|翌日|当日|当天|隔天|凌晨|早上|晚上|上午|下午|夜里)", "到"),
        (r"(?<![0-9.])([0-9]{1,2})(?=日(?!元))", lambda m: cardinal(int(m[1]))),
        (rf"(周|星期|礼拜)([一二三四五六日天]){DASH}(?=周|星期|礼拜|[一二三四五六日天])", r"\1\2到"),
    ]


def _generations(match: re.Match[str]) -> str:
    """80、90后 -> 八零、九零后."""
    return re.sub("[0-9]+", lambda each: digits(each[0]), match[1].replace("/", "、")) + "后"


def _year_range(match: re.Match[str]) -> str:
    return f"{digits(match[1])}到{digits(match[2])}"


def _ratio(match: re.Match[str]) -> str:
    return f"{match[1]}{cardinal(int(match[2]))}比{cardinal(int(match[3]))}"


def _two_of_the_calendar(match: re.Match[str]) -> str:
    joined = "、" if match[2] == "、" else "到"
    return f"{cardinal(int(match[1]))}{joined}{cardinal(int(match[3]))}"


def _clock(text: str) -> str:
    """8:30 -> 八点半, 13:05 -> 十三点零五分, 9:00 -> 九点, 2:10 -> 两点十分."""
    hour, minute, *second = (int(part) for part in text.split(":"))
    said = ("两" if hour == 2 else cardinal(hour)) + "点"
    if second and second[0]:
        return f"{said}{_two_digits(minute)}分{_two_digits(second[0])}秒"
    if minute == 30:
        return said + "半"
    return said + (f"{_two_digits(minute)}分" if minute else "")


def _two_digits(number: int) -> str:
    return ("零" if 0 < number < 10 else "") + cardinal(number)
