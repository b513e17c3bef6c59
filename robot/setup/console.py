"""What a technician sees while something is set up: lines and a progress bar, on the error stream.

The output stream stays free for what the subcommand prints (`ask --json`).
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from typing import Protocol, TextIO

from robot import messages

_BAR_CELLS = 24
_STEP_PERCENT = 10


class Report(Protocol):
    """How far something is: `done` of `total` (0: unknown); `detail` is the part under way, for a redrawn bar only."""

    def __call__(self, label: str, done: int, total: int, detail: str = "") -> None: ...


def say(key: str, **params: object) -> None:
    """Print the message `key`, one line."""
    line(messages.line(key, **params))


def line(text: str, stream: TextIO | None = None) -> None:
    """Print `text`; characters that the terminal cannot show become question marks."""
    stream = stream or sys.stderr
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=stream, flush=True)


def width(text: str) -> int:
    """Terminal cells that `text` takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def fit(text: str, cells: int) -> str:
    """`text` cut or padded with spaces to exactly `cells` terminal cells."""
    while width(text) > cells:
        text = text[:-1]
    return text + " " * (cells - width(text))


class Progress:
    """A bar that is redrawn on a terminal; elsewhere (log, CI) a plain line at every tenth.

    A `Report`; a new label begins a new bar.
    """

    def __init__(self, stream: TextIO | None = None, terminal: bool | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty() if terminal is None else terminal
        self._label = ""
        self._detail = ""
        self._sized = True
        self._percent = -1
        self._drawn = False

    def __call__(self, label: str, done: int, total: int, detail: str = "") -> None:
        """Show it, when there is anything new to see."""
        percent = min(100, done * 100 // total) if total > 0 else 0
        fresh = label != self._label
        if fresh:
            self.close()
            self._percent = -_STEP_PERCENT
        self._label = label
        self._sized = total > 0
        if self._terminal:
            if fresh or percent != self._percent or detail != self._detail:
                self._percent, self._detail = percent, detail
                self._draw()
        elif percent - self._percent >= _STEP_PERCENT:
            self._percent = percent - percent % _STEP_PERCENT
            line(f"{label} {percent}%" if total > 0 else label, self._stream)

    def close(self) -> None:
        """End the bar, so that the next line starts on its own."""
        if self._drawn:
            self._stream.write("\n")
            self._stream.flush()
        self._drawn = False
        self._label = ""
        self._percent = -1

    def _draw(self) -> None:
        encoding = self._stream.encoding or "utf-8"
        full = self._percent * _BAR_CELLS // 100
        percent = f" {self._percent:3d}%" if self._sized else ""
        bar = f"[{'#' * full}{'.' * (_BAR_CELLS - full)}]{percent}"
        room = max(10, shutil.get_terminal_size().columns - len(bar) - 3)
        text = f"\r{bar} {fit(f'{self._label} {self._detail}', room)}"
        self._stream.write(text.encode(encoding, "replace").decode(encoding))
        self._stream.flush()
        self._drawn = True
