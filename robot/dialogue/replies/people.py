"""What is told of people of the directory: who they are, what they know best, when and where they are. Pure."""

from __future__ import annotations

import datetime
import re

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


def listed(
    content: Content, found: tuple[schema.Person, ...], understood: Understanding, guide: HallGuide, step_free: bool
) -> Reply:
    """Up to three of them, when they are there and where; where there is nobody, who can be asked instead."""
    prompts = content.prompts
    if not found:
        place = content.place(compose.LAWYER)
        spoken = compose.filled(prompts.people_none, {"window": place.name if place else ""})
        return Reply("clarify", None, spoken, spoken, score=1.0, window=compose.LAWYER)
    first, *_ = shown = found[:_MOST]
    place = content.place(first.window)
    window = place.name if place else first.window
    said = "，".join(f"{person.name}{prompts.kinds.get(person.kind, '')}{person.hours}在" for person in shown)
    lines = [f"{person.name}  {'、'.join(person.fields)}  {person.hours}  {person.phone}" for person in found]
    return Reply(
        kind="person",
        id=first.id,
        spoken=compose.filled(prompts.people_listed, {"people": said, "window": window}),
        shown=compose.lines(*lines, window),
        score=1.0,
        window=first.window,
        directions=guide.directions(first.window, step_free),
        candidates=understood.candidates,
    )
