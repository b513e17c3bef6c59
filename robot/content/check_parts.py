"""What the checks share: a fault with its place and its mend, and a name that nothing bears."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from robot import messages
from robot.content.facts import without_number
from robot.content.hall_schema import Elsewhere, Place
from robot.content.likeness import likest
from robot.content.load import Content, Where
from robot.yaml_source import Problem

FIRST_BREATH = 60
"""Characters of the first sentence."""
_ENDS = "。！？；"
_MOST_LISTED = 30
Known = Collection[str] | Mapping[str, Sequence[str]]
"""Ids, with what people call them where they have names."""


def problem(where: Where, at: tuple[int | str, ...], key: str, **params: object) -> Problem:
    """The fault `key` of robot/messages/content.toml at the part `at` of an entry."""
    line, column = where.position(*at)
    return Problem(
        where.path,
        line,
        column,
        messages.zh(f"content.{key}.what", **params),
        messages.zh(f"content.{key}.mend", **params),
    )


def long_breath(where: Where, at: tuple[int | str, ...], spoken: str) -> Iterator[Problem]:
    """A fault where the first sentence of an answer is more than one breath: its beginning is forgotten by then."""
    length = next((place for place, mark in enumerate(spoken) if mark in _ENDS), len(spoken))
    if length > FIRST_BREATH:
        yield problem(where, at, "long_breath", length=length)


def dangling(
    where: Where, at: tuple[int | str, ...], value: str, known: Known, besides: Container[str] = ()
) -> Iterator[Problem]:
    """A fault where `value` is none of `known`, with the likest of them; all of them where none is like it. What is
    `besides` is right too."""
    if value in known or value in besides:
        return
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, ())
    # What could not be read is there, and has no name: it is right to name it, and no suggestion.
    names = {each: called for each, called in names.items() if called} or names
    field = next(part for part in reversed(at) if isinstance(part, str))
    near = likest(value, names)
    if near is not None:
        yield problem(where, at, "dangling", field=field, id=value, near=_named(near, names))
    elif 0 < len(names) <= _MOST_LISTED:
        listed = "、".join(_named(each, names) for each in names)
        yield problem(where, at, "dangling_far", field=field, id=value, known=listed)
    else:
        yield problem(where, at, "dangling_lost", field=field, id=value)


def _named(name: str, names: Mapping[str, Sequence[str]]) -> str:
    """An id with what people call it."""
    called = names[name][0] if names[name] else ""
    return f"{name}（{called}）" if called and called != name else name


def places_named(content: Content) -> dict[str, tuple[str, ...]]:
    """Where somebody can be sent, by id, with its names: places (no points of corridors, not the robot) and offices."""
    if content.hall is None:
        return {}
    there: list[Place | Elsewhere] = [each for each in content.hall.places if each.kind not in {"junction", "robot"}]
    there += content.hall.elsewhere
    return {each.id: _calls(each) for each in there}


def _calls(place: Place | Elsewhere) -> tuple[str, ...]:
    usual = next((name for name in place.names if name.endswith("窗口")), without_number(place.name))
    return (usual, place.name, *place.names)


def services_named(content: Content) -> dict[str, tuple[str, ...]]:
    """The services by id, with their names; those that could not be read are there too."""
    services = {service.id: (service.name, *service.names) for service in content.services.values()}
    return {**dict.fromkeys(content.unread, ()), **services}


def answers_named(content: Content) -> dict[str, tuple[str, ...]]:
    """The answers by id, with their questions; those that could not be read are there too."""
    answers = {faq_id: (faq.entry.question,) for faq_id, faq in content.faq.items()}
    return {**dict.fromkeys(content.unread, ()), **answers}
