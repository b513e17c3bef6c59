"""Fits the topic models: `python -m robot.fitting.topic` writes robot/nlu/topic/weights.npz.

`--measure` tells instead how often the topic of a real consultation is right, each consultation kept out of the fit in
turn. What is learned from:

| what | where | weight |
| --- | --- | --- |
| phrasings and answers of FAQ entries, by the topic of their file | knowledge/faq | 0.5 |
| key words, and questions as people ask them | knowledge/topics.yaml | 0.3, 1 |
| names and phrasings of services: 综合咨询 | knowledge/services.yaml | 0.3 |
| small talk, commands, out-of-scope sentences: no topic | intents | 0.5, 0.5, 1 |
| questions with the articles that answer them, filed by law | ../shared/data (LeCoQA/STARD, MIT) | 0.5 |
| consultations, filed by reading: topics-consultations.yaml | ../shared/data (LawBench 3-8, Apache-2.0) | 2 |

The last two are read where they lie, if they are there; only weights learned from them ship. Multinomial logistic
regression with L2, Adam on all examples at once; every class weighs nearly the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from robot import paths
from robot.content import load
from robot.content.load import Content
from robot.nlu.index.embedding import DIMENSIONS, Embedder, VectorCache
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.phrasings import collect, documents
from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise
from robot.nlu.topic.topic import TopicClassifier
from robot.nlu.topic.weights import (
    NONE,
    Floats,
    GramModel,
    Keys,
    MeaningModel,
    TopicModel,
    hashed,
    keys_of,
    stretched,
    tfidf,
    write,
)
from robot.turn import TOPICS
from robot.yaml_source import parse

SHARED = paths.ROOT.parent / "shared" / "data"
LABELS = paths.ROOT / "tests" / "questions" / "topics-consultations.yaml"
LAWS = Path(__file__).with_name("topic_laws.yaml")
VECTORS, INDEXED = paths.CACHE / "topics.npz", paths.CACHE / "topics-index.npz"
CLASSES = (*TOPICS, NONE)
_WEIGHTS = {"faq": 0.5, "service": 0.3, "smalltalk": 0.5, "command": 0.5, "fallback": 1.0}
_QUESTION, _WORD, _ANSWER, _STATUTE, _CONSULTATION = 1.0, 0.3, 0.5, 0.5, 2.0
_GRAMS = 20_000
"""N-grams that are kept of each kind: those that tell most."""
_SEEN = 2
"""Sentences that an n-gram must occur in."""
_EVEN = 0.85
"""How far the classes' weights are evened out: 0 not at all, 1 wholly."""
_FREE_GRAMS, _FREE_MEANING = 3.0, 1.0
"""Inverse strength of L2."""
_STEPS, _RATE = 150, 0.1
_STEPS_TO_CHOOSE = 40
"""Enough to see which n-grams tell most."""
_FOLDS, _SEED = 5, 3
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A normalised sentence, its topic or NONE, and what it counts. `also` is a second topic it may be filed under."""

    text: str
    topic: str
    weight: float
    source: str
    also: str = ""


def examples(content: Content, shared: Path = SHARED) -> list[Example]:
    """All that is learned from."""
    found = chain(_own(content), _statutes(shared / "statute-questions.json"), consultations(shared))
    return [example for example in found if example.text]


def _own(content: Content) -> Iterator[Example]:
    for phrasing in collect(content):
        if phrasing.kind in _WEIGHTS:
            topic = phrasing.topic or NONE
            yield Example(normalise(phrasing.text), topic, _WEIGHTS[phrasing.kind], phrasing.kind)
    for faq in content.faq.values():
        yield Example(normalise(f"{faq.entry.question}。{faq.entry.spoken}"), faq.topic, _ANSWER, "answer")
    for topic, words in content.topics.items():
        if topic in TOPICS:
            yield from (Example(normalise(text), topic, _QUESTION, "question") for text in words.questions)
            yield from (Example(normalise(text), topic, _WORD, "word") for text in words.words)


def consultations(shared: Path = SHARED) -> Iterator[Example]:
    """The labelled consultations; none where the shared data is missing."""
    path = shared / "lay-consultations.json"
    if not path.exists():
        return
    filed: dict[str, list[str]] = parse(LABELS).data["topics"]
    for text in json.loads(path.read_text(encoding="utf-8")):
        topics = filed.get(hashlib.sha256(text.encode()).hexdigest()[:12])
        if topics:
            yield Example(normalise(text), topics[0], _CONSULTATION, "consultation", (topics[1:] or [""])[0])


_ARTICLE = re.compile(r"(?:中华人民共和国)?(.+?)第([零〇一二三四五六七八九十百千]+)条")
_VALUES = {**{mark: value for value, mark in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def _statutes(path: Path) -> Iterator[Example]:
    if not path.exists():
        return
    laws: Any = parse(LAWS).data
    for item in json.loads(path.read_text(encoding="utf-8")):
        topics = Counter(topic for article in item["articles"] if (topic := _topic_of(article, laws)))
        if topics:
            yield Example(normalise(item["question"]), topics.most_common(1)[0][0], _STATUTE, "statute")


def _topic_of(article: str, laws: Any) -> str | None:
    match = _ARTICLE.match(article)
    if match is None:
        return None
    law, number = match.group(1), _number(match.group(2))
    if "民法典" in law:
        return next((str(part["topic"]) for part in laws["civil_code"] if part["from"] <= number <= part["to"]), None)
    return next((str(topic) for words, topic in laws["laws"].items() if words in law), None)


def _number(said: str) -> int:
    total = digit = 0
    for mark in said:
        if mark in _VALUES:
            digit = _VALUES[mark]
        else:
            total, digit = total + (digit or 1) * _UNITS[mark], 0
    return total + digit


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences as sparse vectors, the cells of row r at `starts[r]`. Every row has a last cell for the bias."""

    starts: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    values: Floats
    width: int


