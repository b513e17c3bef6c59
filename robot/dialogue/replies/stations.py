"""The legal service stations of the townships, and the rooms of the villages: where they are, when they are open.

The robot stands in the county town and does not know where a visitor lives: asked for the nearest station, it asks for
the township. A township's name by itself is the answer to that.
"""

from __future__ import annotations

import re

from robot.content import hall_schema
from robot.content.load import Content
from robot.dialogue.replies import compose
from robot.nlu.named.townships import STATION, StationMatcher
from robot.turn import Reply

_IN_BRACKETS = re.compile(r"（[^）]*）")


class Stations:
    """What is told of the stations of one content snapshot; immutable."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._matcher = StationMatcher(content)

    def told(self, text: str) -> Reply:
        """The station or room that `text` asks for, or the question which township."""
        room = self._matcher.room(text)
        if room is not None:
            return self._of_room(room)
        station = self._matcher.station(text)
        return self._of_station(station) if station is not None else self._which()

    def answered(self, text: str) -> Reply | None:
        """The station of the township that `text` names, where that was asked; None when it says something else."""
        station = self._matcher.station_alone(text)
        return self._of_station(station) if station is not None else None

    def _of_station(self, station: hall_schema.Station) -> Reply:
        values = {
            "name": station.name,
            "address": _IN_BRACKETS.sub("", station.address),
            "hours": station.hours,
            "phone": station.phone,
        }
        spoken = compose.filled(self._content.prompts.station_told, values) + station.note
        shown = compose.lines(station.name, station.address, station.hours, station.phone, station.note)
        return Reply("smalltalk", STATION, spoken, shown, score=1.0)

    def _of_room(self, room: hall_schema.Room) -> Reply:
        """What is known of a village's room; where nothing is, its township's station."""
        known = [_IN_BRACKETS.sub("", part) for part in (room.address, room.hours, room.contact, room.phone) if part]
        station = self._matcher.station_of(room)
        if not known and station is not None:
            return self._of_station(station)
        values = {"village": room.village, "known": "，".join(known) or room.township}
        spoken = compose.filled(self._content.prompts.station_room, values)
        shown = compose.lines(room.village, room.address, room.hours, room.contact, room.phone)
        return Reply("smalltalk", STATION, spoken, shown, score=1.0)

    def _which(self) -> Reply:
        stations = self._content.stations.stations if self._content.stations else ()
        townships = tuple(station.names[0] for station in stations)
        values = {"count": str(len(stations)), "names": "、".join(townships)}
        spoken = compose.filled(self._content.prompts.station_which, values)
        shown = compose.lines(spoken, *(f"{each.name}  {each.phone}" for each in stations))
        return Reply("clarify", STATION, spoken, shown, score=1.0, follow_ups=townships)


def asks_which(reply: Reply | None) -> bool:
    """Whether `reply` asked for the township, alone or among other things."""
    return reply is not None and ("clarify", STATION) in {(reply.kind, reply.id), *reply.also}
