"""Every phrasing of an index, row by row, those of an entry beside each other; found again by its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from robot.nlu.index.phrasings import Phrasing
from robot.nlu.index.texts import Places, Texts
from robot.nlu.text.normalise import normalise, question_stem
from robot.turn import Kind


class Sentences(Sequence[Phrasing]):
    """Immutable. `entries` in the order in which they come first; `owners` is the entry of each row."""

    def __init__(self, phrasings: Iterable[Phrasing]) -> None:
        given = tuple(phrasings)
        order = {key: place for place, key in enumerate(dict.fromkeys(map(_entry_key, given)))}
        rows = sorted(given, key=lambda phrasing: order[_entry_key(phrasing)])
        self.entries: tuple[tuple[Kind, str], ...] = tuple((kind, entry_id) for kind, entry_id, _ in order)
        self.owners: npt.NDArray[np.int64] = np.array([order[_entry_key(row)] for row in rows], dtype=np.int64)
        self.first_rows: npt.NDArray[np.int64] = np.searchsorted(self.owners, np.arange(len(order)))
        self._topics = tuple(rows[row].topic for row in self.first_rows)
        self._written = Texts(row.text for row in rows)
        normalised = [normalise(row.text) for row in rows]
        self.texts = Texts(normalised)
        """As matching works on them."""
        self._places = Places(self.texts)
        stems = _stems(rows, normalised)
        self._stems = Places(Texts(stems))
        self._asked: npt.NDArray[np.int64] = np.array(list(stems.values()), dtype=np.int64)

    def __len__(self) -> int:
        return len(self._written)

    @overload
    def __getitem__(self, row: int) -> Phrasing: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Phrasing]: ...
    def __getitem__(self, row: int | slice) -> Phrasing | Sequence[Phrasing]:
        if isinstance(row, slice):
            return [self[place] for place in range(*row.indices(len(self)))]
        text = self._written[row]
        owner = int(self.owners[row])
        return Phrasing(*self.entries[owner], text, self._topics[owner])

    @property
    def written(self) -> Sequence[str]:
        """As they stand in the content."""
        return self._written

    def exact(self, text: str) -> int | None:
        """The first row that is `text` to the letter; a question may end otherwise (能退不 for 能退吗)."""
        row = next(self._places.of(text), None)
        if row is not None:
            return row
        asked = next(self._stems.of(question_stem(text)), None)
        return None if asked is None else int(self._asked[asked])

    def ids(self, text: str) -> frozenset[str]:
        """The ids of all entries that have `text` to the letter."""
        return frozenset(self.entries[self.owners[row]][1] for row in self._places.of(text))

    def has(self, text: str) -> bool:
        """Whether a row is `text` to the letter."""
        return text in self._places


def _stems(rows: Sequence[Phrasing], texts: Sequence[str]) -> dict[str, int]:
    """Questions that one entry alone has, by how they begin (normalise.question_stem), with the first row of such."""
    first: dict[str, int] = {}
    ids: dict[str, set[str]] = {}
    for row, text in enumerate(texts):
        if stem := question_stem(text):
            first.setdefault(stem, row)
            ids.setdefault(stem, set()).add(rows[row].id)
    return {stem: row for stem, row in first.items() if len(ids[stem]) == 1}


def _entry_key(phrasing: Phrasing) -> tuple[Kind, str, str]:
    """What a phrasing belongs to. Out-of-scope sentences have nothing in common, so each is an entry of its own."""
    return phrasing.kind, phrasing.id, phrasing.text if phrasing.kind == "fallback" else ""
