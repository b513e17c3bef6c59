"""Rows of the tables become what is told of a hall; everything that is wrong in them is found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from robot import messages
from robot.config import Facing
from robot.halls import cells
from robot.halls.building import window_name
from robot.halls.corridors import graphs, in_the_way
from robot.halls.faults import Fault, WrongHall, fault
from robot.halls.offices import read_offices
from robot.halls.opening_hours import read_times, usual_hours
from robot.halls.roll import read_people, read_phone, read_stations
from robot.halls.spots import read_spots
from robot.halls.tables import AWAY, STRAY, Filled, Row, Rows, asked_things, side_tasks, tables, window_tasks
from robot.halls.told import Done, Times, Told, Window
from robot.halls.walking import Placed, called, survey

FACES: Mapping[str, Facing] = {"大门": "south", "里面": "north", "左边": "west", "右边": "east"}
_STEP = 0.6
_STEPS_FROM, _STEPS_TO = 0.3, 1.2
RECEPTION = "w1"


def read(filled: Filled) -> Told:
    """The hall that the tables tell of. Raises WrongHall with every fault in them."""
    told, faults = reading(filled)
    if faults:
        raise WrongHall(faults)
    return told


def reading(filled: Filled) -> tuple[Told, tuple[Fault, ...]]:
    """The hall as far as the tables tell it, and every fault in them."""
    faults: list[Fault] = []
    given = {row["key"]: row.get("value", "") for _, row in _keyed("hall", filled)}
    windows = tuple(_windows(filled.get("windows", ()), faults))
    numbers = {window.number for window in windows}
    spots, lost = read_spots(filled.get("places", ()), windows, faults)
    times = read_times(tuple(_keyed("times", filled)), faults)
    told = Told(
        name=given.get("name", ""),
        address=given.get("address", ""),
        faces=_faces(given.get("faces", ""), faults),
        step=_step(given.get("step", ""), faults),
        windows=windows,
        done=tuple(_done(filled, numbers, faults)),
        spots=spots,
        lost=lost,
        times=times,
        phones=tuple(_phones(filled, faults)),
        people=tuple(read_people(filled.get("people", ()), numbers, faults)),
        stations=tuple(read_stations(filled.get("stations", ()), usual_hours(times), faults)),
        has=frozenset(_has(filled, faults)),
        offices=tuple(read_offices(filled.get("offices", ()), faults)),
    )
    faults += _strays(filled)
    if not told.name:
        faults.append(fault("hall", 0, "value", "no_name"))
    if not windows:
        faults.append(fault("windows", 0, "number", "no_windows"))
    return told, tuple(faults)


def _strays(filled: Filled) -> Iterator[Fault]:
    """What was typed beside the columns: it would be lost without a word."""
    for name, rows in filled.items():
        headings = "、".join(column.heading for key, column in tables()[name].shown.items() if key != "sample")
        for number, row in rows:
            if STRAY in row:
                yield fault(name, number, "", "stray", text=row[STRAY], known=headings)


def window_names(filled: Filled, numbers: tuple[int, ...]) -> dict[int, str]:
    """What windows are called whose signs nobody has told yet: after what is done there."""
    told = _of(filled, tuple(Window(0, number) for number in numbers))
    return {window.number: window_name(told, window) for window in told.windows}


def times_of(filled: Filled) -> Times:
    """When the hall is open, as far as it was told."""
    return read_times(tuple(_keyed("times", filled)), [])


def placed_so_far(filled: Filled) -> tuple[tuple[Placed, ...], tuple[Fault, ...]]:
    """Where the places are that were told so far, and what is wrong with them."""
    faults: list[Fault] = []
    told = _of(filled, tuple(_windows(filled.get("windows", ()), [])))
    spots, lost = read_spots(filled.get("places", ()), told.windows, faults)
    surveyed, wrong = survey(replace(told, spots=spots, lost=lost))
    blocked = in_the_way(surveyed, graphs(surveyed))
    return surveyed.places, tuple(dict.fromkeys((*faults, *wrong, *blocked)))


def starts_so_far(filled: Filled) -> Mapping[str, str]:
    """What a place may be told from, as far as there is something: names by everything that they may be called."""
    windows = tuple(_windows(filled.get("windows", ()), []))
    spots, _ = read_spots(filled.get("places", ()), windows, [])
    return called(replace(_of(filled, windows), spots=spots))


def _of(filled: Filled, windows: tuple[Window, ...]) -> Told:
    """A hall of which nothing is known but its windows and what they do."""
    done = tuple(_done(filled, {window.number for window in windows}, []))
    return Told("", "", "south", _STEP, windows, done, (), times_of(filled), ())


def _keyed(name: str, filled: Filled) -> Iterator[tuple[int, Row]]:
    """The rows of a table whose first column is given, each with the `key` of what it is."""
    table = tables()[name]
    first = next(iter(table.columns))
    keys = {row[first]: row["key"] for row in table.rows}
    for number, row in filled.get(name, ()):
        yield number, {**row, "key": keys.get(row.get(first, ""), "")}


def _faces(text: str, faults: list[Fault]) -> Facing:
    said = text.strip() or "大门"
    found = next((faces for name, faces in FACES.items() if name[0] in said), None)
    if found is None:
        faults.append(fault("hall", 0, "value", "no_faces", text=text, known="、".join(FACES)))
    return found or "south"


def _has(filled: Filled, faults: list[Fault]) -> Iterator[str]:
    """Which of the things there are that a hall may be without; what is left open is not there."""
    things = {thing.id for thing in asked_things()}
    for number, row in _keyed("hall", filled):
        said = row.get("value", "") if row["key"] in things else ""
        there = cells.yes(said) if said else False
        if there is None:
            faults.append(fault("hall", number, "value", "no_yes", text=said))
        if there:
            yield row["key"]


def _step(text: str, faults: list[Fault]) -> float:
    if not text.strip():
        return _STEP
    try:
        step = float(cells.plain(text).removesuffix("米"))
    except ValueError:
        step = 0.0
    if not _STEPS_FROM <= step <= _STEPS_TO:
        faults.append(fault("hall", 0, "value", "no_step", text=text))
        return _STEP
    return step


def _windows(rows: Rows, faults: list[Fault]) -> Iterator[Window]:
    """The windows of the rows. A number that two rows have, or that is none, was surely the next one: what is told of
    that window elsewhere is no fault besides."""
    typed = [cells.window_number(row.get("number", "")) for _, row in rows]
    first: dict[int, int] = {}
    before = 0
    for (number, row), said in zip(rows, typed, strict=True):
        window = said
        is_double = window is not None and first.setdefault(window, number) != number
        if window is None or is_double:
            meant = before + 1 if before + 1 not in typed else None
            guess = messages.zh("halls.number_meant", number=meant) if meant else ""
            key = "number_twice" if is_double else "no_number"
            text = row.get("number", "")
            faults.append(fault("windows", number, "number", key, number=window, text=text, guess=guess))
            if meant is None:
                continue
            window = meant
        before = window
        phone = read_phone("windows", number, "phone", row, faults)
        named = row.get("name", "")
        if named and any(mark in named for mark in "【】{}"):
            faults.append(fault("windows", number, "name", "brackets", text=named))
        yield Window(number, window, named, cells.listed(row.get("names", "")), phone, row.get("sign", ""))


def _done(filled: Filled, numbers: set[int], faults: list[Fault]) -> Iterator[Done]:
    rows = {row["key"]: (number, row) for number, row in _keyed("tasks", filled)}
    for known in (*window_tasks(), *side_tasks()):
        number, row = rows.get(known.id, (0, {}))
        said = row.get("window", "").strip()
        named = [cells.window_number(part) for part in cells.listed(said)]
        window = named[0] if named else None
        if known.kind != "window" and not said:
            continue
        if known.id == RECEPTION and (not said or AWAY in said):
            faults.append(fault("tasks", number, "window", "no_reception"))
        elif not said:
            faults.append(fault("tasks", number, "window", "no_task", task=known.task, away=AWAY))
        elif None in named and AWAY not in said:
            faults.append(fault("tasks", number, "window", "no_window", text=said, away=AWAY))
        elif window is not None and not numbers.issuperset(each for each in named if each is not None):
            shown = "、".join(map(str, sorted(numbers))) or "-"
            missing = next(each for each in named if each not in numbers)
            faults.append(fault("tasks", number, "window", "not_there", number=missing, known=shown))
        elif window is not None:
            yield Done(known.id, window, tuple(each for each in named[1:] if each is not None))
        elif known.kind == "window":
            phone = read_phone("tasks", number, "phone", row, faults)
            yield Done(known.id, None, (), row.get("place", "") or known.away, phone, row.get("address", ""))


def _phones(filled: Filled, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    rows = tuple(_keyed("phones", filled))
    for known in tables()["phones"].rows:
        number, row = next(((n, r) for n, r in rows if r["key"] == known["key"]), (0, {}))
        phone = read_phone("phones", number, "number", row, faults) or known.get("number", "")
        if phone:
            yield known["name"], phone
        elif not row.get("number"):
            faults.append(fault("phones", number, "number", "no_switchboard", name=known["name"]))
    for number, row in rows:
        if not row["key"] and row.get("number") and row.get("name"):
            yield row["name"], read_phone("phones", number, "number", row, faults)
        elif not row["key"] and row.get("number"):
            faults.append(fault("phones", number, "name", "empty"))
