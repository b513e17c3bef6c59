"""The tables that make a hall: what they ask, as data (tables.yaml). A sheet of Excel is one of them, and so is a part
of the guided talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from robot.content.fields import Entry, Text
from robot.content.known_places import KnownPlace, known_places
from robot.content.known_things import KnownThing, known_things
from robot.yaml_source import parse

FILE = Path(__file__).with_name("tables.yaml")
AWAY = "不办"
"""In the place of a window: the hall does not do it."""
WINDOW, ROOM, FACILITY = "窗口", "房间", "设施"
"""What a place may be beside those that have a name of their own."""

Row = Mapping[str, str]
"""A row: texts by the keys of the columns; what is empty is not there."""
STRAY = "stray"
"""In a row: what stands beside the columns, where nobody reads it."""
Rows = tuple[tuple[int, Row], ...]
"""Rows with their number in the sheet."""
Filled = Mapping[str, Rows]
"""The rows of each table."""


class Column(Entry):
    """A column. `choices` are offered, `text` keeps what is typed as text; an `old` one is read and not written."""

    heading: Text
    width: int
    choices: tuple[str, ...] = ()
    text: bool = False
    old: bool = False


class Table(Entry):
    """A table. `rows`: the first column is given, row by row (`key` is what the program calls it; `choices` are offered
    in the second)."""

    sheet: Text
    about: Text
    columns: dict[str, Column]
    rows: tuple[dict[str, str], ...] = ()
    examples: tuple[dict[str, str], ...] = Field(default=())

    @property
    def shown(self) -> dict[str, Column]:
        """The columns that are written, by key."""
        return {key: column for key, column in self.columns.items() if not column.old}


@cache
def tables() -> Mapping[str, Table]:
    """The tables by what the program calls them. The file ships with the program: it must be valid."""
    data: Any = parse(FILE).data
    made = {name: Table.model_validate(table) for name, table in data["tables"].items()}
    made["tasks"] = made["tasks"].model_copy(update={"rows": tuple(_task_rows())})
    made["hall"] = made["hall"].model_copy(update={"rows": (*made["hall"].rows, *_thing_rows())})
    what = made["places"].columns["what"].model_copy(update={"choices": tuple(kinds())})
    made["places"] = made["places"].model_copy(update={"columns": {**made["places"].columns, "what": what}})
    return made


def kinds() -> Iterator[str]:
    """What a place may be: 大门, 小律, 窗口, 卫生间 … 房间, 设施."""
    named = {known.kind: known.name for known in known_places() if known.needed}
    yield from (named["door"], named["robot"], WINDOW)
    yield from (known.name for known in known_places() if known.needed is False)
    yield from (ROOM, FACILITY)


def window_tasks() -> tuple[KnownPlace, ...]:
    """What a hall does at its windows, or does not do."""
    return tuple(known for known in known_places() if known.kind == "window")


def side_tasks() -> tuple[KnownPlace, ...]:
    """What is done in a place of its own, or at a window, or nowhere."""
    return tuple(known for known in known_places() if known.id in _AT_A_WINDOW)


_AT_A_WINDOW = frozenset({"printer", "video-room", "mediation-room"})


def asked_things() -> tuple[KnownThing, ...]:
    """What a hall may have or be without, as far as it is asked for."""
    return tuple(thing for thing in known_things() if thing.ask)


def _thing_rows() -> Iterator[dict[str, str]]:
    for thing in asked_things():
        yield {"key": thing.id, "item": thing.ask, "sample": "有", "choices": "有、没有"}


def _task_rows() -> Iterator[dict[str, str]]:
    for known in window_tasks():
        yield {"key": known.id, "task": known.task, "sample": known.id.removeprefix("w")}
    for known in side_tasks():
        yield {"key": known.id, "task": known.task, "sample": ""}
