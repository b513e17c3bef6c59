"""What speaks for an entry beside the other likely ones."""

from __future__ import annotations

import numpy as np

from robot.nlu.index.index import ABOUT, FEATURES
from robot.nlu.ranking.inputs import DENIALS, EVIDENCE, INPUTS, NO_MATTER, Considered, denials_of, evidence_of, inputs


def _considered(scores: list[float], matters: list[int], looked_at: list[bool]) -> Considered:
    size = len(scores)
    features = np.zeros((size, len(FEATURES)), dtype=np.float32)
    features[:, FEATURES.index("sound")] = np.linspace(0.1, 0.9, size)
    evidence = np.outer(np.array(looked_at, dtype=np.float32), np.arange(1, len(EVIDENCE) + 1, dtype=np.float32))
    return Considered(
        np.arange(size),
        features,
        np.array(scores, dtype=np.float32),
        np.array(matters),
        evidence * np.arange(1, size + 1, dtype=np.float32)[:, None],
        np.array(looked_at),
        np.full(len(ABOUT), 0.5, dtype=np.float32),
        np.zeros((size, len(DENIALS)), dtype=np.float32),
    )


def _column(found: Considered, name: str) -> list[float]:
    return [round(float(value), 4) for value in inputs(found)[:, INPUTS.index(name)]]


def test_how_far_each_stays_behind_the_best() -> None:
    found = _considered([3.0, 2.0, 0.0], [0, 1, NO_MATTER], [True, True, False])
    assert inputs(found).shape == (3, len(INPUTS))
    assert _column(found, "ahead") == [1.0, -1.0, -3.0]
    assert _column(found, "behind_sound") == [-0.8, -0.4, 0.0]
    assert _column(found, "place") == [0.0, 0.1, 0.2]


def test_entries_of_one_matter_are_likely_together() -> None:
    found = _considered([1.0, 1.0, 1.0], [4, 4, 5], [True, True, True])
    together = np.exp(_column(found, "matter_log"))
    assert np.allclose(together[:2], 2 / 3, atol=0.01)
    assert np.isclose(together[2], 1 / 3, atol=0.01)


def test_no_evidence_is_no_evidence_against() -> None:
    found = _considered([3.0, 2.0, 1.0], [0, 1, 2], [True, True, False])
    assert _column(found, "has_evidence") == [1.0, 1.0, 0.0]
    assert _column(found, "matter_behind_best") == [-1.0, 0.0, 0.0]
    nobody = _considered([3.0, 2.0], [NO_MATTER, NO_MATTER], [False, False])
    assert _column(nobody, "matter_behind_best") == [0.0, 0.0]


def test_the_best_facts_of_a_matter_speak_for_it() -> None:
    features = np.zeros((4, len(FEATURES)), dtype=np.float32)
    features[2, FEATURES.index("learned")] = 0.7
    found = dict(zip(EVIDENCE, evidence_of(features, np.array([1, 2, 3, 4], dtype=np.float32)), strict=True))
    assert (found["best"], found["three"]) == (4.0, 3.0)
    assert np.isclose(found["learned"], 0.7)


def test_what_one_denies_and_the_other_tells_is_seen() -> None:
    found = denials_of("我不想离婚怎么办", ["我想离婚怎么办", "我不想离婚咋办"])
    assert found.shape == (2, len(DENIALS))
    assert found[0].tolist() == [1.0, 0.0, 1.0]
    assert found[1].tolist() == [0.0, 1.0, 0.0]
    assert denials_of("我想离婚", []).shape == (0, len(DENIALS))
