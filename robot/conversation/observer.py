"""Who watches a conversation: a terminal, the page, a test."""

from __future__ import annotations

import logging
import traceback
from typing import Literal, Protocol

from robot.app import Turn
from robot.errors import RobotError

_LOG = logging.getLogger(__name__)

State = Literal["waiting", "listening", "thinking", "speaking"]


class Observer(Protocol):
    """Watches the conversation. Called from its threads; must return at once and never raise."""

    def state(self, state: State) -> None:
        """What the robot does now; told when it changes."""

    def partial(self, text: str) -> None:
        """What the recogniser has so far, where it streams."""

    def level(self, loudness: float) -> None:
        """How loud the microphone is, 0 to 1; told only while somebody sees it (Conversation.shows_partials)."""

    def turn(self, turn: Turn) -> None:
        """A turn is answered from now on."""

    def piece(self, number: int, text: str) -> None:
        """The piece of the reply that begins to be spoken now."""

    def forgotten(self) -> None:
        """The visitor is gone: whatever is left of them goes too."""

    def failed(self, error: RobotError) -> None:
        """Something does not work; the conversation goes on."""


class Quiet:
    """An observer that does nothing; others override what they need."""

    def state(self, state: State) -> None:
        """Ignored."""

    def partial(self, text: str) -> None:
        """Ignored."""

    def level(self, loudness: float) -> None:
        """Ignored."""

    def turn(self, turn: Turn) -> None:
        """Ignored."""

    def piece(self, number: int, text: str) -> None:
        """Ignored."""

    def forgotten(self) -> None:
        """Ignored."""

    def failed(self, error: RobotError) -> None:
        """Ignored."""


class Watchers(Quiet):
    """Several observers of one conversation, who may come and go."""

    def __init__(self, *observers: Observer) -> None:
        self._observers: tuple[Shielded, ...] = tuple(map(Shielded, observers))

    def add(self, observer: Observer) -> None:
        """Tell `observer` too, from now on."""
        self._observers = (*self._observers, Shielded(observer))

    def remove(self, observer: Observer) -> None:
        """Do not tell `observer` any more."""
        self._observers = tuple(each for each in self._observers if each.observer is not observer)

    def state(self, state: State) -> None:
        """Tell all."""
        for each in self._observers:
            each.state(state)

    def partial(self, text: str) -> None:
        """Tell all."""
        for each in self._observers:
            each.partial(text)

    def level(self, loudness: float) -> None:
        """Tell all."""
        for each in self._observers:
            each.level(loudness)

    def turn(self, turn: Turn) -> None:
        """Tell all."""
        for each in self._observers:
            each.turn(turn)

    def piece(self, number: int, text: str) -> None:
        """Tell all."""
        for each in self._observers:
            each.piece(number, text)

    def forgotten(self) -> None:
        """Tell all."""
        for each in self._observers:
            each.forgotten()

    def failed(self, error: RobotError) -> None:
        """Tell all."""
        for each in self._observers:
            each.failed(error)


class Shielded:
    """Passes everything on to `observer`; what goes wrong there is logged and harms nobody."""

    def __init__(self, observer: Observer) -> None:
        self.observer = observer

    def state(self, state: State) -> None:
        """Pass on."""
        try:
            self.observer.state(state)
        except Exception as error:
            log_fault(error)

    def partial(self, text: str) -> None:
        """Pass on."""
        try:
            self.observer.partial(text)
        except Exception as error:
            log_fault(error)

    def level(self, loudness: float) -> None:
        """Pass on."""
        try:
            self.observer.level(loudness)
        except Exception as error:
            log_fault(error)

    def turn(self, turn: Turn) -> None:
        """Pass on."""
        try:
            self.observer.turn(turn)
        except Exception as error:
            log_fault(error)

    def piece(self, number: int, text: str) -> None:
        """Pass on."""
        try:
            self.observer.piece(number, text)
        except Exception as error:
            log_fault(error)

    def forgotten(self) -> None:
        """Pass on."""
        try:
            self.observer.forgotten()
        except Exception as error:
            log_fault(error)

    def failed(self, error: RobotError) -> None:
        """Pass on."""
        try:
            self.observer.failed(error)
        except Exception as fault:
            log_fault(fault)


def log_fault(error: Exception) -> None:
    """Write down what kind of fault it was and where. Its text may quote what a visitor said, so it is left out."""
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    _LOG.error("%s\n%s", type(error).__name__, "".join(frames))


def as_robot_error(error: Exception) -> RobotError:
    """`error` as a line for the operator; a fault of ours is logged first."""
    if isinstance(error, RobotError):
        return error
    log_fault(error)
    return RobotError("run.fault", kind=type(error).__name__)
