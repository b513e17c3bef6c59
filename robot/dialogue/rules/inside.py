"""Inside a matter: a fact told, something asked on, and what the matter has no words for. Never 这个我不懂."""

from __future__ import annotations

from dataclasses import replace

from robot.content.keys import fact_of, key_of, point_of
from robot.content.matters import Matter
from robot.dialogue.answering import Answering, Turned
from robot.dialogue.heard import fresh, hears, not_said_yet
from robot.dialogue.replies import compose, sentences, told
from robot.dialogue.session import Session
from robot.dialogue.taking_back import unsaid
from robot.nlu.text.correction import misheard, other_person, put_in_mouth
from robot.nlu.text.manner import denies, manner
from robot.turn import Reply, Told, Understanding

_LIKELY_ENOUGH = 0.25
"""Score from which the entry is answered, with what it was taken for, rather than asked about."""
_SURE_ENOUGH_TO_LEAD = 0.12
"""Sum of the scores of a matter's entries from which the robot asks what this matter needs to know."""
_GUESSED = 0.3
"""How sure it must be what was asked for the answer to be given as if it were."""
_NEXT_BEST = 0.12
"""How likely a question must be to be answered instead of what was told already."""
_A_STORY = 8
"""Characters from which a sentence tells something."""


def told_or_asked_on(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """A fact of the matter in hand, or a question that the matter answers."""
    if understood.kind != "flow" or understood.id is None or understood.also:
        return None
    understood = _not_heard_yet(kit, understood, session)
    found = point_of(kit.content, understood.id or "")
    if found is None:
        return _facts(kit, understood, session)
    matter, point = found
    key = key_of(matter.id, point.id)
    matter = kit.content.matters.get(understood.matter or "", matter)
    before, session = _before(kit, understood, session)
    near = ""
    if key in session.heard:
        near, session = not_said_yet(understood, point.spoken, session)
    again, session = told.told_anew(kit.content, session, key)
    if not again and not before and _is_guess(understood) and not compose.shows(point.spoken, point.asks[0]):
        again, session = fresh(kit.content.prompts.guessed, session)
    (other, session), others = told.besides(kit.content, understood, session)
    spoken = before + near + again + point.spoken + other
    shown = compose.lines(point.shown or point.spoken, other) if other else point.shown
    cited = point.citations + others
    reply = told.reply(kit.content, kit.guide, session, matter, understood, spoken, shown, cited, point.window)
    reply, session = told.with_what_was_told(kit.content, understood, reply, session)
    return reply, _after(reply, session, matter)


def heard_wrong(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """我没坐过牢，你听岔了: it is taken back with a word of apology, and the matter goes on; nothing of it is new."""
    case = session.case
    matter = kit.content.matters.get(case.matter or "")
    if matter is None or understood.tier == "exact" or other_person(understood.text) is not None:
        return None
    is_denied = _tells_nothing(kit, understood)
    is_unsure = understood.inside or is_denied or (understood.kind == "flow" and understood.tier == "likely")
    is_point = understood.kind == "flow" and "=" not in (understood.id or "=")
    is_asked = is_point and manner(understood.text).asks  # 你弄反了，我是撞人的。会不会抓我
    if not (case.withdrawn or (misheard(understood.text) and is_unsure and not is_asked)):
        return None
    prompts = kit.content.prompts
    is_denial = denies(understood.text) or put_in_mouth(understood.text)
    denied = prompts.never_held if is_denial else prompts.corrected
    opening, session = fresh(prompts.heard_wrong if case.withdrawn else denied, session)
    # What is so instead (不是孩子，是我) is answered for; else what was told besides.
    instead = next((held.key for held in case.facts if held.fact in case.withdrawn), understood.id or "")
    if (not is_unsure or is_asked) and instead not in session.heard:
        found = told_or_asked_on(kit, replace(understood, id=instead), session)
        if found is not None:
            return replace(found[0], spoken=opening + found[0].spoken), found[1]
    spoken, session = told.led_on(kit.content, session, opening)
    spoken, session = told.question(kit.content, session, spoken)
    reply = told.reply(kit.content, kit.guide, session, matter, understood, spoken)
    return reply, _after(reply, session, matter)


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
    """It belongs to the matter in hand, and the matter has no words for it: what is near, or what one does next."""
    matter = kit.content.matters.get(session.case.matter or "")
    if not understood.inside or matter is None:
        return None
    asks, opening = understood.act == "asking-on", ""
    found = _near(kit, understood, session) if asks else ""  # to what only tells something, a chance step is no answer
    # Who has corrected something hears that it was understood (turn.py).
    if understood.act != "correction" and not (asks and found):
        prompts = kit.content.prompts
        opening, session = fresh(prompts.asked_unknown if asks else prompts.fact_unknown, session)
    spoken, session = opening + found, hears(session, found) if found else session
    if not found:
        spoken, session = told.led_on(kit.content, session, opening)
        spoken, session = (spoken, session) if asks else told.question(kit.content, session, spoken)
    if spoken == opening:
        end, session = fresh(kit.content.prompts.unknown_end, session)
        spoken += compose.filled(end, {"window": compose.place_name(kit.content, matter.window)})
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
    now = kit.settle(understood, replace(session, subject=("faq", likely.id)))
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
    follows, citations, window = told.follows(kit.content, held or Told(understood.id or ""), entry)
    before, session = _before(kit, understood, session)
    again, session = told.told_anew(kit.content, session, understood.id or "")
    if not before and not again:
        before, session = told.listened(kit.content, session, held, follows)
    (other, session), others = told.besides(kit.content, understood, session)
    spoken, session = told.question(kit.content, session, before + again + follows + other)
    cited = citations + others
    reply = told.reply(kit.content, kit.guide, session, matter, understood, spoken, citations=cited, window=window)
    return reply, _after(reply, session, matter)


def _before(kit: Answering, understood: Understanding, session: Session) -> tuple[str, Session]:
    """What stands before an answer: another matter that it is now taken for, what was corrected or told besides."""
    turned, session = told.turned_to(kit.content, session)
    return (turned, session) if turned else told.noted(kit.content, session, understood)


def not_again(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Who asks on is not read the answer once more that he has heard: what else of the matter he may mean, if
    anything."""
    is_heard = understood.kind == "faq" and (understood.id or "") in session.heard
    if not is_heard or understood.tier == "exact" or understood.also or not manner(understood.text).asks:
        return None
    instead = _something_new(kit, understood, session)
    return None if instead is understood else told_or_asked_on(kit, instead, session)


def _not_heard_yet(kit: Answering, understood: Understanding, session: Session) -> Understanding:
    """Where what is only likely was told before, the other thing that may be meant, if that was not."""
    if understood.tier != "likely" or understood.id not in session.heard:
        return understood
    second = understood.second
    if second and second not in session.heard and point_of(kit.content, second) is not None:
        return replace(understood, id=second, second="", says_both=False)
    return _something_new(kit, understood, session)


def _something_new(kit: Answering, understood: Understanding, session: Session) -> Understanding:
    """The likeliest question of the matter that was not answered yet; `understood` where none is likely."""
    likely = (each for each in understood.candidates if each.score >= _NEXT_BEST and each.id not in session.heard)
    other = next((each for each in likely if each.kind == "flow" and point_of(kit.content, each.id) is not None), None)
    if other is None:
        return understood
    found = replace(understood, kind="flow", id=other.id, score=other.score, tier="likely", second="", says_both=False)
    return replace(found, asked_on=other.id, act="asking-on")


def _is_guess(understood: Understanding) -> bool:
    return understood.tier == "likely" and understood.score < _GUESSED


def _tells_nothing(kit: Answering, understood: Understanding) -> bool:
    """Whether what it was taken for is denied by its own words."""
    key = understood.id or ""
    return "=" in key and not unsaid(kit.content, understood.text, (Told(key),))


def _near(kit: Answering, understood: Understanding, session: Session) -> str:
    """A sentence of the answers that is near what was said, and was not just told; else empty."""
    near = f"{understood.passage}。" if understood.passage else ""
    if not near and understood.act == "asking-on":
        near = sentences.nearest(kit.content, *(session.subject or ("fallback", "")), understood.text) or ""
    return "" if near in session.heard or (session.last is not None and near in session.last.spoken) else near


def _after(reply: Reply, session: Session, matter: Matter) -> Session:
    subject = (reply.kind, reply.id) if reply.id else session.subject
    return replace(session, last=reply, subject=subject, place=reply.window, asked_back=(), more=(), failures=0)
