"""Sheets as people make them: .xlsx by openpyxl, .csv as Excel writes it; the row of headings is looked for.

CSV is UTF-8 with a byte order mark, as Excel writes and reads it; GB 18030 is read as well.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from robot.errors import ContentError
from robot.workbench import whole

_TITLE_ROWS = 10
"""Rows at the top among which the headings are looked for: a title may stand above them."""
_REMARK = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|[\s*:]")

Cells = list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet below its headings: which keys it has columns for, and each row with its number and its texts by key."""

    columns: frozenset[str]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read(path: Path, headings: Mapping[str, str], needed: Iterable[str]) -> Table:
    """The first sheet of `path` that has the headings of `needed`; `headings` are by key.

    Raises ContentError when it is no sheet, has no row below its headings, or a needed column is missing.
    """
    missing: list[str] = []
    for cells in _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path):
        place, keys = _head(cells, headings)
        lacking = [headings[key] for key in needed if key not in keys]
        if not lacking:
            return _below(path, cells, place, keys)
        missing = lacking if not missing or len(lacking) < len(missing) else missing
    columns = "”“".join(missing or [headings[key] for key in needed])
    raise ContentError("workbench.no_column", path=path, column=columns)


def _below(path: Path, cells: Cells, place: int, keys: Sequence[str | None]) -> Table:
    rows = []
    for number, row in enumerate(cells[place + 1 :], start=place + 2):
        texts = {key: text.strip() for key, text in zip(keys, row, strict=False) if key is not None}
        if any(texts.values()):
            # A row may end before the last column does: its cells there are empty.
            rows.append((number, {**{key: "" for key in keys if key is not None}, **texts}))
    if not rows:
        raise ContentError("workbench.no_rows", path=path)
    return Table(frozenset(key for key in keys if key is not None), tuple(rows))


def _head(cells: Cells, headings: Mapping[str, str]) -> tuple[int, list[str | None]]:
    """The row that has most of the headings, and the key of each of its columns."""
    known = {heading: key for key, heading in headings.items()}
    found: list[list[str | None]] = [[known.get(_bare(cell)) for cell in row] for row in cells[:_TITLE_ROWS]]
    best = max(range(len(found)), key=lambda place: (len(set(found[place]) - {None}), -place), default=0)
    return best, found[best] if found else []


def _bare(heading: str) -> str:
    """说法（一行一句） and 说 法 are the heading 说法."""
    return _REMARK.sub("", unicodedata.normalize("NFKC", heading))


def _csv(path: Path) -> list[Cells]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError("workbench.no_sheet", path=path, reason=whole.why(error)) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return [list(csv.reader(io.StringIO(raw.decode(encoding), newline="")))]
        except (UnicodeDecodeError, csv.Error) as error:
            broken = error
    raise ContentError("workbench.no_sheet", path=path, reason=whole.why(broken))


def _xlsx(path: Path) -> list[Cells]:
    """The cells of every sheet, the one that was on top when the book was saved first."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheets = sorted(book.worksheets, key=lambda sheet: sheet is not book.active)
            return [[[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)] for sheet in sheets]
        finally:
            book.close()
    except (OSError, BadZipFile, InvalidFileException, ParseError, KeyError, ValueError) as error:
        raise ContentError("workbench.no_sheet", path=path, reason=whole.why(error)) from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
