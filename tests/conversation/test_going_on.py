from __future__ import annotations

import pytest

from robot.app import Turn
from robot.conversation.going_on import best, joined
from robot.dialogue.session import Session
from robot.turn import Reply, Tier, Transcript, Understanding


def _turn(tier: Tier) -> Turn:
    meant = Understanding("", tier, "faq", None, 0.5)
    return Turn(Transcript(""), meant, Reply("faq", None, "", ""), Session(), 0.0)


@pytest.mark.parametrize(
    ("first", "both", "second", "chosen"),
    [
        ("fallback", "strong", "fallback", "both"),
        ("strong", "strong", "strong", "both"),
        ("strong", "clarify", "exact", "second"),
        ("strong", "strong", "exact", "second"),
        ("fallback", "clarify", "strong", "second"),
        ("strong", "clarify", "fallback", "first"),
        ("fallback", "clarify", "fallback", "both"),
        ("emergency", "strong", "exact", "first"),
        ("fallback", "emergency", "exact", "both"),
    ],
)
def test_which_part_is_answered(first: Tier, both: Tier, second: Tier, chosen: str) -> None:
    turns = {"first": _turn(first), "both": _turn(both), "second": _turn(second)}
    assert best(turns["first"], turns["both"], turns["second"]) is turns[chosen]


def test_two_parts_are_one_transcript() -> None:
    parts = (
        Transcript("公证。", 0.9, ("公正",), "whisper", 400, 900),
        Transcript("带什么", 0.5, (), "whisper", 300, 700),
    )
    assert joined(*parts) == Transcript("公证，带什么", 0.5, (), "whisper", 300, 1600)
