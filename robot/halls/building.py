"""What was told of a hall becomes its content: places with ids, coordinates in metres, ways, hours, people. Pure.

The id of a window is that of what is done there (answers name it by that: `window: w4`), and `also` has the ids of what
it does besides; its number is the one on its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypinyin import lazy_pinyin

from robot import messages
from robot.content.facts import numeral_floor
from robot.content.known_places import KnownPlace, known_places
from robot.content.known_things import TERMINAL_SERVICES, known_things
from robot.halls.corridors import Graph, graphs, in_the_way, rows_of
from robot.halls.faults import WrongHall
from robot.halls.opening_hours import said
from robot.halls.told import Agency, Done, Told, Window
from robot.halls.walking import UNIT, Placed, Point, survey

Item = dict[str, Any]
_ROOM_DOOR, _FRONT_DOOR, _LIFT_DOOR = 1.0, 1.6, 1.1
_MARGIN = 1.0
"""Metres between the hall's westernmost and southernmost places and the edges of the map."""
_NUMBERED = re.compile(r"^[0-9一二三四五六七八九十]+号")
_VERTICAL = ("lift", "stairs")
_TERMINAL = "terminal"
"""Services lead there for what it does; one that only prints has an id of its own, and they lead to a window."""


@dataclass(frozen=True, slots=True)
class Built:
    """A hall as the files have it: the map and its facts, places without the junctions between them first."""

    facts: Item
    places: tuple[Item, ...]
    junctions: tuple[Item, ...]
    ways: tuple[Item, ...]
    elsewhere: tuple[Item, ...]

    @property
    def hall(self) -> Item:
        """The whole of hall.yaml."""
        away = {"elsewhere": list(self.elsewhere)} if self.elsewhere else {}
        return {**self.facts, "places": [*self.places, *self.junctions], "ways": list(self.ways), **away}


def build(told: Told) -> Built:
    """The hall that was told. Raises WrongHall when its places cannot be where they were told to be."""
    surveyed, faults = survey(told)
    made = graphs(surveyed)
    faults = (*faults, *in_the_way(surveyed, made))
    if faults:
        raise WrongHall(faults)
    return _Builder(told, surveyed.places, made).built()


def window_name(told: Told, window: Window) -> str:
    """What a window is called: as its sign has it, else after what is done there."""
    if window.name:
        numbered = _NUMBERED.match(window.name) or not window.name.endswith("窗口")
        return window.name if numbered else f"{window.number}号{window.name}"
    known = {place.id: place for place in known_places()}
    tasks = [known[task] for task in told.done_at(window.number)]
    own = [task.name.removesuffix("窗口") for task in tasks if task.kind == "window"]
    more = messages.zh("halls.and_more") if len(own) > 2 else ""
    return f"{window.number}号{messages.zh('halls.and').join(own[:2])}{more}窗口"


