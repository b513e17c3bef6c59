"""The weights that are fitted are those that the data asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from robot.content.load import Content
from robot.fitting import scoring as fit
from robot.fitting.questions import Question
from robot.fitting.scoring import Fold
from robot.nlu.index import scoring
from robot.nlu.index.index import ABOUT, FEATURES, PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE, Document, Phrasing, collect, documents
from robot.nlu.index.scoring import CONFIDENCE, Doubles, Weights, softmax
from robot.turn import Kind

_QUESTIONS, _ENTRIES = 200, 12
_SOUND, _WORDS, _CHARS = (FEATURES.index(name) for name in ("sound", "words", "chars"))
_MEANING = [FEATURES.index(name) for name in ("meaning", "meaning_all", "meaning_doc", "shaped_all")]


def _noise(seed: int) -> npt.NDArray[np.float32]:
    """Likenesses that mean nothing; no kind has its constant."""
    features = np.random.default_rng(seed).uniform(size=(_QUESTIONS, _ENTRIES, len(FEATURES))).astype(np.float32)
    features[:, :, [name.startswith("is_") for name in FEATURES]] = 0
    return features


def _fold(features: npt.NDArray[np.float32], right: npt.NDArray[np.int64]) -> Fold:
    marked = np.zeros(features.shape[:2], dtype=np.bool_)
    marked[np.arange(len(right)), right] = True
    about = np.zeros((len(right), len(ABOUT)), dtype=np.float32)
    return Fold(features, about, marked, np.zeros_like(marked))


def _drawn(features: npt.NDArray[np.float32], weights: dict[int, float], seed: int) -> npt.NDArray[np.int64]:
    """The right entry of each question, drawn from the softmax of the true weights."""
    values = sum(features[:, :, at] * weight for at, weight in weights.items())
    likely = softmax(np.asarray(values, dtype=np.float32)).astype(float)
    chance = np.random.default_rng(seed)
    return np.array([chance.choice(_ENTRIES, p=row / row.sum()) for row in likely])


def _known_pattern(weights: dict[int, float]) -> list[Fold]:
    folds = []
    for seed in (1, 2):
        features = _noise(seed)
        folds.append(_fold(features, _drawn(features, weights, seed)))
    return folds


def _loss(fold: Fold, weights: Doubles) -> float:
    likely = softmax(fold.features @ weights.astype(np.float32))
    return float(-np.log(likely[fold.right] + 1e-12).mean())


def test_what_decides_is_found_whatever_the_prior_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "_PRIOR", {})
    monkeypatch.setattr(fit, "_L2", 1e-3)
    found = fit.fit(_known_pattern({_SOUND: 8.0, _WORDS: 4.0}), with_meaning=True)
    assert found[_SOUND] == pytest.approx(8, rel=0.25)
    assert found[_WORDS] == pytest.approx(4, rel=0.3)
    assert max(np.delete(found, [_SOUND, _WORDS])) < 1


def test_the_fit_answers_better_than_the_prior() -> None:
    folds = _known_pattern({_SOUND: 8.0, _WORDS: 4.0})
    prior = np.array([fit._PRIOR.get(name, 0.0) for name in FEATURES])
    found = fit.fit(folds, with_meaning=True)
    for fold in folds:
        assert _loss(fold, found) < _loss(fold, prior)


def test_no_likeness_counts_against_an_entry() -> None:
    found = fit.fit(_known_pattern({_CHARS: -8.0}), with_meaning=True)
    assert found[_CHARS] == 0
    assert min(value for name, value in zip(FEATURES, found, strict=True) if not name.startswith("is_")) >= 0


def test_the_constant_of_a_kind_may_count_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "_L2", 1e-3)
    folds = []
    for seed in (1, 2):
        features = _noise(seed)
        features[:, :6, FEATURES.index("is_command")] = 1
        folds.append(_fold(features, _drawn(features, {FEATURES.index("is_command"): -3.0}, seed)))
    assert fit.fit(folds, with_meaning=True)[FEATURES.index("is_command")] < -1


def test_without_meaning_its_weights_are_nothing() -> None:
    folds = _known_pattern({_SOUND: 8.0, _MEANING[0]: 8.0})
    found = fit.fitted(folds, with_meaning=False)
    assert not found.features[_MEANING].any()
    assert not found.confidence[[CONFIDENCE.index(FEATURES[at]) for at in _MEANING]].any()
    assert found.features[_SOUND] > 0
    assert fit.fitted(folds, with_meaning=True).features[_MEANING[0]] > 1


def test_the_last_fold_weighs_as_much_as_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "_PRIOR", {})
    monkeypatch.setattr(fit, "_L2", 1e-3)
    of_sound, of_words = (_known_pattern({at: 8.0})[0] for at in (_SOUND, _WORDS))
    found = fit.fit([of_sound, of_sound, of_sound, of_words], with_meaning=True)
    assert found[_SOUND] == pytest.approx(found[_WORDS], rel=0.3)


def test_confidence_learns_what_says_that_the_best_is_right() -> None:
    """Where `known` is high the entry that looks best is right, elsewhere it is another."""
    folds, weights = [], np.zeros(len(FEATURES))
    weights[_SOUND] = 8.0
    for seed in (1, 2):
        features = _noise(seed)
        best = (features[:, :, _SOUND]).argmax(axis=1)
        known = np.random.default_rng(seed).uniform(size=_QUESTIONS)
        fold = _fold(features, np.where(known > 0.5, best, (best + 1) % _ENTRIES))
        fold.about[:, ABOUT.index("known")] = known
        folds.append(fold)
    found = dict(zip(CONFIDENCE, fit.fit_confidence(folds, weights), strict=True))
    assert found["known"] > 5
    assert found["constant"] < 0
    assert found["known"] > 5 * abs(found["words"])


_TEXTS: tuple[tuple[Kind, str, str], ...] = (
    ("faq", "wages", "老板拖欠工资怎么办 公司不发工资 工资拖了三个月 老板跑了工资没给 工资少发怎么要 干了活不给工资"),
    ("faq", "divorce", "离婚手续怎么办 我要离婚 协议离婚怎么弄 离婚要多久 离婚去哪里办 跟老公离婚"),
    ("command", "repeat", "再说一遍 重复一遍 你再讲一次 没听清楚再说 请再说一次 重新说一遍"),
    ("fallback", OUT_OF_SCOPE, "今天天气怎么样 讲个笑话听听 股票能不能买 晚上吃什么好"),
)
_PHRASINGS = tuple(Phrasing(kind, entry_id, text) for kind, entry_id, texts in _TEXTS for text in texts.split())
_DOCUMENTS: dict[tuple[Kind, str], Document] = {
    ("faq", "wages"): Document("老板拖欠工资怎么办。到劳动监察投诉", "老板拖欠工资怎么办。到劳动监察投诉")
}


def _silent(done: int, total: int) -> None: ...


def test_every_phrasing_is_asked_once_of_an_index_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, frozenset[str]]] = []
    prepare: Callable[[PhrasingIndex, str], object] = PhrasingIndex.prepare

    def noted(index: PhrasingIndex, text: str) -> object:
        asked.append((text, frozenset(index.texts)))
        return prepare(index, text)

    monkeypatch.setattr(PhrasingIndex, "prepare", noted)
    monkeypatch.setattr(fit, "_SHARES", (0.0,))
    monkeypatch.setattr(fit, "by_encoder", lambda text: text == "工资拖了三个月")
    folds = fit.examples(_PHRASINGS, _DOCUMENTS, None, None, _silent)
    # The canonical question of an entry with a document stands in the document too; one the encoder was trained on.
    left_out = {"老板拖欠工资怎么办", "工资拖了三个月"}
    assert sorted(text for text, _ in asked) == sorted(p.text for p in _PHRASINGS if p.text not in left_out)
    assert all(text not in known for text, known in asked)
    assert len(folds) == 5
    assert sum(len(fold.features) for fold in folds) == len(_PHRASINGS) - 2


def test_what_is_right_is_marked_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "by_encoder", lambda _: False)
    folds = fit.examples(_PHRASINGS, _DOCUMENTS, None, None, _silent, most=10)
    assert sum(len(fold.features) for fold in folds) == 10
    for fold in folds:
        assert fold.features.shape == (len(fold.about), fold.right.shape[1], len(FEATURES))
        assert fold.refused.sum(axis=1).min() >= 1
        assert fold.right.any(axis=1).all()


def test_questions_for_tuning_are_asked_clean_and_misheard(few: Content) -> None:
    index = PhrasingIndex(collect(few), documents(few))
    faq_id, faq = next(iter(few.faq.items()))
    questions = (
        Question(ask=faq.entry.question, kind="faq", id=faq_id),
        Question(ask="今天晚上吃什么好呢", kind="fallback"),
    )
    fold = fit.asked(index, questions)
    assert len(fold.features) == 2 * len(fit._SHARES)
    assert fold.right[:3].sum(axis=1).tolist() == [1, 1, 1]
    assert not fold.right[3:].any()  # nothing in this content is out of scope
    clean = fold.features[0, :, _CHARS][fold.right[0]]
    misheard = fold.features[2, :, _CHARS][fold.right[2]]
    assert clean == pytest.approx(1)
    assert misheard < 0.9


def test_a_legal_question_without_an_answer_has_no_right_entry_at_all() -> None:
    index = PhrasingIndex(_PHRASINGS, _DOCUMENTS)
    legal = Question(ask="宅基地能不能卖给城里人", kind="fallback", topic="房产纠纷")
    other = Question(ask="讲个故事", kind="fallback")
    fold = fit.asked(index, (legal, other))
    assert not fold.right[:3].any()
    assert (fold.right[3:] == fold.refused[3:]).all()
    assert fold.right[3:].any()


def test_what_is_written_is_what_scoring_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "parameters.toml"
    made = [Weights(_counted(len(FEATURES), at), _counted(len(CONFIDENCE), at)) for at in (0.5, -1.25)]
    fit.write(file, made[0], made[1], {"sure": 0.75, "ask": 0.25})
    monkeypatch.setattr(scoring, "PARAMETERS", file)
    found = scoring.parameters.__wrapped__()
    for weights, read in zip(made, (found.with_meaning, found.without_meaning), strict=True):
        assert read.features == pytest.approx(weights.features)
        assert read.confidence == pytest.approx(weights.confidence)
    assert (found.sure, found.ask) == (0.75, 0.25)


def _counted(count: int, start: float) -> Doubles:
    return np.arange(count, dtype=np.float64) + start
