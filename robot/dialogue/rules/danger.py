"""Somebody may be in danger: before everything else. An alarm that was none is called off; a doubt is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from robot.dialogue.answering import Answering, Turned, in_alarm
from robot.dialogue.replies import compose
from robot.dialogue.session import Session
from robot.nlu.text.manner import manner
from robot.nlu.text.normalise import plain
from robot.nlu.text.rejection import denies_danger
from robot.turn import Candidate, Reply, Understanding

_SHORT = 24
"""Characters of what is said to an alarm: where, how old, how it feels. Who tells more is talking of something else."""
_ANSWERED = frozenset({"exact", "strong", "likely"})
_JUST = 3
"""Turns after an alarm in which what is said is of it rather than of anything else."""
_ONCE_MORE = 2
"""Turns after which quiet help is offered once more."""
_AT_ONCE = 2
"""Turns after a loud alarm from which a question may leave it that is one of the matter before, plainly; after a quiet
one it may at once: who is beaten asks what a 保护令 is."""
_PLAINLY_ASKED = 0.7
"""Score from which a question of the matter that was talked of before the alarm is one: 还不上会不会坐牢."""
_PLAINLY_OWN = 0.93
"""Score from which a point of the matter that was talked of before the alarm is of it and not of the alarm."""
_PLAINLY_ANOTHER = 0.75
"""Score from which another danger than the one at hand is believed."""
_CALLS = re.compile(
    "(?:你|^那?)(?:[给帮][我俺])?(?:悄悄|偷偷)地?(?:[给帮][我俺])?[叫喊请找]"
    "|^那?你?(?:就要)?[叫请]一?个(?:人|女的|女同志)?(?:过?来|陪)|^那?你?(?:就要|叫吧|请吧)[吧啊呀]?$"
)
"""Words in which the robot is asked to call somebody after all; 他悄悄叫人过户了 and 就要到期了 are none."""
_VIOLENCE, _AT_HOME = "violence", "domestic-violence-now"
"""The emergency that people fight, called out aloud; the quiet one that somebody is beaten at home."""
_CRIES = re.compile("救命|救救|来人|打起来|[拿带掏]着?刀")
_BELIEVED = 0.9
"""Score from which a danger is one although the sentence sounds like one that calls it off."""


def stood_down(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """After an alarm: 不是急事, 我就是气话, 别叫人. What was talked of before is given back.

    Who asks something in the same breath (没着火，我问的是赔偿) is answered that.
    """
    if not in_alarm(session):
        return None
    is_over = understood.after == "over" and not (understood.tier == "emergency" and understood.score >= _BELIEVED)
    if not kit.short.stands_down(understood.text) and (not is_over or _asks_besides(understood)):
        return None
    if session.subject is not None and session.subject[1] == _entry(kit, session):
        session = replace(session, subject=None)  # only the alarm had brought it up
    before = kit.subject(session)
    if _is_quiet(kit, session):
        spoken = kit.content.prompts.danger_quiet_no
    elif before is not None:
        title = compose.title(kit.content, Candidate(before.kind, before.id or "", 1.0))
        spoken = compose.filled(kit.content.prompts.stood_down_back, {"title": title})
    else:
        spoken = kit.content.prompts.stood_down
    calm = Reply("command", "no", spoken, spoken, score=1.0)
    return calm, replace(session, last=calm, asked_back=(), failures=0, offered_quietly=None)


def _asks_besides(understood: Understanding) -> bool:
    is_answered = understood.tier in _ANSWERED and understood.kind in {"faq", "service", "flow"}
    return is_answered and manner(understood.text).asks


def called_off(understood: Understanding, session: Session) -> Session:
    """The session after an alarm that the visitor says was none while he asks something else: no help is offered
    (没人打我老婆，是刷墙的要赖在我家，这算不算违法)."""
    if not in_alarm(session) or not denies_danger(understood.text):
        return session
    return replace(session, offered_quietly=None, quiet_danger=None)


def quietly(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """After a quiet word: 要 calls somebody without saying why, 不要 calls nobody. Whoever refused at first and wants
    somebody later (你给我悄悄叫一个女的过来) is helped as quietly."""
    wish = understood.id if understood.kind == "command" else None
    later = session.quiet_danger
    if later is not None and (wish == "human" or _CALLS.search(plain(understood.text))):
        return _called(kit, later, session)
    offered = session.offered_quietly
    has_offered = in_alarm(session) or session.offered_again_at == session.case.turn - 1
    if offered is None or not has_offered:
        return None
    if wish in {"yes", "human"} or kit.short.accepts(understood.text):
        return _called(kit, offered, session)
    if wish == "no":
        spoken = kit.content.prompts.danger_quiet_no
        reply = Reply("command", "no", spoken, spoken, score=1.0)
        return reply, replace(session, last=reply, asked_back=(), failures=0, offered_quietly=None)
    return None


def _called(kit: Answering, danger: str, session: Session) -> Turned:
    """Somebody is asked to come; nothing is said of why."""
    spoken = kit.content.prompts.danger_quiet_yes
    reply = Reply("emergency", danger, spoken, spoken, score=1.0, window=kit.content.at(compose.RECEPTION))
    reply = replace(reply, actions=("quiet", "call-staff"))
    return reply, replace(session, last=reply, asked_back=(), failures=0, offered_quietly=None)


def offered_again(kit: Answering, reply: Reply, session: Session) -> Turned:
    """Who said something like that and went on to other things is offered help once more, behind the second answer."""
    turn = session.case.turn
    is_time = session.offered_quietly is not None and turn - session.alarmed_at == _ONCE_MORE
    if not is_time or reply.kind in {"emergency", "clarify"}:
        return reply, session
    reply = replace(reply, spoken=reply.spoken + kit.content.prompts.danger_quiet_again)
    return reply, replace(session, last=reply, offered_again_at=turn)


def stays(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """After an alarm the robot stays with it: symptoms, place, age belong to it, until something else is asked."""
    if not in_alarm(session) or understood.tier == "emergency":
        return None
    if understood.after in {"over", "other"} or not plain(understood.text) or denies_danger(understood.text):
        return None
    is_said = understood.after == "stay" or len(plain(understood.text)) <= _SHORT
    if not is_said or _is_something_else(kit, understood, session) or kit.short.asks_on(understood.text) is not None:
        return None
    return _stayed(kit, understood, session)


def _stayed(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    emergency = kit.content.emergencies.get(session.last.id or "") if session.last else None
    if emergency is None:
        return None
    spoken = emergency.stay or kit.content.prompts.danger_stay
    reply = compose.emergency_reply(kit.content, emergency, understood)
    reply = replace(reply, spoken=spoken, actions=("quiet",) if emergency.quiet else ())
    return reply, replace(session, last=reply)


def _is_something_else(kit: Answering, understood: Understanding, session: Session) -> bool:
    """Whether what was said plainly leaves the alarm. Just after it a point of what was talked of before is more likely
    a chance likeness: 我现在赶回去还来得及不 asks for no time limit."""
    has_just_been = session.case.turn - session.alarmed_at <= _JUST
    entry = _entry(kit, session)
    of_alarm = kit.matter_of("faq", entry) if entry is not None else None
    is_point, asks = understood.kind == "flow", manner(understood.text).asks
    of_entry = kit.matter_of(understood.kind, understood.id or "") if understood.kind in {"faq", "service"} else None
    is_own = of_alarm is not None and of_alarm == (understood.matter if is_point else of_entry)
    if is_own and asks and understood.tier in _ANSWERED:
        return True  # 那个保护令是咋回事: of the danger, and answered from what is known of it
    if understood.tier not in ({"exact", "strong"} if has_just_been else _ANSWERED) or understood.kind == "smalltalk":
        return False
    if has_just_been and understood.kind == "place" and not kit.short.ways.named_in(understood.text):
        return False
    if is_point and understood.matter == session.case.matter and understood.score >= _PLAINLY_OWN:
        return True  # 那是我给老伴看病的钱啊, after an alarm that was none
    may_leave = _is_quiet(kit, session) or session.case.turn - session.alarmed_at >= _AT_ONCE
    is_plainly_asked = may_leave and asks and understood.score >= _PLAINLY_ASKED
    return not (has_just_been and is_point and understood.matter != of_alarm and not is_plainly_asked)


def alarm(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Anything of what was said in one breath that is a danger now."""
    danger = next((thing for thing in (understood, *understood.also) if thing.tier == "emergency"), None)
    if danger is not None and in_alarm(session) and not _is_same(danger, session):
        is_loud = not _is_quiet(kit, session) and not kit.content.emergencies[danger.id or ""].quiet
        is_told_of_it = is_loud and understood.after == "stay" and danger.score < _BELIEVED
        if danger.score < _PLAINLY_ANOTHER or is_told_of_it:
            return _stayed(kit, understood, session)  # 她喝了有半瓶，人还清行着: what is told of it sounds like another
    return kit.emergency(_as_quiet_as_before(kit, danger, session), session) if danger is not None else None


