from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.audio.interruption import Action, Interruption, Rules
from robot.config import Audio

CHUNK = 0.032
FULL = Rules.from_config(Audio(echo_cancellation=True))
HALF = Rules.from_config(Audio(echo_cancellation=False))


class _Hall:
    """Feeds voice chunk by chunk and writes down when the speaker was told what."""

    def __init__(self, rules: Rules = FULL, interruptible: bool = True) -> None:
        self.machine = Interruption(rules)
        self.now = 0.0
        self.told: list[tuple[float, Action]] = []
        self.machine.reply_started(0.0, interruptible=interruptible)

    def voice(self, seconds: float, probability: float) -> None:
        for _ in range(round(seconds / CHUNK)):
            self.now += CHUNK
            self.note(self.machine.voice(self.now, probability, CHUNK))

    def note(self, actions: tuple[Action, ...]) -> None:
        self.told += [(self.now, action) for action in actions]

    @property
    def actions(self) -> list[Action]:
        return [action for _, action in self.told]


def test_half_a_second_of_speech_pauses_and_words_stop() -> None:
    hall = _Hall()
    hall.voice(2, 0.0)
    hall.voice(1, 0.9)
    assert hall.actions == [Action.PAUSE]
    assert hall.told[0][0] == pytest.approx(2 + 0.5, abs=0.05)
    hall.voice(0.8, 0.0)
    hall.machine.recognising(hall.now)
    hall.voice(3, 0.0)
    hall.note(hall.machine.words(hall.now, heard=True))
    assert hall.actions == [Action.PAUSE, Action.STOP]
    assert not hall.machine.talking


def test_without_words_it_goes_on_after_the_configured_time() -> None:
    hall = _Hall()
    hall.voice(0.6, 0.9)
    hall.voice(3, 0.0)
    assert hall.actions == [Action.PAUSE, Action.RESUME]
    assert hall.told[1][0] == pytest.approx(0.6 + 2.0, abs=0.1)
    assert hall.machine.talking


def test_it_does_not_go_on_while_the_visitor_still_speaks() -> None:
    hall = _Hall()
    hall.voice(8, 0.9)
    assert hall.actions == [Action.PAUSE]


def test_a_cough_that_the_recogniser_makes_nothing_of_resumes_at_once() -> None:
    hall = _Hall()
    hall.voice(0.6, 0.9)
    hall.voice(0.9, 0.0)
    hall.machine.recognising(hall.now)
    hall.note(hall.machine.words(hall.now, heard=False))
    assert hall.actions == [Action.PAUSE, Action.RESUME]


def test_a_slow_recogniser_is_waited_for_but_not_for_ever() -> None:
    hall = _Hall()
    hall.voice(0.6, 0.9)
    hall.machine.recognising(hall.now)
    hall.voice(10, 0.0)
    assert hall.actions == [Action.PAUSE]
    hall.voice(10, 0.0)
    assert hall.actions == [Action.PAUSE, Action.RESUME]


def test_words_that_come_after_it_went_on_still_stop_it() -> None:
    hall = _Hall()
    hall.voice(0.6, 0.9)
    hall.voice(3, 0.0)
    hall.note(hall.machine.words(hall.now, heard=True))
    assert hall.actions == [Action.PAUSE, Action.RESUME, Action.STOP]


@pytest.mark.parametrize(
    "sounds",
    [
        [(0.4, 0.9), (1, 0.0)],
        [(0.4, 0.9), (0.5, 0.0), (0.4, 0.9), (0.5, 0.0)],
        [(5, 0.45)],
        [(5, 0.0)],
    ],
)
def test_too_little_speech_changes_nothing(sounds: list[tuple[float, float]]) -> None:
    hall = _Hall()
    for seconds, probability in sounds:
        hall.voice(seconds, probability)
    hall.note(hall.machine.words(hall.now, heard=True))
    assert hall.actions == []


def test_gaps_between_syllables_do_not_begin_the_count_anew() -> None:
    hall = _Hall()
    for _ in range(3):
        hall.voice(0.2, 0.9)
        hall.voice(0.16, 0.1)
    assert hall.actions == [Action.PAUSE]


