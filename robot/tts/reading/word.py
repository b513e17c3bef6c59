"""A word of a run of characters, as a reader cuts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """`tag`: its part of speech as ICTCLAS names it (v, n, nr …)."""

    text: str
    tag: str
