"""The part of the guided talk that asks where everything is."""

from __future__ import annotations

from collections.abc import Mapping

from robot import messages
from robot.content.known_places import KnownPlace, known_places
from robot.halls import cells
from robot.halls.answers import Answers
from robot.halls.pages import page
from robot.halls.questions import Talk, asked, choice, chosen, number, optional, yes_no
from robot.halls.reading import placed_so_far, starts_so_far
from robot.halls.tables import FACILITY, ROOM, WINDOW, Row, tables
from robot.halls.walking import Placed, named, unknown

_MOST_FLOORS = 9
_VERTICAL = ("lift", "stairs")


def place_talk(told: Answers, windows: tuple[int, ...]) -> Talk[None]:
    """Where the robot, the windows and everything else are."""
    talk = _PlaceTalk(told, windows)
    yield from talk.whole()


class _PlaceTalk:
    def __init__(self, told: Answers, windows: tuple[int, ...]) -> None:
        self._told, self._windows = told, windows
        named = {known.kind: known.name for known in known_places() if known.needed}
        self._door, self._robot = named["door"], named["robot"]
        self._floors = 1

    def whole(self) -> Talk[None]:
        note = yield optional("door_note").after(page("places") + "\n")
        self._told.add("places", {"what": self._door, "note": note})
        yield from self._one({"what": self._robot}, self._robot, self._door)
        faces = tuple(each for each in messages.zh("halls.ask.sides_of_robot").split("、"))
        looks = chosen((yield choice("faces", faces, faces[0])), faces)
        self._told.put("hall", "faces", {"value": looks})
        self._floors = cells.whole((yield number("floors", 1, _MOST_FLOORS, messages.zh("halls.ask.one")))) or 1
        asked_for = [known for known in known_places() if known.needed is False]
        if self._floors > 1:
            yield from self._rest([known for known in asked_for if known.kind in _VERTICAL], upstairs=False)
        before = self._door
        for window in self._windows:
            name = f"{window}号{WINDOW}"
            yield from self._one({"what": WINDOW, "name": str(window)}, name, before)
            before = name
        yield from self._rest([known for known in asked_for if known.kind not in _VERTICAL], upstairs=True)
        while name := (yield optional("another_place")):
            kind = ROOM if cells.yes((yield yes_no("is_room", messages.zh("halls.ask.right"), name=name))) else FACILITY
            yield from self._one({"what": kind, "name": name}, name, self._door)

    def _rest(self, wanted: list[KnownPlace], upstairs: bool) -> Talk[None]:
        for known in wanted:
            if cells.yes((yield yes_no("is_there", name=known.name))):
                yield from self._one({"what": known.name}, known.name, self._door, upstairs)

    def _one(self, row: Row, name: str, start: str, upstairs: bool = True) -> Talk[None]:
        """One place, asked for again while it cannot be where it was said to be."""
        wrong, known = "", set(placed_so_far(self._told.filled)[1])
        while True:
            made = yield from self._row(row, name, start, upstairs, wrong)
            self._told.add("places", made)
            _, faults = placed_so_far(self._told.filled)
            wrong = "\n".join(fault.what for fault in faults if fault.row and fault not in known)
            if not wrong:
                return
            self._told.rows["places"].pop()

    def _row(self, row: Row, name: str, start: str, upstairs: bool, wrong: str) -> Talk[Row]:
        made = dict(row)
        if self._floors > 1 and upstairs and row["what"] != self._robot:
            one = messages.zh("halls.ask.one")
            question = number("floor", 1, self._floors, one, name=name)
            made["floor"] = str(cells.whole((yield question.after(wrong))) or 1)
            wrong = ""
            if made["floor"] != one:
                start = self._upstairs(start, made["floor"])
        known = starts_so_far(self._told.filled)
        given = yield asked("start", lambda text: _is_start(text, known), start, name=name).after(wrong)
        made["start"] = given
        moves = cells.moves((yield asked("moves", _is_moves, name=name, start=given))) or ()
        made["moves"] = "".join(f"{move.side}{move.steps:g}" for move in moves)
        wall = self._usual_wall(made, name)
        if wall is None:
            made["wall"] = yield asked("wall", _is_wall, name=name)
        return made

    def _upstairs(self, start: str, floor: str) -> str:
        """What is told from on another floor: what was told there before, else the lift or the stairs."""
        there = [row for row in self._told.rows["places"] if row.get("floor") == floor]
        if there and there[-1]["what"] == WINDOW:
            return f"{there[-1]['name']}号{WINDOW}"
        names = {known.name for known in known_places() if known.kind in _VERTICAL}
        return next((row["what"] for row in self._told.rows["places"] if row["what"] in names), start)

    def _usual_wall(self, made: Row, name: str) -> str | None:
        """On which side it is, where that is plain; None where somebody has to say."""
        known = next((each for each in known_places() if each.name == made["what"]), None)
        kind = known.kind if known else ""
        if kind in {"robot", "door"} or (known is not None and known.id == "waiting"):
            return ""
        turns = len(cells.moves(made.get("moves", "")) or ()) > 1
        return None if turns or (made["what"] == WINDOW and self._is_first_of_a_row(made)) else ""

    def _is_first_of_a_row(self, made: Row) -> bool:
        start = named(made.get("start", ""), starts_so_far(self._told.filled))
        return not any(each.spot.name == start and each.spot.kind == "window" for each in self._placed())

    def _placed(self) -> tuple[Placed, ...]:
        return placed_so_far(self._told.filled)[0]


def _is_start(text: str, known: Mapping[str, str]) -> str:
    if named(text, known):
        return ""
    key, params = unknown(text, known, dict.fromkeys(known.values()))
    return messages.zh(f"halls.{key}", **params)


def _is_moves(text: str) -> str:
    found = cells.moves(text)
    if found is None:
        return messages.zh("halls.ask.no_moves", text=text)
    if len(found) > 2:
        return messages.zh("halls.ask.many_moves")
    if len(found) == 2 and {found[0].side, found[1].side} in ({"前", "后"}, {"左", "右"}):
        return messages.zh("halls.back_and_forth", first=found[0].side, second=found[1].side)
    return "" if all(move.steps > 0 for move in found) else messages.zh("halls.ask.no_moves", text=text)


def _is_wall(text: str) -> str:
    known = tables()["places"].columns["wall"].choices
    return "" if chosen(text, known) else messages.zh("halls.no_wall", text=text)
