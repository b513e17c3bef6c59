"""Somebody of the directory, looked for by what they know or by the day: 找个会打离婚官司的律师, 今天有律师吗."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import opening, people, seeking
from robot.dialogue.rules.base import chosen
from robot.dialogue.session import Session
from robot.turn import Candidate, Reply, Understanding

_TODAY = "今天"


def leaning(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """他什么时候在, 那天谁在, 我只有下午有空: about whoever of the directory was told of."""
    person = kit.content.person(session.person or "")
    if person is None or understood.tier in {"exact", "emergency"} or understood.kind == "person":
        return None
    when = people.when_of(kit.content, understood.text, kit.clock().date())
    is_last = session.last is not None and session.last.kind == "person"
    of_the_day = replace(when, day=session.day) if not when.day and "那天" in understood.text else when
    said = people.of_the_one_told(kit.content, person, understood.text, of_the_day, is_last)
    if said is None:
        return None
    spoken, others = said
    shown = people.rows((person, *others))
    reply = Reply(
        *("person", others[0].id if others else person.id, spoken, shown),
        score=1.0,
        window=person.window,
        directions=kit.guide.directions(person.window, session.step_free),
        candidates=understood.candidates,
    )
    return reply, replace(session, last=reply, day=of_the_day.day or session.day, asked_back=(), more=(), failures=0)


def looked_for(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Who there is, when and where."""
    known = understood.tier == "exact" and understood.kind in {"faq", "service"}
    if understood.kind == "person" or understood.also or known:
        return None
    topic = _topic_in_hand(kit, session)
    found = seeking.sought(kit.content, understood.text, topic, kit.clock().date())
    if found is None:
        return None
    hours = kit.content.smalltalk.get(opening.HOURS)
    if hours is not None and found.when.day and not found.when.is_open and not found.people:
        # Nobody of the directory is there on a Sunday, whatever else is asked of them.
        asked = opening.is_closed_on(kit.content, understood.text, kit.clock())
        reply = opening.on_day(kit.content, hours, understood.text if asked else _TODAY, kit.clock())
        return reply, replace(session, last=reply, asked_back=(), more=(), failures=0)
    reply = seeking.listed(kit.content, found, understood, kit.guide, session.step_free)
    return reply, replace(session, last=reply, person=reply.id, asked_back=(), more=(), place=reply.window, failures=0)


def _topic_in_hand(kit: Answering, session: Session) -> str | None:
    """Of the entry answered last, else of the matter: a lawyer is looked for for just this."""
    kind, item = session.subject or ("fallback", "")
    faq = kit.content.faq.get(item) if kind == "faq" else None
    matter = kit.content.matters.get(session.case.matter or "")
    return faq.topic if faq else matter.topic if matter else None


def errand(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """我要办护照: what another office does. A question of law that is plainly asked is one; 我要起诉, in a divorce, is
    answered of the divorce."""
    if understood.tier in {"emergency", "exact", "strong"} or session.asked_back or understood.also:
        return None
    in_hand = session.case.matter is not None
    if in_hand and (understood.kind in {"flow", "faq"} or understood.inside):
        return None
    found, is_free = kit.errands.match(understood.text), not in_hand and understood.tier != "likely"
    if found is None or not (found.exact or is_free):
        return None
    return kit.meant(chosen(understood, Candidate("smalltalk", found.office, 1.0)), replace(session, more=()))
