"""The times of the day that a sentence names: 上午8:30, 下午两点半. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from robot.content.numerals import number_value

_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十两]{1,3}"
_TIME = re.compile(
    rf"(?P<half>上午|早上|早晨|中午|下午|晚上|傍晚)?(?P<hour>{_NUMBER})(?:[:：](?P<minute>[0-5]\d)|[点时](?P<said>半|一刻|[0-5]?\d分?)?)"
)
_AFTERNOON = frozenset(("下午", "晚上", "傍晚"))
_NOON = 12
_PARTS = {"半": 30, "一刻": 15}


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time of the day and where in the sentence it stands."""

    hour: int
    minute: int
    begin: int
    end: int


def times_said(text: str) -> Iterator[SaidTime]:
    """The times, in order; 下午 holds until another half of the day is named."""
    half = ""
    for time in _TIME.finditer(text):
        half = time["half"] or half
        hour = number_value(time["hour"]) or 0
        later = hour + _NOON if half in _AFTERNOON and hour < _NOON else hour
        yield SaidTime(later, _minute(time), time.start(), time.end())


def _minute(time: re.Match[str]) -> int:
    if time["minute"]:
        return int(time["minute"])
    said = (time["said"] or "0").removesuffix("分")
    return _PARTS[said] if said in _PARTS else int(said)
