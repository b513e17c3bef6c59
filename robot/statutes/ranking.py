"""Which articles answer a lay question: several witnesses, weighed by a logistic regression.

| feature | witness |
| --- | --- |
| words | bm25 of pairs of characters, in parts of the best article's |
| meaning | cosine of the embeddings of question and article |
| adapted | the same after a linear map from what people ask to what articles say, learned from known pairs |
| answers | likeness of the nearest FAQ phrasings whose entry cites the article |
| known | likeness of the nearest known questions (LeCoQA/STARD) that the article answers |
| law, share | how often people's questions fall under the law; the same for one of its articles |

`python -m robot.bench.statutes --fit` fits the map and the weights and writes `ranking.npz`; with `--vectors` it writes
the articles' vectors, `vectors.npz`, keyed by their text: a changed article alone is embedded anew, and an article
without a vector is found by its words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from robot.nlu.index.meaning import unit
from robot.statutes.database import Article

Floats = npt.NDArray[np.float32]
DIMENSIONS = 384
VECTORS = Path(__file__).with_name("vectors.npz")
MODEL = Path(__file__).with_name("ranking.npz")
CITED = Path(__file__).with_name("cited.npz")
"""Vectors of the content's phrasings, by the encoder that articles are found with: `main.py bench --vectors`."""
FEATURES = (
    *("words", "meaning", "adapted", "answers", "known", "is_answer", "is_known", "law", "share"),
    *("meaning_behind", "adapted_behind", "words_meaning"),
)
_POOL = 40
"""Articles that each witness may bring in."""
_NEIGHBOURS = 20
_PREFIX = "中华人民共和国"
_LONGEST = 130
"""Characters of an article that are embedded: what comes after says little more."""


def embedded_text(article: Article) -> str:
    """What of an article is embedded."""
    return f"{article.law.removeprefix(_PREFIX)} {article.text}"[:_LONGEST]


def key(article: Article) -> bytes:
    """Names an article by what is embedded of it, 8 bytes."""
    return hashlib.sha256(embedded_text(article).encode()).digest()[:8]


def quantised(rows: Floats) -> npt.NDArray[np.int8]:
    """Vectors in 8 bits a number, each scaled to its own greatest number."""
    scale = np.abs(rows).max(axis=1, keepdims=True)
    small: npt.NDArray[np.int8] = np.round(rows / np.maximum(scale, 1e-9) * 127).astype(np.int8)
    return small


def stored_vectors(path: Path = VECTORS) -> dict[bytes, npt.NDArray[np.int8]]:
    """The articles' vectors by key; none when the file is missing."""
    if not path.is_file():
        return {}
    with np.load(path) as stored:
        return {bytes(name): row for name, row in zip(stored["keys"], stored["rows"], strict=True)}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Sentences known to be answered by articles: `vectors` (n, 384), centred unit rows; `articles` their places."""

    vectors: Floats
    articles: tuple[tuple[int, ...], ...]

    def likeness(self, question: Floats, count: int) -> Floats:
        """Of each of `count` articles: the likeness of the nearest sentence that it answers, 0 where none is near."""
        found = np.zeros(count, dtype=np.float32)
        if not len(self.vectors):
            return found
        like = self.vectors @ question
        for row in np.argsort(-like)[:_NEIGHBOURS]:
            for article in self.articles[row]:
                found[article] = max(found[article], like[row])
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned. `question_mean` (384,), `adapter` (384, 384), `laws` log shares by law, `weights`, `bias`."""

    question_mean: Floats
    adapter: Floats
    law: Mapping[str, float]
    share: Mapping[str, float]
    scale: Floats
    weights: Floats
    bias: float


