"""What the robot does when it is told to: repeat, slower, next step, call a person … Pure."""

from __future__ import annotations

from dataclasses import replace

from robot.content.load import Content
from robot.dialogue.replies import compose, services
from robot.dialogue.session import FASTEST, LOUDEST, QUIETEST, SLOWEST, Session
from robot.navigation.guide import HallGuide
from robot.turn import Reply, Understanding

_PRINTER = "printer"
_PACE = {"slower": -1, "faster": 1}
_LOUDNESS = {"louder": 1, "quieter": -1}
_SAY_AGAIN = {"slower", "louder"}
"""Whoever asks for these did not catch what was said, so it is said once more."""
ASIDE = {"repeat", "slower", "faster", "louder", "quieter", "stop", "wake"}
"""Said in between: a question that was asked back stays open."""


def carry_out(content: Content, guide: HallGuide, understood: Understanding, session: Session) -> tuple[Reply, Session]:
    """The reply to the command `understood.id`, and the session after it."""
    command = understood.id or ""
    if command == "repeat":
        return _repeat(content, understood, session)
    if command in _PACE or command in _LOUDNESS:
        return _voice(content, understood, session)
    if command == "next-step" or (command == "yes" and session.service is not None and session.step >= 0):
        return services.further(content, guide, understood, session, forward=True)
    if command == "previous-step":
        return services.further(content, guide, understood, session, forward=False)
    if command == "stop":
        return _said(content, understood, actions=("stop",)), session
    if command == "goodbye":
        return _said(content, understood, actions=("goodbye",)), Session()
    if command == "human":
        reply = replace(
            _said(content, understood, actions=("call-staff",)),
            window=content.at(compose.RECEPTION),
            service="reception" if "reception" in content.services else None,
            directions=guide.directions(content.at(compose.RECEPTION), session.step_free),
        )
        return reply, replace(session, last=reply, place=content.at(compose.RECEPTION), failures=0)
    if command == "print":
        reply = _said(content, understood, actions=("print",))
        printer = content.at(_PRINTER)
        return replace(reply, directions=guide.directions(printer, session.step_free)), replace(session, place=printer)
    reply = _said(content, understood)
    return reply, session if command in {"yes", "no", "thanks"} else replace(session, last=reply)


def _said(content: Content, understood: Understanding, actions: tuple[str, ...] = ()) -> Reply:
    spoken = content.commands[understood.id or ""].spoken
    return Reply(
        "command",
        understood.id,
        spoken,
        spoken,
        score=understood.score,
        actions=actions,
        candidates=understood.candidates,
    )


def _repeat(content: Content, understood: Understanding, session: Session) -> tuple[Reply, Session]:
    last = session.last
    if last is None:
        spoken = content.prompts.nothing_to_repeat
        return Reply(
            "command", understood.id, spoken, spoken, score=understood.score, candidates=understood.candidates
        ), session
    again = replace(
        last,
        kind="command",
        id=understood.id,
        score=understood.score,
        actions=("repeat",),
        candidates=understood.candidates,
    )
    return again, session


def _voice(content: Content, understood: Understanding, session: Session) -> tuple[Reply, Session]:
    command = understood.id or ""
    session = replace(
        session,
        pace=max(SLOWEST, min(FASTEST, session.pace + _PACE.get(command, 0))),
        loudness=max(QUIETEST, min(LOUDEST, session.loudness + _LOUDNESS.get(command, 0))),
    )
    reply = _said(content, understood, actions=(command,))
    if command in _SAY_AGAIN and session.last is not None:
        last = session.last
        reply = replace(
            reply,
            spoken=reply.spoken + last.spoken,
            shown=last.shown,
            citations=last.citations,
            window=last.window,
            directions=last.directions,
            follow_ups=last.follow_ups,
            interruptible=last.interruptible,
        )
    return reply, session
