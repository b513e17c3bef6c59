"""Voices, babble and the robot's ear, with made-up sound: who speaks, how loud, what is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from robot.app import Robot
from robot.bench import acoustics, babble
from robot.bench.acoustics import ACCENTED_VOICES, BABBLE_10, NEURAL_VOICE, sample, speaker_of, spoken
from robot.bench.voices import ACCENTED, Ear, LazyVoice, Voices
from robot.errors import ModelError, RobotError
from robot.fitting.questions import Question
from robot.tts.base import Voice
from robot.turn import SAMPLE_RATE, Samples, Transcript

QUESTIONS = [Question(ask=f"第{number}个问题怎么办", kind="faq", id="x") for number in range(40)]


def _tone(seconds: float, pitch: float, loud: float = 5000) -> Samples:
    times = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.round(loud * np.sin(2 * np.pi * pitch * times)).astype(np.int16)


class Said(Voices):
    """Voices that give a tone, and remember who said what."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, speaker: str, text: str) -> Samples:
        self.said.append((speaker, text))
        return _tone(1.0, 200.0 + len(text) * 10)


class Deaf(Ear):
    """An ear that hears one sentence, and remembers the sounds."""

    def __init__(self) -> None:
        self.heard: list[Samples] = []

    def hear(self, samples: Samples) -> Transcript:
        self.heard.append(samples)
        return Transcript("第一个问题怎么办", alternatives=("别的",))


def test_a_small_sample_is_part_of_a_large_one_and_has_only_what_is_in_scope() -> None:
    outside = Question(ask="今天吃啥", kind="fallback")
    assert set(sample(QUESTIONS, 5)) < set(sample([*reversed(QUESTIONS), outside], 20))
    assert sample([outside], 5) == ()
    assert len(sample(QUESTIONS, 100)) == len(QUESTIONS)


def test_every_accented_speaker_asks_and_always_the_same() -> None:
    assert {speaker_of(question, ACCENTED_VOICES) for question in QUESTIONS} == set(ACCENTED)
    assert {speaker_of(question, NEURAL_VOICE) for question in QUESTIONS} == {"mandarin"}
    assert [speaker_of(q, ACCENTED_VOICES) for q in QUESTIONS] == [speaker_of(q, BABBLE_10) for q in QUESTIONS]


@pytest.mark.parametrize("decibels", [20.0, 10.0, 0.0])
def test_babble_is_as_loud_as_asked(decibels: float) -> None:
    speech = _tone(2.0, 300.0)
    voices = [_tone(0.7, pitch, 900) for pitch in (440.0, 555.0, 1000.0)]
    both = babble.mixed(speech, voices, decibels, "seed").astype(np.float64)
    around = (len(both) - len(speech)) // SAMPLE_RATE  # seconds, less than a whole one
    assert around == 0 and len(both) > len(speech)
    start = int(0.3 * SAMPLE_RATE)
    clean = np.pad(speech.astype(np.float64), (start, len(both) - len(speech) - start))
    noise = both - clean
    ratio = 10 * np.log10(np.mean(speech.astype(np.float64) ** 2) / np.mean(noise**2))
    assert ratio == pytest.approx(decibels, abs=0.2)
    assert np.array_equal(both, babble.mixed(speech, voices, decibels, "seed"))
    assert not np.array_equal(both, babble.mixed(speech, voices, decibels, "other"))


def test_loud_babble_does_not_clip() -> None:
    both = babble.mixed(_tone(1.0, 300.0, 30000), [_tone(1.0, 290.0, 30000)], 0.0, "seed")
    assert np.abs(both.astype(int)).max() <= 32000


def test_nobody_babbles_over_themselves() -> None:
    for speaker in ACCENTED:
        beside = babble.chosen("甲", speaker, ACCENTED, 1)
        assert len(set(beside)) == babble.TALKERS
        assert speaker not in {who for who, _ in beside}
    assert babble.chosen("甲", ACCENTED[0], ACCENTED, 1) == babble.chosen("甲", ACCENTED[0], ACCENTED, 1)


