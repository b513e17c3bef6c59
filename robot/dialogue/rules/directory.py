"""Somebody of the directory, looked for by what they know or by the day: 找个会打离婚官司的律师, 今天有律师吗."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import people
from robot.dialogue.session import Session
from robot.turn import Understanding


def looked_for(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Who there is, when and where."""
    known = understood.tier == "exact" and understood.kind in {"faq", "service"}
    if understood.kind == "person" or understood.also or known:
        return None
    matter = kit.content.matters.get(session.case.matter or "")
    topic = matter.topic if matter else None
    found = people.sought(kit.content, understood.text, topic, kit.clock().date())
    if found is None:
        return None
    reply = people.listed(kit.content, found, understood, kit.guide, session.step_free)
    return reply, replace(session, last=reply, asked_back=(), more=(), place=reply.window, failures=0)
