"""From "so many steps to the left of that" to points: where one stands before each place, and where the place is.

Everything is counted in tenths of a step, in whole numbers, east and north of the door: whoever comes in looks north.
Upstairs the sides are those of somebody who has just come out of the lift (without one, off the stairs).
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from robot.halls.faults import Fault, fault
from robot.halls.told import Side, Spot, Told

Point = tuple[int, int]
UNIT = 10
"""Points in a step."""
_SIDES: tuple[Side, ...] = ("前", "右", "后", "左")
_COMPASS: tuple[Point, ...] = ((0, 1), (1, 0), (0, -1), (-1, 0))
_BEFORE = 2 * UNIT
"""How far a place is from where one stands before it."""
_SAME = 2.0
"""Steps by which two accounts of one place may differ: people count so."""
_ALIKE = 0.5
"""How like the name of a place a word must be to mean it (difflib)."""
_FREE_BY_NATURE = frozenset({"waiting"})
"""In the middle of the hall, unless it is said where."""
_VERTICAL = ("lift", "stairs")


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with its points: where one stands before it, where it is (the same, where it is in the middle)."""

    spot: Spot
    stand: Point
    at: Point
    wall: Side | None

    @property
    def is_node(self) -> bool:
        """Whether ways lead to it and on from it."""
        return self.at == self.stand


