"""The hall as a graph: which way is the shortest, and for whom.

Ways are weighed by metres. A lift counts `Hall.lift_metres` for waiting and stairs `Hall.stairs_metres` a floor, and
every turn a little, so that of two ways of one length the one with fewer turns wins. A step-free way has no stairs,
nothing marked `step_free: false`, and nothing narrower than `Hall.door_width`. Windows and rooms are never walked
through. Angles are degrees clockwise from north.
"""

from __future__ import annotations

import difflib
import heapq
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from robot.content.hall_schema import Hall, Place, Way
from robot.errors import ContentError

TURN_METRES = 0.5
"""What a turn is worth in metres: too little to make anybody walk further, enough to choose between equals."""

STRAIGHT = 22.5
"""Degrees: a bend up to this is walking straight on."""

_NOT_WALKED_THROUGH = frozenset({"window", "room"})


class NoRouteError(ContentError):
    """There is no way (or none without steps) between two places of the hall."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way as seen from one of its ends. `heading` is None between floors, `metres` what it is worth in walking;
    `reach`: nobody counts steps there."""

    start: str
    end: str
    kind: str
    metres: float
    heading: float | None
    step_free: bool
    reach: bool = False

    @property
    def vertical(self) -> bool:
        """Whether it leads to another floor."""
        return self.heading is None


def bearing(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The direction from `start` to `end` ([east, north] in metres): 0 to 360 degrees clockwise from north."""
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1])) % 360


def turned(before: float, after: float) -> float:
    """How far one turns from heading `before` to heading `after`: -180 (left) < degrees <= 180 (right)."""
    degrees = (after - before) % 360
    return degrees - 360 if degrees > 180 else degrees


class HallMap:
    """A hall's places and the ways between them.

    Raises ContentError when two places share an id or a spot, a way leads nowhere, or changes floors without stairs
    or lift.
    """

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.places: Mapping[str, Place] = _by_id(hall)
        links: dict[str, list[Link]] = {place: [] for place in self.places}
        for way in hall.ways:
            for start, end in (way.ends, way.ends[::-1]):
                link = self._link(way, start, end)
                links[start].append(link)
        self.links: Mapping[str, tuple[Link, ...]] = {place: tuple(ways) for place, ways in links.items()}

    def place(self, place_id: str, key: str = "navigation.unknown_place") -> Place:
        """The place called `place_id`. Raises ContentError, with the nearest known id, when there is none."""
        found = self.places.get(place_id)
        if found is None:
            near = difflib.get_close_matches(place_id, self.places, n=1, cutoff=0.0)
            raise ContentError(key, place=place_id, near=near[0] if near else "-")
        return found

    def shortest(self, start: str, goal: str, step_free: bool = False) -> tuple[Link, ...]:
        """The ways to walk from `start` to `goal`, in order; empty when they are the same.

        Raises ContentError for an unknown place, NoRouteError when the goal cannot be reached.
        """
        self.place(start)
        self.place(goal)
        if start == goal:
            return ()
        found = self._walked(start, goal, step_free)
        if found is None:
            key = "navigation.no_step_free_route" if step_free else "navigation.no_route"
            raise NoRouteError(key, start=start, goal=goal)
        return found

    def _walked(self, start: str, goal: str, step_free: bool) -> tuple[Link, ...] | None:
        """Dijkstra 1959, over walks along a way instead of places, so that the turn between two of them counts."""
        counter = itertools.count()  # of equals the first that was found
        begun = (link for link in self.links[start] if link.step_free or not step_free)
        queue: list[tuple[float, int, Link, Link | None]] = [(link.metres, next(counter), link, None) for link in begun]
        before: dict[Link, Link | None] = {}
        heapq.heapify(queue)
        while queue:
            metres, _, link, last = heapq.heappop(queue)
            if link in before:
                continue
            before[link] = last
            if link.end == goal:
                return tuple(_back(link, before))[::-1]
            if self.places[link.end].kind in _NOT_WALKED_THROUGH:
                continue
            for onward in self.links[link.end]:
                if onward.end != link.start and onward not in before and (onward.step_free or not step_free):
                    heapq.heappush(queue, (metres + self._onward(link, onward), next(counter), onward, link))
        return None

    def _onward(self, link: Link, onward: Link) -> float:
        if link.heading is None or onward.heading is None:
            rides_on = link.kind == onward.kind == "lift"
            return 0.0 if rides_on and onward.vertical and link.vertical else onward.metres
        bends = abs(turned(link.heading, onward.heading)) > STRAIGHT
        return onward.metres + (TURN_METRES if bends else 0.0)

    def _link(self, way: Way, start: str, end: str) -> Link:
        a, b = self.place(start, "navigation.unknown_end"), self.place(end, "navigation.unknown_end")
        step_free = way.step_free and way.kind != "stairs" and way.width >= self.hall.door_width
        if a.floor != b.floor:
            if way.kind not in ("stairs", "lift"):
                raise ContentError("navigation.floors", a=start, b=end)
            worth = self.hall.lift_metres if way.kind == "lift" else self.hall.stairs_metres * abs(a.floor - b.floor)
            return Link(start, end, way.kind, worth, None, step_free)
        if a.at == b.at:
            raise ContentError("navigation.same_spot", a=start, b=end)
        return Link(start, end, way.kind, math.dist(a.at, b.at), bearing(a.at, b.at), step_free, way.reach)


def _back(link: Link | None, before: Mapping[Link, Link | None]) -> Iterator[Link]:
    while link is not None:
        yield link
        link = before[link]


def _by_id(hall: Hall) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for place in hall.places:
        if place.id in places:
            raise ContentError("navigation.twice", place=place.id)
        places[place.id] = place
    return places
