"""The tables of a hall as an Excel file: empty with examples, filled, and read back."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from robot import messages
from robot.errors import ContentError
from robot.halls.moving import written
from robot.halls.tables import STRAY, Filled, Row, Rows, Table, tables
from robot.workbench import whole

_ABOUT, _HEAD, _FIRST = 1, 2, 3
"""The rows of the explanation, of the headings, and the first below them."""
_LAST = 200
_MARK = "例"
_GREY = Font(color="808080", italic=True)
_FILLED = PatternFill("solid", fgColor="FFF9E5")
_HEADING = PatternFill("solid", fgColor="DDE7F3")
_LINE, _CHARACTERS = 18, 2.1
"""Points a line of the explanation is high; widths of columns a character."""


def write(path: Path, filled: Filled | None = None) -> None:
    """Write the sheet: with `filled` its rows, else the examples to fill it by. Raises ContentError."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for name, table in tables().items():
        _page(book.create_sheet(table.sheet), table, (filled or {}).get(name, ()), filled is None)
    made = io.BytesIO()
    book.save(made)
    whole.write(path, made.getvalue())


def read(path: Path) -> Filled:
    """The rows of the sheet, without its examples. Raises ContentError when it is no such sheet."""
    pages = _pages(path)
    found: dict[str, Rows] = {}
    for name, table in tables().items():
        cells = pages.get(table.sheet)
        if cells is not None:
            found[name] = tuple(_rows(path, table, cells))
    needed = [table.sheet for name, table in tables().items() if name in ("windows", "tasks", "places")]
    missing = [sheet for sheet in needed if sheet not in pages]
    if missing:
        raise ContentError("halls.no_page", path=path, sheets="、".join(missing))
    return found


def _pages(path: Path) -> dict[str, list[list[str]]]:
    """The cells of every page, by its name."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            return {
                page.title: [[_text(value) for value in row] for row in page.iter_rows(values_only=True)]
                for page in book.worksheets
            }
        finally:
            book.close()
    except (OSError, BadZipFile, InvalidFileException, ParseError, KeyError, ValueError) as error:
        raise ContentError("workbench.no_sheet", path=path, reason=whole.why(error)) from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _rows(path: Path, table: Table, cells: list[list[str]]) -> Iterator[tuple[int, Row]]:
    known = {column.heading: key for key, column in table.columns.items() if key != "sample"}
    heads = next((at for at, row in enumerate(cells[:10]) if len(known.keys() & set(row)) > 1), None)
    if heads is None:
        shown = "、".join(column.heading for key, column in table.shown.items() if key != "sample")
        raise ContentError("halls.no_headings", path=path, sheet=table.sheet, headings=shown)
    keys = [known.get(heading.strip()) for heading in cells[heads]]
    for number, row in enumerate(cells[heads + 1 :], start=heads + 2):
        if any(text.strip() == _MARK and key is None for text, key in zip(row, keys, strict=False)):
            continue
        texts = {key: text.strip() for key, text in zip(keys, row, strict=False) if key and text.strip()}
        beside = [
            text.strip() for place, text in enumerate(row) if text.strip() and _has_no_heading(cells[heads], place)
        ]
        if beside and texts:
            texts[STRAY] = beside[0]
        if texts:
            yield number, texts


def _has_no_heading(headings: list[str], place: int) -> bool:
    return place >= len(headings) or not headings[place].strip()


def _page(page: Worksheet, table: Table, rows: Rows, with_examples: bool) -> None:
    examples = table.examples if with_examples else ()
    columns = (["mark"] if table.examples else []) + list(table.shown)
    rows = tuple((number, written(row)) for number, row in rows) if table.columns.keys() > table.shown.keys() else rows
    for place, key in enumerate(columns, start=1):
        column = table.columns.get(key)
        page.column_dimensions[get_column_letter(place)].width = column.width if column else 5
        head = page.cell(_HEAD, place, column.heading if column else _MARK)
        head.font, head.fill = Font(bold=True), _HEADING
    _about(page, table, columns)
    given = [{**row, **_row_of(row, table, rows)} for row in table.rows]
    free = [row for _, row in rows if not any(_same(row, each, table) for each in table.rows)]
    for at, row in enumerate((*examples, *given, *free), start=_FIRST):
        is_example = at - _FIRST < len(examples)
        for place, key in enumerate(columns, start=1):
            text = _MARK if key == "mark" and is_example else str(row.get(key, ""))
            cell = page.cell(at, place, _value(text, table, key))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if is_example or key == "sample":
                cell.font = _GREY
            elif table.rows and key not in table.rows[0]:
                cell.fill = _FILLED
    _offer(page, table, columns)
    page.freeze_panes = f"A{_FIRST}"


def _value(text: str, table: Table, key: str) -> str | int | None:
    column = table.columns.get(key)
    return int(text) if text.isascii() and text.isdigit() and column and not column.text else text or None


def _row_of(row: Mapping[str, str], table: Table, rows: Rows) -> Mapping[str, str]:
    return next((each for _, each in rows if _same(each, row, table)), {})


def _same(one: Mapping[str, str], other: Mapping[str, str], table: Table) -> bool:
    first = next(iter(table.columns))
    return one.get(first) == other.get(first)


def _about(page: Worksheet, table: Table, columns: list[str]) -> None:
    cell = page.cell(_ABOUT, 1, table.about)
    page.merge_cells(start_row=_ABOUT, end_row=_ABOUT, start_column=1, end_column=len(columns))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    width = sum(column.width for column in table.shown.values())
    page.row_dimensions[_ABOUT].height = _LINE * (1 + int(len(table.about) * _CHARACTERS / width))


def _offer(page: Worksheet, table: Table, columns: list[str]) -> None:
    """Lists to choose from, which may be left; what is text stays text."""
    for at, row in enumerate(table.rows, start=_FIRST):
        if "choices" in row:
            _choose(page, f"{get_column_letter(2)}{at}", row["choices"].split("、"), table)
    for place, key in enumerate(columns, start=1):
        column = table.columns.get(key)
        letter = get_column_letter(place)
        if column is not None and column.text:
            for at in range(_FIRST, _LAST):
                page.cell(at, place).number_format = "@"
        if column is not None and column.choices:
            _choose(page, f"{letter}{_FIRST}:{letter}{_LAST}", column.choices, table)


def _choose(page: Worksheet, cells: str, choices: Sequence[str], table: Table) -> None:
    chosen = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
    chosen.showErrorMessage = False
    chosen.promptTitle, chosen.prompt = table.sheet, messages.zh("halls.choose")
    page.add_data_validation(chosen)
    chosen.add(cells)
