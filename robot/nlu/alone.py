"""One sentence read alone: what it may mean, best first, the danger it tells of, and what is made of both.

Nothing here knows what was said before, nor that several things may be said in one breath.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

from robot.content.load import Content
from robot.nlu.danger.judge import ALARM, CLEAR_ALARM, DangerJudge
from robot.nlu.index import scoring, tiers
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.matters.reading import MatterReader, Sentence
from robot.nlu.named.people import PersonMatcher
from robot.nlu.named.townships import StationMatcher
from robot.nlu.named.way import WayMatcher, WayQuestion
from robot.nlu.ranking.ranker import Ranker
from robot.nlu.text import breath, slots
from robot.nlu.topic.topic import TopicClassifier
from robot.turn import Candidate, Slots, Tier, Understanding

SURE: frozenset[Tier] = frozenset(("emergency", "exact", "strong"))
ACTS: frozenset[Tier] = frozenset(("emergency", "exact", "strong", "likely"))
LONGEST = 300
"""Characters of a question that are looked at: nobody says more in one breath, and time grows with them."""
LIKELY = 0.5
"""Probability from which the best answer's topic is that of the question, though it is only asked back."""
_SURE_OF_WAY = 0.75
_BESIDE_THE_WAY = 0.6
_A_STORY = 10
"""Characters from which a sentence tells something."""
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a sentence with everything that it may mean, best first, and the danger that it tells of."""

    sentence: Sentence
    danger: Candidate | None

    @property
    def is_alarming(self) -> bool:
        """Whether somebody is in danger."""
        return self.danger is not None and self.danger.score >= ALARM

    @property
    def is_refused(self) -> bool:
        """Whether it is most like a sentence that nothing here answers."""
        ranked = self.sentence.ranked
        return bool(ranked) and ranked[0].id == OUT_OF_SCOPE


class LoneReader:
    """Built once from the content and its index; immutable."""

    def __init__(self, content: Content, index: PhrasingIndex, reader: MatterReader) -> None:
        self.way = WayMatcher(content)
        self._index = index
        self._reader = reader
        self._limits = scoring.parameters()
        self._ranker = Ranker(index, reader.points)
        self._danger = DangerJudge(content, index)
        self._stations = StationMatcher(content)
        self._people = PersonMatcher(content)
        self._topic = TopicClassifier(content, index)
        self._topic_of = {faq_id: faq.topic for faq_id, faq in content.faq.items()}

    def beside(self, index: PhrasingIndex) -> LoneReader:
        """The same with another index of the same entries."""
        other = copy.copy(self)
        other._index = index
        return other

    def read(self, said: str) -> Read:
        """`said` with its danger."""
        sentence = self.sentence(said)
        return Read(sentence, self._danger.judge(said, sentence.query, sentence.match))

    def sentence(self, said: str, with_meaning: bool = True) -> Sentence:
        """`said` as it is read alone, without its danger."""
        text = said[:LONGEST]
        query = self._index.prepare(text, with_meaning)
        way = self.way.match(text)
        if query.fixed != query.text and not (way.candidates and way.candidates[0].score >= _SURE_OF_WAY):
            way = clearer(way, self.way.match(query.fixed))
        match = self._index.match(query)
        overlap = self._reader.points.index.overlap(query)
        ranked = self._ranker.rank(query, match, overlap)
        if way.bare:
            # "我走不了楼梯" names no place to go to, however many places have stairs in their name.
            ranked = tuple(candidate for candidate in ranked if candidate.kind != "place")
        in_order = merged(way, ranked)
        asked_besides = {self._reader.aspect_of(clause) for clause in breath.asking_clauses(text)} - {None, "where"}
        if way.candidates and asked_besides:
            # 劳动仲裁去哪里申请，交什么材料: the place alone would answer half of it.
            in_order = tuple(candidate for candidate in ranked if candidate.kind != "place")
        return Sentence(text, query, match, in_order, way, overlap)

    def decide(self, read: Read) -> Understanding:
        """What is made of it: answered, asked back, or passed on."""
        text, way, query, ranked = read.sentence.text, read.sentence.way, read.sentence.query, read.sentence.ranked
        if not query.text:
            return Understanding(text, "fallback", "fallback", None, 0.0, _slots(text, way))
        exact = self._index.exact(query)
        if exact is not None and exact.id != OUT_OF_SCOPE and (exact.kind == "emergency" or not read.is_alarming):
            sure = Candidate(exact.kind, exact.id, 1.0, exact.text)
            ranked = (sure, *(c for c in ranked if (c.kind, c.id) != (sure.kind, sure.id)))
            return self._acted(text, "emergency" if sure.kind == "emergency" else "exact", sure, ranked, way)
        danger = read.danger
        if danger is None:
            # 咕噜咕噜哇啦哇啦 is like nothing, and by chance most like a cry: what tells of no danger alarms nobody.
            ranked = tuple(candidate for candidate in ranked if candidate.kind != "emergency")
        best = ranked[0] if ranked else None
        if danger is not None and danger.score >= ALARM:
            # "群里有人造我的谣": hardly a cry, and clearly a question that has its answer; the visitor is asked.
            # Noise is hardly a cry as well, and clearly nothing that is asked here.
            is_known = best is not None and (best.kind in {"faq", "place"} or best.id == OUT_OF_SCOPE)
            answered = best is not None and is_known and best.score >= self._limits.sure
            if not (answered and danger.score < CLEAR_ALARM):
                return self._acted(text, "emergency", danger, ranked, way)
        named = (self._people.match(text) or self._stations.match(text)) if exact is None and danger is None else None
        if named is not None:
            return self._acted(text, "strong", named, ranked, way)
        decision = tiers.decide(
            () if exact is not None else ranked, self._limits, len(query.text), self._reader.same_matter
        )
        if decision.tier == "strong" and (danger is None or danger.score < ALARM):
            tier: Tier = "emergency" if decision.chosen[0].kind == "emergency" else "strong"
            return self._acted(text, tier, decision.chosen[0], ranked, way)
        if decision.tier == "likely" and danger is None:
            return self._acted(text, "likely", decision.chosen[0], ranked, way)
        # Out-of-scope sentences are only a way to say no: nobody is told that one of them came first.
        shown = tuple(c for c in ranked if c.id != OUT_OF_SCOPE)[:_MOST_SHOWN]
        refused = exact is not None or (
            bool(ranked) and ranked[0].id == OUT_OF_SCOPE and ranked[0].score >= self._limits.ask
        )
        topic = self._topic_of_likeliest(shown) or self._topic.classify(query, read.sentence.match)
        if refused and exact is None and topic is not None and len(query.text) >= _A_STORY:
            refused = False  # a long sentence with the words of a field of law is no small talk
        unsure = Understanding(
            text,
            "fallback",
            "fallback",
            OUT_OF_SCOPE if refused else None,
            shown[0].score if shown else 0.0,
            _slots(text, way),
            shown,
            topic=None if refused else topic,
            wants_way=way.asks_where,
            bare_way=way.bare,
        )
        offered = tuple(candidate for candidate in decision.chosen if candidate.kind != "emergency")
        if danger is not None:
            offered = (danger, *(c for c in offered if (c.kind, c.id) != (danger.kind, danger.id)))[:2]
        return replace(unsure, tier="clarify", kind="clarify", id=None, offered=offered) if offered else unsure

    def _topic_of_likeliest(self, ranked: tuple[Candidate, ...]) -> str | None:
        """The topic of the answer that is more likely right than not: it says more than the words alone do."""
        best = ranked[0] if ranked else None
        likely = best is not None and best.kind == "faq" and best.score >= LIKELY
        return self._topic_of.get(best.id) if best is not None and likely else None

    def _acted(
        self, text: str, tier: Tier, best: Candidate, ranked: tuple[Candidate, ...], way: WayQuestion
    ) -> Understanding:
        others = (c for c in ranked if c.id != OUT_OF_SCOPE and (c.kind, c.id) != (best.kind, best.id))
        shown = (best, *others)[:_MOST_SHOWN]
        topic = self._topic_of.get(best.id) if best.kind == "faq" else None
        return Understanding(
            text,
            tier,
            best.kind,
            best.id,
            best.score,
            _slots(text, way),
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
    best: dict[tuple[str, str], Candidate] = {}
    for candidate in (*way.candidates, *ranked):
        key = (candidate.kind, candidate.id)
        if key not in best or best[key].score < candidate.score:
            best[key] = candidate
    return tuple(sorted(best.values(), key=_by_score))


def clearer(heard: WayQuestion, fixed: WayQuestion) -> WayQuestion:
    """Of a way question as it was heard and as it was probably said the one that names its place more clearly."""
    if not fixed.candidates or (heard.candidates and heard.candidates[0].score >= fixed.candidates[0].score):
        return heard
    return replace(fixed, step_free=heard.step_free or fixed.step_free)


def _by_score(candidate: Candidate) -> float:
    return -candidate.score


def _slots(text: str, way: WayQuestion) -> Slots:
    windows = tuple(place for place in way.places if place[0] == "w" and place[1:].isdigit())
    return Slots(
        windows=windows,
        places=way.places,
        services=way.services,
        articles=slots.articles(text),
        amounts=slots.amounts(text),
        months=slots.months(text),
        step_free=way.step_free,
    )
