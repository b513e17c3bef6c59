"""The index: what one query has in common with every entry, computed at once.

An entry is known by its phrasings and by its document (question and answers). A query is looked at twice: as it was
heard, and as it was probably said (robot/nlu/sound/repair.py). For each entry the features are

| feature | compares | strong at |
| --- | --- | --- |
| chars | edit distance of characters as heard, best phrasing | clean short sentences |
| sound | edit distance of folded sound marks, best phrasing | misheard short sentences |
| words, words_all, words_doc | TF-IDF of characters' 1- to 3-grams: best phrasing, centroid, document | clean wording |
| fixed, fixed_all, fixed_doc | the same, of the repaired text | misheard wording |
| syllables, syllables_all, syllables_doc | the same over folded syllables | misheard wording |
| meaning, meaning_all, meaning_doc | cosine of sentence embeddings of the repaired text: the same | other wording |
| shaped_all | meaning_all after whitening (robot/nlu/index/meaning.py) | other wording |
| learned | a classifier fitted on all phrasings (robot/nlu/index/learned.py), of the repaired text | rambling |
| covered1, covered2, covered3 | share of the repaired text's 1-, 2-, 3-grams in any phrasing | what no entry knows |

and one constant for each kind that has no document. Meaning is 0 for all where there is no embedder.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.kept import Keepable, kept
from robot.nlu.index.learned import LearnedIndex
from robot.nlu.index.meaning import MeaningIndex
from robot.nlu.index.ngrams import Known, NgramIndex, cosines
from robot.nlu.index.phrasings import Document, Phrasing
from robot.nlu.index.sentences import Sentences
from robot.nlu.index.texts import Texts
from robot.nlu.sound import syllables as sound
from robot.nlu.sound.repair import Repairer
from robot.nlu.text.lexicon import Lexicon
from robot.nlu.text.normalise import normalise
from robot.turn import Kind

FEATURES = (
    *("chars", "sound", "words", "words_all", "words_doc", "fixed", "fixed_all", "fixed_doc"),
    *("syllables", "syllables_all", "syllables_doc", "meaning", "meaning_all", "meaning_doc", "shaped_all"),
    *("learned", "covered1", "covered2", "covered3"),
    *("is_command", "is_smalltalk", "is_fallback", "is_emergency", "is_service", "is_place"),
)
ABOUT = ("length", "repaired", "known")
SIGNALS = ("chars", "sound", "words", "fixed", "syllables", "meaning")
"""The features of a single phrasing: what `--explain` shows."""
_KINDS: tuple[Kind, ...] = ("command", "smalltalk", "fallback", "emergency", "service", "place")
_SIZES = (1, 2, 3)
_COMPARED = 400
"""Phrasings whose edit distance is computed: those with the most n-grams in common."""
_CLAUSE = re.compile(r"[。，；：？！、（）\s]+")
Floats = npt.NDArray[np.float32]
_AT = {name: place for place, name in enumerate(FEATURES)}
_SHARED = [
    *(_AT[name] for name in ("words_all", "fixed_all", "syllables_all", "words_doc", "fixed_doc", "syllables_doc")),
    *(_AT[f"covered{size}"] for size in _SIZES),
]
"""Features of Overlap.entries, in this order."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question prepared for matching: as heard, as probably said (`fixed`), and the legal words for it.

    `vector` is the embedding of `fixed`, None without an embedder.
    """

    text: str
    fixed: str
    legal: str
    folded: str
    syllables: tuple[str, ...]
    vector: Floats | None


@dataclass(frozen=True, slots=True)
class Match:
    """One query against everything: `signals` (phrasings x SIGNALS), `features` (entries x FEATURES).

    `about` (ABOUT) is the query itself: how long it is, how much of it was repaired, how much of it the content knows.
    """

    signals: Floats
    features: Floats
    about: Floats

    @staticmethod
    def empty(index: PhrasingIndex) -> Match:
        """Nothing in common with anything."""
        return Match(
            np.zeros((len(index.phrasings), len(SIGNALS)), dtype=np.float32),
            np.zeros((len(index.entries), len(FEATURES)), dtype=np.float32),
            np.zeros(len(ABOUT), dtype=np.float32),
        )


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a query shares with everything by its n-grams: `rows` (phrasings, 3) are the signals words, fixed and
    syllables, `entries` (entries, _SHARED) features; `fixed` and `syllables` the query itself."""

    fixed: Known
    syllables: Known
    rows: Floats
    entries: Floats

    def part(self, rows: slice, entries: slice) -> Overlap:
        """Of what is shared with everything that with those rows and entries."""
        return replace(self, rows=self.rows[rows], entries=self.entries[entries])


