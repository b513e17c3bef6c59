"""What matters add to the entries: facts as people tell them and what they ask on, as something that can be matched.

A point is known by its key: `unpaid-wages/contract=no` for a value of a fact, `unpaid-wages/how-long` for a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from robot.content import matters
from robot.content.keys import key_of, owners, same_of, telling
from robot.content.load import Content
from robot.nlu.context import is_side
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.phrasings import Document, Phrasing
from robot.nlu.matters import for_whom
from robot.nlu.text.manner import CLAIMED, denies
from robot.nlu.text.normalise import plain
from robot.nlu.text.persons import persons_of
from robot.turn import Kind

_KIND: Kind = "flow"
_VALUE = re.compile(r"\{value\}")


class Point(NamedTuple):
    """A value of a fact (`value` is set), or a question. `entries`: only while one of these is in hand; else any.
    `denial`: the share of its sentences that deny something; `only`: keys of facts, one set a fact, of which one must
    hold if that fact is known; `asked_of`: the same of a fact, which is asked only of these, and of others not read;
    `people`: of whom its sentences speak; `claimed`: the share of them that tell what somebody else says.

    A tuple: some ten thousand are read back at each start."""

    key: str
    matter: str
    id: str
    value: str | None
    type: matters.FactType | None
    aspect: matters.Aspect | None
    entries: frozenset[str]
    denial: float
    only: tuple[frozenset[str], ...] = ()
    asked_of: tuple[frozenset[str], ...] = ()
    people: frozenset[str] = frozenset()
    claimed: float = 0.0


class Points:
    """All points of the content with their index; immutable. None of them is looked at outside its matter."""

    def __init__(
        self,
        content: Content,
        embedder: Embedder | None,
        cache: VectorCache | None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.points: Mapping[str, Point] = {point.key: point for point in _points(content)}
        self.index = PhrasingIndex.built(
            tuple(sentences(content)), dict(_documents(content)), embedder, cache, progress, content.lexicon
        )
        self.in_order = tuple(self.points[key] for _, key in self.index.entries)
        self._spans: dict[str, range] = {}
        for row, point in enumerate(self.in_order):
            start = self._spans[point.matter].start if point.matter in self._spans else row
            self._spans[point.matter] = range(start, row + 1)
        self.matter_of: Mapping[tuple[str, str], str] = owners(content)
        """The matter of an entry or a service, by kind and id."""
        self.presumed = _presumed(content, self.points.values())
        """The key of the side that comes more often, by matter and by what is asked of anything: where nobody has told
        his side and this side has an answer, it is meant."""
        self.tells = telling(content)
        self.same = same_of(content)

    def span(self, matter: str | None) -> range:
        """The rows of `index.entries` that are points of `matter`."""
        return self._spans.get(matter or "", range(0))

    def fits(self, content: Content) -> bool:
        """Whether all points are points of `content`, too."""
        return self.points.keys() <= set(_keys(content))

    @property
    def texts(self) -> Sequence[str]:
        """All sentences, as the index has them."""
        return self.index.texts


def _presumed(content: Content, points: Iterable[Point]) -> Mapping[tuple[str | None, str | None], str]:
    first = {
        matter.id: key_of(matter.id, fact.id, fact.values[0].is_)
        for matter in content.matters.values()
        for fact in matter.facts
        if is_side(key_of(matter.id, fact.id, "")) and fact.values
    }
    return {
        (point.matter, point.aspect): first[point.matter]
        for point in points
        if point.aspect is not None
        and point.matter in first
        and for_whom.holds_of_side(point.only, for_whom.by_fact([first[point.matter]]))
    }


def _keys(content: Content) -> Iterator[str]:
    for matter in content.matters.values():
        yield from (key_of(matter.id, fact.id, value.is_) for fact in matter.facts for value in fact.values)
        yield from (key_of(matter.id, point.id) for point in matter.points)


def _points(content: Content) -> Iterator[Point]:
    for matter in content.matters.values():
        for fact in matter.facts:
            for value in fact.values:
                key = key_of(matter.id, fact.id, value.is_)
                denial = _denial(value.said)
                yield Point(
                    key,
                    matter.id,
                    fact.id,
                    value.is_,
                    fact.type,
                    None,
                    frozenset(fact.entries),
                    denial,
                    asked_of=for_whom.allowed(matter.id, fact.only),
                    people=persons_of(value.said),
                    claimed=_share(value.said, lambda said: CLAIMED.search(said) is not None),
                )
        for point in matter.points:
            key = key_of(matter.id, point.id)
            denial = _denial(point.asks)
            entries, only = frozenset(point.entries), for_whom.allowed(matter.id, point.only)
            yield Point(
                *(key, matter.id, point.id, None, None, point.aspect, entries, denial, only),
                people=persons_of(point.asks),
            )


def _denial(said: Sequence[str]) -> float:
    return _share(said, denies)


def _share(said: Sequence[str], is_so: Callable[[str], bool]) -> float:
    return sum(is_so(plain(text)) for text in said) / max(1, len(said))


def sentences(content: Content) -> Iterator[Phrasing]:
    """How facts are told and questions asked, each under its key."""
    for matter in content.matters.values():
        for fact in matter.facts:
            for value in fact.values:
                key = key_of(matter.id, fact.id, value.is_)
                yield Phrasing(_KIND, key, _VALUE.sub("", value.name), matter.topic)
                for text in value.said:
                    yield Phrasing(_KIND, key, text, matter.topic)
        for point in matter.points:
            for text in point.asks:
                yield Phrasing(_KIND, key_of(matter.id, point.id), text, matter.topic)


def _documents(content: Content) -> Iterator[tuple[tuple[Kind, str], Document]]:
    for matter in content.matters.values():
        for fact in matter.facts:
            for value in fact.values:
                said = _VALUE.sub("", f"{value.name}。{value.spoken}")
                yield (_KIND, key_of(matter.id, fact.id, value.is_)), Document(said, f"{fact.ask}{said}")
        for point in matter.points:
            asked = f"{point.asks[0]}。{point.spoken}"
            yield (_KIND, key_of(matter.id, point.id)), Document(asked, asked + point.shown)
