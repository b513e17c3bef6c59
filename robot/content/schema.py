"""What the YAML files under knowledge/ and intents/ may hold, as immutable models.

These models are the content the robot works with: built once, checked, swapped in whole, never changed.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal

from pydantic import BeforeValidator, Field

from robot.config import Facing
from robot.content.citation import CitationEntry as CitationEntry
from robot.content.everyday import written_kind
from robot.content.fields import (
    HALL_FACTS,
    Day,
    Entry,
    Id,
    OfDistance,
    OfFloor,
    OfHall,
    OfPlace,
    OfPlaces,
    OfStep,
    Phone,
    ServiceName,
    T,
    Text,
    Texts,
    Window,
    YesNo,
    with_braces,
)
from robot.content.known_places import Kind
from robot.content.prompts import FollowUp as FollowUp
from robot.content.prompts import FollowUps as FollowUps
from robot.content.prompts import Prompts as Prompts
from robot.content.telephones import written_phone


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


class Bearings(Entry, Generic[T]):
    """A wording for each of the eight ways one can turn."""

    ahead: T
    ahead_left: T
    left: T
    behind_left: T
    behind: T
    behind_right: T
    right: T
    ahead_right: T


class BearingsOfDistance(Bearings[OfDistance]):
    """The eight ways with {distance}."""


class BearingsOfPlace(Bearings[OfPlace]):
    """The eight ways with {place}."""


class Distance(Entry):
    """How a distance of at most `steps` steps is said."""

    steps: int
    say: Text


class WayWords(Entry):
    """The sentences of directions. Left and right are always the visitor's own, who faces the robot at the start.

    `first`, `then`, `after_lift` and `after_stairs` take {distance}; `past` takes {places}; `until` and `until_before`
    (one turns some steps before it) {place}; `arrive`
    and `near` {place}; `sign` {sign}; `lift`, `up` and `down` {floor}; `far` {metres}; `here`, `no_way` and
    `no_step_free_way` {place}. `onward` ({place}) begins the way from a place to another. `floors` names the floors
    that are not just {floor}楼 (`other_floor`).
    """

    onward: OfPlace = "{place}："
    first: BearingsOfDistance
    then: BearingsOfDistance
    after_lift: BearingsOfDistance
    after_stairs: BearingsOfDistance
    past: OfPlaces
    both: Text
    until: OfPlace
    until_before: OfPlace = "，快到{place}"
    dead_end: Text
    comma: Text
    end: Text
    lift: OfFloor
    up: OfFloor
    down: OfFloor
    arrive: BearingsOfPlace
    near: BearingsOfPlace
    sign: Annotated[Text, with_braces("sign")]
    here: OfPlace
    robot: Text
    step_free: Text
    no_way: OfPlace
    no_step_free_way: OfPlace
    distances: tuple[Distance, ...]
    far: Annotated[Text, with_braces("metres")]
    floors: dict[int, str] = Field(default_factory=dict)
    other_floor: OfFloor


class ServiceWords(Entry):
    """The sentences around a service's steps. `materials` takes {list}; `more_materials` {list} and {count}; `before`
    {before}; `step` {ordinal} and {step}; `only_step` and `last_step` {step}; `finished` {after}; `shown_citation`
    {law} and {article}; `shown_step` {name} and {step}. `first_already` stands before the first step."""

    materials: Annotated[Text, with_braces("list")]
    more_materials: Annotated[Text, with_braces("list", "count")]
    spoken_materials: int = Field(4, ge=1)
    separator: Text
    before: Annotated[Text, with_braces("before")]
    only_step: OfStep
    step: Annotated[Text, with_braces("ordinal", "step")]
    last_step: OfStep
    first_already: Text
    finished: Annotated[Text, with_braces("after")]
    finished_alone: Text
    ordinals: Texts
    shown_materials: Text
    shown_steps: Text
    shown_time_limit: Text
    shown_fee: Text
    shown_basis: Text
    shown_step: Annotated[Text, with_braces("name", "step")]
    shown_citation: Annotated[Text, with_braces("law", "article")]


class Directions(Entry):
    """intents/directions.yaml: how the robot tells the way and leads through a service."""

    way: WayWords
    service: ServiceWords


class Command(Entry):
    """How people say a command; `spoken` is what the robot answers (empty: nothing).

    `title`: what it is called when the robot asks back (prompts.yaml has one for each).
    """

    id: Id
    title: str = ""
    phrasings: Texts
    spoken: str = ""


class CommandsFile(Entry):
    """intents/commands.yaml"""

    commands: tuple[Command, ...]


class SmallTalk(Entry):
    """Something said that is no question about law or the hall, and the kind answer to it. `title` as in Command.

    `action` is what the page does besides. `manners`: a greeting, a mood; said in one breath with a question, only the
    question is answered.
    """

    id: Id
    title: str = ""
    action: Literal["larger", "goodbye"] | None = None
    manners: YesNo = False
    phrasings: Texts
    spoken: OfHall
    shown: Annotated[str, with_braces(*HALL_FACTS)] = ""
    follow_ups: tuple[str, ...] = ()


class SmallTalkFile(Entry):
    """intents/smalltalk.yaml"""

    smalltalk: tuple[SmallTalk, ...]


class Emergency(Entry):
    """Somebody is in danger. `phrasings` are whole sentences, `cues` short pieces that suffice by themselves
    (救命, 想自杀); `not_cues` are sentences parts that look alike and are none (自杀的保险赔不赔).

    `quiet`: help without giving anybody away (violence at home, wanting to die, being followed): no call for staff
    before the visitor wants it, nothing of it said aloud or large on the screen. `stay` is said to what the visitor
    says next; `entry` is the answer that what is asked on after the alarm belongs to (能追回来吗 after a fraud).
    """

    id: Id
    name: Text
    phrasings: Texts
    cues: Texts
    not_cues: Texts = ()
    spoken: Text
    shown: Text
    call: str
    topic: str | None = None
    quiet: YesNo = False
    stay: str = ""
    entry: Id | None = None


class EmergenciesFile(Entry):
    """intents/emergencies.yaml"""

    emergencies: tuple[Emergency, ...]


class Navigation(Entry):
    """intents/navigation.yaml: how people ask for the way.

    `where` are the pieces that ask (在哪, 怎么走, 几号窗口), `fillers` words that carry nothing in such a
    question (我想, 请问), `step_free` what people say who cannot use stairs, `no_way` what is said of a thing that
    nobody wants to go to (那个自助机我不会用). `stations` is what the stations of the townships and the rooms of the
    villages are called, `asks_station` what asks for one of them. `called`: what people
    of the directory are called behind their surname (律师), and their kinds; `asks_person` asks for one of them,
    `seeks_person` for somebody of a kind, `same_field` for one who knows what is talked of. Of the one told last,
    `asks_times` asks when they are there, `asks_others` who else is, `my_time` says when the visitor can come. Of the
    hall itself: `asks_number` a telephone (`number_words`: what carries nothing beside it), `asks_work` what is done
    at a window, `asks_windows` and `asks_floors` how many there are, `asks_there` whether it has something.
    """

    where: Texts
    fillers: Texts
    step_free: Texts
    stations: tuple[Text, ...] = ()
    asks_station: tuple[Text, ...] = ()
    called: dict[str, tuple[PersonKind, ...]] = Field(default_factory=dict)
    no_way: tuple[Text, ...] = ()
    asks_person: tuple[Text, ...] = ()
    seeks_person: tuple[Text, ...] = ()
    same_field: tuple[Text, ...] = ()
    asks_times: tuple[Text, ...] = ()
    asks_others: tuple[Text, ...] = ()
    my_time: tuple[Text, ...] = ()
    asks_number: tuple[Text, ...] = ()
    number_words: tuple[Text, ...] = ()
    asks_work: tuple[Text, ...] = ()
    asks_windows: tuple[Text, ...] = ()
    asks_floors: tuple[Text, ...] = ()
    asks_there: tuple[Text, ...] = ()


class MustNotMatch(Entry):
    """intents/must-not-match.yaml: sentences that no entry may answer."""

    out_of_scope: Texts


class Lexicon(Entry):
    """knowledge/lexicon.yaml: everyday words and the legal words they stand for."""

    everyday: dict[str, str]


class TopicWords(Entry):
    """How a topic is recognised when no FAQ fits: words and short questions of the field; where it is handled."""

    words: Texts
    questions: Texts = ()
    window: Window = Field("w4", validate_default=True)
    service: ServiceName | None = "lawyer-consultation"


class TopicsFile(Entry):
    """knowledge/topics.yaml"""

    topics: dict[str, TopicWords]
