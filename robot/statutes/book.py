"""The law as the dialogue asks for it: the statute database, opened when it is first needed and silent where it cannot
be had, and the regulations of the content."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from robot.errors import RobotError
from robot.statutes.database import Article, StatuteDatabase
from robot.statutes.names import full_name, law_named, successor
from robot.statutes.regulations import Regulations
from robot.statutes.search import Hit, StatuteSearch

_LOG = logging.getLogger(__name__)
Opened = tuple[StatuteDatabase, StatuteSearch]


class StatuteBook:
    """Articles by name and by question; where the database is not installed there are the regulations alone."""

    def __init__(self, opening: Callable[[], Opened] | None = None, regulations: Regulations | None = None) -> None:
        """`opening` opens database and search; it may raise RobotError, and is called once at most."""
        self._opening = opening
        self._regulations = regulations or Regulations()
        self._opened: Opened | None = None
        self._lock = threading.Lock()
        self.problem: RobotError | None = None
        """Why there are no statutes, or why their index is not kept; known once they were opened."""

    def open(self) -> Opened | None:
        """Database and search; takes seconds the first time on a machine."""
        with self._lock:
            if self._opened is None and self._opening is not None:
                try:
                    self._opened = self._opening()
                    self.problem = self._opened[1].problem
                except RobotError as error:
                    self._failed(error)
                self._opening = None
        return self._opened

    def _failed(self, error: RobotError) -> None:
        _LOG.warning("no statutes: %s", error.key)
        self._opened, self.problem = None, error

    def article(self, law: str, number: str) -> Article | None:
        """Article `number` (第四十七条) of the law or regulation called `law`, in any of its names."""
        held = self._regulations.article(law, number)
        opened = self.open() if held is None else None
        if opened is None:
            return held
        full = full_name(law, [each.name for each in opened[0].laws()])
        try:
            return opened[0].article(full, number) if full else None
        except RobotError as error:
            self._failed(error)
            return None

    def law(self, said: str) -> str | None:
        """The full name of the law or regulation called `said`; None when there is none in force."""
        held = self._regulations.full_name(said)
        if held is not None:
            return held
        opened = self.open()
        return full_name(said, [each.name for each in opened[0].laws()]) if opened else None

    def successor(self, said: str) -> tuple[str, str] | None:
        """The repealed law called `said` and the one that took its place; None for others."""
        opened = self.open()
        return successor(said, [each.name for each in opened[0].laws()]) if opened else None

    def law_in(self, question: str) -> str | None:
        """The law that `question` names."""
        opened = self.open()
        return law_named(question, [each.name for each in opened[0].laws()]) if opened else None

    def best(self, question: str) -> Hit | None:
        """The article that answers `question` best."""
        opened = self.open()
        try:
            hits = opened[1].search(question, 1) if opened else ()
        except RobotError as error:
            self._failed(error)
            return None
        return hits[0] if hits else None
