"""Fits the weights of robot/nlu/index/scoring.py on the content's phrasings; `main.py bench --fit` writes its numbers.

Cross-validation: five times a fifth of the phrasings (of those that the encoder was not trained on: seen.py) is taken
out of the content, an index is built of the others, and those taken out are asked, a third clean, a third with 20 %,
a third with 40 % of their characters misheard (misheard.py). Canonical questions are not asked: they stand in the
documents too. The questions for tuning (tests/questions/*dev*.yaml) are asked of the whole index, at all three
shares. Multinomial logistic regression, Adam on the whole batch; no likeness may count against an entry, and the
weights are drawn towards those of _PRIOR: without that the fit leans on the documents, which the phrasings left out
do not weaken.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.fitting import logistic
from robot.fitting.misheard import Mishearing
from robot.fitting.questions import Question
from robot.fitting.seen import by_encoder
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.index import FEATURES, Floats, Match, PhrasingIndex
from robot.nlu.index.phrasings import Document, Phrasing
from robot.nlu.index.scoring import CONFIDENCE, Doubles, Weights, confidence_inputs, softmax
from robot.nlu.text.normalise import normalise
from robot.turn import Kind

MOST = 3600
SEED = 5
_FOLDS = 5
_SHARES = (0.0, 0.2, 0.4)
_SHORTEST = 3
_L2 = 0.1
_STEPS = 300
_RATE = 0.03
_KEPT = 150
"""Entries looked at for each question: those that the prior finds likeliest."""
_L2_CONFIDENCE = 1e-3
_SHARE_OF_PHRASINGS = 0.35
_MEANING = [FEATURES.index(name) for name in ("meaning", "meaning_all", "meaning_doc", "shaped_all")]
_IS_LIKENESS = np.array([not name.startswith("is_") for name in FEATURES])
_PRIOR: Mapping[str, float] = {
    **{"chars": 3, "sound": 3, "words_all": 10, "words_doc": 5, "fixed_all": 10, "fixed_doc": 5},
    **{"syllables_all": 15, "syllables_doc": 10, "meaning": 5, "meaning_all": 6, "meaning_doc": 3, "shaped_all": 4},
    "learned": 10,
}
"""Weights set by hand: whole entries before single phrasings, sound before characters."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Questions asked of one index: `features` (questions, entries, FEATURES), `about` (questions, ABOUT).

    `right` and `refused` (questions, entries): the entries that are right, those that are out-of-scope sentences.
    """

    features: Floats
    about: Floats
    right: npt.NDArray[np.bool_]
    refused: npt.NDArray[np.bool_]


def examples(
    phrasings: Sequence[Phrasing],
    documents: Mapping[tuple[Kind, str], Document],
    embedder: Embedder | None,
    cache: VectorCache | None,
    progress: Callable[[int, int], None],
    most: int = MOST,
    seed: int = SEED,
    lexicon: Mapping[str, str] | None = None,
) -> list[Fold]:
    """The folds; at most `most` questions in all."""
    chooser = random.Random(seed)  # noqa: S311  a sample, no secret
    mishearing = Mishearing([normalise(phrasing.text) for phrasing in phrasings], seed)
    first = {(p.kind, p.id): at for at, p in reversed(list(enumerate(phrasings)))}
    chosen = [
        at
        for at, p in enumerate(phrasings)
        if len(normalise(p.text)) >= _SHORTEST
        and not by_encoder(normalise(p.text))
        and ((p.kind, p.id) not in documents or first[p.kind, p.id] != at)
    ]
    chosen = chooser.sample(chosen, min(most, len(chosen)))
    folds, done = [], 0
    for number in range(_FOLDS):
        held = chosen[number::_FOLDS]
        out = {phrasings[at].text for at in held}
        index = PhrasingIndex([p for p in phrasings if p.text not in out], documents, embedder, cache, lexicon=lexicon)
        rows = []
        for at in held:
            text = mishearing.hear(normalise(phrasings[at].text), _SHARES[done % len(_SHARES)])
            right = [entry == (phrasings[at].kind, phrasings[at].id) for entry in index.entries]
            rows.append(_Row(index.match(index.prepare(text)), np.array(right), index.refused))
            done += 1
            if done % 200 == 0:
                progress(done, len(chosen))
        folds.append(_pruned(rows))
    return folds


def asked(index: PhrasingIndex, questions: Iterable[Question], seed: int = SEED) -> Fold:
    """`questions` asked of the whole index, clean and misheard."""
    mishearing = Mishearing(index.texts, seed)
    rows = []
    for question in questions:
        right = np.array([is_right(question, kind, entry_id) for kind, entry_id in index.entries])
        for share in _SHARES:
            match = index.match(index.prepare(mishearing.hear(question.ask, share)))
            rows.append(_Row(match, right, index.refused))
    return _pruned(rows)


def is_right(question: Question, kind: Kind, entry_id: str) -> bool:
    """Of a legal question that no entry answers none is right, not even an out-of-scope sentence."""
    if question.kind == "fallback":
        return kind == "fallback" and not question.topic
    return kind == question.kind and (entry_id == question.id or kind == "emergency")


@dataclass(frozen=True, slots=True)
class _Row:
    match: Match
    right: npt.NDArray[np.bool_]
    refused: npt.NDArray[np.bool_]


def _pruned(rows: Sequence[_Row]) -> Fold:
    """Only the entries worth comparing, the right ones among them: memory and time.

    Every out-of-scope sentence is right for a question out of scope: so many would push out all that compete with them.
    """
    prior = np.array([_PRIOR.get(name, 0.0) for name in FEATURES], dtype=np.float32)
    features, right, refused = [], [], []
    for row in rows:
        likeness = row.match.features @ prior
        sought = row.right & ~row.refused
        kept = np.argsort(-(likeness + 1e3 * sought))[:_KEPT]
        features.append(row.match.features[kept])
        right.append(row.right[kept])
        refused.append(row.refused[kept])
    return Fold(np.stack(features), np.stack([row.match.about for row in rows]), np.stack(right), np.stack(refused))


def fitted(folds: Sequence[Fold], with_meaning: bool) -> Weights:
    """Both steps, for a machine with sentence embeddings or without."""
    if not with_meaning:
        has_meaning = np.isin(np.arange(len(FEATURES)), _MEANING)
        folds = [replace(fold, features=np.where(has_meaning, 0, fold.features)) for fold in folds]
    weights = fit(folds, with_meaning)
    return Weights(weights, fit_confidence(folds, weights))


def fit(folds: Sequence[Fold], with_meaning: bool) -> Doubles:
    """The weights, shape (FEATURES,); those of meaning are 0 without it. Half the weight is the last fold's."""
    scale = np.maximum(np.mean([fold.features.std(axis=(0, 1)) for fold in folds], axis=0), 1e-6)
    data = [replace(fold, features=(fold.features / scale).astype(np.float32)) for fold in folds]
    prior = np.array([_PRIOR.get(name, 0.0) for name in FEATURES]) * scale
    if not with_meaning:
        prior[_MEANING] = 0
    shares = [0.5 / max(1, len(data) - 1)] * (len(data) - 1) + [0.5]
    weights = prior.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        gradient = _L2 * (weights - prior)
        for fold, share in zip(data, shares, strict=True):
            gradient += share * _gradient(fold, weights)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = np.where(_IS_LIKENESS, np.maximum(weights, 0), weights)
    found: Doubles = weights / scale
    return found


