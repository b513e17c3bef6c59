"""Which matters stay in the race after a first sentence."""

from __future__ import annotations

from robot.nlu.matters.rivals import MOST, rivals
from robot.turn import Candidate

_MATTERS = {
    ("faq", f"{name}-{number}"): name for name in ("wages", "injury", "loan", "divorce", "rent") for number in (1, 2)
}


def _faq(item: str, score: float) -> Candidate:
    return Candidate("faq", item, score)


def test_the_matter_in_hand_is_no_rival_and_each_other_stands_once() -> None:
    candidates = [_faq("wages-1", 0.6), _faq("injury-1", 0.3), _faq("injury-2", 0.2), _faq("wages-2", 0.1)]
    (found,) = rivals(candidates, _MATTERS, "wages")
    assert (found.matter, found.entry, found.weight) == ("injury", ("faq", "injury-1"), 0.5)


def test_without_a_matter_in_hand_the_likeliest_comes_first() -> None:
    found = rivals([_faq("loan-1", 0.3), _faq("rent-1", 0.2)], _MATTERS, None)
    assert [(rival.matter, rival.weight > 0.9) for rival in found] == [("loan", True), ("rent", False)]


def test_the_unlikely_and_what_is_no_matter_are_left_out() -> None:
    candidates = [Candidate("place", "toilet", 0.9), _faq("wages-1", 0.8), _faq("loan-1", 0.01)]
    assert [rival.matter for rival in rivals(candidates, _MATTERS, None)] == ["wages"]


def test_there_are_at_most_a_few() -> None:
    candidates = [_faq(f"{name}-1", 0.5) for name in ("wages", "injury", "loan", "divorce", "rent")]
    assert len(rivals(candidates, _MATTERS, None)) == MOST