class Ranking:
    """Built once over `articles`; immutable. `answers`, `known`: see Neighbours."""

    def __init__(self, articles: Sequence[Article], model: Model, answers: Neighbours, known: Neighbours) -> None:
        vectors = stored_vectors()
        rows = np.zeros((len(articles), DIMENSIONS), dtype=np.float32)
        for place, article in enumerate(articles):
            row = vectors.get(key(article))
            if row is not None:
                rows[place] = row
        rows = unit(rows)
        has = np.abs(rows).max(axis=1, keepdims=True) > 0
        mean = rows[has[:, 0]].mean(axis=0) if has.any() else 0.0
        self.vectors: Floats = unit((rows - mean) * has)
        # Half of the articles have no vector: only the others are multiplied.
        self._has = np.flatnonzero(has[:, 0])
        self._dense = self.vectors[self._has]
        self.model, self.answers, self.known = model, answers, known
        self._law = np.array([model.law.get(article.law, model.law[""]) for article in articles], dtype=np.float32)
        self._share = np.array(
            [model.share.get(article.law, model.share[""]) for article in articles], dtype=np.float32
        )

    def centred(self, vector: Floats) -> Floats:
        """A question's embedding, as it is compared."""
        centred: Floats = unit((vector - self.model.question_mean)[None, :])[0]
        return centred

    def features(
        self, question: Floats, words: Mapping[int, float], known: Neighbours | None = None
    ) -> tuple[npt.NDArray[np.int64], Floats]:
        """The articles worth looking at, FEATURES of each. `words`: bm25 by place; `known`: other known questions."""
        count = len(self.vectors)
        said = np.zeros(count, dtype=np.float32)
        if words:
            said[list(words)] = np.array(list(words.values()), dtype=np.float32) / max(words.values())
        meaning, adapted = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
        towards = unit((question @ self.model.adapter)[None, :])[0]
        meaning[self._has], adapted[self._has] = (self._dense @ np.stack([question, towards], axis=1)).T
        answers = self.answers.likeness(question, count)
        asked = (known or self.known).likeness(question, count)
        together = said + meaning + 0.3 * answers + 0.3 * asked
        pool = np.unique(
            np.concatenate(
                [np.argpartition(-each, _POOL)[:_POOL] for each in (said, meaning, adapted, together)]
                + [np.flatnonzero(answers), np.flatnonzero(asked)]
            )
        )
        columns = (
            *(said[pool], meaning[pool], adapted[pool], answers[pool], asked[pool], answers[pool] > 0, asked[pool] > 0),
            *(self._law[pool], self._share[pool], meaning[pool] - meaning.max(), adapted[pool] - adapted.max()),
            said[pool] * meaning[pool],
        )
        return pool, np.stack(columns, axis=1).astype(np.float32)

    def ranked(self, vector: Floats, words: Mapping[int, float]) -> list[tuple[int, float]]:
        """(place, probability that the article answers), best first."""
        pool, features = self.features(self.centred(vector), words)
        odds = (features / self.model.scale) @ self.model.weights + self.model.bias
        order = np.argsort(-odds, kind="stable")
        return [(int(pool[place]), float(1 / (1 + np.exp(-odds[place])))) for place in order]


def law_shares(laws: Iterable[str], sizes: Mapping[str, int]) -> tuple[dict[str, float], dict[str, float]]:
    """Log share of each law among the articles that questions need, and the same for one article of it.

    `laws` names one law for each such article; laws nobody asked for ("") get the share of a third of a question.
    """
    counts = dict.fromkeys(sizes, 0.3)
    for law in laws:
        counts[law] += 1.0
    total = sum(counts.values())
    most = max(counts[law] / sizes[law] for law in sizes)
    shares = {name: float(np.log(count / total)) for name, count in counts.items()}
    share = {name: float(np.log(counts[name] / sizes[name] / most)) for name in sizes}
    return {**shares, "": min(shares.values())}, {**share, "": min(share.values())}


def save(model: Model, known: Neighbours, keys: Sequence[bytes], path: Path = MODEL) -> None:
    """Write what was learned; `keys` name the articles by place."""
    names = [name for name in model.law if name]
    firsts = np.cumsum([0, *(len(articles) for articles in known.articles)])
    np.savez_compressed(
        path,
        question_mean=model.question_mean.astype(np.float16),
        adapter=model.adapter.astype(np.float16),
        names=np.array([*names, ""]),
        law=np.array([model.law[name] for name in (*names, "")], dtype=np.float32),
        share=np.array([model.share[name] for name in (*names, "")], dtype=np.float32),
        scale=model.scale,
        weights=np.append(model.weights, model.bias).astype(np.float32),
        known=quantised(known.vectors),
        firsts=firsts,
        articles=np.frombuffer(
            b"".join(keys[place] for each in known.articles for place in each), dtype=np.uint8
        ).reshape(-1, 8),
    )


def load(places: Mapping[bytes, int], path: Path = MODEL) -> tuple[Model, Neighbours]:
    """What was learned, for articles at `places` by key; a known article that is not there any more is left out."""
    with np.load(path) as stored:
        names = [str(name) for name in stored["names"]]
        model = Model(
            stored["question_mean"].astype(np.float32),
            stored["adapter"].astype(np.float32),
            dict(zip(names, map(float, stored["law"]), strict=True)),
            dict(zip(names, map(float, stored["share"]), strict=True)),
            stored["scale"].astype(np.float32),
            stored["weights"][:-1].astype(np.float32),
            float(stored["weights"][-1]),
        )
        keys = [places.get(bytes(name)) for name in stored["articles"]]
        firsts = stored["firsts"]
        articles = tuple(
            tuple(place for place in keys[start:end] if place is not None) for start, end in pairwise(firsts)
        )
        return model, Neighbours(unit(stored["known"].astype(np.float32)), articles)


def without(known: Neighbours, out: npt.NDArray[np.bool_]) -> Neighbours:
    """`known` without the sentences marked in `out`, for cross-validation."""
    kept = np.flatnonzero(~out)
    return replace(known, vectors=known.vectors[kept], articles=tuple(known.articles[row] for row in kept))
