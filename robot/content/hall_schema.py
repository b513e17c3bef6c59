"""What the files of the hall, its people, stations and other offices may hold, as immutable models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from robot.config import Facing
from robot.content.everyday import written_kind
from robot.content.fields import (
    Entry,
    Id,
    Phone,
    Text,
    Texts,
    Window,
    YesNo,
)
from robot.content.known_places import Kind
from robot.content.telephones import written_phone


class Place(Entry):
    """A point of the hall. `at` is [east, north] in metres on its floor; `junction`s are only walked past.

    `name` is said in directions (3号公证窗口), `names` are what people call it, `past` is how it is named when one
    walks past it or turns there (a junction: only when one turns there); empty when it is nothing to notice. `sign` is
    what one sees on arriving (门上有蓝色的牌子), `note` what else a visitor should know about it. `also`: ids of what
    is done here too (a window for notary acts and appraisals). `faces`: where the robot looks; else as config.yaml
    has it.
    """

    id: Id
    name: Text = "-"
    kind: Annotated[Kind, BeforeValidator(written_kind("places"))]
    floor: int
    at: tuple[float, float]
    number: int | None = None
    names: Texts = ()
    past: str = ""
    sign: str = ""
    note: str = ""
    hours: str = ""
    phone: Phone = ""
    also: tuple[Id, ...] = ()
    faces: Facing | None = None


class Elsewhere(Entry):
    """Where people go with what this hall does not do; `id` (and `also`) is that of the window it would be."""

    id: Id
    name: Text
    names: Texts = ()
    also: tuple[Id, ...] = ()
    address: str = ""
    phone: Phone = ""
    hours: str = ""
    note: str = ""


class Way(Entry):
    """A way one can walk, both directions, between two places. `width` in metres; stairs are never step-free.

    `reach`: its end is at arm's length (the counter before which one stands): no steps are counted for it.
    """

    ends: tuple[str, str]
    kind: Literal["corridor", "door", "stairs", "lift"] = "corridor"
    width: float = Field(1.5, gt=0)
    step_free: YesNo = True
    reach: YesNo = False


class OfficeHere(Entry):
    """Where an office of offices.yaml is in this county."""

    address: str = ""
    phone: Phone = ""


class Hall(Entry):
    """knowledge/hall.yaml: the hall's name, its places and the ways between them.

    `hours` is how the opening hours are said. `step` is metres a step, `door_width` the narrowest way a wheelchair
    passes. `lift_metres` and `stairs_metres` are what waiting for the lift and climbing one floor are worth in metres
    of walking: the robot weighs ways by them. `elsewhere`: what is not done in this hall, and where it is. `has`: which
    of the things of known_things.yaml there are. `offices`: where offices of offices.yaml are, by their id.
    """

    name: Text
    sample: YesNo = False
    address: str = ""
    hours: Text
    phones: dict[str, Phone] = Field(default_factory=dict)
    step: float = Field(0.6, gt=0.2, lt=1.5)
    door_width: float = Field(0.9, gt=0)
    lift_metres: float = Field(15, ge=0)
    stairs_metres: float = Field(40, ge=0)
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    has: Texts = ()
    offices: dict[Id, OfficeHere] = Field(default_factory=dict)


class Office(Entry):
    """An office of the county that is not in the hall. `names` are what people call it, `for` what is done there."""

    id: Id
    name: Text
    names: Texts
    for_: Annotated[Texts, Field(alias="for")]
    phrasings: Texts
    spoken: Text
    phone: Phone = ""
    address: str = ""


class OfficesFile(Entry):
    """knowledge/offices.yaml: where people are sent with what the hall does not do."""

    offices: tuple[Office, ...]


PersonKind = Literal["lawyer", "notary", "grassroots", "mediator", "clerk"]
"""`clerk`: who works at a window and has no profession of these."""


class Person(Entry):
    """Somebody of the directory. `fields` are the topics or kinds of notarial acts they know best."""

    id: Id
    name: Text
    kind: Annotated[PersonKind, BeforeValidator(written_kind("people"))]
    organisation: str = ""
    fields: Texts = ()
    window: Window
    hours: Text
    phone: Phone = ""


class PeopleFile(Entry):
    """knowledge/people.yaml: the practitioners' directory."""

    sample: YesNo = False
    people: tuple[Person, ...]


class Station(Entry):
    """A township's public legal service station. `names` are what people call the township."""

    id: Id
    name: Text
    names: Texts
    address: Text
    hours: Text
    phone: Annotated[Text, BeforeValidator(written_phone)]
    note: str = ""


class Room(Entry):
    """A village's legal service room, from `import stations`. `township` is the station's name or one of its names."""

    village: Text
    township: Text
    address: str = ""
    hours: str = ""
    phone: Phone = ""
    contact: str = ""


class StationsFile(Entry):
    """knowledge/stations.yaml: the stations in the townships and the rooms in the villages."""

    sample: YesNo = False
    stations: tuple[Station, ...]
    rooms: tuple[Room, ...] = ()
