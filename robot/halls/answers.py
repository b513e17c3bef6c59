"""The rows of the tables as they grow in the guided talk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from robot.halls.tables import Filled, Row, Rows, tables


def numbered(rows: Iterable[Row]) -> Rows:
    """Rows with the numbers that they would have in a sheet."""
    return tuple(enumerate(rows, start=3))


@dataclass
class Answers:
    """What was answered so far."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in tables()})

    def add(self, table: str, row: Row) -> None:
        """Another row; what is empty is left out."""
        self.rows[table].append({key: text for key, text in row.items() if text})

    def put(self, table: str, key: str, row: Row) -> None:
        """What belongs to a row whose first column is given: 名称, 上午."""
        sheet = tables()[table]
        first = next(iter(sheet.columns))
        given = next(each[first] for each in sheet.rows if each["key"] == key)
        self.add(table, {first: given, **row})

    @property
    def filled(self) -> Filled:
        """The tables."""
        return {name: numbered(rows) for name, rows in self.rows.items()}
