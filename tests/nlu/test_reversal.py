"""你弄反了: the visitor is on the other side."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.nlu.context import Context
from robot.nlu.reversal import from_the_other_side, on_the_side, other_side, says_reversed
from robot.turn import Transcript

KEYS = (
    "injury/spent=any",
    "injury/side=victim",
    "injury/side=liable",
    "loan/side=lender",
    "loan/side=me",
    "loan/side=kin",
)


@pytest.mark.parametrize(
    "said", ["你弄反了，我是雇他的人", "我是雇他的人，你说反了", "你把话听反了", "你老是替老汉说话"]
)
def test_what_says_so(said: str) -> None:
    assert says_reversed(said)


@pytest.mark.parametrize("said", ["他反过来告我", "我反对", "他反悔了咋办", "法院替他说了啥"])
def test_what_says_nothing_of_the_kind(said: str) -> None:
    assert not says_reversed(said)


@pytest.mark.parametrize(
    ("context", "side"),
    [
        (Context(matter="injury", told=frozenset({"injury/side=victim"})), "injury/side=liable"),
        (Context(matter="injury", supposed=frozenset({"injury/side=liable"})), "injury/side=victim"),
        (Context(matter="injury"), "injury/side=liable"),
        (Context(matter="loan", told=frozenset({"loan/side=kin"})), "loan/side=me"),
        (Context(matter="notary"), None),
        (Context(matter="injury", told=frozenset({"injury/side=liable"}), danger=True), "injury/side=liable"),
    ],
    ids=["told", "supposed", "nobody has told", "one who looks on", "no sides", "after an alarm"],
)
def test_the_side_against_it(context: Context, side: str | None) -> None:
    assert other_side(context, KEYS) == side


def test_what_was_told_before_is_read_again_from_there() -> None:
    told = frozenset({"injury/side=victim", "injury/spent=any"})
    before = Context(matter="injury", entry=("faq", "a"), told=told, opened="他摔了", answered=frozenset({"faq:a"}))
    again = from_the_other_side(before, "injury/side=liable")
    assert (again.matter, again.earlier, again.refused) == (None, "他摔了", frozenset({"faq:a"}))
    assert again.told == {"injury/side=liable", "injury/spent=any"}
    kept = on_the_side(before, "injury/side=liable")
    assert (kept.matter, kept.entry, kept.told) == ("injury", None, again.told)


def test_the_householder_is_answered_as_one(robot: Robot) -> None:
    understander = robot.knowledge.understander
    opened = "果园里雇的人从梯子上摔下来，腿断了"
    told, entry = frozenset({"injury/side=victim"}), ("faq", "injury-private-labor")
    context = Context(matter="injury", entry=entry, told=told, opened=opened, turns=1)  # type: ignore[arg-type]
    found = understander.understand(Transcript("你弄反了，我是雇他的人，他要八万，我该给多少"), context)
    assert found.act == "correction"
    assert {fact.key for fact in found.facts} & {"injury/side=liable", "work-injury/side=boss"}
