"""From scores to a tier."""

from __future__ import annotations

import pytest

from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.index.scoring import parameters
from robot.nlu.index.tiers import decide
from robot.turn import Candidate

LONG = 12
"""Characters of a question that is more than a word."""
LIMITS = parameters()
SURE, ASK = LIMITS.sure, LIMITS.ask


def _ranked(*scores: float) -> tuple[Candidate, ...]:
    return tuple(Candidate("faq", f"c{number}", score) for number, score in enumerate(scores))


def _out_of_scope(score: float) -> Candidate:
    return Candidate("fallback", OUT_OF_SCOPE, score)


def test_the_limits_leave_room_for_every_tier() -> None:
    assert 0 < ASK < SURE <= 1


@pytest.mark.parametrize("score", [SURE, 1.0])
def test_sure_is_acted_on_alone(score: float) -> None:
    decision = decide(_ranked(score, 0.0), LIMITS, LONG)
    assert (decision.tier, [c.id for c in decision.chosen]) == ("strong", ["c0"])


def test_less_than_sure_asks_back_between_at_most_three() -> None:
    just_below = SURE - 0.01
    decision = decide(_ranked(just_below, just_below, just_below, just_below), LIMITS, LONG)
    assert (decision.tier, [c.id for c in decision.chosen]) == ("clarify", ["c0", "c1", "c2"])


def test_what_lies_far_below_is_not_asked() -> None:
    decision = decide(_ranked(SURE - 0.01, 0.01), LIMITS, LONG)
    assert (decision.tier, [c.id for c in decision.chosen]) == ("likely", ["c0"])


def test_one_alone_is_answered_and_rivals_of_another_matter_are_asked() -> None:
    """Between two of one matter the likelier is answered: its matter leads on to the other."""
    ranked = _ranked(0.6, 0.5)
    assert decide(ranked, LIMITS, LONG).tier == "clarify"
    assert decide(ranked, LIMITS, LONG, lambda one, other: True).tier == "likely"


def test_too_little_is_passed_on() -> None:
    """The best one's score says whether anything is near; several that are far off make none near."""
    assert decide(_ranked(ASK - 0.01, ASK - 0.01, ASK - 0.01), LIMITS, LONG).tier == "fallback"
    assert decide(_ranked(ASK), LIMITS, LONG).tier == "clarify"


@pytest.mark.parametrize(
    "ranked", [(), _ranked(ASK - 0.01), (_out_of_scope(1.0),), (_out_of_scope(0.9), *_ranked(0.6))]
)
def test_nothing_likely_is_passed_on(ranked: tuple[Candidate, ...]) -> None:
    decision = decide(ranked, LIMITS, LONG)
    assert (decision.tier, decision.chosen) == ("fallback", ())


def test_a_likely_answer_is_offered_although_something_out_of_scope_is_nearer() -> None:
    decision = decide((_out_of_scope(0.95), *_ranked(0.9)), LIMITS, LONG)
    assert (decision.tier, [candidate.id for candidate in decision.chosen]) == ("clarify", ["c0"])


def test_out_of_scope_is_never_offered() -> None:
    decision = decide((*_ranked(SURE - 0.01), _out_of_scope(SURE - 0.02), *_ranked(SURE - 0.03)), LIMITS, LONG)
    assert decision.tier == "clarify"
    assert OUT_OF_SCOPE not in {candidate.id for candidate in decision.chosen}


def test_a_single_word_is_never_answered_as_a_legal_question() -> None:
    """继承 fits many answers, however likely one of them looks."""
    ranked = (Candidate("faq", "best", 0.99), Candidate("command", "stop", 0.2), Candidate("service", "other", 0.1))
    decision = decide(ranked, LIMITS, 2)
    assert (decision.tier, [candidate.id for candidate in decision.chosen]) == ("clarify", ["best", "other"])
    assert decide(ranked, LIMITS, 4).tier == "strong"
    assert decide((Candidate("command", "stop", 0.99),), LIMITS, 2).tier == "strong"


def test_a_single_word_is_asked_back_sooner() -> None:
    """Nothing is near a word, and a visitor who says 继承 is better asked than sent away."""
    ranked = _ranked(ASK - 0.01)
    assert decide(ranked, LIMITS, 2).tier == "clarify"
    assert decide(ranked, LIMITS, LONG).tier == decide((), LIMITS, 2).tier == "fallback"


def test_a_short_question_is_asked_back_earlier() -> None:
    assert decide(_ranked(ASK * 0.6), LIMITS, LONG).tier == "fallback"
    assert decide(_ranked(ASK * 0.6), LIMITS, 6).tier == "clarify"
