"""Facts inside a long clause: people, and recognisers, put no commas, 老板欠我半年工资没签合同 is one run of words.

What people say of a fact (没签合同) is looked for as it is written, with any number in the place of one; what stands
before it may turn it round (要是没签合同, 签没签合同) or deny it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from robot.content.load import Content
from robot.nlu.text.normalise import plain

_SHORTEST, _LONGEST = 4, 14
"""Characters of a sentence of a fact that is looked for."""
_LEFT = 4
"""Characters that a clause must have beside it: else it is the clause."""
_NUMBERS = re.compile(r"[0-9零一二三四五六七八九十百千万两俩半几来多]+")
_ANY_NUMBER = "#"
_TURNED_ROUND = re.compile(
    r"(?:要是|如果|万一|假如|假使|倘若|若是|没|不|别|未|甭|是否|是不是|有没有|说|讲)$|(?:要是|如果|万一|假如|倘若)"
)
_ASKS = re.compile(r"^(?:吗|么|没有|不|与否)")


class Spotter:
    """The sentences of the facts of every matter; immutable."""

    def __init__(self, content: Content) -> None:
        self._said: Mapping[str, Sequence[str]] = {
            matter.id: sorted(
                {masked(text) for fact in matter.facts for value in fact.values for text in value.said},
                key=len,
                reverse=True,
            )
            for matter in content.matters.values()
        }

    def spotted(self, clause: str, matter: str | None) -> tuple[str, ...]:
        """The pieces of `clause` that say a fact of `matter` in just the words of the content, in order."""
        words = plain(clause)
        text, places = _with_places(words)
        taken: list[tuple[int, int]] = []
        for said in self._said.get(matter or "", ()):
            if not _SHORTEST <= len(said) <= _LONGEST or len(said) + _LEFT > len(text):
                continue
            start = text.find(said)
            if start < 0 or _overlaps((start, start + len(said)), taken):
                continue
            before, after = words[: places[start]], words[places[start + len(said)] :]
            if _TURNED_ROUND.search(before) or _ASKS.search(after) or before[-1:] == words[places[start] + 1 :][:1]:
                continue
            taken.append((start, start + len(said)))
        return tuple(words[places[start] : places[end]] for start, end in sorted(taken))


def masked(text: str) -> str:
    """`text` with a sign in the place of every number."""
    return _NUMBERS.sub(_ANY_NUMBER, plain(text))


def _with_places(words: str) -> tuple[str, list[int]]:
    """The masked text, and for each of its characters and its end where that stands in `words`."""
    found, places, end = [], [], 0
    for number in _NUMBERS.finditer(words):
        found.append(words[end : number.start()] + _ANY_NUMBER)
        places += [*range(end, number.start()), number.start()]
        end = number.end()
    found.append(words[end:])
    places += [*range(end, len(words) + 1)]
    return "".join(found), places


def _overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
