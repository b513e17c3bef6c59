"""How one walks to a place, as a row tells it: 前15左8; and rows that tell of several windows at once: 2到6."""

from __future__ import annotations

from collections.abc import Iterator

from robot.halls import cells
from robot.halls.faults import Fault, fault
from robot.halls.tables import WINDOW, Row, Rows
from robot.halls.told import Move

_OLD = (("side", "steps"), ("side2", "steps2"))
"""The columns in which a sheet of before has sides and steps."""
_OPPOSITE = ({"前", "后"}, {"左", "右"})


def written(row: Row) -> Row:
    """A row with its moves in one cell, and the number of a window for its name."""
    moves = row.get("moves", "") or "".join(row.get(side, "") + row.get(steps, "") for side, steps in _OLD)
    name = row.get("name", "") or row.get("number", "")
    kept = {key: text for key, text in row.items() if key not in {"number", *(key for pair in _OLD for key in pair)}}
    return {**kept, **({"moves": moves} if moves else {}), **({"name": name} if name else {})}


def read_moves(number: int, row: Row, faults: list[Fault]) -> tuple[Move, ...] | None:
    """The moves of a row; None where one of them is wrong."""
    text = row.get("moves", "").strip()
    found = cells.moves(text) if text else ()
    if found is None or any(move.steps <= 0 for move in found):
        faults.append(fault("places", number, "moves", "no_way", text=text))
        return None
    if len(found) > len(_OLD):
        faults.append(fault("places", number, "moves", "many_moves"))
        return None
    if len(found) == 2 and {found[0].side, found[1].side} in _OPPOSITE:
        both = {"first": found[0].side, "second": found[1].side}
        faults.append(fault("places", number, "moves", "back_and_forth", **both))
        return None
    return found


def one_by_one(rows: Rows, faults: list[Fault]) -> Iterator[tuple[int, Row]]:
    """The rows in their present form, a row of several windows (2到6: so far from one to the next) as one of each."""
    for number, given in rows:
        row = written(given)
        several = cells.window_numbers(row.get("name", "")) if row.get("what", "").strip() == WINDOW else ()
        if len(several) < 2:
            yield number, row
            continue
        if len(cells.moves(row.get("moves", "")) or ()) != 1:
            first = f"{several[0]}号{WINDOW}"
            faults.append(fault("places", number, "moves", "row_of_windows", name=row["name"], first=first))
        start = row.get("start", "")
        for window in several:
            yield number, {**row, "name": str(window), "start": start}
            start = f"{window}号{WINDOW}"
