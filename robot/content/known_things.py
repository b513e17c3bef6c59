"""What halls may have or be without, with no place of its own: known_things.yaml. hall.yaml says which (`has`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from robot.content.fields import Entry, Id, Text, Texts
from robot.yaml_source import parse

FILE = Path(__file__).with_name("known_things.yaml")
TERMINAL_SERVICES = "lvfutong"
"""Lawyers, bookings and laws at the terminal; without it a terminal is just a machine."""


class KnownThing(Entry):
    """A thing: `name` is what texts call it in brackets, `label` what is said not to be there, `names` what people call
    it. `ask`: how `new hall` asks for it; empty, it does not. `words`: texts that hold one of them speak of it."""

    id: Id
    name: Text
    label: Text
    ask: str = ""
    names: Texts
    words: Texts


@cache
def known_things() -> tuple[KnownThing, ...]:
    """All of them. The file ships with the program: it must be valid."""
    data: Any = parse(FILE).data
    return tuple(KnownThing.model_validate(thing) for thing in data["things"])


@cache
def thing_names() -> frozenset[str]:
    """What texts may ask of a hall."""
    return frozenset(thing.name for thing in known_things())
