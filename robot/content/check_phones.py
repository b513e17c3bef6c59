"""Telephone numbers that nobody can dial, and those in texts that would be read as sums. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from robot.content.check_parts import problem
from robot.content.load import Content, Where
from robot.content.said import Location
from robot.content.telephones import cut_up, wrong
from robot.content.texts import spoken_and_shown
from robot.yaml_source import Problem

_MESSAGES = {"no_zero": "phone_no_zero", "length": "phone_length", "no_number": "phone_no_number"}


def check_phones(content: Content) -> Iterator[Problem]:
    """A fault for each number that is none, lost its 0 or has digits missing, and for each blank in one."""
    for where, at, number in _numbers(content):
        found = wrong(number) if number else None
        if found is not None:
            yield problem(where, at, _MESSAGES[found.kind], number=number, meant=found.meant)
    for where, at, text in spoken_and_shown(content):
        for number, meant in cut_up(text):
            yield problem(where, at, "phone_cut", number=number, meant=meant)


def _numbers(content: Content) -> Iterator[tuple[Where, Location, str]]:
    """Every telephone number of the hall, its people and stations, and of other offices."""
    hall, people, stations = (content.where.get(name) for name in ("hall", "people", "stations"))
    if content.hall is not None and hall is not None:
        yield from ((hall, ("phones", name), number) for name, number in content.hall.phones.items())
        yield from ((hall, ("places", at, "phone"), place.phone) for at, place in enumerate(content.hall.places))
        yield from ((hall, ("elsewhere", at, "phone"), each.phone) for at, each in enumerate(content.hall.elsewhere))
        yield from ((hall, ("offices", office, "phone"), at.phone) for office, at in content.hall.offices.items())
    if content.people is not None and people is not None:
        yield from ((people, ("people", at, "phone"), each.phone) for at, each in enumerate(content.people.people))
    if content.stations is not None and stations is not None:
        yield from (
            (stations, ("stations", at, "phone"), each.phone) for at, each in enumerate(content.stations.stations)
        )
        yield from ((stations, ("rooms", at, "phone"), room.phone) for at, room in enumerate(content.stations.rooms))
    for office_id, office in content.offices.items():
        where = content.where.get(f"offices:{office_id}")
        if where is not None:
            yield where, ("phone",), office.phone
