"""Which entry's phrasings are said with such words: a linear classifier over everything a query is made of.

Likeness asks how much a query has in common with an entry; it does not know that 欠条 tells ten entries apart and
怎么办 none. A classifier fitted on all phrasings does. It is fitted when the index is built, so that an editor's new
phrasing counts at once: n-grams of characters and of folded syllables are thrown together into WIDTH numbers (feature
hashing with random signs, Weinberger et al. 2009), the whitened sentence embedding stands beside them, and ridge
regression (one target an entry, each phrasing weighing 1 / sqrt(phrasings of its entry)) is solved in closed form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.nlu.index.ngrams import Cells, Known

WIDTH = 2048
_EACH = 2
"""Places of the hashed vector that one n-gram is added to."""
_RIDGE = 0.3
_MEANING = 0.5
_CHUNK = 2048
"""Phrasings held as dense vectors at once: memory."""
Floats = npt.NDArray[np.float32]
_SEED = 11


class Sketch:
    """A random projection of `count` n-grams to WIDTH numbers, the same on every machine."""

    def __init__(self, count: int, seed: int) -> None:
        chooser = np.random.default_rng(seed)
        self._places = chooser.integers(0, WIDTH, (count, _EACH), dtype=np.int32)
        self._signs = (chooser.integers(0, 2, (count, _EACH), dtype=np.int8) * 2 - 1).astype(np.float32)
        self._signs /= np.float32(np.sqrt(_EACH))

    def query(self, known: Known) -> Floats:
        """The vector of one query, shape (WIDTH,)."""
        numbers = np.array(known.numbers, dtype=np.int64)
        weights = np.array(known.weights, dtype=np.float32)[:, None] * self._signs[numbers]
        found = np.bincount(self._places[numbers].ravel(), weights.ravel(), minlength=WIDTH)
        return found.astype(np.float32)

    def rows(self, cells: Cells) -> Callable[[int, int], Floats]:
        """The vectors of the indexed texts from one row to before another, shape (rows, WIDTH)."""
        grams = np.repeat(np.arange(len(cells.starts) - 1, dtype=np.int32), np.diff(cells.starts))
        order = np.argsort(cells.rows, kind="stable")
        rows, grams, weights = cells.rows[order], grams[order], cells.weights[order]

        def dense(first: int, last: int) -> Floats:
            begin, end = np.searchsorted(rows, (first, last))
            part = grams[begin:end]
            places = self._places[part] + ((rows[begin:end] - first).astype(np.int64) * WIDTH)[:, None]
            values = weights[begin:end, None] * self._signs[part]
            flat = np.bincount(places.ravel(), values.ravel(), minlength=(last - first) * WIDTH)
            return flat.astype(np.float32).reshape(last - first, WIDTH)

        return dense


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Regression weights, shape (inputs, entries)."""

    with_meaning: Floats | None
    without: Floats


class LearnedIndex:
    """Built once; immutable.

    `words` and `syllables` hold the phrasings' n-grams, `meaning` (n, 384) their whitened embeddings or None;
    `owners` (n,) never falls and leaves out no number.
    """

    def __init__(self, words: Cells, syllables: Cells, meaning: Floats | None, owners: npt.NDArray[np.int64]) -> None:
        entries = int(owners[-1]) + 1 if len(owners) else 0
        self._words = Sketch(len(words.starts) - 1, _SEED)
        self._syllables = Sketch(len(syllables.starts) - 1, _SEED + 1)
        shares = 1 / np.sqrt(np.maximum(np.bincount(owners, minlength=entries), 1))
        weight = np.sqrt(shares[owners]).astype(np.float32)
        inputs = WIDTH + (0 if meaning is None else meaning.shape[1])
        gram = np.zeros((inputs, inputs), dtype=np.float32)
        targets = np.zeros((inputs, entries), dtype=np.float32)
        of_words, of_syllables = self._words.rows(words), self._syllables.rows(syllables)
        for first in range(0, len(owners), _CHUNK):
            last = min(first + _CHUNK, len(owners))
            part = of_words(first, last) + of_syllables(first, last)
            if meaning is not None:
                part = np.concatenate([part, np.float32(_MEANING) * meaning[first:last]], axis=1)
            part *= weight[first:last, None]
            gram += part.T @ part
            own = owners[first:last]
            begins = np.flatnonzero(np.diff(own, prepend=-1))
            targets[:, own[begins]] += np.add.reduceat(part * weight[first:last, None], begins, axis=0).T
        self._fitted = _Fitted(
            None if meaning is None else _solved(gram, targets), _solved(gram[:WIDTH, :WIDTH], targets[:WIDTH])
        )

    def scores(self, words: Known, syllables: Known, meaning: Floats | None, classes: slice = slice(None)) -> Floats:
        """How much the query sounds like each entry's phrasings, shape (entries,): about 1 for its own, 0 for others.

        `meaning` (384,) is its whitened embedding, None where it has none; `classes`: of these only.
        """
        query = self._words.query(words) + self._syllables.query(syllables)
        if meaning is None or self._fitted.with_meaning is None:
            without: Floats = (query @ self._fitted.without[:, classes]).astype(np.float32)
            return without
        found: Floats = np.concatenate([query, np.float32(_MEANING) * meaning]) @ self._fitted.with_meaning[:, classes]
        return found


def _solved(gram: Floats, targets: Floats) -> Floats:
    smoothed = gram + np.float32(_RIDGE) * np.eye(len(gram), dtype=np.float32)
    weights: Floats = np.linalg.solve(smoothed, targets)
    return weights
