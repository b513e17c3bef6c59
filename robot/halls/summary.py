"""A hall in words, for the last look before it is written: its windows, what it does not do, the way to every place."""

from __future__ import annotations

from collections.abc import Iterator

from robot import messages, paths
from robot.content.known_places import known_places
from robot.content.schema import Directions, Hall
from robot.halls.building import Built
from robot.halls.pages import page
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
        yield _say("away", tasks="、".join(tasks), place=office["name"], phone=office.get("phone", "-"))
    yield ""
    yield _say("ways")
    yield from _ways(built)
    yield ""
    for people, key in ((told.people, "people"), (told.stations, "stations")):
        yield _say(key, count=len(people))


def _ways(built: Built) -> Iterator[str]:
    """How the robot tells the way to each place: whoever knows the hall hears at once what is wrong."""
    hall = Hall.model_validate(built.hall)
    words = Directions.model_validate(parse(paths.INTENTS / "directions.yaml").data).way
    finder = WayFinder(hall, words)
    for place in hall.places:
        if place.kind not in ("junction", "robot"):
            yield _say("way", name=place.name, way="".join(finder.way(place.id).sentences))


def _say(key: str, /, **params: object) -> str:
    return messages.zh(f"halls.summary.{key}", **params)
