"""All pages that are open: how many there may be, which one is the robot's own screen, whose visitor comes back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from robot.app import Robot
from robot.conversation.stage import Stage
from robot.dialogue.session import Session
from robot.web.memory import give_back
from robot.web.page import OwnPage, Page, StagePage
from robot.web.player import Line
from robot.web.protocol import Hello, Welcome

_LEAVE_SECONDS = 5.0
"""How long a page that comes back waits for its former line to be closed: an answer being made is finished first."""


class Pages:
    """Opens and closes pages. Safe between threads; `clock` is any steady clock in seconds."""

    def __init__(self, robot: Robot, stage: Stage | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._robot, self._stage, self._clock = robot, stage, clock
        self._lock = threading.Condition()
        self._open: dict[str, Page] = {}
        self._leaving: set[str] = set()
        self._gone: dict[str, tuple[float, Session]] = {}

    @property
    def open(self) -> int:
        """How many pages are open."""
        return len(self._open)

    def enter(self, hello: Hello, line: Line, on_this_machine: bool) -> tuple[Page, Welcome] | None:
        """A page for `line`, which takes the place of its former line; None when there are too many."""
        self._close_former(hello.key)
        with self._lock:
            if len(self._open) >= self._robot.config.web.most_pages or hello.key in self._open:
                return None
            session = self._remembered(hello.key)
            page = self._page(hello, line, on_this_machine, session)
            self._open[hello.key] = page
        own_sound = isinstance(page, StagePage)  # its conversation went on while the line was lost
        return page, self._welcome(own_sound, own_sound or session is not None)

    def leave(self, key: str, page: Page) -> None:
        """The page's line is gone. Its visitor is remembered for a while, in case only the line was lost."""
        with self._lock:
            if self._open.get(key) is not page or key in self._leaving:
                return
            self._leaving.add(key)
        session = page.close()
        with self._lock:  # at once: who comes back finds either the page or its visitor
            del self._open[key]
            self._leaving.remove(key)
            if isinstance(page, OwnPage):
                self._gone[key] = (self._clock() + self.remembered_seconds, session)
            self._lock.notify_all()
        give_back()

    def changed(self) -> None:
        """The content is new: every page asks for it again."""
        for page in list(self._open.values()):
            page.changed()

    def drop_all(self) -> None:
        """Close every line; the pages come back by themselves."""
        for page in list(self._open.values()):
            page.drop()

    def close(self) -> None:
        """Close all pages and forget everybody."""
        for key, page in list(self._open.items()):
            self.leave(key, page)
        self._gone.clear()

    @property
    def remembered_seconds(self) -> float:
        """How long a visitor whose line was lost is remembered."""
        return self._robot.config.privacy.forget_after_seconds

    def forget_gone(self) -> None:
        """Forget those who have been gone for too long."""
        with self._lock:
            self._forget_gone()

    def _close_former(self, key: str) -> None:
        """Only the page itself knows its key: while it is in use, its former line is dead and nobody has noticed."""
        former = self._open.get(key)
        if former is not None:
            former.drop()
            self.leave(key, former)
        with self._lock:
            self._lock.wait_for(lambda: key not in self._leaving, _LEAVE_SECONDS)

    def _forget_gone(self) -> None:
        now = self._clock()
        self._gone = {each: (until, session) for each, (until, session) in self._gone.items() if until > now}

    def _remembered(self, key: str) -> Session | None:
        self._forget_gone()
        found = self._gone.pop(key, None)
        return found[1] if found else None

    def _page(self, hello: Hello, line: Line, on_this_machine: bool, session: Session | None) -> Page:
        taken = any(isinstance(page, StagePage) for page in self._open.values())
        if self._stage is not None and on_this_machine and not taken:
            return StagePage(self._robot, line, self._stage.conversation, self._stage.watchers)
        return OwnPage(self._robot, line, hello.speaker, session, self._clock)

    def _welcome(self, own_sound: bool, resumed: bool) -> Welcome:
        return Welcome(
            type="welcome",
            listens=self._robot.recogniser is not None,
            speaks=self._robot.speech is not None,
            own_sound=own_sound,
            resumed=resumed,
            forget_after_seconds=self.remembered_seconds,
        )
