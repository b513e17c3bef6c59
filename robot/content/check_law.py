"""What a machine can see of an answer's law: short periods that are only shown, windows that do not agree. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from robot.content.check_parts import problem
from robot.content.facts import BY_NUMBER
from robot.content.facts import windows as window_names
from robot.content.load import Content
from robot.content.numerals import number_value
from robot.content.texts import spoken_and_shown
from robot.yaml_source import Problem

SHORT_PERIOD = 60
"""Days: who must keep so short a period must hear it."""
_LENGTH = r"(?P<number>[0-9]{1,2}|[一二三四五六七八九十两]{1,3})个?(?P<unit>工作日|日|天)"
_TO_KEEP = re.compile(
    rf"{_LENGTH}(?:之?内|里|以内)[^，。；、：]{{0,10}}?"
    "(?:起诉|上诉|复议|申请|复核|答辩|提|交|缴|要求|报|说|异议|去|审核|鉴定)"
)
_ANY = re.compile(_LENGTH)
_OTHERS = re.compile(
    "(?:单位|法院|人社局|公司|机关|仲裁|平台|局|部门|医院|卖家|商家|厂|政府|鉴定|登记|银行|村委|乡镇|受理|他们|对方|股东会|管理人"
    "|公安|检察院|司法所|交警|调查之日起|一般|被告)[^，。；：]{0,8}$"
)
"""Whose period it is, where it is not the visitor's."""


def check_law(content: Content) -> Iterator[Problem]:
    """Short periods to be kept that are shown and not spoken; windows that text and field do not share."""
    numbers = {place.id: place.number for place in content.hall.places} if content.hall else {}
    for faq_id, faq in content.faq.items():
        where, entry = content.where[f"faq:{faq_id}"], faq.entry
        for line in entry.shown.splitlines():
            for period in unspoken(line, entry.spoken):
                yield problem(where, ("shown",), "unspoken_period", id=faq_id, period=period)
        named = windows(entry.spoken) | windows(entry.shown)
        number = numbers.get(entry.window)
        if named and number is not None and number not in named:
            said = "、".join(map(str, sorted(named)))
            yield problem(where, ("window",), "other_window", id=faq_id, window=number, named=said)
    for where, at, text in spoken_and_shown(content) if numbers else ():
        for missing in sorted(windows(text) - set(numbers.values())):
            yield problem(where, at, "no_such_window", number=missing, known="、".join(window_names(content.facts)))


def unspoken(shown: str, spoken: str) -> Iterator[str]:
    """The periods of SHORT_PERIOD days or less that a visitor must keep by a line `shown`, and does not hear."""
    heard = {_days(found) for found in _ANY.finditer(spoken)}
    for found in _TO_KEEP.finditer(shown):
        is_short = 1 < _days(found)[0] <= SHORT_PERIOD
        if is_short and _days(found) not in heard and _OTHERS.search(shown[: found.start()]) is None:
            yield found["number"] + found["unit"]


def _days(found: re.Match[str]) -> tuple[int, bool]:
    """How many, and whether they are working days."""
    return number_value(found["number"]) or 0, found["unit"] == "工作日"


def windows(text: str) -> set[int]:
    """The numbers of the windows that `text` names."""
    return {number_value(found["number"]) or 0 for found in BY_NUMBER.finditer(text)}
