"""What others make of the same questions: one class a peer, each over the same sentences.

The sentences are the content's phrasings. Places have none of their own (robot/nlu/named/way.py), so that the peers get
their names with 在哪里. Sentences that nothing may answer are left out: they could only cost a peer. No peer gets
pinyin, the lexicon or the answers' text. Each gets sentences and questions as they are or in our normalised form,
whichever served it better when that was tried (November 2026): WRatio and TF-IDF do better on plain text.

The packages are those of the test environment; a peer whose package is missing is left out with the reason.
"""

from __future__ import annotations

import importlib
import tempfile
import time
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from rapidfuzz import fuzz, process

from robot.bench.accuracy import Condition
from robot.content.load import Content
from robot.fitting.questions import Question, percentile
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.phrasings import collect
from robot.nlu.text.normalise import normalise

Label = tuple[str, str]
"""(kind, id) of an entry."""
_WHERE = "在哪里"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that a peer may know."""

    text: str
    label: Label


class Peer(ABC):
    """A peer that has learned its sentences. Making one raises ImportError when its package is missing."""

    name: ClassVar[str]
    normalised: ClassVar[bool] = True
    """Whether it gets our normalised form of sentences and questions."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._labels = [sentence.label for sentence in sentences]
        self._learn([self.form(sentence.text) for sentence in sentences])

    def form(self, text: str) -> str:
        """The form in which it gets `text`."""
        return normalise(text) if self.normalised else text

    @abstractmethod
    def _learn(self, texts: list[str]) -> None:
        """Take in the sentences; `self._labels` are theirs."""

    @abstractmethod
    def best(self, text: str) -> Label | None:
        """The entry it finds most likely."""


class WRatio(Peer):
    """rapidfuzz's weighted ratio, the best of all sentences."""

    name = "rapidfuzz WRatio"
    normalised = False

    def _learn(self, texts: list[str]) -> None:
        self._texts = texts

    def best(self, text: str) -> Label | None:
        found = process.extractOne(text, self._texts, scorer=fuzz.WRatio)
        return self._labels[found[2]] if found else None


class Hassil(Peer):
    """Home Assistant's parser: every sentence a template, with anything before and after it.

    The installed version has no fuzzy matching. Without the wildcards it finds only what stands there to the letter.
    """

    name = "hassil (templates, free text around)"

    def _learn(self, texts: list[str]) -> None:
        hassil = importlib.import_module("hassil")
        templates: defaultdict[str, list[str]] = defaultdict(list)
        for text, label in zip(texts, self._labels, strict=True):
            templates["|".join(label)].append(f"[{{before}}]{text}[{{after}}]")
        self._recognise: Any = hassil.recognize_best
        self._intents: Any = hassil.Intents.from_dict(
            {
                "language": "zh",
                "settings": {"ignore_whitespace": True},
                "intents": {name: {"data": [{"sentences": each}]} for name, each in templates.items()},
                "lists": {"before": {"wildcard": True}, "after": {"wildcard": True}},
            }
        )

    def best(self, text: str) -> Label | None:
        found = self._recognise(text, self._intents)
        if found is None:
            return None
        kind, _, entry_id = found.intent.name.partition("|")
        return kind, entry_id


class Svm(Peer):
    """An intent classifier: linear support vectors over TF-IDF of characters, as sparse pipelines of Rasa's kind do."""

    name = "intent classifier (linear SVM, character n-grams)"

    def _learn(self, texts: list[str]) -> None:
        self._vectors: Any = _ngrams()
        self._classes = sorted(set(self._labels))
        number = {label: place for place, label in enumerate(self._classes)}
        self._model: Any = importlib.import_module("sklearn.svm").LinearSVC(random_state=0)
        self._model.fit(self._vectors.fit_transform(texts), [number[label] for label in self._labels])

    def best(self, text: str) -> Label | None:
        return self._classes[int(self._model.predict(self._vectors.transform([text]))[0])]


