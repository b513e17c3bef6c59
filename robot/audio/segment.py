"""The utterances of a whole recording: endpointing over a file instead of a microphone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from robot.audio.endpointing import Endpointer, Event, Timing, UtteranceEnded
from robot.audio.vad import CHUNK, SpeechProbability, VoiceActivity
from robot.config import Audio
from robot.turn import SAMPLE_RATE, Samples, Utterance


def utterances(sound: Samples | Iterable[Samples], vad: SpeechProbability, config: Audio) -> Iterator[Utterance]:
    """What was said in `sound` (samples, or blocks of them such as `wav.blocks`), 16 kHz mono int16.

    Silence and noise give none. `started` and `ended` are seconds from the beginning. Only the utterance under way is
    held in memory. `vad` is reset first.
    """
    vad.reset()
    endpointer = Endpointer(Timing.from_config(config))
    for chunk in chunks([sound] if isinstance(sound, np.ndarray) else sound):
        yield from _whole(endpointer.feed(chunk, vad.probability(_padded(chunk))))
    yield from _whole(endpointer.finish())


def speech_meter(config: Audio) -> Callable[[Samples], float]:
    """A function that tells how many seconds of some samples are speech. Raises AudioError without voice activity."""
    vad = VoiceActivity()
    lock = threading.Lock()

    def speech_seconds(samples: Samples) -> float:
        with lock:
            vad.reset()
            spoken = sum(vad.probability(_padded(chunk)) >= config.speech_threshold for chunk in chunks([samples]))
        return spoken * CHUNK / SAMPLE_RATE

    return speech_seconds


def chunks(blocks: Iterable[Samples], size: int = CHUNK) -> Iterator[Samples]:
    """Blocks of any length as pieces of `size`; the last one may be shorter. No sample is lost or added."""
    rest = np.zeros(0, np.int16)
    for block in blocks:
        joined = np.concatenate((rest, block)) if len(rest) else block
        whole = len(joined) // size * size
        for start in range(0, whole, size):
            yield joined[start : start + size]
        rest = joined[whole:]
    if len(rest):
        yield rest


def _padded(chunk: Samples) -> Samples:
    return chunk if len(chunk) == CHUNK else np.pad(chunk, (0, CHUNK - len(chunk)))


def _whole(events: tuple[Event, ...]) -> Iterator[Utterance]:
    return (event.utterance for event in events if isinstance(event, UtteranceEnded))
