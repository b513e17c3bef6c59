"""Rows of the tables become what is told of a hall; everything that is wrong in them is found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from robot.config import Facing
from robot.halls import cells
from robot.halls.building import window_name
from robot.halls.corridors import graphs, in_the_way
from robot.halls.faults import Fault, WrongHall, fault
from robot.halls.opening_hours import read_times
from robot.halls.spots import read_spots
from robot.halls.tables import AWAY, Filled, Row, Rows, side_tasks, tables, window_tasks
from robot.halls.told import Done, Member, Post, Times, Told, Window
from robot.halls.walking import Placed, called, survey

_FACES: Mapping[str, Facing] = {"大门": "south", "里面": "north", "左边": "west", "右边": "east"}
_STEP = 0.6
_PEOPLE: Mapping[str, Literal["lawyer", "notary", "grassroots", "mediator"]] = {
    "律师": "lawyer",
    "公证员": "notary",
    "基层法律服务工作者": "grassroots",
    "法律服务工作者": "grassroots",
    "人民调解员": "mediator",
    "调解员": "mediator",
}
_STEPS_FROM, _STEPS_TO = 0.3, 1.2
RECEPTION = "w1"


def read(filled: Filled) -> Told:
    """The hall that the tables tell of. Raises WrongHall with every fault in them."""
    faults: list[Fault] = []
    given = {row["key"]: row.get("value", "") for _, row in _keyed("hall", filled)}
    windows = tuple(_windows(filled.get("windows", ()), faults))
    numbers = {window.number for window in windows}
    told = Told(
        name=given.get("name", ""),
        address=given.get("address", ""),
        faces=_faces(given.get("faces", ""), faults),
        step=_step(given.get("step", ""), faults),
        windows=windows,
        done=tuple(_done(filled, numbers, faults)),
        spots=tuple(read_spots(filled.get("places", ()), windows, faults)),
        times=read_times(tuple(_keyed("times", filled)), faults),
        phones=tuple(_phones(filled, faults)),
        people=tuple(_people(filled.get("people", ()), numbers, faults)),
        stations=tuple(_stations(filled.get("stations", ()), faults)),
    )
    if not told.name:
        faults.append(fault("hall", 0, "value", "no_name"))
    if not windows:
        faults.append(fault("windows", 0, "number", "no_windows"))
    if faults:
        raise WrongHall(faults)
    return told


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
    spots = tuple(read_spots(filled.get("places", ()), told.windows, faults))
    surveyed, wrong = survey(replace(told, spots=spots))
    blocked = in_the_way(surveyed, graphs(surveyed))
    return surveyed.places, tuple(dict.fromkeys((*faults, *wrong, *blocked)))


def starts_so_far(filled: Filled) -> Mapping[str, str]:
    """What a place may be told from, as far as there is something: names by everything that they may be called."""
    windows = tuple(_windows(filled.get("windows", ()), []))
    spots = tuple(read_spots(filled.get("places", ()), windows, []))
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
    found = next((faces for name, faces in _FACES.items() if name[0] in said), None)
    if found is None:
        faults.append(fault("hall", 0, "value", "no_faces", text=text, known="、".join(_FACES)))
    return found or "south"


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
    first: dict[int, int] = {}
    for number, row in rows:
        window = cells.window_number(row.get("number", ""))
        if window is None:
            faults.append(fault("windows", number, "number", "no_number", text=row.get("number", "")))
            continue
        if first.setdefault(window, number) != number:
            faults.append(fault("windows", number, "number", "number_twice", number=window))
            continue
        phone = _phone("windows", number, "phone", row, faults)
        named = row.get("name", "")
        if named and any(mark in named for mark in "【】{}"):
            faults.append(fault("windows", number, "name", "brackets", text=named))
        yield Window(number, window, named, cells.listed(row.get("names", "")), phone, row.get("sign", ""))


def _phone(table: str, number: int, key: str, row: Row, faults: list[Fault]) -> str:
    text = row.get(key, "")
    found = cells.telephone(text) if text else ""
    if found is None:
        faults.append(fault(table, number, key, "no_phone", text=text))
    return found or ""


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
            phone = _phone("tasks", number, "phone", row, faults)
            yield Done(known.id, None, (), row.get("place", "") or known.away, phone, row.get("address", ""))


def _phones(filled: Filled, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    rows = tuple(_keyed("phones", filled))
    for known in tables()["phones"].rows:
        number, row = next(((n, r) for n, r in rows if r["key"] == known["key"]), (0, {}))
        phone = _phone("phones", number, "number", row, faults) or known.get("number", "")
        if phone:
            yield known["name"], phone
        elif not row.get("number"):
            faults.append(fault("phones", number, "number", "no_switchboard", name=known["name"]))
    for number, row in rows:
        if not row["key"] and row.get("number") and row.get("name"):
            yield row["name"], _phone("phones", number, "number", row, faults)
        elif not row["key"] and row.get("number"):
            faults.append(fault("phones", number, "name", "empty"))


def _people(rows: Rows, numbers: set[int], faults: list[Fault]) -> Iterator[Member]:
    for number, row in rows:
        before = len(faults)
        needed = ("name", "kind", "organisation", "fields", "window", "hours")
        faults += [fault("people", number, key, "empty") for key in needed if not row.get(key)]
        kind = _PEOPLE.get(row.get("kind", "").strip())
        if row.get("kind") and kind is None:
            faults.append(fault("people", number, "kind", "no_kind", text=row["kind"], known="、".join(_PEOPLE)))
        window = cells.window_number(row.get("window", ""))
        if row.get("window") and window not in numbers:
            shown = "、".join(map(str, sorted(numbers)))
            faults.append(fault("people", number, "window", "not_there", number=row["window"], known=shown))
        phone = _phone("people", number, "phone", row, faults)
        if len(faults) == before and kind is not None and window is not None:
            fields = cells.listed(row["fields"])
            yield Member(row["name"], kind, row["organisation"], fields, window, row["hours"], phone)


def _stations(rows: Rows, faults: list[Fault]) -> Iterator[Post]:
    first: dict[str, int] = {}
    for number, row in rows:
        before = len(faults)
        needed = ("township", "address", "hours", "phone")
        faults += [fault("stations", number, key, "empty") for key in needed if not row.get(key)]
        phone = _phone("stations", number, "phone", row, faults)
        township = row.get("township", "")
        if township and first.setdefault(township, number) != number:
            faults.append(fault("stations", number, "township", "twice", name=township))
        if len(faults) == before:
            names = tuple(dict.fromkeys((township, *cells.listed(row.get("names", "")))))
            yield Post(township, names, row["address"], row["hours"], phone, row.get("note", ""))
