"""Fits what is said to an alarm: `python -m robot.fitting.after_alarm` writes robot/nlu/danger/after.npz, a minute.

Logistic regression (scikit-learn) over the embeddings and runs of the sentences in tests/questions/after-alarm.yaml,
clean and misheard; prints how many are told apart in five-fold cross-validation.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from robot.content import load
from robot.fitting.misheard import Mishearing
from robot.fitting.questions import FOLDER
from robot.nlu.danger.after import FILE, KINDS, SURE, AfterModel, runs_of
from robot.nlu.index.embedding import Embedder
from robot.nlu.index.encoder import Floats
from robot.nlu.index.phrasings import collect
from robot.nlu.text.normalise import normalise
from robot.yaml_source import parse

SENTENCES = FOLDER / "after-alarm.yaml"
_SHARES = (0.0, 0.2)
_FOLDS, _C = 5, 5.0
_SEED = 11


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences as they were heard, their embeddings (n, 384), numbers of KINDS (n,) and of the fold (n,)."""

    texts: Sequence[str]
    vectors: Floats
    kinds: npt.NDArray[np.int64]
    folds: npt.NDArray[np.int64]

    def part(self, chosen: npt.NDArray[np.bool_]) -> Examples:
        """Those that are `chosen` (n,)."""
        texts = [text for text, is_in in zip(self.texts, chosen, strict=True) if is_in]
        return Examples(texts, self.vectors[chosen], self.kinds[chosen], self.folds[chosen])


def fit(examples: Examples) -> AfterModel:
    """The model; every kind weighs the same."""
    runs = np.stack([runs_of(text) for text in examples.texts])
    rarity = np.log((1 + len(runs)) / (1 + runs.sum(axis=0))).astype(np.float32)
    empty = np.zeros((runs.shape[1] + examples.vectors.shape[1], len(KINDS)), dtype=np.float32)
    model = AfterModel(examples.vectors.mean(axis=0), rarity, empty, np.zeros(len(KINDS), dtype=np.float32))
    inputs = _inputs(model, examples)
    linear: Any = importlib.import_module("sklearn.linear_model")
    solved = linear.LogisticRegression(C=_C, class_weight="balanced", max_iter=300).fit(inputs, examples.kinds)
    return AfterModel(model.mean, rarity, solved.coef_.T.astype(np.float32), solved.intercept_.astype(np.float32))


def _inputs(model: AfterModel, examples: Examples) -> Floats:
    pairs = zip(examples.vectors, examples.texts, strict=True)
    return np.stack([model.inputs(vector, text) for vector, text in pairs])


def kept_out(examples: Examples) -> tuple[float, float, float]:
    """Shares of all in cross-validation: told apart right, believed (SURE), wrong of those believed."""
    likely = np.zeros((len(examples.kinds), len(KINDS)))
    for fold in range(_FOLDS):
        out = examples.folds == fold
        model, asked = fit(examples.part(~out)), examples.part(out)
        pairs = zip(asked.vectors, asked.texts, strict=True)
        likely[out] = np.stack([model.likely(vector, text) for vector, text in pairs])
    right, sure = likely.argmax(axis=1) == examples.kinds, likely.max(axis=1) >= SURE
    return float(right.mean()), float(sure.mean()), float((~right[sure]).mean())


def examples(embedder: Embedder) -> Examples:
    """Those of SENTENCES, each clean and misheard; both are of one fold."""
    mishearing = Mishearing([phrasing.text for phrasing in collect(load.load())], _SEED)
    data = parse(SENTENCES).data
    said = [(str(text), number, share) for number, kind in enumerate(KINDS) for text in data[kind] for share in _SHARES]
    texts = [normalise(mishearing.hear(text, share)) or text for text, _, share in said]
    vectors = np.concatenate([embedder.embed(texts[at : at + 32]) for at in range(0, len(texts), 32)])
    kinds = np.array([kind for _, kind, _ in said])
    return Examples(texts, vectors, kinds, np.array([crc32(text.encode()) % _FOLDS for text, _, _ in said]))


def main() -> int:
    """Fit and write."""
    embedder = Embedder.load()
    if embedder is None:
        raise SystemExit("no sentence embeddings on this machine: nothing is fitted without them")
    asked = examples(embedder)
    right, sure, wrong = kept_out(asked)
    count = len(asked.texts)
    sys.stderr.write(f"{count} sentences: {right:.3f} right, {sure:.3f} believed, of those {wrong:.3f} wrong\n")
    found = fit(asked)
    np.savez_compressed(FILE, **{part: getattr(found, part).astype(np.float16) for part in AfterModel.__slots__})
    return 0


if __name__ == "__main__":
    sys.exit(main())
