"""The case: what is held of it, and what goes."""

from __future__ import annotations

from robot.dialogue.case import Case, asks, inferred, mistaken, next_turn, taken_up, took_in
from robot.dialogue.session import Session, context_of
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


def test_a_fact_is_held_in_the_other_matters_that_have_it_until_they_are_talked_of() -> None:
    case = took_in(_of_wages(), [NO], {NO.key: ["injury/contract=no"]})
    assert case.told == {"wages/contract=no", "injury/contract=no"}
    (held,) = taken_up(case, "injury").of_matter()
    assert (held.value, held.how) == ("no", "told")


def test_what_follows_from_what_was_asked_is_held_until_something_else_is_told() -> None:
    case = inferred(_of_wages(), [YES.key])
    assert (case.told, case.supposed) == (frozenset(), {YES.key})
    assert inferred(case, [NO.key]).supposed == {NO.key}
    told = took_in(case, [NO])
    assert (told.told, told.supposed) == ({NO.key}, frozenset())
    assert [held.how for held in told.facts] == ["told"]  # a guess of the robot's own is no mistake of the visitor's
    assert inferred(told, [YES.key]) == told


def test_what_may_have_been_told_is_remembered() -> None:
    case = took_in(_of_wages(), [], hinted=frozenset({"wages/paper"}))
    assert took_in(case, [NO], hinted=frozenset({"wages/owed"})).hinted == {"wages/paper", "wages/owed"}


def test_a_matter_that_was_never_meant_is_not_put_aside() -> None:
    case = taken_up(taken_up(_of_wages(), "loan"), "divorce")
    assert mistaken(case, "loan").aside == ("wages",)


def test_what_may_have_been_asked_is_supposed_less_surely() -> None:
    case = inferred(_of_wages(), {"wages/side=worker"}, unsure=True)
    assert (case.supposed, case.unsure) == ({"wages/side=worker"}, {"wages/side=worker"})
    sure = inferred(case, {"wages/side=boss"})
    assert (sure.supposed, sure.unsure) == ({"wages/side=boss"}, set())
    assert inferred(sure, {"wages/side=worker"}, unsure=True) == sure
    context = context_of(Session(case=case))
    assert context.supposed == {"wages/side=worker"} and not context.sided
    assert context_of(Session(case=sure)).sided == {"wages/side=boss"}
