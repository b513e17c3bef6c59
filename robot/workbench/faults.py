"""What is wrong in a sheet, told by the row and the heading that the editor sees."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from robot import messages
from robot.errors import ContentError


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a row (0: in none of them); `column` is the heading, empty when the whole row is meant."""

    row: int
    column: str
    what: str

    def line(self, path: Path) -> str:
        """The fault as a line for people."""
        if not self.row:
            return f"{path}：{self.what}"
        column = f"“{self.column}”" if self.column else ""
        return messages.zh("workbench.row", path=path, row=self.row, column=column, reason=self.what)


class WrongSheet(ContentError):
    """A sheet of which nothing was written; carries every fault, in the order of the rows. Of `hidden` rows it is said
    that they are."""

    def __init__(self, path: Path, faults: Iterable[Fault], hidden: Container[int] = ()) -> None:
        self.path = path
        remark = messages.zh("workbench.cell.hidden")
        told = (replace(fault, what=fault.what + remark) if fault.row in hidden else fault for fault in faults)
        self.faults = tuple(sorted(dict.fromkeys(told), key=lambda fault: fault.row))
        super().__init__("workbench.rows", path=path, count=len(self.faults))


def in_headings(text: str, headings: Mapping[str, str]) -> str:
    """`text` with the keys of the YAML replaced by what the columns are called."""
    keys = "|".join(sorted(headings, key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z0-9_-])({keys})(?![A-Za-z0-9_-])", lambda found: headings[found[1]], text)