def test_each_condition_is_heard_whole_with_its_other_readings() -> None:
    voices, ear, primed, told = Said(), Deaf(), Deaf(), []
    asked = QUESTIONS[:3]
    found = list(spoken(asked, voices, {True: primed, False: ear}, told.append))
    assert [each.setting for each in found] == list(acoustics.SETTINGS)
    assert all([a.question for a in each.condition.asked] == asked for each in found)
    assert found[0].condition.asked[0].heard.alternatives == ("别的",)
    assert len(ear.heard) == 3 * (len(acoustics.SETTINGS) - 1) and len(primed.heard) == 3
    assert len(ear.heard[-1]) > len(ear.heard[0])  # babble goes on before and after
    assert 0 < found[0].characters < 0.4 and 0 < found[0].syllables < 0.4
    assert told


def test_a_voice_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="kokoro"):
        Voices(tmp_path, tmp_path).say(ACCENTED[0], "你好")


def test_a_voice_is_only_made_for_what_no_cache_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Tone(Voice):
        name = "tone"
        identity = "tone"

        def __init__(self) -> None:
            made.append(self)

        def speak(self, spoken: str, rate: int) -> Samples:
            return _tone(0.2, 300.0)

    model = tmp_path / "model"
    model.write_bytes(b"model")
    monkeypatch.setattr(Voices, "_voice", lambda self, speaker: LazyVoice(speaker, [model], Tone))
    first = Voices(tmp_path).say("a", "你好")
    assert np.array_equal(Voices(tmp_path).say("a", "你好"), first) and len(made) == 1
    Voices(tmp_path).say("b", "你好")
    assert len(made) == 2
    model.write_bytes(b"another")
    Voices(tmp_path).say("a", "你好")
    assert len(made) == 3


def test_what_was_heard_is_kept_until_the_settings_change(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []

    def listen(self: Ear, samples: Samples) -> Transcript:
        heard.append(len(samples))
        return Transcript("公证", 0.5, ("公正", "工整"), "whisper", 12.0, 100.0)

    monkeypatch.setattr(Ear, "_heard", listen)
    first = Ear(robot, tmp_path).hear(_tone(0.2, 300.0))
    assert Ear(robot, tmp_path).hear(_tone(0.2, 300.0)) == first
    assert first.alternatives == ("公正", "工整") and len(heard) == 1
    Ear(robot, tmp_path).hear(_tone(0.2, 301.0))
    assert len(heard) == 2
    other = robot.config.stt.model_copy(update={"whisper_model": "whisper-small"})
    changed = Robot(robot.config.model_copy(update={"stt": other}), robot.knowledge)
    Ear(changed, tmp_path).hear(_tone(0.2, 300.0))
    assert len(heard) == 3
    for file in (tmp_path / "heard").iterdir():
        file.write_text("{", encoding="utf-8")
    assert Ear(robot, tmp_path).hear(_tone(0.2, 300.0)) == first
    assert len(heard) == 4


def test_an_ear_that_is_told_no_words_is_another_one(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[str]] = []

    def listen(self: Ear, samples: Samples) -> Transcript:
        told.append(list(self._hints))
        return Transcript("听到了")

    monkeypatch.setattr(Ear, "_heard", listen)
    for primed in (True, False):
        Ear(robot, tmp_path, primed=primed).hear(_tone(0.2, 300.0))
    assert told[0] and told[1] == []


def test_without_whisper_there_is_an_error_to_read(robot: Robot, tmp_path: Path) -> None:
    missing = robot.config.stt.model_copy(update={"whisper_model": "no-such-model", "vosk_model": "none"})
    ear = Ear(Robot(robot.config.model_copy(update={"stt": missing}), robot.knowledge), tmp_path)
    with pytest.raises(RobotError):
        ear.hear(_tone(0.2, 300.0))
