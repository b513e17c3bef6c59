"""What a version of a law that takes effect soon makes of an article that answers rest on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from robot.statutes.database import StatuteDatabase

_ALIKE = 60
"""How alike (0 to 100) a text must be to that of an article of the new version to be taken for it."""


@dataclass(frozen=True, slots=True)
class Move:
    """From `since` on the article says something else; `number`: where its text stands then, empty where nowhere."""

    since: datetime.date
    number: str


class Coming:
    """The laws of today beside those of `days` later. Raises ModelError as StatuteDatabase does."""

    def __init__(self, path: Path, today: datetime.date, days: int = 90) -> None:
        self._now = StatuteDatabase(path, today)
        self._then = StatuteDatabase(path, today + datetime.timedelta(days=days))

    def move(self, law: str, number: str) -> Move | None:
        """What becomes of an article; None where it stays as it is, or its law does."""
        old, new = self._now.law(law), self._then.law(law)
        if old is None or new is None or old.law_id == new.law_id:
            return None
        before, after = self._now.article(law, number), self._then.article(law, number)
        if before is None or (after is not None and after.text == before.text):
            return None
        texts = {article.number: article.text for article in self._then.articles_of(law)}
        found = process.extractOne(before.text, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return Move(new.effective, found[2] if found else "")

    def close(self) -> None:
        """Close the files."""
        self._now.close()
        self._then.close()
