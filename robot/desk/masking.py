"""Personal data in what a visitor said, replaced before anything is stored. Pure.

Numbers, plates, addresses and days of birth are found by rules, names by a small net (robot.desk.naming). Recall
first: a word too many is masked rather than a name too few. Spoken numbers count as well (幺三八…, 一三八…). Titles,
callings and kin words stay, so that an editor sees what the question was about: 〔姓名〕老板不给钱.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from robot.desk.naming.tagger import names

NUMBER, NAME, FIRM, PLACE, PLATE, MAIL, BIRTH = (
    "〔号码〕", "〔姓名〕", "〔单位〕", "〔地址〕", "〔车牌〕", "〔邮箱〕", "〔生日〕",
)  # fmt: skip
INSTEAD = {"person": NAME, "firm": FIRM, "place": PLACE}
"""What stands in the place of a name, by its kind."""

_DIGIT = "0-9０-９零〇一二三四五六七八九两幺"
_COUNT = "0-9０-９零〇一二三四五六七八九十两"
_DAY = (
    rf"(?:[{_DIGIT}]{{2}}|[{_DIGIT}]{{4}})年(?:农历|阴历|阳历|公历|的)?(?:[{_COUNT}]{{1,3}}月份?|正月|冬月|腊月)"
    rf"(?:初?[{_COUNT}]{{1,3}}[日号]?)?"
)
_BEFORE_BIRTH = "生日是?|出生(?:日期|年月|时间|于)?是?|生于"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?P<what>[A-Z][a-z]{2,}(?:[ ·.][A-Z][a-z]+)*)(?![A-Za-z0-9@.])"), NAME),
    (re.compile(r"(?:微信名|网名|昵称|抖音名)(?:字)?(?:叫做?|是|为)(?P<what>[^\s，。,欠骗的]{2,6})"), NAME),
    (
        re.compile(
            r"(?P<what>[^\W住在是我的到去从把和跟a-zA-Z0-9_]{1,8}(?:路|街|巷|小区|花园|大道|胡同|村|庄|屯)"
            rf"(?:[{_COUNT}百]+(?:号楼?|栋|幢|单元|室|组|队|弄|层|楼))+)"
        ),
        PLACE,
    ),
    (re.compile(rf"(?P<what>{_DAY})(?=[，, ]?(?:出?生|的?生日))"), BIRTH),
    (re.compile(rf"(?:{_BEFORE_BIRTH})[：: ]?(?P<what>{_DAY})"), BIRTH),
    # Seven digits in a row, read out with pauses or written with hyphens, are no amount that people say.
    (re.compile(rf"(?P<what>(?:[{_DIGIT}][\s，,.\-—]?){{6,}}[{_DIGIT}XxＸ])"), NUMBER),
    (
        re.compile(
            rf"(?:微信号?|抖音号?|QQ号?|qq号?|[证卡账]号|电话|手机号?)(?:是|为|：|:)?(?P<what>[A-Za-z0-9_\-{_DIGIT}]{{5,}})"
        ),
        NUMBER,
    ),
    (
        re.compile(
            r"(?P<what>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·\s]?"
            rf"[A-Za-z{_DIGIT}]{{5,6}})"
        ),
        PLATE,
    ),
    (re.compile(r"(?P<what>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})"), MAIL),
)
"""Later ones are surer than those before them."""
_NO_NAME = re.compile(r"App|Wifi|WiFi|Excel|Word|Windows|Android|Apple|Iphone", re.IGNORECASE)


_PLACEHOLDER = re.compile("|".join((NUMBER, NAME, FIRM, PLACE, PLATE, MAIL, BIRTH)))
"""What is masked already is left as it is."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of a text that is not kept, and what stands there instead."""

    start: int
    end: int
    instead: str


def personal(text: str) -> list[Masked]:
    """Where personal data stands in `text`, in order."""
    instead = [""] * len(text)
    for start, end, what in _found(text):
        instead[start:end] = [what] * (end - start)
    for match in _PLACEHOLDER.finditer(text):
        instead[match.start() : match.end()] = [""] * len(match[0])
    stretches: list[Masked] = []
    at = 0
    for what, group in groupby(instead):
        size = len(list(group))
        if what:
            stretches.append(Masked(at, at + size, what))
        at += size
    return stretches


def mask(text: str) -> str:
    """`text` without numbers, names, addresses, plates, days of birth and mail addresses of people."""
    kept: list[str] = []
    at = 0
    for stretch in personal(text):
        kept += text[at : stretch.start], stretch.instead
        at = stretch.end
    return "".join(kept) + text[at:]


def besides(masked: str) -> str:
    """What a masked text says besides what is masked in it."""
    return _PLACEHOLDER.sub("", masked)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    for name in names(text):
        yield name.start, name.end, INSTEAD[name.kind]
    for pattern, what in _RULES:
        for match in pattern.finditer(text):
            if not (what == NAME and _NO_NAME.fullmatch(match["what"])):
                yield *match.span("what"), what
