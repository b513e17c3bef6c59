"""`models list / add / remove` as they are typed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from robot import paths
from robot.cli import models
from robot.errors import ModelError
from robot.models import manifest
from robot.models.manifest import Manifest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command line keeps its models during a test."""
    monkeypatch.setattr(paths, "MODELS", tmp_path / "models")
    return tmp_path / "models"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    models.register(parser.add_subparsers())
    arguments = parser.parse_args(["models", *words])
    status: int = arguments.handler(arguments)
    return status


def test_add_list_remove(
    folder: Path, vosk_cn: Manifest, vosk_zip: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(manifest, "load", lambda: vosk_cn)
    assert run("add", "vosk-cn", "--from", str(vosk_zip)) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "Apache-2.0" in said.err.splitlines()[0]
    assert str(folder / "vosk-cn") in said.err
    assert "提醒" not in said.err

    assert run("list", "--json") == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["state"], listed["path"]) == ("vosk-cn", "installed", str(folder / "vosk-cn"))

    assert run("remove", "vosk-cn") == 0
    assert run("list") == 0
    assert "未安装" in capsys.readouterr().out
    with pytest.raises(ModelError):
        run("remove", "vosk-cn")


def test_list_says_what_each_is_and_its_licence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    shown = capsys.readouterr().out
    for model in manifest.load().models:
        assert model.name in shown
        assert model.purpose.zh in shown
        assert model.licence.zh in shown
    assert "非商业" in shown


def test_non_commercial_voice_is_offered_as_such(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelError):
        run("add", "mandarin", "--from", str(tmp_path / "nothing"))
    assert "仅限非商业用途" in capsys.readouterr().err
