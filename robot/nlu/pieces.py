"""Several things said in one breath: the pieces of a sentence, each read by itself and beside the first.

Where a sentence may be cut says robot/nlu/text/breath.py; here it is found out whether its pieces stand by themselves.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

from robot.content.load import Content
from robot.nlu.alone import ACTS, LIKELY, LONGEST, SURE, LoneReader, Read
from robot.nlu.context import Context
from robot.nlu.matters.reading import MatterReader, Sentence
from robot.nlu.text import breath
from robot.nlu.text.normalise import plain
from robot.turn import Candidate, Understanding

_OF_THE_HALL = frozenset(("smalltalk", "person", "place"))
"""Kinds that ask something of the hall and of the robot, not of the law."""
_MANNERS = frozenset(("smalltalk", "command"))
_LEANING = 6
"""Characters of a second thing that may lean on the first for what it is about."""
_SEVERAL = 2
_CLEAR_ENOUGH = 0.4
"""How sure the one question of a breath must be where the whole of it says nothing."""
_MOST_OFFERED = 3


class SentencePieces:
    """Built once; immutable."""

    def __init__(self, content: Content, alone: LoneReader, reader: MatterReader) -> None:
        self._alone = alone
        self._reader = reader
        self._manners = frozenset(talk.id for talk in content.smalltalk.values() if talk.manners)

    def beside(self, alone: LoneReader) -> SentencePieces:
        """The same with another reader of single sentences."""
        other = copy.copy(self)
        other._alone = alone
        return other

    def apart(self, whole: Understanding, text: str) -> Understanding:
        """`whole`, or the things that its pieces say, each by itself: answered where clear, else asked back."""
        pieces = breath.pieces(text)
        if len(pieces) < 2:
            return self._before_the_way(text) or self._asked_of_the_hall(whole, text) or whole
        found: list[Understanding] = []
        for piece in pieces:
            read = self._alone.read(piece)
            meant = self._before_the_way(piece) or self._alone.decide(read)
            if found and meant.tier != "exact":
                meant = self._about_the_first(meant, found)
            if meant.tier == "emergency":
                return meant
            if found and _may_lean(meant, found[0]):
                meant = self._asked_on(read.sentence, meant, found[0])
            if self._says_something(meant) and not _known(meant, found):
                found.append(meant)
        clear = [meant for meant in found if meant.tier in ACTS]
        unclear = [meant for meant in found if meant.tier not in ACTS]
        if clear and (len(found) > 1 or whole.tier not in ACTS):
            # 我这几天觉都睡不着, before a story, asks nothing.
            open_still = [meant for meant in unclear if not (meant.offered and meant.offered[0].kind in _MANNERS)]
            return replace(clear[0], also=(*clear[1:], *open_still[:1]))
        offered = tuple(dict.fromkeys(meant.offered[0] for meant in unclear if meant.offered))
        if len(offered) > 1 and whole.tier not in ACTS:
            return replace(unclear[0], tier="clarify", kind="clarify", id=None, offered=offered[:_MOST_OFFERED])
        return whole

    def inside(self, said: str, context: Context, whole: Understanding) -> Understanding | None:
        """The questions of `said` inside the matter in hand, where more than one of them is understood by itself."""
        if context.matter is None or whole.also or whole.tier in {"emergency", "exact"}:
            return None
        found: list[Understanding] = []
        for question in breath.questions(said[:LONGEST]):
            sentence = self._alone.sentence(question)  # danger was looked for in the whole
            meant = self._reader.read(self._alone.decide(Read(sentence, None)), sentence, context)
            is_sure = meant.tier in SURE or (meant.tier == "likely" and meant.score >= LIKELY)
            point = self._reader.points.points.get(meant.id or "")
            is_here = point is None or point.matter == context.matter  # 我没钱 is said of many matters
            if is_sure and is_here and self._says_something(meant) and not _known(meant, found):
                found.append(meant)
        return replace(found[0], also=tuple(found[1:])) if len(found) > 1 else None

    def by_its_question(
        self, said: str, context: Context, whole: Understanding, ranked: Sequence[Candidate]
    ) -> Understanding:
        """`whole`, or what its one question asks, where that is surer: 女儿四岁，他两年没给过一分钱，孩子能判给我不
        tells much and asks who gets the child. Not where the rest of it (租客欠我房租，我怎么要) is plainly of another
        matter than the one in hand, by what it means alone (`ranked`)."""
        is_again = (whole.kind, whole.id) == context.entry  # the case is told again, for the question behind it
        # 没签合同，私了给他八万，他还能反悔不: what is told is taken in, what is asked is answered.
        is_fact = whole.kind == "flow" and "=" in (whole.id or "")
        settled = {"emergency", "exact"} if is_again or is_fact else {"emergency", "exact", "strong"}
        if context.matter is None or whole.also or whole.tier in settled:
            return whole
        if self._matter_of(ranked) not in {None, context.matter}:
            return whole
        asking = breath.asking_clauses(said[:LONGEST])
        if len(asking) != 1:
            return whole
        sentence = self._alone.sentence(asking[0])  # danger was looked for in the whole
        meant = self._reader.read(self._alone.decide(Read(sentence, None)), sentence, context)
        is_question = meant.kind in {"faq", "service"} or (meant.kind == "flow" and meant.act == "asking-on")
        is_clear = meant.tier == "strong" or (whole.tier == "fallback" and meant.score >= _CLEAR_ENOUGH)
        is_new = is_again and meant.kind == "flow" and meant.score >= _CLEAR_ENOUGH
        is_asked = is_fact and meant.kind == "flow" and meant.score >= LIKELY
        if not (is_question and (is_new or is_asked or (is_clear and meant.score > whole.score))):
            return whole
        told = {fact.key for fact in meant.facts}
        facts = (*meant.facts, *(fact for fact in whole.facts if fact.key not in told))
        return replace(meant, text=whole.text, facts=facts, hinted=meant.hinted | whole.hinted, slots=whole.slots)

    def _matter_of(self, ranked: Sequence[Candidate]) -> str | None:
        """The matter that a sentence alone is more likely of than not; None where there is none."""
        shares: dict[str | None, float] = {}
        for each in ranked:
            matter = self._reader.points.matter_of.get((each.kind, each.id))
            shares[matter] = shares.get(matter, 0.0) + each.score
        return next((matter for matter, share in shares.items() if share >= LIKELY), None)

    def _asked_on(self, piece: Sentence, meant: Understanding, first: Understanding) -> Understanding:
        """ "我想申请法律援助。要带什么材料？": what is unclear by itself may be asked of what was said first."""
        matter = self._reader.points.matter_of.get((first.kind, first.id or "")) if first.tier in ACTS else None
        if matter is None or first.id is None:
            return meant
        inside = self._reader.read(meant, piece, Context(matter=matter, entry=(first.kind, first.id)))
        is_surer = meant.tier not in ACTS or inside.score > meant.score  # 还有酒驾罚多少 asks no price of a divorce
        return replace(inside, text=piece.text) if is_surer and (inside.kind == "flow" or inside.inside) else meant

    def _about_the_first(self, meant: Understanding, found: list[Understanding]) -> Understanding:
        """ "我要离婚，还有房子咋办": what the second thing is about was said in the first.

        A few words that by themselves are another topic (房子咋办) are answered only if they still are with the first.
        """
        first = found[0]
        joined = self._alone.decide(self._alone.read(first.text + meant.text))
        says_more = joined.tier in ACTS and not _known(joined, found)
        if says_more and (meant.tier not in ACTS or joined.topic == first.topic):
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
            return meant.tier in ACTS and meant.id not in self._manners
        return meant.kind != "command"

    def _asked_of_the_hall(self, whole: Understanding, text: str) -> Understanding | None:
        """ "你们几点下班呀，我从陌南赶过来的": one clause asks something of the hall, the rest only tells why.

        "厕所在哪，几点下班": each asks something else of it.
        """
        clauses = breath.asking_clauses(text)
        if whole.tier in ACTS and (whole.kind not in _OF_THE_HALL or len(clauses) < _SEVERAL):
            return None
        found: list[Understanding] = []
        for clause in clauses:
            meant = self._alone.decide(Read(self._alone.sentence(clause), None))
            if meant.tier not in SURE or meant.kind not in _OF_THE_HALL:
                return None
            if self._says_something(meant) and not _known(meant, found):
                found.append(meant)
        return replace(found[0], text=text, also=tuple(found[1:])) if found else None

    def _before_the_way(self, text: str) -> Understanding | None:
        """ "我要离婚，在哪个窗口": what comes last asks the way to what came before; None where nothing does."""
        clauses = breath.last_clause(text)
        if clauses is None or not self._alone.way.match(clauses[1]).bare:
            return None
        return replace(self._alone.decide(self._alone.read(clauses[0])), wants_way=True)


def _may_lean(meant: Understanding, first: Understanding) -> bool:
    """Whether a piece may ask on about the first: it is unclear, or few words (怎么办手续) of another field."""
    is_short = len(plain(meant.text)) <= _LEANING and meant.tier != "exact" and meant.kind in {"faq", "service"}
    return meant.tier not in ACTS or (is_short and (meant.topic is None or meant.topic != first.topic))


def _known(meant: Understanding, found: Sequence[Understanding]) -> bool:
    return any((meant.kind, meant.id, meant.offered) == (other.kind, other.id, other.offered) for other in found)


def _known_candidate(candidate: Candidate, found: Sequence[Understanding]) -> bool:
    """Whether it was answered or offered already, whatever its score was then."""
    answered = {(other.kind, other.id) for other in found}
    known = answered | {(each.kind, each.id) for other in found for each in other.offered}
    return (candidate.kind, candidate.id) in known
