"""What loading cannot see: references, citations, lengths, doubles, review dates. Pure over a content snapshot.

Whether an article exists and whether a place can be reached are questions for others, handed in as functions.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from robot import messages
from robot.content.check_hall import check_hall
from robot.content.check_hours import check_hours
from robot.content.check_law import check_law
from robot.content.check_matters import check_matters, cited_in_matters
from robot.content.check_parts import (
    Known,
    answers_named,
    dangling,
    long_breath,
    places_named,
    problem,
    services_named,
)
from robot.content.check_phones import check_phones
from robot.content.check_there import check_there
from robot.content.citation import CitationEntry
from robot.content.laws import Laws
from robot.content.load import Content, Where
from robot.content.opening import Opening
from robot.content.renumbered import current
from robot.content.said import Said, bare, said
from robot.content.wording import wording
from robot.turn import COMMANDS, TOPICS
from robot.yaml_source import Problem

LONGEST_SPOKEN = 120
"""Characters an FAQ's spoken answer may have: longer ones are not remembered by who hears them."""

ArticleExists = Callable[[str, str], bool]
MovedTo = Callable[[str, str], "tuple[datetime.date, str] | None"]
"""When an article of a law moves within 90 days, and to which number (empty: to none); None when it stays."""
Unreachable = Callable[[str], str | None]
"""Why a place cannot be reached ("轮椅" …), None when it can."""


def check(
    content: Content,
    today: datetime.date,
    article_exists: ArticleExists | None,
    unreachable: Unreachable | None,
    laws: Laws | None = None,
    sample: Opening | None = None,
) -> list[Problem]:
    """Everything wrong with `content`: what loading found, and what is checked here, in order of files.

    `laws` names the law that was meant by a name that there is not. `sample`: when the sample hall is open, which texts
    of another hall must not say.
    """
    found = [
        *content.problems,
        *_references(content),
        *_names(content),
        *_phones(content),
        *_citations(content, today, article_exists, laws),
        *_lengths(content),
        *_doubles(content),
        *_reviews(content, today),
        *_reach(content, unreachable),
        *check_matters(content),
        *check_law(content),
        *check_hall(content),
        *check_there(content),
        *check_phones(content),
        *check_hours(content, sample),
        *wording(content, problem),
    ]
    return sorted(set(found), key=lambda problem: (str(problem.path), problem.line, problem.column))


def _references(content: Content) -> Iterator[Problem]:
    places, services, faqs = places_named(content), services_named(content), answers_named(content)
    linked = {**places, **services, **faqs}
    # Without a hall map nobody knows what is there.
    at_window = dangling if places else _nothing
    for faq_id, faq in content.faq.items():
        where = content.where[f"faq:{faq_id}"]
        yield from at_window(where, ("window",), faq.entry.window, places)
        if faq.entry.service is not None:
            yield from dangling(where, ("service",), faq.entry.service, services)
        for number, other in enumerate(faq.entry.follow_ups):
            yield from dangling(where, ("follow_ups", number), other, linked, content.places)
        for other in faq.entry.asks:
            yield from dangling(where, ("asks", other), other, faqs)
    for service_id, service in content.services.items():
        where = content.where[f"services:{service_id}"]
        yield from at_window(where, ("window",), service.window, places)
        for number, step in enumerate(service.steps):
            yield from at_window(where, ("steps", number, "window"), step.window, places)
        for key in ("before", "after"):
            for number, other in enumerate(getattr(service, key)):
                yield from dangling(where, (key, number), other, services)
        for number, other in enumerate(service.follow_ups):
            yield from dangling(where, ("follow_ups", number), other, linked, content.places)
    for talk_id, talk in content.smalltalk.items():
        for number, other in enumerate(talk.follow_ups):
            owner = content.where[f"smalltalk:{talk_id}"]
            yield from dangling(owner, ("follow_ups", number), other, linked, content.places)
    on_map = {place.id for place in content.hall.places} if content.hall else set()
    for number, way in enumerate(content.hall.ways if content.hall else ()):
        for end, place in enumerate(way.ends):
            yield from dangling(content.where["hall"], ("ways", number, "ends", end), place, on_map)
    for number, person in enumerate(content.people.people if places and content.people else ()):
        yield from dangling(content.where["people"], ("people", number, "window"), person.window, places)


def _nothing(where: Where, at: tuple[int | str, ...], value: str, known: Known) -> Iterator[Problem]:
    return iter(())


def _names(content: Content) -> Iterator[Problem]:
    """Commands, topics and what topics point at: names that the program knows."""
    places, services, faqs = places_named(content), services_named(content), answers_named(content)
    for command_id in content.commands:
        yield from dangling(content.where[f"commands:{command_id}"], ("id",), command_id, COMMANDS)
    for emergency_id, emergency in content.emergencies.items():
        where = content.where.get(f"emergencies:{emergency_id}")
        if where is None:  # one that the robot knows by itself
            continue
        if emergency.topic is not None:
            yield from dangling(where, ("topic",), emergency.topic, TOPICS)
        if emergency.entry is not None:
            yield from dangling(where, ("entry",), emergency.entry, faqs)
    for topic, words in content.topics.items():
        at = ("topics", topic)
        yield from dangling(content.where["topics"], at, topic, TOPICS)
        if places:
            yield from dangling(content.where["topics"], (*at, "window"), words.window, places)
        if words.service is not None:
            yield from dangling(content.where["topics"], (*at, "service"), words.service, services)


