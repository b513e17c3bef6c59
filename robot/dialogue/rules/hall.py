"""What is asked of the hall itself: a telephone number, what a window does, what there is not."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import hall
from robot.dialogue.session import Session
from robot.turn import Understanding

_ITS_OWN = frozenset({"faq", "service", "command", "smalltalk"})
"""What is asked in the very words of an entry is answered by it, unless it is a number."""


def about(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """法律援助窗口电话多少, 5号窗口是干什么的, 有几个窗口, 母婴室在哪 where there is none."""
    if understood.tier == "emergency" or session.asked_back:
        return None
    asked = kit.hall.match(understood.text)
    is_entry = understood.tier == "exact" and understood.kind in _ITS_OWN
    if asked is None or (is_entry and asked.kind not in {"phone", "number"}):
        return None
    reply = hall.told(kit.content, asked, kit.guide, session.step_free)
    place = reply.id if reply.kind == "place" else session.place
    return reply, replace(session, last=reply, place=place, asked_back=(), more=(), failures=0)
