"""Keys of what matters hold, and what they name: `unpaid-wages/contract=no`, `unpaid-wages/how-long`. Pure.

A key is what understanding, the case and conversations of the fit pass on; the content may have been reloaded since.
"""

from __future__ import annotations

from robot.content.load import Content
from robot.content.matters import Fact, Matter, Point, Value


def key_of(matter: str, item: str, value: str | None = None) -> str:
    """The key of a value of a fact, or of a question."""
    return f"{matter}/{item}" + (f"={value}" if value is not None else "")


def fact_of(content: Content, key: str) -> tuple[Matter, Fact, Value] | None:
    """The fact and its value that `key` names; None when the content has it no more."""
    place, _, given = key.partition("=")
    name, _, item = place.partition("/")
    matter = content.matters.get(name)
    fact = next((fact for fact in matter.facts if fact.id == item), None) if matter else None
    value = next((value for value in fact.values if value.is_ == given), None) if fact else None
    return (matter, fact, value) if matter and fact and value else None


def point_of(content: Content, key: str) -> tuple[Matter, Point] | None:
    """The question that `key` names; None when the content has it no more."""
    name, _, item = key.partition("/")
    matter = content.matters.get(name)
    point = next((point for point in matter.points if point.id == item), None) if matter else None
    return (matter, point) if matter and point else None


def owners(content: Content) -> dict[tuple[str, str], str]:
    """The matter of every entry and service, by kind and id."""
    return {
        (kind, item): matter.id
        for matter in content.matters.values()
        for kind, items in (("faq", matter.entries), ("service", matter.services))
        for item in items
    }


def telling(content: Content) -> dict[tuple[str, str], frozenset[str]]:
    """The facts, by their keys, that somebody who asks an entry or a service has told with it, by kind and id."""
    return {
        ("faq" if entry in matter.entries else "service", entry): frozenset(
            key_of(matter.id, fact, value) for fact, value in told.items()
        )
        for matter in content.matters.values()
        for entry, told in matter.tells.items()
    }


def same_of(content: Content) -> dict[str, tuple[str, ...]]:
    """The key of a value of a fact -> the keys in other matters that say the same of the case."""
    found = ((matter, key, others) for matter in content.matters.values() for key, others in matter.same.items())
    return {f"{matter.id}/{key}": tuple(others) for matter, key, others in found}
