"""The models that ship are those that are listed, and one that is not is named with what mends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from robot import paths, shipped
from robot.bench.damage import DAMAGES, damage
from robot.nlu.index.embedding import ENCODER
from robot.nlu.index.encoder import OnnxEncoder


def test_the_list_is_of_the_files_as_they_are() -> None:
    """Fitted anew? `python -m robot.shipped` writes the list."""
    listed = {path for path in shipped._listed() if path.is_file()}
    there = {path for path in shipped.LIST.parent.rglob("*") if path.suffix in {".onnx", ".npz"}}
    assert listed == there
    assert shipped.faults() == ()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program with two models of its own, one the encoder's place."""
    program = tmp_path / "robot"
    (program / "nlu").mkdir(parents=True)
    for name in ("encoder.onnx", "small.npz"):
        (program / "nlu" / name).write_bytes(bytes(range(256)) * 1000)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(shipped, "LIST", program / "shipped.toml")
    shipped.write()
    yield program
    shipped._listed.cache_clear()


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_one_is_named_with_the_command_that_mends_it_and_not_used(place: Path, kind: str) -> None:
    assert shipped.faults() == ()
    encoder = place / "nlu" / "encoder.onnx"
    damage(encoder, kind)
    (only,) = shipped.faults()
    assert "git checkout -- robot/nlu/encoder.onnx" in str(only)
    assert OnnxEncoder.load(encoder) is None


def test_a_file_that_is_not_listed_is_nobodys(place: Path) -> None:
    assert shipped.fault(place / "other.onnx") is None


def test_without_a_list_nothing_is_said(place: Path) -> None:
    shipped.LIST.write_text("[", encoding="utf-8")
    shipped._listed.cache_clear()
    assert shipped.faults() == ()


def test_the_encoder_is_one_of_them() -> None:
    assert ENCODER in shipped._listed()
