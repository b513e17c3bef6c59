"""Understanding + Session -> Reply + Session: what the robot does next. Pure.

`RULES` is read from top to bottom: the first rule whose turn it is answers. Each has one reason to fire and a room of
its own (robot/dialogue/rules); what is told of answers, services, people … stands in robot/dialogue/replies.
"""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.rules import (
    asking_on,
    danger,
    directory,
    inside,
    leaning,
    new,
    pending,
    reading,
    several,
    unanswerable,
    walk,
)
from robot.dialogue.rules.base import Rule
from robot.dialogue.session import Session
from robot.nlu.text.correction import other_person
from robot.turn import Candidate, Kind, Reply, Understanding

RULES: tuple[Rule, ...] = (
    danger.stood_down,
    danger.quietly,
    danger.alarm,
    danger.stays,
    unanswerable.not_heard,
    reading.beside,
    pending.answer_to_us,
    unanswerable.bare_number,
    unanswerable.no_chinese,
    unanswerable.no_such_place,
    walk.with_a_stop,
    asking_on.one_of_them,
    danger.whether_urgent,
    reading.named,
    leaning.township,
    directory.leaning,
    leaning.told_last,
    directory.looked_for,
    asking_on.from_what_stands,
    inside.for_other,
    inside.told_or_asked_on,
    asking_on.short_words,
    new.aside,
    asking_on.bare_way,
    several.one_breath,
    pending.unclear_again,
    inside.nothing_of_it,
    inside.led_in,
    new.too_little,
    new.jump,
    new.meant,
)


_ANSWERS = frozenset({"faq", "service"})


class Dialogue(Answering):
    """The robot's manners over one content snapshot. Immutable."""

    def turn(self, understood: Understanding, session: Session) -> Turned:
        """The reply to `understood`, and what to remember of it."""
        if understood.slots.step_free and not session.step_free:
            session = replace(session, step_free=True)
        # The content may have been reloaded since the robot asked.
        session = replace(session, asked_back=tuple(filter(self.exists, session.asked_back)))
        session = self.take_in(understood, session)
        reply, session = next(turned for rule in RULES if (turned := rule(self, understood, session)) is not None)
        reply = self._taken_back(understood, session, reply)
        reply, session = danger.offered_again(self, reply, session)
        session = self.settle(session)
        if "call-staff" in reply.actions:
            # The robot has no other way to call anybody than aloud; it promises nothing that it does not do.
            reply = replace(reply, spoken=reply.spoken + self.content.prompts.staff_call)
        return reply, session

    def _taken_back(self, understood: Understanding, session: Session, reply: Reply) -> Reply:
        """Whoever has to say it again hears first that it was understood now."""
        is_of_case = understood.act == "correction" and session.case.matter is not None
        if not is_of_case or reply.kind not in _ANSWERS or other_person(understood.text) is not None:
            return reply
        return replace(reply, spoken=self.content.prompts.corrected + reply.spoken)

    def about(self, kind: Kind, item: str, step_free: bool = False) -> Reply | None:
        """What is answered to whoever asks for just this entry, service or place; None when there is no such thing."""
        if not self.exists(Candidate(kind, item, 1.0)):
            return None
        return self.meant(Understanding("", "exact", kind, item, 1.0), Session(step_free=step_free))[0]
