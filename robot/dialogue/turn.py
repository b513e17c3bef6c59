"""Understanding + Session -> Reply + Session: what the robot does next. Pure.

`RULES` is read from top to bottom: the first rule whose turn it is answers. Each has one reason to fire and a room of
its own (robot/dialogue/rules); what is told of answers, services, people … stands in robot/dialogue/replies.
"""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.heard import fresh
from robot.dialogue.replies import compose, told
from robot.dialogue.rules import (
    asking_on,
    danger,
    directory,
    hall,
    inside,
    leaning,
    new,
    pending,
    plainly,
    reading,
    several,
    steps,
    unanswerable,
    walk,
)
from robot.dialogue.rules.base import Rule
from robot.dialogue.session import Session
from robot.dialogue.sympathy import with_sympathy
from robot.nlu.text.correction import other_person, said_before
from robot.turn import Candidate, Kind, Reply, Understanding

RULES: tuple[Rule, ...] = (
    danger.stood_down,
    danger.quietly,
    danger.alarm,
    danger.stays,
    unanswerable.not_heard,
    reading.beside,
    pending.answer_to_us,
    steps.in_the_service,
    plainly.in_other_words,
    unanswerable.bare_number,
    unanswerable.no_chinese,
    unanswerable.no_such_place,
    hall.about,
    walk.with_a_stop,
    asking_on.one_of_them,
    danger.whether_urgent,
    reading.named,
    leaning.township,
    directory.leaning,
    leaning.told_last,
    directory.looked_for,
    directory.errand,
    asking_on.from_what_stands,
    inside.heard_wrong,
    inside.for_other,
    inside.not_again,
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


def _answered(understood: Understanding, reply: Reply, before: frozenset[str]) -> frozenset[str]:
    """The keys of what was answered last: of a point, or of an entry."""
    if reply.kind not in _ANSWERS:
        return before
    if understood.tier == "fallback":
        return frozenset()
    is_point = understood.kind == "flow" and understood.id is not None
    return frozenset({understood.id or ""} if is_point else {f"{reply.kind}:{reply.id}"})


_ALIKE = 24
"""Characters at the beginning or the end of two replies that make them the same to the ear."""
_LONGEST = 120
"""Characters of the sentence that the matter in hand was taken from that are held."""
_ANSWERS = frozenset({"faq", "service"})


class Dialogue(Answering):
    """The robot's manners over one content snapshot. Immutable."""

    def turn(self, understood: Understanding, session: Session) -> Turned:
        """The reply to `understood`, and what to remember of it."""
        if understood.slots.step_free and not session.step_free:
            session = replace(session, step_free=True)
        # The content may have been reloaded since the robot asked.
        session = replace(session, asked_back=tuple(filter(self.exists, session.asked_back)))
        session = danger.called_off(understood, session)
        before, session = session, self.take_in(understood, session)
        reply, session = next(turned for rule in RULES if (turned := rule(self, understood, session)) is not None)
        reply, session = self._taken_back(understood, session, reply)
        reply, session = self._not_word_for_word(understood, before, reply, session)
        reply, session = with_sympathy(self.content, understood.text, reply, session)
        reply, session = danger.offered_again(self, reply, session)
        session = self._opened(understood, before, self.settle(understood, session))
        session = replace(session, answered=_answered(understood, reply, session.answered))
        if "call-staff" in reply.actions:
            # The robot has no other way to call anybody than aloud; it promises nothing that it does not do.
            reply = replace(reply, spoken=reply.spoken + self.content.prompts.staff_call)
        return reply, session

    def _not_word_for_word(self, understood: Understanding, before: Session, reply: Reply, session: Session) -> Turned:
        """Who says that he has said it already is not told the same words once more, but what comes next."""
        last = compose.without_opening(self.content, before.last.spoken if before.last is not None else "")
        said = compose.without_opening(self.content, reply.spoken)
        is_alike = last[:_ALIKE] in said or said[-_ALIKE:] in last
        is_same = bool(last) and is_alike and reply.kind in _ANSWERS
        if not is_same or not said_before(understood.text):
            return reply, session
        spoken, session = told.led_on(self.content, session, self.content.prompts.same_again)
        if spoken == self.content.prompts.same_again:
            spoken += reply.spoken
        return replace(reply, spoken=spoken), session

    def _opened(self, understood: Understanding, before: Session, session: Session) -> Session:
        """The session with the sentence from which the matter in hand was taken, while it is in hand."""
        if session.case.matter is None:
            return replace(session, opened="")
        if session.case.matter == before.case.matter:
            return session
        return replace(session, opened=" ".join((*before.earlier, understood.text))[-_LONGEST:])

    def _taken_back(self, understood: Understanding, session: Session, reply: Reply) -> Turned:
        """Whoever has to say it again hears first that it was understood now."""
        is_of_case = understood.act == "correction" and session.case.matter is not None
        prompts = self.content.prompts
        is_said = reply.spoken.startswith((*prompts.heard_wrong, *prompts.never_held))
        if not is_of_case or is_said or other_person(understood.text) is not None or reply.kind not in _ANSWERS:
            return reply, session
        opening, session = fresh(prompts.corrected, session)
        return replace(reply, spoken=opening + compose.without_opening(self.content, reply.spoken)), session

    def about(self, kind: Kind, item: str, step_free: bool = False) -> Reply | None:
        """What is answered to whoever asks for just this entry, service or place; None when there is no such thing."""
        if not self.exists(Candidate(kind, item, 1.0)):
            return None
        return self.meant(Understanding("", "exact", kind, item, 1.0), Session(step_free=step_free))[0]
