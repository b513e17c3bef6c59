from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.audio.endpointing import Discarded, Endpointer, Event, SpeechStarted, Timing, UtteranceEnded
from robot.config import Audio
from robot.turn import SAMPLE_RATE, Samples

CHUNK = 512
TIMING = Timing.from_config(Audio())
SECOND = SAMPLE_RATE


def _source(length: int) -> Samples:
    """Sound in which a piece tells where it comes from."""
    return np.random.default_rng(7).integers(-30000, 30000, length).astype(np.int16)


def _run(pattern: Iterable[tuple[float, float]], timing: Timing = TIMING) -> tuple[list[Event], Samples]:
    """Events for (seconds, probability) after another, chunk by chunk."""
    probabilities = [p for seconds, p in pattern for _ in range(round(seconds * SECOND / CHUNK))]
    source = _source(len(probabilities) * CHUNK)
    endpointer = Endpointer(timing)
    events: list[Event] = []
    for index, probability in enumerate(probabilities):
        events += endpointer.feed(source[index * CHUNK : (index + 1) * CHUNK], probability)
    return [*events, *endpointer.finish()], source


def _kinds(events: list[Event]) -> str:
    letters = {SpeechStarted: "S", UtteranceEnded: "U", Discarded: "d"}
    return "".join(letters[type(event)] for event in events)


def _utterances(events: list[Event]) -> list[UtteranceEnded]:
    return [event for event in events if isinstance(event, UtteranceEnded)]


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ([(5, 0.0)], ""),
        ([(5, 0.49)], ""),
        ([(1, 0), (2, 0.9), (2, 0)], "SU"),
        ([(1, 0), (0.16, 0.9), (2, 0)], "d"),
        ([(1, 0), (0.16, 0.9), (0.4, 0), (0.16, 0.9), (2, 0)], "d"),
        ([(1, 0), (0.16, 0.9), (0.064, 0), (0.16, 0.9), (2, 0)], "SU"),
        ([(0.16, 0.9), (2, 0), (1, 0.9), (2, 0)], "dSU"),
        ([(1, 0.9), (0.6, 0), (1, 0.9), (2, 0)], "SU"),
        ([(1, 0.9), (1.0, 0), (1, 0.9), (2, 0)], "SUSU"),
        ([(1, 0.9), (3, 0.4), (2, 0)], "SU"),
        ([(1, 0.9), (0.1, 0.1), (3, 0.4), (1, 0.9)], "SUSU"),
        ([(1, 0.9)], "SU"),
        ([(0.1, 0.9)], "d"),
        ([(45, 0.9)], "SUSUSU"),
    ],
)
def test_what_happens(pattern: list[tuple[float, float]], kinds: str) -> None:
    events, _ = _run(pattern)
    assert _kinds(events) == kinds


def test_a_pause_just_short_of_the_end_silence_does_not_cut_and_the_end_silence_does() -> None:
    end = TIMING.end_silence / SECOND
    chunk = CHUNK / SECOND
    assert _kinds(_run([(1, 0.9), (end - chunk, 0), (1, 0.9), (2, 0)])[0]) == "SU"
    assert _kinds(_run([(1, 0.9), (end, 0), (1, 0.9), (2, 0)])[0]) == "SUSU"


def test_pre_roll_before_and_a_short_tail_after() -> None:
    events, source = _run([(2.048, 0), (1.024, 0.9), (2.048, 0)])
    (ended,) = _utterances(events)
    assert ended.utterance.started == pytest.approx(2.048 - 0.4)
    assert ended.utterance.ended == pytest.approx(3.072 + 0.2)
    begin = round(ended.utterance.started * SECOND)
    assert np.array_equal(ended.utterance.samples, source[begin : begin + len(ended.utterance.samples)])
    assert ended.complete


def test_speech_started_tells_the_onset_as_soon_as_it_is_sure() -> None:
    endpointer = Endpointer(TIMING)
    fed = 0
    while not (events := endpointer.feed(np.zeros(CHUNK, np.int16), 0.9)):
        fed += CHUNK
    assert events == (SpeechStarted(0.0),)
    assert fed + CHUNK == pytest.approx(TIMING.min_speech, abs=CHUNK)
    assert endpointer.speaking


def test_a_first_syllable_that_stands_alone_is_kept() -> None:
    events, _ = _run([(1.024, 0), (0.128, 0.9), (0.512, 0), (1.024, 0.9), (2, 0)])
    (ended,) = _utterances(events)
    assert ended.utterance.started <= 1.024


def test_the_longest_utterance_is_cut_in_a_pause_when_there_was_one_lately() -> None:
    events, _ = _run([(17.92, 0.9), (0.32, 0), (6.4, 0.9), (2, 0)])
    first, second = _utterances(events)
    assert first.utterance.ended == pytest.approx(17.92 + 0.32)
    assert not first.complete
    assert second.complete
    assert second.utterance.started == first.utterance.ended


