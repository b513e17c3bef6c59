"""What the files under intents/, and the words and topics of knowledge/, may hold, as immutable models."""

from __future__ import annotations

from typing import Annotated, Generic, Literal

from pydantic import Field

from robot.content.fields import (
    HALL_FACTS,
    Entry,
    Id,
    OfDistance,
    OfFloor,
    OfHall,
    OfPlace,
    OfPlaces,
    OfStep,
    ServiceName,
    T,
    Text,
    Texts,
    Window,
    YesNo,
    with_braces,
)
from robot.content.hall_schema import PersonKind


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
