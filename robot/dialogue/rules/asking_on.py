"""Short words about what was talked of last: 要带什么, 多少钱, 在哪办."""

from __future__ import annotations

from dataclasses import replace

from robot.content.prompts import FollowUp
from robot.dialogue import asked_back
from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import asking_on, commands, compose
from robot.dialogue.rules.base import ACTS, chosen
from robot.dialogue.rules.pending import which
from robot.dialogue.session import Session
from robot.turn import Reply, Understanding

_STANDS_ALONE = frozenset({"smalltalk", "command", "place"})
"""Kinds that need no subject: 电话多少 by itself is the hall's telephone."""


_STANDS = frozenset({"window", "phone", "basis", "detail"})
"""What the answer itself has, whatever the matter says of it: the way, a number, its articles, its whole text."""


_BARE = 2
"""Characters beside the number of a thing that ask for nothing of it but itself."""


def from_what_stands(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """怎么走, 电话多少, 哪条法律, 再说详细点 about the last answer."""
    asked = kit.short.asks_on(understood.text)
    subject = kit.subject(session)
    if asked is None or subject is None or session.asked_back:
        return None
    # A service has its list of papers, its fee and its time; of an answer the matter says it better than a line of it.
    own = asking_on.answered(kit.content, asked, subject, session.place) if subject.kind == "service" else None
    if asked.id == "window" and subject.kind == "faq" and not kit.short.ways.named_in(understood.text):
        return None  # 去哪儿办: the matter says which authority it is, the way follows on the screen
    of_service = own is not None
    return short_words(kit, understood, session) if of_service or asked.id in _STANDS else None


def short_words(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """About the last answer, never about another; None when it is something else."""
    if understood.tier == "exact" and understood.kind == "command" and understood.id in commands.ASIDE:
        return None
    asked = kit.short.asks_on(understood.text)
    if asked is None:
        return None
    stands_alone = understood.tier in ACTS and understood.kind in _STANDS_ALONE
    before = ""
    if session.asked_back and session.subject is None:
        if stands_alone:
            return None
        taken = _taken_for_granted(kit, understood, session)
        if taken is None:
            return which(kit, understood, session)
        before, session = taken
    turned = _asked_about(kit, asked, understood, replace(session, more=(), asked_back=()), stands_alone)
    if turned is None or not before:
        return turned
    return replace(turned[0], spoken=before + turned[0].spoken), turned[1]


def bare_way(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """怎么走? by itself."""
    if not understood.bare_way or understood.tier in ACTS:
        return None
    return last_way(kit, understood, replace(session, asked_back=(), more=()))


def one_of_them(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """先说第一个, 复印好了，第二个怎么走: one of the things that were answered in one breath before."""
    known = tuple(filter(kit.exists, session.together))
    named = asked_back.one_of(understood.text, len(known)) if len(known) > 1 and not session.asked_back else None
    if named is None or understood.tier == "exact":
        return None
    number, rest = named
    session = replace(session, more=(), together=known)
    reply, then = kit.meant(chosen(replace(understood, text=rest), known[number - 1]), session)
    if kit.short.asks_on(rest) is None:
        return (reply, then) if len(rest) <= _BARE else None
    return short_words(kit, replace(understood, text=rest, tier="fallback", kind="fallback"), then)


def _taken_for_granted(kit: Answering, understood: Understanding, session: Session) -> tuple[str, Session] | None:
    """Asked "您是想问“办理公证”，对吗？" the visitor asks 多少钱: that is a yes. What is said so that it is clear.

    None where several things were asked back, or what was asked has nothing to ask on about.
    """
    only, *others = session.asked_back
    if others or only.kind not in {"faq", "service"}:
        return None
    then = kit.meant(chosen(understood, only), replace(session, asked_back=(), more=()))[1]
    session = replace(then, heard=session.heard)  # the answer itself was not said
    said = {"title": compose.title(kit.content, only)}
    return compose.filled(kit.content.prompts.taken_as, said), session


def _asked_about(
    kit: Answering, asked: FollowUp, understood: Understanding, session: Session, stands_alone: bool
) -> Turned | None:
    if asked.id == "window":
        return last_way(kit, understood, session) if session.place or understood.tier not in ACTS else None
    subject = kit.subject(session)
    if subject is None:
        number = asking_on.phone(kit.content, asked, session.place or "") if asked.id == "phone" else None
        if number is not None:
            place = session.place
            window = place if place and compose.is_desk(kit.content, place) else None
            reply = Reply("place", place, *number, score=1.0, window=window)
            return reply, replace(session, last=reply, failures=0)
        return None if stands_alone else _about_what(kit, understood, session)
    told = asking_on.answered(kit.content, asked, subject, session.place)
    if told is None and understood.tier in ACTS and understood.kind in {"smalltalk", "flow"}:
        return None
    reply, *rest = told or (asking_on.unknown(kit.content, asked, subject),)
    if rest:
        reply = replace(reply, spoken=reply.spoken + kit.content.prompts.more_hint)
    return reply, replace(session, last=reply, more=tuple(rest), failures=0)


def _about_what(kit: Answering, understood: Understanding, session: Session) -> Turned:
    spoken = kit.content.prompts.about_what
    reply = Reply("clarify", None, spoken, spoken, score=understood.score, candidates=understood.candidates)
    return reply, replace(session, last=reply)


def last_way(kit: Answering, understood: Understanding, session: Session) -> Turned:
    """ "怎么走?" or "我坐轮椅" by itself: the way to what was talked of last, or the question where to."""
    if session.place:
        reply, then = kit.way(replace(understood, kind="place", id=session.place), session)
        before = _why_here(kit, session)
        return replace(reply, spoken=before + reply.spoken, shown=compose.lines(before, reply.shown)), then
    reply = compose.where_to_reply(kit.content, understood)
    return reply, replace(session, last=reply, failures=0)


def _why_here(kit: Answering, session: Session) -> str:
    """Why the way leads to the reception first, when what is to be done has a window of its own; else nothing."""
    service = kit.content.services.get(session.service or "")
    reception = kit.content.at(compose.RECEPTION)
    if service is None or session.place != reception or service.window in {None, reception}:
        return ""
    said = {"place": compose.place_name(kit.content, session.place), "name": service.name}
    said["window"] = compose.place_name(kit.content, service.window or "")
    return compose.filled(kit.content.prompts.first_here, said)