def test_without_a_pause_it_is_cut_at_its_length_and_nothing_is_lost() -> None:
    events, source = _run([(50, 0.9), (2, 0)])
    utterances = [event.utterance for event in _utterances(events)]
    assert [len(utterance.samples) for utterance in utterances[:2]] == [TIMING.longest] * 2
    joined = np.concatenate([utterance.samples for utterance in utterances])
    assert np.array_equal(joined, source[: len(joined)])
    assert len(joined) >= 49.9 * SECOND


def test_the_longest_utterance_that_ends_in_a_pause_is_delivered_without_that_pause() -> None:
    timing = replace(TIMING, end_silence=5 * SECOND, longest=4 * SECOND)
    events, _ = _run([(2.56, 0.9), (4, 0)], timing)
    assert _kinds(events) == "SU"
    assert _utterances(events)[0].utterance.ended == pytest.approx(2.56 + 0.2)


def test_quieter_speech_above_the_release_still_belongs_to_it() -> None:
    events, _ = _run([(1.024, 0.9), (2.048, 0.4), (2, 0)])
    assert _utterances(events)[0].utterance.ended == pytest.approx(3.072 + 0.2)


def test_a_tail_never_makes_it_longer_than_the_longest() -> None:
    timing = replace(TIMING, longest=12_000, end_silence=8_000, tail=4_000, min_speech=1_000)
    endpointer = Endpointer(timing)
    events = [*endpointer.feed(_source(11_900), 0.9), *endpointer.feed(_source(1_500), 0.0)]
    assert _kinds(events) == "SU"
    assert len(_utterances(events)[0].utterance.samples) == 12_000


def test_skipping_forgets_and_keeps_the_time() -> None:
    endpointer = Endpointer(TIMING)
    for _ in range(30):
        endpointer.feed(np.ones(CHUNK, np.int16), 0.9)
    endpointer.skip(5 * SECOND)
    assert not endpointer.speaking
    assert endpointer.finish() == ()
    assert endpointer.seconds == pytest.approx(30 * CHUNK / SECOND + 5)
    events = [event for _ in range(30) for event in endpointer.feed(np.zeros(CHUNK, np.int16), 0.9)]
    assert events == [SpeechStarted(30 * CHUNK / SECOND + 5)]


@pytest.mark.parametrize(
    "audio",
    [
        Audio(longest_utterance_seconds=2, pre_roll_seconds=2, min_speech_seconds=2, end_silence_seconds=5),
        Audio(longest_utterance_seconds=2, pre_roll_seconds=0, min_speech_seconds=0.05, end_silence_seconds=0.2),
    ],
)
def test_odd_settings_still_hear(audio: Audio) -> None:
    events, _ = _run([(3, 0), (3, 0.9), (6, 0)], Timing.from_config(audio))
    assert _utterances(events)
    assert sum(len(event.utterance.samples) for event in _utterances(events)) >= 2.9 * SECOND


_timings = st.builds(
    Timing,
    threshold=st.just(0.5),
    release=st.sampled_from([0.2, 0.35, 0.5]),
    min_speech=st.integers(1, 3000),
    end_silence=st.integers(200, 8000),
    pre_roll=st.integers(0, 3000),
    longest=st.integers(12_000, 40_000),
    tail=st.integers(0, 4000),
    dip=st.integers(1, 2000),
)
_chunks = st.lists(
    st.tuples(st.integers(1, 1500), st.sampled_from([0.0, 0.3, 0.4, 0.6, 1.0]), st.integers(1, 12)), max_size=40
)


@given(_timings, _chunks)
def test_no_sample_is_lost_doubled_or_out_of_place(timing: Timing, runs: list[tuple[int, float, int]]) -> None:
    sizes = [(size, probability) for size, probability, times in runs for _ in range(times)]
    source = _source(sum(size for size, _ in sizes))
    endpointer, events, position = Endpointer(timing), [], 0
    for size, probability in sizes:
        events += endpointer.feed(source[position : position + size], probability)
        position += size
    events += endpointer.finish()
    last_end = 0
    for event in _utterances(events):
        utterance = event.utterance
        begin, end = round(utterance.started * SECOND), round(utterance.ended * SECOND)
        assert begin >= last_end
        assert 0 < len(utterance.samples) == end - begin <= timing.longest
        assert np.array_equal(utterance.samples, source[begin:end])
        last_end = end
    assert last_end <= position
    started_and_ended = _kinds(events).replace("d", "")
    assert started_and_ended == "SU" * len(_utterances(events))


@given(_timings, st.data())
def test_pauses_shorter_than_the_end_silence_never_cut(timing: Timing, data: st.DataObject) -> None:
    timing = replace(timing, longest=10_000_000)
    parts = [(timing.min_speech, 1.0)]
    for _ in range(data.draw(st.integers(0, 8))):
        pause = data.draw(st.integers(1, timing.end_silence - 1))
        parts += [(pause, 0.0), (data.draw(st.integers(1, 4000)), 1.0)]
    endpointer = Endpointer(timing)
    events = [event for size, p in parts for event in endpointer.feed(np.zeros(size, np.int16), p)]
    events += endpointer.finish()
    assert _kinds(events) == "SU"
    assert len(_utterances(events)[0].utterance.samples) == sum(size for size, _ in parts)
