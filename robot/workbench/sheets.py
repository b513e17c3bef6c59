"""FAQ entries as rows of a sheet and back: what editors see in Excel. One entry a row, several things a cell by lines.

.xlsx by openpyxl; .csv in UTF-8 with a byte order mark, as Excel writes and reads it (GB 18030 is read as well).
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from robot.content.load import Faq
from robot.content.schema import CitationEntry
from robot.errors import ContentError

COLUMNS: Mapping[str, str] = {
    "id": "编号",
    "topic": "类别",
    "question": "问题",
    "phrasings": "说法",
    "spoken": "念的回答",
    "shown": "屏幕上的回答",
    "citations": "法条",
    "window": "窗口",
    "service": "服务",
    "follow_ups": "接着可以问",
    "review": "复核日期",
}
"""Keys of an entry and the headings of their columns."""
_LISTS = {"phrasings", "follow_ups"}
_WIDTHS = {"question": 30, "phrasings": 50, "spoken": 50, "shown": 60, "citations": 40}
_CITATION = re.compile(
    r"^(?P<law>.+?)\s*(?P<article>第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?P<rest>.*)$"
)
_UNVERIFIED = "未核对"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = dict[str, Any]


def row_of(faq: Faq) -> dict[str, str]:
    """An entry as texts, by key."""
    entry = faq.entry
    return {
        "id": entry.id,
        "topic": faq.topic,
        "question": entry.question,
        "phrasings": "\n".join(entry.phrasings),
        "spoken": entry.spoken,
        "shown": entry.shown.rstrip("\n"),
        "citations": "\n".join(map(_citation_line, entry.citations)),
        "window": entry.window,
        "service": entry.service or "",
        "follow_ups": "\n".join(entry.follow_ups),
        "review": entry.review.isoformat(),
    }


def _citation_line(citation: CitationEntry) -> str:
    line = f"{citation.law} {citation.article}"
    return line if citation.verified else f"{line} {_UNVERIFIED} {citation.review or ''}".rstrip()


def write(path: Path, faqs: Iterable[Faq]) -> int:
    """Write entries to `path` (.xlsx or .csv); returns how many. Raises ContentError when it cannot be written."""
    rows = [list(COLUMNS.values()), *([row_of(faq)[key] for key in COLUMNS] for faq in faqs)]
    try:
        if path.suffix.lower() == ".csv":
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        else:
            _workbook(rows).save(path)
    except OSError as error:
        raise ContentError("workbench.unwritable", path=path, reason=type(error).__name__) from None
    return len(rows) - 1


def _workbook(rows: Sequence[Sequence[str]]) -> Workbook:
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ContentError("workbench.unwritable", path="xlsx", reason="no sheet")
    for row in rows:
        sheet.append(list(row))
    for place, key in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(key, 18)
        sheet.cell(1, place).font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # A phrasing that begins with "=" is a sentence, not a formula.
            cell.data_type = "s"
    sheet.freeze_panes = "D2"
    return book


def read(path: Path) -> list[tuple[int, Row]]:
    """The rows of `path` as (number of the row, entry), ready for the model of an FAQ entry plus its `topic`.

    Raises ContentError when it is no sheet, or a column that an entry needs is missing.
    """
    cells_of = table(path)
    headings = [heading.strip() for heading in cells_of[0]] if cells_of else []
    keys = {heading: key for key, heading in COLUMNS.items()}
    for needed in ("id", "topic", "question", "phrasings", "spoken"):
        if COLUMNS[needed] not in headings:
            raise ContentError("workbench.no_column", path=path, column=COLUMNS[needed])
    rows = []
    for number, cells in enumerate(cells_of[1:], start=2):
        texts = {keys[heading]: cell for heading, cell in zip(headings, cells, strict=False) if heading in keys}
        if any(texts.values()):
            rows.append((number, _entry(texts)))
    return rows


def table(path: Path) -> list[list[str]]:
    """The cells of a sheet as texts, row by row. Raises ContentError when it is no sheet."""
    return _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path)


def _csv(path: Path) -> list[list[str]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError("workbench.no_sheet", path=path, reason=type(error).__name__) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(raw.decode(encoding), newline="")))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise ContentError("workbench.no_sheet", path=path, reason="encoding")


def _xlsx(path: Path) -> list[list[str]]:
    try:
        sheet = load_workbook(path, read_only=True, data_only=True).active
        if sheet is None:
            return []
        return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ContentError("workbench.no_sheet", path=path, reason=type(error).__name__) from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()


def _entry(texts: Mapping[str, str]) -> Row:
    """What a person may have typed into a row: spaces, empty lines and empty cells mean nothing."""
    row: Row = {}
    for key, text in texts.items():
        lines = [line.strip() for line in text.replace("\r", "").split("\n") if line.strip()]
        if key in _LISTS:
            row[key] = lines
        elif key == "citations":
            row[key] = [citation_of(line) for line in lines]
        elif key == "shown":
            row[key] = "\n".join(lines) + "\n" if lines else ""
        elif key == "review":
            row[key] = "".join(lines).replace("/", "-")
        elif lines:
            row[key] = "".join(lines)
    return row


def citation_of(line: str) -> dict[str, Any]:
    """A citation as people write it: the law's name, the article, and 未核对 with a day where nobody looked it up."""
    found = _CITATION.match(line.strip())
    if found is None:
        return {"law": line, "article": ""}
    law = found["law"].strip()
    if law.startswith("《") and law.endswith("》"):
        law = law[1:-1]
    citation: dict[str, Any] = {"law": law, "article": found["article"]}
    if _UNVERIFIED in found["rest"]:
        citation["verified"] = False
        day = _DAY.search(found["rest"])
        if day:
            citation["review"] = datetime.date.fromisoformat(day.group())
    return citation
