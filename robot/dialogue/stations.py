"""The legal service stations of the townships, and the rooms of the villages: where they are, when they are open.

The robot stands in the county town and does not know where a visitor lives: asked for the nearest station, it asks for
the township. A township's name by itself is the answer to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from robot.content import schema
from robot.content.load import Content
from robot.dialogue import compose
from robot.nlu.normalise import plain
from robot.nlu.spans import BY_FOLDED_SOUND, Spoken, find
from robot.turn import Reply, Understanding

_ID = "station"
_CUES = ("工作站", "服务站", "司法所", "法律服务室")
_ASKS = re.compile(
    r"哪|电话|最近|近的|附近|几点|上班|开门|地址|怎么[走去]|咋[走去]|在那|有没有|有吗|几个|多少|时间|号码|联系"
)
_BESIDE = 4
"""Characters beside the name of a township that by itself asks for its station: 我是北平镇的."""
_IN_BRACKETS = re.compile(r"（[^）]*）")


def told(content: Content, understood: Understanding, asked_which: bool) -> Reply | None:
    """The station that `understood` asks for, or the question which township; None when it asks for no station.

    `asked_which`: the robot has just asked for the township.
    """
    places = content.stations
    if places is None or not places.stations or understood.tier == "exact":
        return None
    text = plain(understood.text)
    said = Spoken.of(text)
    has_cue = any(_heard(said, cue) for cue in _cues())
    if not (has_cue and _ASKS.search(text)) and not asked_which:
        return None
    room = _named_room(places.rooms, text)
    station = _named_station(places.stations, said)
    if room is not None and has_cue:
        return _room(content, room, _station_of(places.stations, room))
    if station is not None and (has_cue or len(text) <= _longest_name(station) + _BESIDE):
        return _station(content, station)
    return _which(content, places.stations) if has_cue else None


def asks_which(reply: Reply | None) -> bool:
    """Whether `reply` asked for the township."""
    return reply is not None and (reply.kind, reply.id) == ("clarify", _ID)


@cache
def _cues() -> tuple[Spoken, ...]:
    """Made when first asked: the reading of characters takes a moment to load."""
    return tuple(map(Spoken.of, _CUES))


def _heard(said: Spoken, phrase: Spoken) -> bool:
    found = find(said, phrase)
    return found is not None and found.likeness >= BY_FOLDED_SOUND


def _named_station(stations: Iterable[schema.Station], said: Spoken) -> schema.Station | None:
    """The station whose township is named: to the letter before by sound, the longer name before the shorter."""
    best: tuple[float, int] = (0.0, 0)
    named = None
    for station in stations:
        for name in station.names:
            found = find(said, Spoken.of(plain(name)))
            if found is None or found.likeness < BY_FOLDED_SOUND:
                continue
            if (found.likeness, len(name)) > best:
                best, named = (found.likeness, len(name)), station
    return named


def _named_room(rooms: Iterable[schema.Room], text: str) -> schema.Room | None:
    return max((room for room in rooms if room.village in text), key=lambda room: len(room.village), default=None)


def _station_of(stations: Iterable[schema.Station], room: schema.Room) -> schema.Station | None:
    return next((each for each in stations if room.township in {each.name, *each.names}), None)


def _longest_name(station: schema.Station) -> int:
    return max(map(len, station.names))


def _station(content: Content, station: schema.Station) -> Reply:
    values = {
        "name": station.name,
        "address": _IN_BRACKETS.sub("", station.address),
        "hours": station.hours,
        "phone": station.phone,
    }
    spoken = compose.filled(content.prompts.station_told, values) + station.note
    shown = compose.lines(station.name, station.address, station.hours, station.phone, station.note)
    return Reply("smalltalk", _ID, spoken, shown, score=1.0)


def _room(content: Content, room: schema.Room, station: schema.Station | None) -> Reply:
    """What is known of a village's room; where nothing is, its township's station."""
    known = [_IN_BRACKETS.sub("", part) for part in (room.address, room.hours, room.contact, room.phone) if part]
    if not known and station is not None:
        return _station(content, station)
    values = {"village": room.village, "known": "，".join(known) or room.township}
    spoken = compose.filled(content.prompts.station_room, values)
    shown = compose.lines(room.village, room.address, room.hours, room.contact, room.phone)
    return Reply("smalltalk", _ID, spoken, shown, score=1.0)


def _which(content: Content, stations: tuple[schema.Station, ...]) -> Reply:
    names = "、".join(station.names[0] for station in stations)
    spoken = compose.filled(content.prompts.station_which, {"count": str(len(stations)), "names": names})
    shown = compose.lines(spoken, *(f"{each.name}  {each.phone}" for each in stations))
    return Reply("clarify", _ID, spoken, shown, score=1.0)
