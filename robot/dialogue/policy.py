"""Understanding + Session -> Reply + Session: what the robot does next. Pure.

Read `Dialogue._turn` from top to bottom: an alarm that was none, an emergency, the answer to a question asked back,
what cannot be answered at all, short words that mean what was talked of last, and then whatever was understood
(robot/dialogue/answering.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from robot.content.prompts import FollowUp
from robot.dialogue import (
    asked_back,
    asking_on,
    commands,
    compose,
    leaning,
    several,
    stations,
    statutes,
)
from robot.dialogue.answering import MEANS_NOTHING_BESIDE, Answering, Turned, sensible
from robot.dialogue.session import Session
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Kind, Reply, Understanding

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ACTS = frozenset({"emergency", "exact", "strong"})
_STANDS_ALONE = frozenset({"smalltalk", "command", "place"})
"""Kinds that need no subject: 电话多少 by itself is the hall's telephone."""


_WORDS_OF_A_WAY = 12
_FEW = 4
"""Characters that say too little to be another question."""


class Dialogue(Answering):
    """The robot's manners over one content snapshot. Immutable."""

    def turn(self, understood: Understanding, session: Session) -> Turned:
        """The reply to `understood`, and what to remember of it."""
        reply, session = self._turn(understood, session)
        if "call-staff" in reply.actions:
            # The robot has no other way to call anybody than aloud; it promises nothing that it does not do.
            reply = replace(reply, spoken=reply.spoken + self.content.prompts.staff_call)
        return reply, session

    def _turn(self, understood: Understanding, session: Session) -> Turned:
        if session.last is not None and session.last.kind == "emergency" and self._short.stands_down(understood.text):
            spoken = self.content.prompts.stood_down
            calm = Reply("command", "no", spoken, spoken, score=1.0)
            return calm, replace(session, last=calm, asked_back=(), failures=0)
        danger = next((thing for thing in (understood, *understood.also) if thing.tier == "emergency"), None)
        if danger is not None:
            return self._emergency(danger, session)
        if not plain(understood.text):
            return compose.not_heard_reply(self.content), session
        if understood.slots.step_free and not session.step_free:
            session = replace(session, step_free=True)
        # The content may have been reloaded since the robot asked.
        session = replace(session, asked_back=tuple(filter(self._exists, session.asked_back)))
        neighbour = statutes.beside(self.content, self.book, understood.text, session.last)
        if neighbour is not None:
            return self._reading(neighbour, session)
        answered = self._answer_to_us(understood, session) or self._nothing_to_answer(understood, session)
        if answered is not None:
            return answered
        if understood.offered and understood.offered[0].kind == "emergency" and not understood.slots.articles:
            # Whoever may be in danger is asked that before anything else is told.
            return self._clarify(understood, session)
        read = statutes.named(self.content, self.book, understood, session.last) if understood.tier != "exact" else None
        if read is not None:
            return self._reading(read, session)
        township = self._stations.answered(understood.text) if stations.asks_which(session.last) else None
        if township is not None:
            return township, replace(self._without_subject(session, township), failures=0)
        leaning_on = leaning.reply_to(
            self.content,
            self._stations,
            self._short.asks_on(understood.text),
            understood.text,
            session.last,
            self._clock(),
        )
        if leaning_on is not None:
            return leaning_on, replace(session, last=leaning_on, asked_back=(), more=(), failures=0)
        aside = understood.kind == "command" and understood.id in commands.ASIDE and not understood.also
        asked_on = None if aside and understood.tier == "exact" else self._asked_on(understood, session)
        if asked_on is not None:
            return asked_on
        if aside:
            return self._command(understood, session)
        was_asked = bool(session.asked_back)
        session = replace(session, asked_back=(), more=())
        if understood.bare_way and understood.tier not in _ACTS:
            return self._last_way(understood, session)
        if understood.also:
            return self._several((replace(understood, also=()), *understood.also), understood, session)
        if understood.kind == "clarify" and was_asked:
            return self._unclear_again(understood, session)
        if self._jumps(understood, session):
            only = Candidate(understood.kind, understood.id or "", understood.score)
            return self._clarify(replace(understood, tier="clarify", kind="clarify", id=None, offered=(only,)), session)
        return self._meant(understood, session)

    def _jumps(self, understood: Understanding, session: Session) -> bool:
        """Whether a few words (在哪告), which lean on what was talked of last, were taken for something quite else."""
        kind, before = session.subject or ("fallback", "")
        if understood.tier != "strong" or understood.kind != "faq" or kind != "faq" or before not in self.content.faq:
            return False
        fields = {self.content.faq[before].topic, compose.GENERAL}
        return len(plain(understood.text)) <= _FEW and self.content.faq[understood.id or ""].topic not in fields

    def _reading(self, read: statutes.Read, session: Session) -> Turned:
        first, rest = read
        return first, replace(session, last=first, asked_back=(), more=rest, failures=0)

    def about(self, kind: Kind, item: str, step_free: bool = False) -> Reply | None:
        """What is answered to whoever asks for just this entry, service or place; None when there is no such thing."""
        if not self._exists(Candidate(kind, item, 1.0)):
            return None
        return self._meant(Understanding("", "exact", kind, item, 1.0), Session(step_free=step_free))[0]

    # --- answers to what the robot has asked

    def _answer_to_us(self, understood: Understanding, session: Session) -> Turned | None:
        """The visitor answers a question of the robot's; None when it is something else."""
        waiting = session.asked_back
        says = understood.id if understood.kind == "command" else None
        if waiting:
            if self._short.wants_all(understood.text):
                chosen = tuple(_chosen(understood, candidate) for candidate in waiting[: several.MOST])
                return self._several(chosen, understood, replace(session, asked_back=(), more=()))
            choice = self._choice(understood, waiting, session)
            if choice is not None and choice.kind == "emergency":
                return self._staff_wanted(choice, session)
            if choice is not None:
                return self._meant(_chosen(understood, choice), replace(session, asked_back=(), more=()))
            number = asked_back.number_said(understood.text, len(waiting))
            # 三号 may be a window; a bare number is often taken for some command.
            if number is not None and (understood.tier not in _ACTS or understood.kind == "command"):
                said = compose.filled(self.content.prompts.only_so_many, {"count": str(len(waiting))})
                return self._which(understood, session, said)
        if waiting and says in {"yes", "no"}:
            return self._which(understood, session) if says == "yes" else self._refused(understood, session)
        if session.more and says in {"yes", "next-step"}:
            return self._go_on(session)
        if session.more and says == "no":
            spoken = self.content.prompts.no_more
            return Reply("command", "no", spoken, spoken, score=understood.score), replace(session, more=())
        return None

    def _staff_wanted(self, choice: Candidate, session: Session) -> Turned:
        """Asked whether it is urgent, the visitor has said yes: what it is, is only a guess, and nobody is told it."""
        emergency = self.content.emergencies[choice.id]
        reply = compose.emergency_reply(
            self.content, emergency, Understanding("", "emergency", "emergency", choice.id, 1.0)
        )
        spoken = self.content.prompts.danger_yes
        reply = replace(reply, spoken=spoken, shown=spoken)
        return reply, replace(self._without_subject(session, reply), service=None, step=0, failures=0)

    def _way_of_the_answer(self, text: str, session: Session) -> Candidate | None:
        """Which way of an answer that asked 您是哪一种 its own words name; the longer word counts: 不同意, not 同意."""
        kind, subject = session.subject or ("fallback", "")
        entry = self.content.faq[subject].entry if kind == "faq" and subject in self.content.faq else None
        said = plain(text)
        if entry is None or len(said) > _WORDS_OF_A_WAY:
            return None
        named = [(len(word), way) for way, words in entry.asks.items() for word in words if plain(word) in said]
        return Candidate("faq", max(named)[1], 1.0) if named else None

    def _choice(self, understood: Understanding, waiting: tuple[Candidate, ...], session: Session) -> Candidate | None:
        """Which of the candidates asked back the visitor chose; None when it is something else."""
        if asked_back.number_said(understood.text, len(waiting)) is not None:
            return asked_back.chosen_by_number(understood.text, waiting)
        if understood.kind == "command" and understood.id == "yes":
            return waiting[0] if len(waiting) == 1 or waiting[0].kind == "emergency" else None
        if understood.tier == "exact" or understood.also:
            return None
        way = self._way_of_the_answer(understood.text, session)
        if way is not None:
            return way
        if understood.tier in _ACTS:
            return None
        titles = tuple(compose.title(self.content, candidate) for candidate in waiting)
        named = asked_back.chosen_by_name(understood.text, titles)
        if named is not None:
            return waiting[named]
        return asked_back.chosen_by_meaning(understood, waiting)

    def _which(self, understood: Understanding, session: Session, before: str = "") -> Turned:
        """Not said which: the question stays open and is asked once more; the next time a person helps."""
        if session.failures > 0:
            return self._person(understood, session)
        asked = compose.asked(self.content, session.asked_back)
        reply = replace(asked, spoken=before + asked.spoken, shown=before + asked.shown)
        return reply, replace(session, last=reply, failures=session.failures + 1)

    def _refused(self, understood: Understanding, session: Session) -> Turned:
        """ "都不是": ask anew; the second time, a person helps."""
        if session.failures > 0:
            return self._person(understood, session)
        spoken = self.content.prompts.choose_again
        reply = Reply("clarify", None, spoken, spoken)
        session = replace(session, asked_back=(), more=(), subject=None, failures=session.failures + 1, last=reply)
        return reply, session

    def _unclear_again(self, understood: Understanding, session: Session) -> Turned:
        """What was said instead of an answer is unclear as well."""
        if session.failures > 0:
            return self._person(understood, session)
        reply, session = self._clarify(understood, session)
        return reply, replace(session, failures=session.failures + 1)

    def _person(self, understood: Understanding, session: Session) -> Turned:
        reply = compose.person_reply(self.content, understood)
        reply = replace(reply, directions=self.guide.directions(compose.RECEPTION, session.step_free))
        session = replace(session, asked_back=(), more=(), subject=None, place=compose.RECEPTION, last=reply)
        return reply, replace(session, failures=session.failures + 1)

    def _go_on(self, session: Session) -> Turned:
        """The next of what the robot still has to say."""
        reply, *rest = session.more
        if rest:
            reply = replace(reply, spoken=reply.spoken + self.content.prompts.more_hint)
        if (reply.kind, reply.id) != session.subject:
            session = self._remembering(reply, session, step=-1)
        return reply, replace(session, last=reply, more=tuple(rest), failures=0)

    # --- what is no question for this hall

    def _nothing_to_answer(self, understood: Understanding, session: Session) -> Turned | None:
        """No Chinese at all, or a window or a floor that does not exist; None when it can be answered."""
        window = self._window_of(plain(understood.text)) if understood.tier != "exact" else None
        if window is not None and not session.asked_back:
            return self._clarify(
                replace(understood, tier="clarify", kind="clarify", id=None, offered=(window,)), session
            )
        named = understood.tier == "exact" or (understood.tier == "strong" and understood.kind == "place")
        if not _CHINESE.search(plain(understood.text)) and not named:
            again = session.failures > 0
            reply = compose.foreign_reply(self.content, understood, again, self.guide, session.step_free)
            # A scrap that the recogniser made of noise does not change what was talked of.
            kept = replace(self._without_subject(session, reply), subject=session.subject)
            return reply, replace(kept, failures=session.failures + 1)
        outside = self._outside.match(understood.text)
        if outside is not None and understood.tier != "exact":
            reply = compose.outside_reply(self.content, outside, understood, self.guide, session.step_free)
            return reply, replace(self._without_subject(session, reply), failures=0)
        return None

    def _window_of(self, text: str) -> Candidate | None:
        """The window that a bare number may mean: what a recogniser, or a finger, makes of 四号."""
        places = self.content.hall.places if self.content.hall and text.isascii() and text.isdigit() else ()
        place = next((place for place in places if place.number is not None and str(place.number) == text), None)
        return Candidate("place", place.id, 1.0) if place is not None else None

    # --- short words about what was talked of last

    def _asked_on(self, understood: Understanding, session: Session) -> Turned | None:
        """要带什么, 多少钱, 在哪办 …: about the last answer, never about another; None when it is something else."""
        asked = self._short.asks_on(understood.text)
        if asked is None:
            return None
        stands_alone = understood.tier in _ACTS and understood.kind in _STANDS_ALONE
        before = ""
        if session.asked_back and session.subject is None:
            if stands_alone:
                return None
            taken = self._taken_for_granted(understood, session)
            if taken is None:
                return self._which(understood, session)
            before, session = taken
        turned = self._asked_about(asked, understood, replace(session, more=(), asked_back=()), stands_alone)
        if turned is None or not before:
            return turned
        return replace(turned[0], spoken=before + turned[0].spoken), turned[1]

    def _taken_for_granted(self, understood: Understanding, session: Session) -> tuple[str, Session] | None:
        """Asked "您是想问“办理公证”，对吗？" the visitor asks 多少钱: that is a yes. What is said so that it is clear.

        None where several things were asked back, or what was asked has nothing to ask on about.
        """
        only, *others = session.asked_back
        if others or only.kind not in {"faq", "service"}:
            return None
        session = self._meant(_chosen(understood, only), replace(session, asked_back=(), more=()))[1]
        said = {"title": compose.title(self.content, only)}
        return compose.filled(self.content.prompts.taken_as, said), session

    def _asked_about(
        self, asked: FollowUp, understood: Understanding, session: Session, stands_alone: bool
    ) -> Turned | None:
        if asked.id == "window":
            return self._last_way(understood, session) if session.place or understood.tier not in _ACTS else None
        subject = self._subject(session)
        if subject is None:
            number = asking_on.phone(self.content, asked, session.place or "") if asked.id == "phone" else None
            if number is not None:
                reply = Reply("place", session.place, *number, score=1.0, window=_window(session.place))
                return reply, replace(session, last=reply, failures=0)
            return None if stands_alone else self._about_what(understood, session)
        told = asking_on.answered(self.content, asked, subject, session.place)
        if told is None and understood.tier in _ACTS and understood.kind == "smalltalk":
            return None
        reply, *rest = told or (asking_on.unknown(self.content, asked, subject),)
        if rest:
            reply = replace(reply, spoken=reply.spoken + self.content.prompts.more_hint)
        return reply, replace(session, last=reply, more=tuple(rest), failures=0)

    def _about_what(self, understood: Understanding, session: Session) -> Turned:
        spoken = self.content.prompts.about_what
        reply = Reply("clarify", None, spoken, spoken, score=understood.score, candidates=understood.candidates)
        return reply, replace(session, last=reply)

    def _last_way(self, understood: Understanding, session: Session) -> Turned:
        """ "怎么走?" or "我坐轮椅" by itself: the way to what was talked of last, or the question where to."""
        if session.place:
            reply, then = self._way(replace(understood, kind="place", id=session.place), session)
            before = self._why_here(session)
            return replace(reply, spoken=before + reply.spoken, shown=compose.lines(before, reply.shown)), then
        reply = compose.where_to_reply(self.content, understood)
        return reply, replace(session, last=reply, failures=0)

    def _why_here(self, session: Session) -> str:
        """Why the way leads to the reception first, when what is to be done has a window of its own; else nothing."""
        service = self.content.services.get(session.service or "")
        if service is None or session.place != compose.RECEPTION or service.window in {None, compose.RECEPTION}:
            return ""
        said = {"place": compose.place_name(self.content, session.place), "name": service.name}
        said["window"] = compose.place_name(self.content, service.window or "")
        return compose.filled(self.content.prompts.first_here, said)

    # --- several things in one breath

    def _several(self, things: tuple[Understanding, ...], whole: Understanding, session: Session) -> Turned:
        """Each thing is answered; one that is unclear is asked back last of all, and stays open."""
        manners = [t for t in things if t.kind == "command" and t.id in MEANS_NOTHING_BESIDE]
        things = tuple(thing for thing in things if thing not in manners)[: several.MOST]
        clear = [thing for thing in things if thing.tier in _ACTS]
        if not clear:
            return self._meant(things[0] if things else manners[0], session)
        unclear = next((thing for thing in map(sensible, things) if thing.offered), None)
        unknown = next((thing for thing in things if thing.tier == "fallback"), None)
        if len(clear) == 1 and not unclear and not unknown:
            return self._meant(replace(clear[0], text=whole.text), session)
        replies: list[Reply] = []
        for thing in clear:
            reply, session = self._meant(thing, session)
            replies.append(reply)
        breath = several.Breath(
            tuple(replies),
            self._asked_the_way(clear, replies, whole),
            compose.clarify_reply(self.content, unclear) if unclear else None,
            self._unknown(unknown) if unknown else "",
        )
        reply, waiting = several.together(self.content, breath)
        spoken_last = replies[0] if waiting else replies[-1]
        session = replace(self._remembering(spoken_last, session, step=-1), last=reply, more=waiting, failures=0)
        return reply, replace(session, asked_back=unclear.offered if unclear else ())

    def _asked_the_way(self, clear: list[Understanding], replies: list[Reply], whole: Understanding) -> Reply | None:
        """The answer to whose window the visitor also asked the way (…在哪个窗口)."""
        for thing, reply in zip(clear[1:], replies[1:], strict=True):
            if reply.kind in {"faq", "service"} and self._short.ends_asking_the_way(thing.text):
                return reply
        asked = self._short.ends_asking_the_way(whole.text) and replies[-1].kind in {"faq", "service"}
        return replies[-1] if asked else None

    def _unknown(self, thing: Understanding) -> str:
        reply = compose.fallback_reply(self.content, thing, False, self.guide, False)
        if reply.window is None:
            return reply.spoken
        window = compose.place_name(self.content, reply.window)
        return compose.filled(self.content.prompts.also_unknown, {"window": window})


def _chosen(understood: Understanding, choice: Candidate) -> Understanding:
    return replace(understood, tier="exact", kind=choice.kind, id=choice.id, score=1.0, also=(), offered=())


def _window(place: str | None) -> str | None:
    return place if place and (place == "video-room" or (place[0] == "w" and place[1:].isdigit())) else None
