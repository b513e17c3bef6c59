"""Articles by question: full-text search over characters and pairs of characters (SQLite FTS5, bm25).

First version; the index is built once into a cache file beside the read-only database.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from robot.errors import ModelError
from robot.nlu.normalise import plain
from robot.statutes.database import Article, StatuteDatabase

_SCHEMA = "CREATE VIRTUAL TABLE article USING fts5(grams, law UNINDEXED, number UNINDEXED, tokenize='unicode61')"
_COMMON = re.compile(r"[的了吗呢吧我你他她它是有在和与就不]")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article and how well it answers (higher is better)."""

    article: Article
    score: float


class StatuteSearch:
    """Search over the laws in force. Raises ModelError when the index cannot be written."""

    def __init__(self, database: StatuteDatabase, index: Path) -> None:
        self._database = database
        stamp = f"1:{database.digest}"
        try:
            if not _fits(index, stamp):
                _build(database, index, stamp)
            self._connection = sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro", uri=True)
        except (OSError, sqlite3.Error) as error:
            raise ModelError("statutes.no_index", path=index, reason=type(error).__name__) from None

    def search(self, question: str, top: int) -> tuple[Hit, ...]:
        """The best `top` articles for `question`; none when it has no word to look for."""
        words = sorted(set(_grams(_COMMON.sub("", plain(question)))))
        if not words:
            return ()
        wanted = " OR ".join(f'"{word}"' for word in words)
        with closing(self._connection.cursor()) as cursor:
            rows = cursor.execute(
                "SELECT law, number, -bm25(article) FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT ?",
                (wanted, top),
            ).fetchall()
        found = ((self._database.article(law, number), score) for law, number, score in rows)
        return tuple(Hit(article, float(score)) for article, score in found if article is not None)


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


def _build(database: StatuteDatabase, index: Path, stamp: str) -> None:
    index.parent.mkdir(parents=True, exist_ok=True)
    partial = index.with_suffix(f".{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as connection:
        connection.execute(_SCHEMA)
        connection.execute("CREATE TABLE stamp (value TEXT)")
        rows = (
            (
                " ".join(_grams(plain(article.law.removeprefix("中华人民共和国") + article.chapter + article.text))),
                article.law,
                article.number,
            )
            for article in database.articles()
        )
        connection.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)
        connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
        connection.commit()
    partial.replace(index)
