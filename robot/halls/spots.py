"""The table 位置: each row says where a place is, from another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from robot.content.known_places import KnownPlace, known_places
from robot.halls import cells
from robot.halls.faults import Fault, fault
from robot.halls.moving import one_by_one, read_moves
from robot.halls.tables import FACILITY, ROOM, WINDOW, Row, Rows, kinds
from robot.halls.told import Spot, Window

_FREE = "中间"
_NOT_FREE = frozenset({"window", "room", "door"})


def read_spots(rows: Rows, windows: tuple[Window, ...], faults: list[Fault]) -> tuple[tuple[Spot, ...], frozenset[str]]:
    """The places of the rows, as they stand there, and the names of those in whose rows something is wrong; windows by
    what they are called in the table 窗口."""
    numbers = {window.number for window in windows}
    found: list[Spot] = []
    lost: set[str] = set()
    for number, row in one_by_one(rows, faults):
        named = _named(number, row, numbers, faults)
        is_there = named is not None and (named.window is None or named.window in numbers)
        spot = _placed(number, row, named, faults) if named is not None and is_there else None
        if spot is not None:
            found.append(spot)
        else:
            lost.add(named.name if named is not None else row.get("name", "").strip() or row.get("what", "").strip())
    faults += _missing(found, lost, numbers)
    return tuple(found), frozenset(lost - {spot.name for spot in found})


@dataclass(frozen=True, slots=True)
class _Named:
    """What a row is about, as far as its first columns say: a window by its number, a place that texts know."""

    name: str
    window: int | None
    known: KnownPlace | None


def _missing(spots: list[Spot], lost: set[str], numbers: set[int]) -> Iterator[Fault]:
    """What every hall has and no row tells of, rightly or wrongly."""
    named = {known.kind: known.name for known in known_places() if known.needed}
    doors = [spot for spot in spots if spot.kind == "door" and not spot.start]
    if not doors and named["door"] not in lost:
        yield fault("places", 0, "what", "no_door")
    for second in doors[1:]:
        yield fault("places", second.row, "start", "two_doors")
    if not any(spot.kind == "robot" for spot in spots) and named["robot"] not in lost:
        yield fault("places", 0, "what", "no_robot")
    there = {spot.number for spot in spots}
    for number in sorted(numbers - there):
        if _called(number) not in lost:
            yield fault("places", 0, "name", "window_nowhere", number=number)


def _called(number: int) -> str:
    return f"{number}号{WINDOW}"


def _named(number: int, row: Row, windows: set[int], faults: list[Fault]) -> _Named | None:
    what = row.get("what", "").strip()
    known = next((each for each in known_places() if each.name == what and each.kind != "window"), None)
    if what not in kinds():
        faults.append(fault("places", number, "what", "no_what", text=what, known="、".join(kinds())))
        return None
    window = cells.window_number(row.get("name", "")) if what == WINDOW else None
    if what == WINDOW and window not in windows:
        shown = "、".join(map(str, sorted(windows))) or "-"
        faults.append(fault("places", number, "name", "no_such_number", text=row.get("name", ""), known=shown))
        return _Named(_called(window), window, None) if window is not None else None
    if what in (ROOM, FACILITY) and not row.get("name"):
        faults.append(fault("places", number, "name", "no_place_name", what=what))
        return None
    name = _called(window) if window is not None else row.get("name", "").strip() or what
    return _Named(name, window, known)


def _placed(number: int, row: Row, named: _Named, faults: list[Fault]) -> Spot | None:
    """Where the place of a row is; None where that is told wrongly."""
    what, name, known = row["what"].strip(), named.name, named.known
    kind = known.kind if known else {WINDOW: "window", ROOM: "room"}.get(what, "facility")
    moves = read_moves(number, row, faults)
    if moves is None:
        return None
    wall, free = row.get("wall", "").strip(), _FREE in row.get("wall", "")
    before = len(faults)
    if wall and not free and cells.side(wall) is None:
        faults.append(fault("places", number, "wall", "no_wall", text=wall))
    if free and kind in _NOT_FREE:
        faults.append(fault("places", number, "wall", "not_free", name=name))
    floor = cells.floor(row["floor"]) if row.get("floor") else 1
    if floor is None:
        faults.append(fault("places", number, "floor", "no_floor", text=row["floor"]))
    if len(faults) > before:
        return None
    step_free = cells.yes(row["step_free"]) if row.get("step_free") else True
    if step_free is None:
        faults.append(fault("places", number, "step_free", "no_step_free", text=row["step_free"]))
    start = row.get("start", "").strip()
    if not moves and (kind != "door" or start):
        faults.append(fault("places", number, "moves", "no_moves", name=name))
        return None
    return Spot(
        row=number,
        name=name,
        kind=kind,  # type: ignore[arg-type]
        known=known.id if known else "",
        number=named.window,
        start=start,
        moves=moves,
        wall=None if free else cells.side(wall) if wall else None,
        is_free=free,
        floor=floor or 1,
        step_free=step_free is not False,
        note=_sentence(row.get("note", "").strip()),
    )


def _sentence(note: str) -> str:
    return note if not note or note[-1] in "。！？" else f"{note}。"
