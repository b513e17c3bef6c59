"""Tables of the report: Markdown that is as readable in a terminal, Chinese characters counted as two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under `columns`, with a heading and lines of text before and after."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    before: str = ""
    after: str = ""
    level: int = 3

    def markdown(self) -> str:
        """The table with its heading, ending with a line break."""
        cells = [self.columns, *self.rows]
        widths = [max(3, *map(_width, column)) for column in zip(*cells, strict=True)]
        numeric = [any(column) and all(_is_number(cell) for cell in column) for column in zip(*self.rows, strict=True)]
        numeric = numeric or [False] * len(self.columns)
        rule = [
            ("-" * (width - 1) + ":") if right else "-" * width for width, right in zip(widths, numeric, strict=True)
        ]
        lines = [_line(self.columns, widths, numeric), f"| {' | '.join(rule)} |"]
        lines += [_line(row, widths, numeric) for row in self.rows]
        parts = [f"{'#' * self.level} {self.title}", self.before, "\n".join(lines), self.after]
        return "\n\n".join(part for part in parts if part) + "\n"


def share(part: int, whole: int) -> str:
    """12.3 % (45 of 366), or a dash where there is nothing to count."""
    return f"{percent(part, whole)} ({part} of {whole})" if whole else "–"


def percent(part: float, whole: float = 1.0) -> str:
    """12.3 %, or a dash where there is nothing to count."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def milliseconds(value: float) -> str:
    """12.3 ms"""
    return f"{value:.1f} ms"


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return f"| {' | '.join(_filled(*each) for each in zip(cells, widths, right, strict=True))} |"


def _filled(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _is_number(cell: str) -> bool:
    return cell in {"–", ""} or cell[:1].isdigit() or (cell[:1] in "+-−" and cell[1:2].isdigit())
