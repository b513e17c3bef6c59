"""What was once read wrongly is read right, in a fixed tenth of all that may be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from robot.bench.reading_patterns import content_texts, law_texts, wrong
from robot.content import load
from robot.content.load import Content
from robot.tts.reading.pronunciation import Pronunciation

_TENTH = 10
_ANOTHER_WORD = "管[jiao4]教您"
"""一般不判要管教，您这边能请."""


def test_a_wrong_reading_is_seen_and_a_right_one_is_not(tmp_path: Path) -> None:
    table = tmp_path / "table.yaml"
    table.write_text("教您: jiao4 nin2\n", encoding="utf-8")
    texts = [("here", "窗口的律师教您写，还不上再说。")]
    assert [*wrong(texts, Pronunciation())] == []
    assert [*wrong(texts, Pronunciation(table))] == [("教您", "here", "窗口的律师[jiao4]教您写还不上")]


@pytest.mark.parametrize("texts", [content_texts, law_texts], ids=["content", "laws"])
def test_nothing_of_the_patterns_is_read_otherwise(texts: Callable[[Content], Iterator[tuple[str, str]]]) -> None:
    found = [*wrong([*texts(load.load())][::_TENTH], Pronunciation())]
    assert [each for each in found if _ANOTHER_WORD not in each[2]] == []
