"""A word for what the visitor feels, before the answer: 您节哀; 您先别急. Once for each feeling. Pure."""

from __future__ import annotations

from dataclasses import replace

from robot.content.load import Content
from robot.dialogue.heard import fresh
from robot.dialogue.session import Session
from robot.nlu.text.feelings import felt
from robot.turn import Reply

_NO_TIME_FOR_IT = frozenset({"emergency", "place", "command", "person"})
"""Kinds of replies before which nothing of it is said."""
_OF_A_CASE = frozenset({"faq", "service"})
"""Small talk speaks of worry and anger itself; of a death it may not."""


def with_sympathy(content: Content, text: str, reply: Reply, session: Session) -> tuple[Reply, Session]:
    """`reply` to `text` with that word before it, where the visitor says what he feels and has not heard one for it."""
    feeling = felt(text)
    if feeling is None or feeling in session.felt or reply.kind in _NO_TIME_FOR_IT:
        return reply, session
    if feeling != "grief" and reply.kind not in _OF_A_CASE:
        return reply, session
    prompts = content.prompts
    words = {
        "grief": (prompts.bereaved,),
        "anger": prompts.felt_anger,
        "sadness": prompts.felt_sadness,
        "worry": prompts.felt_worry,
    }
    said, session = fresh(words[feeling], session)
    return replace(reply, spoken=said + reply.spoken), replace(session, felt=session.felt | {feeling})
