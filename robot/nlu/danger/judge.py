"""Whether somebody is in danger, with all that is known of a sentence: what it sounds like by itself
(robot/nlu/danger/cries.py), as it was heard and as it was probably said, what a network reads in it (network.py), and
how it lies among everything else that people say (robot/nlu/index/index.py).
A logistic regression over SIGNS, fitted by `main.py bench --fit`; recall comes first.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from robot.content.load import Content
from robot.nlu.danger.cries import EmergencyMatcher, Evidence
from robot.nlu.danger.network import NO_DANGER, DangerNetwork, ReadDanger, network
from robot.nlu.index.index import FEATURES, Match, PhrasingIndex, Query
from robot.nlu.index.scoring import Doubles, confidence_inputs, probabilities, weights_of
from robot.turn import Candidate

PARAMETERS = Path(__file__).with_name("judge.toml")
_OF_BEST = ("meaning", "meaning_all", "shaped_all", "fixed", "syllables_all")
_COMPARED = ("learned", "chars", "sound", "meaning", "shaped_all", "fixed_all")
SIGNS = (
    *("constant", "heard", "fixed", "read", "likely", "other", *(f"best_{name}" for name in _OF_BEST)),
    *("ahead", "answered", "length", *(f"top_{name}" for name in _COMPARED), *(f"rival_{name}" for name in _COMPARED)),
)
"""`heard`, `fixed`: log-odds of the sentence as it was heard, as it was probably said; `read`: those that the network
reads in it. `likely`, `other`: log probability of all emergencies together and of the likeliest other entry. `best_…`:
features of the best emergency. `ahead`: how far the best emergency scores before the best other entry; `answered`:
log-odds that the best other entry answers it; `top_…`, `rival_…`: the highest of a feature among emergencies, among all
others."""
ALARM = 0.5
CLEAR_ALARM = 0.75
"""From here on it is one although an answer would fit as well."""
_SCRAP, _ASKED = 2, 0.49
"""Characters that by themselves are no cry, unless an editor has written just them (救命); their highest score."""
_MOST_ODDS = 8.0
_LEAST = 1e-5
_LOWEST = 100.0
_LONG = 45
"""Characters from which one stretch may cry for help whatever else is said: then what else it is like says nothing."""
_ALARM_IN_A_STORY = 2.5
"""The network's log-odds from which a long text is an alarm: above it lie 0.5 % of the public's own long questions."""


@dataclass(frozen=True, slots=True)
class Limits:
    """judge.toml: weights in the order of SIGNS, the log-odds from which a sentence is an emergency, and how far below
    the visitor is asked whether help is needed."""

    with_meaning: Doubles
    without_meaning: Doubles
    alarm: float
    doubt: float
    alarm_without: float
    doubt_without: float


@cache
def limits() -> Limits:
    """Those that ship with the program."""
    data = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))

    def weights(table: Mapping[str, float]) -> Doubles:
        return np.array([float(table.get(name, 0.0)) for name in SIGNS])

    return Limits(weights(data["with_meaning"]), weights(data["without_meaning"]), **data["limits"])


class DangerJudge:
    """Built once from the content and its index; immutable."""

    def __init__(self, content: Content, index: PhrasingIndex) -> None:
        self._matcher = EmergencyMatcher(content)
        self._index = index
        self._names = {item.id: item.name for item in content.emergencies.values()}
        self._is_emergency = np.array([kind == "emergency" for kind, _ in index.entries], dtype=np.bool_)

    @property
    def _network(self) -> DangerNetwork | None:
        """The network of this process: it is no part of what is kept on disk."""
        return network() if self._index.has_meaning else None

    def judge(self, said: str, query: Query, match: Match) -> Candidate | None:
        """The emergency that may be meant by `said`, the whole text however long; None when there is none.

        From a score of ALARM on it is one; below that it is worth asking.
        """
        heard = self._matcher.evidence(said)
        if heard is None:
            return None
        exact = self._index.exact(query)
        if exact is not None and exact.kind != "emergency" and heard.odds < 0:
            return None  # an editor wrote just this for something else
        if heard.decided or not self._is_emergency.any():
            return heard.candidate if heard.odds >= 0 else None
        has_meaning = self._network is not None and query.vector is not None
        if len(query.text) > _LONG:
            return self._in_a_story(heard, query) if has_meaning else heard.candidate if heard.odds >= 0 else None
        read = self._read_without_others(query) if has_meaning else NO_DANGER
        signs = self._signs(heard, read, query, match, has_meaning)
        weights = limits().with_meaning if has_meaning else limits().without_meaning
        odds = float(signs @ weights) - (limits().alarm if has_meaning else limits().alarm_without)
        if odds < -(limits().doubt if has_meaning else limits().doubt_without):
            return None
        score = 1 / (1 + math.exp(-odds))
        # A scrap of a word says too little to alarm the hall: whoever said it is asked.
        scrap = len(query.text) <= _SCRAP and not heard.cued
        candidate = self._named(heard, read) if has_meaning else heard.candidate
        return replace(candidate, score=min(score, _ASKED) if scrap else score)

    def _in_a_story(self, heard: Evidence, query: Query) -> Candidate | None:
        """A cry among much else: what the network reads in all of it, or in the last that was said."""
        read = max(self._read(query), self._read(query, _LONG), key=lambda each: each.odds)
        if read.odds < _ALARM_IN_A_STORY:
            return None
        return replace(self._named(heard, read), score=1 / (1 + math.exp(-(read.odds - _ALARM_IN_A_STORY))))

    def _named(self, heard: Evidence, read: ReadDanger) -> Candidate:
        """The emergency that it is: where an editor's new cue does not say so, the one that the network reads."""
        kind = next((kind for kind in read.kinds if kind in self._names), None)
        if heard.new_cue or kind is None or read.odds < 0:
            return heard.candidate
        return replace(heard.candidate, id=kind, phrasing=self._names[kind])

    def signs(self, said: str, query: Query, match: Match, has_meaning: bool) -> Doubles | None:
        """SIGNS of a sentence, shape (SIGNS,), for fitting; None when the sentence says nothing."""
        heard = self._matcher.evidence(said)
        read = self._read(query) if has_meaning else NO_DANGER
        return None if heard is None else self._signs(heard, read, query, match, has_meaning)

    def _signs(self, heard: Evidence, read: ReadDanger, query: Query, match: Match, has_meaning: bool) -> Doubles:
        fixed = self._matcher.evidence(query.fixed) if query.fixed != query.text else heard
        likely = probabilities(match, has_meaning)
        best = int(np.argmax(np.where(self._is_emergency, likely, -1)))
        rest = ~self._is_emergency
        weights = weights_of(has_meaning)
        scores = match.features @ weights.features
        inputs = confidence_inputs(match.features[rest], match.about, likely[rest], self._index.refused[rest])
        compared = match.features[:, [FEATURES.index(name) for name in _COMPARED]]
        return np.array(
            [
                1.0,
                _bounded(heard.odds),
                _bounded(fixed.odds if fixed else heard.odds),
                _bounded(read.odds if has_meaning else 0.0),
                math.log(float(likely[self._is_emergency].sum()) + _LEAST),
                math.log(float(likely[~self._is_emergency].max(initial=0.0)) + _LEAST),
                *(float(match.features[best, FEATURES.index(name)]) for name in _OF_BEST),
                float(scores[self._is_emergency].max() - scores[rest].max(initial=-_LOWEST)),
                float(inputs @ weights.confidence),
                math.log(len(query.text) + 1),
                *compared[self._is_emergency].max(axis=0),
                *compared[rest].max(axis=0, initial=0.0),
            ]
        )

    def _read_without_others(self, query: Query) -> ReadDanger:
        """What the network reads in the query, and in what the editors' `not_cues` leave of it: both must tell of
        danger (他妈要打死俺狗)."""
        read, left = self._read(query), self._matcher.without_others(query.text)
        if left == query.text or self._network is None:
            return read
        return min(read, self._network.read(left) if left else NO_DANGER, key=lambda each: each.odds)

    def _read(self, query: Query, last: int = 0) -> ReadDanger:
        """What the network reads in the query, or in the `last` so many characters of it."""
        text = query.text[-last:] if last else query.text
        return self._network.read(text) if self._network is not None and text else NO_DANGER


def _bounded(odds: float) -> float:
    return max(-_MOST_ODDS, min(_MOST_ODDS, odds))
