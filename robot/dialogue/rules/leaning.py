"""A few words that lean on what was told last, where that was no entry: a township, a station, a person, the hours."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import leaning, stations
from robot.dialogue.session import Session
from robot.turn import Understanding


def township(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Asked for the township, the visitor names it."""
    told = kit.stations.answered(understood.text) if stations.asks_which(session.last) else None
    return (told, replace(kit.without_subject(session, told), failures=0)) if told is not None else None


def told_last(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """后天呢, 电话多少 after a day, a station, a person."""
    asks_on = kit.short.asks_on(understood.text)
    told = leaning.reply_to(kit.content, kit.stations, asks_on, understood.text, session.last, kit.clock())
    return (told, replace(session, last=told, asked_back=(), more=(), failures=0)) if told is not None else None
