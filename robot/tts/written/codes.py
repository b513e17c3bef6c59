"""Numbers of things, read character by character: codes, standards, doors, trains, what is masked. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import digits
from robot.tts.written.common import DASH, Part, any_of, tables

_STANDARDS = "GBZ?|GA|JGJ|CJJ|HJ|NY|QB|YY|SN|TSG|JT[GJ]?|AQ|LY|SB|WS|DL|DB[0-9]{2}"
_MARKS = {"-": "杠", "_": "下划线", ".": "点", "/": "杠"}
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MASK = r"[*xX×●]"


def codes() -> Part:
    """Rules for what has letters and digits in it, or strokes between digits, and is no quantity."""
    named = any_of(tables()["coded"])
    return [
        (
            r"(?i)(?:№|(?<![a-z])no\s?[.:：]|(?<![a-z])no(?=[0-9]))\s?([0-9]+)",
            lambda m: "编号" + (_said(m[1]) if len(m[1]) > 1 else m[1]),
        ),
        (
            rf"(?<![a-zA-Z])({_STANDARDS})(/T)?\s?([0-9]{{2,6}}(?:\.[0-9]+)?)(?:{DASH}((?:19|20)[0-9]{{2}}))?(?![0-9])",
            _standard,
        ),
        (
            rf"({named})([是为:：]{{0,2}}\s?)(?=[a-zA-Z0-9_-]*[0-9_])([a-zA-Z0-9]+(?:[_-][a-zA-Z0-9]+)*)(?:\.([0-9X])(?![0-9]))?(?![.@])",
            _named,
        ),
        (r"(?<![0-9A-Za-z_])(?=[0-9]*[A-Z])(?=[A-Z]*[0-9])[0-9A-Z]{8,}(?![0-9A-Za-z_])", lambda m: _said(m[0])),
        (r"(?<![A-Za-z0-9])([GDCZTKY][0-9]{1,4})(?=次(?!数)|列车|动车|高铁)", lambda m: _said(m[1])),
        (r"(?<![A-Za-z0-9])([A-Z]{2}[0-9]{3,4})(?=次?航班)", lambda m: _said(m[1])),
        (r"(?<![0-9-])[0-9]+(?:-[0-9]+){3,}-?[0-9X]?(?![0-9-])", lambda m: _said(m[0])),
        (r"(?<![0-9.-])([0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4})(?![0-9-])", lambda m: _door(m[1])),
        (r"(?<![0-9.-])([0-9]{1,2}-[0-9]{3,4})(?=号?[室房](?![东产屋子价租贷款]))", lambda m: _door(m[1])),
        (rf"([A-Z])([0-9]{{1,3}})(?:{DASH}|至|到)\1([0-9]{{1,3}})(?![0-9-])", r"\1\2到\1\3"),
        (rf"(?<![0-9])([0-9]{{2,}}){_MASK}{{2,}}([0-9]{{1,6}}[xX]?)(?![0-9])", _masked),
        (
            rf"(?:^|(?<=[，。:、\s告人叫是与和诉]))([{_SURNAMES}])(\*{{1,3}})(?![*0-9])",
            lambda m: m[1] + "某" * len(m[2]),
        ),
        (r"\*([0-9]+(?:\*[0-9]+)*)#", lambda m: f"星号{_said(m[1].replace('*', '星号'))}井号"),
        (r"(?<=第)(0[0-9]+|[0-9]{7,})(?=号)", lambda m: _said(m[1])),
    ]


def _said(code: str) -> str:
    """What is no letter is said; letters are left for the rules of letters."""
    return "".join(_MARKS.get(char) or digits(char, one="幺") or char for char in code)


def _standard(match: re.Match[str]) -> str:
    """GB/T 7714-2015 -> its letters, 七七幺四杠二零幺五."""
    letters, recommended, number, year = match.groups()
    return f"{letters}{'T' if recommended else ''}{_said(number)}" + (f"杠{_said(year)}" if year else "")


def _named(match: re.Match[str]) -> str:
    name, between, code, check = match.groups()
    if code.isdigit() or code.isalpha():
        return match[0]
    return f"{name}{between}{_said(code)}" + (f"点{_said(check)}" if check else "")


def _door(code: str) -> str:
    """3-2-501 -> 三杠二杠五零幺."""
    return "杠".join(digits(part, one="幺" if len(part) > 2 else "一") for part in code.split("-"))


def _masked(match: re.Match[str]) -> str:
    """What is left of a number that is masked in its middle."""
    return f"{_said(match[1])}，{_said(match[2])}"
