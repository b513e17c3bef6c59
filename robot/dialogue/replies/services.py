"""Walking a visitor through a service: short answer, materials, first step; then step after step. Pure."""

from __future__ import annotations

from dataclasses import replace

from robot.content.load import Content
from robot.content.schema import Service
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.navigation.guide import HallGuide
from robot.navigation.services import Guidance, Progress
from robot.turn import Reply, Understanding


def opening(content: Content, guide: HallGuide, service: Service, understood: Understanding, session: Session) -> Reply:
    """The short answer, what to bring, and the first step with the way to it. `window` is the service's own."""
    begun = guide.services.begin(service.id) if guide.services else None
    spoken = begun.spoken if begun else service.spoken
    told = begun.shown if begun else service.shown or service.spoken
    hint = content.prompts.next_hint if begun and len(service.steps) > 1 else ""
    return Reply(
        kind="service",
        id=service.id,
        spoken=spoken + hint,
        shown=compose.lines(service.name, told),
        score=understood.score,
        topic=compose.GENERAL,  # what the hall does itself is filed there (design.md)
        service=service.id,
        window=service.window,
        citations=compose.cited(service.citations),
        directions=guide.directions(first_window(guide, service), session.step_free),
        follow_ups=compose.follow_ups(content, (*service.follow_ups, *service.after)),
        candidates=understood.candidates,
    )


def first_window(guide: HallGuide, service: Service) -> str:
    """Where the visitor has to go first: the front desk receives for many windows."""
    return guide.services.begin(service.id).window if guide.services else service.window


def further(
    content: Content, guide: HallGuide, understood: Understanding, session: Session, forward: bool
) -> tuple[Reply, Session]:
    """The step after (or before) the one the visitor is at."""
    service = content.services.get(session.service or "")
    if service is None or guide.services is None:
        spoken = content.prompts.no_steps
        return Reply(
            "command", understood.id, spoken, spoken, score=understood.score, candidates=understood.candidates
        ), session
    now = Progress(service.id, session.step)
    told = guide.services.next(now) if forward else guide.services.previous(now)
    reply = _step(content, guide, service, told, understood, session)
    return reply, replace(session, step=told.progress.step, place=told.window, last=reply, failures=0)


def at(
    content: Content, guide: HallGuide, understood: Understanding, session: Session, step: int
) -> tuple[Reply, Session]:
    """The step number `step` (from 0) of the service that the visitor is in; past the last one, what comes after it."""
    service = content.services.get(session.service or "")
    if service is None or guide.services is None:
        return further(content, guide, understood, session, forward=True)
    told = guide.services.at(Progress(service.id, step))
    reply = _step(content, guide, service, told, understood, session)
    reply = replace(reply, kind="service", id=service.id)
    return reply, replace(session, step=told.progress.step, place=told.window, last=reply, failures=0)


def _step(
    content: Content, guide: HallGuide, service: Service, told: Guidance, understood: Understanding, session: Session
) -> Reply:
    return Reply(
        kind="command",
        id=understood.id,
        spoken=told.spoken,
        shown=compose.lines(service.name, told.shown),
        score=understood.score,
        service=service.id,
        window=told.window,
        citations=compose.cited(told.citations) if told.step is None else (),
        directions=guide.directions(told.window, session.step_free),
        follow_ups=compose.follow_ups(content, told.follow_ups),
        candidates=understood.candidates,
    )
