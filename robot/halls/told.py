"""What is told of a hall, as data: what a sheet holds, and what the guided talk asks for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from robot.config import Facing
from robot.content.hall_schema import PersonKind
from robot.content.known_places import Kind

Side = Literal["前", "后", "左", "右"]
"""As somebody says it who has just come through the door and looks into the hall (upstairs: out of the lift)."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its number, what its sign says (empty: after what is done there), what people call it besides."""

    row: int
    number: int
    name: str = ""
    names: tuple[str, ...] = ()
    phone: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """So many steps to a side."""

    side: Side
    steps: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is: from `start` by `moves` until one stands before it; there it is on the side `wall` of the hall.

    `wall` None: nobody said. `is_free`: in the middle, with nothing behind it. A place may be told twice, from two
    starts.
    """

    row: int
    name: str
    kind: Kind
    known: str = ""
    number: int | None = None
    start: str = ""
    moves: tuple[Move, ...] = ()
    wall: Side | None = None
    is_free: bool = False
    floor: int = 1
    step_free: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Who does a thing (`task`: an id of known_places.yaml): a window of the hall (`others`: further ones, to which
    nobody is sent), or an office elsewhere."""

    task: str
    window: int | None = None
    others: tuple[int, ...] = ()
    office: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """A holiday, or (`worked`) days worked instead."""

    name: str
    first: datetime.date
    last: datetime.date
    worked: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """When the hall is open."""

    days: tuple[str, ...]
    spans: tuple[tuple[datetime.time, datetime.time], ...]
    besides: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the directory."""

    name: str
    kind: PersonKind
    organisation: str
    fields: tuple[str, ...]
    window: int
    hours: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """The station of a township."""

    township: str
    names: tuple[str, ...]
    address: str
    hours: str
    phone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """Where an office of the county is (`office`: its id in offices.yaml)."""

    office: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A hall, as it was told. `has`: ids of known_things.yaml. `lost`: the names of spots that were told wrongly;
    others may be told from them."""

    name: str
    address: str
    faces: Facing
    step: float
    windows: tuple[Window, ...]
    done: tuple[Done, ...]
    spots: tuple[Spot, ...]
    times: Times
    phones: tuple[tuple[str, str], ...]
    people: tuple[Member, ...] = ()
    stations: tuple[Post, ...] = ()
    has: frozenset[str] = frozenset()
    offices: tuple[Agency, ...] = ()
    lost: frozenset[str] = frozenset()

    def window_of(self, task: str) -> int | None:
        """The number of the window that does a thing; None where none does."""
        return next((done.window for done in self.done if done.task == task), None)

    def tasks_of(self, number: int) -> tuple[str, ...]:
        """With what people are sent to a window, by the ids of known_places.yaml, in its order."""
        return tuple(done.task for done in self.done if done.window == number)

    def done_at(self, number: int) -> tuple[str, ...]:
        """All that a window does."""
        return tuple(done.task for done in self.done if number in (done.window, *done.others))
