"""The windows and places that the content's texts may name, whatever the hall is: known_places.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from robot.content.fields import Entry, Id, Text, Texts
from robot.yaml_source import parse

FILE = Path(__file__).with_name("known_places.yaml")
RECEPTION = "w1"
"""Where everybody is sent with whom nobody else can help."""
Kind = Literal["window", "room", "facility", "door", "stairs", "lift", "robot", "junction"]


class KnownPlace(Entry):
    """A place by what is done there (`task`). `name` is what texts call it in brackets, `names` what people do.

    `needed`: true, every hall has it; false, a hall may be without, and what is done there is asked at `instead`; None,
    a hall without it says where people go instead (`away`, where it does not). `words`: texts that hold one of them
    speak of it.
    """

    id: Id
    name: Text
    task: Text
    kind: Kind
    names: Texts
    past: str = ""
    needed: bool | None = None
    away: str = ""
    instead: Id = RECEPTION
    words: Texts = ()


@cache
def known_places() -> tuple[KnownPlace, ...]:
    """All of them, windows first. The file ships with the program: it must be valid."""
    data: Any = parse(FILE).data
    return tuple(KnownPlace.model_validate(place) for place in data["places"])


@cache
def known_names() -> frozenset[str]:
    """What texts may ask of a hall, whether it has it or not."""
    return frozenset(name for place in known_places() for name in (place.name, *place.names))
