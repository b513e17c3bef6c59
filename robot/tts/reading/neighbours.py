"""Readings that the neighbours of a character settle: 还 in 还没有, 差 in 交了差. Pure; the rules are neighbours.txt.

A rule is a pattern in which the character stands in angle brackets: `几<种>(?!地)`. The first rule that fits is taken.
It holds for a character that stands by itself or in no known word; with `!` behind the pattern inside known words too.
With `~` before it, it holds where a word begins at its first character only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

RULES = Path(__file__).parent.with_name("neighbours.txt")
_MARKED = re.compile("<(.)>")
_ALWAYS, _WORD = "!", "~"


@dataclass(frozen=True, slots=True)
class Settled:
    """The reading of a character; `always`: known words do not stand against it."""

    sound: str
    always: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    settled: Settled
    begins_word: bool


def settled(words: Sequence[str]) -> dict[int, Settled]:
    """Places in the run that `words` make up, with the readings that their neighbours settle."""
    run = "".join(words)
    starts = {0, *accumulate(map(len, words))}
    found: dict[int, Settled] = {}
    for hanzi in set(run) & _rules().keys():
        for rule in _rules()[hanzi]:
            for match in rule.pattern.finditer(run):
                if not rule.begins_word or match.start() in starts:
                    found.setdefault(match.start("here"), rule.settled)
    return found


@cache
def _rules() -> Mapping[str, tuple[_Rule, ...]]:
    """By the character that they are for."""
    found: dict[str, list[_Rule]] = defaultdict(list)
    for line in RULES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, sound = line.split()
            hanzi, rule = _rule(pattern, sound)
            found[hanzi].append(rule)
    return {hanzi: tuple(rules) for hanzi, rules in found.items()}


def _rule(pattern: str, sound: str) -> tuple[str, _Rule]:
    """Raises ValueError where the pattern does not mark one character."""
    bare = pattern.removeprefix(_WORD).removesuffix(_ALWAYS)
    before, hanzi, after = _MARKED.split(bare)
    # what stands behind is only looked at, so that neighbours can be settled, too
    compiled = re.compile(f"{before}(?P<here>{hanzi})(?={after})")
    return hanzi, _Rule(compiled, Settled(sound, pattern.endswith(_ALWAYS)), pattern.startswith(_WORD))
