"""What the files of answers and services (knowledge/faq, knowledge/services.yaml) may hold, as immutable models.

The models are the content the robot works with: built once, checked, swapped in whole, never changed. Those of the hall
stand in hall_schema.py, those of intents/ in intents_schema.py.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from robot.content.citation import CitationEntry
from robot.content.fields import (
    Day,
    Entry,
    Id,
    ServiceName,
    Text,
    Texts,
    Window,
)


class FaqEntry(Entry):
    """One legal question and its answer. `spoken` is for the ear: direct answer first, at most 120 characters.

    `asks`: the entries between which an answer chooses that ends with a question (您是哪一种？), in its order, and the
    words by which a visitor names each.
    """

    id: Id
    question: Text
    phrasings: Texts
    spoken: Text
    shown: Text
    citations: tuple[CitationEntry, ...] = ()
    window: Window = Field("w4", validate_default=True)
    service: ServiceName | None = None
    asks: dict[str, Texts] = Field(default_factory=dict)
    follow_ups: tuple[str, ...] = ()
    review: Day


class FaqFile(Entry):
    """knowledge/faq/<topic>.yaml"""

    topic: Text
    entries: tuple[FaqEntry, ...]


class ServiceStep(Entry):
    """One step of a service: what to do, at which window, said in one or two short sentences."""

    id: Id
    name: Text
    window: Window
    spoken: Text
    shown: str = ""


class Service(Entry):
    """A service of the hall. `names` are what people call it ("法援"), `phrasings` how they ask for it."""

    id: Id
    name: Text
    window: Window
    names: Texts = ()
    phrasings: Texts
    spoken: Text
    shown: str = ""
    materials: Texts = ()
    time_limit: str = ""
    fee: str = ""
    citations: tuple[CitationEntry, ...] = ()
    steps: Annotated[tuple[ServiceStep, ...], Field(min_length=1)]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    review: Day


class ServicesFile(Entry):
    """knowledge/services.yaml"""

    services: tuple[Service, ...]
