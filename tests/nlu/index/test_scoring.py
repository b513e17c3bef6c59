"""From features to a probability that answering is right."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.index import scoring
from robot.nlu.index.index import ABOUT, FEATURES, Floats, PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE, Phrasing
from robot.nlu.index.scoring import CONFIDENCE, Weights, confidence_inputs, probabilities, rank, softmax
from robot.turn import Candidate

_PHRASINGS = (
    Phrasing("faq", "wages", "老板拖欠工资怎么办"),
    Phrasing("faq", "divorce", "离婚手续怎么办"),
    Phrasing("service", "notary", "办理公证"),
    Phrasing("fallback", OUT_OF_SCOPE, "今天天气怎么样"),
    Phrasing("fallback", OUT_OF_SCOPE, "明天天气怎么样"),
)


@pytest.fixture(scope="session")
def shipped(robot: Robot) -> PhrasingIndex:
    return robot.knowledge.understander.index


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> PhrasingIndex:
    """A few entries, scored by the words of their phrasings; sure of what is far ahead."""
    features = {"words": 12.0}
    confidence = {"constant": -2.0, "ahead": 1.0, "words": 2.0}
    weights = Weights(
        np.array([features.get(name, 0.0) for name in FEATURES]),
        np.array([confidence.get(name, 0.0) for name in CONFIDENCE]),
    )
    made = replace(scoring.parameters(), with_meaning=weights, without_meaning=weights)
    monkeypatch.setattr(scoring, "parameters", lambda: made)
    return PhrasingIndex(_PHRASINGS, {})


def _ranked(index: PhrasingIndex, said: str) -> tuple[Candidate, ...]:
    query = index.prepare(said)
    return rank(index, query, index.match(query))


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


def test_the_best_comes_first_and_the_others_in_proportion(plain: PhrasingIndex) -> None:
    ranked = _ranked(plain, "离婚手续怎么办")
    assert ranked[0].id == "divorce"
    scores = [candidate.score for candidate in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    likely = probabilities(plain.match(plain.prepare("离婚手续怎么办")), has_meaning=False)
    assert ranked[1].score / ranked[0].score == pytest.approx(float(likely[0] / likely[1]), rel=1e-3)
    assert (ranked[0].kind, ranked[0].phrasing) == ("faq", "离婚手续怎么办")


def test_confidence_falls_where_nothing_is_near(plain: PhrasingIndex) -> None:
    """The softmax alone would be as sure of the least bad as of the right one."""
    said = ("离婚手续怎么办", "离婚手续", "葡萄酒品鉴会")
    certain, near, far = (max(c.score for c in _ranked(plain, text) if c.id != OUT_OF_SCOPE) for text in said)
    assert certain > near > far
    assert far < 0.2


def test_confidence_falls_between_two(plain: PhrasingIndex) -> None:
    assert _ranked(plain, "离婚手续老板拖欠工资")[0].score < _ranked(plain, "老板拖欠工资怎么办")[0].score


@pytest.mark.parametrize("said", ["咕噜咕噜哇啦哇啦", "葡萄酒品鉴会", "火星探测器发射窗口期"])
def test_the_shipped_weights_are_unsure_where_nothing_is_near(shipped: PhrasingIndex, said: str) -> None:
    real = [candidate for candidate in _ranked(shipped, said) if candidate.id != OUT_OF_SCOPE]
    assert real[0].score < scoring.parameters().sure < _ranked(shipped, "老板拖欠我的工资怎么办")[0].score


def test_out_of_scope_comes_first_as_one_candidate(plain: PhrasingIndex) -> None:
    ranked = _ranked(plain, "天气怎么样")
    assert ranked[0].id == OUT_OF_SCOPE
    assert ranked[0].score >= ranked[1].score
    assert [candidate.id for candidate in ranked].count(OUT_OF_SCOPE) == 1
    assert ranked[0].phrasing in {"今天天气怎么样", "明天天气怎么样"}


def test_out_of_scope_sentences_count_together(plain: PhrasingIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of them at 0.3 each are likelier than one answer at 0.4."""
    likely = np.array([0.4, 0.0, 0.0, 0.3, 0.3], dtype=np.float32)
    monkeypatch.setattr(scoring, "probabilities", lambda match, has_meaning: likely)
    ranked = _ranked(plain, "离婚手续怎么办")
    assert [candidate.id for candidate in ranked] == [OUT_OF_SCOPE, "wages"]
    assert ranked[0].score >= 0.6 - 1e-6
    monkeypatch.setattr(scoring, "probabilities", lambda match, has_meaning: likely * [1, 1, 1, 1, 0])
    assert [candidate.id for candidate in _ranked(plain, "离婚手续怎么办")] == ["wages"]


def test_every_out_of_scope_sentence_of_the_content_comes_first(shipped: PhrasingIndex, content: Content) -> None:
    some = content.out_of_scope[::12]
    first = [_ranked(shipped, text)[0].id == OUT_OF_SCOPE for text in some]
    assert sum(first) >= 0.95 * len(some)


def test_nothing_is_ranked_without_content_or_question(shipped: PhrasingIndex) -> None:
    assert _ranked(shipped, "。") == ()
    assert _ranked(PhrasingIndex((), {}), "离婚") == ()


def test_a_candidate_shows_its_nearest_phrasing(shipped: PhrasingIndex) -> None:
    said = "老板拖欠工资怎么办"
    best = _ranked(shipped, said)[0]
    assert best.phrasing == said
    assert dict(best.signals)["chars"] == 1
