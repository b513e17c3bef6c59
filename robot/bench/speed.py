"""Speed: one question among 5,000 and 100,000 phrasings, and how long the index takes.

The content is brought to that many phrasings: cut, or filled up with seeded mishearings of its own. What is timed is
the whole of understanding, from text to Understanding, as the robot does it; beside it rapidfuzz's WRatio over the
same phrasings in the same run.
"""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from robot.bench.accuracy import SEED, Progress
from robot.content.load import Content
from robot.fitting.misheard import Mishearing
from robot.fitting.questions import percentile
from robot.nlu.index.embedding import DIMENSIONS, Embedder
from robot.nlu.index.encoder import Floats
from robot.nlu.index.phrasings import collect
from robot.nlu.understand import Understander
from robot.turn import Transcript

SMALL, LARGE = 5_000, 100_000
_ASKED = {SMALL: 200, LARGE: 60}
_RATIO_ASKED = {SMALL: 60, LARGE: 10}
_WARM_UP = 5
_VARIANT_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds a question took among `phrasings`, half and 95 of 100 of them less; seconds the index took."""

    phrasings: int
    meaning: bool
    ms50: float
    ms95: float
    build: float
    wratio50: float


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Building all of understanding from a warm cache, and what one changed phrasing costs."""

    phrasings: int
    seconds: float
    embedded_when_warm: int
    embedded_after_change: int


class Counting(Embedder):
    """Counts the texts that are really embedded."""

    def __init__(self, real: Embedder) -> None:
        super().__init__(None)
        self._real = real
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> Floats:
        self.texts += len(texts)
        return self._real.embed(texts)


class MadeUp(Embedder):
    """Random unit vectors for many texts at once; a single text, a visitor's question, is really embedded."""

    def __init__(self, real: Embedder) -> None:
        super().__init__(None)
        self._real = real

    def embed(self, texts: Sequence[str]) -> Floats:
        if len(texts) == 1:
            return self._real.embed(texts)
        rows = np.random.default_rng(SEED).standard_normal((len(texts), DIMENSIONS), dtype=np.float32)
        unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def resized(content: Content, wanted: int) -> Content:
    """`content` with `wanted` phrasings: the longest lists of the FAQ cut, or all filled up with mishearings."""
    phrasings = {faq_id: list(faq.entry.phrasings) for faq_id, faq in content.faq.items()}
    missing = wanted - len(collect(content))
    while missing < 0:
        longest = max(phrasings.values(), key=len, default=[])
        if not longest:
            break
        longest.pop()
        missing += 1
    own = [(faq_id, text) for faq_id, faq in content.faq.items() for text in (faq.entry.question, *faq.entry.phrasings)]
    mishearing = Mishearing([text for _, text in own], SEED)
    for number in range(missing if own else 0):
        faq_id, text = own[number % len(own)]
        phrasings[faq_id].append(mishearing.hear(text, _VARIANT_SHARE, draw=number // len(own)))
    return with_phrasings(content, phrasings)


def with_phrasings(content: Content, phrasings: dict[str, list[str]]) -> Content:
    """`content` with other phrasings of the FAQ."""
    faq = {
        faq_id: replace(each, entry=each.entry.model_copy(update={"phrasings": tuple(phrasings[faq_id])}))
        for faq_id, each in content.faq.items()
    }
    return replace(content, faq=faq)


def measured(
    content: Content, embedder: Embedder | None, vectors: Path, questions: Sequence[str], progress: Progress
) -> tuple[list[Speed], Rebuild | None]:
    """All of it. `vectors` is the robot's vector cache: read, never changed. No embedder: only what needs none."""
    found: list[Speed] = []
    rebuild = None
    for size in (SMALL, LARGE):
        progress(f"{size} phrasings")
        sized = resized(content, size)
        texts = [phrasing.text for phrasing in collect(sized)]
        ratio = _wratio(texts, questions[: _RATIO_ASKED[size]])
        asked = questions[: _ASKED[size]]
        found.append(_timed(partial(Understander, sized), False, asked, ratio))
        if embedder is not None and size == SMALL:
            with tempfile.TemporaryDirectory() as folder:
                cache = _copy(vectors, Path(folder))
                Understander(sized, embedder, cache)  # warms the cache
                rebuild = rebuilt(sized, embedder, cache)
                found.append(_timed(partial(Understander, sized, embedder, cache), True, asked, ratio))
        elif embedder is not None:
            found.append(_timed(partial(Understander, sized, MadeUp(embedder)), True, asked, ratio))
    return found, rebuild


def rebuilt(content: Content, embedder: Embedder, cache: Path) -> Rebuild:
    """Build `content` anew from the warm `cache`, then with one phrasing changed."""
    counting = Counting(embedder)
    started = time.perf_counter()
    index = Understander(content, counting, cache).index
    seconds, warm = time.perf_counter() - started, counting.texts
    phrasings = {faq_id: list(faq.entry.phrasings) for faq_id, faq in content.faq.items()}
    changed = next((texts for texts in phrasings.values() if texts), None)
    if changed is not None:
        changed[-1] += "这样的事情"
    counting.texts = 0
    Understander(with_phrasings(content, phrasings), counting, cache)
    return Rebuild(len(index.phrasings), seconds, warm, counting.texts)


def _copy(vectors: Path, folder: Path) -> Path:
    copy = folder / "vectors.npz"
    if vectors.is_file():
        shutil.copyfile(vectors, copy)
    return copy


def _timed(make: Callable[[], Understander], meaning: bool, questions: Sequence[str], wratio50: float) -> Speed:
    gc.collect()
    started = time.perf_counter()
    understander = make()
    build = time.perf_counter() - started
    for question in questions[:_WARM_UP]:
        understander.understand(Transcript(question))
    times = []
    for question in questions:
        started = time.perf_counter()
        understander.understand(Transcript(question))
        times.append(time.perf_counter() - started)
    count = len(understander.index.phrasings)
    return Speed(count, meaning, percentile(times, 50) * 1000, percentile(times, 95) * 1000, build, wratio50)


def _wratio(texts: Sequence[str], questions: Sequence[str]) -> float:
    """Milliseconds of one question, half of them less."""
    times = []
    for question in questions:
        started = time.perf_counter()
        process.extractOne(question, texts, scorer=fuzz.WRatio)
        times.append(time.perf_counter() - started)
    return percentile(times, 50) * 1000
