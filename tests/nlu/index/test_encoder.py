"""The encoder that ships: sentences by themselves and together, and a file that is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from robot.nlu.index.embedding import DIMENSIONS, ENCODER
from robot.nlu.index.encoder import OnnxEncoder
from robot.nlu.index.tokens import MOST_TOKENS, Unigram, vocabulary

_TEXTS = ["老板拖欠工资怎么办", "俺", "山上石料场天天放炮炸山把俺家窑震得裂了口子能赔不"]


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    found = OnnxEncoder.load(ENCODER)
    assert found is not None
    return found


def test_sentences_together_get_the_vectors_that_each_gets_by_itself(encoder: OnnxEncoder) -> None:
    together = encoder.query(_TEXTS * 7)
    assert together.shape == (21, DIMENSIONS)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(21), abs=1e-4)
    alone = np.concatenate([encoder.query([text]) for text in _TEXTS])
    assert np.sum(together[-3:] * alone, axis=1) == pytest.approx(np.ones(3), abs=2e-3)


def test_what_means_the_same_lies_near(encoder: OnnxEncoder) -> None:
    one, same, other = encoder.query(["老板不给工钱", "干了半年活一分没给开", "我想跟他离婚"])
    assert float(one @ same) > float(one @ other) + 0.02


def test_a_sentence_of_any_length_is_encoded(encoder: OnnxEncoder) -> None:
    assert len(Unigram(vocabulary()).tokens("打官司" * 900)) == MOST_TOKENS
    assert encoder.query(["打官司" * 900, ""]).shape == (2, DIMENSIONS)


def test_characters_that_no_piece_has_are_one_unknown_each() -> None:
    tokens = Unigram(vocabulary()).tokens("我\U00020000你")
    assert tokens.count(vocabulary().specials[3]) == 1


def test_another_file_is_no_encoder(tmp_path: Path) -> None:
    (tmp_path / "x.onnx").write_bytes(b"something else")
    assert OnnxEncoder.load(tmp_path / "x.onnx") is None
