"""The likeliest entries, put in order once more, and how sure the first is."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.nlu import network
from robot.nlu.index import scoring
from robot.nlu.index.index import FEATURES, PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE, Phrasing
from robot.nlu.network import WITH, WITHOUT, Fitted, Network
from robot.nlu.ranking.inputs import INPUTS
from robot.nlu.ranking.ranker import CONFIDENCE, MODEL, Ranker
from robot.turn import Candidate

_PHRASINGS = (
    Phrasing("faq", "wages", "老板拖欠工资怎么办"),
    Phrasing("faq", "divorce", "离婚手续怎么办"),
    Phrasing("service", "notary", "办理公证"),
    Phrasing("fallback", OUT_OF_SCOPE, "今天天气怎么样"),
    Phrasing("fallback", OUT_OF_SCOPE, "明天天气怎么样"),
)


def _network(**weights: float) -> Network:
    """A network that adds up some inputs."""
    zeros = np.zeros((len(INPUTS), 1), dtype=np.float32)
    linear = np.array([weights.get(name, 0.0) for name in INPUTS], dtype=np.float32)
    of_inputs = zeros[:, 0]
    return Network(of_inputs, of_inputs + 1, linear, zeros, zeros[0], zeros[0])


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> PhrasingIndex:
    """A few entries, scored by the words of their phrasings; sure of what is far ahead."""
    linear = scoring.Weights(np.array([12.0 if name == "words" else 0.0 for name in FEATURES]), np.zeros(0))
    made = replace(scoring.parameters(), with_meaning=linear, without_meaning=linear)
    monkeypatch.setattr(scoring, "parameters", lambda: made)
    confidence = {"constant": -2.0, "ahead": 1.0, "words": 2.0}
    sure = np.array([confidence.get(name, 0.0) for name in CONFIDENCE])
    monkeypatch.setattr(network, "shipped", lambda model, has_meaning: Fitted(_network(words=6.0), sure))
    return PhrasingIndex(_PHRASINGS, {})


@pytest.fixture(scope="session")
def shipped(robot: Robot) -> PhrasingIndex:
    return robot.knowledge.understander.index


def _ranked(index: PhrasingIndex, said: str) -> tuple[Candidate, ...]:
    query = index.prepare(said)
    return Ranker(index).rank(query, index.match(query))


def _really_ranked(robot: Robot, said: str) -> tuple[Candidate, ...]:
    return robot.knowledge.understander.alone.sentence(said).ranked


def test_what_ships_is_whole() -> None:
    """An input that is missing in the files counts nothing, silently."""
    data = tomllib.loads(MODEL.parameters.read_text(encoding="utf-8"))
    with np.load(MODEL.networks) as networks:
        assert tuple(networks["inputs"].tolist()) == INPUTS
    for name in (WITH, WITHOUT):
        assert set(data[f"confidence_{name}"]) == set(CONFIDENCE)


def test_the_best_comes_first_and_the_others_in_proportion(plain: PhrasingIndex) -> None:
    ranked = _ranked(plain, "离婚手续怎么办")
    assert (ranked[0].kind, ranked[0].id, ranked[0].phrasing) == ("faq", "divorce", "离婚手续怎么办")
    scores = [candidate.score for candidate in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_confidence_falls_where_nothing_is_near(plain: PhrasingIndex) -> None:
    """The softmax alone would be as sure of the least bad as of the right one."""
    said = ("离婚手续怎么办", "离婚手续", "葡萄酒品鉴会")
    certain, near, far = (max(c.score for c in _ranked(plain, text) if c.id != OUT_OF_SCOPE) for text in said)
    assert certain > near > far


def test_confidence_falls_between_two(plain: PhrasingIndex) -> None:
    assert _ranked(plain, "离婚手续老板拖欠工资")[0].score < _ranked(plain, "老板拖欠工资怎么办")[0].score


def test_out_of_scope_comes_first_as_one_candidate(plain: PhrasingIndex) -> None:
    ranked = _ranked(plain, "天气怎么样")
    assert ranked[0].id == OUT_OF_SCOPE
    assert ranked[0].score >= ranked[1].score
    assert [candidate.id for candidate in ranked].count(OUT_OF_SCOPE) == 1
    assert ranked[0].phrasing in {"今天天气怎么样", "明天天气怎么样"}


def test_nothing_is_ranked_without_content_or_question(plain: PhrasingIndex) -> None:
    assert _ranked(plain, "。") == ()
    assert _ranked(PhrasingIndex((), {}), "离婚") == ()


def test_what_the_matter_knows_speaks_for_its_entries(robot: Robot) -> None:
    """Facts of a matter that are told speak for it, though no phrasing of its entries holds them."""
    sentence = robot.knowledge.understander.alone.sentence("包工头跑了，记工本上有他签字")
    own = Ranker(robot.knowledge.understander.index, robot.knowledge.understander.reader.points)
    found = own.considered(sentence.query, sentence.match)
    assert found.looked_at.any()
    assert found.evidence[found.looked_at].max() > 0
    assert not found.evidence[~found.looked_at].any()


@pytest.mark.parametrize("said", ["咕噜咕噜哇啦哇啦", "葡萄酒品鉴会", "火星探测器发射窗口期"])
def test_the_shipped_weights_are_unsure_where_nothing_is_near(robot: Robot, said: str) -> None:
    real = [candidate.score for candidate in _really_ranked(robot, said) if candidate.id != OUT_OF_SCOPE]
    assert max(real, default=0.0) < scoring.parameters().sure < _really_ranked(robot, "老板拖欠我的工资怎么办")[0].score


def test_every_out_of_scope_sentence_of_the_content_comes_first(robot: Robot, content: Content) -> None:
    some = content.out_of_scope[::12]
    first = [_really_ranked(robot, text)[0].id == OUT_OF_SCOPE for text in some]
    assert sum(first) >= 0.95 * len(some)


def test_a_candidate_shows_its_nearest_phrasing(robot: Robot) -> None:
    said = "老板拖欠工资怎么办"
    best = _really_ranked(robot, said)[0]
    assert best.phrasing == said
    assert dict(best.signals)["chars"] == 1
