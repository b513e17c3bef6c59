"""The case: what is held of it, and what goes."""

from __future__ import annotations

from robot.dialogue.case import Case, asks, next_turn, taken_up, took_in
from robot.turn import Told

NO, YES = Told("wages/contract=no"), Told("wages/contract=yes")


def _of_wages() -> Case:
    return taken_up(next_turn(Case()), "wages")


def test_a_fact_is_held_with_the_turn_that_told_it() -> None:
    case = took_in(_of_wages(), [NO, Told("wages/owed=any", "三万六")])
    assert [(held.fact, held.value, held.turn, held.how) for held in case.facts] == [
        ("wages/contract", "no", 1, "told"),
        ("wages/owed", "三万六", 1, "told"),
    ]
    assert case.told == {"wages/contract=no", "wages/owed=any"}


def test_another_value_corrects_the_fact() -> None:
    case = took_in(next_turn(took_in(_of_wages(), [NO])), [YES])
    (held,) = case.facts
    assert (held.value, held.how, held.turn) == ("yes", "corrected", 2)
    (same,) = took_in(case, [YES]).facts
    assert same.how == "told"


def test_what_was_asked_is_answered_by_that_fact_alone() -> None:
    case = asks(_of_wages(), "contract")
    assert took_in(case, [Told("wages/owed=any", "两千")]).asked == "contract"
    assert took_in(case, [NO]).asked is None
    assert "wages/contract" in took_in(case, [NO]).has_asked


def test_two_matters_are_put_aside_and_the_third_goes_with_its_facts() -> None:
    case = took_in(_of_wages(), [NO])
    for matter in ("divorce", "loan"):
        case = taken_up(case, matter)
    assert (case.matter, case.aside) == ("loan", ("divorce", "wages"))
    assert case.told == {"wages/contract=no"}
    case = taken_up(case, "notary")
    assert (case.aside, case.facts) == (("loan", "divorce"), ())


def test_the_matter_put_aside_is_taken_up_again() -> None:
    case = taken_up(taken_up(took_in(_of_wages(), [NO]), "divorce"), "wages")
    assert (case.matter, case.aside) == ("wages", ("divorce",))
    assert [held.value for held in case.of_matter()] == ["no"]


def test_the_same_matter_and_none_change_nothing() -> None:
    case = asks(_of_wages(), "contract")
    assert taken_up(case, "wages") == taken_up(case, None) == case
