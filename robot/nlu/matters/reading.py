"""A sentence inside a conversation: what it says of the matter in hand, or that it leaves it.

The sentence has been read alone before (robot/nlu/understand.py). Here both readings compete (features.py, choice.py);
what the visitor tells besides is found clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from robot.content.load import Content
from robot.nlu.context import Context
from robot.nlu.index.index import Match, Overlap, PhrasingIndex, Query
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.matters import choice, features
from robot.nlu.matters.features import ASKED, TOLD, Known
from robot.nlu.matters.for_whom import agrees, by_fact, fact_in, holds
from robot.nlu.matters.passages import Passages
from robot.nlu.matters.points import Points
from robot.nlu.named.way import WayQuestion, WayWords
from robot.nlu.text import slots
from robot.nlu.text.manner import manner
from robot.nlu.text.normalise import normalise, plain
from robot.nlu.text.persons import of_other_kin, persons
from robot.turn import Act, Candidate, Tier, Told, Understanding

SURE, LIKELY = 0.5, 0.3
"""How sure a choice must be to be acted on; to be acted on with what it was taken for."""
_SURE_OF_FACT = 0.42
"""A fact less sure is only noted: saying back what was not said is worse than saying nothing of it."""
_GUESS = 0.2
"""How likely a question must be to be answered, with what it was taken for, where nothing is likelier."""
_GUESSED_FACT = 0.25
"""How likely a fact must be for what follows from it to be said, though it is not said back and not held."""
_SURE_OF_GENERAL = 0.62
"""How sure something of a general matter must be, which nobody has spoken of."""
_SURE_OF_GENERAL_FACT = 0.85
"""The same of a fact: 我没说离婚，我说的是分居 says nothing of a lawsuit."""
_BESIDE = 0.6
"""How sure a fact of one clause must be."""
_HINTED = 0.15
"""How likely the values of a fact must be together for the robot not to ask for it: it may have been told."""
_MOST_LOOKED_AT = 8
_CLAUSES = 2
"""Clauses from which each of them may tell a fact of its own."""
_NEAR, _NEAR_ELSEWHERE = 0.36, 0.43
"""Cosine from which a sentence of the answer in hand, or of another of its matter, says something to what was said:
of 70 pairs of the training conversations two in three above it were to the point, one in ten below."""
_CLAUSE = re.compile(r"[，,。；;！!？?、\s]+")
_MOST_CLAUSES = 4
_SHORTEST, _SHORTEST_WHERE = 2, 3
_BARE = re.compile("(?:不是|是|没有?|有|不|对|不对|嗯)[的了啊呀]?")
"""A clause that answers and tells nothing by itself."""
_MOST_BESIDE = 24
"""Points that are looked at for what a sentence tells besides: those most like it; all of a matter would take long."""
_SURE_WITHOUT_MATTER = 0.5
"""How sure a choice must be while no matter is in hand."""
_NUMBER = re.compile(r"第?[\d一二三四五六七八九十两]+[个号]?")
"""第五个 answers what was asked back, and adds nothing to what was not understood."""
_BY_ITSELF = frozenset({"place", "person", "command"})
"""Kinds that mean the same in any matter, when they were understood for sure."""
_SURE_OF_COMMAND = 0.85
"""Score from which a wish to the robot is one whatever was talked of before."""
_MANNERS = frozenset({"place", "person", "command", "smalltalk"})
_ALONE = frozenset({"exact", "strong", "likely"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was read alone."""

    text: str
    query: Query
    match: Match
    ranked: tuple[Candidate, ...]
    way: WayQuestion
    overlap: Overlap | None = None
    """What it shares with all facts and questions."""


