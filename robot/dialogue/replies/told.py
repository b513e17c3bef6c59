"""What is said inside a matter: of a fact that was told, of what is asked on, and where it has no words. Pure."""

from __future__ import annotations

from dataclasses import replace

from robot.content.citation import CitationEntry
from robot.content.keys import fact_of, key_of, point_of
from robot.content.load import Content
from robot.content.matters import Fact, Matter, Value
from robot.dialogue.case import Case, Held, asks
from robot.dialogue.heard import first_sentence, fresh, hears
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.navigation.guide import HallGuide
from robot.nlu.matters.for_whom import agrees, allowed, by_fact, holds
from robot.turn import Kind, Reply, Told, Understanding

_MOST_ASKED = 5
"""Questions that the robot asks of one matter by itself."""
_ROOM_TO_ASK = 90
"""Characters of an answer behind which a question is still heard."""
_LONGEST_TOGETHER = 170
"""Characters of an answer with what follows from a fact that was told with the question."""
_SAID_BACK = 0.55
"""How sure a fact must be to be said back: of those less sure hardly half were told (robot/fitting/choice.py)."""
_LEADS_ON = ("order", "evidence", "bring", "where")
"""Points that help on whoever tells what the matter has no words for."""
Asked = tuple[str, Session]


def named(value: Value, said: str) -> str:
    """What a value is called: 没签合同, 欠了三万六."""
    return compose.filled(value.name, {"value": said}) if said or "{value}" not in value.name else said


def noted(content: Content, session: Session, understood: Understanding) -> Asked:
    """Says back what the visitor has corrected, and what he told besides that changes what to do: 好，没签合同。

    What is answered for shows by itself that it was heard; what is not sure is held and not said back: hearing what one
    has not said hurts more than hearing nothing of it.
    """
    case = session.case
    corrected = {held.key for held in case.facts if held.how == "corrected" and held.turn == case.turn}
    is_correction = understood.act == "correction"
    names = []
    for told in understood.facts:
        found = fact_of(content, told.key)
        if found is None or told.score < _SAID_BACK:
            continue
        # One choice after another (调解过, 起诉了) is how a matter goes on; a yes after a no takes something back.
        is_corrected = told.key in corrected and (is_correction or found[1].type == "yes-no")
        if is_corrected or (told.key != understood.id and found[1].key):
            names.append(named(found[2], told.said))
    names = [name for name in dict.fromkeys(names) if name]
    if not names:
        return "", session
    said, session = fresh(content.prompts.fact_noted, session)
    return compose.filled(said, {"facts": "，".join(names)}), session


def listened(content: Content, session: Session, told: Told | None, follows: str) -> Asked:
    """A word that shows that the visitor is listened to, before what `follows` from a fact that he has `told` (None: it
    is only guessed). Where that does not show what was heard, it is said back."""
    prompts = content.prompts
    if not follows:
        return fresh(prompts.fact_unknown, session)
    if told is None:
        return "", session
    found = fact_of(content, told.key) if told.score >= _SAID_BACK else None
    name = named(found[2], told.said) if found is not None else ""
    if not name or compose.shows(follows, name):
        return fresh(prompts.listened, session)
    said, session = fresh(prompts.fact_noted, session)
    return compose.filled(said, {"facts": name}), session


def turned_to(content: Content, session: Session) -> Asked:
    """Shows that it is now taken for another matter than before, or for one put aside; empty where it is not."""
    case = session.case
    matter = content.matters.get(case.matter or "")
    left = content.matters.get(case.aside[0]) if case.is_back and case.aside else None
    if matter is None or case.turned_at != case.turn or (left is not None and left.topic == matter.topic):
        return "", session  # between a divorce and its children nobody says where he is
    said, session = fresh(content.prompts.back_to if case.is_back else content.prompts.turned_to, session)
    return compose.filled(said, {"matter": compose.called(matter)}), session


def told_anew(content: Content, session: Session, key: str) -> Asked:
    """What stands before the answer `key`: that it is the same again, where it was given before."""
    opening = ""
    if key in session.heard:
        opening, session = fresh(content.prompts.said_already, session)
    return opening, hears(session, key)


