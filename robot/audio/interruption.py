"""When a visitor who speaks stops the robot, and when the robot goes on after all. Pure: time is handed in.

    talking --voice for barge_in--> paused --words--> stopped
                                    paused --no words--> talking again (resume)

Without echo cancellation the microphone hears the robot itself, so that it is ignored while the robot talks and for
a short while after (half duplex); a touch or a command still stops it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from robot.config import Audio

_GAP_SECONDS = 0.3
"""Between syllables; a longer silence begins the count of the visitor's speech anew."""
_ECHO_TAIL_SECONDS = 0.3
"""How long a hall goes on sounding after the loudspeaker stopped, its own buffer included."""
_LONGEST_RECOGNITION_SECONDS = 15.0
"""A recogniser that has not answered by then never will."""
_ENDPOINT_MARGIN_SECONDS = 0.2


class Action(Enum):
    """What the speaker has to do."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds are probabilities, times are seconds."""

    full_duplex: bool
    threshold: float
    release: float
    barge_in: float
    no_words: float

    @classmethod
    def from_config(cls, audio: Audio) -> Rules:
        """`no_words` never undercuts the silence that ends an utterance: no words can come before that."""
        return cls(
            full_duplex=audio.echo_cancellation,
            threshold=audio.speech_threshold,
            release=audio.speech_release,
            barge_in=audio.barge_in_seconds,
            no_words=max(audio.false_interruption_seconds, audio.end_silence_seconds + _ENDPOINT_MARGIN_SECONDS),
        )


class Interruption:
    """Tell it what happens and when (seconds of one steady clock); it answers with what the speaker has to do."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._state: Literal["silent", "talking", "paused"] = "silent"
        self._interruptible = True
        self._interrupted = False
        self._echo_until = float("-inf")
        self._recognising_until: float | None = None
        self._voiced = False
        self._heard = 0.0
        self._last_voice = float("-inf")

    @property
    def talking(self) -> bool:
        """Whether the robot is in the middle of a reply, paused or not."""
        return self._state != "silent"

    def hears(self, now: float) -> bool:
        """Whether what the microphone hears now comes from a visitor, and may be listened to."""
        return self._rules.full_duplex or (not self.talking and now >= self._echo_until)

    def reply_started(self, now: float, *, interruptible: bool = True) -> None:
        """The robot begins to talk; safety notices are not `interruptible`."""
        self._state = "talking"
        self._interruptible = interruptible
        self._interrupted = False
        self._recognising_until = None
        self._forget_voice()

    def reply_ended(self, now: float) -> None:
        """The robot has said it all, or its speaker is gone."""
        if self.talking:
            self._fall_silent(now)

    def voice(self, now: float, probability: float, seconds: float) -> tuple[Action, ...]:
        """The microphone's chunk that ended `now` and lasted `seconds`, with its probability of speech."""
        if not (self.talking and self._rules.full_duplex and self._interruptible):
            return ()
        self._voiced = probability >= (self._rules.release if self._voiced else self._rules.threshold)
        if self._voiced:
            self._last_voice = now
            self._heard += seconds
        elif now - self._last_voice > _GAP_SECONDS:
            self._heard = 0.0
        if self._state == "talking" and self._heard >= self._rules.barge_in - 1e-9:
            self._state = "paused"
            self._interrupted = True
            self._recognising_until = None
            return (Action.PAUSE,)
        return self.tick(now)

    def recognising(self, now: float) -> None:
        """An utterance went to the recogniser: wait for its words, the robot stays paused meanwhile."""
        if self._state == "paused":
            self._recognising_until = now + _LONGEST_RECOGNITION_SECONDS

    def words(self, now: float, *, heard: bool) -> tuple[Action, ...]:
        """The recogniser's answer: whether the utterance held words (`heard`), or was noise or a cough after all.

        Words that come too late, when the robot has already gone on, stop it as well. An "嗯" that never paused it
        does not; a command to stop in such a short utterance is a `touched`.
        """
        interrupted, self._interrupted = self._interrupted, False
        self._recognising_until = None
        if not (self.talking and interrupted):
            return ()
        if heard:
            self._fall_silent(now)
            return (Action.STOP,)
        return self._resume(now) if self._state == "paused" else ()

    def touched(self, now: float) -> tuple[Action, ...]:
        """A touch on the screen, a button, or the command to stop: it always stops the robot."""
        if not self.talking:
            return ()
        self._fall_silent(now)
        return (Action.STOP,)

    def tick(self, now: float) -> tuple[Action, ...]:
        """Time passes."""
        if self._state != "paused":
            return ()
        if self._recognising_until is not None:
            return self._resume(now) if now >= self._recognising_until else ()
        return self._resume(now) if now - self._last_voice >= self._rules.no_words else ()

    def _resume(self, now: float) -> tuple[Action, ...]:
        self._state = "talking"
        self._recognising_until = None
        self._forget_voice()
        return (Action.RESUME,)

    def _fall_silent(self, now: float) -> None:
        self._state = "silent"
        self._echo_until = now + _ECHO_TAIL_SECONDS
        self._recognising_until = None
        self._forget_voice()

    def _forget_voice(self) -> None:
        self._voiced = False
        self._heard = 0.0
        self._last_voice = float("-inf")
