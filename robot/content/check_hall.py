"""What must agree in the hall's own files: ids used twice, opening hours written in two places, days worked. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from robot.content.check_parts import problem
from robot.content.load import Content
from robot.content.numerals import number_value
from robot.content.opening import WEEK, Opening
from robot.yaml_source import Problem

_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十两]{1,3}"
_TIME = re.compile(
    rf"(?P<half>上午|早上|早晨|中午|下午|晚上|傍晚)?(?P<hour>{_NUMBER})(?:[:：](?P<minute>[0-5]\d)|[点时](?P<said>半|一刻|[0-5]?\d分?)?)"
)
_AFTERNOON = frozenset(("下午", "晚上", "傍晚"))
_NOON = 12
_PARTS = {"半": 30, "一刻": 15}


def check_hall(content: Content) -> Iterator[Problem]:
    """Ids and windows' numbers that two have, hours that do not agree, working days among the days worked."""
    people = content.people.people if content.people else ()
    stations = content.stations.stations if content.stations else ()
    yield from _twice(content, "people", [person.id for person in people])
    yield from _twice(content, "stations", [station.id for station in stations])
    if content.hall is not None:
        yield from _numbers(content)
    if content.opening is not None:
        yield from _worked(content, content.opening)
        if content.hall is not None:
            yield from _hours(content, content.hall.hours, content.opening)


def _twice(content: Content, name: str, ids: Sequence[str]) -> Iterator[Problem]:
    where = content.where.get(name)
    first: dict[str, int] = {}
    for number, each in enumerate(ids):
        if first.setdefault(each, number) != number and where is not None:
            line, _ = where.position(name, first[each])
            yield problem(where, (name, number), "twice_here", id=each, line=line)


def _numbers(content: Content) -> Iterator[Problem]:
    places = content.hall.places if content.hall else ()
    count = Counter(place.number for place in places if place.number is not None)
    for number, place in enumerate(places):
        if place.number is not None and count[place.number] > 1:
            at = ("places", number, "number")
            yield problem(content.where["hall"], at, "same_number", number=place.number, name=place.name)


def _worked(content: Content, opening: Opening) -> Iterator[Problem]:
    for number, day in enumerate(opening.worked):
        weekday = WEEK[day.weekday()]
        if weekday in opening.days and opening.holiday(day) is None:
            yield problem(content.where["opening"], ("worked", number), "worked_anyway", day=day, weekday=weekday)


def _hours(content: Content, said: str, opening: Opening) -> Iterator[Problem]:
    written = {(time.hour, time.minute) for span in opening.spans() for time in span}
    told = times_of(said)
    if told and written and told != written:
        times = "、".join(opening.times)
        yield problem(content.where["hall"], ("hours",), "other_hours", said=said, times=times)


def times_of(said: str) -> set[tuple[int, int]]:
    """The times of the day that a sentence names; 下午 holds until another half of the day is named."""
    found, half = set(), ""
    for time in _TIME.finditer(said):
        half = time["half"] or half
        hour = number_value(time["hour"]) or 0
        found.add((hour + 12 if half in _AFTERNOON and hour < _NOON else hour, _minute(time)))
    return found


def _minute(time: re.Match[str]) -> int:
    if time["minute"]:
        return int(time["minute"])
    said = (time["said"] or "0").removesuffix("分")
    return _PARTS[said] if said in _PARTS else int(said)
