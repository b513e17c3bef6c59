"""For whom an answer holds: what is meant for the other side, or for another age, is not considered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from robot.content.keys import key_of


def allowed(matter: str, only: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], ...]:
    """For each fact of `only` the keys of which one must hold if that fact is known."""
    return tuple(frozenset(key_of(matter, fact, value) for value in values) for fact, values in only.items())


def holds(wanted: Iterable[frozenset[str]], told: Mapping[str, str]) -> bool:
    """Whether nothing that was told (fact -> key) says otherwise."""
    return all(_known(keys, told) in {None, *keys} for keys in wanted)


def standing(wanted: Sequence[frozenset[str]], known: Mapping[str, str]) -> dict[str, float]:
    """The shares of conditions that what is known fulfils, contradicts, and says nothing of; sum 1, or all 0."""
    found = [_known(keys, known) for keys in wanted]
    met = sum(key in keys for key, keys in zip(found, wanted, strict=True))
    unknown = sum(key is None for key in found)
    size = max(1, len(wanted))
    others = len(wanted) - met - unknown
    return {"for_these": met / size, "for_others": others / size, "for_whom_unknown": unknown / size}


def agrees(tells: Iterable[str], told: Mapping[str, str]) -> bool:
    """Whether what an entry presupposes (keys) goes with what was told (fact -> key)."""
    return all(told.get(fact_in(key), key) == key for key in tells)


def by_fact(told: Iterable[str]) -> dict[str, str]:
    """The keys told by their facts (matter/fact -> matter/fact=value)."""
    return {fact_in(key): key for key in told}


def fact_in(key: str) -> str:
    """matter/fact, without the value."""
    return key.partition("=")[0]


def _known(keys: frozenset[str], told: Mapping[str, str]) -> str | None:
    return told.get(fact_in(next(iter(keys))))
