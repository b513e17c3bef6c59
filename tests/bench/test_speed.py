"""Content is brought to a size, times are of whole questions, a changed phrasing embeds itself alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from robot.bench import speed
from robot.bench.speed import Counting, MadeUp, rebuilt, resized
from robot.content.load import Content
from robot.nlu.index.embedding import DIMENSIONS, Embedder
from robot.nlu.index.encoder import Floats
from robot.nlu.index.phrasings import collect
from robot.nlu.understand import Understander


class Hashed(Embedder):
    """A vector for each text, always the same one."""

    def __init__(self) -> None:
        super().__init__(None)

    def embed(self, texts: Sequence[str]) -> Floats:
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") for text in texts]
        rows = np.array([np.random.default_rng(seed).standard_normal(DIMENSIONS) for seed in seeds], dtype=np.float32)
        rows = rows.reshape(len(texts), DIMENSIONS)
        unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@pytest.mark.parametrize("change", [-20, 0, 500])
def test_content_gets_as_many_phrasings_as_wanted(few: Content, change: int) -> None:
    wanted = len(collect(few)) + change
    sized = resized(few, wanted)
    assert len(collect(sized)) == wanted
    assert collect(resized(few, wanted)) == collect(sized)


def test_what_is_filled_up_are_mishearings_and_not_copies(few: Content) -> None:
    before = {phrasing.text for phrasing in collect(few)}
    added = [p.text for p in collect(resized(few, len(collect(few)) + 300)) if p.text not in before]
    assert len(set(added)) > 280


def test_content_that_cannot_shrink_so_far_ends_where_it_can(few: Content) -> None:
    assert 0 < len(collect(resized(few, 1))) < len(collect(few))


def test_a_changed_phrasing_embeds_itself_alone(few: Content, tmp_path: Path) -> None:
    cache = tmp_path / "vectors.npz"
    Understander(few, Hashed(), cache)
    built = rebuilt(few, Hashed(), cache)
    assert (built.embedded_when_warm, built.embedded_after_change) == (0, 1)
    assert built.phrasings == len(collect(few))
    assert built.seconds > 0


def test_a_cold_cache_is_seen(few: Content, tmp_path: Path) -> None:
    more = resized(few, len(collect(few)) + 50)  # mishearings are in no cache that ships
    assert rebuilt(more, Hashed(), tmp_path / "vectors.npz").embedded_when_warm >= 45
    counting = Counting(Hashed())
    counting.embed(["甲", "乙"])
    assert counting.texts == 2


def test_made_up_vectors_are_for_many_texts_only() -> None:
    real = Hashed()
    assert np.array_equal(MadeUp(real).embed(["甲"]), real.embed(["甲"]))
    rows = MadeUp(real).embed(["甲"] * 3)
    assert rows.shape == (3, DIMENSIONS) and not np.array_equal(rows[0], rows[1])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_all_sizes_are_timed_with_and_without_meaning(
    few: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(collect(few))
    monkeypatch.setattr(speed, "SMALL", size)
    monkeypatch.setattr(speed, "LARGE", size + 200)
    monkeypatch.setattr(speed, "_ASKED", {size: 4, size + 200: 4})
    monkeypatch.setattr(speed, "_RATIO_ASKED", {size: 2, size + 200: 2})
    cache = tmp_path / "vectors.npz"
    asked = ["老板不给钱怎么办", "离婚要什么材料", "公证处在哪", "我被打了"]
    speeds, built = speed.measured(few, Hashed(), cache, asked, lambda _: None)
    assert [(each.phrasings, each.meaning) for each in speeds] == [
        (size, False),
        (size, True),
        (size + 200, False),
        (size + 200, True),
    ]
    assert all(0 < each.ms50 <= each.ms95 and each.wratio50 > 0 and each.build > 0 for each in speeds)
    assert built is not None and built.embedded_after_change == 1
    assert not cache.exists()  # the robot's own cache is left alone
    plain, nothing = speed.measured(few, None, cache, asked, lambda _: None)
    assert [each.meaning for each in plain] == [False, False] and nothing is None
