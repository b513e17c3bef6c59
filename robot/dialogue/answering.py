"""What was understood -> the reply, and what to remember of it: one method a kind of meaning. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container
from dataclasses import replace

from robot.content.keys import owners, same_of, telling
from robot.content.load import Content
from robot.dialogue import case
from robot.dialogue.doubt import Doubt, after
from robot.dialogue.heard import first_sentence, fresh, hears, not_said_yet
from robot.dialogue.replies import articles as statutes
from robot.dialogue.replies import commands, compose, opening, people, services, several, stations, told
from robot.dialogue.session import Session
from robot.dialogue.short_words import ShortWords
from robot.dialogue.taking_back import taken_back, unsaid
from robot.navigation.guide import HallGuide
from robot.nlu.named.errands import ErrandMatcher
from robot.nlu.named.hall import HallMatcher
from robot.nlu.named.townships import STATION
from robot.nlu.named.way import OutsideMatcher
from robot.statutes.book import StatuteBook
from robot.turn import Candidate, Kind, Reply, Understanding

MEANS_NOTHING_BESIDE = frozenset({"yes", "no", "thanks", "wake", "stop", "repeat", "help"})
"""Commands that are only manners when something is asked in the same breath."""

Turned = tuple[Reply, Session]

_SUPPOSES, _MAY_SUPPOSE = 0.6, 0.3
"""How likely an entry must have been for what it presupposes to be supposed; to be supposed while nothing is told."""


class Answering:
    """Answers each kind of meaning over one content snapshot. Immutable."""

    def __init__(
        self,
        content: Content,
        guide: HallGuide,
        book: StatuteBook | None = None,
        clock: Callable[[], datetime.datetime] = datetime.datetime.now,
    ) -> None:
        self.content = content
        self.clock = clock
        self.guide = guide
        self.book = book or StatuteBook()
        self.short = ShortWords(content)
        self.outside = OutsideMatcher(content)
        self.hall = HallMatcher(content)
        self.errands = ErrandMatcher(content)
        self.stations = stations.Stations(content)
        self._matters = owners(content)
        self._tells = telling(content)
        self._same = same_of(content)

    def matter_of(self, kind: Kind, item: str) -> str | None:
        """The matter of an entry or a service."""
        return self._matters.get((kind, item))

    def take_in(self, understood: Understanding, session: Session) -> Session:
        """The session after the visitor has spoken, before it is answered: the facts that were told are held, and a
        rival that they speak for is the matter in hand."""
        before = session.case
        doubt = Doubt(before.rivals, session.earlier)
        won = next((rival for rival in before.rivals if rival.matter == understood.matter), None)
        is_back = understood.kind == "flow" and understood.matter in before.aside
        left_at = case.entry_of(before, understood.matter or "") if is_back else None
        left = after(understood, doubt, before.matter, self._matters)
        now = case.taken_up(case.next_turn(before), understood.matter)
        back = taken_back(self.content, now, understood.text, understood.facts)
        now = case.took_back(now, back.facts, self._same)
        facts = (*unsaid(self.content, understood.text, understood.facts), *back.instead)
        now = case.took_in(now, facts, self._same, understood.hinted)
        if won is not None and understood.kind == "flow" and won.matter != before.matter:
            session = replace(session, subject=won.entry)
            now = case.mistaken(case.turned(now, is_back=False), before.matter)
        elif is_back:
            session = replace(session, subject=left_at or session.subject)
            now = case.turned(now, is_back=True)
            if understood.act == "correction" and before.since == before.turn:
                now = case.mistaken(now, before.matter)  # it was taken up by mistake
        return replace(session, case=replace(now, rivals=left.rivals), earlier=left.earlier)

    def settle(self, understood: Understanding, session: Session) -> Session:
        """The session after the answer: what was answered is the matter in hand. What an entry presupposes is supposed
        where it was asked for; where it was the likeliest of several guesses, that side is only the likelier one."""
        matter = self.matter_of(*session.subject) if session.subject else None
        if self._holds_anywhere(matter) and session.case.matter not in {None, matter}:
            return replace(session, is_beside=True)  # a summons, the costs of a suit: the case stays in hand
        session = replace(session, is_beside=False)
        now = case.taken_up(session.case, matter)
        if session.subject and matter is not None:
            now = case.answers(now, session.subject)
            answered = (each for each in (understood, *understood.also) if (each.kind, each.id) == session.subject)
            score = max((each.score for each in answered), default=0.0)
            if score >= _MAY_SUPPOSE:
                tells = self._tells.get(session.subject, ())
                now = case.inferred(now, tells, unsure=score < _SUPPOSES)
        return replace(session, case=now)

    def _holds_anywhere(self, matter: str | None) -> bool:
        """Whether what `matter` says holds in every other one too."""
        found = self.content.matters.get(matter or "")
        return found is not None and found.general

    def exists(self, candidate: Candidate) -> bool:
        """Whether the content has what `candidate` names."""
        known: dict[str, Container[str]] = {
            "faq": self.content.faq,
            "service": self.content.services,
            "smalltalk": {**self.content.smalltalk, **self.content.offices},
            "command": self.content.commands,
            "emergency": self.content.emergencies,
            "place": [place.id for place in self.content.hall.places] if self.content.hall else [],
            "person": [person.id for person in self.content.people.people] if self.content.people else [],
        }
        return candidate.id in known.get(candidate.kind, ())

    def without_subject(self, session: Session, reply: Reply) -> Session:
        """After `reply` there is nothing that 要带什么 could mean."""
        place = reply.window or session.place
        return replace(session, last=reply, asked_back=(), more=(), subject=None, place=place)

    def subject(self, session: Session) -> Reply | None:
        """What was talked of last, as it would be answered now; None when there is nothing, or it was taken out."""
        kind, meant = session.subject or ("fallback", "")
        if not self.exists(Candidate(kind, meant, 1.0)):
            return None
        again, anew = Understanding("", "exact", kind, meant, 1.0), replace(session, heard=())
        return self.faq(again, anew)[0] if kind == "faq" else self.service(again, anew)[0]

    def meant(self, understood: Understanding, session: Session) -> Turned:
        """The answer to what was understood, by its kind."""
        answers: dict[str, Callable[[Understanding, Session], Turned]] = {
            "emergency": self.emergency,
            "command": self.command,
            "faq": self.faq,
            "service": self.service,
            "place": self.way,
            "smalltalk": self._talk,
            "person": self._person_told,
            "clarify": self.clarify,
        }
        return answers.get(understood.kind, self._fallback)(understood, session)

    def emergency(self, understood: Understanding, session: Session) -> Turned:
        """Somebody is in danger. What was talked of before is kept, to come back to; the way asked for next is that to
        the staff. What is asked on may be of the danger, where the content has an answer about it."""
        emergency = self.content.emergencies[understood.id or ""]
        reply = compose.emergency_reply(self.content, emergency, understood)
        place = reply.window or session.place
        entry = emergency.entry if emergency.entry in self.content.faq else None
        about: tuple[Kind, str] | None = ("faq", entry) if entry is not None else None
        if about is not None and session.subject is None:
            session = replace(session, subject=about)
        elif about is not None and about != session.subject:
            session = replace(session, case=case.beside(session.case, self.matter_of(*about), about))
        offered = emergency.id if emergency.quiet else None
        session = replace(
            session,
            alarmed_at=session.case.turn,
            offered_quietly=offered,
            quiet_danger=offered or session.quiet_danger,
        )
        return reply, replace(
            session, last=reply, asked_back=(), more=(), place=place, service=None, step=0, failures=0
        )

    def command(self, understood: Understanding, session: Session) -> Turned:
        """Something for the robot to do."""
        return commands.carry_out(self.content, self.guide, understood, session)

    def faq(self, understood: Understanding, session: Session) -> Turned:
        """A legal question."""
        faq = self.content.faq[understood.id or ""]
        reply = compose.faq_reply(self.content, faq, understood, self.guide, session.step_free)
        reply, session = self._sent_on(*told.with_what_was_told(self.content, understood, reply, session))
        if understood.wants_way and self.short.ends_asking_the_way(understood.text):
            reply = several.with_the_way(self.content, reply)
        reply, session = self._once(understood, reply, *self._taken_for(understood, reply, session))
        # An answer that ends with a question (您是哪一种？) waits for which of its ways it is.
        which = tuple(Candidate("faq", each, 1.0) for each in faq.entry.asks if each in self.content.faq)
        return reply, replace(self.remembering(reply, session), last=reply, asked_back=which, failures=0)

    def service(self, understood: Understanding, session: Session) -> Turned:
        """A service of the hall."""
        service = self.content.services[understood.id or ""]
        reply = services.opening(self.content, self.guide, service, understood, session)
        opening, session = self._taken_for(understood, reply, session)
        reply = replace(reply, spoken=opening + reply.spoken)
        return reply, replace(self.remembering(reply, session), last=reply, failures=0)

    def _sent_on(self, reply: Reply, session: Session) -> Turned:
        """An answer with the window for more, where the visitor was not sent there already."""
        window = reply.window or ""
        if not self.content.place(window) or window in session.heard or "窗口" in reply.spoken:
            return reply, session
        onward, session = fresh(self.content.prompts.more_at, hears(session, window))
        said = compose.filled(onward, {"window": compose.place_name(self.content, window)})
        return replace(reply, spoken=reply.spoken + said), session

    def _taken_for(self, understood: Understanding, reply: Reply, session: Session) -> tuple[str, Session]:
        """What is said before an answer that is only likely, for the visitor to hear what it was taken for: nothing
        where the answer shows it by itself."""
        title = compose.title(self.content, Candidate(reply.kind, reply.id or "", 1.0))
        if understood.tier != "likely" or compose.shows(reply.spoken, title):
            return "", session
        topic = compose.as_topic(title)
        if topic:
            return compose.filled(self.content.prompts.topic, {"title": topic}), session
        matter = self.content.matters.get(self.matter_of(reply.kind, reply.id or "") or "")
        was_in_hand = session.case.since < session.case.turn
        if matter is None or (matter.id == session.case.matter and was_in_hand):
            return "", session
        opening, session = fresh(self.content.prompts.taken_for, session)
        return compose.filled(opening, {"matter": compose.called(matter)}), session

    def _once(self, understood: Understanding, reply: Reply, opening: str, session: Session) -> Turned:
        """Of an answer that was given before what the screen has on just this, and how it began, with a word for it;
        the whole again where just that was asked."""
        if (reply.id or "") in session.heard:
            other, session = not_said_yet(understood, reply.spoken, session)
            opening, session = fresh(self.content.prompts.said_already, session)
            said = reply.spoken if understood.tier == "exact" and not other else first_sentence(reply.spoken)
            return replace(reply, spoken=other + opening + said), session
        return replace(reply, spoken=opening + reply.spoken), hears(session, reply.id or "")

    def way(self, understood: Understanding, session: Session) -> Turned:
        """The way to a place."""
        place = understood.id or ""
        reply = compose.place_reply(self.content, place, understood, self.guide, session.step_free)
        return reply, replace(self.remembering(reply, session), last=reply, failures=0)

    def remembering(self, reply: Reply, session: Session, step: int = 0) -> Session:
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
        subject = self.subject(session)
        same = way.window is None or (subject is not None and way.window in {session.place, subject.window})
        if same:
            return session.subject
        return ("service", way.service) if way.service else None

    def _talk(self, understood: Understanding, session: Session) -> Turned:
        if understood.id == STATION:
            station = self.stations.told(understood.text)
            return station, replace(self.without_subject(session, station), failures=0)
        office = self.content.offices.get(understood.id or "")
        if office is not None:
            of_office = compose.office_reply(self.content, office, understood)
            return of_office, replace(session, last=of_office, failures=0)
        reply = compose.talk_reply(self.content, self.content.smalltalk[understood.id or ""], understood)
        if understood.id == opening.HOURS:
            reply = opening.told(self.content, reply, understood.text, self.clock())
        elif understood.id == opening.DATE:
            reply = opening.today(self.content, reply, self.clock())
        return reply, replace(session, last=reply, failures=0)

    def _person_told(self, understood: Understanding, session: Session) -> Turned:
        person = self.content.person(understood.id or "")
        if person is None:
            return self._fallback(replace(understood, tier="fallback", kind="fallback"), session)
        reply = people.told(self.content, person, understood, self.guide, session.step_free)
        return reply, replace(self.without_subject(session, reply), person=person.id, failures=0)

    def clarify(self, understood: Understanding, session: Session) -> Turned:
        """Asks back between what is offered."""
        understood = sensible(understood)
        if not understood.offered:
            return self._fallback(replace(understood, tier="fallback", kind="fallback"), session)
        reply = compose.clarify_reply(self.content, understood)
        return reply, replace(session, last=reply, asked_back=understood.offered, subject=None)

    def _fallback(self, understood: Understanding, session: Session) -> Turned:
        again = session.failures > 0
        reply = compose.fallback_reply(self.content, understood, again, self.guide, session.step_free)
        kept = replace(self.without_subject(session, reply), failures=session.failures + 1)
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


def in_alarm(session: Session) -> bool:
    """Whether an alarm was the last thing said."""
    return session.last is not None and session.last.kind == "emergency"


def sensible(understood: Understanding) -> Understanding:
    """Without what nobody asks for ("您是想问“不是”吗"), and nothing twice."""
    once = {(candidate.kind, candidate.id): candidate for candidate in reversed(understood.offered)}
    offered = tuple(
        candidate
        for candidate in reversed(once.values())
        if not (candidate.kind == "command" and candidate.id in MEANS_NOTHING_BESIDE - {"repeat", "help"})
    )
    return replace(understood, offered=offered)
