"""The visitor answers what the robot has asked: a number, a name, yes or no, which of the ways of an answer."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue import asked_back
from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import compose, several
from robot.dialogue.rules import danger, inside
from robot.dialogue.rules.base import ACTS, chosen
from robot.dialogue.rules.several import all_of
from robot.dialogue.session import Session
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Reply, Understanding

_WORDS_OF_A_WAY = 12


def answer_to_us(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """The answer to a question of the robot's; None when it is something else."""
    waiting = session.asked_back
    says = understood.id if understood.kind == "command" else None
    if waiting:
        if kit.short.wants_all(understood.text):
            wanted = tuple(chosen(understood, candidate) for candidate in waiting[: several.MOST])
            return all_of(kit, wanted, understood, replace(session, asked_back=(), more=()))
        choice = _choice(kit, understood, waiting, session)
        if choice is not None and choice.kind == "emergency":
            return danger.staff_wanted(kit, choice, session)
        if choice is not None and _asks_on(understood):
            # 他不同意，要多久 says which of the ways it is, and asks on about it.
            going_on = replace(session, asked_back=(), more=(), subject=(choice.kind, choice.id))
            return inside.told_or_asked_on(kit, understood, going_on)
        if choice is not None:
            return kit.meant(chosen(understood, choice), replace(session, asked_back=(), more=()))
        number = asked_back.number_said(understood.text, len(waiting))
        # 三号 may be a window; a bare number is often taken for some command.
        if number is not None and (understood.tier not in ACTS or understood.kind == "command"):
            said = compose.filled(kit.content.prompts.only_so_many, {"count": str(len(waiting))})
            return which(kit, understood, session, said)
    if waiting and says in {"yes", "no"}:
        return which(kit, understood, session) if says == "yes" else _refused(kit, understood, session)
    if session.more and says in {"yes", "next-step"}:
        return _go_on(kit, session)
    if session.more and says == "no":
        spoken = kit.content.prompts.no_more
        return Reply("command", "no", spoken, spoken, score=understood.score), replace(session, more=())
    return None


def unclear_again(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """What was said instead of an answer is unclear as well."""
    if understood.kind != "clarify" or not session.asked_back:
        return None
    if session.failures > 0:
        return person(kit, understood, session)
    reply, session = kit.clarify(understood, replace(session, asked_back=(), more=()))
    return reply, replace(session, failures=session.failures + 1)


def which(kit: Answering, understood: Understanding, session: Session, before: str = "") -> Turned:
    """Not said which: the question stays open and is asked once more; the next time a person helps."""
    if session.failures > 0:
        return person(kit, understood, session)
    asked = compose.asked(kit.content, session.asked_back)
    reply = replace(asked, spoken=before + asked.spoken, shown=before + asked.shown)
    return reply, replace(session, last=reply, failures=session.failures + 1)


def person(kit: Answering, understood: Understanding, session: Session) -> Turned:
    """Asking back has not helped: a person does."""
    reply = compose.person_reply(kit.content, understood)
    reception = kit.content.at(compose.RECEPTION)
    reply = replace(reply, directions=kit.guide.directions(reception, session.step_free))
    session = replace(session, asked_back=(), more=(), subject=None, place=reception, last=reply)
    return reply, replace(session, failures=session.failures + 1)


def _choice(
    kit: Answering, understood: Understanding, waiting: tuple[Candidate, ...], session: Session
) -> Candidate | None:
    """Which of the candidates asked back the visitor chose; None when it is something else."""
    if asked_back.number_said(understood.text, len(waiting)) is not None:
        return asked_back.chosen_by_number(understood.text, waiting)
    if understood.kind == "command" and understood.id == "yes":
        return waiting[0] if len(waiting) == 1 or waiting[0].kind == "emergency" else None
    if understood.tier == "exact" or understood.also:
        return None
    way = _way_of_the_answer(kit, understood.text, session)
    if way is not None:
        return way
    if understood.tier in ACTS:
        return None
    titles = tuple(compose.title(kit.content, candidate) for candidate in waiting)
    named = asked_back.chosen_by_name(understood.text, titles)
    if named is None:
        named = asked_back.chosen_by_word(understood.text, compose.titles_of(kit.content, waiting))
    if named is not None:
        return waiting[named]
    return asked_back.chosen_by_meaning(understood, waiting)


def _way_of_the_answer(kit: Answering, text: str, session: Session) -> Candidate | None:
    """Which way of an answer that asked 您是哪一种 its own words name; the longer word counts: 不同意, not 同意."""
    kind, subject = session.subject or ("fallback", "")
    entry = kit.content.faq[subject].entry if kind == "faq" and subject in kit.content.faq else None
    said = plain(text)
    if entry is None or len(said) > _WORDS_OF_A_WAY:
        return None
    named = [(len(word), way) for way, words in entry.asks.items() for word in words if plain(word) in said]
    return Candidate("faq", max(named)[1], 1.0) if named else None


def _asks_on(understood: Understanding) -> bool:
    return understood.kind == "flow" and understood.act == "asking-on" and understood.tier in {"exact", "strong"}


def _refused(kit: Answering, understood: Understanding, session: Session) -> Turned:
    """ "都不是": ask anew; the second time, a person helps."""
    if session.failures > 0:
        return person(kit, understood, session)
    spoken = kit.content.prompts.choose_again
    reply = Reply("clarify", None, spoken, spoken)
    session = replace(session, asked_back=(), more=(), subject=None, failures=session.failures + 1, last=reply)
    return reply, session


def _go_on(kit: Answering, session: Session) -> Turned:
    """The next of what the robot still has to say."""
    reply, *rest = session.more
    if rest:
        reply = replace(reply, spoken=reply.spoken + kit.content.prompts.more_hint)
    if (reply.kind, reply.id) != session.subject:
        session = kit.remembering(reply, session, step=-1)
    return reply, replace(session, last=reply, more=tuple(rest), failures=0)
