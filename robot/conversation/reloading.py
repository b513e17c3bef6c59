"""The running robot takes up changed content by itself; what is broken leaves it as it was.

Content is an immutable snapshot: a new one is built and checked beside the old one, then swapped in by one assignment.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from robot import messages, paths
from robot.app import Robot
from robot.content import load
from robot.content.check import check
from robot.content.load import Content
from robot.errors import RobotError
from robot.yaml_source import Problem

_LOG = logging.getLogger(__name__)
_EVERY_SECONDS = 2.0
Signature = tuple[tuple[str, int, int], ...]


class Reloader:
    """Looks whether a file of the content has changed. `told` gets a line for people about every change.

    `seen`: the signature from before the robot read its content; building it takes seconds.
    """

    def __init__(self, robot: Robot, told: Callable[[str], None], seen: Signature | None = None) -> None:
        self._robot = robot
        self._told = told
        self._seen = signature() if seen is None else seen
        self._known = {problem.what for problem in _problems(robot.knowledge.content)}
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="content", daemon=True)

    def start(self) -> None:
        """Look every other second, in a thread."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._closed.set()

    def look(self) -> bool:
        """Look once; True when the robot goes on with new content."""
        now = signature()
        if now == self._seen:
            return False
        self._seen = now
        try:
            content = load.load()
            problems = _problems(content)
            # What cannot be loaded comes first: what refers to it is only a consequence.
            new = [each for each in (*content.problems, *problems) if each.what not in self._known]
            if new:
                self._tell("app.not_reloaded", first=new[0], count=len(new))
                return False
            self._robot.take_up(content)
        except RobotError as error:
            self._tell("app.not_reloaded", first=error.chinese, count=1)
            return False
        self._known = {problem.what for problem in problems}
        self._tell("app.reloaded", faq=len(content.faq), services=len(content.services))
        return True

    def _tell(self, key: str, **params: object) -> None:
        _LOG.info("%s", messages.en(key, **params))
        self._told(messages.zh(key, **params))

    def _watch(self) -> None:
        while not self._closed.wait(_EVERY_SECONDS):
            try:
                self.look()
            except Exception as error:  # whatever is in the files, the robot goes on
                _LOG.warning("content not reloaded: %s", type(error).__name__)


def _problems(content: Content) -> list[Problem]:
    return check(content, datetime.date.today(), None, None)


def signature() -> Signature:
    """Name, time and size of every file of the content: changes when an editor saves one."""
    files = (path for folder in (paths.KNOWLEDGE, paths.INTENTS) for path in sorted(folder.rglob("*.yaml")))
    return tuple(map(_stamp, files))


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), status.st_mtime_ns, status.st_size)
