"""Halls to find the way in."""

from __future__ import annotations

from typing import Any

from robot.content.hall_schema import Hall

IDS = (
    *(f"w{number}" for number in range(1, 11)),
    *("video-room", "terminal", "mediation-room", "waiting", "toilet", "nursery", "water", "printer"),
    *("lift", "stairs", "entrance", "robot"),
)
"""The places of the design."""


def make(places: dict[str, Any], ways: list[Any], **more: Any) -> Hall:
    """A hall from `{id: (east, north[, floor[, kind]])}` and `(start, end, {…})`."""
    made = []
    for place, (east, north, *rest) in places.items():
        floor, kind = [*rest, *(1, "junction")[len(rest) :]]
        made.append({"id": place, "name": place, "kind": kind, "floor": floor, "at": (east, north), "past": ""})
    joined = [{"ends": (way[0], way[1]), **(way[2] if len(way) > 2 else {})} for way in ways]
    return Hall.model_validate({"name": "试", "hours": "试", "places": made, "ways": joined, **more})