class MatterReader:
    """Built once from the content and its index; immutable."""

    def __init__(self, content: Content, index: PhrasingIndex, points: Points, passages: Passages) -> None:
        self._index = index
        self.points = points
        self.passages = passages
        self._matters = content.matters
        self._general_matters = tuple(matter.id for matter in content.matters.values() if matter.general)
        self._known = Known(
            {faq_id: faq.topic for faq_id, faq in content.faq.items()},
            {
                **{("faq", faq_id): frozenset(faq.entry.follow_ups) for faq_id, faq in content.faq.items()},
                **{("service", service.id): frozenset(service.follow_ups) for service in content.services.values()},
            },
        )
        words = content.follow_up
        self._ways = WayWords(content)
        self._names = {place.id: (place.name, *place.names) for place in (content.hall.places if content.hall else ())}
        self._aspects = {
            normalise(phrase): _ASPECTS[follow_up.id]
            for follow_up in (words.follow_ups if words else ())
            if follow_up.id in _ASPECTS
            for phrase in follow_up.phrasings
            if not self._ways.named_in(phrase)  # 怎么走 asks for no authority
        }

    def same_matter(self, one: Candidate, other: Candidate) -> bool:
        """Whether both belong to one matter, so that the answer to one leads on to the other."""
        matter = self.points.matter_of.get((one.kind, one.id))
        return matter is not None and matter == self.points.matter_of.get((other.kind, other.id))

    def aspect_of(self, text: str) -> str | None:
        """What `text` asks, where it is few words that ask just this of anything (收费吗, 交什么材料); else None."""
        return self._aspects.get(normalise(text))

    def considered(
        self,
        sentence: Sentence,
        context: Context,
        joined: Sentence | None = None,
        overlap: Overlap | None = None,
        most: int | None = None,
    ) -> features.Considered:
        """All that `sentence` may mean in `context`; `joined` is it together with what was said before; `overlap`: what
        it shares with all points, where that is known already; `most`: so many points at most."""
        return features.considered(
            *(sentence.query, sentence.ranked, (self._index, sentence.match), self.points, self._known),
            *(context, self._aspects.get(sentence.query.text), joined.ranked if joined is not None else ()),
            said=sentence.text,
            overlap=overlap or sentence.overlap,
            most=most,
        )

    def read(
        self, meant: Understanding, sentence: Sentence, context: Context, joined: Sentence | None = None
    ) -> Understanding:
        """`meant`, read alone, or what is meant inside the conversation; with the facts told and the matter."""
        if meant.tier == "emergency" or not self.points.points:
            return meant
        is_open = context.is_open and not _NUMBER.fullmatch(sentence.query.text)
        if (context.matter is not None or is_open) and not self._stands_alone(meant, sentence):
            meant = self._inside(meant, sentence, context, joined)
        return self._with_facts(meant, sentence, context)

    def _stands_alone(self, meant: Understanding, sentence: Sentence) -> bool:
        """Whether it means the same whatever was talked of before."""
        if meant.slots.articles or meant.also or (meant.bare_way and meant.slots.step_free):
            return True
        if meant.bare_way:
            # 去哪儿办 inside a matter asks for the authority; 怎么走 always for the way.
            return self._ways.named_in(sentence.query.text) or len(sentence.query.text) < _SHORTEST_WHERE
        if meant.tier == "exact":
            return meant.kind not in {"faq", "service"} or not self.points.index.exact_keys(sentence.query)
        if meant.kind == "place" and not (meant.wants_way and manner(sentence.query.text).asks):
            return False  # 门口什么也没铺 tells of a place and asks for none
        if meant.kind == "place":
            # 去哪个法院 sounds like 法援, and is not its window.
            return meant.tier == "strong" and any(name in sentence.text for name in self._names.get(meant.id or "", ()))
        if meant.kind == "command" and meant.score < _SURE_OF_COMMAND:
            return False  # 那窑我要是不要了呢 refuses nothing that the robot had said
        return meant.tier == "strong" and meant.kind in _BY_ITSELF

    def _inside(
        self, meant: Understanding, sentence: Sentence, context: Context, joined: Sentence | None
    ) -> Understanding:
        overlap = sentence.overlap or self.points.index.overlap(sentence.query)
        considered = self.considered(sentence, context, joined, overlap)
        ordered = choice.chosen(considered, sentence.query.vector is not None, most=_MOST_LOOKED_AT)
        ordered = tuple(each for each in ordered if not self._is_of_others(each.choice.key, sentence.text)) or ordered
        meant = replace(meant, hinted=_hinted(ordered))
        asks = manner(sentence.query.text).asks
        best, tier = self._of_aspect(sentence, context) or _decided(ordered, asks)
        if context.matter is None and best is not None and best.sure < _SURE_WITHOUT_MATTER:
            best = None  # nothing is known of what it is about: a guess would be the robot's own
        seen = tuple(_shown(each) for each in ordered if each.choice.key not in {TOLD, ASKED})
        said = self.points.index.exact_keys(sentence.query)
        elsewhere = {each for each in self._general_matters if each != context.matter}
        of_general = {key for key in said if key.partition("/")[0] in elsewhere}
        is_guess = best is None or best.sure < LIKELY or (said == of_general and bool(said))
        general = self._general(meant, sentence, context, overlap) if is_guess and context.matter is not None else None
        if general is not None and not (meant.tier in _ALONE and meant.kind in _MANNERS):
            return general
        if best is None and (context.matter is None or (meant.tier in _ALONE and meant.kind in _MANNERS)):
            return meant
        if best is None:
            act: Act = "asking-on" if asks else "fact"
            nothing = replace(meant, tier="fallback", kind="flow", id=None, offered=(), act=act, inside=True)
            passage = self._passage(sentence, context)
            return replace(nothing, score=ordered[0].sure, candidates=seen, passage=passage)
        entry = best.choice.candidate
        if entry is None:
            told = "=" in best.choice.key
            flow = replace(
                meant, tier=tier, kind="flow", id=best.choice.key, score=best.sure, candidates=seen, offered=()
            )
            second = choice.nearly(best, ordered) if tier == "likely" else ""
            flow = replace(flow, asked_on=None if told else best.choice.key, second=second)
            return replace(flow, act="fact" if told else "asking-on")
        if (entry.kind, entry.id) == (meant.kind, meant.id) and meant.tier in _ALONE:
            return meant
        if entry.id == OUT_OF_SCOPE:
            return replace(meant, tier="fallback", kind="fallback", id=OUT_OF_SCOPE, offered=(), candidates=seen)
        other = replace(meant, tier=tier, kind=entry.kind, id=entry.id, score=best.sure, candidates=seen, offered=())
        return replace(other, topic=self._known.topics.get(entry.id))

    def _general(
        self, meant: Understanding, sentence: Sentence, context: Context, overlap: Overlap
    ) -> Understanding | None:
        """What a general matter (evidence, suing) says of it; the matter in hand stays. None where none is sure."""
        found = [
            choice.chosen(considered, sentence.query.vector is not None, most=1)[0]
            for each in self._general_matters
            if each != context.matter
            for considered in (self.considered(sentence, Context(matter=each, denied=context.denied), overlap=overlap),)
        ]
        exact = self.points.index.exact_keys(sentence.query)
        sure = [
            each
            for each in found
            if "/" in each.choice.key
            and (
                each.choice.key in exact
                or each.sure >= (_SURE_OF_GENERAL_FACT if "=" in each.choice.key else _SURE_OF_GENERAL)
            )
        ]
        if not sure:
            return None
        best = max(sure, key=lambda each: each.sure)
        told = "=" in best.choice.key
        act: Act = "fact" if told else "asking-on"
        said = replace(meant, tier="likely", kind="flow", id=best.choice.key, score=best.sure, offered=(), act=act)
        return replace(said, asked_on=None if told else best.choice.key, matter=context.matter)

    def _passage(self, sentence: Sentence, context: Context) -> str:
        """A sentence of the answer in hand, or of another of the matter, that is near enough; else empty."""
        matter = self._matters.get(context.matter or "")
        if matter is None:
            return ""
        own = self.passages.nearest(sentence.query.vector, (context.entry,)) if context.entry else None
        if own is not None and own.near >= _NEAR:
            return own.text
        told = by_fact(context.told)
        entries = tuple(
            item
            for item in (
                *(("faq", entry) for entry in matter.entries),
                *(("service", each) for each in matter.services),
            )
            if agrees(self.points.tells.get(item, ()), told)
        )
        other = self.passages.nearest(sentence.query.vector, entries)
        return other.text if other is not None and other.near >= _NEAR_ELSEWHERE else ""

    def _of_aspect(self, sentence: Sentence, context: Context) -> tuple[choice.Chosen | None, Tier] | None:
        """The point that a few words ask for which ask just this of anything (收费吗); None where they do not."""
        aspect = self.aspect_of(sentence.query.text) or self.aspect_of(sentence.query.fixed)
        span = self.points.span(context.matter) if aspect else range(0)
        own = context.entry[1] if context.entry else ""
        told = by_fact(context.told)
        of_aspect = [self.points.in_order[row] for row in span if self.points.in_order[row].aspect == aspect]
        fitting = [point for point in of_aspect if holds(point.only, told)]
        found = [point for point in fitting if own in point.entries] or [p for p in fitting if not p.entries]
        return (choice.Chosen(features.Choice(found[0].key), 1.0, 1.0), "strong") if len(found) == 1 else None

    def _with_facts(self, meant: Understanding, sentence: Sentence, context: Context) -> Understanding:
        if meant.kind == "flow" and meant.matter is not None:
            return meant  # of a general matter: no fact of the case
        matter = context.matter
        is_entry = meant.kind in {"faq", "service"} and meant.tier in {"exact", "strong", "likely"} and meant.id
        if is_entry:
            matter = self.points.matter_of.get((meant.kind, meant.id or ""), matter)
        if meant.kind == "flow" and meant.id:
            matter = self.points.points[meant.id].matter
        if matter is None or meant.tier == "emergency" or not (is_entry or meant.kind == "flow" or meant.inside):
            return meant
        within = replace(
            context, rivals=(), matter=matter, entry=(meant.kind, meant.id or "") if is_entry else context.entry
        )
        told_beside, hinted = self._told_beside(sentence.text, within)
        if matter != context.matter and context.earlier:
            # What was told before it was known what it is about counts for that, too.
            before, more = self._told_beside(context.earlier, within)
            told_beside, hinted = {**before, **told_beside}, hinted | more
        if is_entry:
            of_matter = self.considered(replace(sentence, ranked=()), within, most=_MOST_BESIDE)
            hinted |= _hinted(choice.chosen(of_matter, sentence.query.vector is not None, _MOST_LOOKED_AT))
        meant = replace(meant, hinted=hinted | meant.hinted)
        if meant.inside:
            return meant
        facts = told_beside
        if meant.kind == "flow" and meant.id and "=" in meant.id and meant.score >= _SURE_OF_FACT:
            told = self._valued(meant.id, sentence.text, meant.score)
            facts[fact_in(meant.id)] = told
        act = meant.act
        if act == "fact" and context.asked and any(fact == f"{matter}/{context.asked}" for fact in facts):
            act = "answer"
        return replace(meant, matter=matter, facts=tuple(facts.values()), act=act)

    def _told_beside(self, said: str, context: Context) -> tuple[dict[str, Told], frozenset[str]]:
        """Facts (matter/fact) that single clauses tell, and those that they may tell; of one clause none."""
        clauses = [part for part in _CLAUSE.split(said) if len(plain(part)) >= _SHORTEST]
        if len(clauses) < _CLAUSES:
            return {}, frozenset()
        told: dict[str, Told] = {}
        hinted: set[str] = set()
        for clause in clauses[-_MOST_CLAUSES:]:
            query = self._index.prepare(clause, with_meaning=False)
            if not query.text:
                continue
            found = features.considered(
                *(query, (), (self._index, Match.empty(self._index)), self.points, self._known, context, None),
                most=_MOST_BESIDE,
            )
            ordered = choice.chosen(found, has_meaning=False, most=_MOST_LOOKED_AT)
            hinted |= _hinted(ordered)
            best = ordered[0]
            if _BARE.fullmatch(query.text) and fact_in(best.choice.key) != f"{context.matter}/{context.asked}":
                continue  # 不是，我没说要离: it says no to what was said, not to what nobody has asked
            if "=" in best.choice.key and best.sure >= _BESIDE and not self._is_of_others(best.choice.key, clause):
                told[fact_in(best.choice.key)] = self._valued(best.choice.key, clause, best.sure)
        return told, frozenset(hinted)

    def _is_of_others(self, key: str, said: str) -> bool:
        """公婆还在 does not tell that the husband is alive: nothing is held, or said back, of the wrong person."""
        return "=" in key and of_other_kin(persons(plain(said)), self.points.points[key].people)

    def _valued(self, key: str, text: str, score: float) -> Told:
        """The fact, with the number or the date said where it is open."""
        find = _VALUES.get(self.points.points[key].type or "")
        said = find(text) if find else ()
        return Told(key, said[0] if said else "", score)


