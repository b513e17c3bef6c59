"""Meaning as geometry: sentence embeddings of phrasings and documents, and how near a question lies to each entry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of one question: `phrasings` (n,), and of each entry its `centres`, `documents`, `shaped` (entries,).

    `whitened` (384,) is the question's own embedding after whitening.
    """

    phrasings: Floats
    centres: Floats
    documents: Floats
    shaped: Floats
    whitened: Floats


class MeaningIndex:
    """Built once; immutable.

    `phrasings` (n, 384) and `documents` (entries, 384) are unit vectors, a document's is 0 where an entry has none;
    `owners` (n,) says whose each phrasing is and never falls, `first_rows` (entries,) where each entry's begin.
    """

    def __init__(
        self, phrasings: Floats, documents: Floats, owners: npt.NDArray[np.int64], first_rows: npt.NDArray[np.int64]
    ) -> None:
        # Embeddings lie in a narrow cone: without the mean of all taken off everything is alike.
        self._mean = phrasings.mean(axis=0)
        self._phrasings = unit(phrasings - self._mean)
        has_document = (np.linalg.norm(documents, axis=1, keepdims=True) > 0).astype(np.float32)
        self._documents = unit(documents - self._mean) * has_document
        sums = np.add.reduceat(self._phrasings, first_rows)
        self._centres = unit(sums)
        means = (sums / np.bincount(owners, minlength=len(first_rows))[:, None]).astype(np.float32)
        self._shape = _whitening(self._phrasings - means[owners])
        self._shaped = unit(np.add.reduceat(self.whitened(), first_rows))

    def whitened(self) -> Floats:
        """All phrasings, shape (n, 384), in the space in which wordings of one entry differ alike in all directions."""
        return unit(self._phrasings @ self._shape)

    def nearness(self, vector: Floats, rows: slice = _ALL, entries: slice = _ALL) -> Nearness:
        """How near the question with this embedding, shape (384,), lies to everything, or to those rows and entries."""
        asked = unit((vector - self._mean)[None, :])[0]
        shaped = unit((asked @ self._shape)[None, :])[0]
        return Nearness(
            np.maximum(self._phrasings[rows] @ asked, 0),
            self._centres[entries] @ asked,
            self._documents[entries] @ asked,
            self._shaped[entries] @ shaped,
            shaped,
        )


def _whitening(apart: Floats) -> Floats:
    """A matrix after which wordings of one entry differ alike in all directions; `apart` is how they differ, (n, 384).

    Directions in which wordings of the same entry differ (who asks, how politely) then count less. Within-class
    covariance normalisation (Hatch, Kajarekar, Stolcke 2006), with as much of the identity as there is variance.
    """
    covariance = (apart.T @ apart).astype(np.float64) / max(1, len(apart))
    smoothed = covariance + (np.trace(covariance) / len(covariance) + 1e-9) * np.eye(len(covariance))
    shape: Floats = np.linalg.cholesky(np.linalg.inv(smoothed)).astype(np.float32)
    return shape


def unit(rows: Floats) -> Floats:
    """`rows` scaled to length 1, those of length 0 as they are."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled
