"""What the dialogue asks of navigation: the way to a place, the guide through services. Each may be missing."""

from __future__ import annotations

from collections.abc import Iterable

from robot.content.hall_schema import Hall
from robot.content.intents_schema import Directions
from robot.content.schema import Service
from robot.errors import ContentError
from robot.navigation.directions import Facing, WayFinder, WayTold
from robot.navigation.services import ServiceGuide


class HallGuide:
    """Ways and services of one content snapshot.

    Built even when the hall map or the services cannot be used: what is missing answers None, and `problems` has the
    ContentErrors that say why.
    """

    def __init__(
        self,
        hall: Hall | None,
        words: Directions | None,
        services: Iterable[Service],
        robot_at: str,
        robot_faces: Facing,
    ) -> None:
        self.problems: list[ContentError] = []
        self._finder: WayFinder | None = None
        self.services: ServiceGuide | None = None
        self._told: dict[tuple[str, bool], WayTold | None] = {}
        if words is None:
            return
        try:
            self._finder = WayFinder(hall, words.way, robot_at, robot_faces) if hall else None
        except ContentError as error:
            self.problems.append(error)
        try:
            self.services = ServiceGuide(services, words.service)
        except ContentError as error:
            self.problems.append(error)

    def way(self, place: str, step_free: bool = False) -> WayTold | None:
        """The way to `place` from the robot; None without a hall map, or for a place that is not on it."""
        if (place, step_free) not in self._told:
            self._told[place, step_free] = self._find(place, step_free)
        return self._told[place, step_free]

    def _find(self, place: str, step_free: bool) -> WayTold | None:
        try:
            return self._finder.way(place, step_free) if self._finder else None
        except ContentError:
            return None

    def onward(self, start: str, place: str, step_free: bool = False) -> WayTold | None:
        """The way from one place to another; None without a hall map, or for a place that is not on it."""
        try:
            return self._finder.onward(start, place, step_free) if self._finder else None
        except ContentError:
            return None

    def directions(self, place: str | None, step_free: bool = False) -> tuple[str, ...] | None:
        """The spoken steps to `place`, None when there is no way to tell."""
        told = self.way(place, step_free) if place else None
        return told.sentences if told and told.reachable else None
