"""What must agree in the hall's own files: ids used twice, opening hours written in two places, days worked. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from robot.content.check_parts import dangling, problem
from robot.content.clock import times_said
from robot.content.load import Content
from robot.content.opening import WEEK, Opening
from robot.content.presence import presence
from robot.yaml_source import Problem


def check_hall(content: Content) -> Iterator[Problem]:
    """Ids and windows' numbers that two have, hours that do not agree, working days among the days worked."""
    people = content.people.people if content.people else ()
    stations = content.stations.stations if content.stations else ()
    yield from _twice(content, "people", [person.id for person in people])
    yield from _unclear(content)
    yield from _twice(content, "stations", [station.id for station in stations])
    if content.hall is not None:
        yield from _numbers(content)
        for office_id in content.hall.offices if content.offices else ():
            named = {each.id: (each.name, *each.names) for each in content.offices.values()}
            yield from dangling(content.where["hall"], ("offices", office_id), office_id, named)
    if content.opening is not None:
        yield from _worked(content, content.opening)
        if content.hall is not None:
            yield from _hours(content, content.hall.hours, content.opening)


def _unclear(content: Content) -> Iterator[Problem]:
    """Hours of people from which no day can be told: they would be left out of every day without a word."""
    for number, person in enumerate(content.people.people if content.people else ()):
        if presence(person.hours) is None:
            at = ("people", number, "hours")
            yield problem(content.where["people"], at, "hours_unclear", hours=person.hours, name=person.name)


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
    """The times of the day that a sentence names."""
    return {(time.hour, time.minute) for time in times_said(said)}
