"""Somebody may be in danger: before everything else. An alarm that was none is called off; a doubt is asked."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Reply, Understanding

_SHORT = 14
"""Characters of what is said to an alarm: where, how old, how it feels. Who tells more is talking of something else."""


def stood_down(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """After an alarm: 不是急事, 我就是气话, 别叫人. What was talked of before is given back."""
    if not _alarmed(session) or not kit.short.stands_down(understood.text):
        return None
    before = kit.subject(session)
    if _is_quiet(kit, session):
        spoken = kit.content.prompts.danger_quiet_no
    elif before is not None:
        title = compose.title(kit.content, Candidate(before.kind, before.id or "", 1.0))
        spoken = compose.filled(kit.content.prompts.stood_down_back, {"title": title})
    else:
        spoken = kit.content.prompts.stood_down
    calm = Reply("command", "no", spoken, spoken, score=1.0)
    return calm, replace(session, last=calm, asked_back=(), failures=0)


def quietly(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """After a quiet word: 要 calls somebody without saying why, 不要 calls nobody."""
    if not _alarmed(session) or not _is_quiet(kit, session) or understood.kind != "command":
        return None
    if understood.id in {"yes", "human"}:
        spoken = kit.content.prompts.danger_quiet_yes
        last = session.last
        reply = Reply("emergency", last.id if last else None, spoken, spoken, score=1.0, window=compose.RECEPTION)
        reply = replace(reply, actions=("quiet", "call-staff"))
        return reply, replace(session, last=reply, asked_back=(), failures=0)
    if understood.id == "no":
        spoken = kit.content.prompts.danger_quiet_no
        reply = Reply("command", "no", spoken, spoken, score=1.0)
        return reply, replace(session, last=reply, asked_back=(), failures=0)
    return None


def stays(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """After an alarm the robot stays with it: symptoms, place, age belong to it, until something else is asked."""
    if not _alarmed(session) or session.last is None or understood.tier == "emergency":
        return None
    said = plain(understood.text)
    is_other = understood.tier in {"exact", "strong"} and understood.kind != "smalltalk"
    if is_other or not 0 < len(said) <= _SHORT or kit.short.asks_on(understood.text) is not None:
        return None
    emergency = kit.content.emergencies.get(session.last.id or "")
    if emergency is None:
        return None
    spoken = emergency.stay or kit.content.prompts.danger_stay
    reply = compose.emergency_reply(kit.content, emergency, understood)
    reply = replace(reply, spoken=spoken, actions=("quiet",) if emergency.quiet else ())
    return reply, replace(session, last=reply)


def alarm(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Anything of what was said in one breath that is a danger now."""
    danger = next((thing for thing in (understood, *understood.also) if thing.tier == "emergency"), None)
    return kit.emergency(danger, session) if danger is not None else None


def _alarmed(session: Session) -> bool:
    return session.last is not None and session.last.kind == "emergency"


def _is_quiet(kit: Answering, session: Session) -> bool:
    emergency = kit.content.emergencies.get(session.last.id or "") if session.last else None
    return emergency is not None and emergency.quiet


def whether_urgent(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Whoever may be in danger is asked that before anything else is told."""
    if understood.offered and understood.offered[0].kind == "emergency" and not understood.slots.articles:
        return kit.clarify(understood, session)
    return None


def staff_wanted(kit: Answering, choice: Candidate, session: Session) -> Turned:
    """Asked whether it is urgent, the visitor has said yes: what it is, is only a guess, and nobody is told it."""
    emergency = kit.content.emergencies[choice.id]
    reply = compose.emergency_reply(kit.content, emergency, Understanding("", "emergency", "emergency", choice.id, 1.0))
    spoken = kit.content.prompts.danger_yes
    reply = replace(reply, spoken=spoken, shown=spoken, actions=("call-staff",), interruptible=False)
    return reply, replace(kit.without_subject(session, reply), service=None, step=0, failures=0)
