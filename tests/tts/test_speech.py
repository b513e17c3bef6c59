"""Pieces of speech and their cache. The voice here is a counter: what is tested is who asks it, and when."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from robot.errors import EngineError
from robot.tts.base import Voice
from robot.tts.cache import SpeechCache
from robot.tts.mandarin import MandarinVoice
from robot.tts.speech import Speech, with_volume
from robot.turn import SAMPLE_RATE, Samples

TEXT = "请到2号窗口。带身份证。好吗?"


class CountingVoice(Voice):
    name: ClassVar[str] = "counting"

    def __init__(self, identity: str = "counting-1") -> None:
        self._identity = identity
        self.asked: list[tuple[str, int]] = []

    @property
    def identity(self) -> str:
        return self._identity

    def speak(self, spoken: str, rate: int) -> Samples:
        self.asked.append((spoken, rate))
        if "坏" in spoken:
            raise EngineError("tts.failed", voice=self.name, reason="Test")
        return np.full(len(spoken) * 100, len(self.asked), np.int16)


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    return SpeechCache(tmp_path / "speech")


def test_the_first_piece_is_there_before_the_rest_is_made() -> None:
    voice = CountingVoice()
    pieces = Speech(voice).pieces(TEXT, 200)
    first = next(pieces)
    assert (first.text, first.spoken) == ("请到2号窗口。", "请到二号窗口。")
    assert len(voice.asked) == 1
    assert [piece.text for piece in pieces] == ["带身份证。", "好吗?"]


def test_render_is_the_pieces_with_pauses_between() -> None:
    speech = Speech(CountingVoice())
    sizes = [piece.samples.size for piece in speech.pieces(TEXT, 200)]
    assert sizes[0] > 700 + SAMPLE_RATE // 5
    assert sizes[-1] == 300
    assert speech.render(TEXT, 200).size == sum(sizes)
    assert speech.render("", 200).size == 0


def test_a_fault_in_the_middle_leaves_what_was_said() -> None:
    pieces = Speech(CountingVoice()).pieces("好。坏。", 200)
    assert next(pieces).text == "好。"
    with pytest.raises(EngineError):
        next(pieces)


def test_fixed_sentences_are_made_once(cache: SpeechCache) -> None:
    voice = CountingVoice()
    made = Speech(voice, cache).render(TEXT, 200)
    again = Speech(voice, cache).render(TEXT, 200)
    assert len(voice.asked) == 3
    assert np.array_equal(made, again)


def test_another_rate_or_model_is_another_sound(cache: SpeechCache) -> None:
    voice, other = CountingVoice(), CountingVoice("counting-2")
    for each, rate in ((voice, 200), (voice, 150), (other, 200)):
        Speech(each, cache).render("您好。", rate)
    assert (len(voice.asked), len(other.asked)) == (2, 1)


def test_what_a_visitor_said_is_never_written(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "speech")
    voice = CountingVoice()
    speech = Speech(voice, cache)
    speech.render("您是想问离婚吗?", 200, cacheable=False)
    assert not (tmp_path / "speech").exists()
    speech.render("您是想问离婚吗?", 200, cacheable=False)
    assert len(voice.asked) == 2


def test_no_text_is_readable_in_the_cache(tmp_path: Path) -> None:
    Speech(CountingVoice(), SpeechCache(tmp_path)).render("您好。", 200)
    for file in tmp_path.iterdir():
        assert "您好".encode() not in file.read_bytes()
        assert "您好" not in file.name


@pytest.mark.parametrize("damage", [b"", b"XLS1", b"garbage" * 50, None])
def test_a_damaged_file_is_a_sentence_made_again(tmp_path: Path, damage: bytes | None) -> None:
    voice = CountingVoice()
    speech = Speech(voice, SpeechCache(tmp_path))
    speech.render("您好。", 200)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-3] if damage is None else damage)
    assert speech.render("您好。", 200).size == 300
    assert len(voice.asked) == 2
    assert len(file.read_bytes()) == len(whole)


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    voice = CountingVoice()
    speech = Speech(voice, SpeechCache(tmp_path / "file"))
    assert speech.render("您好。", 200).size == speech.render("您好。", 200).size == 300
    assert len(voice.asked) == 2


def test_the_cache_stays_within_its_bounds_and_keeps_what_is_used(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, limit=10_000)
    samples = np.zeros(1_000, np.int16)
    for number in range(4):
        cache.put(f"key{number}", samples)
        os.utime(tmp_path / f"key{number}.pcm", ns=(number, number))
    assert cache.get("key0") is not None
    cache.put("key4", samples)
    assert cache.get("key0") is not None
    assert cache.get("key1") is None
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 10_000


def test_a_sentence_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "speech", limit=100)
    cache.put("key", np.zeros(1_000, np.int16))
    assert cache.get("key") is None


def test_an_existing_cache_counts_towards_the_bound(tmp_path: Path) -> None:
    SpeechCache(tmp_path).put("old", np.zeros(4_000, np.int16))
    os.utime(tmp_path / "old.pcm", ns=(0, 0))
    SpeechCache(tmp_path, limit=9_000).put("new", np.zeros(1_000, np.int16))
    assert {file.name for file in tmp_path.iterdir()} == {"new.pcm"}


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    Speech(CountingVoice(), SpeechCache(tmp_path)).render(TEXT, 200)
    assert all(file.suffix == ".pcm" for file in tmp_path.iterdir())


def test_volume() -> None:
    samples = np.array([0, 1_000, -20_000, 32_767, -32_768], np.int16)
    assert np.array_equal(with_volume(samples, 100), samples)
    assert np.array_equal(with_volume(samples, 130), samples)
    assert not with_volume(samples, 0).any()
    half = with_volume(samples, 80).astype(float)
    assert half[2] == pytest.approx(-10_000, rel=0.01)
    levels = [int(with_volume(samples, volume)[3]) for volume in range(0, 101, 10)]
    assert levels == sorted(levels)


def test_the_real_voice_through_the_cache_is_the_same(mandarin: MandarinVoice, tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path)
    text = "请到3号窗口。"
    assert np.array_equal(Speech(mandarin, cache).render(text, 200), Speech(mandarin).render(text, 200))
    assert cache.get(SpeechCache.key(mandarin.identity, 200, "请到三号窗口。")) is not None
