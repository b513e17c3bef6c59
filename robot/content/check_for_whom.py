"""For whom answers hold, as matters say it: every name in it is a fact, and a value, that can be told. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from robot.content.check_parts import dangling
from robot.content.keys import fact_of
from robot.content.load import Content, Where
from robot.content.matters import Matter, Only
from robot.yaml_source import Problem

Location = tuple[int | str, ...]


def check_for_whom(content: Content, matter: Matter, where: Where) -> Iterator[Problem]:
    """Facts, values, entries and keys of `tells`, `same` and `only` that there are not."""
    values = {fact.id: [value.is_ for value in fact.values] for fact in matter.facts}
    for f, fact in enumerate(matter.facts):
        yield from _only(fact.only, values, where, ("facts", f, "only"))
    for p, point in enumerate(matter.points):
        yield from _only(point.only, values, where, ("points", p, "only"))
    for entry, told in matter.tells.items():
        yield from dangling(where, ("tells", entry), entry, (*matter.entries, *matter.services))
        yield from _only({fact: (value,) for fact, value in told.items()}, values, where, ("tells", entry))
    for key, others in matter.same.items():
        name, _, told_value = key.partition("=")
        yield from _only({name: (told_value,)}, values, where, ("same", key))
        for number, other in enumerate(others):
            if fact_of(content, other) is None:
                yield from dangling(where, ("same", key, number), other, _all_keys(content))


def _only(only: Only, values: Mapping[str, list[str]], where: Where, at: Location) -> Iterator[Problem]:
    for fact, wanted in only.items():
        yield from dangling(where, at, fact, values)
        for value in wanted:
            if fact in values:
                yield from dangling(where, (*at, fact), value, values[fact])


def _all_keys(content: Content) -> list[str]:
    return [
        f"{matter.id}/{fact.id}={value.is_}"
        for matter in content.matters.values()
        for fact in matter.facts
        for value in fact.values
    ]
