"""From the ways that were told to a graph: where they meet, cross and turn there are junctions. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from robot.halls.faults import Fault, fault
from robot.halls.walking import Placed, Point, Surveyed

Segment = tuple[Point, Point]
_THROUGH = frozenset({"robot", "door", "facility"})
"""What one may walk through."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The walkable ways of one floor: pairs of points."""

    floor: int
    edges: tuple[Segment, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, in order."""
        return tuple(dict.fromkeys(point for edge in self.edges for point in edge))


def graphs(surveyed: Surveyed) -> tuple[Graph, ...]:
    """The ways of each floor, cut wherever something is on them."""
    segments: dict[int, list[Segment]] = defaultdict(list)
    for walk in surveyed.walks:
        segments[walk.floor] += pairwise(walk.points)
    stands: dict[int, list[Point]] = defaultdict(list)
    for placed in surveyed.places:
        stands[placed.spot.floor].append(placed.stand)
    return tuple(Graph(floor, tuple(_cut(segments[floor], stands[floor]))) for floor in sorted(stands))


def in_the_way(surveyed: Surveyed, made: Iterable[Graph]) -> Iterator[Fault]:
    """Places through which a way leads that one cannot walk through."""
    by_floor = {graph.floor: graph.edges for graph in made}
    for placed in surveyed.places:
        if placed.is_node and placed.spot.kind in _THROUGH:
            continue
        if any(_is_on(placed.at, edge) for edge in by_floor.get(placed.spot.floor, ())):
            yield fault("places", placed.spot.row, "wall", "in_the_way", name=placed.spot.name)


def _cut(segments: Sequence[Segment], stands: Iterable[Point]) -> Iterator[Segment]:
    """The segments between all points that lie on them: ends, places, crossings. Each once."""
    marks = {*stands, *(end for segment in segments for end in segment), *_crossings(segments)}
    seen: set[frozenset[Point]] = set()
    for start, end in segments:
        along = 0 if start[1] == end[1] else 1
        on_it = sorted({mark for mark in marks if _is_on(mark, (start, end))}, key=lambda mark: mark[along])
        for first, second in pairwise(on_it):
            if frozenset((first, second)) not in seen:
                seen.add(frozenset((first, second)))
                yield first, second


def _crossings(segments: Sequence[Segment]) -> Iterator[Point]:
    level = [segment for segment in segments if segment[0][1] == segment[1][1]]
    upright = [segment for segment in segments if segment[0][0] == segment[1][0]]
    for one in level:
        for other in upright:
            point = (other[0][0], one[0][1])
            if _is_on(point, one) and _is_on(point, other):
                yield point


def _is_on(point: Point, segment: Segment) -> bool:
    """Whether a point lies on a segment, its ends included."""
    (x, y), (ax, ay), (bx, by) = point, *segment
    inside = min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)
    return inside and (bx - ax) * (y - ay) == (by - ay) * (x - ax)


def rows_of(placed: Iterable[Placed]) -> dict[tuple[int, int, int], list[Point]]:
    """Where one stands before the windows of one wall: by floor, the axis they stand along, and where that is."""
    found: dict[tuple[int, int, int], list[Point]] = defaultdict(list)
    for each in placed:
        if each.spot.kind != "window" or each.is_node:
            continue
        axis = 1 if each.at[0] == each.stand[0] else 0
        found[each.spot.floor, axis, each.stand[axis]].append(each.stand)
    return found
