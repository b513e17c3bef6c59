"""What the robot remembers of one visitor, until the visitor is gone.

Of the visitor's words it holds the last few sentences while it is not sure what they are about, and the one from which
it took the matter in hand: that one is read again when the visitor says that it was understood wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from robot.dialogue.case import Case, entry_of
from robot.nlu.context import Aside, Context
from robot.turn import Candidate, Kind, Reply

_LONG_AGO = 100
SLOWEST, FASTEST = -3, 3
QUIETEST, LOUDEST = -3, 3


@dataclass(frozen=True, slots=True)
class Session:
    """`asked_back` are the candidates of an open question; `service`/`step` where the visitor is in a service.

    `subject` is what was talked of last, which 要带什么 and 多少钱 then mean: an FAQ entry or a service. `more` is what
    the robot still has to say and has asked about ("要我接着说吗"). `pace` and `loudness` count the visitor's wishes
    (slower -1, faster +1; quieter -1, louder +1). `case` is what is going on (robot/dialogue/case.py). `person` is whom
    of the directory it told of last, `day` the day of the week (as in WEEK) that was asked of them. `together`: the
    things that were answered last in one breath. `alarmed_at`: the turn of the case in which the last alarm was raised.
    `offered_quietly`: the emergency for which the visitor was offered quiet help and has neither taken nor refused it;
    `quiet_danger`: the last of these, taken or not: whoever wants somebody later is helped as quietly;
    `offered_again_at`: the turn in which it was offered once more. `is_beside`: `subject` holds in any matter and was
    asked inside the one in hand; `opened`: what the matter in hand was taken from;
    `felt`: the feelings that had their word (robot/dialogue/sympathy.py); `heard`: what was said already
    (robot/dialogue/heard.py); `answered`: the keys of what was answered last.
    """

    last: Reply | None = None
    asked_back: tuple[Candidate, ...] = ()
    subject: tuple[Kind, str] | None = None
    more: tuple[Reply, ...] = ()
    service: str | None = None
    step: int = 0
    place: str | None = None
    step_free: bool = False
    failures: int = 0
    pace: int = 0
    loudness: int = 0
    case: Case = field(default_factory=Case)
    earlier: tuple[str, ...] = field(default=(), repr=False)
    is_beside: bool = False
    opened: str = field(default="", repr=False)
    felt: frozenset[str] = frozenset()
    heard: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    person: str | None = None
    day: str = ""
    together: tuple[Candidate, ...] = ()
    alarmed_at: int = -_LONG_AGO
    offered_quietly: str | None = None
    quiet_danger: str | None = None
    offered_again_at: int = -_LONG_AGO


def context_of(session: Session) -> Context:
    """What understanding is told of the conversation."""
    case = session.case
    own = entry_of(case, case.matter or "") if session.is_beside else None
    in_danger = session.last is not None and session.last.kind == "emergency"
    return Context(
        *(case.matter, own or session.subject, case.told, case.asked),
        aside=tuple(Aside(matter, entry_of(case, matter)) for matter in case.aside),
        danger=in_danger,
        supposed=case.supposed,
        unsure=case.unsure,
        turns=case.turn - case.since,
        rivals=case.rivals,
        earlier=" ".join(session.earlier),
        opened=session.opened,
        answered=session.answered,
        replied=f"{session.last.spoken}\n{session.last.shown}" if session.last is not None else "",
        claimed=_claimed(session),
    )


def _claimed(session: Session) -> str:
    """Of the last screen what it was taken for, and the facts held (robot/dialogue/replies/told.py)."""
    lines = session.last.shown.splitlines() if session.last is not None else []
    shows_facts = any(held.how != "inferred" for held in session.case.of_matter())
    return "\n".join(lines[: 2 if shows_facts else 1])


def speaking_rate(rate: int, session: Session) -> int:
    """Characters a minute for this visitor: 15 % more or less for every wish."""
    return round(max(100, min(400, rate * (1 + 0.15 * session.pace))))


def speaking_volume(volume: int, session: Session) -> int:
    """Volume, 0 to 100, for this visitor: 15 points more or less for every wish."""
    return max(10, min(100, volume + 15 * session.loudness))
