"""The table 位置: each row says where a place is, from another one."""

from __future__ import annotations

from collections.abc import Iterator

from robot.content.known_places import KnownPlace, known_places
from robot.halls import cells
from robot.halls.faults import Fault, fault
from robot.halls.tables import FACILITY, ROOM, WINDOW, Row, Rows, kinds
from robot.halls.told import Move, Spot, Window

_FREE = "中间"
_NOT_FREE = frozenset({"window", "room", "door"})


def read_spots(rows: Rows, windows: tuple[Window, ...], faults: list[Fault]) -> Iterator[Spot]:
    """The places of the rows, as they stand there; windows by what they are called in the table 窗口."""
    numbers = {window.number for window in windows}
    found = []
    for number, row in rows:
        spot = _spot(number, row, numbers, faults)
        if spot is not None:
            found.append(spot)
            yield spot
    faults += _missing(found, numbers)


def _missing(spots: list[Spot], numbers: set[int]) -> Iterator[Fault]:
    doors = [spot for spot in spots if spot.kind == "door" and not spot.start]
    if not doors:
        yield fault("places", 0, "what", "no_door")
    for second in doors[1:]:
        yield fault("places", second.row, "start", "two_doors")
    if not any(spot.kind == "robot" for spot in spots):
        yield fault("places", 0, "what", "no_robot")
    there = {spot.number for spot in spots}
    for number in sorted(numbers - there):
        yield fault("places", 0, "number", "window_nowhere", number=number)


def _spot(number: int, row: Row, windows: set[int], faults: list[Fault]) -> Spot | None:
    what = row.get("what", "").strip()
    known = next((each for each in known_places() if each.name == what and each.kind != "window"), None)
    if what not in kinds():
        faults.append(fault("places", number, "what", "no_what", text=what, known="、".join(kinds())))
        return None
    window = cells.window_number(row.get("number", "") or row.get("name", "")) if what == WINDOW else None
    if what == WINDOW and window not in windows:
        shown = "、".join(map(str, sorted(windows))) or "-"
        text = row.get("number", "") or row.get("name", "")
        faults.append(fault("places", number, "number", "no_such_number", text=text, known=shown))
        return None
    name = f"{window}号窗口" if window is not None else row.get("name", "").strip() or what
    if what in (ROOM, FACILITY) and not row.get("name"):
        faults.append(fault("places", number, "name", "no_place_name", what=what))
        return None
    return _placed(number, row, name, window, known, faults)


def _placed(
    number: int, row: Row, name: str, window: int | None, known: KnownPlace | None, faults: list[Fault]
) -> Spot | None:
    what = row["what"].strip()
    kind = known.kind if known else {WINDOW: "window", ROOM: "room"}.get(what, "facility")
    moves = _moves(number, row, faults)
    if moves is None:
        return None
    wall, free = row.get("wall", "").strip(), _FREE in row.get("wall", "")
    if wall and not free and cells.side(wall) is None:
        faults.append(fault("places", number, "wall", "no_wall", text=wall))
    if free and kind in _NOT_FREE:
        faults.append(fault("places", number, "wall", "not_free", name=name))
        free = False
    floor = cells.floor(row["floor"]) if row.get("floor") else 1
    if floor is None:
        faults.append(fault("places", number, "floor", "no_floor", text=row["floor"]))
    step_free = cells.yes(row["step_free"]) if row.get("step_free") else True
    if step_free is None:
        faults.append(fault("places", number, "step_free", "no_step_free", text=row["step_free"]))
    start = row.get("start", "").strip()
    if not moves and (kind != "door" or start):
        faults.append(fault("places", number, "steps", "no_moves", name=name))
        return None
    return Spot(
        row=number,
        name=name,
        kind=kind,  # type: ignore[arg-type]
        known=known.id if known else "",
        number=window,
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


def _moves(number: int, row: Row, faults: list[Fault]) -> tuple[Move, ...] | None:
    """The moves of a row; None where one of them is wrong."""
    found: list[Move] = []
    wrong = False
    for side_key, steps_key in (("side", "steps"), ("side2", "steps2")):
        side_text, steps_text = row.get(side_key, "").strip(), row.get(steps_key, "").strip()
        if not side_text and not steps_text:
            continue
        side, steps = cells.side(side_text), cells.steps(steps_text)
        if side is None:
            faults.append(fault("places", number, side_key, "no_side", text=side_text))
        if steps is None or steps <= 0:
            faults.append(fault("places", number, steps_key, "no_steps", text=steps_text))
        if side is None or steps is None or steps <= 0:
            wrong = True
            continue
        found.append(Move(side, steps))
    if len(found) == 2 and {found[0].side, found[1].side} in ({"前", "后"}, {"左", "右"}):
        key = {"first": found[0].side, "second": found[1].side}
        faults.append(fault("places", number, "side2", "back_and_forth", **key))
        wrong = True
    return None if wrong else tuple(found)
