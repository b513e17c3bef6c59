"""Which examples the order of entries is fitted on, and that it learns what they say."""

from __future__ import annotations

import numpy as np

from robot.fitting import ranking
from robot.fitting.ranking import Example
from robot.fitting.seen import by_encoder
from robot.nlu.index.index import ABOUT, FEATURES
from robot.nlu.ranking.inputs import DENIALS, EVIDENCE, Considered

_WORDS, _SOUND = (FEATURES.index(name) for name in ("words", "sound"))


def _examples(count: int, seed: int) -> list[Example]:
    """Of five entries that one is right which is alike in words and in sound."""
    chooser = np.random.default_rng(seed)
    found = []
    for number in range(count):
        features = np.zeros((5, len(FEATURES)), dtype=np.float32)
        features[:, _WORDS], features[:, _SOUND] = [0.9, 0.1, 0.9, 0.1, 0.1], [0.1, 0.9, 0.1, 0.9, 0.9]
        at = int(chooser.integers(5))
        features[at, [_WORDS, _SOUND]] = 0.9
        considered = Considered(
            np.arange(5),
            features,
            chooser.normal(size=5).astype(np.float32),
            np.arange(5),
            np.zeros((5, len(EVIDENCE)), dtype=np.float32),
            np.zeros(5, dtype=np.bool_),
            np.zeros(len(ABOUT), dtype=np.float32),
            np.zeros((5, len(DENIALS)), dtype=np.float32),
        )
        found.append(Example(considered, np.arange(5) == at, np.zeros(5, dtype=np.bool_), number % 5, number % 3 == 0))
    return found


def test_it_learns_what_no_likeness_says_alone() -> None:
    found = _examples(500, 1)
    judged = ranking.kept_out(found)
    right = [bool(example.right[int(np.argmax(likely))]) for example, likely in judged]
    assert len(judged) == len(found)
    assert np.mean(right) > 0.9
    assert "questions for tuning" in ranking.measured(judged)


def test_stories_are_asked_more_than_few_words() -> None:
    """None that the encoder was trained on."""
    texts = ["老板欠我三个月工资一直不给" + str(number) for number in range(40)] + ["工资不给"] * 40 + ["啊"] * 5
    chosen = ranking._chosen(texts)
    assert set(chosen) == {at for at in range(80) if not by_encoder(texts[at])}
    assert {at for at in chosen if at < 40} != set(range(40))
    assert chosen != sorted(chosen)
