"""Which entry a sentence means, read alone: the likeliest of the linear score put in order once more.

The linear score (robot/nlu/index/scoring.py) looks at one entry at a time; here the likeliest stand beside each other
(inputs.py), with what their matters know. A small network and a softmax over them say which; a logistic regression says
how often a best one like this is right. Both are fitted by `python -m robot.fitting.ranking`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from robot.nlu import network
from robot.nlu.index import scoring
from robot.nlu.index.index import SIGNALS, Floats, Match, Overlap, PhrasingIndex, Query
from robot.nlu.matters.points import Points
from robot.nlu.ranking.inputs import EVIDENCE, INPUTS, NO_MATTER, Considered, denials_of, evidence_of, inputs
from robot.turn import Candidate

CONFIDENCE = (*scoring.CONFIDENCE, *(f"matter_{name}" for name in EVIDENCE), "linear_first")
"""Inputs of the last step: those of the linear score with the new probabilities, what the matter of the best entry
says for it, and whether the linear score puts it first, too."""
MODEL = network.Model.beside(__file__, "ranking", INPUTS, CONFIDENCE)
_CONSIDERED, _FIRST = 40, 10
"""Entries put in order, and the first of them whose matters are looked at."""
_LEAST = 1e-6
Doubles = npt.NDArray[np.float64]


class Ranker:
    """Built once from the index of the entries and the facts and questions of their matters; immutable."""

    def __init__(self, index: PhrasingIndex, points: Points | None = None) -> None:
        self._index = index
        self._points = points
        matters = sorted(set(points.matter_of.values())) if points is not None else []
        self._spans = [points.span(matter) for matter in matters] if points is not None else []
        number = {matter: place for place, matter in enumerate(matters)}
        of_entry = points.matter_of if points is not None else {}
        found = [number.get(of_entry.get((kind, item), ""), NO_MATTER) for kind, item in index.entries]
        self._matters = np.array(found, dtype=np.int64)

    def rank(self, query: Query, match: Match, overlap: Overlap | None = None, most: int = 8) -> tuple[Candidate, ...]:
        """The best entries, best first, each with the phrasing nearest to the query. `overlap`: what the query shares
        with the facts and questions, where it is known already.

        The first one's score is the confidence; the others' are in the proportion of their probabilities to its. Where
        out-of-scope sentences together are likelier than any entry, they come first, as one candidate.
        """
        index = self._index
        if not index.entries or not query.text:
            return ()
        has_meaning = index.has_meaning and query.vector is not None
        fitted = network.shipped(MODEL, has_meaning)
        found = self.considered(query, match, overlap)
        likely = scoring.softmax(fitted.network.scores(inputs(found)))
        refused = index.refused[found.rows]
        sure = fitted.sure(confidence_inputs(found, likely, refused))
        out = float(likely[refused].sum())
        real = np.where(refused, 0.0, likely)
        order = [int(at) for at in np.argsort(-real, kind="stable")[:most] if real[at] > 0]
        scale = sure / max(float(real[order[0]]), _LEAST) if order else 0.0
        best = [self._candidate(match, int(found.rows[at]), min(1.0, float(real[at]) * scale)) for at in order]
        if refused.any() and out > (float(real[order[0]]) if order else 0.0):
            nearest = int(found.rows[int(np.argmax(np.where(refused, likely, -np.inf)))])
            best.insert(0, self._candidate(match, nearest, max(out, best[0].score if best else 0.0)))
        return tuple(best)

    def considered(self, query: Query, match: Match, overlap: Overlap | None = None) -> Considered:
        """The likeliest entries of the linear score with all that speaks for them."""
        has_meaning = self._index.has_meaning and query.vector is not None
        linear = scoring.weights_of(has_meaning).features.astype(np.float32)
        scores = match.features @ linear
        rows = np.argsort(-scores, kind="stable")[:_CONSIDERED].astype(np.int64)
        matters = self._matters[rows]
        looked_at = sorted(set(matters[:_FIRST].tolist()) - {NO_MATTER})
        evidence = np.zeros((len(rows), len(EVIDENCE)), dtype=np.float32)
        if self._points is not None and looked_at:
            shared = overlap or self._points.index.overlap(query)
            for matter in looked_at:
                features = self._points.index.match(query, self._spans[matter], shared).features
                if len(features):
                    evidence[matters == matter] = evidence_of(features, features @ linear)
        seen = np.isin(matters, looked_at)
        nearest = [self._index.phrasings[self._nearest(match, int(row))].text for row in rows]
        denials = denials_of(query.text, nearest)
        return Considered(rows, match.features[rows], scores[rows], matters, evidence, seen, match.about, denials)

    def _candidate(self, match: Match, entry: int, score: float) -> Candidate:
        index = self._index
        row = self._nearest(match, entry)
        kind, entry_id = index.entries[entry]
        signals = tuple(zip(SIGNALS, (round(float(value), 3) for value in match.signals[row]), strict=True))
        return Candidate(kind, entry_id, score, index.phrasings[row].text, signals)

    def _nearest(self, match: Match, entry: int) -> int:
        """The row of the phrasing of an entry that is nearest to the query."""
        index = self._index
        first = int(index.first_rows[entry])
        last = int(index.first_rows[entry + 1]) if entry + 1 < len(index.entries) else len(index.phrasings)
        return first + int(np.argmax(match.signals[first:last].sum(axis=1)))


def confidence_inputs(found: Considered, likely: Floats, refused: npt.NDArray[np.bool_]) -> Doubles:
    """What the last step looks at, shape (CONFIDENCE,): `likely` and `refused` (entries,)."""
    best = int(np.argmax(np.where(refused, 0.0, likely)))
    linear_first = float(found.scores[best] >= found.scores[~refused].max()) if (~refused).any() else 0.0
    of_scores = scoring.confidence_inputs(found.features, found.about, likely, refused)
    return np.concatenate([of_scores, found.evidence[best], [linear_first]])