@dataclass(frozen=True, slots=True)
class Walk:
    """A way that was told: from where one stands to where one stands, by its corners."""

    floor: int
    points: tuple[Point, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Surveyed:
    """All places of a hall by name, those of upper floors with the lift's and the stairs' doors there, and the ways."""

    places: tuple[Placed, ...]
    walks: tuple[Walk, ...]


class Survey:
    """Places one spot after the other; what cannot be is told in `faults`."""

    def __init__(self, told: Told) -> None:
        self._called = called(told)
        self._spots, self._lost = told.spots, told.lost
        self.faults: list[Fault] = []
        self.placed: dict[tuple[str, int], Placed] = {}
        self._frames: dict[int, int] = {}
        self._walks: list[Walk] = []
        self._base = next((spot.floor for spot in self._spots if spot.kind == "door"), 1)

    def done(self) -> Surveyed:
        """The survey; `faults` has what is wrong."""
        waiting = [spot for spot in self._spots if self._starts(spot)]
        while waiting:
            ready = [spot for spot in waiting if self._begin(spot) is not None]
            if not ready:
                break
            for spot in ready:
                self._place(spot)
            waiting = [spot for spot in waiting if spot not in ready]
        self.faults += _circles(waiting, self._name)
        self.faults += _on_one_spot(self.placed.values())
        return Surveyed(tuple(self.placed.values()), tuple(self._walks))

    def _name(self, start: str) -> str:
        return named(start, self._called)

    def _starts(self, spot: Spot) -> bool:
        """Whether what it is told from is there, and is not itself."""
        if spot.kind == "door" and not spot.moves:
            self._put(spot, (0, 0), spot.wall)
            return False
        start = self._start(spot)
        if start is None:
            return False
        if start == spot.name:
            self.faults.append(fault("places", spot.row, "start", "from_itself", name=spot.name))
            return False
        return True

    def _start(self, spot: Spot) -> str | None:
        """The name of the place that a spot is told from: the door, upstairs the lift, where nobody says so."""
        first = next((each for kind in _VERTICAL for each in self._spots if each.kind == kind), None)
        if spot.floor != self._base and first is None:
            self.faults.append(fault("places", spot.row, "floor", "no_lift", name=spot.name, floor=spot.floor))
            return None
        if not spot.start:
            door = next((each for each in self._spots if each.kind == "door"), None)
            there = door if spot.floor == self._base else first
            return there.name if there else None
        name = self._name(spot.start)
        if name in self._lost:
            return None  # its own row is told to be wrong
        if not name:
            known = list(dict.fromkeys(each.name for each in self._spots if each.name != spot.name))
            key, params = unknown(spot.start, self._called, known)
            self.faults.append(fault("places", spot.row, "start", key, **params))
            return None
        started = next(each for each in self._spots if each.name == name)
        if started.floor != spot.floor and started.kind not in _VERTICAL:
            both = {"name": spot.name, "start": name, "floor": spot.floor}
            self.faults.append(fault("places", spot.row, "start", "other_floor", **both))
            return None
        return name

    def _begin(self, spot: Spot) -> Placed | None:
        start = self._name(spot.start) if spot.start else self._start(spot)
        if start is None:
            return None
        here = self.placed.get((start, spot.floor))
        if here is None:
            below = next((each for (name, _), each in self.placed.items() if name == start), None)
            if below is not None and below.spot.kind in _VERTICAL:
                here = self._door_upstairs(below, spot.floor)
        return here

    def _door_upstairs(self, below: Placed, floor: int) -> Placed:
        """The lift's door on another floor is over the one below; who comes out of it looks away from it."""
        out = (_SIDES.index(below.wall or "前") + self._frames.get(below.spot.floor, 0) + 2) % 4
        self._frames.setdefault(floor, out)
        here = replace(below, spot=replace(below.spot, floor=floor))
        self.placed[below.spot.name, floor] = here
        return here

    def _compass(self, side: Side, floor: int) -> Point:
        return _COMPASS[(_SIDES.index(side) + self._frames.get(floor, 0)) % 4]

    def _place(self, spot: Spot) -> None:
        start = self._begin(spot)
        if start is None:
            return
        points = [start.stand]
        for move in spot.moves:
            east, north = self._compass(move.side, spot.floor)
            far = round(move.steps * UNIT)
            points.append((points[-1][0] + east * far, points[-1][1] + north * far))
        known = self.placed.get((spot.name, spot.floor))
        if known is None:
            self._put(spot, points[-1], self._wall(spot, start))
        elif math.dist(known.stand, points[-1]) > _SAME * UNIT:
            off = f"{math.dist(known.stand, points[-1]) / UNIT:.0f}"
            both = {"name": spot.name, "row": known.spot.row, "steps": off}
            self.faults.append(fault("places", spot.row, "moves", "two_accounts", **both))
            return
        else:
            points = _ending_at(points, known.stand)
        self._walks.append(Walk(spot.floor, tuple(dict.fromkeys(points)), spot.name))

    def _wall(self, spot: Spot, start: Placed) -> Side | None:
        """On which side of the hall a place is: as it was told; of a row of windows where the others are; else where
        one walks straight up to it."""
        if spot.is_free or spot.kind in {"robot", "door"}:
            return None
        if spot.wall is not None:
            return spot.wall
        if spot.known in _FREE_BY_NATURE:
            return None
        last = spot.moves[-1].side
        if len(spot.moves) > 1:
            self.faults.append(fault("places", spot.row, "wall", "which_wall", name=spot.name, side=last))
            return last
        along = start.wall is not None and start.spot.kind not in _VERTICAL
        across = start.wall is not None and _SIDES.index(start.wall) % 2 != _SIDES.index(last) % 2
        return start.wall if along and across else last

    def _put(self, spot: Spot, stand: Point, wall: Side | None) -> None:
        at = stand
        if wall is not None and spot.kind not in {"robot", "door"}:
            east, north = self._compass(wall, spot.floor)
            at = (stand[0] + east * _BEFORE, stand[1] + north * _BEFORE)
        self.placed[spot.name, spot.floor] = Placed(spot, stand, at, wall)


def survey(told: Told) -> tuple[Surveyed, tuple[Fault, ...]]:
    """The places of a hall with their points, and what cannot be in what was told of them."""
    made = Survey(told)
    done = made.done()
    return done, tuple(made.faults)


def called(told: Told) -> Mapping[str, str]:
    """The name of a spot by everything that it may be called."""
    return dict(_called(told))


def named(start: str, known: Mapping[str, str]) -> str:
    """The name of the spot that `start` means, by what it may be called; empty when it means none."""
    typed = start.strip()
    said = typed.removesuffix("那里").removesuffix("旁边").removesuffix("门口") or typed
    return next((known[each] for each in (typed, said, f"{said.removesuffix('窗口')}号窗口") if each in known), "")


def unknown(start: str, called: Mapping[str, str], known: Iterable[str]) -> tuple[str, dict[str, str]]:
    """What is said of a start that is no place: with the place that was surely meant, else with what to do."""
    near = difflib.get_close_matches(start, [*called], n=1, cutoff=_ALIKE)
    params = {"start": start, "known": "、".join(known)}
    return ("unknown_start", {**params, "near": called[near[0]]}) if near else ("unknown_start_far", params)


def _called(told: Told) -> Iterator[tuple[str, str]]:
    names = {window.number: (window.name, *window.names) for window in told.windows}
    for spot in reversed(told.spots):
        if spot.number is not None:
            called = (f"{spot.number}", f"{spot.number}号", f"{spot.number}号窗", *names.get(spot.number, ()))
            yield from ((each, spot.name) for each in called if each)
        if spot.kind == "robot":
            yield from ((each, spot.name) for each in ("机器人", "小律"))
        if spot.kind == "door":
            yield from ((each, spot.name) for each in ("门口", "门", "大门口", "大门"))
        yield spot.name, spot.name
    yield from ((name, name) for name in told.lost if name)


def _ending_at(points: Sequence[Point], end: Point) -> list[Point]:
    """Another way to a place that was told before: it ends there, and its corner gives way."""
    if len(points) < 3:
        return [points[0], end]
    north_first = points[0][0] == points[1][0]
    corner = (points[0][0], end[1]) if north_first else (end[0], points[0][1])
    return [points[0], corner, end]


def _circles(waiting: Sequence[Spot], name: Callable[[str], str]) -> Iterator[Fault]:
    """Places that are told from each other, and none of them from one that is known."""
    starts = {spot.name: name(spot.start) for spot in waiting}
    told: set[str] = set()
    for spot in waiting:
        seen, at = set[str](), starts[spot.name]
        while at in starts and at not in seen:
            seen.add(at)
            at = starts[at]
        if spot.name in seen and not seen & told:
            told |= seen
            yield fault("places", spot.row, "start", "circle", name=spot.name, start=starts[spot.name])


def _on_one_spot(placed: Iterable[Placed]) -> Iterator[Fault]:
    first: dict[tuple[int, Point], Placed] = {}
    for each in placed:
        before = first.setdefault((each.spot.floor, each.at), each)
        if before is not each:
            both = {"name": each.spot.name, "other": before.spot.name, "row": before.spot.row}
            yield fault("places", each.spot.row, "moves", "one_spot", **both)
