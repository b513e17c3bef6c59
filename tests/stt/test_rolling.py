"""What is being said, shown while it is said."""

from __future__ import annotations

import threading

import numpy as np

from robot.stt.rolling import RollingStream
from robot.turn import SAMPLE_RATE, Samples, Transcript

LOUD = np.full(512, 8000, np.int16)
QUIET = np.full(512, 10, np.int16)


class Ear:
    """Says how many seconds it was given, when it is let."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.passes: list[int] = []
        self.done = threading.Semaphore(0)

    def glimpse(self, samples: Samples) -> str | None:
        self.passes.append(len(samples))
        assert self.go.acquire(timeout=30)
        self.done.release()
        return f"{len(samples)}"

    def whole(self, samples: Samples) -> Transcript:
        return Transcript(f"all {len(samples)}")


def _feed(stream: RollingStream, chunk: Samples, seconds: float) -> str:
    text = ""
    for _ in range(round(seconds * SAMPLE_RATE / len(chunk))):
        text = stream.accept(chunk)
    return text


def _settled(ear: Ear, stream: RollingStream) -> None:
    assert ear.done.acquire(timeout=30)
    while stream._busy.is_set():
        threading.Event().wait(0.005)


def test_text_comes_while_somebody_talks_one_pass_after_another() -> None:
    ear = Ear()
    stream = RollingStream(ear.glimpse, ear.whole)
    assert _feed(stream, LOUD, 1.0) == ""
    assert ear.passes == []
    _feed(stream, LOUD, 2.0)
    assert len(ear.passes) == 1  # the second waits for the first
    ear.go.release()
    _settled(ear, stream)
    assert stream.accept(LOUD) == str(ear.passes[0])
    ear.go.release()
    _settled(ear, stream)
    assert len(ear.passes) == 2 and ear.passes[1] > ear.passes[0]


def test_in_a_pause_no_pass_begins_so_that_the_answer_need_not_wait() -> None:
    ear = Ear()
    stream = RollingStream(ear.glimpse, ear.whole)
    _feed(stream, LOUD, 0.8)
    _feed(stream, QUIET, 2.0)
    assert ear.passes == []


def test_a_pass_of_the_utterance_before_counts_no_more() -> None:
    ear = Ear()
    stream = RollingStream(ear.glimpse, ear.whole)
    _feed(stream, LOUD, 1.5)
    assert stream.finish().text.startswith("all ")
    ear.go.release()
    assert ear.done.acquire(timeout=30)
    assert stream.accept(LOUD) == ""


def test_an_ear_that_is_busy_leaves_the_text_as_it_was() -> None:
    stream = RollingStream(lambda samples: None, lambda samples: Transcript(""))
    assert _feed(stream, LOUD, 3.0) == ""
