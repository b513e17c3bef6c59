"""Where an utterance begins and ends. Pure: no device, no clock; time is the number of samples fed.

A chunk counts as voice from the threshold on, and then as long as it stays above the lower release (hysteresis).
Voice that lasts `min_speech` makes an utterance of everything since shortly before its onset; `end_silence` ends it.
Shorter sounds (coughs, knocks) are discarded, but they do belong to the utterance when speech follows within
`end_silence`: a visitor's first syllable may stand alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np

from robot.config import Audio
from robot.turn import SAMPLE_RATE, Samples, Utterance

_TAIL_SECONDS = 0.2
"""Silence left at the end of an utterance: recognisers swallow a last syllable that ends abruptly."""
_DIP_SECONDS = 0.1
"""A stop consonant's closure; it does not interrupt voice that is being counted towards `min_speech`."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Thresholds are probabilities of speech, everything else is a number of samples at 16 kHz."""

    threshold: float
    release: float
    min_speech: int
    end_silence: int
    pre_roll: int
    longest: int
    tail: int = round(_TAIL_SECONDS * SAMPLE_RATE)
    dip: int = round(_DIP_SECONDS * SAMPLE_RATE)

    @classmethod
    def from_config(cls, audio: Audio) -> Timing:
        """The timing of config.yaml; a part never takes more than a quarter of the longest utterance."""
        longest = _samples(audio.longest_utterance_seconds)
        return cls(
            threshold=audio.speech_threshold,
            release=audio.speech_release,
            min_speech=min(_samples(audio.min_speech_seconds), longest // 4),
            end_silence=_samples(audio.end_silence_seconds),
            pre_roll=min(_samples(audio.pre_roll_seconds), longest // 4),
            longest=longest,
        )


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody speaks, since `at` seconds."""

    at: float


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """A whole utterance; `complete` is False where it was only cut because it reached the longest length.

    `utterance.started` and `.ended` are those of its first and last sample, pre-roll and tail included.
    """

    utterance: Utterance
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Discarded:
    """A sound too short for speech, in seconds."""

    started: float
    ended: float


Event = SpeechStarted | UtteranceEnded | Discarded


class Endpointer:
    """Feed chunks with their probability of speech, in order; get events."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._kept: deque[Samples] = deque()
        self._begin = 0
        self._end = 0
        self._state: Literal["idle", "perhaps", "speech"] = "idle"
        self._voiced = False
        self._onset = 0
        self._run = 0
        self._silence = 0
        self._pause_end = 0

    @property
    def seconds(self) -> float:
        """How much has been fed."""
        return self._end / SAMPLE_RATE

    @property
    def speaking(self) -> bool:
        """Whether an utterance is going on."""
        return self._state == "speech"

    def feed(self, chunk: Samples, probability: float) -> tuple[Event, ...]:
        """Take the next chunk (any length) and its probability of speech; what has happened with it."""
        self._voiced = probability >= (self._timing.release if self._voiced else self._timing.threshold)
        self._append(chunk)
        if self._state == "idle":
            if not self._voiced:
                self._keep_pre_roll()
                return ()
            self._begin_perhaps(self._end - len(chunk))
        events: list[Event] = []
        self._count(len(chunk))
        self._confirm(events)
        if self._silence >= self._timing.end_silence:
            self._close(events, complete=True)
        while self._state != "idle" and self._length >= self._timing.longest:
            self._cut(events)
        return tuple(events)

    def finish(self) -> tuple[Event, ...]:
        """The sound is over (end of a file, microphone lost): what was going on ends here."""
        events: list[Event] = []
        if self._state != "idle":
            self._close(events, complete=True)
        self.skip(0)
        return tuple(events)

    def skip(self, samples: int) -> None:
        """Let `samples` pass unheard (the robot itself is talking); an utterance under way is forgotten."""
        self._kept.clear()
        self._end += samples
        self._begin = self._end
        self._state, self._voiced = "idle", False

    @property
    def _length(self) -> int:
        return self._end - self._begin

    def _append(self, chunk: Samples) -> None:
        self._kept.append(chunk)
        self._end += len(chunk)

    def _begin_perhaps(self, onset: int) -> None:
        self._state = "perhaps"
        self._onset = self._pause_end = onset
        self._run = self._silence = 0

    def _count(self, size: int) -> None:
        if self._voiced:
            self._run += size
            self._silence = 0
            return
        self._silence += size
        self._pause_end = self._end
        if self._silence >= self._timing.dip:
            self._run = 0

    def _confirm(self, events: list[Event]) -> None:
        if self._state == "perhaps" and self._run >= self._timing.min_speech:
            self._state = "speech"
            events.append(SpeechStarted(self._onset / SAMPLE_RATE))

    def _close(self, events: list[Event], *, complete: bool) -> None:
        """End in a silence: speech is delivered with a short tail, the rest of the silence is the next pre-roll."""
        voice_end = self._end - self._silence
        if self._state == "speech":
            until = min(voice_end + self._timing.tail, self._end, self._begin + self._timing.longest)
            self._deliver(events, until, complete=complete)
        else:
            events.append(Discarded(self._onset / SAMPLE_RATE, voice_end / SAMPLE_RATE))
        self._state = "idle"
        self._keep_pre_roll()

    def _cut(self, events: list[Event]) -> None:
        """The longest length is reached: cut in the last pause if there was one lately, else right here."""
        if not self._voiced:
            self._close(events, complete=False)
            return
        limit = self._begin + self._timing.longest
        late = self._begin + self._timing.longest * 3 // 4
        at = self._pause_end if late <= self._pause_end <= limit else limit
        if self._state == "speech":
            self._deliver(events, at, complete=False)
        else:
            events.append(Discarded(self._onset / SAMPLE_RATE, at / SAMPLE_RATE))
            self._drop_until(at)
        self._begin_perhaps(at)
        self._run = self._end - at
        self._confirm(events)

    def _deliver(self, events: list[Event], until: int, *, complete: bool) -> None:
        started, samples = self._begin, self._take_until(until)
        utterance = Utterance(samples, started / SAMPLE_RATE, until / SAMPLE_RATE)
        events.append(UtteranceEnded(utterance, complete))

    def _take_until(self, position: int) -> Samples:
        sound = np.concatenate(self._kept)
        size = position - self._begin
        self._kept = deque([sound[size:].copy()]) if size < len(sound) else deque()
        self._begin = position
        return sound[:size]

    def _drop_until(self, position: int) -> None:
        while self._kept and self._begin + len(self._kept[0]) <= position:
            self._begin += len(self._kept.popleft())
        if self._kept and self._begin < position:
            self._kept[0] = self._kept[0][position - self._begin :]
            self._begin = position

    def _keep_pre_roll(self) -> None:
        self._drop_until(self._end - self._timing.pre_roll)


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