def fit(training: Sequence[Example], vectors: Floats | None) -> TopicModel:
    """The models of `training`; `vectors` are the embeddings of the same sentences, if there are any."""
    right = np.array([CLASSES.index(example.topic) for example in training])
    weights = np.array([example.weight for example in training])
    totals = np.bincount(right, weights=weights, minlength=len(CLASSES))
    weights *= ((totals.mean() / np.maximum(totals, 1e-9)) ** _EVEN)[right]
    return TopicModel(
        CLASSES,
        _fit_grams([hashed(tuple(example.text)) for example in training], right, weights),
        _fit_grams([hashed(sound.folded_syllables(example.text)) for example in training], right, weights),
        None if vectors is None else _fit_meaning(vectors, right, weights),
        keys_of(example.text for example in training if example.source == "word"),
    )


def _fit_grams(counts: Sequence[Counter[int]], right: npt.NDArray[np.int64], weights: Doubles) -> GramModel:
    frequency = Counter(key for each in counts for key in each)
    keys = np.array(sorted(key for key, seen in frequency.items() if seen >= _SEEN), dtype=np.uint32)
    if len(keys) <= _GRAMS:
        return _fitted_to(keys, frequency, counts, right, weights, _STEPS)
    fitted = _fitted_to(keys, frequency, counts, right, weights, _STEPS_TO_CHOOSE)
    # Those that tell most: heavy, and seen often enough to matter.
    seen = np.array([frequency[int(key)] for key in keys])
    told = np.linalg.norm(fitted.weights, axis=1) * fitted.idf * np.sqrt(seen)
    keys = np.sort(keys[np.argsort(-told, kind="stable")[:_GRAMS]])
    return _fitted_to(keys, frequency, counts, right, weights, _STEPS)


def _fitted_to(
    keys: Keys,
    frequency: Counter[int],
    counts: Sequence[Counter[int]],
    right: npt.NDArray[np.int64],
    weights: Doubles,
    steps: int,
) -> GramModel:
    seen = np.array([frequency[int(key)] for key in keys])
    idf = (np.log((1 + len(counts)) / (1 + seen)) + 1).astype(np.float32)
    found = [tfidf(each, keys, idf) for each in counts]
    sizes = np.array([len(places) + 1 for places, _ in found])
    rows = Rows(
        np.concatenate(([0], np.cumsum(sizes)[:-1])),
        np.concatenate([np.append(places, len(keys)) for places, _ in found]),
        np.concatenate([np.append(values, np.float32(1)) for _, values in found]).astype(np.float32),
        len(keys) + 1,
    )
    solved = _solve(rows, right, weights, steps)
    return GramModel(keys, idf, solved[:-1], solved[-1])


def _solve(rows: Rows, right: npt.NDArray[np.int64], weights: Doubles, steps: int) -> Floats:
    """The weights, shape (width, classes); the last row is the bias."""
    owners = np.repeat(np.arange(len(right)), np.diff(np.append(rows.starts, len(rows.places))))
    order = np.argsort(rows.places, kind="stable")
    by_place, used = rows.places[order], np.unique(rows.places)
    firsts = np.searchsorted(by_place, used)
    owners, values_by_place = owners[order], rows.values[order][:, None]
    values = rows.values[:, None]

    def forward(matrix: Floats) -> Floats:
        scores: Floats = np.add.reduceat(matrix[rows.places] * values, rows.starts, axis=0)
        return scores

    def backward(errors: Floats) -> Floats:
        gradient = np.zeros((rows.width, len(CLASSES)), dtype=np.float32)
        gradient[used] = np.add.reduceat(errors[owners] * values_by_place, firsts, axis=0)
        return gradient

    return _descend(forward, backward, rows.width, right, weights, _FREE_GRAMS, steps)


def _fit_meaning(vectors: Floats, right: npt.NDArray[np.int64], weights: Doubles) -> MeaningModel:
    mean = vectors.mean(axis=0)
    inputs = np.hstack([stretched(vectors, mean), np.ones((len(vectors), 1), dtype=np.float32)])
    solved = _descend(
        lambda matrix: inputs @ matrix,
        lambda errors: inputs.T @ errors,
        inputs.shape[1],
        right,
        weights,
        _FREE_MEANING,
        _STEPS,
    )
    return MeaningModel(mean, solved[:-1], solved[-1])


