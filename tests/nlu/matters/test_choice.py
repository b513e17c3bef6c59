"""What is acted on of several likely readings."""

from __future__ import annotations

import pytest

from robot.nlu.matters.choice import Chosen, nearly
from robot.nlu.matters.features import ASKED, Choice


def _ordered(*likely: tuple[str, float]) -> tuple[Chosen, ...]:
    return tuple(Chosen(Choice(key), share, share) for key, share in likely)


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ((("wages/cost", 0.25), ("wages/who", 0.2)), "wages/cost"),
        (((ASKED, 0.3), ("faq:labor-overtime", 0.28), ("wages/contract=no", 0.26)), "wages/contract=no"),
        ((("wages/cost", 0.1),), ""),
        ((), ""),
    ],
    ids=["the next point", "neither nothing nor an entry", "too far behind", "nothing else"],
)
def test_another_point_about_as_likely_is_found(others: tuple[tuple[str, float], ...], found: str) -> None:
    ordered = _ordered(("wages/how-long", 0.4), *others)
    assert nearly(ordered[0], ordered) == found
