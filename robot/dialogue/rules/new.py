"""Whatever is left: a command said in between, a question of its own, or nothing that can be answered."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import commands, compose
from robot.dialogue.session import Session
from robot.nlu.text.manner import manner
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Understanding

_SAYS_NOTHING, _A_FACT, _WORTH_ASKING = 2, 10, 0.45
"""Characters of a scrap, of a bare fact; score from which it is worth asking whether an answer is meant."""
_TELL = "opening-words"
"""The small talk that asks the visitor to tell it all."""
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


def too_little(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """A few words that tell something of nobody knows what (我都七十三了): the visitor is asked to tell it all."""
    if not _tells_little(understood, session) or _TELL not in kit.content.smalltalk:
        return None
    reply, session = kit.meant(replace(understood, tier="exact", kind="smalltalk", id=_TELL, offered=()), session)
    return reply, replace(session, failures=1)  # the second time a person helps, as after any other unclear word


def _tells_little(understood: Understanding, session: Session) -> bool:
    unclear = understood.kind in {"clarify", "fallback"} and understood.id is None and not understood.topic
    if not unclear or session.case.matter is not None or session.asked_back or session.failures:
        return False
    best = understood.candidates[0].score if understood.candidates else 0.0
    asks_urgent = bool(understood.offered) and understood.offered[0].kind == "emergency"
    is_fact = _SAYS_NOTHING < len(plain(understood.text)) <= _A_FACT and not manner(understood.text).asks
    return is_fact and best < _WORTH_ASKING and not asks_urgent


def _jumps(kit: Answering, understood: Understanding, session: Session) -> bool:
    kind, before = session.subject or ("fallback", "")
    if understood.tier != "strong" or understood.kind != "faq" or kind != "faq" or before not in kit.content.faq:
        return False
    fields = {kit.content.faq[before].topic, compose.GENERAL}
    return len(plain(understood.text)) <= _FEW and kit.content.faq[understood.id or ""].topic not in fields
