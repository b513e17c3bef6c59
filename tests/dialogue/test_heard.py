"""What was said already is said otherwise."""

from __future__ import annotations

from robot.dialogue.heard import first_sentence, fresh, hears, not_said_yet
from robot.dialogue.session import Session
from robot.turn import Understanding


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


def test_what_was_told_already_gives_way_to_a_sentence_that_was_not() -> None:
    asked = Understanding("丧葬费能抵不", "strong", "faq", "x", 0.9, passage="丧葬费另外申请")
    near, session = not_said_yet(asked, "先问清为啥停。", Session())
    assert near == "丧葬费另外申请。"
    assert not_said_yet(asked, "先问清为啥停。", session)[0] == ""
    assert not_said_yet(asked, "丧葬费另外申请，先问清。", Session())[0] == ""


def test_the_first_sentence_is_what_to_do() -> None:
    assert first_sentence("先治伤。再申请。") == "先治伤。"
    assert first_sentence("先治伤") == "先治伤"
