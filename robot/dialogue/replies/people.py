"""What is told of people of the directory: who they are, what they know best, when and where they are. Pure."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from robot.content import schema
from robot.content.load import Content
from robot.content.opening import WEEK
from robot.dialogue.replies import compose
from robot.dialogue.replies.opening import asked_day
from robot.navigation.guide import HallGuide
from robot.nlu.text.normalise import plain
from robot.turn import Reply, Understanding


def told(
    content: Content, person: schema.Person, understood: Understanding, guide: HallGuide, step_free: bool
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
    spoken = compose.filled(prompts.person_told, values)
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
    """A day of the week and half a day that a visitor names; either may be missing. `day` is as in WEEK."""

    day: str = ""
    half: str = ""

    @property
    def name(self) -> str:
        """As it is said: 星期四上午."""
        return self.day + self.half

    def holds(self, person: schema.Person) -> bool:
        """Whether `person` is there then, as far as their hours say (周二、周四上午; 工作日全天)."""
        hours = person.hours
        always = "工作日" in hours or "每天" in hours
        day = not self.day or self.day[-1] in hours or (always and self.day[-1] not in _WEEKEND)
        return day and (not self.half or self.half in hours or "全天" in hours or not any(h in hours for h in _HALVES))


_HALVES = ("上午", "下午")
_WEEKEND = "六日天末"
_SHORT = 16
"""Characters of a sentence that leans on whoever was told of last."""
_OF_THEM = re.compile("[他她]|那个人|这个人|人家|律师|那天|这天")


def when_of(content: Content, text: str, today: datetime.date) -> When:
    """The day and the half of it that `text` names."""
    said = plain(text)
    day = asked_day(content.opening, said, today) if content.opening else None
    return When(WEEK[day.date.weekday()] if day else "", next((half for half in _HALVES if half in said), ""))


def of_the_one_told(
    content: Content, person: schema.Person, text: str, when: When, is_last: bool
) -> tuple[str, tuple[schema.Person, ...]] | None:
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


def _instead(content: Content, person: schema.Person, when: When) -> tuple[schema.Person, ...]:
    """Others of the same field who are there then, those of the same profession first."""
    people = content.people.people if content.people else ()
    fitting = [
        each for each in people if each.id != person.id and set(each.fields) & set(person.fields) and when.holds(each)
    ]
    return tuple(sorted(fitting, key=lambda each: (each.kind != person.kind, each.fields[0] != person.fields[0])))[
        :_MOST
    ]


def _with_hours(content: Content, people: tuple[schema.Person, ...]) -> str:
    return "，".join(f"{each.name}{content.prompts.kinds.get(each.kind, '')}{each.hours}" for each in people)


_LONGEST = 22
"""Characters of a sentence that looks for somebody: with more it tells a story."""
_MOST = 3
_TODAY = re.compile("今天|现在|这会儿|这阵儿|谁在|值班|坐班")


def sought(content: Content, text: str, topic: str | None, today: datetime.date) -> tuple[schema.Person, ...] | None:
    """Those whom a visitor looks for by what they know (会打离婚官司的律师) or by the day (今天有律师吗).

    None when nobody is looked for so; empty when there is nobody of the kind. `topic` is that of the matter in hand,
    for who names no field (有专门打这种官司的律师没).
    """
    words = content.navigation
    said = plain(text)
    if words is None or content.people is None or len(said) > _LONGEST:
        return None
    kinds = {kind for called, of in words.called.items() if called in said for kind in of}
    if not kinds or not any(word in said for word in words.seeks_person):
        return None
    fields = _fields(content, said) or ({topic} if topic and any(word in said for word in words.same_field) else set())
    day = asked_day(content.opening, said, today) if content.opening else None
    on_day = WEEK[day.date.weekday()] if day else WEEK[today.weekday()] if _TODAY.search(said) else ""
    if not fields and not on_day:
        return None
    if any(person.name[0] + called in said for person in content.people.people for called in words.called):
        return None  # somebody is named
    return tuple(
        person
        for person in content.people.people
        if person.kind in kinds
        and (not fields or fields & set(person.fields))
        and (not on_day or on_day[-1] in person.hours or "工作日" in person.hours)
    )


def _fields(content: Content, said: str) -> set[str]:
    named = {topic for topic, words in content.topics.items() if any(len(w) > 1 and w in said for w in words.words)}
    people = content.people.people if content.people else ()
    return named | {field for person in people for field in person.fields if field[:2] in said}


def rows(people: tuple[schema.Person, ...]) -> str:
    """A line each, for the screen."""
    return compose.lines(*(f"{each.name}  {'、'.join(each.fields)}  {each.hours}  {each.phone}" for each in people))


def listed(
    content: Content, found: tuple[schema.Person, ...], understood: Understanding, guide: HallGuide, step_free: bool
) -> Reply:
    """Up to three of them, when they are there and where; where there is nobody, who can be asked instead."""
    prompts = content.prompts
    if not found:
        lawyer = content.at(compose.LAWYER)
        spoken = compose.filled(prompts.people_none, {"window": compose.place_name(content, lawyer)})
        return Reply("clarify", None, spoken, spoken, score=1.0, window=lawyer)
    first, *_ = shown = found[:_MOST]
    place = content.place(first.window)
    window = place.name if place else first.window
    said = "，".join(f"{person.name}{prompts.kinds.get(person.kind, '')}{person.hours}在" for person in shown)
    return Reply(
        kind="person",
        id=first.id,
        spoken=compose.filled(prompts.people_listed, {"people": said, "window": window}),
        shown=compose.lines(rows(found), window),
        score=1.0,
        window=first.window,
        directions=guide.directions(first.window, step_free),
        candidates=understood.candidates,
    )
