"""What the rules of the spoken form share: characters, numbers, tables of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from robot.yaml_source import plain

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Hanzi, as a range of a character class."""
PAUSES = "\uff0c\u3002\uff01\uff1f\uff1b\uff1a\u3001"
"""The marks of the spoken form besides Hanzi: ，。！？；：、"""
NUM = r"(?<![0-9])[0-9]++(?:\.[0-9]++)?+"
"""A number, whole: possessive, so that a long run of digits takes linear time."""
ITEM = "\x1e"
"""Stands before the number of an item that was one sign (①), inside the rules only."""
DASH = r"\s*[-~\u2010-\u2015\u2212\u301c\u2053]{1,3}\s*"
Part = list[tuple[str, str | Callable[[re.Match[str]], str]]]
"""Patterns in the order in which they are applied, with what each makes of what it finds."""
_WORDS = Path(__file__).parents[1] / "spoken_words.yaml"


@cache
def tables() -> dict[str, Any]:
    """Words, letters, units and measure words: spoken_words.yaml."""
    found: dict[str, Any] = plain(_WORDS.read_text(encoding="utf-8"))
    return found


def any_of(words: Any) -> str:
    """A pattern for the longest of `words` that fits."""
    return "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: (-len(str(word)), str(word))))
