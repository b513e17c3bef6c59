"""Questions for the legal service station of a township, or the room of a village: "最近的工作站在哪".

What such a place is called and how it is asked for stands in intents/navigation.yaml, the townships and villages in
knowledge/stations.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable

from robot.content import hall_schema
from robot.content.load import Content
from robot.nlu.named.spans import BY_FOLDED_SOUND, Spoken, find
from robot.nlu.text.normalise import plain
from robot.turn import Candidate

STATION = "station"
"""The id of the answer, which is small talk: it stands in no entry."""
_SURE = 0.95
_BESIDE = 4
"""Characters beside the name of a township that by itself names its station: 我是北平镇的."""


class StationMatcher:
    """Built once from the content; immutable. Without stations, or without words for them, it knows nothing."""

    def __init__(self, content: Content) -> None:
        words, places = content.navigation, content.stations
        self._stations = places.stations if places else ()
        self._rooms = places.rooms if places else ()
        self._called = tuple(Spoken.of(plain(word)) for word in (words.stations if words else ()))
        self._asked = tuple(plain(word) for word in (words.asks_station if words else ()))
        self._names = {station.name: _spoken(station.names) for station in self._stations}

    def match(self, text: str) -> Candidate | None:
        """The station, asked for in `text`; None when nothing of the kind is asked."""
        said = Spoken.of(plain(text))
        if not self._stations or not any(word in said.text for word in self._asked):
            return None
        called = next((word.text for word in self._called if _likeness(said, word) >= BY_FOLDED_SOUND), None)
        return Candidate("smalltalk", STATION, _SURE, called) if called else None

    def room(self, text: str) -> hall_schema.Room | None:
        """The room of the village that `text` names, the longest name before the shorter."""
        said = plain(text)
        named = (room for room in self._rooms if room.village in said)
        return max(named, key=lambda room: len(room.village), default=None)

    def station(self, text: str) -> hall_schema.Station | None:
        """The station whose township `text` names: to the letter before by sound, longer names first."""
        said = Spoken.of(plain(text))
        best: tuple[float, int] = (0.0, 0)
        named = None
        for station in self._stations:
            for name in self._names[station.name]:
                found = (_likeness(said, name), len(name.text))
                if found[0] >= BY_FOLDED_SOUND and found > best:
                    best, named = found, station
        return named

    def station_alone(self, text: str) -> hall_schema.Station | None:
        """The station whose township `text` names and says next to nothing else."""
        station = self.station(text)
        short = station is not None and len(plain(text)) <= max(map(len, station.names)) + _BESIDE
        return station if short else None

    def station_of(self, room: hall_schema.Room) -> hall_schema.Station | None:
        """The station of a room's township."""
        return next((each for each in self._stations if room.township in {each.name, *each.names}), None)


def _spoken(names: Iterable[str]) -> tuple[Spoken, ...]:
    return tuple(Spoken.of(plain(name)) for name in names)


def _likeness(said: Spoken, phrase: Spoken) -> float:
    found = find(said, phrase)
    return found.likeness if found is not None else 0.0
