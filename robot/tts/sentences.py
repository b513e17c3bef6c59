"""A text cut into the pieces that are spoken one after another, each with its spoken form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from robot.tts.spoken_form import HAN, spoken_form

_STOP = re.compile(r"(?:[。!?;\n！？；]|\.(?=\s|$)|……)+[”’」』\"')）】》]*\s*")
_COMMA = re.compile(r"[，,：:、](?![0-9])\s*")
_HANZI = re.compile(f"[{HAN}]")

FIRST_PIECE = 22
"""A first sentence with more characters than this is cut at a comma, so that sound starts early."""
_LEAST_HEAD = 5
_LONGEST_PIECE = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said in one go. `text` is the part of the original it stands for, `spoken` how that is said."""

    text: str
    spoken: str


def sentences(text: str) -> tuple[Piece, ...]:
    """`text` in pieces to speak, in order; () when nothing is sayable. The pieces' texts joined are `text` again.

    Cut at 。！？； and line ends; the first one also at its first comma when it is long.
    """
    parts: list[str] = []
    for part in _cut(text, _STOP):
        parts += _cut_at_commas(part, FIRST_PIECE if not parts else _LONGEST_PIECE, only_once=not parts)
    return _joined(parts)


def _cut(text: str, at: re.Pattern[str]) -> list[str]:
    """`text` cut behind every match of `at`; the parts joined are `text`."""
    ends = [match.end() for match in at.finditer(text)]
    bounds = [0, *ends, *([len(text)] if not ends or ends[-1] < len(text) else [])]
    return [text[start:end] for start, end in pairwise(bounds) if end > start]


def _cut_at_commas(part: str, longest: int, *, only_once: bool) -> list[str]:
    """`part` in pieces of at most `longest` characters where commas allow it; `only_once`: in a head and the rest."""
    if len(_HANZI.findall(spoken_form(part))) <= longest:
        return [part]
    pieces: list[str] = []
    for clause in _cut(part, _COMMA):
        whole = pieces and (
            len(_HANZI.findall(pieces[-1])) < _LEAST_HEAD
            or (only_once and len(pieces) == 2)
            or (not only_once and len(pieces[-1]) + len(clause) <= longest)
        )
        if whole:
            pieces[-1] += clause
        else:
            pieces.append(clause)
    if len(pieces) > 1 and len(_HANZI.findall(pieces[-1])) < _LEAST_HEAD:
        tail = pieces.pop()
        pieces[-1] += tail
    return pieces


def _joined(parts: list[str]) -> tuple[Piece, ...]:
    """Parts without anything to say go with their neighbour."""
    pieces: list[Piece] = []
    unsaid = ""
    for part in parts:
        spoken = spoken_form(part)
        if _HANZI.search(spoken):
            pieces.append(Piece(unsaid + part, spoken))
            unsaid = ""
        elif pieces:
            pieces[-1] = Piece(pieces[-1].text + part, pieces[-1].spoken)
        else:
            unsaid += part
    return tuple(pieces)
