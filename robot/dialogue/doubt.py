"""How sure it is what the conversation is about: the rivals of the matter in hand, as they come and go. Pure.

After a first sentence that fits several matters the others stay in the race; a fact or a question that plainly belongs
to one of them decides. Only so long are the visitor's sentences held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from robot.nlu.context import Rival
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.matters import rivals as others
from robot.nlu.text.normalise import plain
from robot.turn import Understanding

_SETTLED = 0.75
"""Score of a fact or a question of the matter in hand that leaves no doubt about the matter."""
_MOST_SENTENCES = 3
_LONGEST = 60
"""Characters of one sentence that are held."""
_ENTRIES = frozenset({"faq", "service"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """The `rivals` of the matter in hand, and the sentences that are all that is known of it."""

    rivals: tuple[Rival, ...] = ()
    earlier: tuple[str, ...] = ()


NONE = Doubt()


def after(
    understood: Understanding, before: Doubt, in_hand: str | None, matter_of: Mapping[tuple[str, str], str]
) -> Doubt:
    """The doubt that is left after `understood`, said while the matter `in_hand` was (None: none was)."""
    if not plain(understood.text):
        return before
    held = (*before.earlier, understood.text[:_LONGEST])
    if understood.kind == "flow" and understood.id is not None:
        is_other = understood.matter != in_hand
        return NONE if is_other or understood.score >= _SETTLED else _still(before, held)
    if understood.inside:
        return _still(before, held)
    if understood.kind in _ENTRIES:
        settled = understood.tier == "exact" or understood.score >= others.SURE or bool(understood.also)
        matter = matter_of.get((understood.kind, understood.id or ""))
        if settled or (matter is not None and matter == in_hand and not before.rivals):
            return NONE
        return _doubting(others.rivals(understood.candidates, matter_of, matter), (understood.text[:_LONGEST],))
    if understood.kind in {"clarify", "fallback"} and understood.id != OUT_OF_SCOPE and in_hand is None:
        if len(held) > _MOST_SENTENCES:
            return NONE
        found = others.rivals(understood.candidates, matter_of, None)
        return Doubt(found or before.rivals, held)
    # Who asks the way before anything else was understood has turned to something else.
    return NONE if understood.kind == "place" and in_hand is None else before


def _still(before: Doubt, held: tuple[str, ...]) -> Doubt:
    return NONE if len(held) > _MOST_SENTENCES else _doubting(before.rivals, held)


def _doubting(rivals: tuple[Rival, ...], held: tuple[str, ...]) -> Doubt:
    return Doubt(rivals, held) if rivals else NONE
