"""Transcript -> Understanding: emergencies first, then exact, the way, and everything by score.

Read `Understander.understand` from top to bottom: the sentence as it was heard; other readings of the recogniser where
that leaves the robot unsure; then the pieces of the sentence, where several things were said in one breath.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz

from robot.content.load import Content
from robot.nlu.context import NOTHING, Context
from robot.nlu.danger.judge import ALARM, CLEAR_ALARM, DangerJudge
from robot.nlu.index import scoring, tiers
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE, collect, documents
from robot.nlu.matters.passages import Passages
from robot.nlu.matters.points import Points
from robot.nlu.matters.reading import MatterReader, Sentence
from robot.nlu.named.people import PersonMatcher
from robot.nlu.named.townships import StationMatcher
from robot.nlu.named.way import WayMatcher, WayQuestion
from robot.nlu.ranking.ranker import Ranker
from robot.nlu.text import breath, slots
from robot.nlu.text.correction import correction
from robot.nlu.text.normalise import plain
from robot.nlu.topic.topic import TopicClassifier
from robot.turn import Candidate, Slots, Tier, Transcript, Understanding

_SURE_OF_WAY = 0.75
_BESIDE_THE_WAY = 0.6
_LONGEST = 300
"""Characters of a question that are looked at: nobody says more in one breath, and time grows with them."""
_READINGS = 2
"""Other readings of the recogniser that are looked at."""
_READING_WEIGHT = 0.8
"""What each further reading counts, of the one before."""
_SURE: frozenset[Tier] = frozenset(("emergency", "exact", "strong"))
_ACTS: frozenset[Tier] = frozenset(("emergency", "exact", "strong", "likely"))
_OF_THE_HALL = frozenset(("smalltalk", "person", "place"))
"""Kinds that ask something of the hall and of the robot, not of the law."""
_LIKELY = 0.5
"""Probability from which the best answer's topic is that of the question, though it is only asked back."""
_LEANING = 6
"""Characters of a second thing that may lean on the first for what it is about."""
_A_STORY = 10
"""Characters from which a sentence tells something."""
_THE_SAME_AGAIN = 80
"""Partial ratio (rapidfuzz) from which a sentence says again what was said before."""
_MOST_SHOWN = 5
_MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading of a sentence with everything that it may mean, best first, and the danger that it tells of."""

    sentence: Sentence
    danger: Candidate | None


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
        self.index = PhrasingIndex.built(
            collect(content), documents(content), embedder, cache, progress, content.lexicon
        )
        points, passages = (
            Points(content, embedder, cache, progress),
            Passages.built(content, embedder, cache, progress),
        )
        self.reader = MatterReader(content, self.index, points, passages)
        self._ranker = Ranker(self.index, points)
        self._danger = DangerJudge(content, self.index)
        self._way = WayMatcher(content)
        self._stations = StationMatcher(content)
        self._people = PersonMatcher(content)
        self._topic = TopicClassifier(content, self.index)
        self._manners = frozenset(talk.id for talk in content.smalltalk.values() if talk.manners)
        self._topic_of = {faq_id: faq.topic for faq_id, faq in content.faq.items()}

    def understand(self, transcript: Transcript, context: Context = NOTHING) -> Understanding:
        """The meaning of `transcript` in `context`, with all that was said in one breath."""
        started = time.perf_counter()
        taken_back = correction(transcript.text[:_LONGEST])
        said = taken_back.meant if taken_back is not None and taken_back.meant else transcript.text
        turned_away, said = breath.turned_away(said)
        first = self._read(said, inside=context.matter is not None and not context.danger)
        meant = self._decide(first)
        if meant.tier not in _SURE and transcript.alternatives:
            meant = self._with_other_readings(first, transcript.alternatives[:_READINGS])
        stops, starts_there = (
            self._way.stops(said[:_LONGEST]) if meant.tier not in {"emergency", "exact"} else ((), False)
        )
        if stops:
            meant = replace(meant, tier="strong", kind="place", id=stops[-1], offered=(), stops=stops)
            return replace(meant, starts_there=starts_there, ms=(time.perf_counter() - started) * 1000)
        if meant.tier not in {"emergency", "exact"}:
            meant = self._in_pieces(meant, said[:_LONGEST])
        if taken_back is not None and taken_back.denied:
            context = replace(context, denied=taken_back.denied)
        joined = None
        if context.is_open and fuzz.partial_ratio(said, context.earlier) >= _THE_SAME_AGAIN:
            # Who says the same again has not said more: doubled, its words would only count twice.
            context = replace(context, rivals=(), earlier="")
        if context.is_open and meant.tier not in {"emergency", "exact"}:
            joined = self.sentence(f"{context.earlier} {said}")
        if turned_away and meant.tier in _ACTS:
            context = replace(NOTHING, aside=context.aside)  # 岔一句，我娘想办个公证: another thing
        meant = self._several_inside(said, context, meant) or self.reader.read(meant, first.sentence, context, joined)
        if taken_back is not None and meant.tier != "emergency":
            meant = replace(meant, act="correction", denied=taken_back.denied)
        return replace(meant, text=transcript.text, ms=(time.perf_counter() - started) * 1000)

    def sentence(self, said: str, with_meaning: bool = True) -> Sentence:
        """`said` as it is read alone, without its danger."""
        text = said[:_LONGEST]
        query = self.index.prepare(text, with_meaning)
        way = self._way.match(text)
        if query.fixed != query.text and not (way.candidates and way.candidates[0].score >= _SURE_OF_WAY):
            way = clearer(way, self._way.match(query.fixed))
        match = self.index.match(query)
        overlap = self.reader.points.index.overlap(query)
        ranked = self._ranker.rank(query, match, overlap)
        if way.bare:
            # "我走不了楼梯" names no place to go to, however many places have stairs in their name.
            ranked = tuple(candidate for candidate in ranked if candidate.kind != "place")
        return Sentence(text, query, match, merged(way, ranked), way, overlap)

    def _read(self, said: str, inside: bool = False) -> _Read:
        sentence = self.sentence(said)
        return _Read(sentence, self._danger.judge(said, sentence.query, sentence.match, inside))

    def _with_other_readings(self, first: _Read, others: Iterable[str]) -> Understanding:
        """The decision on all readings together: what they share is likelier than what one of them says alone."""
        weight, total = 1.0, 1.0
        all_refused = _refused(first)
        score = {(c.kind, c.id): c.score for c in first.sentence.ranked}
        known = {(c.kind, c.id): c for c in first.sentence.ranked}
        for other in others:
            weight *= _READING_WEIGHT
            total += weight
            read = self._read(other)
            if _alarming(read):
                return self._decide(read)
            all_refused = all_refused and _refused(read)
            for candidate in read.sentence.ranked:
                key = (candidate.kind, candidate.id)
                score[key] = score.get(key, 0.0) + weight * candidate.score
                known.setdefault(key, candidate)
        if not all_refused:  # one reading was nonsense; that is no reason to refuse what another one says
            score = {key: value for key, value in score.items() if key[1] != OUT_OF_SCOPE}
        ranked = sorted((replace(known[key], score=value / total) for key, value in score.items()), key=_by_score)
        return self._decide(replace(first, sentence=replace(first.sentence, ranked=tuple(ranked))))

    def _in_pieces(self, whole: Understanding, text: str) -> Understanding:
        """`whole`, or the things that its pieces say, each by itself: answered where clear, else asked back."""
        pieces = breath.pieces(text)
        if len(pieces) < 2:
            return self._before_the_way(text) or self._asked_of_the_hall(whole, text) or whole
        found: list[Understanding] = []
        for piece in pieces:
            meant = self._before_the_way(piece) or self._decide(self._read(piece))
            if found and meant.tier != "exact":
                meant = self._about_the_first(meant, found)
            if meant.tier == "emergency":
                return meant
            if found and _may_lean(meant, found[0]):
                meant = self._asked_on(piece, meant, found[0])
            if self._says_something(meant) and not _known(meant, found):
                found.append(meant)
        clear = [meant for meant in found if meant.tier in _ACTS]
        unclear = [meant for meant in found if meant.tier not in _ACTS]
        if clear and (len(found) > 1 or whole.tier not in _ACTS):
            return replace(clear[0], also=(*clear[1:], *unclear[:1]))
        offered = tuple(dict.fromkeys(meant.offered[0] for meant in unclear if meant.offered))
        if len(offered) > 1 and whole.tier not in _ACTS:
            return replace(unclear[0], tier="clarify", kind="clarify", id=None, offered=offered[:_MOST_OFFERED])
        return whole

    def _several_inside(self, said: str, context: Context, whole: Understanding) -> Understanding | None:
        """The questions of `said` inside the matter in hand, where more than one of them is understood by itself."""
        if context.matter is None or whole.also or whole.tier in {"emergency", "exact"}:
            return None
        found: list[Understanding] = []
        for question in breath.questions(said[:_LONGEST]):
            sentence = self.sentence(question)  # danger was looked for in the whole
            meant = self.reader.read(self._decide(_Read(sentence, None)), sentence, context)
            is_sure = meant.tier in _SURE or (meant.tier == "likely" and meant.score >= _LIKELY)
            if is_sure and self._says_something(meant) and not _known(meant, found):
                found.append(meant)
        return replace(found[0], also=tuple(found[1:])) if len(found) > 1 else None

    def _asked_on(self, piece: str, meant: Understanding, first: Understanding) -> Understanding:
        """ "我想申请法律援助。要带什么材料？": what is unclear by itself may be asked of what was said first."""
        matter = self.reader.points.matter_of.get((first.kind, first.id or "")) if first.tier in _ACTS else None
        if matter is None or first.id is None:
            return meant
        inside = self.reader.read(meant, self.sentence(piece), Context(matter=matter, entry=(first.kind, first.id)))
        return replace(inside, text=piece) if inside.kind == "flow" or inside.inside else meant

    def _about_the_first(self, meant: Understanding, found: list[Understanding]) -> Understanding:
        """ "我要离婚，还有房子咋办": what the second thing is about was said in the first.

        A few words that by themselves are another topic (房子咋办) are answered only if they still are with the first.
        """
        first = found[0]
        joined = self._decide(self._read(first.text + meant.text))
        says_more = joined.tier in _ACTS and not _known(joined, found)
        if says_more and (meant.tier not in _ACTS or joined.topic == first.topic):
            return replace(joined, wants_way=joined.wants_way or meant.wants_way)
        leans = meant.kind == "faq" and len(plain(meant.text)) <= _LEANING and first.topic is not None
        if leans and meant.topic != first.topic:
            new = next((c for c in joined.candidates if not _known_candidate(c, found)), None)
            if new is not None and (new.kind, new.id) != (meant.kind, meant.id):
                return replace(meant, tier="clarify", kind="clarify", id=None, offered=(new,))
        return meant

    def _says_something(self, meant: Understanding) -> bool:
        """Whether a piece of a sentence is worth an answer of its own: greetings and scraps are not."""
        if meant.tier == "fallback":
            return meant.topic is not None and not meant.inside
        if meant.kind == "smalltalk":
            return meant.tier in _ACTS and meant.id not in self._manners
        return meant.kind != "command"

    def _asked_of_the_hall(self, whole: Understanding, text: str) -> Understanding | None:
        """ "你们几点下班呀，我从陌南赶过来的": one clause asks something of the hall, the rest only tells why."""
        if whole.tier in _ACTS:
            return None
        for clause in breath.asking_clauses(text):
            meant = self._decide(_Read(self.sentence(clause), None))
            if meant.tier in _SURE and meant.kind in _OF_THE_HALL and self._says_something(meant):
                return replace(meant, text=text)
        return None

    def _before_the_way(self, text: str) -> Understanding | None:
        """ "我要离婚，在哪个窗口": what comes last asks the way to what came before; None where nothing does."""
        clauses = breath.last_clause(text)
        if clauses is None or not self._way.match(clauses[1]).bare:
            return None
        return replace(self._decide(self._read(clauses[0])), wants_way=True)

    def _decide(self, read: _Read) -> Understanding:
        text, way, query, ranked = read.sentence.text, read.sentence.way, read.sentence.query, read.sentence.ranked
        if not query.text:
            return Understanding(text, "fallback", "fallback", None, 0.0, _slots(text, way))
        exact = self.index.exact(query)
        if exact is not None and exact.id != OUT_OF_SCOPE and (exact.kind == "emergency" or not _alarming(read)):
            sure = Candidate(exact.kind, exact.id, 1.0, exact.text)
            ranked = (sure, *(c for c in ranked if (c.kind, c.id) != (sure.kind, sure.id)))
            return self._acted(text, "emergency" if sure.kind == "emergency" else "exact", sure, ranked, way)
        danger = read.danger
        best = ranked[0] if ranked else None
        if danger is not None and danger.score >= ALARM:
            # "群里有人造我的谣": hardly a cry, and clearly a question that has its answer; the visitor is asked.
            answered = best is not None and best.kind in {"faq", "place"} and best.score >= self._limits.sure
            if not (answered and danger.score < CLEAR_ALARM):
                return self._acted(text, "emergency", danger, ranked, way)
        named = (self._people.match(text) or self._stations.match(text)) if exact is None and danger is None else None
        if named is not None:
            return self._acted(text, "strong", named, ranked, way)
        decision = tiers.decide(
            () if exact is not None else ranked, self._limits, len(query.text), self.reader.same_matter
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
        likely = best is not None and best.kind == "faq" and best.score >= _LIKELY
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


def _may_lean(meant: Understanding, first: Understanding) -> bool:
    """Whether a piece may ask on about the first: it is unclear, or few words (怎么办手续) of another field."""
    is_short = len(plain(meant.text)) <= _LEANING and meant.tier != "exact" and meant.kind in {"faq", "service"}
    return meant.tier not in _ACTS or (is_short and (meant.topic is None or meant.topic != first.topic))


def _alarming(read: _Read) -> bool:
    return read.danger is not None and read.danger.score >= ALARM


def _refused(read: _Read) -> bool:
    ranked = read.sentence.ranked
    return bool(ranked) and ranked[0].id == OUT_OF_SCOPE


def _known(meant: Understanding, found: list[Understanding]) -> bool:
    return any((meant.kind, meant.id, meant.offered) == (other.kind, other.id, other.offered) for other in found)


def _known_candidate(candidate: Candidate, found: list[Understanding]) -> bool:
    """Whether it was answered or offered already, whatever its score was then."""
    answered = {(other.kind, other.id) for other in found}
    known = answered | {(each.kind, each.id) for other in found for each in other.offered}
    return (candidate.kind, candidate.id) in known


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
