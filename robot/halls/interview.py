"""The guided talk: the same tables as the sheet, one question after the other.

A talk is a generator that is given answers and yields questions; it depends on nothing else, so that a talk that was
broken off is told its answers again, and taking a step back is telling it all but the last.
"""

from __future__ import annotations

from robot import messages
from robot.content.presence import presence
from robot.halls import cells
from robot.halls.answers import Answers
from robot.halls.opening_hours import usual_hours
from robot.halls.placing import place_talk
from robot.halls.questions import Talk, asked, choice, chosen, number, optional, yes_no
from robot.halls.reading import RECEPTION, times_of, window_names
from robot.halls.roll import kind_of
from robot.halls.tables import AWAY, Filled, Row, asked_things, side_tasks, tables, window_tasks

_MOST_WINDOWS = 40


def interview() -> Talk[Filled]:
    """The whole talk; what it returns are the tables."""
    told = Answers()
    yield from _hall(told)
    yield from _times(told)
    windows = yield from _windows()
    yield from _tasks(told, windows)
    yield from _signs(told, windows)
    yield from place_talk(told, windows)
    yield from _things(told)
    yield from _side_tasks(told, windows)
    yield from _people(told, windows)
    yield from _stations(told)
    return told.filled


def _say(key: str, /, **params: object) -> str:
    return messages.zh(f"halls.{key}", **params)


def _hall(told: Answers) -> Talk[None]:
    told.put("hall", "name", {"value": (yield asked("name"))})
    told.put("hall", "address", {"value": (yield asked("address"))})
    told.put("phones", "switchboard", {"number": (yield asked("switchboard", _is_phone))})


def _times(told: Answers) -> Talk[None]:
    days = cells.span((yield asked("days", _are_days, _say("ask.usual_days"))))
    told.put("times", "days", {"first": days[0], "last": days[1]})
    morning = yield asked("morning", _is_span, _say("ask.usual_morning"))
    afternoon = yield asked("afternoon", _is_span_or_none, _say("ask.usual_afternoon"))
    for key, span in (("morning", cells.span(morning)), ("afternoon", cells.span(afternoon))):
        if span[1]:
            told.put("times", key, {"first": span[0], "last": span[1]})


def _windows() -> Talk[tuple[int, ...]]:
    count = cells.whole((yield number("windows", 1, _MOST_WINDOWS))) or 1
    if cells.yes((yield yes_no("numbered", _say("ask.right"), count=count))):
        return tuple(range(1, count + 1))
    numbers: list[int] = []
    for place in range(1, count + 1):
        given = yield asked("number", lambda text: _is_new_number(text, numbers), place=place)
        numbers.append(cells.window_number(given) or 0)
    return tuple(numbers)


def _tasks(told: Answers, windows: tuple[int, ...]) -> Talk[None]:
    known = "、".join(map(str, windows))
    for task in window_tasks():
        if task.id == RECEPTION:
            window = yield asked("reception", lambda text: _are_windows(text, windows), task=task.task, known=known)
        else:
            window = yield asked("task", lambda text: _is_window_or_away(text, windows), task=task.task, known=known)
        row = {"task": task.task, "window": window}
        if AWAY in window:
            row["place"] = yield optional("away", default=task.away, task=task.task)
            row["phone"] = yield optional("away_phone", _is_phone_or_none, place=row["place"])
        told.add("tasks", row)


def _signs(told: Answers, windows: tuple[int, ...]) -> Talk[None]:
    usual = window_names(told.filled, windows)
    for window in windows:
        name = yield asked("sign", default=usual[window], number=window)
        names = yield optional("called", number=window)
        phone = yield optional("window_phone", _is_phone_or_none, number=window)
        own = "" if name == usual[window] else name
        told.add("windows", {"number": str(window), "name": own, "names": names, "phone": phone})


def _things(told: Answers) -> Talk[None]:
    for thing in asked_things():
        said = yield yes_no("has", _say("ask.has_not"), ask=thing.ask)
        told.put("hall", thing.id, {"value": said})


