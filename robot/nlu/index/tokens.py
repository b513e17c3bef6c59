"""Sentences as numbers of word pieces, as the encoders want them (SentencePiece unigram, Kudo 2018).

The vocabulary is the part of multilingual-e5-small's that Chinese text is made of; robot/fitting/encoder.py cuts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("vocabulary.npz")
MOST_TOKENS = 512
"""Places that the encoders have; what is longer is cut."""
_SPACE = "\u2581"
_PREFIX = "query: "
"""What stood before every sentence when the encoder was made (e5)."""
_LONGEST_PIECE = 16
_UNKNOWN = -10.0
"""Added to the least score of a piece: what a character costs that none has."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`scores`: log probabilities of the `pieces`; `specials`: numbers of begin, end, padding, unknown; `normal`: what
    characters are read as."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    specials: tuple[int, int, int, int]
    normal: Mapping[str, str]


class Unigram:
    """Built once; immutable."""

    def __init__(self, known: Vocabulary, most: int = MOST_TOKENS, remembered: int = 0) -> None:
        """`remembered`: how many sentences' tokens are kept, for training; what visitors say is not."""
        self._begin, self._end, self.padding, self._unknown = known.specials
        self._most = most
        self._number: dict[str, int] = {}
        for number, piece in enumerate(known.pieces):
            if piece and number != self._unknown:
                self._number.setdefault(piece, number)
        self._scores = known.scores
        self._worst = min(self._scores) + _UNKNOWN
        self._normal = dict(known.normal)
        self.tokens = lru_cache(maxsize=remembered)(self._tokens)

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


def write(known: Vocabulary, path: Path = FILE) -> None:
    """Store the vocabulary at `path`."""
    np.savez_compressed(
        path,
        pieces=np.array(known.pieces),
        scores=np.array(known.scores, dtype=np.float32),
        specials=np.array(known.specials),
        normal=np.array(list(known.normal.items())).reshape(-1, 2),
    )


@cache
def vocabulary() -> Vocabulary:
    """The one that ships."""
    with np.load(FILE) as data:
        begin, end, padding, unknown = (int(number) for number in data["specials"])
        return Vocabulary(
            tuple(str(piece) for piece in data["pieces"]),
            tuple(float(score) for score in data["scores"]),
            (begin, end, padding, unknown),
            {str(character): str(becomes) for character, becomes in data["normal"]},
        )
