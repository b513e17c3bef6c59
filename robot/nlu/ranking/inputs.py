"""What speaks for an entry beside the other likely ones: the inputs of robot/nlu/ranking/ranker.py. Pure.

Likeness by itself (robot/nlu/index/index.py); how far it stays behind the best of all considered; what the linear score
makes of it, alone and together with the entries of the same matter; and what the facts and questions of its matter have
in common with what was said: a story tells facts before it asks anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from robot.nlu.index.index import ABOUT, FEATURES, Floats
from robot.nlu.text.manner import denial, denies, known_denial

_LIKENESS = [place for place, name in enumerate(FEATURES) if not name.startswith("is_")]
_OF_SCORE = ("score", "ahead", "log", "matter_log", "place", "has_evidence")
EVIDENCE = ("best", "three", "learned", "meaning", "words_all", "syllables_all")
"""Of a matter: the best linear score of its facts and questions, the mean of the best three, the most of four
likenesses."""
DENIALS = ("denies_otherwise", "denies_alike", "denies_what_is_told")
"""What the sentence denies beside what the nearest phrasing of an entry denies: one denies and the other does not; both
deny the same; one tells what the other denies (我不想离婚 and 我想离婚)."""
INPUTS = (
    *FEATURES,
    *(f"behind_{FEATURES[place]}" for place in _LIKENESS),
    *_OF_SCORE,
    *(f"matter_{name}" for name in EVIDENCE),
    *(f"matter_behind_{name}" for name in EVIDENCE),
    *(f"about_{name}" for name in ABOUT),
    *DENIALS,
)
_PLACES = 20
_LEAST, _LEAST_OF_MATTER = 1e-6, 1e-3
_TAKEN = [FEATURES.index(name) for name in EVIDENCE[2:]]
_BEST = 3
NO_MATTER = -1


@dataclass(frozen=True, slots=True)
class Considered:
    """The entries considered (their `rows` in the index): `features` (entries, FEATURES), linear `scores` and `matters`
    (entries,), NO_MATTER where there is none, `evidence` (entries, EVIDENCE), 0 where `looked_at` (entries,) is false;
    `about` (ABOUT,) is the query; `denials` (entries, DENIALS)."""

    rows: npt.NDArray[np.int64]
    features: Floats
    scores: Floats
    matters: npt.NDArray[np.int64]
    evidence: Floats
    looked_at: npt.NDArray[np.bool_]
    about: Floats
    denials: Floats


def denials_of(said: str, nearest: Sequence[str]) -> Floats:
    """DENIALS of a sentence and the `nearest` phrasing of each entry, shape (entries, DENIALS), 0 or 1."""
    ours, is_denied = denial(said), denies(said)
    theirs = [known_denial(each) for each in nearest]
    rows = [
        (is_denied != denies(text), ours.agrees(other), ours.contradicts(other))
        for text, other in zip(nearest, theirs, strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(nearest), len(DENIALS))


def evidence_of(features: Floats, scores: Floats) -> Floats:
    """What the facts and questions of one matter say for it, shape (EVIDENCE,): `features` (points, FEATURES) and
    `scores` (points,) of them."""
    best = np.sort(scores)[-_BEST:]
    found: Floats = np.concatenate([[scores.max(), best.mean()], features[:, _TAKEN].max(axis=0)]).astype(np.float32)
    return found


def inputs(found: Considered) -> Floats:
    """Shape (entries, INPUTS)."""
    scores = found.scores
    likely = np.exp(scores - scores.max())
    likely = likely / likely.sum()
    together = np.zeros_like(likely)
    for matter in set(found.matters.tolist()) - {NO_MATTER}:
        its = found.matters == matter
        together[its] = likely[its].sum()
    order = np.sort(scores)[::-1]
    best, second = order[0], order[min(1, len(order) - 1)]
    ahead = np.where(scores == best, scores - second, scores - best)
    place = np.minimum(np.argsort(np.argsort(-scores)), _PLACES) / 10
    of_score = [scores, ahead, np.log(likely + _LEAST), np.log(together + _LEAST_OF_MATTER), place, found.looked_at]
    return np.concatenate(
        [
            found.features,
            _behind(found.features[:, _LIKENESS]),
            np.stack(of_score, axis=1),
            found.evidence,
            _behind_seen(found.evidence, found.looked_at),
            np.repeat(found.about[None], len(scores), axis=0),
            found.denials,
        ],
        axis=1,
    ).astype(np.float32)


def _behind(values: Floats) -> Floats:
    difference: Floats = values - values.max(axis=0)
    return difference


def _behind_seen(evidence: Floats, looked_at: Sequence[bool] | npt.NDArray[np.bool_]) -> Floats:
    seen = np.asarray(looked_at)
    if not seen.any():
        return np.zeros_like(evidence)
    difference: Floats = np.where(seen[:, None], evidence - evidence[seen].max(axis=0), 0)
    return difference
