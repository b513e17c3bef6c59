"""Understanding + Session -> Reply + Session: what the robot does next. Pure.

Read `Dialogue.turn` from top to bottom: an emergency, the answer to a question asked back, the way to what was talked
of last, a command, and then whatever was understood.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from robot.content.load import Content
from robot.dialogue import asked_back, commands, compose, services
from robot.dialogue.session import Session
from robot.navigation.guide import HallGuide
from robot.nlu.normalise import plain
from robot.turn import Candidate, Reply, Understanding


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The robot's manners over one content snapshot."""

    content: Content
    guide: HallGuide

    def turn(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        """The reply to `understood`, and what to remember of it."""
        if understood.tier == "emergency":
            return self._emergency(understood, session)
        if not plain(understood.text):
            return compose.not_heard_reply(self.content), session
        if understood.slots.step_free and not session.step_free:
            session = replace(session, step_free=True)
        choice = self._choice(understood, session)
        if choice is not None:
            return self._meant(_chosen(understood, choice), replace(session, asked_back=()))
        if session.asked_back and understood.kind == "command" and understood.id == "yes":
            return self._which(session)
        if session.asked_back and understood.kind == "command" and understood.id == "no":
            return self._refused(session)
        if not (understood.kind == "command" and understood.id in commands.ASIDE):
            session = replace(session, asked_back=())
        if understood.bare_way and understood.tier not in {"exact", "strong"}:
            return self._last_way(understood, session)
        return self._meant(understood, session)

    def _choice(self, understood: Understanding, session: Session) -> Candidate | None:
        """Which of the candidates asked back the visitor chose; None when it is something else."""
        # The content may have been reloaded since the robot asked.
        waiting = tuple(candidate for candidate in session.asked_back if self._exists(candidate))
        if not waiting or (understood.kind == "command" and understood.id == "no"):
            return None
        if understood.kind == "command" and understood.id == "yes":
            return waiting[0] if len(waiting) == 1 else None
        by_number = asked_back.chosen_by_number(understood.text, waiting)
        if by_number is not None:
            return by_number
        if understood.tier in {"exact", "strong"}:
            return None
        titles = tuple(compose.title(self.content, candidate) for candidate in waiting)
        named = asked_back.chosen_by_name(understood.text, titles)
        return waiting[named] if named is not None else None

    def _exists(self, candidate: Candidate) -> bool:
        known: dict[str, Container[str]] = {
            "faq": self.content.faq,
            "service": self.content.services,
            "smalltalk": self.content.smalltalk,
            "command": self.content.commands,
            "emergency": self.content.emergencies,
            "place": [place.id for place in self.content.hall.places] if self.content.hall else [],
        }
        return candidate.id in known.get(candidate.kind, ())

    def _which(self, session: Session) -> tuple[Reply, Session]:
        """A yes to "A, or B?" does not say to which: the question stays open and is asked once more."""
        titles = tuple(compose.title(self.content, candidate) for candidate in session.asked_back)
        reply = compose.asked(self.content, titles)
        return reply, replace(session, last=reply)

    def _refused(self, session: Session) -> tuple[Reply, Session]:
        """ "都不是": ask anew; the second time, a person helps."""
        prompts = self.content.prompts
        again = session.failures > 0
        spoken = prompts.clarify_again if again else prompts.choose_again
        reply = Reply(
            "clarify",
            None,
            spoken,
            spoken,
            window=compose.RECEPTION if again else None,
            actions=("call-staff",) if again else (),
        )
        return reply, replace(session, asked_back=(), failures=session.failures + 1, last=reply)

    def _last_way(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        """ "怎么走?" or "我坐轮椅" by itself: the way to what was talked of last, or the question where to."""
        if session.place:
            return self._way(replace(understood, kind="place", id=session.place), session)
        reply = compose.where_to_reply(self.content, understood)
        return reply, replace(session, last=reply, failures=0)

    def _meant(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        answers: dict[str, Callable[[Understanding, Session], tuple[Reply, Session]]] = {
            "emergency": self._emergency,
            "command": self._command,
            "faq": self._faq,
            "service": self._service,
            "place": self._way,
            "smalltalk": self._talk,
            "clarify": self._clarify,
        }
        return answers.get(understood.kind, self._fallback)(understood, session)

    def _emergency(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        emergency = self.content.emergencies[understood.id or ""]
        reply = compose.emergency_reply(self.content, emergency, understood)
        return reply, replace(session, last=reply, asked_back=(), failures=0)

    def _command(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        return commands.carry_out(self.content, self.guide, understood, session)

    def _faq(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        faq = self.content.faq[understood.id or ""]
        reply = compose.faq_reply(self.content, faq, understood, self.guide, session.step_free)
        return reply, replace(session, last=reply, place=reply.window, service=reply.service, step=-1, failures=0)

    def _service(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        service = self.content.services[understood.id or ""]
        reply = services.opening(self.content, self.guide, service, understood, session)
        here = services.first_window(self.guide, service)
        return reply, replace(session, last=reply, place=here, service=service.id, step=0, failures=0)

    def _way(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        place = understood.id or ""
        reply = compose.place_reply(self.content, place, understood, self.guide, session.step_free)
        return reply, replace(session, last=reply, place=place, failures=0)

    def _talk(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        reply = compose.talk_reply(self.content, self.content.smalltalk[understood.id or ""], understood)
        return reply, replace(session, last=reply, failures=0)

    def _clarify(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        reply = compose.clarify_reply(self.content, understood)
        return reply, replace(session, last=reply, asked_back=understood.offered)

    def _fallback(self, understood: Understanding, session: Session) -> tuple[Reply, Session]:
        again = session.failures > 0
        reply = compose.fallback_reply(self.content, understood, again, self.guide, session.step_free)
        return reply, replace(session, last=reply, place=reply.window or session.place, failures=session.failures + 1)


def _chosen(understood: Understanding, choice: Candidate) -> Understanding:
    return replace(understood, tier="exact", kind=choice.kind, id=choice.id, score=1.0)
