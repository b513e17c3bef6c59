"""Questions that the robot could not answer, for the editors: masked before they are written, with the day alone.

One SQLite file under var/. What was decided stays until it is forgotten, so that the same question does not come back.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from robot.desk.masking import besides, mask
from robot.errors import DeskError

KEPT_DAYS = 90
_SHORTEST = 3
"""Characters of a question worth looking at."""
_SHORTEST_CLEAR = 2
"""Characters besides what is masked: a name alone asks nothing."""
_ALIKE = 72.0
"""Percent in which two questions agree, by characters or by sound, to be one group."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS unanswered (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, topic TEXT, day TEXT NOT NULL, decided TEXT
)
"""
_MASKING = 1
"""Counts how masking got better (SQLite's user_version): what was kept under a lower number is masked again."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask nearly the same: the shortest first; `ids` are their rows."""

    texts: tuple[str, ...]
    topic: str | None
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.ids)


class Unanswered:
    """The store. Every method opens the file anew: robot and editor use it at the same time.

    Raises DeskError when the file cannot be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, text: str, topic: str | None, today: datetime.date) -> None:
        """Keep `text`, masked; forget what is older than KEPT_DAYS."""
        masked = mask(text.strip())
        if len(masked) < _SHORTEST or len(besides(masked)) < _SHORTEST_CLEAR:
            return
        oldest = today - datetime.timedelta(days=KEPT_DAYS)
        with self._open() as connection:
            connection.execute("DELETE FROM unanswered WHERE day < ?", (oldest.isoformat(),))
            connection.execute(
                "INSERT INTO unanswered (text, topic, day) VALUES (?, ?, ?)", (masked, topic, today.isoformat())
            )

    def groups(self, sounds_like: Callable[[str], str]) -> tuple[Group, ...]:
        """The undecided ones, grouped by likeness, most asked first. `sounds_like` gives how a text sounds."""
        if not self._path.exists():
            return ()
        with self._open() as connection:
            rows: list[tuple[int, str, str | None]] = connection.execute(
                "SELECT id, text, topic FROM unanswered WHERE decided IS NULL ORDER BY length(text), id"
            ).fetchall()
        return grouped(rows, sounds_like)

    def decide(self, ids: Iterable[int], decision: str) -> None:
        """Mark rows as decided: "phrasing", "new" or "out-of-scope"."""
        with self._open() as connection:
            connection.executemany("UPDATE unanswered SET decided = ? WHERE id = ?", [(decision, each) for each in ids])

    def _open(self) -> _Connection:
        return _Connection(self._path)


class _Connection:
    """A transaction that closes its file; raises DeskError for SQLite errors, which may quote what was said."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=5)
            self._connection.execute("PRAGMA secure_delete = ON")  # what is forgotten or masked is overwritten, too
            self._connection.execute(_SCHEMA)
            _mask_again(self._connection)
        except (OSError, sqlite3.Error) as error:
            raise DeskError("desk.unwritable", path=self._path, reason=type(error).__name__) from None
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        with closing(self._connection):
            if kind is None:
                self._connection.commit()
        if isinstance(error, sqlite3.Error):
            raise DeskError("desk.unwritable", path=self._path, reason=type(error).__name__) from None


def _mask_again(connection: sqlite3.Connection) -> None:
    """What an older version kept gets the masks that this one knows."""
    if connection.execute("PRAGMA user_version").fetchone()[0] >= _MASKING:
        return
    with connection:
        rows: list[tuple[int, str]] = connection.execute("SELECT id, text FROM unanswered").fetchall()
        changed = [(masked, number) for number, text in rows if (masked := mask(text)) != text]
        connection.executemany("UPDATE unanswered SET text = ? WHERE id = ?", changed)
        connection.execute(f"PRAGMA user_version = {_MASKING}")


def grouped(rows: Sequence[tuple[int, str, str | None]], sounds_like: Callable[[str], str]) -> tuple[Group, ...]:
    """`rows` (id, text, topic), each put to the group whose first text it is likest to, or to a new one."""
    leaders: list[str] = []
    sounds: list[str] = []
    members: list[list[tuple[int, str, str | None]]] = []
    for row in rows:
        text, sound = row[1], sounds_like(row[1])
        best, place = 0.0, -1
        for found in (
            process.extractOne(text, leaders, scorer=fuzz.ratio),
            process.extractOne(sound, sounds, scorer=fuzz.ratio) if sound else None,
        ):
            if found is not None and found[1] > best:
                best, place = found[1], found[2]
        if best >= _ALIKE:
            members[place].append(row)
        else:
            leaders.append(text)
            sounds.append(sound)
            members.append([row])
    groups = [
        Group(
            tuple(dict.fromkeys(text for _, text, _ in rows_of)),
            next((topic for _, _, topic in rows_of if topic), None),
            tuple(number for number, _, _ in rows_of),
        )
        for rows_of in members
    ]
    return tuple(sorted(groups, key=lambda group: -group.count))
