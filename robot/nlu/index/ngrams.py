"""Sparse TF-IDF over n-grams: cosine of one query with every indexed text, through an inverted index.

Weights: (1 + log tf) * (log((1 + n) / (1 + df)) + 1), rows scaled to length 1 (the smoothed idf of Salton's
vector model as scikit-learn writes it).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def grams(text: str, sizes: tuple[int, ...]) -> Counter[str]:
    """All n-grams of `text` of the given sizes, with their counts."""
    return Counter(text[at : at + size] for size in sizes for at in range(len(text) - size + 1))


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
        self._ids: dict[str, int] = {}
        ids, rows = self._occurrences(texts)
        cells, counts = np.unique(ids * max(1, self._count) + rows, return_counts=True)
        ids, rows = np.divmod(cells, max(1, self._count))
        frequency = np.bincount(ids, minlength=len(self._ids))
        idf = np.log((1 + self._count) / (1 + frequency)) + 1
        self._idf: list[float] = idf.tolist()  # read one by one, where a list is faster than an array
        weights = (1 + np.log(counts)) * idf[ids]
        length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=self._count))
        # Cells are sorted by n-gram, so that each n-gram's texts are one slice.
        self.cells = Cells(
            rows.astype(np.int32),
            (weights / np.maximum(length, 1e-12)[rows]).astype(np.float32),
            np.concatenate(([0], np.cumsum(frequency))),
            self._count,
        )

    def _occurrences(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The n-gram's number and the text's row of every occurrence; numbers the n-grams."""
        found: list[str] = []
        sizes: list[int] = []
        for text in texts:
            before = len(found)
            for size in self._sizes:
                found += [text[at : at + size] for at in range(len(text) - size + 1)]
            sizes.append(len(found) - before)
        self._ids.update(zip(dict.fromkeys(found), count()))
        ids = np.fromiter(map(self._ids.__getitem__, found), dtype=np.int64, count=len(found))
        return ids, np.repeat(np.arange(len(texts), dtype=np.int64), sizes)

    def known(self, text: str) -> Known:
        """`text` as a query. N-grams that no text has still count in its length."""
        unseen = math.log(1 + self._count) + 1
        found, square = [], 0.0
        for gram, times in grams(text, self._sizes).items():
            number = self._ids.get(gram)
            weight = (1 + math.log(times)) * (unseen if number is None else self._idf[number])
            square += weight * weight
            if number is not None:
                found.append((number, weight))
        length = math.sqrt(square) or 1.0
        return Known(tuple(number for number, _ in found), tuple(weight / length for _, weight in found))

    def coverage(self, owners: npt.NDArray[np.int64], owner_count: int) -> Coverage:
        """What each owner's texts hold between them; `owners[row]` of 0 to owner_count - 1."""
        numbers = np.repeat(np.arange(len(self.cells.starts) - 1), np.diff(self.cells.starts))
        held = np.unique(numbers * max(1, owner_count) + owners[self.cells.rows])
        numbers, rows = np.divmod(held, max(1, owner_count))
        starts = np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=len(self.cells.starts) - 1))))
        rarity = [value - 1 for value in self._idf]  # what stands in every text says nothing here
        return Coverage(self._ids, rarity, math.log(1 + self._count), rows.astype(np.int32), starts, owner_count)

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
        ids: dict[str, int],
        rarity: list[float],
        unseen: float,
        rows: npt.NDArray[np.int32],
        starts: npt.NDArray[np.int64],
        count: int,
    ) -> None:
        self._ids, self._rarity, self._unseen = ids, rarity, unseen
        self._rows, self._starts, self._count = rows, starts, count

    def of(self, text: str, size: int, span: slice | None = None) -> Floats:
        """The share of the n-grams of `size`, shape (owners,), 0 to 1; with `span` only those owners."""
        rows, weights, total = [], [], 0.0
        for gram in grams(text, (size,)):
            number = self._ids.get(gram)
            weight = self._unseen if number is None else self._rarity[number]
            total += weight
            if number is not None:
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
