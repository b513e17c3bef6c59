"""A hall in words, for the last look before it is written: its windows, what it does not do, the way to every place."""

from __future__ import annotations

from collections.abc import Iterator

from robot import messages, paths
from robot.content.hall_schema import Hall
from robot.content.intents_schema import Directions
from robot.content.known_places import known_places
from robot.halls.building import Built
from robot.halls.offices import office_names
from robot.halls.pages import page
from robot.halls.reading import FACES
from robot.halls.roll import KINDS
from robot.halls.tables import asked_things, side_tasks
from robot.halls.told import Told
from robot.navigation.directions import WayFinder
from robot.yaml_source import parse


def lines(told: Told, built: Built) -> Iterator[str]:
    """The hall, a line each."""
    facts = built.facts
    phone = next(iter(told.phones), ("", ""))[1]
    yield page("hall", name=told.name, address=told.address, hours=facts["hours"], phone=phone)
    known = {place.id: place for place in known_places()}
    for place in built.places:
        if "number" in place:
            tasks = [known[task].task for task in told.done_at(place["number"])]
            yield _say("window", name=place["name"], tasks="、".join(tasks) or "-", phone=place.get("phone", "-"))
    for office in built.elsewhere:
        tasks = [known[task].task for task in (office["id"], *office.get("also", ()))]
        where = {"place": office["name"], "phone": office.get("phone", "-"), "address": office.get("address", "-")}
        yield _say("away", tasks="、".join(tasks), **where)
    yield from _besides(told, built)
    yield ""
    yield _say("ways")
    yield from _ways(built)
    yield ""
    yield from _roll(told, built)


def _besides(told: Told, built: Built) -> Iterator[str]:
    """What else is said of the hall: what it has and has not, where the robot looks, other telephones, holidays."""
    at_windows = {task for place in built.places for task in (place["id"], *place.get("also", ()))}
    nowhere = [task.task for task in side_tasks() if task.id not in at_windows]
    has = [thing.name for thing in asked_things() if thing.id in told.has]
    has_not = [thing.name for thing in asked_things() if thing.id not in told.has]
    for key, texts in (("nowhere", nowhere), ("has", has), ("has_not", has_not)):
        if texts:
            yield _say(key, what="、".join(texts))
    yield _say("faces", side=next(side for side, faces in FACES.items() if faces == told.faces))
    for name, number in told.phones[1:]:
        yield _say("phone", name=name, number=number)
    for agency in told.offices:
        yield _say("office", name=office_names()[agency.office], where=agency.address or "-", phone=agency.phone or "-")
    if not told.times.besides:
        yield _say("usual_holidays")
    for day in told.times.besides:
        days = f"{day.first}" if day.first == day.last else f"{day.first} 到 {day.last}"
        yield _say("worked" if day.worked else "holiday", name=day.name, days=days)


def _roll(told: Told, built: Built) -> Iterator[str]:
    """Everybody with when and where they are; every station."""
    windows = {place["number"]: place["name"] for place in built.places if "number" in place}
    kinds = dict(reversed([(kind, name) for name, kind in KINDS.items()]))
    for each in told.people:
        values = {"name": each.name, "kind": kinds[each.kind], "hours": each.hours, "window": windows[each.window]}
        yield _say("person", **values, phone=each.phone or "-")
    for post in told.stations:
        yield _say("station", name=post.township, address=post.address, hours=post.hours, phone=post.phone)


def _ways(built: Built) -> Iterator[str]:
    """How the robot tells the way to each place: whoever knows the hall hears at once what is wrong."""
    hall = Hall.model_validate(built.hall)
    words = Directions.model_validate(parse(paths.INTENTS / "directions.yaml").data).way
    finder = WayFinder(hall, words)
    for place in hall.places:
        if place.kind not in ("junction", "robot"):
            note = f"（{place.note}）" if place.note else ""
            yield _say("way", name=place.name, way="".join(finder.way(place.id).sentences) + note)


def _say(key: str, /, **params: object) -> str:
    return messages.zh(f"halls.summary.{key}", **params)
