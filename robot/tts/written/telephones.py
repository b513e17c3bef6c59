"""Numbers that are read digit by digit: telephones, rooms, plates, identity cards. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import digits
from robot.tts.written.common import Part, any_of, tables

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
"""How number plates begin."""
_SEVERAL = re.compile(
    r"(/)?(?<![0-9.¥$-])([2-9][0-9]{6,7})(?:[-\u2010-\u2015]([0-9]{1,4}))?(?![0-9.-])(?!\s?[元块万亿个人户件份张斤吨度米%])"
)
"""A telephone number without its area code, where a telephone is spoken of."""


def telephones() -> Part:
    """Rules for digits that are no quantity."""
    named, calls = any_of([*tables()["numbered"], *tables()["coded"]]), any_of(tables()["calls"])
    measure = (
        rf"(?:\s*(?:{any_of([*tables()['liang'], *tables()['measures']])}|来(?!了|电|访|人))|[.:/%‰°][0-9%‰C]|%|‰|°)"
    )
    short = r"(?:110|119|120|122|114|1000[0-9]|10010|10086|10099|1118[35]|12[0-9]{3}|9[56][0-9]{3,4})"
    no_quantity = (
        r"(?<![0-9.第约共近超达满足高低速重考金息资钱租款额价付赔借欠罚退挣卖花值¥$€£~-])"
        r"(?<!第 )(?<!(?<!消)费)(?![0-9]+00(?![0-9]))"
    )
    not_counted = rf"{no_quantity}({short})(?![0-9a-zA-Z~-])(?!{measure})"
    return [
        (r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])", lambda m: m[0].replace(",", "")),
        (
            r"(?<![0-9,.] )(?<![0-9])[0-9]{1,3}(?: [0-9]{3})+(?=元|块|人|户|亩|吨|万|平方|美元)",
            lambda m: m[0].replace(" ", ""),
        ),
        (rf"(?<![0-9.])({any_of(tables()['by_digit'])})(?![0-9])", lambda m: digits(m[1]) + m[1].lstrip("0123456789")),
        (r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])", _grouped),
        (r"(?<![0-9])\(?(0[0-9]{2,3})\)?[-\u2010-\u2015 ]?([0-9]{7,8})(?:-([0-9]{1,4}))?(?![0-9])", _with_extension),
        (r"(?<![0-9])\(?(0[0-9]{2,3})\)?[-\u2010-\u2015 ](1[0-9]{2,4}|9[0-9]{4})(?![0-9])", _grouped),
        (r"(?<![0-9])\+([0-9]{1,3})[- ]([0-9]{2,4})[- ]([0-9]{4,7})(?:[- ]([0-9]{4}))?(?![0-9])", _abroad),
        (r"(?<![0-9])([48]00)[- ]([0-9]{3})[- ]?([0-9]{4})(?![0-9])", _grouped),
        (r"(?<![0-9])([48]00)([0-9]{3})([0-9]{4})(?![0-9])", _grouped),
        (rf"(?:{calls})[^\n。；;]*", lambda m: _SEVERAL.sub(_one_of_several, m[0])),
        (
            rf"((?:{named})[是为:：\s]{{0,3}})"
            r"([0-9]{3,}(?:\s?[、，,/或]\s?[0-9]{5,})*)(?![0-9.])(?!\s?[元块万千亿人个份件张笔条次])",
            lambda m: m[1] + re.sub("[0-9]+", lambda each: digits(each[0], one="幺"), m[2]),
        ),
        (r"(?<=[拨打])(\s?)([0-9]{3,8})(?![0-9.])(?!个|次|遍|分|折|元|人|万|千)", lambda m: digits(m[2], one="幺")),
        (rf"(?<![0-9])({short})(?=来电|来访|打来)", lambda m: digits(m[1], one="幺")),
        (
            r"(?:(?<=[栋幢座楼层])|(?<=单元|楼上|楼下|对门|隔壁))([0-9]{3,4})(?![0-9.元户人家平套万千]|号楼)",
            lambda m: digits(m[1], one="幺"),
        ),
        (
            r"(?<=请到|交到|送到|拿到|请去|请来)([1-9]0[0-9])(?=$|[，。、；办找交领取签报等开])",
            lambda m: digits(m[1], one="幺"),
        ),
        (not_counted, lambda m: digits(m[1], one="幺")),
        (r"(?<=[\u3400-\u9fff])/(?=[0-9]{5,6}(?![0-9]))", "、"),
        (r"(?<![0-9a-zA-Z])([0-9]{17})([0-9xX])(?![0-9a-zA-Z])", lambda m: digits(m[1], one="幺") + _id_end(m[2])),
        (
            r"([0-9]{3,4}(?:[、和或][0-9]{3,4})*)(?=\s?(?:室|房间|房(?![东产屋子价租贷款])|办公室|会议室|教室|病房|法庭|路(?![人边口过])))",
            lambda m: re.sub("[0-9]+", lambda each: digits(each[0], one="幺"), m[1]),
        ),
        (
            r"(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,2}){2,}(?![0-9.])(?=版)",
            lambda m: "点".join(map(digits, m[0].split("."))),
        ),
        (r"(?<=转)([0-9]{2,5})(?![0-9元万千百个])", lambda m: digits(m[1], one="幺")),
        (r"(?<![0-9])[0-9]{4}(?: [0-9]{3,4}){2,}(?![0-9])", lambda m: digits(m[0], one="幺")),
        (r"([0-9]{3})(?=国道|省道|县道|乡道)|(?<=[GSXY])([0-9]{3,4})(?=线|公路)", lambda m: digits(m[0], one="幺")),
        (r"(?<=[0-9])#(?=楼|栋|幢|座|院|房|库|机|井|线|厂|门|路|车)", "号"),
        (rf"(?<=[{_PROVINCES}])([A-Z])[·\s]?([A-Z0-9]{{5,6}})(?![A-Za-z0-9])", _plate),
        (r"(?<=[民刑行执][初终再申特监])([0-9]+)-([0-9]+)(?=号)", r"\1之\2"),
        (r"(?<=[路街巷道弄里])([0-9]+)-([0-9]+)(?=号)", r"\1杠\2"),
        (r"(?<=[\u4e00-\u9fff])([0-9]{4})(?=[民刑行执][初终再申特监督保赔])", lambda m: digits(m[1], one="幺")),
    ]


def _with_extension(match: re.Match[str]) -> str:
    area, number, extension = match.groups()
    said = f"{digits(area, one='幺')}，{digits(number, one='幺')}"
    return said + (f"转{digits(extension, one='幺')}" if extension else "")


def _one_of_several(match: re.Match[str]) -> str:
    """A further number of the same telephone line: 2291106、2291108, 2291106-801."""
    sign, number, extension = match.groups()
    said = ("、" if sign == "/" else sign or "") + digits(number, one="幺")
    return said + (f"转{digits(extension, one='幺')}" if extension else "")


def _abroad(match: re.Match[str]) -> str:
    return "加" + "，".join(digits(group, one="幺") for group in match.groups() if group)


def _plate(match: re.Match[str]) -> str:
    """The letters and digits of a number plate, one by one."""
    return "".join(digits(char, one="幺") if char.isdigit() else char for char in match[1] + match[2])


def _grouped(match: re.Match[str]) -> str:
    """A telephone number in its groups, a short pause between them."""
    return "，".join(digits(group, one="幺") for group in match.groups())


def _id_end(char: str) -> str:
    return "艾克斯" if char in "xX" else digits(char, one="幺")