def test_hysteresis_holds_quieter_speech() -> None:
    hall = _Hall()
    hall.voice(0.1, 0.9)
    hall.voice(0.5, 0.4)
    assert hall.actions == [Action.PAUSE]


def test_safety_notices_are_not_interrupted_by_voice_but_by_a_touch() -> None:
    hall = _Hall(interruptible=False)
    hall.voice(5, 1.0)
    hall.note(hall.machine.words(hall.now, heard=True))
    assert hall.actions == []
    hall.note(hall.machine.touched(hall.now))
    assert hall.actions == [Action.STOP]


def test_half_duplex_hears_nothing_while_the_robot_talks_and_a_short_while_after() -> None:
    hall = _Hall(HALF)
    assert not hall.machine.hears(0.0)
    hall.voice(5, 1.0)
    assert hall.actions == []
    hall.machine.reply_ended(10.0)
    assert not hall.machine.hears(10.1)
    assert hall.machine.hears(10.5)
    hall.machine.reply_started(20.0)
    assert hall.machine.touched(21.0) == (Action.STOP,)
    assert not hall.machine.hears(21.1)
    assert hall.machine.hears(21.5)


def test_with_echo_cancellation_it_always_hears() -> None:
    assert _Hall(FULL).machine.hears(0.0)


def test_a_silent_robot_needs_no_stopping() -> None:
    machine = Interruption(FULL)
    assert machine.touched(1.0) == ()
    assert machine.voice(1.0, 1.0, 5.0) == ()
    assert machine.words(1.0, heard=True) == ()


def test_a_long_end_silence_is_not_overtaken_by_the_resume() -> None:
    rules = Rules.from_config(Audio(echo_cancellation=True, end_silence_seconds=4, false_interruption_seconds=1))
    hall = _Hall(rules)
    hall.voice(1, 0.9)
    hall.voice(4.0, 0.0)
    assert hall.actions == [Action.PAUSE]


def test_a_new_reply_begins_afresh() -> None:
    hall = _Hall()
    hall.voice(0.4, 0.9)
    hall.machine.reply_ended(hall.now)
    hall.machine.reply_started(hall.now)
    hall.voice(0.2, 0.9)
    assert hall.actions == []


_steps = st.lists(
    st.one_of(
        st.tuples(st.just("voice"), st.floats(0, 1)),
        st.tuples(
            st.sampled_from(["recognising", "words", "no words", "touch", "tick", "ended", "reply", "notice"]),
            st.just(0.0),
        ),
    ),
    max_size=150,
)


@given(_steps, st.booleans())
def test_the_speaker_is_never_told_nonsense(steps: list[tuple[str, float]], full_duplex: bool) -> None:
    """PAUSE only while it plays, RESUME only while it is paused, STOP only while there is a reply; never twice."""
    machine = Interruption(FULL if full_duplex else HALF)
    state, notice, now = "silent", False, 0.0
    for step, probability in steps:
        now += 0.1
        actions: tuple[Action, ...] = ()
        match step:
            case "voice":
                actions = machine.voice(now, probability, 0.1)
            case "recognising":
                machine.recognising(now)
            case "words" | "no words":
                actions = machine.words(now, heard=step == "words")
            case "touch":
                actions = machine.touched(now)
                assert (actions == (Action.STOP,)) == (state != "silent")
            case "tick":
                actions = machine.tick(now)
            case "ended":
                machine.reply_ended(now)
                state = "silent"
            case _:
                notice = step == "notice"
                machine.reply_started(now, interruptible=not notice)
                state = "playing"
        for action in actions:
            assert step == "touch" or (full_duplex and not notice)
            assert (action, state) in {
                (Action.PAUSE, "playing"),
                (Action.RESUME, "paused"),
                (Action.STOP, "playing"),
                (Action.STOP, "paused"),
            }
            state = {Action.PAUSE: "paused", Action.RESUME: "playing", Action.STOP: "silent"}[action]
        assert machine.talking == (state != "silent")
