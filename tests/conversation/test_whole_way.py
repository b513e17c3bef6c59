"""The whole way on the real audio stack: a visitor's voice into the microphone, the robot's voice out of the speaker.

PulseAudio's null sinks are the devices, `main.py run` is a process of its own, Whisper hears both sides.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from robot import messages, paths
from robot.stt.whisper_engine import WhisperRecogniser
from robot.tts.error_rate import syllable_error_rate
from robot.tts.kokoro import KokoroVoice
from robot.tts.mandarin import MandarinVoice
from robot.turn import SAMPLE_RATE, Samples
from tests.audio.pulse import PulseSession, Recording
from tests.conversation.running import PATIENCE, RunningRobot

_SAYS = messages.zh("run.says", text="")
_LOUD = 200
_MOST_ERRORS = 0.35
"""Toneless syllables that Whisper base may mishear of an answer of 50; another answer has 0.9 and more."""

Say = Callable[[str], Samples]


@pytest.fixture(scope="module")
def woman() -> Say:
    voice = MandarinVoice(paths.MODELS / "mandarin")
    return lambda text: _in_a_room(voice.speak(text, 200))


@pytest.fixture(scope="module")
def man() -> Say:
    voice = KokoroVoice(paths.MODELS / "kokoro", "jm_kumo")
    return lambda text: _in_a_room(voice.speak(text, 200))


@pytest.fixture(scope="module")
def ear() -> WhisperRecogniser:
    return WhisperRecogniser(paths.MODELS / "whisper-base", threads=2)


@pytest.fixture(scope="module")
def pulse() -> Iterator[PulseSession]:
    with PulseSession() as session:
        yield session


@contextmanager
def _robot(pulse: PulseSession, folder: Path, audio: str) -> Iterator[RunningRobot]:
    """Started, with everything found. Its input has ended: it goes on listening. It ends without a noise."""
    settings = f'audio: {audio}\ntts: {{rate: 260}}\nunderstanding: {{embeddings: "off"}}\n'
    with RunningRobot(folder, settings, pulse.environment) as running:
        running.end_of_input()
        running.out.wait_for(lambda line: line == messages.zh("run.listening_always"))
        running.out.wait_for(_is_reply)
        yield running
        assert running.interrupt() == 0
        assert running.out.all()[-1] == messages.zh("run.goodbye")
        assert not any("Traceback" in line for line in running.err.all())


def test_a_visitor_is_heard_and_answered_aloud(
    pulse: PulseSession, tmp_path: Path, woman: Say, man: Say, ear: WhisperRecogniser
) -> None:
    """Its microphone hears its own voice, as in most halls: that is not taken for a visitor's."""
    with _robot(pulse, tmp_path, "{echo_cancellation: false}") as robot, _heard_by_the_microphone(pulse):
        first = _asked(robot, pulse, woman("公证处在几号窗口"))
        assert "三号公证窗口" in first.answer
        heard = ear.transcribe(_trimmed(first.sound)).text
        assert syllable_error_rate(first.answer, heard) < _MOST_ERRORS
        assert any(window in heard for window in ("三号公", "3号公"))

        second = _asked(robot, pulse, man("老板拖欠工资怎么办"))
        assert "劳动仲裁" in second.answer
        heard = ear.transcribe(_trimmed(second.sound)).text
        assert syllable_error_rate(second.answer, heard) < _MOST_ERRORS
        assert syllable_error_rate(first.answer, heard) > 2 * _MOST_ERRORS

        assert len([line for line in robot.out.all() if _is_reply(line)]) == 3
        waited = [line.partition("turn ms: ")[2] for line in robot.log.splitlines() if "turn ms: " in line]
        assert [line.count("=") for line in waited] == [8, 8]
        assert "公证" not in robot.log and "工资" not in robot.log
        assert robot.err.all() == []


def test_a_visitor_who_talks_stops_it_and_devices_come_and_go(pulse: PulseSession, tmp_path: Path, woman: Say) -> None:
    with _robot(pulse, tmp_path, "{echo_cancellation: true}") as robot:
        _interrupted(robot, pulse, woman)
        _unplugged(robot, pulse, woman)


