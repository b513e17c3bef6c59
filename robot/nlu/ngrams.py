"""Sparse TF-IDF over n-grams: cosine of one query with every indexed text, through an inverted index.

Weights: (1 + log tf) * (log((1 + n) / (1 + df)) + 1), rows scaled to length 1 (the smoothed idf of Salton's
vector model as scikit-learn writes it).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def _gram(tokens: Sequence[str], at: int, size: int) -> str:
    return "\x1f".join(tokens[at : at + size])


def grams(tokens: Sequence[str], sizes: tuple[int, ...]) -> Counter[str]:
    """All n-grams of `tokens` of the given sizes, with their counts."""
    return Counter(_gram(tokens, at, size) for size in sizes for at in range(len(tokens) - size + 1))


class NgramIndex:
    """Built once over the token sequences of all texts; immutable afterwards."""

    def __init__(self, texts: Sequence[Sequence[str]], sizes: tuple[int, ...]) -> None:
        self._sizes = sizes
        self._count = len(texts)
        self._ids: dict[str, int] = {}
        ids, rows = self._occurrences(texts)
        cells, counts = np.unique(ids * max(1, self._count) + rows, return_counts=True)
        ids, rows = np.divmod(cells, max(1, self._count))
        frequency = np.bincount(ids, minlength=len(self._ids))
        self._idf = np.log((1 + self._count) / (1 + frequency)) + 1
        weights = (1 + np.log(counts)) * self._idf[ids]
        length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=self._count))
        # Cells are sorted by n-gram, so that each n-gram's texts are one slice.
        self._rows = rows.astype(np.int32)
        self._weights = (weights / np.maximum(length, 1e-12)[rows]).astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(frequency)))

    def _occurrences(self, texts: Sequence[Sequence[str]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The n-gram's number and the text's row of every occurrence; numbers the n-grams."""
        ids: list[int] = []
        sizes: list[int] = []
        known = self._ids
        for tokens in texts:
            before = len(ids)
            for size in self._sizes:
                ids += [known.setdefault(_gram(tokens, at, size), len(known)) for at in range(len(tokens) - size + 1)]
            sizes.append(len(ids) - before)
        return np.array(ids, dtype=np.int64), np.repeat(np.arange(len(texts), dtype=np.int64), sizes)

    def cosines(self, tokens: Sequence[str]) -> Floats:
        """Cosine with every text, shape (n,), 0 to 1. N-grams that no text has still count in the query's length."""
        scores = np.zeros(self._count, dtype=np.float32)
        unseen = math.log(1 + self._count) + 1
        found, square = [], 0.0
        for gram, count in grams(tokens, self._sizes).items():
            number = self._ids.get(gram)
            weight = (1 + math.log(count)) * (unseen if number is None else float(self._idf[number]))
            square += weight * weight
            if number is not None:
                found.append((number, weight))
        for number, weight in found:
            posting = slice(self._starts[number], self._starts[number + 1])
            scores[self._rows[posting]] += self._weights[posting] * np.float32(weight / math.sqrt(square))
        return scores
