"""The index: what one query has in common with every entry, computed at once.

An entry is known by its phrasings and by its document (question and answers). For each entry the features are

| feature | compares | strong at |
| --- | --- | --- |
| chars | edit distance of characters, best phrasing | clean short sentences |
| sound | edit distance of folded sound marks, best phrasing | misheard short sentences |
| words, words_all, words_doc | TF-IDF of character 1- to 3-grams: best phrasing, mean, document | clean wording |
| syllables, syllables_all, syllables_doc | the same over folded syllables | misheard wording |
| meaning, meaning_all, meaning_doc | cosine of sentence embeddings: the same | other wording |

and one constant for each kind that has no document. Meaning is 0 for all where there is no embedder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from robot.nlu import sound
from robot.nlu.embedding import Embedder, VectorCache
from robot.nlu.ngrams import NgramIndex
from robot.nlu.normalise import normalise
from robot.nlu.phrasings import Document, Phrasing
from robot.turn import Kind

FEATURES = (
    *("chars", "sound", "words", "words_all", "words_doc", "syllables", "syllables_all", "syllables_doc"),
    *(
        "meaning",
        "meaning_all",
        "meaning_doc",
        "is_command",
        "is_smalltalk",
        "is_fallback",
        "is_emergency",
        "is_service",
    ),
)
SIGNALS = ("chars", "sound", "words", "syllables", "meaning")
"""The features of a single phrasing: what `--explain` shows."""
_KINDS: tuple[Kind, ...] = ("command", "smalltalk", "fallback", "emergency", "service")
_SIZES = (1, 2, 3)
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question prepared for matching. `vector` is its embedding, None without an embedder."""

    text: str
    folded: str
    syllables: tuple[str, ...]
    vector: Floats | None


@dataclass(frozen=True, slots=True)
class Match:
    """One query against everything: `signals` (phrasings x SIGNALS), `features` (entries x FEATURES)."""

    signals: Floats
    features: Floats


class PhrasingIndex:
    """Immutable once built. Thread-safe for reading."""

    def __init__(
        self,
        phrasings: Sequence[Phrasing],
        documents: Mapping[tuple[Kind, str], Document],
        embedder: Embedder | None = None,
        cache: VectorCache | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        order = {key: place for place, key in enumerate(dict.fromkeys(map(_entry_key, phrasings)))}
        self.phrasings = tuple(sorted(phrasings, key=lambda phrasing: order[_entry_key(phrasing)]))
        self.entries: tuple[tuple[Kind, str], ...] = tuple((kind, entry_id) for kind, entry_id, _ in order)
        owners = np.array([order[_entry_key(p)] for p in self.phrasings], dtype=np.int64)
        self.owners = owners
        self.first_rows = np.searchsorted(owners, np.arange(len(order)))
        self._sizes = np.bincount(owners, minlength=len(order)).astype(np.float32)
        self._embedder = embedder
        self.texts = tuple(normalise(phrasing.text) for phrasing in self.phrasings)
        self._folded = [sound.folded(text) for text in self.texts]
        self._words = NgramIndex([tuple(text) for text in self.texts], _SIZES)
        self._syllables = NgramIndex([sound.folded_syllables(text) for text in self.texts], _SIZES)
        known = [documents.get(entry) for entry in self.entries]
        long = [normalise(document.long) if document else "" for document in known]
        self._words_doc = NgramIndex([tuple(text) for text in long], _SIZES)
        self._syllables_doc = NgramIndex([sound.folded_syllables(text) for text in long], _SIZES)
        self._constants = np.array(
            [[float(kind == other) for other in _KINDS] for kind, _ in self.entries], dtype=np.float32
        ).reshape(-1, len(_KINDS))
        self._exact: dict[str, int] = {}
        for row, text in enumerate(self.texts):
            self._exact.setdefault(text, row)
        self._vectors: Floats | None = None
        self.embedded: tuple[str, ...] = ()
        if embedder is not None and self.phrasings:
            self._embed(
                embedder, [normalise(document.short) if document else "" for document in known], cache, progress
            )

    def _embed(
        self,
        embedder: Embedder,
        short: list[str],
        cache: VectorCache | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        """Vectors of phrasings and documents, with the mean of all taken off: they lie in a narrow cone otherwise."""
        everything = self.embedded = (*self.texts, *short)
        vectors = cache.vectors(everything, embedder, progress) if cache else embedder.embed(everything)
        self._mean = vectors[: len(self.texts)].mean(axis=0)
        self._vectors = _unit(vectors[: len(self.texts)] - self._mean)
        has_document = np.array([bool(text) for text in short], dtype=np.float32)[:, None]
        self._document_vectors = _unit(vectors[len(self.texts) :] - self._mean) * has_document

    @property
    def has_meaning(self) -> bool:
        """True when sentence embeddings take part."""
        return self._vectors is not None

    def prepare(self, text: str) -> Query:
        """Normalise `text` and embed it where possible."""
        core = normalise(text)
        vector = self._embedder.embed([core])[0] if self.has_meaning and self._embedder and core else None
        return Query(core, sound.folded(core), sound.folded_syllables(core), vector)

    def exact(self, query: Query) -> Phrasing | None:
        """The phrasing that is the query to the letter, after normalising."""
        row = self._exact.get(query.text)
        return None if row is None else self.phrasings[row]

    def match(self, query: Query, without: str | None = None) -> Match:
        """Everything the query has in common with phrasings and entries.

        `without` leaves out the phrasings with that text, for fitting: a phrasing must not find itself.
        """
        signals = np.zeros((len(self.phrasings), len(SIGNALS)), dtype=np.float32)
        features = np.zeros((len(self.entries), len(FEATURES)), dtype=np.float32)
        if not self.phrasings or not query.text:
            return Match(signals, features)
        signals[:, 0] = process.cdist([query.text], self.texts, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
        signals[:, 1] = process.cdist([query.folded], self._folded, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
        signals[:, 2] = self._words.cosines(tuple(query.text))
        signals[:, 3] = self._syllables.cosines(query.syllables)
        features[:, 4] = self._words_doc.cosines(tuple(query.text))
        features[:, 7] = self._syllables_doc.cosines(query.syllables)
        if self._vectors is not None and query.vector is not None:
            vector = _unit((query.vector - self._mean)[None, :])[0]
            signals[:, 4] = np.maximum(self._vectors @ vector, 0)
            features[:, 10] = self._document_vectors @ vector
        left = np.ones(len(self.phrasings), dtype=np.float32)
        if without is not None:
            left = np.array([text != without for text in self.texts], dtype=np.float32)
            signals *= left[:, None]
        best = np.maximum.reduceat(signals, self.first_rows)
        counts = np.maximum(np.add.reduceat(left, self.first_rows), 1)[:, None]
        mean = np.add.reduceat(signals[:, 2:], self.first_rows) / counts
        features[:, [0, 1, 2, 5, 8]] = best
        features[:, [3, 6, 9]] = mean
        features[:, 11:] = self._constants
        return Match(signals, features)


def _entry_key(phrasing: Phrasing) -> tuple[Kind, str, str]:
    """What a phrasing belongs to. Out-of-scope sentences have nothing in common, so each is an entry of its own."""
    return phrasing.kind, phrasing.id, phrasing.text if phrasing.kind == "fallback" else ""


def _unit(rows: Floats) -> Floats:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled
