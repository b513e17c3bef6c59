"""我听不懂你在说什么: what was just answered, in the words that stand on the screen, a little at a time."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.heard import fresh
from robot.dialogue.replies import asking_on
from robot.dialogue.session import Session
from robot.turn import Understanding

_NOT_UNDERSTOOD = "not-understood"
"""The small talk of who has not understood the robot."""


def in_other_words(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """The answer in hand said anew; None where nothing is in hand."""
    is_said = understood.kind == "smalltalk" and understood.id == _NOT_UNDERSTOOD
    subject = kit.subject(session)
    if not is_said or subject is None or session.asked_back or session.last is None:
        return None
    first, *more = asking_on.plainly(kit.content, subject, session.last, is_entry=_is_entry(session))
    opening, session = fresh(kit.content.prompts.in_other_words, session)
    hint = kit.content.prompts.more_hint if more else ""
    reply = replace(first, spoken=opening + first.spoken + hint)
    return reply, replace(session, last=reply, more=tuple(more), failures=0)


def _is_entry(session: Session) -> bool:
    """Whether the entry itself was answered last, and no point of its matter."""
    kind, item = session.subject or ("fallback", "")
    return kind == "service" or f"{kind}:{item}" in session.answered