def _phones(content: Content) -> Iterator[Problem]:
    """Telephone numbers that small talk asks for in braces and the hall does not have."""
    if content.hall is None:
        return
    known = [f"phone_{name}" for name in content.hall.phones]
    for talk_id, talk in content.smalltalk.items():
        for field in ("spoken", "shown"):
            for name in re.findall(r"\{(phone_[^{}]*)\}", getattr(talk, field)):
                yield from dangling(content.where[f"smalltalk:{talk_id}"], (field,), name, known)


def cited(content: Content) -> Iterator[tuple[Where, tuple[int | str, ...], CitationEntry]]:
    """Every citation of the content, with where it stands."""
    for kind, entries in (
        ("faq", ((i, f.entry.citations) for i, f in content.faq.items())),
        ("services", ((i, s.citations) for i, s in content.services.items())),
    ):
        for entry_id, citations in entries:
            for number, citation in enumerate(citations):
                yield content.where[f"{kind}:{entry_id}"], ("citations", number), citation
    yield from cited_in_matters(content)


def _citations(
    content: Content, today: datetime.date, article_exists: ArticleExists | None, laws: Laws | None
) -> Iterator[Problem]:
    for where, at, citation in cited(content):
        named = {"law": citation.law, "article": citation.article}
        regulation = content.regulations.get(citation.law)
        if regulation is not None and citation.article in regulation.articles:
            if not citation.verified:
                yield problem(where, at, "needlessly_unverified", **named)
        elif not citation.verified:
            if citation.review is None:
                yield problem(where, at, "unreviewed", **named)
            elif citation.review < today:
                yield problem(where, at, "review_passed", id=f"{citation.law} {citation.article}", date=citation.review)
        elif article_exists is not None and not article_exists(citation.law, citation.article):
            yield _no_article(where, at, citation, laws)


def _no_article(where: Where, at: tuple[int | str, ...], citation: CitationEntry, laws: Laws | None) -> Problem:
    """Why an article is not in the statute database: the name of the law, or the number."""
    law, article = citation.law, citation.article
    full = laws.full_name(law) if laws is not None else None
    gone = laws.later(law) if laws is not None else None
    if full is not None and full != law:
        return problem(where, at, "law_in_short", law=law, full=full)
    if full is not None:
        return problem(where, at, "no_such_article", law=law, article=article)
    if gone is not None:
        return problem(where, at, "law_repealed", law=gone[0], later=gone[1])
    return problem(where, at, "no_article", law=law, article=article)


def moving(content: Content, moved_to: MovedTo) -> Iterator[Problem]:
    """Warnings of citations whose article has another number or another text soon, where nobody has said which."""
    for where, at, citation in cited(content):
        moved = moved_to(citation.law, citation.article) if citation.verified else None
        if moved is None or current(citation.law, citation.article, moved[0]) != citation.article:
            continue
        key = "article_moves" if moved[1] else "article_goes"
        yield problem(where, at, key, law=citation.law, article=citation.article, date=moved[0], number=moved[1])


def _lengths(content: Content) -> Iterator[Problem]:
    for faq_id, faq in content.faq.items():
        if len(faq.entry.spoken) > LONGEST_SPOKEN:
            yield problem(
                content.where[f"faq:{faq_id}"], ("spoken",), "too_long", id=faq_id, length=len(faq.entry.spoken)
            )
        yield from long_breath(content.where[f"faq:{faq_id}"], ("spoken",), faq.entry.spoken)
    for service_id, service in content.services.items():
        yield from long_breath(content.where[f"services:{service_id}"], ("spoken",), service.spoken)


def _doubles(content: Content) -> Iterator[Problem]:
    seen: dict[str, Said] = {}
    for sentence in said(content):
        first = seen.setdefault(bare(sentence.text), sentence)
        if first.owner != sentence.owner:
            other = first.id or messages.zh("content.refused")
            yield problem(
                content.where[sentence.owner], sentence.at, "same_phrasing", phrasing=sentence.text, other=other
            )


def _reviews(content: Content, today: datetime.date) -> Iterator[Problem]:
    dated = [(f"faq:{i}", f.entry.review) for i, f in content.faq.items()] + [
        (f"services:{i}", s.review) for i, s in content.services.items()
    ]
    if content.opening is not None:
        dated.append(("opening", content.opening.review))
    dated += [(f"regulation:{name}", regulation.review) for name, regulation in content.regulations.items()]
    for owner, date in dated:
        if date < today:
            yield problem(content.where[owner], ("review",), "review_passed", id=owner.split(":")[-1], date=date)


def _reach(content: Content, unreachable: Unreachable | None) -> Iterator[Problem]:
    if content.hall is None or unreachable is None:
        return
    for number, place in enumerate(content.hall.places):
        why = unreachable(place.id) if place.kind != "junction" else None
        if why:
            yield problem(content.where["hall"], ("places", number), "unreachable", place=place.name, how=why)