def _descend(
    forward: Callable[[Floats], Floats],
    backward: Callable[[Floats], Floats],
    width: int,
    right: npt.NDArray[np.int64],
    weights: Doubles,
    free: float,
    steps: int,
) -> Floats:
    """Weighted log loss plus L2 / `free`, the last row (bias) without L2: Adam, its rate falling to nothing."""
    matrix = np.zeros((width, len(CLASSES)), dtype=np.float32)
    mean, square = np.zeros_like(matrix), np.zeros_like(matrix)
    wanted = np.eye(len(CLASSES), dtype=np.float32)[right]
    share = (weights / weights.sum())[:, None].astype(np.float32)
    shrink = np.full((width, 1), 1 / (free * weights.sum()), dtype=np.float32)
    shrink[-1] = 0
    for step in range(1, steps + 1):
        scores = forward(matrix)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        powers /= powers.sum(axis=1, keepdims=True)
        gradient = backward((powers - wanted) * share) + shrink * matrix
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient**2 - square)
        rate = _RATE * (1 - (step - 1) / steps)
        matrix -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return matrix


def embedded(found: Sequence[Example], embedder: Embedder | None) -> Floats | None:
    """The embeddings of `found`, kept in var/cache; None without an embedder."""
    if embedder is None:
        return None
    cache = VectorCache(VECTORS)
    return (
        cache.vectors([example.text for example in found], embedder, _progress)
        if found
        else np.zeros((0, DIMENSIONS), dtype=np.float32)
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What was made of one sentence that was kept out of the fit: topics, None for no legal question."""

    example: Example
    with_meaning: str | None
    without: str | None


def cross_validate(content: Content, embedder: Embedder | None, shared: Path = SHARED) -> list[Kept]:
    """Every consultation and out-of-scope sentence, judged by models that were fitted without it.

    The phrasing index is that of the whole content, without the out-of-scope sentences that are being asked.
    """
    everything = examples(content, shared)
    vectors = embedded(everything, embedder)
    asked = [at for at, example in enumerate(everything) if example.source in {"consultation", "fallback"}]
    random.Random(_SEED).shuffle(asked)  # noqa: S311  a sample, no secret
    kept: list[Kept] = []
    for number in range(_FOLDS):
        out = set(asked[number::_FOLDS])
        inside = [at for at in range(len(everything)) if at not in out]
        model = fit([everything[at] for at in inside], None if vectors is None else vectors[inside])
        kept += _judged(content, embedder, model, [everything[at] for at in sorted(out)])
        print(f"{number + 1}/{_FOLDS}", file=sys.stderr, flush=True)
    return kept


def _judged(content: Content, embedder: Embedder | None, model: TopicModel, asked: Sequence[Example]) -> Iterator[Kept]:
    texts = {example.text for example in asked}
    phrasings = [phrasing for phrasing in collect(content) if normalise(phrasing.text) not in texts]
    for_both = [
        PhrasingIndex(phrasings, documents(content), each, VectorCache(INDEXED) if each else None)
        for each in (embedder, None)
    ]
    classifiers = [TopicClassifier(content, index, model) for index in for_both]
    for example in asked:
        found = []
        for index, classifier in zip(for_both, classifiers, strict=True):
            query = index.prepare(example.text)
            found.append(classifier.classify(query, index.match(query)))
        yield Kept(example, found[0], found[1])


def told(kept: Sequence[Kept]) -> str:
    """Shares of right topics, over all and by topic, and of out-of-scope sentences told as such."""
    filed = [each for each in kept if each.example.topic != NONE]
    lines = []
    for label, got in (
        ("with embeddings", [each.with_meaning for each in filed]),
        ("without", [each.without for each in filed]),
    ):
        right = [topic == each.example.topic for each, topic in zip(filed, got, strict=True)]
        either = [topic in {each.example.topic, each.example.also} for each, topic in zip(filed, got, strict=True)]
        none = sum(topic is None for topic in got)
        lines.append(f"{label}: {np.mean(right):.1%} right, {np.mean(either):.1%} first or second label, {none} none")
    for topic in TOPICS:
        those = [each for each in filed if each.example.topic == topic]
        counts = [sum(each.with_meaning == topic for each in those), sum(each.without == topic for each in those)]
        lines.append(f"  {topic} {len(those)}: {counts[0]}, {counts[1]}")
    refused = [each for each in kept if each.example.topic == NONE]
    counts = [sum(each.with_meaning is None for each in refused), sum(each.without is None for each in refused)]
    lines.append(f"out of scope {len(refused)}: none for {counts[0]}, {counts[1]}")
    return "\n".join(lines)


def main(arguments: Iterable[str] | None = None) -> int:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    content, embedder = load.load(), Embedder.load()
    if asked.measure:
        print(told(cross_validate(content, embedder)))
        return 0
    if embedder is None:
        print("no sentence embeddings on this machine: the model of meaning cannot be fitted", file=sys.stderr)
        return 1
    found = examples(content)
    write(fit(found, embedded(found, embedder)))
    return 0


def _progress(done: int, total: int) -> None:
    print(f"{done}/{total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
