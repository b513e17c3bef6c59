"""Understanding + Session -> Reply + Session: what the robot does next. Pure.

Read `Dialogue.turn` from top to bottom: an emergency, the answer to a question asked back, what cannot be answered at
all, short words that mean what was talked of last, and then whatever was understood.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Container
from dataclasses import replace

from robot.content.load import Content
from robot.dialogue import asked_back, asking_on, commands, compose, opening, services, several, stations, statutes
from robot.dialogue.session import Session
from robot.dialogue.short_words import ShortWords
from robot.navigation.guide import HallGuide
from robot.nlu.normalise import plain
from robot.nlu.stations import STATION
from robot.nlu.way import OutsideMatcher
from robot.statutes.book import StatuteBook
from robot.turn import Candidate, Kind, Reply, Understanding

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ACTS = frozenset({"emergency", "exact", "strong"})
_STANDS_ALONE = frozenset({"smalltalk", "command", "place"})
"""Kinds that need no subject: 电话多少 by itself is the hall's telephone."""
_MEANS_NOTHING_BESIDE = frozenset({"yes", "no", "thanks", "wake", "stop", "repeat", "help"})
"""Commands that are only manners when something is asked in the same breath."""

Turned = tuple[Reply, Session]


class Dialogue:
    """The robot's manners over one content snapshot. Immutable."""

    def __init__(
        self,
        content: Content,
        guide: HallGuide,
        book: StatuteBook | None = None,
        clock: Callable[[], datetime.datetime] = datetime.datetime.now,
    ) -> None:
        self.content = content
        self._clock = clock
        self.guide = guide
        self.book = book or StatuteBook()
        self._short = ShortWords(content)
        self._outside = OutsideMatcher(content)
        self._stations = stations.Stations(content)

    def turn(self, understood: Understanding, session: Session) -> Turned:
        """The reply to `understood`, and what to remember of it."""
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
        if understood.offered and understood.offered[0].kind == "emergency":
            # Whoever may be in danger is asked that before anything else is told.
            return self._clarify(understood, session)
        read = statutes.named(self.content, self.book, understood, session.last) if understood.tier != "exact" else None
        if read is not None:
            return self._reading(read, session)
        township = self._stations.answered(understood.text) if stations.asks_which(session.last) else None
        if township is not None:
            return township, replace(self._without_subject(session, township), failures=0)
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
        return self._meant(understood, session)

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
            choice = self._choice(understood, waiting)
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

    def _choice(self, understood: Understanding, waiting: tuple[Candidate, ...]) -> Candidate | None:
        """Which of the candidates asked back the visitor chose; None when it is something else."""
        if asked_back.number_said(understood.text, len(waiting)) is not None:
            return asked_back.chosen_by_number(understood.text, waiting)
        if understood.kind == "command" and understood.id == "yes":
            return waiting[0] if len(waiting) == 1 else None
        if understood.tier in _ACTS or understood.also:
            return None
        titles = tuple(compose.title(self.content, candidate) for candidate in waiting)
        named = asked_back.chosen_by_name(understood.text, titles)
        if named is not None:
            return waiting[named]
        return asked_back.chosen_by_meaning(understood, waiting)

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

    def _which(self, understood: Understanding, session: Session, before: str = "") -> Turned:
        """Not said which: the question stays open and is asked once more; the next time a person helps."""
        if session.failures > 0:
            return self._person(understood, session)
        titles = tuple(compose.title(self.content, candidate) for candidate in session.asked_back)
        asked = compose.asked(self.content, titles)
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

    def _without_subject(self, session: Session, reply: Reply) -> Session:
        place = reply.window or session.place
        return replace(session, last=reply, asked_back=(), more=(), subject=None, place=place)

    # --- short words about what was talked of last

    def _asked_on(self, understood: Understanding, session: Session) -> Turned | None:
        """要带什么, 多少钱, 在哪办 …: about the last answer, never about another; None when it is something else."""
        asked = self._short.asks_on(understood.text)
        if asked is None:
            return None
        stands_alone = understood.tier in _ACTS and understood.kind in _STANDS_ALONE
        if session.asked_back:
            return None if stands_alone else self._which(understood, session)
        session = replace(session, more=())
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

    def _subject(self, session: Session) -> Reply | None:
        """What was talked of last, as it would be answered now; None when there is nothing, or it was taken out."""
        kind, meant = session.subject or ("fallback", "")
        if not self._exists(Candidate(kind, meant, 1.0)):
            return None
        again = Understanding("", "exact", kind, meant, 1.0)
        return self._faq(again, session)[0] if kind == "faq" else self._service(again, session)[0]

    def _last_way(self, understood: Understanding, session: Session) -> Turned:
        """ "怎么走?" or "我坐轮椅" by itself: the way to what was talked of last, or the question where to."""
        if session.place:
            return self._way(replace(understood, kind="place", id=session.place), session)
        reply = compose.where_to_reply(self.content, understood)
        return reply, replace(session, last=reply, failures=0)

    # --- several things in one breath

    def _several(self, things: tuple[Understanding, ...], whole: Understanding, session: Session) -> Turned:
        """Each thing is answered; one that is unclear is asked back last of all, and stays open."""
        manners = [t for t in things if t.kind == "command" and t.id in _MEANS_NOTHING_BESIDE]
        things = tuple(thing for thing in things if thing not in manners)[: several.MOST]
        clear = [thing for thing in things if thing.tier in _ACTS]
        if not clear:
            return self._meant(things[0] if things else manners[0], session)
        unclear = next((thing for thing in map(_sensible, things) if thing.offered), None)
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

    # --- what was understood

    def _meant(self, understood: Understanding, session: Session) -> Turned:
        answers: dict[str, Callable[[Understanding, Session], Turned]] = {
            "emergency": self._emergency,
            "command": self._command,
            "faq": self._faq,
            "service": self._service,
            "place": self._way,
            "smalltalk": self._talk,
            "clarify": self._clarify,
        }
        return answers.get(understood.kind, self._fallback)(understood, session)

    def _emergency(self, understood: Understanding, session: Session) -> Turned:
        """Everything that was going on is over; the way asked for next is that to the staff."""
        emergency = self.content.emergencies[understood.id or ""]
        reply = compose.emergency_reply(self.content, emergency, understood)
        session = replace(self._without_subject(session, reply), service=None, step=0, failures=0)
        return reply, session

    def _command(self, understood: Understanding, session: Session) -> Turned:
        return commands.carry_out(self.content, self.guide, understood, session)

    def _faq(self, understood: Understanding, session: Session) -> Turned:
        faq = self.content.faq[understood.id or ""]
        reply = compose.faq_reply(self.content, faq, understood, self.guide, session.step_free)
        if understood.wants_way and self._short.ends_asking_the_way(understood.text):
            reply = several.with_the_way(self.content, reply)
        return reply, replace(self._remembering(reply, session), last=reply, failures=0)

    def _service(self, understood: Understanding, session: Session) -> Turned:
        service = self.content.services[understood.id or ""]
        reply = services.opening(self.content, self.guide, service, understood, session)
        return reply, replace(self._remembering(reply, session), last=reply, failures=0)

    def _way(self, understood: Understanding, session: Session) -> Turned:
        place = understood.id or ""
        reply = compose.place_reply(self.content, place, understood, self.guide, session.step_free)
        return reply, replace(self._remembering(reply, session), last=reply, failures=0)

    def _remembering(self, reply: Reply, session: Session, step: int = 0) -> Session:
        """What `reply` speaks of is what was talked of last. `step`: which one of a service it has told (-1: none)."""
        if reply.id is None:
            return session
        if reply.kind == "faq":
            subject = (reply.kind, reply.id)
            return replace(session, subject=subject, place=reply.window, service=reply.service, step=-1)
        if reply.kind == "service":
            here = services.first_window(self.guide, self.content.services[reply.id])
            return replace(session, subject=(reply.kind, reply.id), place=here, service=reply.id, step=step)
        if reply.kind == "place":
            return replace(session, place=reply.id, subject=self._subject_at(reply, session))
        return session

    def _subject_at(self, way: Reply, session: Session) -> tuple[Kind, str] | None:
        """What 要带什么 means after the way to a place: still the same thing, unless it is another window."""
        subject = self._subject(session)
        same = way.window is None or (subject is not None and way.window in {session.place, subject.window})
        if same:
            return session.subject
        return ("service", way.service) if way.service else None

    def _talk(self, understood: Understanding, session: Session) -> Turned:
        if understood.id == STATION:
            station = self._stations.told(understood.text)
            return station, replace(self._without_subject(session, station), failures=0)
        reply = compose.talk_reply(self.content, self.content.smalltalk[understood.id or ""], understood)
        if understood.id == opening.HOURS:
            reply = opening.told(self.content, reply, understood.text, self._clock())
        return reply, replace(session, last=reply, failures=0)

    def _clarify(self, understood: Understanding, session: Session) -> Turned:
        understood = _sensible(understood)
        if not understood.offered:
            return self._fallback(replace(understood, tier="fallback", kind="fallback"), session)
        reply = compose.clarify_reply(self.content, understood)
        return reply, replace(session, last=reply, asked_back=understood.offered, subject=None)

    def _fallback(self, understood: Understanding, session: Session) -> Turned:
        again = session.failures > 0
        reply = compose.fallback_reply(self.content, understood, again, self.guide, session.step_free)
        kept = replace(self._without_subject(session, reply), failures=session.failures + 1)
        pointed = None if again else statutes.pointer(self.content, self.book, understood)
        if pointed is None:
            return reply, kept
        said, article = pointed
        first, rest = statutes.read(self.content, article, 0.0)
        reply = replace(
            reply,
            spoken=reply.spoken + said,
            shown=f"{reply.shown}\n{first.shown}",
            citations=first.citations,
        )
        return reply, replace(kept, last=reply, more=(first, *rest))


def _chosen(understood: Understanding, choice: Candidate) -> Understanding:
    return replace(understood, tier="exact", kind=choice.kind, id=choice.id, score=1.0, also=(), offered=())


def _sensible(understood: Understanding) -> Understanding:
    """Without what nobody asks for: "您是想问“不是”吗"."""
    offered = tuple(
        candidate
        for candidate in understood.offered
        if not (candidate.kind == "command" and candidate.id in _MEANS_NOTHING_BESIDE - {"repeat", "help"})
    )
    return replace(understood, offered=offered)


def _window(place: str | None) -> str | None:
    return place if place and (place == "video-room" or (place[0] == "w" and place[1:].isdigit())) else None
