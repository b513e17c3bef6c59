"""Every sentence that matching knows, with what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from robot.content.load import Content
from robot.turn import Kind

OUT_OF_SCOPE = "out-of-scope"
"""The id under which sentences that no entry may answer are indexed, as kind fallback."""


class Phrasing(NamedTuple):
    """One way of saying one thing. `topic` is set for legal questions. A tuple: some ninety thousand are read back."""

    kind: Kind
    id: str
    text: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What an entry says: `short` (question and spoken answer) for its meaning, `long` (all text) for its words."""

    short: str
    long: str


def documents(content: Content) -> dict[tuple[Kind, str], Document]:
    """The documents of answers and services, by kind and id."""
    found: dict[tuple[Kind, str], Document] = {}
    for faq_id, faq in content.faq.items():
        entry = faq.entry
        short = f"{entry.question}。{entry.spoken}"
        found["faq", faq_id] = Document(short, f"{short}{entry.shown}{faq.topic}")
    for service_id, service in content.services.items():
        short = f"{service.name}。{service.spoken}"
        steps = "".join(step.spoken for step in service.steps)
        found["service", service_id] = Document(short, f"{short}{service.shown}{''.join(service.names)}{steps}")
    return found


def collect(content: Content) -> tuple[Phrasing, ...]:
    """All phrasings of the content: canonical questions first, in file order."""
    return tuple(_all(content))


def _all(content: Content) -> Iterator[Phrasing]:
    for faq_id, faq in content.faq.items():
        for text in (faq.entry.question, *faq.entry.phrasings):
            yield Phrasing("faq", faq_id, text, faq.topic)
    for service_id, service in content.services.items():
        for text in (service.name, *service.names, *service.phrasings):
            yield Phrasing("service", service_id, text, "综合咨询")
    for command_id, command in content.commands.items():
        for text in command.phrasings:
            yield Phrasing("command", command_id, text)
    for talk_id, talk in content.smalltalk.items():
        for text in talk.phrasings:
            yield Phrasing("smalltalk", talk_id, text)
    for emergency_id, emergency in content.emergencies.items():
        for text in emergency.phrasings:
            yield Phrasing("emergency", emergency_id, text)
    yield from _offices(content)
    yield from _ways(content)
    for text in content.out_of_scope:
        yield Phrasing("fallback", OUT_OF_SCOPE, text)


def _offices(content: Content) -> Iterator[Phrasing]:
    """An office is asked for by its names and as people ask for what is done there; to the tiers it is small talk.

    What is done there (`for`) is only shown: made into questions it would answer for entries that explain it.
    """
    for office in content.offices.values():
        for text in office.phrasings:
            yield Phrasing("smalltalk", office.id, text)
        for name in dict.fromkeys((office.name, *office.names)):
            yield Phrasing("smalltalk", office.id, f"{name}在哪里")


def _ways(content: Content) -> Iterator[Phrasing]:
    """Places are asked for by their names and those of the services there: how they are asked for, in a few forms.

    robot/nlu/named/way.py takes such a question apart; here it only has to compete with everything else.
    """
    hall = content.hall
    places = [place for place in hall.places if place.kind != "junction"] if hall else []
    for place in places:
        for name in dict.fromkeys((place.name, *place.names)):
            for form in _WHERE if place.floor == 1 else _WHERE_UPSTAIRS:
                yield Phrasing("place", place.id, form.format(name=name, floor=place.floor))
    for office in hall.elsewhere if hall else ():
        for name in dict.fromkeys((office.name, *office.names)):
            for form in _WHERE:
                yield Phrasing("place", office.id, form.format(name=name))
    for service in content.services.values():
        if content.place(service.window) or content.elsewhere(service.window):
            for form in _WHICH_WINDOW:
                yield Phrasing("place", service.window, form.format(name=service.name))


_WHERE = ("{name}在哪里", "去{name}怎么走")
_WHERE_UPSTAIRS = ("{floor}楼的{name}在哪里", "去{floor}楼{name}怎么走")
_WHICH_WINDOW = ("{name}在哪个窗口", "办{name}去几号窗口")
