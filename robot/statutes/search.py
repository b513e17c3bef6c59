"""Articles by question. Words come from full-text search over pairs of characters (SQLite FTS5, bm25), meaning from
robot/statutes/ranking.py; on a machine without embeddings words alone decide.

The index of words is built once into a cache file beside the read-only database; where none can be written (a full
disk) it is built in memory, at every start.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robot import intact, partial
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
    """Search over the laws in force. `problem`: why its index is not kept, None when it is."""

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
        self._index = index
        self.problem: ModelError | None = None
        self._connection = self._opened(f"2:{database.digest}")
        self._embed = embed
        self._ranking = self._rank(answers) if embed is not None and ranking.MODEL.is_file() else None

    def _opened(self, stamp: str) -> sqlite3.Connection:
        try:
            if not _fits(self._index, stamp):
                _keep(self._articles, self._index, stamp)
            return sqlite3.connect(f"{self._index.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            return self._in_memory(error)

    def _in_memory(self, error: OSError | sqlite3.Error) -> sqlite3.Connection:
        self.problem = ModelError("statutes.no_index", path=self._index, reason=_reason(error))
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _build(self._articles, connection, "")
        return connection

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
        try:
            rows = self._matching(wanted)
        except sqlite3.DatabaseError as error:  # the file has been damaged since it was opened
            self._connection = self._in_memory(error)
            rows = self._matching(wanted)
        found = {int(row) - 1: float(score) for row, score in rows}
        return found if law is None else {at: score for at, score in found.items() if self._articles[at].law == law}

    def _matching(self, wanted: str) -> list[tuple[int, float]]:
        with closing(self._connection.cursor()) as cursor:
            return cursor.execute(
                "SELECT rowid, -bm25(article) FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT ?",
                (wanted, _MOST),
            ).fetchall()


def _probability(bm25: float) -> float:
    """That an article of this bm25 answers the question, where nothing but words is known."""
    slope, intercept = _WORDS_ALONE
    return 1 / (1 + math.exp(-(slope * bm25 / (bm25 + _HALF) + intercept)))


def _grams(text: str) -> Iterator[str]:
    yield from (text[at : at + 2] for at in range(len(text) - 1))


def _reason(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)


def _fits(index: Path, stamp: str) -> bool:
    if not intact.is_unchanged(index):
        return False
    try:
        with closing(sqlite3.connect(index)) as connection:
            return bool(connection.execute("SELECT 1 FROM stamp WHERE value = ?", (stamp,)).fetchone())
    except sqlite3.Error:
        return False


def _keep(articles: Sequence[Article], index: Path, stamp: str) -> None:
    partial.sweep(index.parent)
    with partial.whole(index) as path, closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # the whole file goes when anything goes wrong
        _build(articles, connection, stamp)
    intact.remember(index)


def _build(articles: Sequence[Article], connection: sqlite3.Connection, stamp: str) -> None:
    connection.execute(_SCHEMA)
    connection.execute("CREATE TABLE stamp (value TEXT)")
    rows = (
        (place, " ".join(_grams(plain(article.law.removeprefix("中华人民共和国") + article.chapter + article.text))))
        for place, article in enumerate(articles, start=1)
    )
    connection.executemany("INSERT INTO article (rowid, grams) VALUES (?, ?)", rows)
    connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
    connection.commit()
