"""Which recogniser listens, by what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import paths
from robot.config import Stt
from robot.errors import ModelError, UsageError
from robot.stt.select import available, choose_recogniser
from tests.stt.conftest import copy_model, replace_file


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model store with Whisper alone."""
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    copy_model(paths.MODELS / "whisper-base", tmp_path / "whisper-base")
    return tmp_path


def test_auto_takes_whisper_while_vosk_has_no_model(models: Path) -> None:
    chosen = choose_recogniser(Stt(), models)
    assert chosen is not None
    assert chosen.name == "whisper"


def test_auto_takes_vosk_once_its_model_is_there(models: Path) -> None:
    copy_model(paths.MODELS / "vosk-ko", models / "vosk-cn")
    chosen = choose_recogniser(Stt(), models)
    assert chosen is not None
    assert chosen.name == "vosk"


def test_auto_goes_on_with_whisper_when_vosk_is_broken(models: Path) -> None:
    replace_file(copy_model(paths.MODELS / "vosk-ko", models / "vosk-cn") / "am/final.mdl", b"garbage")
    chosen = choose_recogniser(Stt(), models)
    assert chosen is not None
    assert chosen.name == "whisper"


def test_without_any_model_there_is_no_recogniser(tmp_path: Path) -> None:
    assert choose_recogniser(Stt(), tmp_path) is None


def test_none_is_none(models: Path) -> None:
    assert choose_recogniser(Stt(engine="none"), models) is None


@pytest.mark.parametrize(("engine", "model"), [("vosk", "vosk-cn"), ("whisper", "whisper-base")])
def test_an_engine_asked_for_says_what_it_needs(tmp_path: Path, engine: str, model: str) -> None:
    config = Stt.model_validate({"engine": engine})
    with pytest.raises(ModelError, match=f"python3 main.py models add {model}"):
        choose_recogniser(config, tmp_path)


def test_an_unknown_engine_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"kaldi.*auto, vosk, whisper, none"):
        choose_recogniser(Stt.model_construct(engine="kaldi", vosk_model="a", whisper_model="b", threads=0), tmp_path)


def test_the_doctor_gets_a_line_for_each(models: Path) -> None:
    vosk, whisper = available(Stt(), models)
    assert (vosk.name, vosk.ok) == ("vosk", False)
    assert "python3 main.py models add vosk-cn" in vosk.line
    assert (whisper.name, whisper.ok) == ("whisper", True)
    assert "whisper-base" in whisper.line
