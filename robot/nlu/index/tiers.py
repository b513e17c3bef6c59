"""From scored candidates to a tier: act, act and show what it was taken for, ask back, or pass on. Pure.

The first tier that is sure wins: exact, strong, likely, ask back between at most three, pass on. A wrong answer given
with confidence is worse than a question; a question where one thing alone is likely enough is worse than an answer that
begins with what it was taken for, since the visitor hears at once when it is not that. So the robot asks only between
candidates of different matters that are about as likely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.index.scoring import Parameters
from robot.turn import Candidate, Tier

_MOST_ASKED = 3
_WORTH_ASKING = 0.3
"""Of the best candidate's score; what lies lower is not worth a visitor's attention."""


_STILL_ASKED = 0.7
"""Score from which an answer is offered although a sentence out of scope is nearer still (晚上能来吗)."""

_ENOUGH_TO_ANSWER = 4
"""Characters a legal question has at least."""

_OF_A_WORD = 0.1
"""A single word is never clear, and always worth a question."""

_FEW, _OF_FEW = 10, 0.2
"""Characters of a short question, which says little and is seldom about anything else (车祸怎么赔)."""


_LIKELY = 0.42
"""Score from which one candidate alone is answered, with half a sentence that shows what it was taken for."""

_RIVAL = 0.6
"""Of the best candidate's score: what comes so near, in another matter, makes it a question."""

SameMatter = Callable[[Candidate, Candidate], bool]


def _never(_: Candidate, __: Candidate) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Decision:
    """The tier and the candidates it speaks of: one for strong, one to three for clarify, none for fallback."""

    tier: Tier
    chosen: tuple[Candidate, ...]


def decide(ranked: tuple[Candidate, ...], limits: Parameters, size: int, same_matter: SameMatter = _never) -> Decision:
    """Which tier `ranked` (best first) allows.

    Strong from `sure` on, ask back from `ask` on. `size` is the question's length in characters: one or two words
    (继承, 赔偿) fit many legal questions, so that none is answered straight away.
    """
    ask = limits.ask * (_OF_A_WORD if size < _ENOUGH_TO_ANSWER else _OF_FEW if size < _FEW else 1)
    real = tuple(candidate for candidate in ranked if candidate.id != OUT_OF_SCOPE)
    is_refused = bool(ranked) and ranked[0].id == OUT_OF_SCOPE
    if not real or real[0].score < (max(ask, _STILL_ASKED) if is_refused else ask):
        return Decision("fallback", ())
    best = real[0]
    if is_refused:
        return _asked(real)
    if best.score >= limits.sure:
        one_word = best.kind == "faq" and size < _ENOUGH_TO_ANSWER
        return Decision("clarify", _with_others(best, ranked)) if one_word else Decision("strong", (best,))
    rivals = [other for other in real[1:] if other.score >= _RIVAL * best.score and not same_matter(best, other)]
    if best.score >= _LIKELY and not rivals and size >= _ENOUGH_TO_ANSWER and best.kind in {"faq", "service"}:
        return Decision("likely", (best,))
    return _asked(real)


def _asked(real: tuple[Candidate, ...]) -> Decision:
    worth = tuple(c for c in real[:_MOST_ASKED] if c.score >= _WORTH_ASKING * real[0].score)
    return Decision("clarify", worth)


def _with_others(best: Candidate, ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    others = [candidate for candidate in ranked if candidate.kind in {"faq", "service"} and candidate != best]
    return (best, *others[: _MOST_ASKED - 1])
