"""FAQ entries as rows of a sheet and back: what editors see in Excel.

One entry a row, several things a cell by lines.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from robot import messages
from robot.content.citation import CitationEntry
from robot.content.load import Faq
from robot.errors import ContentError
from robot.workbench import cells, tables, whole
from robot.workbench.faults import Fault
from robot.workbench.workbook import SPOILT

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
_NEEDED = ("id", "topic", "question", "phrasings", "spoken")
_WIDTHS = {"question": 30, "phrasings": 50, "spoken": 50, "shown": 60, "citations": 40}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below the headings: what its cells say by key, which keys have an empty cell, and what is no such thing."""

    number: int
    values: Row
    emptied: frozenset[str]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file; which of them are hidden, and what of it was not read."""

    rows: tuple[SheetRow, ...]
    hidden: frozenset[int]
    notes: tuple[str, ...]


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
    return line if citation.verified else f"{line} {cells.UNVERIFIED} {citation.review or ''}".rstrip()


def write(path: Path, faqs: Iterable[Faq]) -> int:
    """Write entries to `path` (.xlsx or .csv), whole or not at all; returns how many. Raises ContentError."""
    rows = [list(COLUMNS.values()), *([row_of(faq)[key] for key in COLUMNS] for faq in faqs)]
    whole.write(path, _csv(rows) if path.suffix.lower() == ".csv" else _xlsx(rows))
    return len(rows) - 1


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    # Made in memory: openpyxl's own writing to a disk that is full ends in a traceback that nobody can catch.
    made = io.BytesIO()
    _workbook(rows).save(made)
    return made.getvalue()


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
    for below in sheet.iter_rows(min_row=2):
        for cell in below:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # A phrasing that begins with "=" is a sentence, not a formula.
            cell.data_type = "s"
    sheet.freeze_panes = "D2"
    return book


def read(path: Path) -> Sheet:
    """The rows of `path`, each with what is wrong in it. Raises ContentError when it is no sheet of entries."""
    table = tables.read(path, COLUMNS, _NEEDED)
    return Sheet(tuple(_row(number, texts) for number, texts in table.rows), table.hidden, table.notes)


def values_of(faq: Faq) -> Row:
    """What the row of an entry says: to see what a sheet changed of it."""
    return _row(0, row_of(faq)).values


def _row(number: int, texts: Mapping[str, str]) -> SheetRow:
    values: Row = {}
    faults: list[Fault] = []
    for key, text in texts.items():
        if not text.strip():
            continue
        if text.strip() in SPOILT:
            faults.append(Fault(number, COLUMNS[key], messages.zh("workbench.cell.spoilt", text=text.strip())))
            continue
        # Each citation by itself, so that all the wrong ones are named.
        for piece in cells.lines(text) if key == "citations" else [text]:
            try:
                read = _READ.get(key, _joined)(piece)
            except ContentError as error:
                faults.append(Fault(number, COLUMNS[key], error.chinese))
            else:
                values[key] = [*values.get(key, []), read] if key == "citations" else read
    emptied = frozenset(key for key, text in texts.items() if not text.strip())
    return SheetRow(number, values, emptied, tuple(faults))


def _joined(text: str) -> str:
    return "".join(cells.lines(text))


def _shown(text: str) -> str:
    return "\n".join(cells.lines(text)) + "\n"


_READ: Mapping[str, Callable[[str], Any]] = {
    "phrasings": cells.sentences,
    "follow_ups": cells.ids,
    "citations": cells.citation_of,
    "shown": _shown,
    "review": cells.day_of,
}