class Bm25(Peer):
    """BM25 over the words that jieba finds."""

    name = "BM25 over jieba words"

    def _learn(self, texts: list[str]) -> None:
        self._jieba: Any = importlib.import_module("jieba")
        self._jieba.setLogLevel(60)  # it tells on stderr that it reads its dictionary
        self._index: Any = importlib.import_module("bm25s").BM25()
        self._index.index([self._jieba.lcut(text) for text in texts], show_progress=False)

    def best(self, text: str) -> Label | None:
        words = self._jieba.lcut(text)
        if not words:
            return None
        rows, scores = self._index.retrieve([words], k=1, show_progress=False)
        return self._labels[int(rows[0, 0])] if scores[0, 0] > 0 else None


class TfIdf(Peer):
    """Cosine of TF-IDF over character n-grams, the best of all sentences."""

    name = "TF-IDF over character n-grams"
    normalised = False

    def _learn(self, texts: list[str]) -> None:
        self._vectors: Any = _ngrams()
        self._rows: Any = self._vectors.fit_transform(texts)

    def best(self, text: str) -> Label | None:
        likeness = (self._rows @ self._vectors.transform([text]).T).toarray()[:, 0]
        best = int(np.argmax(likeness))
        return self._labels[best] if likeness[best] > 0 else None


class Embeddings(Peer):
    """The sentence embeddings alone: the highest cosine. `known` is a vector cache that may hold sentences already."""

    name = "embeddings alone (our encoder)"

    def __init__(self, sentences: Sequence[Sentence], embedder: Embedder, known: Path) -> None:
        self._embedder, self._known = embedder, known
        super().__init__(sentences)

    def _learn(self, texts: list[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "vectors.npz"
            if self._known.is_file():  # the robot's own cache is read, never changed
                copy.write_bytes(self._known.read_bytes())
            self._rows = VectorCache(copy).vectors(texts, self._embedder)

    def best(self, text: str) -> Label | None:
        if not text:
            return None
        return self._labels[int(np.argmax(self._rows @ self._embedder.embed([text])[0]))]


def _ngrams() -> Any:
    text = importlib.import_module("sklearn.feature_extraction.text")
    return text.TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)


PLAIN: tuple[type[Peer], ...] = (WRatio, Hassil, Svm, Bm25, TfIdf)
"""Those that need nothing but sentences."""


def sentences(content: Content) -> list[Sentence]:
    """What every peer learns, each sentence once for each entry."""
    found = [Sentence(each.text, (each.kind, each.id)) for each in collect(content) if each.kind != "fallback"]
    hall = content.hall
    for place in hall.places if hall else ():
        if place.kind != "junction":
            numbered = (f"{place.number}号窗口",) if place.number else ()
            found += [Sentence(name + _WHERE, ("place", place.id)) for name in (place.name, *place.names, *numbered)]
    for service in content.services.values():
        found += [Sentence(name + _WHERE, ("place", service.window)) for name in (service.name, *service.names)]
    return list(dict.fromkeys(each for each in found if normalise(each.text)))


def in_common(questions: Sequence[Question], known: Sequence[Sentence]) -> tuple[Question, ...]:
    """The questions that peers can answer as well as the robot: in scope, and of a kind that has sentences."""
    kinds = {sentence.label[0] for sentence in known}
    return tuple(question for question in questions if question.kind in kinds)


@dataclass(frozen=True, slots=True)
class Score:
    """How a peer did under one condition: share of first answers that are right, ms a question (95th percentile)."""

    top1: float
    ms95: float


def score(peer: Peer, condition: Condition) -> Score:
    """How `peer` does on the questions of `condition`; those out of scope are left out by the caller."""
    right, times = 0, []
    for asked in condition.asked:
        started = time.perf_counter()
        found = peer.best(peer.form(asked.heard.text))
        times.append(time.perf_counter() - started)
        right += found is not None and asked.question.is_answered_by(*found)
    return Score(right / max(1, len(condition.asked)), percentile(times, 95) * 1000)


def learned(
    known: Sequence[Sentence], embedder: Embedder | None, vectors: Path
) -> Iterator[tuple[str, Peer | None, str]]:
    """Every peer: its name, itself, and why it is missing where it is."""
    for kind in PLAIN:
        try:
            yield kind.name, kind(known), ""
        except ImportError as error:
            yield kind.name, None, f"package missing: {error.name}"
    if embedder is None:
        yield Embeddings.name, None, "this machine cannot run the embeddings"
    else:
        yield Embeddings.name, Embeddings(known, embedder, vectors), ""
