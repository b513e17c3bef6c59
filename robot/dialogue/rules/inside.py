"""Inside a matter: a fact told, something asked on, and what the matter has no words for. Never 这个我不懂."""

from __future__ import annotations

from dataclasses import replace

from robot.content.keys import fact_of, point_of
from robot.content.matters import Matter
from robot.dialogue.answering import Answering, Turned
from robot.dialogue.replies import compose, sentences, told
from robot.dialogue.session import Session
from robot.nlu.text.correction import other_person
from robot.turn import Reply, Told, Understanding

_LIKELY_ENOUGH = 0.25
"""Score from which the entry is answered, with what it was taken for, rather than asked about."""
_SURE_ENOUGH_TO_LEAD = 0.12
"""Sum of the scores of a matter's entries from which the robot asks what this matter needs to know."""
_A_STORY = 8
"""Characters from which a sentence tells something."""


def told_or_asked_on(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """A fact of the matter in hand, or a question that the matter answers."""
    if understood.kind != "flow" or understood.id is None or understood.also:
        return None
    found = point_of(kit.content, understood.id)
    if found is not None:
        matter, point = found
        matter = kit.content.matters.get(understood.matter or "", matter)
        is_sure = understood.tier != "likely"
        taken_as = "" if is_sure else compose.filled(kit.content.prompts.asked_as, {"title": point.asks[0]})
        before = told.turned_to(kit.content, session) + told.noted(kit.content, understood.facts)
        spoken = before + taken_as + point.spoken
        other, others = told.or_else(kit.content, understood, session)
        shown = f"{point.shown or point.spoken}\n{other}" if other else point.shown
        cited = point.citations + others
        reply = told.reply(
            *(kit.content, kit.guide, session, matter, understood, spoken + other, shown, cited, point.window)
        )
        return reply, _after(reply, session, matter)
    return _facts(kit, understood, session)


def for_other(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """我说的不是我，是我哥: the case is another's. The matter's own word on that is better, where it has one."""
    who = other_person(understood.text)
    matter = kit.content.matters.get(session.case.matter or "")
    told_here = any(fact_of(kit.content, fact.key) for fact in understood.facts)
    if who is None or matter is None or told_here or understood.tier == "exact":
        return None
    spoken = compose.filled(kit.content.prompts.for_other, {"who": f"您{who}"})
    spoken, session = told.question(kit.content, session, spoken)
    reply = told.reply(kit.content, kit.guide, session, matter, understood, spoken)
    return reply, _after(reply, session, matter)


def nothing_of_it(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """It belongs to the matter in hand, and the matter has no words for it."""
    matter = kit.content.matters.get(session.case.matter or "")
    if not understood.inside or matter is None:
        return None
    window = compose.place_name(kit.content, matter.window)
    kind, item = session.subject or ("fallback", "")
    found = f"{understood.passage}。" if understood.passage else None
    if found is None and understood.act == "asking-on":
        found = sentences.nearest(kit.content, kind, item, understood.text)
    if found is not None:
        spoken = found if understood.act == "asking-on" else kit.content.prompts.fact_unknown + found
    elif understood.act == "asking-on":
        spoken = compose.filled(kit.content.prompts.asked_unknown, {"window": window})
    else:
        spoken, session = told.led_on(kit.content, session, kit.content.prompts.fact_unknown)
        spoken, session = told.question(kit.content, session, spoken)
        if spoken == kit.content.prompts.fact_unknown:
            spoken += compose.filled(kit.content.prompts.fact_unknown_end, {"window": window})
    reply = told.reply(kit.content, kit.guide, session, matter, understood, spoken)
    return reply, _after(reply, session, matter)


def led_in(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """A story that no entry fits, of a matter that it plainly belongs to: the robot asks what it needs to know."""
    if understood.kind not in {"fallback", "clarify"} or understood.id is not None or understood.topic is None:
        return None
    matters = {kit.matter_of(each.kind, each.id) for each in understood.offered}
    if len(matters) > 1 or None in matters:
        return None  # the answers differ: which one is a question of its own
    fitting = [each for each in understood.candidates if _may_lead(kit, each.kind, each.id, understood)]
    shares: dict[str, float] = {}
    for each in fitting:
        name = kit.matter_of(each.kind, each.id) or ""
        shares[name] = shares.get(name, 0.0) + each.score
    matter = kit.content.matters.get(max(shares, key=lambda name: shares[name])) if shares else None
    if matter is None or shares[matter.id] < _SURE_ENOUGH_TO_LEAD:
        return None
    likely = next(each for each in fitting if kit.matter_of(each.kind, each.id) == matter.id)
    if likely.score >= _LIKELY_ENOUGH:
        answered = replace(understood, tier="likely", kind="faq", id=likely.id, offered=())
        return kit.faq(answered, replace(session, asked_back=(), more=()))
    now = kit.settle(replace(session, subject=("faq", likely.id)))
    question, now = told.question(kit.content, now, "")
    if not question:
        return None
    spoken = compose.filled(kit.content.prompts.lead_in, {"matter": matter.name, "question": question})
    reply = told.reply(kit.content, kit.guide, now, matter, understood, spoken)
    return reply, _after(reply, now, matter)


def _may_lead(kit: Answering, kind: str, item: str, understood: Understanding) -> bool:
    faq = kit.content.faq.get(item) if kind == "faq" else None
    return faq is not None and faq.topic == understood.topic and len(understood.text) >= _A_STORY


def _facts(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    found = fact_of(kit.content, understood.id or "")
    if found is None:
        return None
    matter = kit.content.matters.get(understood.matter or "", found[0])
    entry = session.subject[1] if session.subject else ""
    held = next((fact for fact in understood.facts if fact.key == understood.id), None)
    spoken, citations, window = told.follows(kit.content, held or Told(understood.id or ""), entry)
    # What is only guessed is neither said back nor held.
    spoken = (told.noted(kit.content, understood.facts) or kit.content.prompts.fact_unknown) + spoken
    other, others = told.or_else(kit.content, understood, session)
    spoken, citations = spoken + other, citations + others
    spoken, session = told.question(kit.content, session, told.turned_to(kit.content, session) + spoken)
    reply = told.reply(
        *(kit.content, kit.guide, session, matter, understood, spoken), citations=citations, window=window
    )
    return reply, _after(reply, session, matter)


def _after(reply: Reply, session: Session, matter: Matter) -> Session:
    subject = (reply.kind, reply.id) if reply.id else session.subject
    return replace(session, last=reply, subject=subject, place=reply.window, asked_back=(), more=(), failures=0)
