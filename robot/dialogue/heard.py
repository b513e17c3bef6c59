"""What a visitor has heard already: nothing is told twice in the same words that can be told otherwise. Pure.

The session keeps the robot's own wordings, and the keys of the answers that it gave; no word of the visitor's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from robot.dialogue.session import Session
from robot.turn import Understanding


def fresh(variants: Sequence[str], session: Session) -> tuple[str, Session]:
    """The first of `variants` that was not said yet, else the one said longest ago; it is then held as said."""
    heard = session.heard
    chosen = min(variants, key=lambda each: heard.index(each) if each in heard else -1)
    return chosen, hears(session, chosen)


def hears(session: Session, *what: str) -> Session:
    """`session` after the visitor has heard `what`."""
    return replace(session, heard=(*(each for each in session.heard if each not in what), *what))


def not_said_yet(understood: Understanding, told: str, session: Session) -> tuple[str, Session]:
    """The sentence of the answers that is near what was said, where what fits it best was `told` already."""
    near = f"{understood.passage}。" if understood.passage else ""
    before = session.last.spoken if session.last is not None else ""
    if not near or near in session.heard or understood.passage in told or understood.passage in before:
        return "", session
    return near, hears(session, near)


def first_sentence(spoken: str) -> str:
    """What an answer begins with: what to do."""
    return spoken[: spoken.find("。") + 1] or spoken
