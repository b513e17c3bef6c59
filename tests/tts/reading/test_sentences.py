"""Sentences with characters that are read in several ways: each is read as a person reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.bench.reading import Line, faults, lines
from robot.tts.reading.pronunciation import Pronunciation

TABLE = lines(Path(__file__).with_name("sentences.txt"))


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    return Pronunciation()


@pytest.mark.parametrize("line", TABLE, ids=lambda line: str(line.text))
def test_is_read_as_a_person_reads_it(pronunciation: Pronunciation, line: Line) -> None:
    assert not faults(line, pronunciation)
