"""An article of the statutes is named, or the one beside that which was read last."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import articles
from robot.dialogue.session import Session
from robot.turn import Understanding


def beside(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """下一条, 上一条, 第二款."""
    read = articles.beside(kit.content, kit.book, understood.text, session.last)
    return _reading(read, session) if read is not None else None


def named(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """劳动合同法第四十七条."""
    if understood.tier == "exact":
        return None
    read = articles.named(kit.content, kit.book, understood, session.last)
    return _reading(read, session) if read is not None else None


def _reading(read: articles.Read, session: Session) -> Turned:
    first, rest = read
    return first, replace(session, last=first, asked_back=(), more=rest, failures=0)
