"""A sentence inside a conversation: what it says of the matter in hand, or that it leaves it.

The sentence has been read alone before (robot/nlu/understand.py). Here both readings compete (features.py, choice.py);
what the visitor tells besides is found clause by clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from robot.content.load import Content
from robot.nlu.context import Context, is_side
from robot.nlu.index.index import Match, Overlap, PhrasingIndex, Query
from robot.nlu.index.phrasings import OUT_OF_SCOPE
from robot.nlu.matters import choice, features
from robot.nlu.matters.acting import LIKELY, SURE, SURE_OF_FACT, decided, is_in_two_minds
from robot.nlu.matters.clauses import MOST_BESIDE, MOST_LOOKED_AT, ClauseReader, hinted_in, is_proof
from robot.nlu.matters.features import ASKED, TOLD, Known
from robot.nlu.matters.for_whom import agrees, as_sure, by_fact, fact_in, for_the_likelier, holds, of_him
from robot.nlu.matters.passages import Passages
from robot.nlu.matters.points import Points
from robot.nlu.named.way import WayQuestion, WayWords
from robot.nlu.text.manner import manner
from robot.nlu.text.normalise import normalise
from robot.turn import Act, Candidate, Tier, Told, Understanding

_SURE_OF_GENERAL = 0.62
"""How sure something of a general matter must be, which nobody has spoken of."""
_SURE_OF_GENERAL_FACT = 0.85
"""The same of a fact: 我没说离婚，我说的是分居 says nothing of a lawsuit."""
_SURE_OF_MOVE = 0.6
"""How sure a fact of another matter must be to leave the one in hand for it."""
_SURE_OF_CHANGE, _SURE_OF_OTHER_SIDE = 0.75, 0.9
"""How sure it must be that a choice told before is another one now; that somebody is on the other side, or that it is
where something else was the point."""
_OTHER_SIDE = 0.1
"""How likely an entry must be, beside the likeliest, to stand in for it where that is for the other side."""
_OTHER_MATTER = 0.5
"""The same of an entry of another matter, which presupposes nothing of the kind."""
_SURE_OF_POINT = 0.68
"""How sure a question of a matter must be to be answered instead of the entry that a later sentence was taken for."""
_SHORT_FOR_ANOTHER = 8
"""Characters of a sentence that may be of the matter in hand, though another one has just its words."""
_SHORTEST_WHERE = 3
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


def is_number(sentence: Sentence) -> bool:
    """Whether it only answers what was asked back (第二个)."""
    return _NUMBER.fullmatch(sentence.query.text) is not None


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
        self._clauses = ClauseReader(content, index, points, self._known)
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
        if context.matter is not None and meant.also and not self._are_other_things(meant, context):
            meant = replace(meant, also=())
        is_open = context.is_open and not is_number(sentence)
        if (context.matter is not None or is_open) and not self._stands_alone(meant, sentence, context.matter):
            meant = self._inside(meant, sentence, context, joined)
        return self.with_facts(meant, sentence, context)

    def _are_other_things(self, meant: Understanding, context: Context) -> bool:
        """Whether the things said in one breath are plainly things of their own, and not of the other side."""
        told = by_fact(context.sided)
        return all(
            each.tier in {"exact", "strong"} and agrees(self.points.tells.get((each.kind, each.id or ""), ()), told)
            for each in (meant, *meant.also)
        )

    def _stands_alone(self, meant: Understanding, sentence: Sentence, in_hand: str | None) -> bool:
        """Whether it means the same whatever was talked of before."""
        if meant.slots.articles or meant.also or (meant.bare_way and meant.slots.step_free):
            return True
        if meant.bare_way:
            # 去哪儿办 inside a matter asks for the authority; 怎么走 always for the way.
            return self._ways.named_in(sentence.query.text) or len(sentence.query.text) < _SHORTEST_WHERE
        if meant.tier == "exact":
            is_entry = meant.kind in {"faq", "service"}
            matter = self.points.matter_of.get((meant.kind, meant.id or ""))
            is_short = meant.kind == "faq" and len(sentence.query.text) <= _SHORT_FOR_ANOTHER
            if is_short and in_hand not in {None, matter}:
                return False  # 违约金咋算, of a house that was bought, is asked of the house
            return not is_entry or not self.points.index.exact_keys(sentence.query)
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
        ordered = choice.chosen(considered, sentence.query.vector is not None, most=MOST_LOOKED_AT)
        ordered = tuple(each for each in ordered if self._clauses.may_be(each.choice.key, sentence.text)) or ordered
        meant = replace(meant, hinted=hinted_in(ordered))
        asks = manner(sentence.query.text).asks
        best, tier = self._of_aspect(sentence, context) or decided(ordered, asks)
        if context.matter is None and best is not None and best.sure < _SURE_WITHOUT_MATTER:
            best = None  # nothing is known of what it is about: a guess would be the robot's own
        if best is not None and _moves(best, context) and best.sure < _SURE_OF_MOVE:
            best = None
        seen = tuple(_shown(each) for each in ordered if each.choice.key not in {TOLD, ASKED})
        said = self.points.index.exact_keys(sentence.query)
        elsewhere = {each for each in self._general_matters if each != context.matter}
        of_general = {key for key in said if key.partition("/")[0] in elsewhere}
        is_guess = best is None or best.sure < LIKELY or (said == of_general and bool(said))
        general = None
        if is_guess and context.matter is not None:
            general = self._general(meant, sentence, context, overlap)
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
            says_both = bool(second) and self._clauses.says_both((best.choice.key, second), sentence.text, context)
            flow = replace(flow, asked_on=None if told else best.choice.key, second=second, says_both=says_both)
            flow = replace(flow, passage="" if told else self._passage(sentence, context))
            return replace(flow, act="fact" if told else "asking-on")
        meant = replace(meant, passage=self.passages.fitting(sentence.query.vector, (entry.kind, entry.id)))
        if (entry.kind, entry.id) == (meant.kind, meant.id) and meant.tier in _ALONE:
            return meant
        if entry.id == OUT_OF_SCOPE:
            return replace(meant, tier="fallback", kind="fallback", id=OUT_OF_SCOPE, offered=(), candidates=seen)
        other = replace(meant, tier=tier, kind=entry.kind, id=entry.id, score=best.sure, candidates=seen, offered=())
        return replace(other, topic=self._known.topics.get(entry.id))

    def _general(
        self,
        meant: Understanding,
        sentence: Sentence,
        context: Context,
        overlap: Overlap,
    ) -> Understanding | None:
        """What a general matter (evidence, suing) says of it; the matter in hand stays. None where none is sure."""
        found = [
            choice.chosen(considered, sentence.query.vector is not None, most=1)[0]
            for each in self._general_matters
            if each != context.matter
            for elsewhere in (Context(matter=each, told=context.told, denied=context.denied),)
            for considered in (self.considered(sentence, elsewhere, overlap=overlap),)
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
        best = max(sure, key=lambda each: (each.choice.key in exact, each.sure))
        told = "=" in best.choice.key
        act: Act = "fact" if told else "asking-on"
        said = replace(meant, tier="likely", kind="flow", id=best.choice.key, score=best.sure, offered=(), act=act)
        return replace(said, asked_on=None if told else best.choice.key, matter=context.matter)

    def _passage(self, sentence: Sentence, context: Context) -> str:
        """A sentence of the answer in hand, or of another of the matter, that is near enough; else empty."""
        matter = self._matters.get(context.matter or "")
        if matter is None:
            return ""
        told = by_fact(context.told)
        items = (*(("faq", each) for each in matter.entries), *(("service", each) for each in matter.services))
        fitting = tuple(item for item in items if agrees(self.points.tells.get(item, ()), told))
        return self.passages.fitting(sentence.query.vector, context.entry, fitting)

    def _of_aspect(self, sentence: Sentence, context: Context) -> tuple[choice.Chosen | None, Tier] | None:
        """The point that a few words ask for which ask just this of anything (收费吗); None where they do not."""
        aspect = self.aspect_of(sentence.query.text) or self.aspect_of(sentence.query.fixed)
        span = self.points.span(context.matter) if aspect else range(0)
        own = context.entry[1] if context.entry else ""
        told = {**by_fact(context.supposed), **by_fact(context.told)}
        of_aspect = [self.points.in_order[row] for row in span if self.points.in_order[row].aspect == aspect]
        fitting = [point for point in of_aspect if holds(point.only, told)]
        found = [point for point in fitting if own in point.entries] or [p for p in fitting if not p.entries]
        found = for_the_likelier(found, told)
        return (choice.Chosen(features.Choice(found[0].key), 1.0, 1.0), "strong") if len(found) == 1 else None

    def with_facts(self, meant: Understanding, sentence: Sentence, context: Context) -> Understanding:
        """`meant` with the matter that it belongs to and the facts of it that `sentence` tells."""
        if meant.kind == "flow" and meant.matter is not None:
            return meant  # of a general matter: no fact of the case
        matter = context.matter
        is_entry = meant.kind in {"faq", "service"} and meant.tier in {"exact", "strong", "likely"} and meant.id
        if is_entry:
            own = self.points.matter_of.get((meant.kind, meant.id or ""), matter)
            if matter is not None and own != matter and own in self._general_matters:
                return replace(meant, matter=matter)  # 传票来了不去行不行, of a loan: the loan stays in hand
            matter = own
        if meant.kind == "flow" and meant.id:
            matter = self.points.points[meant.id].matter
        if matter is None or meant.tier == "emergency" or not (is_entry or meant.kind == "flow" or meant.inside):
            return meant
        within = replace(
            context, rivals=(), matter=matter, entry=(meant.kind, meant.id or "") if is_entry else context.entry
        )
        told_beside, hinted = self._clauses.told(sentence.text, within)
        if matter != context.matter and context.earlier:
            # What was told before it was known what it is about counts for that, too.
            before, more = self._clauses.told(context.earlier, within)
            told_beside, hinted = {**before, **told_beside}, hinted | more
        if is_entry:
            of_matter = self.considered(replace(sentence, ranked=()), within, most=MOST_BESIDE)
            whole = choice.chosen(of_matter, sentence.query.vector is not None, MOST_LOOKED_AT)
            hinted |= hinted_in(whole)
            told_beside = told_beside or self._clauses.told_by(sentence.text, whole, within)
            tells = self.points.tells.get((meant.kind, meant.id or ""), frozenset())
            told_beside = as_sure(told_beside, tells, meant.score)
            told_beside = of_him(told_beside, self.points.points, {**by_fact(tells), **by_fact(context.sided)})
            meant = self._for_whom_it_is(meant, by_fact(context.sided), told_beside)
            meant = self._rather_a_point(meant, whole[0], sentence, context)
        meant = replace(meant, hinted=hinted | meant.hinted)
        if meant.inside:
            return meant
        facts = {fact: told for fact, told in told_beside.items() if not self._is_a_slip(told, context, beside=True)}
        beside = facts.get(fact_in(meant.id or ""))
        if meant.kind == "flow" and beside is not None and is_proof(beside.key) and beside.key.endswith("=yes"):
            meant = replace(meant, id=beside.key)
        elif meant.kind == "flow" and meant.id and "=" in meant.id and meant.score >= SURE_OF_FACT:
            told = self._clauses.valued(meant.id, sentence.text, meant.score)
            is_told = self._clauses.is_told(meant.id, sentence.text)
            if is_told and not self._is_a_slip(told, context) and not is_in_two_minds(meant):
                facts[fact_in(meant.id)] = told
        act = meant.act
        if act == "fact" and context.asked and any(fact == f"{matter}/{context.asked}" for fact in facts):
            act = "answer"
        return replace(meant, matter=matter, facts=tuple(facts.values()), act=act)

    def _rather_a_point(
        self, meant: Understanding, best: choice.Chosen, sentence: Sentence, context: Context
    ) -> Understanding:
        """Later in a conversation what a question asks of the entry that it belongs to, where its matter has just that
        (`best`): who asks whether the police will keep him is not read all about cut trees."""
        is_point = "/" in best.choice.key and "=" not in best.choice.key
        is_here = context.matter == best.choice.key.partition("/")[0]  # 酒驾罚多少 beside a divorce is no e-bike's
        if not is_here or meant.tier == "exact" or not is_point or best.sure < _SURE_OF_POINT:
            return meant
        if not manner(sentence.query.text).asks:
            return meant
        found = replace(meant, tier="strong" if best.sure >= SURE else "likely", kind="flow", id=best.choice.key)
        return replace(found, score=best.sure, asked_on=best.choice.key, act="asking-on", offered=())

    def telling(self, meant: Understanding, told: str, context: Context) -> Understanding:
        """`meant` with the facts that were `told` besides, in clauses that nothing is asked in."""
        if meant.matter is None or meant.tier == "emergency":
            return meant
        found, hinted = self._clauses.told(f"{told}，{meant.text}", replace(context, matter=meant.matter))
        known = {fact_in(each.key) for each in meant.facts}
        more = tuple(each for fact, each in found.items() if fact not in known and not self._is_a_slip(each, context))
        return replace(meant, facts=(*meant.facts, *more), hinted=meant.hinted | hinted)

    def _is_a_slip(self, told: Told, context: Context, beside: bool = False) -> bool:
        """Whether it would change, without being sure, what was told before: who is the lessee does not become the
        owner by 我也是靠这养家的."""
        fact = fact_in(told.key)
        before = by_fact(context.told).get(fact, told.key)
        is_asked = fact == f"{context.matter}/{context.asked}"
        is_choice = self.points.points[told.key].type == "choice"
        is_meant = is_asked or context.corrects
        enough = _SURE_OF_OTHER_SIDE if beside or is_side(told.key) else _SURE_OF_CHANGE
        return is_choice and before != told.key and not is_meant and told.score < enough

    def _for_whom_it_is(
        self, meant: Understanding, told_before: Mapping[str, str], now: Mapping[str, Told]
    ) -> Understanding:
        """The likeliest entry that does not presuppose the contrary of what was told `before` (fact -> key) or is told
        `now`, in the same breath; where none is likely, what is told now: a landlord is not answered as a tenant."""
        told = {**told_before, **{fact: each.key for fact, each in now.items()}}
        tells = self.points.tells.get((meant.kind, meant.id or ""), frozenset())
        if meant.tier == "exact" or agrees(tells, told):
            return meant
        for other in meant.candidates:
            key = (other.kind, other.id)
            matter = self.points.matter_of.get(key)
            is_same = matter == self.points.matter_of.get((meant.kind, meant.id or ""))
            if matter is None or other.score < (_OTHER_SIDE if is_same else _OTHER_MATTER) * meant.score:
                continue  # who is away, not missing, is no foreigner
            if agrees(self.points.tells.get(key, ()), told):
                topic = self._known.topics.get(other.id)
                return replace(meant, kind=other.kind, id=other.id, topic=topic, tier="likely")
        against = next(
            (now[fact_in(key)] for key in tells if fact_in(key) in now and now[fact_in(key)].key != key), None
        )
        if against is None:
            return meant
        return replace(meant, kind="flow", id=against.key, score=against.score, tier="likely", act="fact", offered=())


def _moves(best: choice.Chosen, context: Context) -> bool:
    """Whether it is a fact of another matter than the one in hand."""
    return context.matter is not None and "=" in best.choice.key and best.choice.key.partition("/")[0] != context.matter


def _shown(chosen: choice.Chosen) -> Candidate:
    entry = chosen.choice.candidate
    score = chosen.sure
    return replace(entry, score=score) if entry is not None else Candidate("flow", chosen.choice.key, score)


_ASPECTS = {"materials": "bring", "fee": "cost", "limit": "how-long", "window": "where", "order": "order"}