def _interrupted(robot: RunningRobot, pulse: PulseSession, woman: Say) -> None:
    """A visitor talks into a long answer: the robot falls silent, and answers what was asked instead."""
    with pulse.record_speaker() as recording:
        asked = len(robot.out.all())
        pulse.play_into_microphone(woman("我要申请法律援助"))
        long_answer = robot.out.wait_for(_is_reply, asked)
        assert recording.wait_for_sound(PATIENCE)
        assert recording.wait_for_more(2)
        before = len(recording.samples)
        question = woman("公证处在几号窗口")
        pulse.play_into_microphone(question)
        number = robot.out.wait_for(_is_reply, long_answer + 1)
        _until_sound(recording, len(recording.samples))
    assert "三号公证窗口" in robot.out.all()[number]
    said = (before + int(np.flatnonzero(np.abs(question.astype(int)) > 500)[0])) / SAMPLE_RATE
    silent = _first_silence(recording.samples[round(said * SAMPLE_RATE) :], 0.6)
    assert silent < 1.5


def _unplugged(robot: RunningRobot, pulse: PulseSession, woman: Say) -> None:
    """The microphone is pulled out and plugged in again: one line each, and the robot hears as before."""
    shown = len(robot.out.all())
    pulse.unplug_microphone()
    try:
        robot.err.wait_for(lambda line: "麦克风" in line and "断开" in line)
    finally:
        pulse.plug_microphone()
    back = robot.out.wait_for(lambda line: line == messages.zh("run.microphone_back"), shown)
    with pulse.record_speaker() as recording:
        pulse.play_into_microphone(woman("卫生间怎么走"))
        robot.out.wait_for(_is_reply, back)
        assert recording.wait_for_sound(PATIENCE)
    with pulse.unplugged_speaker():
        # It goes while something sounds, or is gone when the next thing is to sound.
        robot.err.wait_for(lambda line: "扬声器" in line and ("断开" in line or "打不开" in line))
    assert len(robot.err.all()) == 2


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was answered, as text and as sound."""

    answer: str
    sound: Samples


def _asked(robot: RunningRobot, pulse: PulseSession, question: Samples) -> _Answer:
    shown = len(robot.out.all())
    with pulse.record_speaker() as recording:
        pulse.play_into_microphone(question)
        number = robot.out.wait_for(_is_reply, shown)
        begun = len(recording.samples)
        _until_sound(recording, begun)
        _until_silent(recording)
    return _Answer(robot.out.all()[number].removeprefix(_SAYS), recording.samples)


@contextmanager
def _heard_by_the_microphone(pulse: PulseSession) -> Iterator[None]:
    """What the speaker plays comes back through the microphone."""
    command = ["pactl", "load-module", "module-loopback", "source=speaker.monitor", "sink=mic_feed", "latency_msec=60"]
    module = subprocess.run(command, env=pulse.environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    try:
        yield
    finally:
        subprocess.run(["pactl", "unload-module", module.strip()], env=pulse.environment, check=True)


def _is_reply(line: str) -> bool:
    return line.startswith("小律：")


def _until_sound(recording: Recording, begun: int) -> None:
    for _ in range(round(PATIENCE * 4)):
        if np.abs(recording.samples[begun:].astype(int)).max(initial=0) > _LOUD:
            return
        assert recording.wait_for_more(0.25)
    pytest.fail("the robot said nothing")


def _until_silent(recording: Recording, seconds: float = 1.5) -> None:
    for _ in range(round(PATIENCE)):
        assert recording.wait_for_more(1)
        if np.abs(recording.samples[-round(seconds * SAMPLE_RATE) :].astype(int)).max() <= _LOUD:
            return
    pytest.fail("the robot never finished")


def _first_silence(sound: Samples, seconds: float) -> float:
    """When the first silence of at least so long begins, in seconds."""
    loud = np.flatnonzero(np.abs(sound.astype(int)) > _LOUD) / SAMPLE_RATE
    gaps = np.flatnonzero(np.diff(loud) >= seconds)
    return float(loud[gaps[0]] if len(gaps) else loud[-1])


def _trimmed(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound.astype(int)) > _LOUD)
    return sound[max(0, int(loud[0]) - 3200) : int(loud[-1]) + 4800]


def _in_a_room(speech: Samples) -> Samples:
    """With the hiss of a microphone around it, so that the sound does not begin or end in nothing."""
    padded = np.pad(speech.astype(float), (SAMPLE_RATE // 4, SAMPLE_RATE // 2))
    return np.clip(padded + np.random.default_rng(3).normal(0, 20, len(padded)), -32768, 32767).astype(np.int16)
