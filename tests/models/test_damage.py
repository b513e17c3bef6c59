"""Eight files of models, damaged in five ways: each is named with the command that mends it, and none is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import engines, paths
from robot.app import statute_database
from robot.bench.damage import DAMAGES, PARTS, Part, damage, link
from robot.config import Stt
from robot.errors import RobotError
from robot.tts.select import choose_voice
from robot.tts.system import SystemVoice

_FILES = {part.file.removeprefix("var/models/"): part for part in PARTS if part.file.startswith("var/models/")}
_MEND = "python3 main.py models add {}"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Links to the models of this machine, and a system without a voice of its own."""

    def no_voice(self: SystemVoice) -> None:
        raise RobotError("tts.no_system_voice")

    for name in {file.partition("/")[0] for file in _FILES}:
        (tmp_path / name).mkdir()
        for file in (paths.MODELS / name).iterdir():
            link(file.resolve(), tmp_path / name / file.name)
    monkeypatch.setattr(paths, "MODELS", tmp_path)
    monkeypatch.setattr(SystemVoice, "__init__", no_voice)
    return tmp_path


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize(("file", "part"), _FILES.items(), ids=list(_FILES))
def test_it_is_named_and_not_used(models: Path, file: str, part: Part, kind: str) -> None:
    model = file.partition("/")[0]
    damage(models / file, kind)
    told: list[RobotError] = []
    match model:
        case "whisper-base":
            assert engines.recogniser(Stt(), None, told.append) is None
        case "mandarin":
            assert engines.voice("auto", told.append) is None
        case _:
            with pytest.raises(RobotError) as broken:
                statute_database()
            told.append(broken.value)
    assert part.mend == _MEND.format(model)
    assert part.mend in str(told[0])
    with pytest.raises(RobotError) as broken:
        engines.store().verify(model)
    assert part.mend in str(broken.value)


@pytest.mark.parametrize("engine", ["mandarin", "auto"])
def test_why_the_usual_voice_is_not_used_is_told_once(models: Path, engine: str) -> None:
    damage(models / "mandarin" / "mb_melgan.tflite", "flipped")
    told: list[RobotError] = []
    engines.voice(engine, told.append)
    assert [_MEND.format("mandarin") in str(error) for error in told] == [True, False]


def test_a_model_that_a_person_removed_is_missed_by_nobody(models: Path) -> None:
    told: list[RobotError] = []
    engines.store().remove("mandarin")
    engines.voice("auto", told.append)
    assert [error.key for error in told] == ["tts.no_system_voice"]


def test_a_model_that_was_never_there_is_missed(models: Path) -> None:
    (models / "mandarin").rename(models / "other")
    told: list[RobotError] = []
    engines.voice("auto", told.append)
    assert _MEND.format("mandarin") in str(told[0])


def test_none_is_none_and_nobody_is_told(models: Path) -> None:
    told: list[RobotError] = []
    assert engines.voice("none", told.append) is None
    assert engines.recogniser(Stt(engine="none"), None, told.append) is None
    assert told == []


def test_without_a_check_a_damaged_voice_would_speak(models: Path) -> None:
    """The engine itself takes flipped weights for good ones: that is why files are compared."""
    damage(models / "mandarin" / "fastspeech2_quan.tflite", "flipped")
    assert choose_voice("mandarin", models) is not None
