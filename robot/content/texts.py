"""The texts of a content, each with where it stands: what is spoken, and what is shown besides. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from robot.content.load import Content, Where
from robot.content.said import Location

Placed = tuple[Where, Location, str]


def spoken(content: Content) -> Iterator[Placed]:
    """What answers, services, small talk and emergencies say."""
    for faq_id, faq in content.faq.items():
        yield content.where[f"faq:{faq_id}"], ("spoken",), faq.entry.spoken
    for service_id, service in content.services.items():
        where = content.where[f"services:{service_id}"]
        yield where, ("spoken",), service.spoken
        for number, step in enumerate(service.steps):
            yield where, ("steps", number, "spoken"), step.spoken
    for talk_id, talk in content.smalltalk.items():
        yield content.where[f"smalltalk:{talk_id}"], ("spoken",), talk.spoken
    for danger_id, danger in content.emergencies.items():
        where_danger = content.where.get(f"emergencies:{danger_id}")
        if where_danger is not None:  # the built-in minimum stands in no file
            yield where_danger, ("spoken",), danger.spoken


def aloud(content: Content) -> Iterator[str]:
    """Everything that is written to be spoken, of matters too."""
    return (text for _, at, text in (*spoken(content), *_of_matters(content)) if at[-1] == "spoken")


def spoken_and_shown(content: Content) -> Iterator[Placed]:
    """Every text that visitors hear or see: the same, what is shown of them, what is said to commands, of other
    offices, after an alarm, what matters say, and the robot's own sentences."""
    yield from spoken(content)
    for faq_id, faq in content.faq.items():
        yield content.where[f"faq:{faq_id}"], ("shown",), faq.entry.shown
    for service_id, service in content.services.items():
        where = content.where[f"services:{service_id}"]
        yield where, ("shown",), service.shown
        for number, step in enumerate(service.steps):
            yield where, ("steps", number, "shown"), step.shown
    for talk_id, talk in content.smalltalk.items():
        yield content.where[f"smalltalk:{talk_id}"], ("shown",), talk.shown
    for command_id, command in content.commands.items():
        yield content.where[f"commands:{command_id}"], ("spoken",), command.spoken
    for office_id, office in content.offices.items():
        yield content.where[f"offices:{office_id}"], ("spoken",), office.spoken
    for danger_id, danger in content.emergencies.items():
        alarm = content.where.get(f"emergencies:{danger_id}")
        if alarm is not None:  # the built-in minimum stands in no file
            yield alarm, ("shown",), danger.shown
            yield alarm, ("stay",), danger.stay
    yield from _of_matters(content)
    prompts = content.where.get("prompts")
    if prompts is not None:  # those that ship stand in no file of the hall
        for name in prompts.source.data:
            for at, text in _within(getattr(content.prompts, name, ""), (name,)):
                yield prompts, at, text


def _of_matters(content: Content) -> Iterator[Placed]:
    for matter_id, matter in content.matters.items():
        where = content.where[f"matter:{matter_id}"]
        for number, point in enumerate(matter.points):
            yield where, ("points", number, "spoken"), point.spoken
            yield where, ("points", number, "shown"), point.shown
        for number, fact in enumerate(matter.facts):
            yield where, ("facts", number, "ask"), fact.ask
            for place, value in enumerate(fact.values):
                yield where, ("facts", number, "values", place, "spoken"), value.spoken
                for branch, when in enumerate(value.when):
                    yield where, ("facts", number, "values", place, "when", branch, "spoken"), when.spoken


def _within(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _within(each, (*at, key))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _within(each, (*at, number))
