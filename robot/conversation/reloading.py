"""The running robot takes up changed content by itself; what is broken leaves it as it was.

Content is an immutable snapshot: a new one is built and checked beside the old one, then swapped in by one assignment.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from robot import messages, paths
from robot.app import Robot
from robot.content import halls
from robot.content.check import check
from robot.content.doubts import doubts
from robot.content.load import Content
from robot.conversation import report
from robot.conversation.learning import Learning
from robot.errors import RobotError
from robot.snapshot import loaded, with_places_for_now, without_places
from robot.yaml_source import Problem, Tree

_LOG = logging.getLogger(__name__)
_EVERY_SECONDS = 0.5
_SAVED = frozenset((".yaml", ".yml", ".txt"))
"""Endings of what editors save: a text file was surely meant to be one of the content."""
_LEARNS, _WAITS = "app.learning", "app.learning_all"
"""What is told while new content is being learned: it is in use already, or waits."""
Signature = tuple[tuple[str, int, int], ...]


class Reloader:
    """Looks whether a file of the content has changed. `told` gets a line for people about every change.

    `seen`: the signature from before the robot read its content; building it takes seconds. `learning`: where new
    content is learned while the robot goes on; None: here, before it is taken up.
    """

    def __init__(
        self,
        robot: Robot,
        told: Callable[[str], None],
        seen: Signature | None = None,
        learning: Learning | None = None,
    ) -> None:
        self._robot = robot
        self._learning = learning
        self._learned: Content | None = None
        """What is being learned."""
        self._told = told
        self._seen = signature() if seen is None else seen
        self._known: frozenset[str] | None = None
        """What was wrong when the robot began; None: not looked at yet, for that takes seconds."""
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="content", daemon=True)

    def start(self) -> None:
        """Look twice a second, in a thread."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._closed.set()
        if self._learning is not None:
            self._learning.close()

    def _begin(self) -> frozenset[str]:
        """What is wrong with the content that the robot has, reported once."""
        if self._known is None:
            content = with_places_for_now(self._robot.knowledge.content)
            problems = _problems(content)
            self._known = frozenset(problem.what for problem in problems)
            self._report(messages.zh("app.loaded", **_counts(content)), problems, content)
        return self._known

    def look(self) -> bool:
        """Look once; True when the robot goes on with new content."""
        try:
            return self._look()
        finally:
            Tree.forget_all()

    def _look(self) -> bool:
        known = self._begin()
        self._take_up_what_was_learned()
        now = signature()
        if now == self._seen:
            return False
        self._seen = now
        try:
            content = loaded()
            problems = _problems(content)
            # What cannot be loaded comes first: what refers to it is only a consequence.
            first = dict.fromkeys(each for each in (*content.problems, *problems) if each.what not in known)
            new = list(first)
            if new:
                told = self._tell("app.not_reloaded", first=new[0], count=len(new))
                self._report(told, [*new, *(each for each in problems if each not in first)], content)
                return False
            left = self._go_on(content)
        except RobotError as error:
            self._tell("app.not_reloaded", first=error.chinese, count=1)
            return False
        self._known = frozenset(problem.what for problem in problems)
        warnings = _warnings(content)
        key = "app.reloaded_warned" if warnings else "app.reloaded"
        done = self._tell(_WAITS if left == _WAITS else key, **_counts(content), first=(*warnings, "")[0])
        self._report(done, problems, content)
        if left == _LEARNS:
            self._tell(_LEARNS)
        return True

    def _go_on(self, content: Content) -> str | None:
        """Take `content` up; the message that tells what of it is still being learned, None: nothing."""
        content = without_places(content)
        if self._learning is None:
            self._robot.take_up(content)
            return None
        is_said = self._robot.say_anew(content)
        self._learning.begin()
        self._learned = content
        return _LEARNS if is_said else _WAITS

    def _take_up_what_was_learned(self) -> None:
        content = self._learned
        if content is None or self._learning is None or not self._learning.has_ended():
            return
        self._learned = None
        if not self._robot.take_up_kept(content):
            if signature() != self._seen:
                return  # saved again meanwhile: that is learned next
            self._robot.take_up(content)
        self._tell("app.learned")

    def _report(self, outcome: str, problems: Sequence[Problem], content: Content) -> None:
        report.write(outcome, problems, _warnings(content), datetime.datetime.now())

    def _tell(self, key: str, **params: object) -> str:
        _LOG.info("%s", messages.en(key, **params))
        self._told(messages.zh(key, **params))
        return messages.zh(key, **params)

    def _watch(self) -> None:
        while not self._closed.wait(_EVERY_SECONDS):
            try:
                self.look()
            except Exception as error:  # whatever is in the files, the robot goes on
                _LOG.warning("content not reloaded: %s", type(error).__name__)


def _problems(content: Content) -> list[Problem]:
    return check(content, datetime.date.today(), None, None)


def _warnings(content: Content) -> list[Problem]:
    return [*content.warnings, *doubts(content)]


def _counts(content: Content) -> dict[str, object]:
    return {"faq": len(content.faq), "services": len(content.services)}


def signature() -> Signature:
    """Name, time and size of every file of the content: changes when an editor saves one."""
    hall = halls.chosen()
    folders = (paths.KNOWLEDGE, paths.INTENTS, *([hall] if hall else []))
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return tuple(_stamp(path) for path in found if path.suffix.casefold() in _SAVED and path.name[0] not in ".~")


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), status.st_mtime_ns, status.st_size)
