"""Sheets as people make them: the row of headings is looked for, and nothing is passed over in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from robot import messages
from robot.content.likeness import likest
from robot.errors import ContentError
from robot.workbench import workbook
from robot.workbench.workbook import Cells, Grid

_TITLE_ROWS = 10
"""Rows at the top among which the headings are looked for: a title may stand above them."""
_REMARK = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|[\s*:]")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet below its headings: which keys it has columns for, and each row with its number and its texts by key.

    `hidden` are numbers of rows that are not seen; `notes` say what of the file was not read.
    """

    columns: frozenset[str]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    hidden: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def read(path: Path, headings: Mapping[str, str], needed: Iterable[str]) -> Table:
    """The first sheet of `path` that has the headings of `needed`; `headings` are by key.

    Raises ContentError when it is no sheet, has no row below its headings, a needed column is missing, or a column has
    nearly the heading of one that is missing.
    """
    needed, missing = list(needed), list[str]()
    grids = workbook.grids(path)
    for number, grid in enumerate(grids):
        place, keys = _head(grid.cells, headings)
        lacking = [headings[key] for key in needed if key not in keys]
        if lacking:
            missing = lacking if not missing or len(lacking) < len(missing) else missing
            continue
        strange = _strange(path, grid.cells[place], keys, headings)
        notes = (*_notes(path, strange), *_unread(grids[number + 1 :], headings, needed))
        return _below(path, grid, place, keys, notes)
    columns = "”“".join(missing or [headings[key] for key in needed])
    raise ContentError("workbench.no_column", path=path, column=columns, found="、".join(_first_row(grids)) or "-")


def _below(path: Path, grid: Grid, place: int, keys: Sequence[str | None], notes: tuple[str, ...]) -> Table:
    rows = []
    for number, row in enumerate(grid.cells[place + 1 :], start=place + 2):
        texts = {key: text.strip() for key, text in zip(keys, row, strict=False) if key is not None}
        if any(texts.values()):
            # A row may end before the last column does: its cells there are empty.
            rows.append((number, {**{key: "" for key in keys if key is not None}, **texts}))
    if not rows:
        raise ContentError("workbench.no_rows", path=path)
    return Table(frozenset(key for key in keys if key is not None), tuple(rows), grid.hidden, notes)


def _head(cells: Cells, headings: Mapping[str, str]) -> tuple[int, list[str | None]]:
    """The row that has most of the headings, and the key of each of its columns."""
    known = {heading: key for key, heading in headings.items()}
    found: list[list[str | None]] = [[known.get(_bare(cell)) for cell in row] for row in cells[:_TITLE_ROWS]]
    best = max(range(len(found)), key=lambda place: (len(set(found[place]) - {None}), -place), default=0)
    return best, found[best] if found else []


def _bare(heading: str) -> str:
    """说法（一行一句） and 说 法 are the heading 说法."""
    return _REMARK.sub("", unicodedata.normalize("NFKC", heading))


def _strange(path: Path, row: Sequence[str], keys: Sequence[str | None], headings: Mapping[str, str]) -> list[str]:
    """The headings that are none. Raises ContentError for one that was surely meant to be one that is missing."""
    strange = [text for text, key in zip(row, keys, strict=True) if key is None and text.strip()]
    missing = [heading for key, heading in headings.items() if key not in keys]
    for text in strange:
        near = likest(_bare(text), dict.fromkeys(missing, ()))
        if near is not None:
            raise ContentError("workbench.heading", path=path, heading=text.strip(), near=near)
    return strange


def _notes(path: Path, strange: Sequence[str]) -> Iterator[str]:
    if strange:
        yield messages.zh("workbench.note.columns", columns="、".join(text.strip() for text in strange))
    if workbook.is_open(path):
        yield messages.zh("workbench.note.open", path=path.name)


def _unread(grids: Sequence[Grid], headings: Mapping[str, str], needed: Sequence[str]) -> Iterator[str]:
    """Other sheets of the file that look like this one."""
    for grid in grids:
        _, keys = _head(grid.cells, headings)
        if all(key in keys for key in needed):
            yield messages.zh("workbench.note.sheet", name=grid.name)


def _first_row(grids: Sequence[Grid]) -> list[str]:
    rows = (row for grid in grids for row in grid.cells[:_TITLE_ROWS])
    return next(([text.strip() for text in row if text.strip()][:12] for row in rows if any(row)), [])
