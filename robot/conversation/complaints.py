"""What does not work is said once, and said again only after it has worked in between."""

from __future__ import annotations

import threading
from collections.abc import Callable

from robot.errors import RobotError


class Complaints:
    """`say` prints a line. Called from any thread."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._broken: set[str] = set()
        self._lock = threading.Lock()

    def about(self, part: str, error: RobotError) -> None:
        """`part` does not work because of `error`."""
        with self._lock:
            news = part not in self._broken
            self._broken.add(part)
        if news:
            self._say(str(error))

    def works(self, part: str) -> bool:
        """`part` works; whether that is news."""
        with self._lock:
            news = part in self._broken
            self._broken.discard(part)
        return news
