"""Which other matters a sentence may belong to, while it is not sure what the conversation is about. Pure.

The first sentence of a story is often taken for the wrong thing, and what follows makes it plain. So the likeliest
other matters stay in the race for some turns: what the visitor tells next is looked up among their facts as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from robot.nlu.context import Rival
from robot.turn import Candidate

MOST = 3
_LEAST = 0.04
"""Of the likelihood of the one in hand: what lies lower is no rival."""
_LEAST_LIKELY = 0.08
"""What is less likely by itself is no rival either."""
SURE = 0.97
"""Score from which what was meant has no rivals."""


def rivals(
    candidates: Iterable[Candidate], matter_of: Mapping[tuple[str, str], str], in_hand: str | None
) -> tuple[Rival, ...]:
    """The matters of `candidates` (best first) other than the one `in_hand`, each by its likeliest entry."""
    found: dict[str, Rival] = {}
    best = 0.0
    for candidate in candidates:
        best = max(best, candidate.score)
        matter = matter_of.get((candidate.kind, candidate.id))
        if (
            matter is None
            or matter == in_hand
            or matter in found
            or candidate.score < max(_LEAST_LIKELY, _LEAST * best)
        ):
            continue
        kind, entry = ("faq" if candidate.kind == "faq" else "service"), candidate.id
        found[matter] = Rival(matter, (kind, entry), min(1.0, candidate.score / max(best, 1e-6)))  # type: ignore[arg-type]
    return tuple(found.values())[:MOST]
