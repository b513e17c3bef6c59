"""Whatever is left: a command said in between, a question of its own, or nothing that can be answered."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import commands, compose
from robot.dialogue.session import Session
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Understanding

_FEW = 4
"""Characters that say too little to be another question."""


def aside(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """再说一遍, 大点声: what was asked back stays open."""
    if understood.kind == "command" and understood.id in commands.ASIDE and not understood.also:
        return kit.command(understood, session)
    return None


def jump(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """A few words (在哪告), which lean on what was talked of last, were taken for something quite else: asked back."""
    if not _jumps(kit, understood, session):
        return None
    only = Candidate(understood.kind, understood.id or "", understood.score)
    asked = replace(understood, tier="clarify", kind="clarify", id=None, offered=(only,))
    return kit.clarify(asked, replace(session, asked_back=(), more=()))


def meant(kit: Answering, understood: Understanding, session: Session) -> Turned:
    """What was understood, whatever it is."""
    return kit.meant(understood, replace(session, asked_back=(), more=()))


def _jumps(kit: Answering, understood: Understanding, session: Session) -> bool:
    kind, before = session.subject or ("fallback", "")
    if understood.tier != "strong" or understood.kind != "faq" or kind != "faq" or before not in kit.content.faq:
        return False
    fields = {kit.content.faq[before].topic, compose.GENERAL}
    return len(plain(understood.text)) <= _FEW and kit.content.faq[understood.id or ""].topic not in fields
