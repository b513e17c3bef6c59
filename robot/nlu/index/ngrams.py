"""Sparse TF-IDF over n-grams: cosine of one query with every indexed text, through an inverted index.

Weights: (1 + log tf) * (log((1 + n) / (1 + df)) + 1), rows scaled to length 1 (the smoothed idf of Salton's
vector model as scikit-learn writes it).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.nlu.index.grams import GramNumbers, Numbers, distinct, keys_of

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cells:
    """A sparse matrix, n-gram by n-gram: those of n-gram g are `starts[g]` to `starts[g + 1]`; `count` rows in all."""

    rows: npt.NDArray[np.int32]
    weights: Floats
    starts: npt.NDArray[np.int64]
    count: int


@dataclass(frozen=True, slots=True)
class Known:
    """The n-grams of one query that are known, with their weights in the query's unit vector."""

    numbers: tuple[int, ...]
    weights: tuple[float, ...]


class NgramIndex:
    """Built once over all texts, a character a token (syllables: robot/nlu/sound/syllables.py `codes`); immutable."""

    def __init__(self, texts: Sequence[str], sizes: tuple[int, ...]) -> None:
        self._sizes = sizes
        self._count = len(texts)
        keys, rows = keys_of(texts, sizes)
        self._numbers = GramNumbers(keys)
        ids = self._numbers.of(keys)
        cells, counts = np.unique(ids * max(1, self._count) + rows, return_counts=True)
        ids, rows = np.divmod(cells, max(1, self._count))
        frequency = np.bincount(ids, minlength=len(self._numbers))
        self._idf: Doubles = np.log((1 + self._count) / (1 + frequency)) + 1
        weights = (1 + np.log(counts)) * self._idf[ids]
        length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=self._count))
        # Cells are sorted by n-gram, so that each n-gram's texts are one slice.
        self.cells = Cells(
            rows.astype(np.int32),
            (weights / np.maximum(length, 1e-12)[rows]).astype(np.float32),
            np.concatenate(([0], np.cumsum(frequency))),
            self._count,
        )

    def known(self, text: str) -> Known:
        """`text` as a query. N-grams that no text has still count in its length."""
        keys, counts = distinct(keys_of([text], self._sizes)[0])
        numbers = self._numbers.of(keys)
        weights = (1 + np.log(counts)) * _rarity(numbers, self._idf, math.log(1 + self._count) + 1)
        length = math.sqrt(float(weights @ weights)) or 1.0
        is_known = numbers >= 0
        return Known(tuple(numbers[is_known].tolist()), tuple((weights[is_known] / length).tolist()))

    def coverage(self, owners: npt.NDArray[np.int64], owner_count: int) -> Coverage:
        """What each owner's texts hold between them; `owners[row]` of 0 to owner_count - 1."""
        numbers = np.repeat(np.arange(len(self.cells.starts) - 1), np.diff(self.cells.starts))
        held = np.unique(numbers * max(1, owner_count) + owners[self.cells.rows])
        numbers, rows = np.divmod(held, max(1, owner_count))
        starts = np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=len(self.cells.starts) - 1))))
        rarity = self._idf - 1  # what stands in every text says nothing here
        return Coverage(self._numbers, rarity, math.log(1 + self._count), rows.astype(np.int32), starts, owner_count)

    def centroids(self, owners: npt.NDArray[np.int64], owner_count: int) -> Cells:
        """The mean vector of each owner's texts, scaled to length 1; `owners[row]` of 0 to owner_count - 1."""
        grams_of = np.repeat(np.arange(len(self.cells.starts) - 1), np.diff(self.cells.starts))
        cells, places = np.unique(grams_of * max(1, owner_count) + owners[self.cells.rows], return_inverse=True)
        sums = np.bincount(places, weights=self.cells.weights, minlength=len(cells))
        numbers, rows = np.divmod(cells, max(1, owner_count))
        length = np.sqrt(np.bincount(rows, weights=sums**2, minlength=owner_count))
        return Cells(
            rows.astype(np.int32),
            (sums / np.maximum(length, 1e-12)[rows]).astype(np.float32),
            np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=len(self.cells.starts) - 1)))),
            owner_count,
        )


class Coverage:
    """Which share of a text's n-grams, the rare ones weighing more, stands anywhere in an owner's texts.

    A cosine asks what two texts have in common; this asks what of a question an entry never speaks of: the 重疾险 of a
    question that else sounds like one about a ship's insurance.
    """

    def __init__(
        self,
        numbers: GramNumbers,
        rarity: Doubles,
        unseen: float,
        rows: npt.NDArray[np.int32],
        starts: npt.NDArray[np.int64],
        count: int,
    ) -> None:
        self._numbers, self._rarity, self._unseen = numbers, rarity, unseen
        self._rows, self._starts, self._count = rows, starts, count

    def of(self, text: str, size: int, span: slice | None = None) -> Floats:
        """The share of the n-grams of `size`, shape (owners,), 0 to 1; with `span` only those owners."""
        keys, _ = distinct(keys_of([text], (size,))[0])
        numbers = self._numbers.of(keys)
        rarity = _rarity(numbers, self._rarity, self._unseen)
        total, rows, weights = float(rarity.sum()), [], []
        for number, weight in zip(numbers.tolist(), rarity.tolist(), strict=True):
            if number >= 0:
                piece = slice(int(self._starts[number]), int(self._starts[number + 1]))
                found = self._rows[piece if span is None else _within(self._rows, piece, span)]
                rows.append(found)
                weights.append(np.full(len(found), weight, dtype=np.float32))
        count = self._count if span is None else span.stop - span.start
        if not rows or total <= 0:
            return np.zeros(count, dtype=np.float32)
        first = 0 if span is None else span.start
        covered = np.bincount(np.concatenate(rows) - first, np.concatenate(weights), minlength=count)
        return (covered / total).astype(np.float32)


def _rarity(numbers: Numbers, known: Doubles, unseen: float) -> Doubles:
    """How rare each n-gram is; `unseen` those that no text has."""
    if not len(known):
        return np.full(len(numbers), unseen)
    found: Doubles = np.where(numbers >= 0, known[numbers], unseen)
    return found


def cosines(query: Known, cells: Cells, span: slice | None = None) -> Floats:
    """Cosine of the query with every row, shape (count,), 0 to 1; with `span` only with those rows."""
    count = cells.count if span is None else span.stop - span.start
    if not query.numbers:
        return np.zeros(count, dtype=np.float32)
    numbers = np.array(query.numbers)
    slices = list(map(slice, cells.starts[numbers].tolist(), cells.starts[numbers + 1].tolist()))
    if span is not None:
        slices = [_within(cells.rows, piece, span) for piece in slices]
    rows = np.concatenate([cells.rows[piece] for piece in slices])
    weights = np.concatenate(
        [cells.weights[piece] * np.float32(weight) for piece, weight in zip(slices, query.weights, strict=True)]
    )
    first = 0 if span is None else span.start
    return np.bincount(rows - first, weights=weights, minlength=count).astype(np.float32)


def _within(rows: npt.NDArray[np.int32], piece: slice, span: slice) -> slice:
    """The part of `piece`, in which `rows` never falls, whose rows are of `span`."""
    first, last = np.searchsorted(rows[piece], (span.start, span.stop))
    return slice(piece.start + int(first), piece.start + int(last))
