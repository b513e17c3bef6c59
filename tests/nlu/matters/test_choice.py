"""What is acted on of several likely readings."""

from __future__ import annotations

import numpy as np
import pytest

from robot.nlu.matters.choice import Chosen, is_denied_by_its_own, nearly, opposite_of
from robot.nlu.matters.features import ASKED, INPUTS, Choice, Considered


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


_DENIED = ("point_contradicts", "point_clause_denies")


def _considered(*rows: tuple[str, tuple[str, ...]]) -> Considered:
    inputs = np.array([[float(name in marks) for name in INPUTS] for _, marks in rows])
    return Considered(tuple(Choice(key) for key, _ in rows), inputs)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ((("crime/offered=yes", _DENIED), ("crime/offered=no", ())), 1),
        ((("crime/offered=no", _DENIED), ("crime/offered=yes", ("point_denies",))), 1),
        ((("crime/offered=yes", _DENIED), ("crime/offered=no", ("point_contradicts",))), None),
        ((("crime/offered=yes", _DENIED[:1]), ("crime/offered=no", ())), None),
        ((("crime/side=victim", _DENIED), ("crime/side=accused", ())), None),
        ((("crime/offered=yes", _DENIED), ("crime/paid=no", ())), None),
    ],
    ids=["a yes denied", "a no denied", "both denied", "not its clause", "no yes or no", "another fact"],
)
def test_what_was_said_against_an_answer_is_its_opposite(
    rows: tuple[tuple[str, tuple[str, ...]], ...], place: int | None
) -> None:
    """他家不愿意赔 is no 愿意赔, however like it sounds."""
    found = _considered(*rows)
    assert (opposite_of(found, 0) if is_denied_by_its_own(found, 0) else None) == place
