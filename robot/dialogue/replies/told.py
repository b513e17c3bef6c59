"""What is said inside a matter: of a fact that was told, of what is asked on, and where it has no words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from robot.content.citation import CitationEntry
from robot.content.keys import fact_of, point_of
from robot.content.load import Content
from robot.content.matters import Fact, Matter, Value
from robot.dialogue.case import Case, Held, asks, leads_on
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.navigation.guide import HallGuide
from robot.nlu.matters.for_whom import allowed, by_fact, holds
from robot.turn import Kind, Reply, Told, Understanding

_MOST_ASKED = 5
"""Questions that the robot asks of one matter by itself."""
_ROOM_TO_ASK = 90
"""Characters of an answer behind which a question is still heard."""
_SAID_BACK = 0.55
"""How sure a fact must be to be said back: of those less sure hardly half were told (robot/fitting/choice.py)."""
_LEADS_ON = ("order", "evidence")
"""Points that help on whoever tells what the matter has no words for."""
Asked = tuple[str, Session]


def named(value: Value, said: str) -> str:
    """What a value is called: 没签合同, 欠了三万六."""
    return compose.filled(value.name, {"value": said}) if said or "{value}" not in value.name else said


def noted(content: Content, facts: Iterable[Told]) -> str:
    """Shows what was taken in: 没签合同，干了三年，记下了。

    What is not sure is held and not said back: hearing what one has not said hurts more than hearing nothing of it.
    """
    found = [(fact_of(content, told.key), told.said) for told in facts if told.score >= _SAID_BACK]
    names = [named(each[2], said) for each, said in found if each is not None]
    names = [name for name in dict.fromkeys(names) if name]
    return compose.filled(content.prompts.fact_noted, {"facts": "，".join(names)}) if names else ""


def turned_to(content: Content, session: Session) -> str:
    """Shows that it is now taken for another matter than before, or for one put aside; empty where it is not."""
    case = session.case
    matter = content.matters.get(case.matter or "")
    if matter is None or case.turned_at != case.turn:
        return ""
    prompts = content.prompts
    return compose.filled(prompts.back_to if case.is_back else prompts.turned_to, {"matter": matter.name})


def follows(content: Content, told: Told, entry: str) -> tuple[str, tuple[CitationEntry, ...], str | None]:
    """What follows from a fact while `entry` is in hand: the sentence, its citations, and a window of its own."""
    found = fact_of(content, told.key)
    if found is None:
        return "", (), None
    value = found[2]
    own = next((when for when in value.when if entry in when.entries), None)
    spoken = own.spoken if own else value.spoken
    citations = own.citations if own and own.citations else value.citations
    if "{value}" in spoken and not told.said:
        return "", citations, value.window
    return compose.filled(spoken, {"value": told.said}), citations, value.window


def or_else(content: Content, understood: Understanding, session: Session) -> tuple[str, tuple[CitationEntry, ...]]:
    """What is said of the other thing that may have been meant, with what it is then taken for, and its citations."""
    found = point_of(content, understood.second)
    if found is not None:
        point = found[1]
        return compose.filled(content.prompts.asked_as, {"title": point.asks[0]}) + point.spoken, point.citations
    fact = fact_of(content, understood.second)
    if fact is None or "{value}" in fact[2].name:
        return "", ()
    entry = session.subject[1] if session.subject else ""
    spoken, citations, _ = follows(content, Told(understood.second), entry)
    return compose.filled(content.prompts.told_as, {"title": fact[2].name}) + spoken if spoken else "", citations


def question(content: Content, session: Session, spoken: str) -> Asked:
    """`spoken` with the next thing that the matter needs to know, where there is room for it."""
    fact = _next_fact(content, session)
    if fact is None or len(spoken) > _ROOM_TO_ASK:
        return spoken, session
    return spoken + fact.ask, replace(session, case=asks(session.case, fact.id))


def led_on(content: Content, session: Session, spoken: str) -> Asked:
    """`spoken` with what one does next in the matter in hand: the first of `_LEADS_ON` that was not told yet."""
    matter = content.matters.get(session.case.matter or "")
    if matter is None:
        return spoken, session
    for aspect in _LEADS_ON:
        key = f"{matter.id}/{aspect}"
        found = point_of(content, key)
        if found is None or key in session.case.led_on:
            continue
        if holds(allowed(matter.id, found[1].only), by_fact(session.case.told)):
            return spoken + found[1].spoken, replace(session, case=leads_on(session.case, key))
    return spoken, session


def _next_fact(content: Content, session: Session) -> Fact | None:
    case = session.case
    entry = session.subject[1] if session.subject else ""
    matter = content.matters.get(case.matter or "")
    if matter is None:
        return None
    of_matter = [asked for asked in case.has_asked if asked.startswith(f"{matter.id}/")]
    if len(of_matter) >= _MOST_ASKED:
        return None
    known = {held.fact for held in case.facts} | case.has_asked | case.hinted
    held_now = by_fact(held.key for held in case.facts)
    fits = (
        fact
        for fact in matter.facts
        if fact.key and (not fact.entries or entry in fact.entries) and holds(allowed(matter.id, fact.only), held_now)
    )
    return next((fact for fact in fits if f"{matter.id}/{fact.id}" not in known), None)


def reply(
    content: Content,
    guide: HallGuide,
    session: Session,
    matter: Matter,
    understood: Understanding,
    spoken: str,
    shown: str = "",
    citations: tuple[CitationEntry, ...] = (),
    window: str | None = None,
) -> Reply:
    """A reply inside `matter`: it belongs to the entry in hand, its law and its window unless it has its own."""
    kind, item = _in_hand(matter, session)
    faq = content.faq.get(item) if kind == "faq" else None
    service = content.services.get(item) if kind == "service" else None
    own = compose.cited(citations)
    cited = own or compose.cited(faq.entry.citations if faq else service.citations if service else ())
    place = window or (faq.entry.window if faq else service.window if service else matter.window)
    heading = faq.entry.question if faq else service.name if service else matter.name
    held = _held(content, session.case)
    return Reply(
        kind=kind,
        id=item,
        spoken=spoken,
        shown=compose.lines(heading, held, shown or spoken, compose.basis(content, own)),
        score=understood.score,
        topic=faq.topic if faq else compose.GENERAL if service else matter.topic,
        service=faq.entry.service if faq else item if service else None,
        window=place,
        citations=cited,
        directions=guide.directions(place, session.step_free),
        follow_ups=compose.follow_ups(content, faq.entry.follow_ups if faq else service.follow_ups if service else ()),
        candidates=understood.candidates,
    )


def _in_hand(matter: Matter, session: Session) -> tuple[Kind, str]:
    """What was answered last, where it belongs to `matter`; else its commonest entry."""
    if session.subject is not None and session.subject[1] in {*matter.entries, *matter.services}:
        return session.subject
    return ("faq", matter.entries[0]) if matter.entries else ("service", matter.services[0])


def _held(content: Content, case: Case) -> str:
    """The facts held, a line for the eye: what the robot has understood is there to be corrected."""
    names = [_name(content, held) for held in case.of_matter() if held.how != "inferred"]
    names = [name for name in names if name]
    return compose.filled(content.prompts.facts_shown, {"facts": "，".join(names)}) if names else ""


def _name(content: Content, held: Held) -> str:
    found = fact_of(content, held.key)
    return named(found[2], held.said) if found else ""
