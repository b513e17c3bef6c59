"""The sentences of the answers, to be found by what they mean: what an entry says of something nobody foresaw.

A visitor tells or asks something that the matter has no words for (人家姑娘怀过一回); the answer in hand often has a
sentence on it all the same, or one of its neighbours has. Needs sentence embeddings; without them nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robot.content.load import Content
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.kept import INDEXING, Keepable, kept
from robot.nlu.index.meaning import Floats, unit

_SENTENCE = re.compile(r"[。；！？\n]")
_BULLET = re.compile(r"^(?:[·•\-*]\s*|\d+[.、]\s*|[一二三四五六七八九十]+[、：]\s*)")
_SHORTEST, _LONGEST = 8, 70
_NEAR, _NEAR_ELSEWHERE = 0.36, 0.43
"""Cosine from which a sentence of the answer in hand, or of another of its matter, says something to what was said:
of 70 pairs of the training conversations two in three above it were to the point, one in ten below."""
Item = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the answer `item` (kind, id), and how near it lies to what was said (cosine)."""

    item: Item
    text: str
    near: float


class Passages(Keepable):
    """Built once from the content; immutable."""

    def __init__(
        self,
        content: Content,
        embedder: Embedder | None,
        cache: VectorCache | None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        found = list(dict.fromkeys(_passages(content)))
        self._items = [item for item, _ in found]
        self.texts = tuple(text for _, text in found)
        self._rows: dict[Item, list[int]] = {}
        for row, item in enumerate(self._items):
            self._rows.setdefault(item, []).append(row)
        self._vectors: Floats | None = None
        if embedder is not None and found:
            vectors = cache.vectors(self.texts, embedder, progress) if cache else embedder.embed(self.texts)
            self._mean = vectors.mean(axis=0)
            self._vectors = unit(vectors - self._mean)

    @classmethod
    def built(
        cls,
        content: Content,
        embedder: Embedder | None,
        cache: VectorCache | None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Passages:
        """The sentences with their vectors, read from beside the `cache` where they were built before."""
        recipe = (embedder.name if embedder else "", *map(repr, dict.fromkeys(_passages(content))))
        folder = cache.built if cache else None
        code = (*INDEXING, Path(__file__).parent)
        return kept(folder, recipe, cls, lambda: cls(content, embedder, cache, progress), code)

    def fitting(self, vector: Floats | None, own: Item | None, others: tuple[Item, ...] = ()) -> str:
        """The sentence of the answer `own`, else of the `others`, that lies near enough to what was said."""
        found = self.nearest(vector, (own,)) if own is not None else None
        if found is not None and found.near >= _NEAR:
            return found.text
        found = self.nearest(vector, others)
        return found.text if found is not None and found.near >= _NEAR_ELSEWHERE else ""

    def nearest(self, vector: Floats | None, items: tuple[Item, ...]) -> Passage | None:
        """The sentence of `items` nearest to what has this embedding, shape (384,); None where there is none."""
        rows = [row for item in items for row in self._rows.get(item, ())]
        if vector is None or self._vectors is None or not rows:
            return None
        near = self._vectors[rows] @ unit((vector - self._mean)[None, :])[0]
        best = int(np.argmax(near))
        return Passage(self._items[rows[best]], self.texts[rows[best]], float(near[best]))


def _passages(content: Content) -> Iterator[tuple[Item, str]]:
    for name, faq in content.faq.items():
        for text in _sentences(faq.entry.spoken, faq.entry.shown):
            yield ("faq", name), text
    for name, service in content.services.items():
        steps = (step.shown or step.spoken for step in service.steps)
        for text in _sentences(service.spoken, service.shown, service.fee, service.time_limit, *steps):
            yield ("service", name), text


def _sentences(*texts: str) -> Iterator[str]:
    for text in texts:
        for sentence in _SENTENCE.split(text):
            bare = _BULLET.sub("", sentence.strip())
            if _SHORTEST <= len(bare) <= _LONGEST:
                yield bare
