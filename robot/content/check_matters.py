"""What loading cannot see in matters: references, what entries must answer, sentences that mean two things. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from robot.content.check_for_whom import check_for_whom
from robot.content.check_parts import (
    answers_named,
    dangling,
    long_breath,
    places_named,
    problem,
    services_named,
)
from robot.content.citation import CitationEntry
from robot.content.load import Content, Where
from robot.content.matters import ANY, COMMONEST, OPEN, Fact, Matter
from robot.content.said import bare
from robot.turn import TOPICS
from robot.yaml_source import Problem

LONGEST_SPOKEN, LONGEST_QUESTION = 110, 30
"""Characters of what is said inside a matter, and of what the robot asks."""
Location = tuple[int | str, ...]


def check_matters(content: Content) -> Iterator[Problem]:
    """All that is wrong in the matters, and the entries that belong to none or to two."""
    if not content.matters:
        return
    owners: dict[str, str] = {}
    for matter in content.matters.values():
        where = content.where[f"matter:{matter.id}"]
        yield from _references(content, matter, where)
        for number, entry in enumerate(matter.entries):
            if entry in owners:
                yield problem(where, ("entries", number), "two_matters", id=entry, other=owners[entry])
            owners[entry] = matter.id
        yield from check_for_whom(content, matter, where)
        yield from _commonest(matter, where)
        yield from _told(matter, where)
        yield from _lengths(matter, where)
        yield from _twice(matter, where)
    for faq_id in content.faq:
        if faq_id not in owners:
            yield problem(content.where[f"faq:{faq_id}"], ("id",), "no_matter", id=faq_id)


def cited_in_matters(content: Content) -> Iterator[tuple[Where, Location, CitationEntry]]:
    """Every citation of every matter, with where it stands."""
    for matter in content.matters.values():
        where = content.where[f"matter:{matter.id}"]
        for f, fact in enumerate(matter.facts):
            for v, value in enumerate(fact.values):
                at: Location = ("facts", f, "values", v)
                yield from ((where, (*at, "citations", n), each) for n, each in enumerate(value.citations))
                for w, when in enumerate(value.when):
                    inner = (*at, "when", w, "citations")
                    yield from ((where, (*inner, n), each) for n, each in enumerate(when.citations))
        for p, point in enumerate(matter.points):
            yield from ((where, ("points", p, "citations", n), each) for n, each in enumerate(point.citations))


def _references(content: Content, matter: Matter, where: Where) -> Iterator[Problem]:
    faqs, services, places = answers_named(content), services_named(content), places_named(content)
    yield from dangling(where, ("topic",), matter.topic, TOPICS)
    for number, entry in enumerate(matter.entries):
        yield from dangling(where, ("entries", number), entry, faqs)
    for number, service in enumerate(matter.services):
        yield from dangling(where, ("services", number), service, services)
    if not matter.entries and not matter.services:
        yield problem(where, ("id",), "empty_matter", id=matter.id)
    if places:
        yield from dangling(where, ("window",), matter.window, places)
    own = {*matter.entries, *matter.services}
    for f, fact in enumerate(matter.facts):
        for number, entry in enumerate(fact.entries):
            yield from dangling(where, ("facts", f, "entries", number), entry, own)
        for v, value in enumerate(fact.values):
            if value.window is not None and places:
                yield from dangling(where, ("facts", f, "values", v, "window"), value.window, places)
            for w, when in enumerate(value.when):
                for number, entry in enumerate(when.entries):
                    yield from dangling(where, ("facts", f, "values", v, "when", w, "entries", number), entry, own)
    for p, point in enumerate(matter.points):
        for number, entry in enumerate(point.entries):
            yield from dangling(where, ("points", p, "entries", number), entry, own)
        if point.window is not None and places:
            yield from dangling(where, ("points", p, "window"), point.window, places)


def _commonest(matter: Matter, where: Where) -> Iterator[Problem]:
    """Every entry of the matter answers the eight commonest."""
    for aspect in COMMONEST:
        points = [point for point in matter.points if point.aspect == aspect]
        if any(not point.entries for point in points):
            continue
        covered = {entry for point in points for entry in point.entries}
        missing = [entry for entry in (*matter.entries, *matter.services) if entry not in covered]
        if missing:
            yield problem(where, ("points",), "no_aspect", aspect=aspect, id=missing[0])


def _told(matter: Matter, where: Where) -> Iterator[Problem]:
    """A fact whose value is open takes {value}; the others have at least two values, each of which can be told."""
    for f, fact in enumerate(matter.facts):
        given = [value.is_ for value in fact.values]
        if len(given) == 1 and fact.type not in OPEN:
            yield problem(where, ("facts", f, "values"), "one_value", id=fact.id)
        if ANY in given and len(given) > 1:
            yield problem(where, ("facts", f, "values"), "any_beside", id=fact.id)


def _lengths(matter: Matter, where: Where) -> Iterator[Problem]:
    for f, fact in enumerate(matter.facts):
        if len(fact.ask) > LONGEST_QUESTION or fact.ask[-1:] not in {"？", "?"}:
            yield problem(where, ("facts", f, "ask"), "long_question", ask=fact.ask)
        yield from _spoken_of(fact, where, f)
    for p, point in enumerate(matter.points):
        yield from _spoken(where, ("points", p, "spoken"), point.spoken)


def _spoken_of(fact: Fact, where: Where, f: int) -> Iterator[Problem]:
    for v, value in enumerate(fact.values):
        yield from _spoken(where, ("facts", f, "values", v, "spoken"), value.spoken)
        for w, when in enumerate(value.when):
            yield from _spoken(where, ("facts", f, "values", v, "when", w, "spoken"), when.spoken)


def _spoken(where: Where, at: Location, spoken: str) -> Iterator[Problem]:
    if len(spoken) > LONGEST_SPOKEN:
        yield problem(where, at, "long_inside", length=len(spoken))
    yield from long_breath(where, at, spoken)


def _twice(matter: Matter, where: Where) -> Iterator[Problem]:
    """One sentence under two facts or questions that may be meant at the same time."""
    seen: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for text, name, entries, at in _sentences(matter):
        for other, others in seen[bare(text)]:
            if other != name and ((not entries and not others) or entries & others):
                yield problem(where, at, "same_phrasing", phrasing=text, other=other)
                break
        seen[bare(text)].append((name, entries))


def _sentences(matter: Matter) -> Iterator[tuple[str, str, frozenset[str], Location]]:
    for f, fact in enumerate(matter.facts):
        for v, value in enumerate(fact.values):
            for n, text in enumerate(value.said):
                yield text, f"{fact.id}={value.is_}", frozenset(fact.entries), ("facts", f, "values", v, "said", n)
    for p, point in enumerate(matter.points):
        for n, text in enumerate(point.asks):
            yield text, point.id, frozenset(point.entries), ("points", p, "asks", n)
