"""From features to a probability that answering is right."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from robot.app import Robot
from robot.nlu.index import scoring
from robot.nlu.index.index import ABOUT, FEATURES, Floats, PhrasingIndex
from robot.nlu.index.scoring import CONFIDENCE, confidence_inputs, probabilities, softmax


@pytest.fixture(scope="session")
def shipped(robot: Robot) -> PhrasingIndex:
    return robot.knowledge.understander.index


def test_the_shipped_parameters_are_whole() -> None:
    """A feature that is missing in the file counts nothing, silently."""
    data = tomllib.loads(scoring.PARAMETERS.read_text(encoding="utf-8"))
    for name in ("with_meaning", "without_meaning"):
        assert set(data[name]) == set(FEATURES)
        assert set(data[f"confidence_{name}"]) == set(CONFIDENCE)
    found = scoring.parameters()
    at = FEATURES.index("sound")
    assert found.with_meaning.features[at] == data["with_meaning"]["sound"]
    assert found.without_meaning.features[at] == data["without_meaning"]["sound"]
    assert 0 < found.ask < found.sure < 1


def test_no_likeness_counts_against_an_entry() -> None:
    for weights in (scoring.parameters().with_meaning, scoring.parameters().without_meaning):
        assert min(value for name, value in zip(FEATURES, weights.features, strict=True) if name[:3] != "is_") >= 0


@given(arrays(np.float32, (3, 5), elements=st.floats(-500, 500, width=32)))
def test_softmax_is_a_distribution_in_the_order_of_the_values(values: Floats) -> None:
    found = softmax(values)
    assert found.sum(axis=-1) == pytest.approx(np.ones(3), abs=1e-4)
    assert np.take_along_axis(found, values.argmax(axis=-1)[:, None], axis=-1)[:, 0] == pytest.approx(
        found.max(axis=-1)
    )


def test_probabilities_are_one_an_entry(shipped: PhrasingIndex) -> None:
    likely = probabilities(shipped.match(shipped.prepare("老板拖欠工资怎么办")), has_meaning=False)
    assert likely.shape == (len(shipped.entries),)
    assert float(likely.sum()) == pytest.approx(1, abs=1e-4)
    assert shipped.entries[int(likely.argmax())] == ("faq", "labor-unpaid-wages")


def test_what_the_second_step_looks_at() -> None:
    features = np.arange(4 * len(FEATURES), dtype=np.float32).reshape(4, len(FEATURES))
    about = np.array([1.5, 2.5, 3.5], dtype=np.float32)
    likely = np.array([0.1, 0.5, 0.2, 0.2], dtype=np.float32)
    refused = np.array([False, False, False, True])
    found = dict(zip(CONFIDENCE, confidence_inputs(features, about, likely, refused), strict=True))
    assert found["constant"] == 1
    assert found["ahead"] == pytest.approx(np.log(0.5 / 0.2), abs=1e-4)
    assert found["of_all"] == pytest.approx(np.log(0.5), abs=1e-4)
    assert found["out_of_scope"] == pytest.approx(np.log(0.2), abs=1e-4)
    assert [found[name] for name in ABOUT] == [1.5, 2.5, 3.5]
    assert found["chars"] == features[1, FEATURES.index("chars")]
    assert found["is_place"] == features[1, FEATURES.index("is_place")]


def test_an_out_of_scope_sentence_is_never_the_best_of_the_second_step() -> None:
    features = np.zeros((2, len(FEATURES)), dtype=np.float32)
    features[0, FEATURES.index("words")] = 0.25
    likely, refused = np.array([0.1, 0.9], dtype=np.float32), np.array([False, True])
    found = dict(zip(CONFIDENCE, confidence_inputs(features, np.zeros(3), likely, refused), strict=True))  # type: ignore[arg-type]
    assert found["words"] == 0.25
    assert found["of_all"] == pytest.approx(np.log(0.1), abs=1e-4)
