"""The cells of a sheet's file as people see them: .xlsx by openpyxl, .csv as Excel writes it.

CSV is UTF-8 with a byte order mark, as Excel writes and reads it; GB 18030 is read as well.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from robot.errors import ContentError
from robot.workbench import whole

SPOILT = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "########"))
"""What Excel writes where it took a sentence for a formula."""
Cells = list[list[str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name, its cells, and the numbers (from 1) of the rows that are hidden."""

    name: str
    cells: Cells
    hidden: frozenset[int] = frozenset()


def grids(path: Path) -> list[Grid]:
    """The sheets of a file, the one that was on top when it was saved first. Raises ContentError when it is none."""
    return _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path)


def is_open(path: Path) -> bool:
    """Whether Excel or WPS has the file open: what was typed there and not saved is not in it."""
    return any(path.with_name(f"{mark}{path.name}").exists() for mark in ("~$", ".~"))


def _csv(path: Path) -> list[Grid]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError("workbench.no_sheet", path=path, reason=whole.why(error)) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return [Grid("", list(csv.reader(io.StringIO(raw.decode(encoding), newline=""))))]
        except (UnicodeDecodeError, csv.Error) as error:
            broken = error
    raise ContentError("workbench.no_sheet", path=path, reason=whole.why(broken))


def _xlsx(path: Path) -> list[Grid]:
    try:
        book = load_workbook(path, data_only=True)
        try:
            sheets = sorted(book.worksheets, key=lambda sheet: sheet is not book.active)
            return [_grid(sheet) for sheet in sheets]
        finally:
            book.close()
    except (OSError, BadZipFile, InvalidFileException, ParseError, KeyError, ValueError) as error:
        raise ContentError("workbench.no_sheet", path=path, reason=whole.why(error)) from None


def _grid(sheet: Worksheet) -> Grid:
    merged = _merged(sheet)
    cells = [
        [merged.get((row, column)) or _cell(value) for column, value in enumerate(values, start=1)]
        for row, values in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]
    return Grid(sheet.title, cells, frozenset(row for row, shape in sheet.row_dimensions.items() if shape.hidden))


def _merged(sheet: Worksheet) -> Mapping[tuple[int, int], str]:
    """What stands in cells that were merged with those above: each of the rows means it."""
    found = {}
    for area in sheet.merged_cells.ranges:
        if area.min_col == area.max_col:
            text = _cell(sheet.cell(area.min_row, area.min_col).value)
            found.update({(row, area.min_col): text for row in range(area.min_row, area.max_row + 1)})
    return found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