def _as_quiet_as_before(kit: Answering, danger: Understanding, session: Session) -> Understanding:
    """Who has told of violence at home and is waited for outside (他在外头车里等我) is helped quietly: whoever is
    feared may hear what is called out. Who cries for help is not: everybody hears that."""
    at_home, matter = kit.content.emergencies.get(_AT_HOME), session.case.matter
    is_told = at_home is not None and matter is not None and kit.matter_of("faq", at_home.entry or "") == matter
    if not is_told or danger.id != _VIOLENCE or _CRIES.search(plain(danger.text)):
        return danger
    return replace(danger, id=_AT_HOME)


def _is_same(danger: Understanding, session: Session) -> bool:
    return session.last is not None and session.last.id == danger.id


def _entry(kit: Answering, session: Session) -> str | None:
    emergency = kit.content.emergencies.get(session.last.id or "") if session.last else None
    return emergency.entry if emergency is not None else None


def _is_quiet(kit: Answering, session: Session) -> bool:
    emergency = kit.content.emergencies.get(session.last.id or "") if session.last else None
    return emergency is not None and emergency.quiet


def whether_urgent(kit: Answering, understood: Understanding, session: Session) -> Turned | None:
    """Whoever may be in danger is asked that before anything else is told."""
    if understood.offered and understood.offered[0].kind == "emergency" and not understood.slots.articles:
        return kit.clarify(understood, session)
    return None


def staff_wanted(kit: Answering, choice: Candidate, session: Session) -> Turned:
    """Asked whether it is urgent, the visitor has said yes: what it is, is only a guess, and nobody is told it."""
    emergency = kit.content.emergencies[choice.id]
    reply = compose.emergency_reply(kit.content, emergency, Understanding("", "emergency", "emergency", choice.id, 1.0))
    spoken = kit.content.prompts.danger_yes
    reply = replace(reply, spoken=spoken, shown=spoken, actions=("call-staff",), interruptible=False)
    return reply, replace(kit.without_subject(session, reply), service=None, step=0, failures=0)
