"""Articles by question. Words come from full-text search over pairs of characters (SQLite FTS5, bm25), meaning from
robot/statutes/ranking.py; on a machine without embeddings words alone decide.

The index of words is built once into a cache file beside the read-only database.
"""

from __future__ import annotations

import math
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robot.errors import ModelError
from robot.nlu.index.meaning import unit
from robot.nlu.text.normalise import normalise, plain
from robot.statutes import ranking
from robot.statutes.database import Article, StatuteDatabase
from robot.statutes.names import law_named
from robot.statutes.ranking import Floats, Neighbours, Ranking

_SCHEMA = "CREATE VIRTUAL TABLE article USING fts5(grams, tokenize='unicode61')"
_COMMON = re.compile(r"[的了吗呢吧我你他她它是有在和与就不]")
_MOST = 400
"""Articles that share most words with the question."""
_HALF = 36.0
"""bm25 at which the share of it that counts is half."""
_WORDS_ALONE = (8.07, -5.01)
"""Slope and intercept of the probability that the best article answers, by that share, where words alone decide:
logistic regression on the first hits of the 1071 questions of `python -m robot.bench.statutes`."""
Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article and how well it answers: about the probability that it does, 0 to 1."""

    article: Article
    score: float


class StatuteSearch:
    """Search over the laws in force. Raises ModelError when the index cannot be written."""

    def __init__(
        self,
        database: StatuteDatabase,
        index: Path,
        embed: Embed | None = None,
        answers: Sequence[tuple[Floats, Sequence[tuple[str, str]]]] = (),
    ) -> None:
        """`answers`: the embedding of each FAQ phrasing with the (law, article) that its entry cites."""
        self._articles = tuple(database.articles())
        self._laws = [law.name for law in database.laws()]
        stamp = f"2:{database.digest}"
        try:
            if not _fits(index, stamp):
                _build(self._articles, index, stamp)
            self._connection = sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise ModelError("statutes.no_index", path=index, reason=type(error).__name__) from None
        self._embed = embed
        self._ranking = self._rank(answers) if embed is not None and ranking.MODEL.is_file() else None

    def _rank(self, answers: Sequence[tuple[Floats, Sequence[tuple[str, str]]]]) -> Ranking:
        places = {ranking.key(article): place for place, article in enumerate(self._articles)}
        model, known = ranking.load(places)
        at = {(article.law, article.number): place for place, article in enumerate(self._articles)}
        cited = [(row, tuple(at[each] for each in articles if each in at)) for row, articles in answers]
        cited = [(row, articles) for row, articles in cited if articles]
        vectors = np.stack([row for row, _ in cited]) if cited else np.zeros((0, ranking.DIMENSIONS), dtype=np.float32)
        near = Neighbours(unit(vectors - model.question_mean), tuple(articles for _, articles in cited))
        return Ranking(self._articles, model, near, known)

    def search(self, question: str, top: int) -> tuple[Hit, ...]:
        """The best `top` articles for `question`; only those of the law it names, if it names one."""
        law = law_named(question, self._laws)
        words = self.words(question, law)
        if self._ranking is None or self._embed is None:
            best = sorted(words.items(), key=lambda pair: -pair[1])[:top]
            hits = [(place, _probability(score)) for place, score in best]
        elif any(_grams(_COMMON.sub("", plain(question)))):
            hits = self._ranking.ranked(self._embed([normalise(question)])[0], words)
        else:
            hits = []  # a single sound asks nothing
        found = (Hit(self._articles[place], score) for place, score in hits)
        return tuple(hit for hit in found if law is None or hit.article.law == law)[:top]

    def words(self, question: str, law: str | None = None) -> Mapping[int, float]:
        """bm25 of the articles (of `law`, if given) that share most words with `question`, by place."""
        words = sorted(set(_grams(_COMMON.sub("", plain(question)))))
        if not words:
            return {}
        wanted = " OR ".join(f'"{word}"' for word in words)
        with closing(self._connection.cursor()) as cursor:
            rows = cursor.execute(
                "SELECT rowid, -bm25(article) FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT ?",
                (wanted, _MOST),
            ).fetchall()
        found = {int(row) - 1: float(score) for row, score in rows}
        return found if law is None else {at: score for at, score in found.items() if self._articles[at].law == law}


def _probability(bm25: float) -> float:
    """That an article of this bm25 answers the question, where nothing but words is known."""
    slope, intercept = _WORDS_ALONE
    return 1 / (1 + math.exp(-(slope * bm25 / (bm25 + _HALF) + intercept)))


def _grams(text: str) -> Iterator[str]:
    yield from (text[at : at + 2] for at in range(len(text) - 1))


def _fits(index: Path, stamp: str) -> bool:
    if not index.is_file():
        return False
    try:
        with closing(sqlite3.connect(index)) as connection:
            return bool(connection.execute("SELECT 1 FROM stamp WHERE value = ?", (stamp,)).fetchone())
    except sqlite3.Error:
        return False


def _build(articles: Sequence[Article], index: Path, stamp: str) -> None:
    index.parent.mkdir(parents=True, exist_ok=True)
    partial = index.with_suffix(f".{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as connection:
        connection.execute(_SCHEMA)
        connection.execute("CREATE TABLE stamp (value TEXT)")
        rows = (
            (
                place,
                " ".join(_grams(plain(article.law.removeprefix("中华人民共和国") + article.chapter + article.text))),
            )
            for place, article in enumerate(articles, start=1)
        )
        connection.executemany("INSERT INTO article (rowid, grams) VALUES (?, ?)", rows)
        connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
        connection.commit()
    partial.replace(index)
