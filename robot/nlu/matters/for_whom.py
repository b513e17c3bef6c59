"""For whom an answer holds: what is meant for the other side, or for another age, is not considered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from robot.content.keys import key_of
from robot.nlu.context import is_side
from robot.turn import Told


class ForSomebody(Protocol):
    """Something that holds `only` for some: keys of facts, one set a fact, of which one must hold if it is known."""

    @property
    def only(self) -> tuple[frozenset[str], ...]:
        """The conditions."""


class Asked(ForSomebody, Protocol):
    """A question or a value of a fact, `asked_of` some only."""

    @property
    def value(self) -> str | None:
        """The value; None of a question."""

    @property
    def asked_of(self) -> tuple[frozenset[str], ...]:
        """The conditions of a fact."""


P = TypeVar("P", bound=ForSomebody)


def allowed(matter: str, only: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], ...]:
    """For each fact of `only` the keys of which one must hold if that fact is known."""
    return tuple(frozenset(key_of(matter, fact, value) for value in values) for fact, values in only.items())


def holds(wanted: Iterable[frozenset[str]], told: Mapping[str, str]) -> bool:
    """Whether nothing that was told (fact -> key) says otherwise."""
    return all(_known(keys, told) in {None, *keys} for keys in wanted)


def holds_of_side(wanted: Iterable[frozenset[str]], told: Mapping[str, str]) -> bool:
    """Whether the visitor is not on the other side than those for whom it holds."""
    return holds((keys for keys in wanted if any(map(is_side, keys))), told)


def may_mean(point: Asked, told: Mapping[str, str], presumed: str, is_exact: bool) -> bool:
    """Whether somebody who has `told` (fact -> key) may mean `point`; `is_exact`: he has said just its words.

    要带啥 is asked word for word by either side: it is meant for the one that he is on, and while nobody knows it, for
    the one that comes more often (`presumed`, the key of that side).
    """
    if point.value is None and not holds_of_side(point.only, told):
        return False
    is_open = point.value is None and bool(presumed) and fact_in(presumed) not in told
    if is_open and not is_exact and not holds_of_side(point.only, by_fact([presumed])):
        return False
    return is_exact or holds((*point.only, *point.asked_of), told)


def standing(wanted: Sequence[frozenset[str]], known: Mapping[str, str]) -> dict[str, float]:
    """The shares of conditions that what is known fulfils, contradicts, and says nothing of; sum 1, or all 0."""
    found = [_known(keys, known) for keys in wanted]
    met = sum(key in keys for key, keys in zip(found, wanted, strict=True))
    unknown = sum(key is None for key in found)
    size = max(1, len(wanted))
    others = len(wanted) - met - unknown
    return {"for_these": met / size, "for_others": others / size, "for_whom_unknown": unknown / size}


def for_the_likelier(points: Sequence[P], told: Mapping[str, str]) -> list[P]:
    """Of points that nothing told speaks against those that presuppose the least that is not known; where they are for
    either side and nobody has said on which he is, the first: whoever wants something comes more often."""
    if len(points) <= 1:
        return list(points)
    unknown = [sum(_known(keys, told) is None for keys in point.only) for point in points]
    found = [point for point, count in zip(points, unknown, strict=True) if count == min(unknown)]
    is_for_a_side = all(any(is_side(key) for keys in point.only for key in keys) for point in found)
    return found[:1] if is_for_a_side and min(unknown) else found


def agrees(tells: Iterable[str], told: Mapping[str, str]) -> bool:
    """Whether what an entry presupposes (keys) goes with what was told (fact -> key)."""
    return all(told.get(fact_in(key), key) == key for key in tells)


def as_sure(told: Mapping[str, Told], tells: Iterable[str], score: float) -> dict[str, Told]:
    """Of what is `told` (fact -> Told) all but what contradicts an entry of this `score` (what it presupposes, `tells`:
    keys), where the entry is surer: 就退我八百块钱，我不干 makes nobody the one who breaks off."""
    supposed = by_fact(tells)
    return {
        fact: each for fact, each in told.items() if supposed.get(fact, each.key) == each.key or each.score >= score
    }


def of_him(told: Mapping[str, Told], points: Mapping[str, Asked], known: Mapping[str, str]) -> dict[str, Told]:
    """Of what is `told` (fact -> Told) that which may be told by somebody of whom this is `known` (fact -> key), or
    told in the same breath: the householder tells no fact of the one who was hurt."""
    all_known = {**known, **{fact: each.key for fact, each in told.items()}}
    found = {}
    for fact, each in told.items():
        others = {other: key for other, key in all_known.items() if other != fact}
        if holds((*points[each.key].only, *points[each.key].asked_of), others):
            found[fact] = each
    return found


def by_fact(told: Iterable[str]) -> dict[str, str]:
    """The keys told by their facts (matter/fact -> matter/fact=value)."""
    return {fact_in(key): key for key in told}


def fact_in(key: str) -> str:
    """matter/fact, without the value."""
    return key.partition("=")[0]


def _known(keys: frozenset[str], told: Mapping[str, str]) -> str | None:
    return told.get(fact_in(next(iter(keys))))
