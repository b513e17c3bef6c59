"""Several things in one breath: each is answered; one that is unclear is asked back last of all, and stays open."""

from __future__ import annotations

from dataclasses import replace

from robot.dialogue.answering import MEANS_NOTHING_BESIDE, Answering, Turned, sensible
from robot.dialogue.replies import compose, several
from robot.dialogue.rules import inside
from robot.dialogue.rules.base import ACTS
from robot.dialogue.session import Session
from robot.turn import Candidate, Reply, Understanding


def one_breath(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """All that was said, in order."""
    if not understood.also:
        return None
    session = replace(session, asked_back=(), more=())
    return all_of(kit, (replace(understood, also=()), *understood.also), understood, session)


def all_of(kit: Answering, things: tuple[Understanding, ...], whole: Understanding, session: Session) -> Turned:
    """`things`, each answered; `whole` is the sentence that holds them."""
    manners = [t for t in things if t.kind == "command" and t.id in MEANS_NOTHING_BESIDE]
    things = tuple(thing for thing in things if thing not in manners)[: several.MOST]
    clear = [thing for thing in things if thing.tier in ACTS]
    if not clear:
        return kit.meant(things[0] if things else manners[0], session)
    unclear = next((thing for thing in map(sensible, things) if thing.offered), None)
    unknown = next((thing for thing in things if thing.tier == "fallback"), None)
    if session.case.matter is not None and session.case.since < session.case.turn:
        # What else was said is of the matter in hand, likely; a doubt of it is not spoken aloud.
        unknown = None
        unclear = unclear if unclear and any(each.kind != "faq" for each in unclear.offered) else None
    if len(clear) == 1 and not unclear and not unknown:
        only = replace(clear[0], text=whole.text)
        return inside.told_or_asked_on(kit, only, session) or kit.meant(only, session)
    replies: list[Reply] = []
    for thing in clear:
        reply, session = inside.told_or_asked_on(kit, thing, session) or kit.meant(thing, session)
        replies.append(reply)
    breath = several.Breath(
        tuple(replies),
        _asked_the_way(kit, clear, replies, whole),
        compose.clarify_reply(kit.content, unclear) if unclear else None,
        _unknown(kit, unknown) if unknown else "",
    )
    reply, waiting = several.together(kit.content, breath)
    spoken_last = replies[0] if waiting else replies[-1]
    session = replace(kit.remembering(spoken_last, session, step=-1), last=reply, more=waiting, failures=0)
    together = tuple(Candidate(thing.kind, thing.id or "", 1.0) for thing in clear)
    return reply, replace(session, asked_back=unclear.offered if unclear else (), together=together)


def _asked_the_way(
    kit: Answering, clear: list[Understanding], replies: list[Reply], whole: Understanding
) -> Reply | None:
    """The answer to whose window the visitor also asked the way (…在哪个窗口)."""
    for thing, reply in zip(clear[1:], replies[1:], strict=True):
        if reply.kind in {"faq", "service"} and kit.short.ends_asking_the_way(thing.text):
            return reply
    asked = kit.short.ends_asking_the_way(whole.text) and replies[-1].kind in {"faq", "service"}
    return replies[-1] if asked else None


def _unknown(kit: Answering, thing: Understanding) -> str:
    reply = compose.fallback_reply(kit.content, thing, False, kit.guide, False)
    if reply.window is None:
        return reply.spoken
    window = compose.place_name(kit.content, reply.window)
    return compose.filled(kit.content.prompts.also_unknown, {"window": window})
