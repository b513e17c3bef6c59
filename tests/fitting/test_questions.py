"""What counts as right, asked back, wrong and passed on."""

from __future__ import annotations

import pytest

from robot.fitting.questions import Outcome, Question, count, held_out, judge, percentile, read
from robot.turn import Candidate, Kind, Tier, Understanding

LEGAL = Question(ask="工钱不给", kind="faq", id="wages")
DANGER = Question(ask="救命", kind="emergency")
OTHER = Question(ask="今天吃啥", kind="fallback")


def _meant(tier: Tier, kind: Kind, entry: str | None, *candidates: str) -> Understanding:
    found = tuple(Candidate("faq", each, 0.5) for each in candidates)
    return Understanding("", tier, kind, entry, 0.5, candidates=found, offered=found if tier == "clarify" else ())


@pytest.mark.parametrize(
    ("question", "meant", "verdict"),
    [
        (LEGAL, _meant("strong", "faq", "wages"), "right"),
        (LEGAL, _meant("strong", "service", "wages"), "wrong"),
        (LEGAL, _meant("strong", "faq", "divorce"), "wrong"),
        (LEGAL, _meant("emergency", "emergency", "wages"), "wrong"),
        (LEGAL, _meant("clarify", "clarify", None, "divorce", "wages"), "asked_back"),
        (LEGAL, _meant("clarify", "clarify", None, "divorce"), "asked_wrong"),
        (LEGAL, _meant("fallback", "fallback", None, "wages"), "rejected"),
        (DANGER, _meant("emergency", "emergency", "fire"), "right"),
        (OTHER, _meant("fallback", "fallback", None), "rejected"),
        (OTHER, _meant("clarify", "clarify", None, "wages"), "asked_wrong"),
        (OTHER, _meant("strong", "faq", "wages"), "wrong"),
    ],
)
def test_what_becomes_of_a_question(question: Question, meant: Understanding, verdict: str) -> None:
    assert judge(question, meant) == verdict


def test_counts() -> None:
    tally = count(
        [
            Outcome(LEGAL, _meant("strong", "faq", "wages", "wages"), 0.010),
            Outcome(LEGAL, _meant("fallback", "fallback", None, "wages"), 0.010),
            Outcome(LEGAL, _meant("clarify", "clarify", None, "divorce"), 0.010),
            Outcome(DANGER, _meant("strong", "faq", "wages", "wages"), 0.010),
            Outcome(OTHER, _meant("strong", "faq", "wages", "wages"), 0.010),
            Outcome(OTHER, _meant("clarify", "clarify", None, "wages"), 0.010),
        ]
    )
    assert (tally.asked, tally.right, tally.rejected, tally.asked_wrong, tally.wrong) == (4, 1, 1, 1, 1)
    assert (tally.out, tally.out_wrong, tally.out_asked, tally.out_rejected) == (2, 1, 1, 0)
    assert (tally.emergencies, tally.emergencies_caught) == (1, 0)
    assert tally.top1 == 0.5  # the first candidate counts also where the tier passed on
    assert tally.confidently_wrong == 2 / 6
    assert tally.ms95 == pytest.approx(10)


def test_nothing_asked_is_no_error() -> None:
    assert count([]).top1 == count([]).confidently_wrong == percentile([], 95) == 0.0


def test_held_out_files_are_there_and_large() -> None:
    assert sum(len(read(path)) for path in held_out()) >= 600