def _gradient(fold: Fold, weights: Doubles) -> Doubles:
    """Of the negative log likelihood, mean over the fold's questions that anything answers."""
    powers = softmax(fold.features @ weights.astype(np.float32))
    inside = powers * fold.right
    inside /= np.maximum(inside.sum(axis=1, keepdims=True), 1e-12)
    answered = fold.right.any(axis=1)
    difference = (powers - inside)[answered]
    gradient: Doubles = np.tensordot(difference, fold.features[answered], axes=([0, 1], [0, 1])) / answered.sum()
    return gradient


def fit_confidence(folds: Sequence[Fold], weights: Doubles) -> Doubles:
    """The weights of the second step, shape (CONFIDENCE,), on top of `weights` of the first: is the best one right?

    Logistic regression by Newton's method; each fold's questions together weigh the same as the last fold's, so that
    the folds of phrasings, which are harder than what visitors ask, do not outweigh it.
    """
    inputs, right, shares = [], [], []
    for place, fold in enumerate(folds):
        likely = softmax(fold.features @ weights.astype(np.float32))
        best = np.where(fold.refused, 0.0, likely).argmax(axis=1)
        right.append((fold.right & ~fold.refused)[np.arange(len(best)), best])
        inputs.append(
            [
                confidence_inputs(fold.features[at], fold.about[at], likely[at], fold.refused[at])
                for at in range(len(best))
            ]
        )
        share = _SHARE_OF_PHRASINGS / (len(folds) - 1) if place < len(folds) - 1 else 1 - _SHARE_OF_PHRASINGS
        shares.append(np.full(len(best), share / len(best)))
    data, truth, weight = np.concatenate(inputs), np.concatenate(right).astype(float), np.concatenate(shares)
    return logistic.fit(data, truth, weight, _L2_CONFIDENCE)


def write(path: Path, with_meaning: Weights, without: Weights, tiers: Mapping[str, float]) -> None:
    """Write parameters.toml."""
    lines = ["# Fitted by `python3 main.py bench --fit`; see scoring.py. Do not edit the weights by hand."]
    for name, weights in (("with_meaning", with_meaning), ("without_meaning", without)):
        for table, names, values in (
            (name, FEATURES, weights.features),
            (f"confidence_{name}", CONFIDENCE, weights.confidence),
        ):
            lines += ["", f"[{table}]"]
            lines += [f"{feature} = {value:.4f}" for feature, value in zip(names, values, strict=True)]
    lines += ["", "# Limits of the tiers, robot/nlu/index/tiers.py", "[tiers]"]
    lines += [f"{key} = {value}" for key, value in tiers.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
