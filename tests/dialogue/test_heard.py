"""What was said already is said otherwise."""

from __future__ import annotations

from robot.dialogue.heard import fresh, hears
from robot.dialogue.session import Session


def test_each_wording_has_its_turn_and_then_the_oldest() -> None:
    session, said = Session(), []
    for _ in range(4):
        chosen, session = fresh(("甲", "乙", "丙"), session)
        said.append(chosen)
    assert said == ["甲", "乙", "丙", "甲"]
    assert len(session.heard) == 3


def test_what_is_heard_again_is_the_latest() -> None:
    session = hears(hears(Session(), "甲", "乙"), "甲")
    assert session.heard == ("乙", "甲")
