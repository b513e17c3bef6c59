"""Which choice is acted on, and how: said as sure, with what it was taken for, or left. Pure."""

from __future__ import annotations

from robot.nlu.matters import choice
from robot.nlu.matters.features import ASKED, TOLD
from robot.nlu.matters.for_whom import fact_in
from robot.turn import Tier, Understanding

SURE, LIKELY = 0.5, 0.3
"""How sure a choice must be to be acted on; to be acted on with what it was taken for."""
SURE_OF_FACT = 0.42
"""A fact less sure is only noted: saying back what was not said is worse than saying nothing of it."""
_GUESS = 0.2
"""How likely a question must be to be answered, with what it was taken for, where nothing is likelier."""
_GUESSED_FACT = 0.25
"""How likely a fact must be for what follows from it to be said, though it is not said back and not held."""
_TWO_MINDS = 0.6
"""Another value of a fact that is so likely, of the one told, leaves it open."""


def decided(ordered: tuple[choice.Chosen, ...], asks: bool) -> tuple[choice.Chosen | None, Tier]:
    """The choice that is acted on, and how; None where nothing of the matter is.

    A fact that is not sure is better noted than said back wrongly; a question that is not sure is answered with what it
    was taken for.
    """
    best = ordered[0]
    is_none, is_fact = best.choice.key in {TOLD, ASKED}, "=" in best.choice.key
    if not is_none and best.sure >= SURE:
        return best, "strong"
    if not is_none and not is_fact and best.sure >= LIKELY:
        return best, "likely"
    if not is_none and is_fact and best.sure >= SURE_OF_FACT:
        return best, "likely"
    if asks:
        points = (each for each in ordered if "/" in each.choice.key and "=" not in each.choice.key)
        guess = next((each for each in points if each.likely >= _GUESS), None)
        return guess, "likely"
    facts = (each for each in ordered if "=" in each.choice.key)
    guess = next((each for each in facts if each.likely >= _GUESSED_FACT), None) if not asks else None
    return guess, "likely"


def is_in_two_minds(meant: Understanding) -> bool:
    """Whether another value of the fact told is about as likely: then neither is held."""
    own = next((each for each in meant.candidates if each.id == meant.id), None)
    others = (each for each in meant.candidates if fact_in(each.id) == fact_in(meant.id or "") and each.id != meant.id)
    return own is not None and any(each.score >= _TWO_MINDS * meant.score for each in others)
