"""What is no question for this hall: nothing heard, no Chinese at all, a window or a floor that does not exist."""

from __future__ import annotations

import re
from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Understanding

_IN_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
_REPEATED = re.compile(r"\D*(\d+)(?:\D+\1){2,}\D*")
"""What recognisers make of noise: (音乐播放中), 90 90 90 90."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def not_heard(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Nothing was said, or nothing that a person says: what was talked of stays as it is."""
    text = understood.text
    is_said = plain(_IN_BRACKETS.sub("", text)) and _REPEATED.fullmatch(text) is None
    return None if is_said else (compose.not_heard_reply(kit.content), session)


def bare_number(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """A number by itself, where none was asked for, may be a window."""
    window = _window_of(kit, plain(understood.text)) if understood.tier != "exact" else None
    if window is None or session.asked_back:
        return None
    return kit.clarify(replace(understood, tier="clarify", kind="clarify", id=None, offered=(window,)), session)


def no_chinese(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Letters alone: kindly, for the ear in Chinese, for the eye in English too."""
    named = understood.tier == "exact" or (understood.tier == "strong" and understood.kind == "place")
    if _CHINESE.search(plain(understood.text)) or named:
        return None
    again = session.failures > 0
    reply = compose.foreign_reply(kit.content, understood, again, kit.guide, session.step_free)
    # A scrap that the recogniser made of noise does not change what was talked of.
    kept = replace(kit.without_subject(session, reply), subject=session.subject)
    return reply, replace(kept, failures=session.failures + 1)


def no_such_place(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """The hall has no such window or floor."""
    outside = kit.outside.match(understood.text)
    if outside is None or understood.tier == "exact":
        return None
    reply = compose.outside_reply(kit.content, outside, understood, kit.guide, session.step_free)
    return reply, replace(kit.without_subject(session, reply), failures=0)


def _window_of(kit: Answering, text: str) -> Candidate | None:
    """The window that a bare number may mean: what a recogniser, or a finger, makes of 四号."""
    places = kit.content.hall.places if kit.content.hall and text.isascii() and text.isdigit() else ()
    place = next((place for place in places if place.number is not None and str(place.number) == text), None)
    return Candidate("place", place.id, 1.0) if place is not None else None
