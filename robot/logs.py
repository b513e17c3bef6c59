"""var/log: what the program tells of itself, for technicians. Never more than a few megabytes, and never what a visitor
said or where a page was opened.

The text of an exception may quote what was said, and what libraries write may name a client's address: of both only the
kind and the place in the program are kept.
"""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections import OrderedDict
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from robot import paths

MOST_BYTES = 1_000_000
"""Of one file; as many files as _OLDER stand beside it."""
_OLDER = 3
_OWN = ("robot", "__main__")
_HUNG_UP = frozenset(
    ("ClientDisconnect", "ClientDisconnected", "ConnectionClosed", "ConnectionClosedError", "ConnectionClosedOK")
)
"""How starlette, uvicorn and websockets call it when a page goes away in the middle of something."""
_OFTEN = 5
_WHILE_SECONDS = 60.0
_MOST_REMEMBERED = 200


def path() -> Path:
    """The log of the program."""
    return paths.VAR / "log" / "robot.log"


def to_file() -> None:
    """Everything that is logged goes to the log from now on, nowhere when it cannot be written."""
    logging.raiseExceptions = False  # a full disk is no reason to fill the terminal
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = Log(path())
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )


def cut(log: Path) -> None:
    """Keep the later half of a log that others write (native libraries hold it open), once it is too long."""
    with contextlib.suppress(OSError):
        size = log.stat().st_size
        if size <= MOST_BYTES:
            return
        with log.open("rb+") as file:
            file.seek(size - MOST_BYTES // 2)
            rest = file.read().partition(b"\n")[2]
            file.seek(0)
            file.write(rest)
            file.truncate()


class Log(RotatingFileHandler):
    """The file, turned over when it is full."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=MOST_BYTES, backupCount=_OLDER, encoding="utf-8")
        self._seldom = Seldom()

    def emit(self, record: logging.LogRecord) -> None:
        """Write what may be told of it, unless it was told often just now."""
        line = told(record)
        if line is None:
            return
        times = self._seldom.times(f"{record.levelname} {record.name} {line}", record.created)
        if times is None:
            return
        if times:
            line += f" ({times} more of these before)"
        clean = logging.makeLogRecord({**record.__dict__, "msg": line, "args": None, "exc_info": None})
        clean.exc_text = clean.stack_info = None
        super().emit(clean)

    def rotate(self, source: str, dest: str) -> None:
        """Where the file cannot be renamed (Windows, while another process has it open), it begins anew."""
        try:
            super().rotate(source, dest)
        except OSError:
            with contextlib.suppress(OSError):
                Path(source).write_bytes(b"")


class Seldom:
    """Lets the first few of equal lines through; then one a minute, with how many there were."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def times(self, line: str, now: float) -> int | None:
        """How many equal lines were held back before this one; None when it is held back itself."""
        since, count = self._seen.pop(line, (now, 0))
        is_over = not 0 <= now - since < _WHILE_SECONDS
        self._seen[line] = (now, 1) if is_over else (since, count + 1)
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen.popitem(last=False)
        if is_over:
            return max(0, count - _OFTEN)
        return 0 if count < _OFTEN else None


def told(record: logging.LogRecord) -> str | None:
    """What is written of `record`: the message of our own modules, which name kinds and numbers; of libraries the
    sentence without what they put into it. None for what is nothing to tell."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and _is_hanging_up(error):
        return None
    is_ours = record.name.partition(".")[0] in _OWN
    if not is_ours and record.levelno < logging.WARNING:
        return None
    text = record.getMessage() if is_ours else str(record.msg).partition("\n")[0]
    if error is None:
        return text
    return f"{text}\n{type(error).__name__}\n{_places(error.__traceback__)}"


def _is_hanging_up(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(map(_is_hanging_up, error.exceptions))
    return isinstance(error, ConnectionError) or type(error).__name__ in _HUNG_UP


def _places(trace: TracebackType | None) -> str:
    """Where it happened: files, lines and functions, without the source."""
    return "\n".join(f"  {each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace))
