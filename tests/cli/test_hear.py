"""`hear` and what it makes of recordings: of voices, and of files that are none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from robot import config, messages, paths
from robot.app import Robot
from robot.audio import wav
from robot.cli import app
from robot.tts.kokoro import KokoroVoice
from robot.tts.mandarin import MandarinVoice
from robot.turn import SAMPLE_RATE, Samples
from tests.cli import sounds

Heard = Callable[..., list[dict[str, Any]]]

SILENCE = np.zeros(SAMPLE_RATE, np.int16)


@pytest.fixture(scope="module")
def listener(robot: Robot) -> Robot:
    """A whole robot with an ear of its own."""
    return Robot(robot.config, robot.knowledge)


@pytest.fixture(scope="module")
def woman() -> MandarinVoice:
    return MandarinVoice(paths.MODELS / "mandarin")


@pytest.fixture(scope="module")
def question(woman: MandarinVoice) -> Samples:
    """公证处在几号窗口, as it is asked at the counter."""
    return _asked(woman.speak("公证处在几号窗口", 180))


@pytest.fixture(autouse=True)
def _quick(listener: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("robot.cli.hear.robot", lambda: listener)
    monkeypatch.setattr("robot.paths.VAR", tmp_path / "var")


@pytest.fixture
def heard(capsys: pytest.CaptureFixture[str]) -> Heard:
    """`hear --json` on files: one object each."""

    def hear(*files: Path) -> list[dict[str, Any]]:
        status = app.main(["hear", "--json", *map(str, files)])
        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        return [json.loads(out)] if len(files) == 1 else [json.loads(line) for line in out.splitlines()]

    return hear


def test_questions_in_the_neural_voice_get_the_right_answer(woman: MandarinVoice, heard: Heard, tmp_path: Path) -> None:
    questions = {
        "老板拖欠工资怎么办": "labor-unpaid-wages",
        "我要申请法律援助": "legal-aid",
        "离婚的时候孩子归谁": "family-custody",
    }
    files = [_saved(tmp_path / f"{id_}.wav", woman.speak(text, 200)) for text, id_ in questions.items()]
    turns = heard(*files)
    assert [turn["id"] for turn in turns] == list(questions.values())
    assert turns[0]["topic"] == "劳动纠纷"
    assert all(turn["stt"]["engine"] == "whisper" and turn["stt"]["audio_ms"] > 1000 for turn in turns)
    assert all(turn["transcript"] == turn["text"] != "" for turn in turns)


@pytest.mark.parametrize(
    ("speaker", "text", "id_"),
    [("jm_kumo", "老板拖欠工资怎么办", "labor-unpaid-wages"), ("jf_nezumi", "我要申请法律援助", "legal-aid")],
)
def test_questions_in_other_voices_get_the_right_answer(
    heard: Heard, tmp_path: Path, speaker: str, text: str, id_: str
) -> None:
    voice = KokoroVoice(paths.MODELS / "kokoro", speaker)
    (turn,) = heard(_saved(tmp_path / "x.wav", voice.speak(text, 180)))
    assert turn["id"] == id_


def test_what_say_writes_hear_understands(heard: Heard, tmp_path: Path) -> None:
    file = tmp_path / "x.wav"
    assert app.main(["say", "请到3号窗口", "-o", str(file)]) == 0
    (turn,) = heard(file)
    assert turn["window"] == "w3"
    assert turn["directions"]


def test_any_kind_of_wav_is_heard(question: Samples, heard: Heard, tmp_path: Path) -> None:
    turns = heard(
        sounds.converted(tmp_path / "stereo.wav", question, channels=2),
        sounds.converted(tmp_path / "telephone.wav", question, rate=8000),
        sounds.converted(tmp_path / "float.wav", question, rate=44_100, channels=2, subtype="FLOAT"),
        sounds.cut_off(tmp_path / "cut off.wav", question, missing=SAMPLE_RATE),
    )
    assert ["公" in turn["transcript"] and "窗口" in turn["transcript"] for turn in turns] == [True] * 4


def test_where_nobody_speaks_nothing_is_answered(
    heard: Heard, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hour = sounds.an_hour_of_silence(tmp_path / "hour.wav")
    noise = (np.random.default_rng(1).normal(0, 600, 3 * SAMPLE_RATE)).astype(np.int16)
    for turn in heard(hour, sounds.converted(tmp_path / "noise.wav", noise)):
        assert (turn["transcript"], turn["spoken"], turn["kind"]) == ("", "", "fallback")
    assert app.main(["hear", str(tmp_path / "noise.wav")]) == 0
    assert messages.zh("run.nobody_spoke") in capsys.readouterr().out


def test_the_spoken_reply_is_written(
    listener: Robot, question: Samples, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = _saved(tmp_path / "question.wav", question)
    assert app.main(["hear", str(file), "--speak", str(tmp_path / "replies")]) == 0
    spoken = capsys.readouterr().out.split("\n")[1]
    assert listener.speech is not None
    expected = listener.speech.render(spoken, listener.config.tts.rate, cacheable=False)
    assert len(wav.read(tmp_path / "replies" / "question.wav")) == pytest.approx(len(expected), rel=0.05)


def test_files_that_are_no_recordings_are_a_line_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("robot.cli.hear.robot", lambda: pytest.fail("loaded the models for nothing"))
    empty, text = tmp_path / "empty.wav", tmp_path / "text.wav"
    empty.write_bytes(b"")
    text.write_text("公证处在几号窗口", encoding="utf-8")
    header = tmp_path / "header.wav"
    sounds.converted(header, SILENCE)
    header.write_bytes(header.read_bytes()[:30])
    files = [empty, text, header, tmp_path / "missing.wav", tmp_path]
    assert app.main(["hear", *map(str, files)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert len(lines) == len(files)
    for file, line in zip(files, lines, strict=True):
        assert str(file) in line
        assert " (" in line and line.isascii() is False


def test_one_bad_file_does_not_keep_the_others_from_being_heard(
    question: Samples, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good = _saved(tmp_path / "good.wav", question)
    assert app.main(["hear", "--json", str(tmp_path / "missing.wav"), str(good)]) == 1
    out, err = capsys.readouterr()
    assert "窗口" in json.loads(out)["transcript"]
    assert len(err.splitlines()) == 1 and "missing.wav" in err


def test_without_a_recogniser_the_mend_is_named(
    question: Samples, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings = config.Config.model_validate({"understanding": {"embeddings": "off"}})
    monkeypatch.setattr("robot.paths.MODELS", tmp_path / "none")
    deaf = Robot(settings, None)  # type: ignore[arg-type]
    monkeypatch.setattr("robot.cli.hear.robot", lambda: deaf)
    assert app.main(["hear", str(_saved(tmp_path / "x.wav", question))]) == 1
    err = capsys.readouterr().err
    assert "models add whisper-base" in err and len(err.splitlines()) == 1


def test_no_file_is_a_wrong_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["hear"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def _asked(speech: Samples) -> Samples:
    return np.pad(speech, (SAMPLE_RATE // 2, SAMPLE_RATE))


def _saved(path: Path, samples: Samples) -> Path:
    wav.write(path, samples)
    return path