def _decided(ordered: tuple[choice.Chosen, ...], asks: bool) -> tuple[choice.Chosen | None, Tier]:
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
    if not is_none and is_fact and best.sure >= _SURE_OF_FACT:
        return best, "likely"
    if asks:
        points = (each for each in ordered if "/" in each.choice.key and "=" not in each.choice.key)
        guess = next((each for each in points if each.likely >= _GUESS), None)
        return guess, "likely"
    facts = (each for each in ordered if "=" in each.choice.key)
    guess = next((each for each in facts if each.likely >= _GUESSED_FACT), None) if not asks else None
    return guess, "likely"


def _hinted(ordered: tuple[choice.Chosen, ...]) -> frozenset[str]:
    """The facts whose values are likely enough together to have been told."""
    shares: dict[str, float] = {}
    for each in ordered:
        if "=" in each.choice.key:
            shares[fact_in(each.choice.key)] = shares.get(fact_in(each.choice.key), 0.0) + each.likely
    return frozenset(fact for fact, share in shares.items() if share >= _HINTED)


def _shown(chosen: choice.Chosen) -> Candidate:
    entry = chosen.choice.candidate
    score = chosen.sure
    return replace(entry, score=score) if entry is not None else Candidate("flow", chosen.choice.key, score)


_VALUES = {"amount": slots.sums, "length": slots.lengths, "count": slots.counts, "date": slots.dates}
_ASPECTS = {"materials": "bring", "fee": "cost", "limit": "how-long", "window": "where", "order": "order"}