def follows(content: Content, told: Told, entry: str) -> tuple[str, tuple[CitationEntry, ...], str | None]:
    """What follows from a fact while `entry` is in hand: the sentence, its citations, and a window of its own."""
    found = fact_of(content, told.key)
    if found is None:
        return "", (), None
    value = found[2]
    own = next((when for when in value.when if entry in when.entries), None)
    spoken = own.spoken if own else value.spoken
    citations = own.citations if own and own.citations else value.citations
    window = own.window if own and own.window else value.window
    if "{value}" in spoken and not told.said:
        return "", citations, window
    return compose.filled(spoken, {"value": told.said}), citations, window


def with_what_was_told(
    content: Content, understood: Understanding, reply: Reply, session: Session
) -> tuple[Reply, Session]:
    """The answer to an entry with what follows from a fact that the same sentence tells and the entry does not suppose:
    老板欠我半年工资没签合同 is told as well that it can be had without a contract."""
    entry = reply.id or ""
    for each in sorted(understood.facts, key=lambda fact: -fact.score):
        found = fact_of(content, each.key)
        if found is None or each.score < _SAID_BACK or each.key in session.heard:
            continue
        matter, fact, value = found
        supposed = matter.tells.get(entry, {}).get(fact.id)
        turns = fact.key or any(entry in when.entries for when in value.when)
        if supposed is not None or not turns:
            continue
        spoken, citations, _ = follows(content, each, entry)
        said = first_sentence(spoken)
        if not said or said in reply.spoken or len(reply.spoken) + len(said) > _LONGEST_TOGETHER:
            continue
        cited = tuple(dict.fromkeys((*reply.citations, *compose.cited(citations))))
        told = replace(reply, spoken=reply.spoken + said, shown=compose.lines(reply.shown, spoken), citations=cited)
        return told, hears(session, each.key)
    return reply, session


def besides(content: Content, understood: Understanding, session: Session) -> tuple[Asked, tuple[CitationEntry, ...]]:
    """What is said of the other thing that the visitor said in a clause of its own, and its citations. What is only
    about as likely is not said: half of such seconds had nothing to do with what was asked."""
    nothing: tuple[Asked, tuple[CitationEntry, ...]] = (("", session), ())
    if not understood.second or understood.second in session.heard or not understood.says_both:
        return nothing
    found, fact = point_of(content, understood.second), fact_of(content, understood.second)
    entry = session.subject[1] if session.subject else ""
    if found is not None:
        spoken, citations = found[1].spoken, found[1].citations
    elif fact is not None and "{value}" not in fact[2].name:
        spoken, citations, _ = follows(content, Told(understood.second), entry)
    else:
        return nothing
    opening, session = fresh(content.prompts.second, hears(session, understood.second))
    return (opening + spoken, session), citations


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
        if found is None or key in session.heard:
            continue
        if holds(allowed(matter.id, found[1].only), by_fact(held.key for held in session.case.facts)):
            return spoken + found[1].spoken, hears(session, key)
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
    known = {held.fact for held in case.facts if not held.unsure} | case.has_asked | case.hinted
    held_now = by_fact(held.key for held in case.facts if not held.unsure)
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
    """What was answered last, where it belongs to `matter`; else the commonest of its entries that suppose least of
    what nobody has told, and nothing else than what was."""
    if session.subject is not None and session.subject[1] in {*matter.entries, *matter.services}:
        return session.subject
    if not matter.entries:
        return "service", matter.services[0]
    told = session.case.told

    def supposes(entry: str) -> tuple[bool, int]:
        tells = [key_of(matter.id, fact, value) for fact, value in matter.tells.get(entry, {}).items()]
        return not agrees(tells, by_fact(told)), sum(key not in told for key in tells)

    return "faq", min(matter.entries, key=supposes)


def _held(content: Content, case: Case) -> str:
    """The facts held, a line for the eye: what the robot has understood is there to be corrected."""
    names = [_name(content, held) for held in case.of_matter() if held.how != "inferred"]
    names = [name for name in names if name]
    return compose.filled(content.prompts.facts_shown, {"facts": "，".join(names)}) if names else ""


def _name(content: Content, held: Held) -> str:
    found = fact_of(content, held.key)
    return named(found[2], held.said) if found else ""
