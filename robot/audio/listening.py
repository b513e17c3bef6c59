"""Which utterances are meant for the robot (`wake.mode`). Pure: time is handed in, and so is the ear for the phrase.

- `always`: every utterance.
- `phrase`: after the wake phrase, until nobody has spoken (visitor or robot) for `awake_seconds`.
- `button`: one utterance after each press, begun within `awake_seconds`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from robot.config import Wake

WakeEar = Callable[[str], str | None]
"""A transcript to what follows the wake phrase in it ("" when nothing does), or None where there is no wake phrase."""


@dataclass(frozen=True, slots=True)
class Understand:
    """The utterance is for the robot: `text`, without the wake phrase, goes to understanding."""

    text: str


@dataclass(frozen=True, slots=True)
class Woken:
    """The robot was called and nothing more: it shows (and may say) that it listens."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Not for the robot: nothing was said, or nobody had called it."""

    reason: Literal["no words", "asleep"]


Decision = Understand | Woken | Ignored


class Listening:
    """Keeps whether the robot is awake. All times are seconds of one steady clock."""

    def __init__(self, config: Wake, wake_ear: WakeEar) -> None:
        self._mode = config.mode
        self._patience = config.awake_seconds
        self._wake_ear = wake_ear
        self._since = self._until = float("-inf")
        self._robot_talks = False
        self._visitor_talks = False

    def awake(self, now: float) -> bool:
        """Whether an utterance that begins now would be for the robot: what the screen shows."""
        return self._mode == "always" or now < self._until or self._robot_talks or self._visitor_talks

    def worth_recognising(self, started: float, ended: float) -> bool:
        """Whether the utterance has to be transcribed at all; without the button's press it has not."""
        return self._mode != "button" or self._open(started, ended)

    def pressed(self, now: float) -> None:
        """The button, a touch on the screen, a typed question: the robot listens."""
        self._wake(now, now)

    def visitor_talks(self, now: float, talks: bool) -> None:
        """A visitor begins or ends an utterance; begun while the robot is awake, it may take as long as it likes."""
        self._visitor_talks = talks and self.awake(now)

    def robot_talks(self, now: float, talks: bool) -> None:
        """The robot begins or ends to talk; its patience with the visitor starts when it ends."""
        if talks:
            self._robot_talks = self._mode == "phrase" and self.awake(now)
        elif self._robot_talks:
            self._robot_talks = False
            self._until = max(self._until, now + self._patience)

    def heard(self, now: float, text: str, started: float, ended: float) -> Decision:
        """What becomes of the transcript `text` of the utterance that lasted from `started` to `ended`.

        `now` may be seconds later: recognising takes its time, and what the visitor said meanwhile counts.
        """
        is_open = self._open(started, ended)
        if not text:
            return Ignored("no words")
        rest = self._wake_ear(text)
        if self._mode == "always":
            return Understand(rest or text)
        if not is_open and (rest is None or self._mode == "button"):
            return Ignored("asleep")
        if self._mode == "button":
            self.sleep()
            return Understand(rest or text)
        self._wake(self._since if is_open else ended, now)
        if rest is None:
            return Understand(text)
        return Understand(rest) if rest else Woken()

    def sleep(self) -> None:
        """The visitor said goodbye, or was served."""
        self._since = self._until = float("-inf")
        self._robot_talks = self._visitor_talks = False

    def _open(self, started: float, ended: float) -> bool:
        """Whether it ended after the robot was woken and began before the robot fell asleep again."""
        return self._mode == "always" or (ended > self._since and (started < self._until or self._robot_talks))

    def _wake(self, since: float, now: float) -> None:
        self._since = since
        self._until = max(self._until, now + self._patience)
