"""What is told of the hall itself: telephones, what a window does, how many there are, what it has not. Pure."""

from __future__ import annotations

from robot.content.facts import numeral_floor, without_number
from robot.content.known_places import known_places
from robot.content.load import Content
from robot.dialogue.replies import compose
from robot.navigation.guide import HallGuide
from robot.nlu.named.hall import AboutHall
from robot.turn import Kind, Reply

ABOUT = "about-hall"
"""The id of what is told of no place: it stands in no entry."""


def told(content: Content, asked: AboutHall, guide: HallGuide, step_free: bool) -> Reply:
    """The answer, with the place that it speaks of."""
    if asked.kind == "phone":
        return _phone(content, asked.name)
    if asked.kind == "number":
        return _number(content, asked.name)
    if asked.kind == "work":
        return _work(content, asked.name, guide, step_free)
    if asked.kind == "missing":
        return _missing(content, asked)
    return _windows(content) if asked.kind == "windows" else _floors(content)


def _said(spoken: str, shown: str = "", place: str | None = None, window: str | None = None) -> Reply:
    kind: Kind = "place" if place else "smalltalk"
    return Reply(kind, place or ABOUT, spoken, shown or spoken, score=1.0, window=window)


def _phone(content: Content, name: str) -> Reply:
    number = content.hall.phones[name] if content.hall else ""
    return _said(compose.filled(content.prompts.phone_told, {"name": name, "phone": number}), f"{name}  {number}")


def _number(content: Content, place_id: str) -> Reply:
    """The number of a place; where it has none, that of the hall."""
    place = content.place(place_id) or content.elsewhere(place_id)
    name, number = compose.place_name(content, place_id), place.phone if place else ""
    window = place_id if compose.is_desk(content, place_id) else None
    if number:
        spoken = compose.filled(content.prompts.number_told, {"place": name, "phone": number})
        return _said(spoken, f"{name}  {number}", place_id, window)
    general = next(iter(content.hall.phones.values()), "") if content.hall else ""
    values = {"place": name, "phone": general}
    return _said(compose.filled(content.prompts.number_unknown, values), "", place_id, window)


def _work(content: Content, place_id: str, guide: HallGuide, step_free: bool) -> Reply:
    place = content.place(place_id)
    name = compose.place_name(content, place_id)
    ids = (place.id, *place.also) if place else ()
    tasks = [known.task for known in known_places() if known.id in ids]
    tasks = tasks or [service.name for service in content.services.values() if service.window == place_id]
    does = "、".join(tasks) or without_number(name).removesuffix("窗口")
    spoken = compose.filled(content.prompts.window_work, {"place": name, "tasks": does})
    directions = guide.directions(place_id, step_free)
    shown = compose.lines(spoken, *(directions or ()))
    return Reply("place", place_id, spoken, shown, score=1.0, window=place_id, directions=directions)


def _missing(content: Content, asked: AboutHall) -> Reply:
    window = content.at(asked.instead or compose.RECEPTION)
    values = {"place": asked.name, "window": compose.place_name(content, window)}
    return _said(compose.filled(content.prompts.no_place, values), window=window)


def _windows(content: Content) -> Reply:
    places = content.hall.places if content.hall else ()
    windows = sorted((place.number, place.name) for place in places if place.number is not None)
    spoken = compose.filled(content.prompts.hall_windows, {"count": str(len(windows))})
    return _said(spoken, compose.lines(*(name for _, name in windows)))


def _floors(content: Content) -> Reply:
    floors = sorted({place.floor for place in content.hall.places}) if content.hall else []
    names = "、".join(map(numeral_floor, floors))
    if len(floors) == 1:
        return _said(compose.filled(content.prompts.hall_floor, {"floor": names}))
    return _said(compose.filled(content.prompts.hall_floors, {"count": str(len(floors)), "floors": names}))
