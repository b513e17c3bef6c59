"""Questions about the hall itself besides the way: a telephone number, what is done at a window, how many windows and
floors there are, what the hall has not.

Each is a name and a piece that asks, with nothing else but fillers beside them: 法律援助窗口的电话是多少.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from robot.content.hall_schema import Elsewhere, Place
from robot.content.known_places import known_places
from robot.content.known_things import known_things
from robot.content.load import Content
from robot.nlu.named.spans import made_of
from robot.nlu.text.normalise import normalise, numbers_in_words, plain

_TELEPHONE = "电话"
_COMPLAINTS = ("监督", "投诉", "举报")
"""A telephone that is called after one of them is asked for by any of them."""
_WINDOW = "窗"
Meaning = TypeVar("Meaning")
Names = tuple[tuple[str, Meaning], ...]
"""Names with what they mean, the longest first."""
_SHORTEST = 2


Kind = Literal["phone", "number", "work", "missing", "windows", "floors"]


@dataclass(frozen=True, slots=True)
class AboutHall:
    """What is asked: a telephone (`phone`, by its name in hall.yaml), the `number` or the `work` of a place (its id),
    what is `missing` (as it is said; `instead`: where to ask), the `windows`, the `floors`."""

    kind: Kind
    name: str = ""
    instead: str = ""


class HallMatcher:
    """Built once from the content; immutable. Without a hall, or without words for it, it knows nothing."""

    def __init__(self, content: Content) -> None:
        words, hall = content.navigation, content.hall
        self._asks_number = _normal(words.asks_number if words else ())
        self._asks_work = _normal(words.asks_work if words else ())
        self._asks_windows = _normal(words.asks_windows if words else ())
        self._asks_floors = _normal(words.asks_floors if words else ())
        self._asks_there = _normal((*words.asks_there, *words.where) if words else ())
        self._fillers = _normal(words.fillers if words else ())
        self._besides = (*self._fillers, *_normal(words.number_words if words else ()))
        places: tuple[Place | Elsewhere, ...] = (*hall.places, *hall.elsewhere) if hall else ()
        self._phones = _longest_first(
            (called, name) for name in (hall.phones if hall else ()) for called in _phone(name)
        )
        self._places = _longest_first((called, place.id) for place in places for called in _called(place))
        self._desks = _longest_first(
            (called, place.id)
            for place in (hall.places if hall else ())
            if place.number
            for called in _called(place)
            if _WINDOW in called
        )
        self._missing = _longest_first(_absent(content)) if hall else ()

    def match(self, text: str) -> AboutHall | None:
        """What `text` asks of the hall; None when it asks anything else."""
        said = _written(text)
        return self._match(said) or (self._match(normalise(text)) if normalise(text) != said else None)

    def _match(self, said: str) -> AboutHall | None:
        phone = self._asked(said, self._phones, (*self._asks_number, _TELEPHONE))
        if phone is not None:
            return AboutHall("phone", phone)
        place = self._asked(said, self._places, self._asks_number)
        if place is not None:
            return AboutHall("number", place)
        desk = self._asked(said, self._desks, self._asks_work)
        if desk is not None:
            return AboutHall("work", desk)
        counted: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("windows", self._asks_windows),
            ("floors", self._asks_floors),
        )
        for kind, asks in counted:
            if any(made_of(rest, self._besides) for rest in _without(said, asks)):
                return AboutHall(kind)
        return self._missing_in(said)

    def _asked(self, said: str, names: Names[str], asks: tuple[str, ...]) -> str | None:
        """What is meant by the longest name in `said` beside which there is a piece that asks, and fillers."""
        pieces = (*self._besides, *asks)
        return next(
            (
                meant
                for name, meant in names
                for rest in _without(said, (name,))
                if any(made_of(left, pieces) for left in _without(rest, asks))
            ),
            None,
        )

    def _missing_in(self, said: str) -> AboutHall | None:
        """The same of what the hall has not, which may stand alone."""
        pieces = (*self._fillers, *self._asks_there)
        return next(
            (meant for name, meant in self._missing for rest in _without(said, (name,)) if made_of(rest, pieces)), None
        )


def _normal(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_written, phrases))


def _written(text: str) -> str:
    """Without anything taken off: 喂 begins 喂奶的地方 too."""
    return numbers_in_words(plain(text))


def _longest_first(names: Iterable[tuple[str, Meaning]]) -> Names[Meaning]:
    """Names (normalised) with what they mean; the first meaning of a name counts."""
    found: dict[str, Meaning] = {}
    for name, meant in names:
        found.setdefault(_written(name), meant)
    return tuple(sorted(((n, m) for n, m in found.items() if len(n) >= _SHORTEST), key=lambda pair: -len(pair[0])))


def _without(said: str, pieces: Iterable[str]) -> Iterator[str]:
    """`said` without one of `pieces`, wherever that stands first."""
    for piece in pieces:
        before, found, after = said.partition(piece)
        if found:
            yield before + after


def _called(place: Place | Elsewhere) -> Iterator[str]:
    yield from (place.name, *place.names)
    number = place.number if isinstance(place, Place) else None
    if number is not None:
        yield from (f"{number}号窗口", f"{number}号窗", f"{number}号", f"{number}窗口")


def _phone(name: str) -> Iterator[str]:
    yield name
    if any(word in name for word in _COMPLAINTS):
        for word in _COMPLAINTS:
            yield word
            yield from (f"{word}{other}" for other in _COMPLAINTS if other != word)
    elif name.endswith(_TELEPHONE):
        yield name.removesuffix(_TELEPHONE)


def _absent(content: Content) -> Iterator[tuple[str, AboutHall]]:
    """Names of what the hall has not; what the hall calls something else so is there."""
    places = content.hall.places if content.hall else ()
    done = {each for place in places for each in (place.id, *place.also)}
    there = {name for place in places for name in (place.name, *place.names, place.past)}
    for known in known_places():
        if known.needed is False and known.id not in done and known.name not in there:
            asked_at = content.at(known.id)
            for name in (known.name, *known.names):
                if name not in there:
                    yield name, AboutHall("missing", known.name, asked_at)
    for thing in known_things():
        if thing.name not in (content.hall.has if content.hall else ()):
            for name in thing.names:
                if name not in there:
                    yield name, AboutHall("missing", thing.label)