class _Builder:
    """Gives every place its id and its point."""

    def __init__(self, told: Told, placed: Iterable[Placed], made: Iterable[Graph]) -> None:
        in_order = sorted(placed, key=lambda each: (each.spot.floor, each.spot.row))
        self._told, self._placed, self._graphs = told, tuple(in_order), tuple(made)
        self._known = {place.id: place for place in known_places()}
        every = [point for each in self._placed for point in (each.stand, each.at)]
        every += [point for graph in self._graphs for point in graph.points]
        self._west, self._south = min(x for x, _ in every), min(y for _, y in every)
        self._ids: dict[tuple[str, int], str] = {}
        taken: set[str] = set()
        for each in self._placed:
            self._ids[each.spot.name, each.spot.floor] = _free(self._id(each), taken)
        kiosks = (self._ids[each.spot.name, each.spot.floor] for each in self._placed if each.spot.known == _TERMINAL)
        self._kiosk = next(kiosks, "")
        self._nodes = self._named_points()

    def built(self) -> Built:
        told = self._told
        facts = {
            "name": told.name,
            "address": told.address,
            "hours": said(told.times),
            "phones": dict(told.phones),
            "step": told.step,
            "offices": {each.office: _where(each) for each in told.offices},
            "has": [thing.name for thing in known_things() if thing.id in told.has],
        }
        junctions = tuple(self._junctions())
        return Built(facts, tuple(map(self._place, self._placed)), junctions, tuple(self._ways()), tuple(_away(told)))

    def _metres(self, point: Point) -> list[float]:
        east, north = point[0] - self._west, point[1] - self._south
        return [round(part * self._told.step / UNIT + _MARGIN, 2) for part in (east, north)]

    def _tasks(self, number: int) -> tuple[str, ...]:
        """What a window does; what has a place of its own is done there."""
        own = {each.spot.known for each in self._placed}
        return tuple(task for task in self._told.tasks_of(number) if task not in own)

    def _id(self, placed: Placed) -> str:
        spot = placed.spot
        if spot.number is not None:
            tasks = self._tasks(spot.number)
            return tasks[0] if tasks else f"window-{spot.number}"
        known = "" if spot.known == _TERMINAL and TERMINAL_SERVICES not in self._told.has else spot.known
        base = known or "-".join(re.sub(r"[^a-z0-9]", "", part) for part in lazy_pinyin(spot.name.lower()))
        base = re.sub(r"-+", "-", base).strip("-") or "place"
        base = base if base[0].isalpha() else f"place-{base}"
        first = next(each.spot.floor for each in self._placed if each.spot.name == spot.name)
        return base if spot.floor == first else f"{base}-{spot.floor}".replace("--", "-b")

    def _place(self, placed: Placed) -> Item:
        spot = placed.spot
        item: Item = {"id": self._ids[spot.name, spot.floor]}
        if spot.number is not None:
            item |= self._window(spot.number)
        else:
            known = self._known.get(spot.known)
            item |= {"name": self._name(placed, known), "kind": spot.kind}
        item |= {"floor": spot.floor, "at": self._metres(placed.at)}
        item |= self._called(placed)
        if spot.kind == "robot":
            item["faces"] = self._told.faces
        return {key: value for key, value in item.items() if value not in ("", [], None)}

    def _name(self, placed: Placed, known: KnownPlace | None) -> str:
        spot = placed.spot
        if known is not None and known.kind in _VERTICAL and self._ids[spot.name, spot.floor] != known.id:
            return f"{numeral_floor(spot.floor)}{spot.name}"
        return spot.name

    def _window(self, number: int) -> Item:
        window = next(each for each in self._told.windows if each.number == number)
        _, *also = self._tasks(number) or ("",)
        return {
            "also": also,
            "number": number,
            "name": window_name(self._told, window),
            "kind": "window",
            "phone": window.phone,
            "sign": window.sign,
        }

    def _called(self, placed: Placed) -> Item:
        """How it is named in passing, and what people call it."""
        spot = placed.spot
        if spot.number is not None:
            window = next(each for each in self._told.windows if each.number == spot.number)
            names = [*window.names]
            for task in self._tasks(spot.number):
                names += [self._known[task].name, *self._known[task].names]
            names.append(_NUMBERED.sub("", window_name(self._told, window)))
            return {"past": f"{spot.number}号窗口", "names": list(dict.fromkeys(names)), "note": spot.note}
        known = self._known.get(spot.known)
        if known is None:
            return {"past": spot.name, "note": spot.note}
        first = self._ids[spot.name, spot.floor] in (known.id, self._kiosk)
        own = [] if spot.name == known.name or not first else [known.name]
        names = list(dict.fromkeys([*own, *known.names])) if first else []
        past = known.past if spot.name == known.name else spot.name
        return {"past": "" if spot.kind == "robot" else past, "names": names, "note": spot.note if first else ""}

    def _named_points(self) -> dict[tuple[int, Point], str]:
        """The id at each point of the ways: a place that one walks through, else a junction."""
        found = {
            (each.spot.floor, each.stand): self._ids[each.spot.name, each.spot.floor]
            for each in self._placed
            if each.is_node
        }
        for graph in self._graphs:
            stands = [each.stand for each in self._placed if each.spot.floor == graph.floor]
            for point in dict.fromkeys((*graph.points, *stands)):
                floor = f"b{-graph.floor}" if graph.floor < 0 else f"{graph.floor}"
                found.setdefault((graph.floor, point), f"j{floor}-{len(found) + 1}")
        return found

    def _junctions(self) -> Iterator[Item]:
        nodes = {(each.spot.floor, each.stand) for each in self._placed if each.is_node}
        stands = {(each.spot.floor, each.stand) for each in self._placed}
        rows = rows_of(self._placed)
        for (floor, point), name in self._nodes.items():
            if (floor, point) in nodes:
                continue
            item: Item = {"id": name, "kind": "junction", "floor": floor, "at": self._metres(point)}
            if (floor, point) not in stands and _before_windows(floor, point, rows):
                item["past"] = messages.zh("halls.before_windows")
            yield item

    def _ways(self) -> Iterator[Item]:
        for graph in self._graphs:
            for first, second in graph.edges:
                yield {"ends": [self._nodes[graph.floor, first], self._nodes[graph.floor, second]]}
        for each in self._placed:
            if not each.is_node:
                ends = [self._nodes[each.spot.floor, each.stand], self._ids[each.spot.name, each.spot.floor]]
                yield {"ends": ends, **_door(each), "reach": True}
        for kind in _VERTICAL:
            yield from self._rides(kind)

    def _rides(self, kind: str) -> Iterator[Item]:
        names = dict.fromkeys(each.spot.name for each in self._placed if each.spot.kind == kind)
        for name in names:
            floors = sorted(floor for called, floor in self._ids if called == name)
            for low, high in pairwise(floors):
                yield {"ends": [self._ids[name, low], self._ids[name, high]], "kind": kind}


def _door(placed: Placed) -> Item:
    kinds = {"room": {"kind": "door", "width": _ROOM_DOOR}, "lift": {"kind": "door", "width": _LIFT_DOOR}}
    return {**kinds.get(placed.spot.kind, {}), **({} if placed.spot.step_free else {"step_free": False})}


def _before_windows(floor: int, point: Point, rows: Mapping[tuple[int, int, int], list[Point]]) -> bool:
    """Whether one comes there before a row of windows."""
    for axis in (0, 1):
        row = rows.get((floor, axis, point[axis]), [])
        along = [each[1 - axis] for each in row]
        if len(row) > 1 and min(along) < point[1 - axis] < max(along):
            return True
    return False


def _away(told: Told) -> Iterator[Item]:
    """Where people go with what the hall does not do: an office each."""
    known = {place.id: place for place in known_places()}
    by_office: dict[str, list[Done]] = {}
    for done in told.done:
        if done.window is None:
            by_office.setdefault(done.office, []).append(done)
    for office, does in by_office.items():
        names = [name for done in does for name in (known[done.task].name, *known[done.task].names)]
        phone = next((done.phone for done in does if done.phone), "")
        address = next((done.address for done in does if done.address), "")
        item = {
            "id": does[0].task,
            "also": [done.task for done in does[1:]],
            "name": office,
            "names": list(dict.fromkeys(name for name in names if name != office)),
            "address": address,
            "phone": phone,
        }
        yield {key: value for key, value in item.items() if value}


def _where(agency: Agency) -> Item:
    return {key: text for key, text in (("address", agency.address), ("phone", agency.phone)) if text}


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found
