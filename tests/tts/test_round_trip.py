"""What `say` speaks, Whisper hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from robot.tts.error_rate import character_error_rate, syllable_error_rate
from robot.tts.mandarin import MandarinVoice
from robot.turn import Samples
from tests.tts.round_trip import ANSWERS, listen, mean, report


def test_the_neural_voice_is_understood(mandarin: MandarinVoice, hear: Callable[[Samples], str]) -> None:
    results = listen(mandarin, hear, ANSWERS[:5])
    print(report("mandarin", results))
    assert mean(results, "syllables") < 0.08
    assert mean(results, "characters") < 0.25


@pytest.mark.parametrize(
    ("said", "heard", "rate"),
    [
        ("公证处", "公证处", 0.0),
        ("公证处", "公正处。", 1 / 3),
        ("第47条", "第四十七条", 0.0),
        ("12348", "一二三四八", 0.0),
        ("拨打12348", "拨打1,2,3,4,8", 0.0),
        ("电话0357-8322345", "电话0357,8322345", 0.0),
        ("2个月", "二个月", 0.0),
        ("公证", "", 1.0),
        ("", "公证", 1.0),
        ("", "", 0.0),
        ("公", "公证处啊", 3.0),
    ],
)
def test_character_error_rate(said: str, heard: str, rate: float) -> None:
    assert character_error_rate(said, heard) == pytest.approx(rate)


def test_syllables_forgive_the_wrong_character_with_the_right_sound() -> None:
    assert syllable_error_rate("公证处在三号窗口", "公正处在3号窗口") == 0.0
    assert syllable_error_rate("离婚", "立婚") == 0.0
    assert syllable_error_rate("调解", "条件") == 0.5
