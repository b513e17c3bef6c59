"""Somebody who knows nothing but the steps they were told, and obeys them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from robot.navigation.directions import Facing, Step
from robot.navigation.hall_map import HallMap

TURNS = {
    "ahead": 0,
    "ahead_right": 45,
    "right": 90,
    "behind_right": 135,
    "behind": 180,
    "behind_left": -135,
    "left": -90,
    "ahead_left": -45,
}
LOOKS_BACK: dict[Facing, float] = {"north": 180.0, "east": 270.0, "south": 0.0, "west": 90.0}
"""Where somebody looks who looks at a robot that faces so: degrees clockwise from north."""


def walk(hall: HallMap, start: str, facing: Facing, steps: Sequence[Step]) -> tuple[int, tuple[float, float]]:
    """The floor and the point [east, north] where the walker ends up who begins at `start`, looking at the robot.

    A lift or stairs is left the way its own door looks, which is what the walker sees there.
    """
    place = hall.places[start]
    floor, (east, north), heading = place.floor, place.at, LOOKS_BACK[facing]
    for step in steps:
        if step.kind in ("lift", "stairs"):
            landing = hall.places[step.place]
            assert (east, north) == _about(*_foot(hall, step.place, floor)), "the walker rides where there is no lift"
            floor, (east, north) = step.floor, landing.at
            heading = next((link.heading for link in hall.links[step.place] if link.heading is not None), 0.0)
            continue
        heading += TURNS[step.turn]
        east += step.metres * math.sin(math.radians(heading))
        north += step.metres * math.cos(math.radians(heading))
        east, north = _about(east, north)
    return floor, (east, north)


def _foot(hall: HallMap, landing: str, floor: int) -> tuple[float, float]:
    ends = [hall.places[link.end] for link in hall.links[landing] if link.vertical]
    return next(place.at for place in ends if place.floor == floor)


def _about(east: float, north: float) -> tuple[float, float]:
    return round(east, 6) + 0.0, round(north, 6) + 0.0