def _side_tasks(told: Answers, windows: tuple[int, ...]) -> Talk[None]:
    there = {row.get("what") for row in told.rows["places"]}
    known = "、".join(map(str, windows))
    for task in side_tasks():
        if task.name not in there:
            window = yield optional(
                "side_task",
                lambda text: _is_window_or_none(text, windows),
                task=task.task,
                place=task.name,
                known=known,
            )
            told.add("tasks", {"task": task.task, "window": window})


def _people(told: Answers, windows: tuple[int, ...]) -> Talk[None]:
    known = "、".join(map(str, windows))
    kinds = tables()["people"].columns["kind"].choices
    before: Row = {}
    while name := (yield optional("person")):
        kind = chosen((yield choice("kind", kinds, name=name)), kinds)
        organisation = fields = ""
        if kind_of(kind) != "clerk":
            organisation = yield optional("organisation", default=before.get("organisation", ""), name=name)
            fields = yield optional("fields", name=name)
        window = yield asked("person_window", lambda text: _is_window(text, windows), name=name, known=known)
        hours = yield asked("person_hours", _are_hours, before.get("hours", "") or _say("ask.usual_hours"), name=name)
        phone = yield optional("person_phone", _is_phone_or_none, name=name)
        before = {"organisation": organisation or before.get("organisation", ""), "hours": hours}
        row = {"name": name, "kind": kind, "organisation": organisation, "fields": fields, "window": window}
        told.add("people", {**row, "hours": hours, "phone": phone})


def _stations(told: Answers) -> Talk[None]:
    usual = usual_hours(times_of(told.filled))
    while township := (yield optional("township")):
        address = yield asked("station_address", township=township)
        hours = yield asked("station_hours", default=usual, township=township)
        phone = yield asked("station_phone", _is_phone, township=township)
        told.add("stations", {"township": township, "address": address, "hours": hours, "phone": phone})


# ---- what is wrong with an answer


def _is_phone(text: str) -> str:
    found = cells.telephone(text)
    return "" if isinstance(found, str) else _say(f"phone_{found.kind}", text=text, meant=found.meant)


def _is_phone_or_none(text: str) -> str:
    return _is_phone(text) if text else ""


def _are_days(text: str) -> str:
    return "" if cells.weekdays(*cells.span(text)) else _say("ask.no_days", text=text)


def _are_hours(text: str) -> str:
    return "" if presence(text) else _say("no_hours", text=text)


def _is_span(text: str) -> str:
    return _span_fault(text, in_the_afternoon=False)


def _is_span_or_none(text: str) -> str:
    return "" if cells.yes(text) is False else _span_fault(text, in_the_afternoon=True)


def _span_fault(text: str, in_the_afternoon: bool) -> str:
    first, last = cells.span(text)
    start, end = cells.times(first, last, in_the_afternoon)
    if start is None or end is None:
        return _say("ask.no_span", text=text)
    return "" if start < end else _say("times_reversed", first=first, last=last)


def _is_new_number(text: str, taken: list[int]) -> str:
    window = cells.window_number(text)
    if not window:
        return _say("no_number", text=text, guess="")
    return _say("ask.taken_number", number=window) if window in taken else ""


def _is_window(text: str, windows: tuple[int, ...]) -> str:
    window = cells.window_number(text)
    if window is None:
        return _say("no_number", text=text, guess="")
    return "" if window in windows else _say("ask.no_such_window", number=window, known="、".join(map(str, windows)))


def _are_windows(text: str, windows: tuple[int, ...]) -> str:
    """Several windows may do one thing; people are sent to the first."""
    return next((wrong for part in cells.listed(text) if (wrong := _is_window(part, windows))), "")


def _is_window_or_away(text: str, windows: tuple[int, ...]) -> str:
    if AWAY in text:
        return ""
    first = (cells.listed(text) or ("",))[0]
    return _are_windows(text, windows) if cells.window_number(first) else _say("no_window", text=text, away=AWAY)


def _is_window_or_none(text: str, windows: tuple[int, ...]) -> str:
    return _is_window(text, windows) if text else ""
