"""A walk with a stop: 先去厕所再去公证处, 从2号窗口到5号窗口怎么走."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.turn import Understanding


def with_a_stop(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """The way to the first place, and on from there."""
    if len(understood.stops) < 2:
        return None
    start, goal = understood.stops[0], understood.stops[-1]
    onward = kit.guide.onward(start, goal, session.step_free)
    if onward is None:
        return None
    told = [] if understood.starts_there else list(kit.guide.directions(start, session.step_free) or ())
    between = compose.filled(kit.content.prompts.walk_on, {"place": compose.place_name(kit.content, goal)})
    sentences = (*told, *((between,) if told else ()), *onward.sentences)
    reply = compose.place_reply(kit.content, goal, understood, kit.guide, session.step_free)
    names = (compose.place_name(kit.content, stop) for stop in understood.stops)
    shown = compose.lines(" → ".join(names), *sentences)
    reply = replace(reply, spoken="".join(sentences), shown=shown, directions=sentences)
    return reply, replace(kit.remembering(reply, session), last=reply, asked_back=(), more=(), failures=0)
