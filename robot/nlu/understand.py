"""Transcript -> Understanding: emergencies first, then exact, the way, and everything by score."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from robot.content.load import Content
from robot.nlu import scoring, tiers
from robot.nlu.embedding import Embedder, VectorCache
from robot.nlu.emergency import EmergencyMatcher
from robot.nlu.index import PhrasingIndex
from robot.nlu.phrasings import OUT_OF_SCOPE, collect, documents
from robot.nlu.topic import TopicClassifier
from robot.nlu.way import WayMatcher, WayQuestion
from robot.turn import Candidate, Slots, Tier, Transcript, Understanding

_SURE_OF_WAY = 0.75
_BESIDE_THE_WAY = 0.6
_LONGEST = 300
"""Characters of a question that are looked at: nobody says more in one breath, and time grows with them."""
_LIKELY_DANGER = 0.35
"""Recall comes first: an emergency that is only likely is taken for one."""


class Understander:
    """What the content lets the robot understand. Immutable; a new content snapshot makes a new one."""

    def __init__(
        self,
        content: Content,
        embedder: Embedder | None = None,
        vectors: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._limits = scoring.parameters()
        cache = VectorCache(vectors) if vectors else None
        self.index = PhrasingIndex(collect(content), documents(content), embedder, cache, progress)
        self._emergency = EmergencyMatcher(content)
        self._way = WayMatcher(content)
        self._topic = TopicClassifier(content, self.index)
        self._topic_of = {faq_id: faq.topic for faq_id, faq in content.faq.items()}

    def understand(self, transcript: Transcript) -> Understanding:
        """The meaning of `transcript`; its alternatives are tried when the first text leaves the robot unsure."""
        started = time.perf_counter()
        best = self._understand(transcript.text)
        for other in transcript.alternatives:
            if best.tier in {"emergency", "exact", "strong"}:
                break
            again = self._understand(other)
            if again.tier in {"emergency", "exact", "strong"}:
                best = again
        return replace(best, text=transcript.text, ms=(time.perf_counter() - started) * 1000)

    def _understand(self, said: str) -> Understanding:
        text = said[:_LONGEST]
        way = self._way.match(text)
        danger = self._emergency.match(text)
        if danger is not None:
            return Understanding(text, "emergency", "emergency", danger.id, danger.score, _slots(way), (danger,))
        query = self.index.prepare(text)
        if not query.text:
            return Understanding(text, "fallback", "fallback", None, 0.0, _slots(way))
        match = self.index.match(query)
        ranked = merged(way, scoring.rank(self.index, query, match))
        exact = self.index.exact(query)
        if exact is not None and exact.id != OUT_OF_SCOPE:
            sure = Candidate(exact.kind, exact.id, 1.0, exact.text)
            ranked = (sure, *(c for c in ranked if (c.kind, c.id) != (sure.kind, sure.id)))
            return self._acted(text, "exact", sure, ranked, way)
        if not way.bare and ranked and ranked[0].kind == "emergency" and ranked[0].score >= _LIKELY_DANGER:
            return self._acted(text, "emergency", ranked[0], ranked, way)
        decision = tiers.decide(() if exact is not None else ranked, self._limits, len(query.text))
        if decision.tier == "strong":
            return self._acted(text, "strong", decision.chosen[0], ranked, way)
        # Out-of-scope sentences are only a way to say no: nobody is told that one of them came first.
        shown = tuple(c for c in ranked if c.id != OUT_OF_SCOPE)[:5]
        refused = exact is not None or (
            bool(ranked) and ranked[0].id == OUT_OF_SCOPE and ranked[0].score >= self._limits.ask
        )
        unsure = Understanding(
            text,
            "fallback",
            "fallback",
            OUT_OF_SCOPE if refused else None,
            shown[0].score if shown else 0.0,
            _slots(way),
            shown,
            topic=None if refused else self._topic.classify(query, match),
            wants_way=way.asks_where,
            bare_way=way.bare,
        )
        if decision.tier == "clarify":
            return replace(unsure, tier="clarify", kind="clarify", id=None, offered=decision.chosen)
        return unsure

    def _acted(
        self, text: str, tier: Tier, best: Candidate, ranked: tuple[Candidate, ...], way: WayQuestion
    ) -> Understanding:
        shown = tuple(c for c in ranked if c.id != OUT_OF_SCOPE)[:5]
        topic = self._topic_of.get(best.id) if best.kind == "faq" else None
        return Understanding(
            text,
            tier,
            best.kind,
            best.id,
            best.score,
            _slots(way),
            shown,
            topic=topic,
            wants_way=way.asks_where or best.kind == "place",
        )


def merged(way: WayQuestion, ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates of the way and of the phrasings in one order.

    Somebody who asks where is told where: the phrasings of that service then count less, so that they do not stand
    in the way as rivals.
    """
    if not way.candidates:
        return ranked
    best_way = way.candidates[0].score
    if way.asks_where and best_way >= _SURE_OF_WAY:
        ranked = tuple(replace(c, score=c.score * _BESIDE_THE_WAY) for c in ranked)
    return tuple(sorted((*way.candidates, *ranked), key=lambda candidate: -candidate.score))


def _slots(way: WayQuestion) -> Slots:
    windows = tuple(place for place in way.places if place[0] == "w" and place[1:].isdigit())
    return Slots(windows=windows, places=way.places, services=way.services, step_free=way.step_free)
