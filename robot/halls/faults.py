"""What is wrong in what was told of a hall: where it stands, in plain words, with the mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from robot import messages
from robot.errors import ContentError
from robot.halls.tables import tables


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a row (0: in the whole table) of a table, at the column `key` (empty: in no single one)."""

    table: str
    row: int
    key: str
    what: str

    def __str__(self) -> str:
        sheet = tables()[self.table]
        column = sheet.columns[self.key].heading if self.key else ""
        where = messages.zh("halls.at_row", sheet=sheet.sheet, row=self.row) if self.row else sheet.sheet
        return messages.zh("halls.at", where=where, column=f"“{column}”" if column else "", what=self.what)


def fault(table: str, row: int, column: str, key: str, /, **params: object) -> Fault:
    """The fault `key` of robot/messages/halls.toml."""
    return Fault(table, row, column, messages.zh(f"halls.{key}", **params))


class WrongHall(ContentError):
    """What was told makes no hall; carries every fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        order = list(tables())
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda each: (order.index(each.table), each.row)))
        super().__init__("halls.wrong", count=len(self.faults))
