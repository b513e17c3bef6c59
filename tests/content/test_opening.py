"""When the hall is open: days, times, holidays, and what editors may write wrongly."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from robot.content.load import Content
from robot.content.opening import Opening

DATA: dict[str, Any] = {
    "days": ["周一", "周二", "周三", "周四", "周五"],
    "times": ["14:30-18:00", "8:30-12:00"],
    "holidays": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}],
    "worked": ["2027-01-09"],
    "review": "2027-12-31",
}
OPENING = Opening.model_validate(DATA)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        ("2027-01-04", True),
        ("2027-01-02", False),
        ("2027-01-01", False),
        ("2027-01-09", True),
        ("2027-01-10", False),
    ],
)
def test_days(day: str, opens: bool) -> None:
    assert OPENING.open_on(datetime.date.fromisoformat(day)) is opens


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2027-01-04T08:29", None),
        ("2027-01-04T08:30", "12:00"),
        ("2027-01-04T12:00", None),
        ("2027-01-04T17:59", "18:00"),
        ("2027-01-02T09:00", None),
    ],
)
def test_now(now: str, until: str | None) -> None:
    assert OPENING.open_until(at(now)) == (datetime.time.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2027-01-04T07:00", "2027-01-04T08:30"),
        ("2027-01-04T12:30", "2027-01-04T14:30"),
        ("2026-12-31T18:30", "2027-01-04T08:30"),
        ("2027-01-08T18:30", "2027-01-09T08:30"),
    ],
)
def test_next_opening(now: str, opens: str) -> None:
    assert OPENING.next_opening(at(now)) == at(opens)


def test_a_hall_without_days_never_opens() -> None:
    assert Opening.model_validate({**DATA, "days": [], "worked": []}).next_opening(at("2027-01-04T07:00")) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"times": ["8点到12点"]},
        {"times": ["12:00-8:30"]},
        {"times": ["8:30-25:00"]},
        {"days": ["工作日"]},
        {"holidays": [{"name": "元旦", "first": "2027-01-03", "last": "2027-01-01"}]},
    ],
)
def test_what_is_written_wrongly_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Opening.model_validate({**DATA, **wrong})


def test_the_shipped_hours_are_data(content: Content) -> None:
    assert content.opening is not None and len(content.opening.spans()) == 2
    assert content.opening.holidays and content.opening.review >= content.opening.holidays[-1].last
