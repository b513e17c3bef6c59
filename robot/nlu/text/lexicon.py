"""Everyday words -> the legal words beside them (`knowledge/lexicon.yaml`): 工钱 also looks for 工资."""

from __future__ import annotations

from collections.abc import Mapping

from robot.nlu.text.normalise import normalise


class Lexicon:
    """Built once from pairs of everyday and legal words; immutable."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = tuple((normalise(everyday), normalise(legal)) for everyday, legal in pairs.items())

    def legal_words(self, text: str) -> str:
        """The legal words that `text` (normalised) means and does not say, one after another; may be empty."""
        found = (legal for everyday, legal in self._pairs if everyday in text and legal not in text)
        return "".join(dict.fromkeys(found))