class PhrasingIndex(Keepable):
    """Immutable once built. Thread-safe for reading."""

    def __init__(
        self,
        phrasings: Sequence[Phrasing],
        documents: Mapping[tuple[Kind, str], Document],
        embedder: Embedder | None = None,
        cache: VectorCache | None = None,
        progress: Callable[[int, int], None] | None = None,
        lexicon: Mapping[str, str] | None = None,
    ) -> None:
        self._lexicon = Lexicon(lexicon or {})
        self.phrasings = Sentences(phrasings)
        self.entries = self.phrasings.entries
        self.row_of: Mapping[tuple[Kind, str], int] = {entry: row for row, entry in enumerate(self.entries)}
        """Where an entry's features stand; of several out-of-scope sentences the last."""
        self.owners, self.first_rows = self.phrasings.owners, self.phrasings.first_rows
        self._also: Mapping[str, Phrasing] = {}
        """What is known besides, to the letter, by how matching sees it (`also`)."""
        texts = tuple(self.phrasings.texts)
        known = [documents.get(entry) for entry in self.entries]
        clauses = [
            [normalise(clause) for clause in _CLAUSE.split(document.long) if clause] if document else []
            for document in known
        ]
        spoken = [sound.syllables(text) for text in texts]
        spoken_clauses = [[sound.syllables(clause) for clause in part] for part in clauses]
        self._folded = Texts("".join(sound.folded_of(syllables)) for syllables in spoken)
        self._words = NgramIndex(texts, _SIZES)
        self._syllables = NgramIndex([sound.codes(sound.folded_of(syllables)) for syllables in spoken], _SIZES)
        self._words_doc = NgramIndex(["".join(part) for part in clauses], _SIZES)
        self._syllables_doc = NgramIndex(
            ["".join(sound.codes(sound.folded_of(said)) for said in part) for part in spoken_clauses], _SIZES
        )
        self._words_all = self._words.centroids(self.owners, len(self.entries))
        self._syllables_all = self._syllables.centroids(self.owners, len(self.entries))
        self._coverage = self._words.coverage(self.owners, len(self.entries))
        answers = [
            pair for part, said in zip(clauses, spoken_clauses, strict=True) for pair in zip(part, said, strict=True)
        ]
        # Phrasings count twice: a question is more like other questions than like answers.
        self._repairer = Repairer((list(zip(texts, spoken, strict=True)), 2), (answers, 1))
        self.refused = np.array([kind == "fallback" for kind, _ in self.entries], dtype=np.bool_)
        self._constants = np.array(
            [[float(kind == other) for other in _KINDS] for kind, _ in self.entries], dtype=np.float32
        ).reshape(-1, len(_KINDS))
        self._embedder = embedder
        self._meaning: MeaningIndex | None = None
        self._documents = Texts(normalise(document.short) if document else "" for document in known)
        if embedder is not None and self.phrasings:
            self._meaning = self._embed(embedder, cache, progress)
        # To the classifier all that is out of scope is one thing.
        self._class_of = np.cumsum(~(self.refused & np.concatenate(([False], self.refused[:-1])))) - 1
        whitened = None if self._meaning is None else self._meaning.whitened()
        self._learned = LearnedIndex(self._words.cells, self._syllables.cells, whitened, self._class_of[self.owners])

    @classmethod
    def built(
        cls,
        phrasings: Sequence[Phrasing],
        documents: Mapping[tuple[Kind, str], Document],
        embedder: Embedder | None = None,
        cache: VectorCache | None = None,
        progress: Callable[[int, int], None] | None = None,
        lexicon: Mapping[str, str] | None = None,
    ) -> PhrasingIndex:
        """The index, read from beside the `cache` where it was built before."""
        recipe = (
            embedder.name if embedder else "",
            *map(repr, (sorted((lexicon or {}).items()), sorted(documents.items(), key=lambda pair: pair[0]))),
            *map(repr, phrasings),
        )
        folder = cache.built if cache else None
        found = kept(folder, recipe, cls, lambda: cls(phrasings, documents, embedder, cache, progress, lexicon))
        found.embedding_with(embedder)
        return found

    def __getstate__(self) -> dict[str, object]:
        """Everything but the model that embeds, which is of this process, and where it lies."""
        return {**self.__dict__, "_embedder": None, "kept_as": None}

    def embedding_with(self, embedder: Embedder | None) -> None:
        """Take up the model of this process, after it was read from the disk."""
        self._embedder = embedder

    @property
    def texts(self) -> Sequence[str]:
        """All phrasings, as matching works on them."""
        return self.phrasings.texts

    @property
    def embedded(self) -> tuple[str, ...]:
        """All texts that have a vector here."""
        return (*self.texts, *(text for text in self._documents if text)) if self.has_meaning else ()

    def _embed(
        self, embedder: Embedder, cache: VectorCache | None, progress: Callable[[int, int], None] | None
    ) -> MeaningIndex:
        short = tuple(self._documents)
        texts = (*self.texts, *(text for text in short if text))
        vectors = cache.vectors(texts, embedder, progress) if cache else embedder.embed(texts)
        count = len(self.texts)
        documents = np.zeros((len(short), vectors.shape[1]), dtype=np.float32)
        documents[[place for place, text in enumerate(short) if text]] = vectors[count:]
        return MeaningIndex(vectors[:count], documents, self.owners, self.first_rows)

    @property
    def has_meaning(self) -> bool:
        """True when sentence embeddings take part."""
        return self._meaning is not None

    def prepare(self, text: str, with_meaning: bool = True) -> Query:
        """Normalise `text`, repair it and embed it where possible and wanted."""
        core = normalise(text)
        syllables = sound.syllables(core)
        fixed = core if self.phrasings.has(core) else self._repairer.repair(core, syllables)
        vector = (
            self._embedder.embed([fixed])[0] if with_meaning and self.has_meaning and self._embedder and fixed else None
        )
        marks = sound.folded_of(syllables)
        return Query(core, fixed, self._lexicon.legal_words(fixed), "".join(marks), marks, vector)

    def exact(self, query: Query) -> Phrasing | None:
        """The phrasing that is the query to the letter, after normalising; a question may end otherwise (能退不)."""
        row = self.phrasings.exact(query.text)
        return self._also.get(query.text) if row is None else self.phrasings[row]

    def exact_keys(self, query: Query) -> frozenset[str]:
        """The ids of all entries that have the query to the letter."""
        return self.phrasings.ids(query.text)

    def also(self, phrasings: Iterable[Phrasing]) -> PhrasingIndex | None:
        """The same index that also knows, to the letter, those of `phrasings` that are new and whose entry it has; None
        where an entry that it has is gone."""
        given = tuple(phrasings)
        if not {(phrasing.kind, phrasing.id) for phrasing in given}.issuperset(self.entries):
            return None
        written = frozenset(self.phrasings.written)
        new = (phrasing for phrasing in given if phrasing.text not in written)
        beside = copy.copy(self)
        beside._also = {normalise(each.text): each for each in new if (each.kind, each.id) in self.row_of}
        return beside

    def best_phrasings(self, match: Match, span: range) -> list[str]:
        """Of every entry of `span` the phrasing that is nearest to the query of `match`, which is of that span."""
        before = int(self.first_rows[span.start]) if len(span) else 0
        ends = np.append(self.first_rows, len(self.phrasings))
        likeness = match.signals.sum(axis=1)
        return [
            self.phrasings[ends[row] + int(np.argmax(likeness[ends[row] - before : ends[row + 1] - before]))].text
            for row in span
        ]

    def overlap(self, query: Query, span: range | None = None) -> Overlap:
        """The n-grams that the query shares with everything, once for several matches; or with those entries only."""
        of_entries, of_rows = (None, None) if span is None else self._slices(span)
        meant = query.fixed + query.legal
        words, fixed = self._words.known(query.text), self._words.known(meant)
        spoken = sound.codes(query.syllables)
        syllables = self._syllables.known(spoken)
        rows = [
            cosines(words, self._words.cells, of_rows),
            cosines(fixed, self._words.cells, of_rows),
            cosines(syllables, self._syllables.cells, of_rows),
        ]
        entries = [
            cosines(words, self._words_all, of_entries),
            cosines(fixed, self._words_all, of_entries),
            cosines(syllables, self._syllables_all, of_entries),
            _document(self._words_doc, query.text, of_entries),
            _document(self._words_doc, meant, of_entries),
            _document(self._syllables_doc, spoken, of_entries),
            *(self._coverage.of(query.fixed, size, of_entries) for size in _SIZES),
        ]
        return Overlap(fixed, syllables, np.stack(rows, axis=1), np.stack(entries, axis=1))

    def _slices(self, entries: range) -> tuple[slice, slice]:
        """Those entries, and the rows of their phrasings."""
        first = int(self.first_rows[entries.start]) if len(entries) else 0
        last = int(self.first_rows[entries.stop]) if entries.stop < len(self.entries) else len(self.phrasings)
        return slice(entries.start, entries.stop), slice(first, last)

    def match(self, query: Query, span: range | None = None, overlap: Overlap | None = None) -> Match:
        """Everything the query has in common with phrasings and entries; with `span` only with those entries, and the
        rows of the result are theirs. `overlap`: that of the query with everything, where it is known already."""
        entries = span if span is not None else range(len(self.entries))
        of_entries, of_rows = self._slices(entries)
        first, last = of_rows.start, of_rows.stop
        signals = np.zeros((last - first if len(entries) else 0, len(SIGNALS)), dtype=np.float32)
        features = np.zeros((len(entries), len(FEATURES)), dtype=np.float32)
        if not len(signals) or not query.text:
            return Match(signals, features, np.zeros(len(ABOUT), dtype=np.float32))
        shared = overlap.part(of_rows, of_entries) if overlap else self.overlap(query, span)
        signals[:, 2:5] = shared.rows
        self._compare(query, signals, first)
        features[:, _SHARED] = shared.entries
        whitened: Floats | None = None
        if self._meaning is not None and query.vector is not None:
            near = self._meaning.nearness(query.vector, of_rows, of_entries)
            signals[:, 5] = near.phrasings
            features[:, _AT["meaning_all"]] = near.centres
            features[:, _AT["meaning_doc"]] = near.documents
            features[:, _AT["shaped_all"]] = near.shaped
            whitened = near.whitened
        classes = self._class_of[of_entries]
        features[:, _AT["learned"]] = self._learned.scores(
            shared.fixed, shared.syllables, whitened, slice(classes[0], classes[-1] + 1)
        )[classes - classes[0]]
        starts = self.first_rows[of_entries] - first
        features[:, [_AT[name] for name in SIGNALS]] = np.maximum.reduceat(signals, starts)
        features[:, _AT["is_command"] :] = self._constants[of_entries]
        repaired = Levenshtein.normalized_distance(query.text, query.fixed)
        share = sum(weight * weight for weight in shared.fixed.weights)
        return Match(signals, features, np.array([np.log(len(query.text)), repaired, share], dtype=np.float32))

    def _compare(self, query: Query, signals: Floats, first: int) -> None:
        """Edit distances, of the phrasings that have most in common with the query; `first` is that of `signals`."""
        alike = signals[:, 3] + signals[:, 4]
        rows = np.argpartition(-alike, _COMPARED)[:_COMPARED] if len(alike) > _COMPARED else np.arange(len(alike))
        texts, folded = [self.texts[first + row] for row in rows], [self._folded[first + row] for row in rows]
        signals[rows, 0] = process.cdist([query.text], texts, scorer=fuzz.ratio, dtype=np.float32)[0] / 100
        signals[rows, 1] = process.cdist([query.folded], folded, scorer=fuzz.ratio, dtype=np.float32)[0] / 100


def _document(index: NgramIndex, text: str, span: slice | None) -> Floats:
    return cosines(index.known(text), index.cells, span)
