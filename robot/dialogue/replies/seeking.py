"""Somebody of the directory, looked for by profession, field or day: 会打离婚官司的律师, 公证员在吗. Pure."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from robot.content import hall_schema
from robot.content.load import Content
from robot.dialogue.replies import compose, people
from robot.dialogue.replies.people import MOST, When
from robot.navigation.guide import HallGuide
from robot.nlu.text.normalise import plain
from robot.turn import Reply, Understanding

_LONGEST = 22
"""Characters of a sentence that looks for somebody: with more it tells a story."""
_TODAY = re.compile("今天|现在|这会儿|这阵儿|谁在|值班|坐班|在吗|在不|在没|来了吗|来了没|来没来")
_WHENEVER = re.compile(
    "哪天|哪几天|什么时候|啥时候|甚时候|多会儿|周几|星期几|礼拜几|几个|几位|^(?:你们|这里|这儿|大厅)*有没有|有.{2,6}[吗没不]$"
)
"""No day is meant: whoever there is, with when they are there."""
_BARE = 8
"""Characters beside the profession of a question that names neither a field nor a day."""
_THERE_IS = re.compile("有.{0,8}[吗没不么]$|有没有")
_WINDOWS = {"notary": "w3", "mediator": "w5", "clerk": compose.RECEPTION}
"""Where somebody of a profession is asked for; a lawyer elsewhere."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Who fits. `called`: what those that were looked for are called (律师), `window` where they are asked for,
    `others` those of the profession who are there at another time; `when` is the day that was asked for."""

    people: tuple[hall_schema.Person, ...]
    called: str
    window: str
    when: When
    others: tuple[hall_schema.Person, ...] = ()


def sought(content: Content, text: str, topic: str | None, today: datetime.date) -> Sought | None:
    """Those whom a visitor looks for (会打离婚官司的律师, 今天有律师吗, 哪天有公证员).

    None when nobody is looked for so. `topic` is that of the matter in hand, for who names no field (有专门打这种官司的
    律师没).
    """
    words = content.navigation
    said = plain(text)
    if words is None or content.people is None or len(said) > _LONGEST:
        return None
    called = next((called for called in words.called if called in said), "")
    asks = any(word in said for word in words.seeks_person) or _THERE_IS.search(said) is not None
    if not called or not asks:
        return None
    without = said.replace(called, "")
    fields = _fields(content, without) or (
        {topic} if topic and any(word in said for word in words.same_field) else set()
    )
    when = people.when_of(content, text, today, is_today=_TODAY.search(said) is not None)
    if not fields and not when.name and (len(without) > _BARE or _WHENEVER.search(said) is None):
        return None
    if any(person.name[0] + each in said for person in content.people.people for each in words.called):
        return None  # somebody is named
    kinds = {kind for each, of in words.called.items() if each in said for kind in of}
    of_kind = tuple(person for person in content.people.people if person.kind in kinds)
    fitting = tuple(person for person in of_kind if not fields or fields & set(person.fields))
    found = tuple(person for person in fitting if not when.name or when.holds(person))
    window = content.at(_WINDOWS.get(next(iter(words.called[called])), compose.LAWYER))
    return Sought(found, called, window, when, fitting if not found else ())


def _fields(content: Content, said: str) -> set[str]:
    named = {topic for topic, words in content.topics.items() if any(len(w) > 1 and w in said for w in words.words)}
    of_people = content.people.people if content.people else ()
    return named | {field for person in of_people for field in person.fields if field[:2] in said}


def listed(content: Content, found: Sought, understood: Understanding, guide: HallGuide, step_free: bool) -> Reply:
    """Up to three of them, each with when and where they are; where nobody is there, who is at another time, or who
    can be asked instead."""
    prompts = content.prompts
    shown = found.people or found.others
    if not shown:
        values = {"kind": found.called, "window": compose.place_name(content, found.window)}
        spoken = compose.filled(prompts.people_none, values)
        directions = guide.directions(found.window, step_free)
        return Reply("clarify", None, spoken, spoken, score=1.0, window=found.window, directions=directions)
    first, *_ = named = shown[:MOST]
    before = "" if found.people else _nobody_then(content, found)
    rest = len(shown) - len(named)
    after = compose.filled(prompts.people_rest, {"count": str(rest)}) if rest else ""
    return Reply(
        kind="person",
        id=first.id,
        spoken=before + _named(content, named) + after,
        shown=compose.lines(before, people.rows(shown), *_windows(content, shown)),
        score=1.0,
        window=first.window,
        directions=guide.directions(first.window, step_free),
        candidates=understood.candidates,
    )


def _nobody_then(content: Content, found: Sought) -> str:
    return compose.filled(content.prompts.people_none_then, {"when": found.when.name, "kind": found.called})


def _named(content: Content, named: tuple[hall_schema.Person, ...]) -> str:
    """Each with when they are there, and with the window where that is: once, where it is the same for all."""
    prompts = content.prompts
    windows = tuple(dict.fromkeys(_windows(content, named)))
    kinds = {person.kind: prompts.kinds.get(person.kind, "") for person in named}
    if len(windows) == 1 and len(named) > 1:
        said = "，".join(f"{person.name}{kinds[person.kind]}{person.hours}在" for person in named)
        spoken = compose.filled(prompts.people_listed, {"people": said, "window": windows[0]})
    else:
        at = (
            {"name": each.name, "kind": kinds[each.kind], "hours": each.hours, "window": window}
            for each, window in zip(named, _windows(content, named), strict=True)
        )
        spoken = compose.filled(
            prompts.people_each, {"people": "，".join(compose.filled(prompts.person_at, of) for of in at)}
        )
    return spoken + (prompts.people_phones if any(person.phone for person in named) else "")


def _windows(content: Content, named: tuple[hall_schema.Person, ...]) -> tuple[str, ...]:
    """The window of each."""
    return tuple(compose.place_name(content, person.window) for person in named)
