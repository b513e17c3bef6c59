"""What is told of somebody of the directory: who they are, what they know best, when and where they are. Pure.

Who is looked for by a profession, a field or a day is in robot/dialogue/replies/seeking.py.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from robot.content import hall_schema
from robot.content.load import Content
from robot.content.opening import WEEK
from robot.content.presence import AFTERNOON, MORNING, presence
from robot.dialogue.replies import compose
from robot.dialogue.replies.opening import asked_day
from robot.navigation.guide import HallGuide
from robot.nlu.text.normalise import plain
from robot.turn import Reply, Understanding


def told(
    content: Content, person: hall_schema.Person, understood: Understanding, guide: HallGuide, step_free: bool
) -> Reply:
    """The person, as the directory has them."""
    place = content.place(person.window)
    prompts = content.prompts
    values = {
        "name": person.name,
        "kind": prompts.kinds.get(person.kind, ""),
        "organisation": person.organisation,
        "fields": "、".join(person.fields),
        "hours": person.hours,
        "window": place.name if place else person.window,
    }
    is_told_of = bool(person.organisation and person.fields)
    spoken = compose.filled(prompts.person_told if is_told_of else prompts.person_told_short, values)
    if person.phone:
        spoken += compose.filled(prompts.person_phone, {"phone": person.phone})
    shown = compose.lines(f"{person.name}  {values['kind']}", person.organisation, values["fields"], person.hours)
    return Reply(
        kind="person",
        id=person.id,
        spoken=spoken,
        shown=compose.lines(shown, values["window"], person.phone),
        score=understood.score,
        window=person.window,
        directions=guide.directions(person.window, step_free),
        candidates=understood.candidates,
    )


@dataclass(frozen=True, slots=True)
class When:
    """A day of the week and half a day that a visitor names; either may be missing. `day` is as in WEEK; `is_open`:
    the hall is open on it."""

    day: str = ""
    half: str = ""
    is_open: bool = True

    @property
    def name(self) -> str:
        """As it is said: 星期四上午."""
        return self.day + self.half

    def holds(self, person: hall_schema.Person) -> bool:
        """Whether `person` is there then, as far as their hours say."""
        there = presence(person.hours)
        return there is not None and there.on(self.day, self.half, self.is_open)


_SHORT = 16
"""Characters of a sentence that leans on whoever was told of last."""
_OF_THEM = re.compile("[他她]|那个人|这个人|人家|律师|那天|这天")
MOST = 3
"""Of several people, so many are named aloud."""


def when_of(content: Content, text: str, today: datetime.date, is_today: bool = False) -> When:
    """The day and the half of it that `text` names. `is_today`: without a day it is today."""
    said = plain(text)
    day = asked_day(content.opening, said, today) if content.opening else None
    half = next((half for half in (MORNING, AFTERNOON) if half in said), "")
    date = day.date if day else today if is_today else None
    if date is None:
        return When("", half)
    weekday = WEEK[date.weekday()]
    is_open = content.opening.open_on(date) if content.opening else weekday in WEEK[:5]
    return When(weekday, half, is_open)


def of_the_one_told(
    content: Content, person: hall_schema.Person, text: str, when: When, is_last: bool
) -> tuple[str, tuple[hall_schema.Person, ...]] | None:
    """What is said to a few words that lean on `person`, whom the robot has told of: when they are there, whether on
    the day `when`, who else is; with whoever it names besides. None when they ask for nothing of the kind. `is_last`:
    the robot has just told of them; else a word must point at them.
    """
    words = content.navigation
    said = plain(text)
    if words is None or len(said) > _SHORT or not (is_last or _OF_THEM.search(said)):
        return None
    asks_others = any(word in said for word in words.asks_others)
    asks_times = any(word in said for word in words.asks_times)
    tells_time = is_last and bool(when.name) and any(word in said for word in words.my_time)
    just_the_day = is_last and bool(when.name) and len(said) <= len(when.name) + 2
    if not (asks_others or asks_times or tells_time or just_the_day):
        return None
    place = content.place(person.window)
    values = {"name": person.name, "hours": person.hours, "window": place.name if place else person.window}
    hours = compose.filled(content.prompts.person_hours, values)
    if not when.name and not asks_others:
        return hours, ()
    others = _instead(content, person, when)
    instead = compose.filled(
        content.prompts.people_instead, {"when": when.name, "people": _with_hours(content, others)}
    )
    if asks_others:
        return (instead if others else hours), others
    if when.holds(person) and tells_time:
        return compose.filled(content.prompts.person_fits, {"when": when.name, "name": person.name}), ()
    if when.holds(person):
        return compose.filled(content.prompts.person_there, {"when": when.name}) + hours, ()
    absent = compose.filled(content.prompts.person_not_there, {"when": when.name}) + hours
    another = compose.filled(content.prompts.person_another_time, {"window": values["window"]})
    return absent + (instead if others else another), others


def _instead(content: Content, person: hall_schema.Person, when: When) -> tuple[hall_schema.Person, ...]:
    """Others of the same field who are there then, those of the same profession first."""
    people = content.people.people if content.people else ()
    fitting = [
        each for each in people if each.id != person.id and set(each.fields) & set(person.fields) and when.holds(each)
    ]
    return tuple(sorted(fitting, key=lambda each: (each.kind != person.kind, each.fields[0] != person.fields[0])))[
        :MOST
    ]


def _with_hours(content: Content, people: tuple[hall_schema.Person, ...]) -> str:
    return "，".join(f"{each.name}{content.prompts.kinds.get(each.kind, '')}{each.hours}" for each in people)


def rows(people: tuple[hall_schema.Person, ...]) -> str:
    """A line each, for the screen."""
    return compose.lines(*("  ".join(filter(None, _row(each))) for each in people))


def _row(person: hall_schema.Person) -> tuple[str, ...]:
    return person.name, "、".join(person.fields), person.hours, person.phone
