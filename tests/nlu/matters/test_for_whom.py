"""For whom an answer holds."""

from __future__ import annotations

from dataclasses import dataclass

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.matters import for_whom
from robot.turn import Told
from tests.dialogue.conftest import asked

_SELLER = for_whom.allowed("consumer", {"side": ["seller"], "receipt": ["yes", "no"]})


def test_nothing_told_speaks_against_nothing() -> None:
    assert for_whom.holds(_SELLER, {})
    assert for_whom.holds((), {"consumer/side": "consumer/side=buyer"})


def test_it_holds_for_these_and_not_for_the_others() -> None:
    assert for_whom.holds(_SELLER, for_whom.by_fact(["consumer/side=seller"]))
    assert not for_whom.holds(_SELLER, for_whom.by_fact(["consumer/side=buyer", "consumer/receipt=yes"]))


def test_an_entry_agrees_with_what_was_told_unless_that_says_otherwise() -> None:
    tells = ["tenancy/side=tenant", "tenancy/expired=no"]
    assert for_whom.agrees(tells, {})
    assert for_whom.agrees(tells, for_whom.by_fact(["tenancy/side=tenant", "loan/side=me"]))
    assert not for_whom.agrees(tells, for_whom.by_fact(["tenancy/expired=yes"]))


def test_the_shares_of_what_is_known_add_up() -> None:
    known = for_whom.by_fact(["consumer/side=buyer"])
    found = for_whom.standing(_SELLER, known)
    assert found == {"for_these": 0.0, "for_others": 0.5, "for_whom_unknown": 0.5}
    assert for_whom.standing((), known) == {"for_these": 0.0, "for_others": 0.0, "for_whom_unknown": 0.0}


def test_who_has_told_it_with_the_question_is_not_asked(robot: Robot, content: Content) -> None:
    tells = content.matters["tenancy"].tells["housing-landlord-evict"]
    first = content.faq["housing-landlord-evict"].entry.question
    asks = {fact.id: fact.ask for fact in content.matters["tenancy"].facts}
    assert "side" in tells
    for reply in asked(robot, first, "没签合同", "押金交了两千", "我住了一年多了"):
        assert not any(reply.spoken.endswith(asks[fact]) for fact in tells)


@dataclass(frozen=True)
class _Answer:
    name: str
    only: tuple[frozenset[str], ...] = ()
    asked_of: tuple[frozenset[str], ...] = ()
    value: str | None = None


def test_where_nobody_has_told_his_side_the_first_answers() -> None:
    hers = _Answer("hers", for_whom.allowed("consumer", {"side": ["buyer"]}))
    theirs = _Answer("theirs", for_whom.allowed("consumer", {"side": ["seller"]}))
    anybodys = _Answer("anybodys")
    assert for_whom.for_the_likelier([hers, theirs], {}) == [hers]
    assert for_whom.for_the_likelier([hers, anybodys], {}) == [anybodys]
    known = for_whom.by_fact(["consumer/side=seller"])
    assert for_whom.for_the_likelier([theirs], known) == [theirs]
    assert for_whom.for_the_likelier([anybodys, anybodys], {}) == [anybodys, anybodys]


def test_an_answer_for_the_other_side_is_none() -> None:
    only = for_whom.allowed("consumer", {"side": ["buyer"], "receipt": ["yes"]})
    assert for_whom.holds_of_side(only, {})
    assert for_whom.holds_of_side(only, for_whom.by_fact(["consumer/receipt=no"]))
    assert not for_whom.holds_of_side(only, for_whom.by_fact(["consumer/side=seller"]))


def test_a_story_that_fits_is_not_turned_round_by_one_clause() -> None:
    key = "contract/side=self"
    tells = ["contract/side=other", "contract/paid=no"]
    told = {"contract/side": Told(key, "", 0.7), "contract/paid": Told("contract/paid=yes", "", 0.61)}
    assert list(for_whom.as_sure(told, tells, 0.9)) == []
    assert list(for_whom.as_sure(told, tells, 0.65)) == ["contract/side"]
    assert list(for_whom.as_sure(told, tells, 0.6)) == ["contract/side", "contract/paid"]
    assert list(for_whom.as_sure(told, (), 0.9)) == ["contract/side", "contract/paid"]


def test_who_is_asked_to_pay_tells_no_fact_of_the_one_who_was_hurt() -> None:
    told = {"injury/dog": Told("injury/dog=yes", "", 0.8), "injury/spent": Told("injury/spent=any", "", 0.8)}
    of_the_hurt = _Answer("dog", for_whom.allowed("injury", {"side": ["victim"]}))
    points = {"injury/dog=yes": of_the_hurt, "injury/spent=any": _Answer("spent")}
    assert list(for_whom.of_him(told, points, {})) == ["injury/dog", "injury/spent"]
    assert list(for_whom.of_him(told, points, {"injury/side": "injury/side=liable"})) == ["injury/spent"]
