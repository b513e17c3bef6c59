"""Transcript -> Understanding: emergencies first, then exact, the way, and everything by score.

Read `Understander.understand` from top to bottom: the sentence as it was heard; other readings of the recogniser where
that leaves the robot unsure; then the pieces of the sentence, where several things were said in one breath.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz

from robot.content.load import Content
from robot.nlu.alone import ACTS, LONGEST, SURE, LoneReader, Read
from robot.nlu.context import NOTHING, Context
from robot.nlu.danger.after import after_alarm
from robot.nlu.index.embedding import Embedder, VectorCache
from robot.nlu.index.index import PhrasingIndex
from robot.nlu.index.phrasings import OUT_OF_SCOPE, collect, documents
from robot.nlu.matters.for_whom import agrees, by_fact, fact_in
from robot.nlu.matters.passages import Passages
from robot.nlu.matters.points import Points
from robot.nlu.matters.reading import MatterReader, Sentence, is_number
from robot.nlu.pieces import SentencePieces
from robot.nlu.reversal import from_the_other_side, on_the_side, other_side, says_reversed
from robot.nlu.text import breath
from robot.nlu.text.correction import (
    Correction,
    correction,
    insisted_on,
    misheard,
    other_person,
    straightened,
    without_quotes,
)
from robot.nlu.text.rejection import denies_danger, rejection
from robot.turn import Told, Transcript, Understanding

_READINGS = 2
"""Other readings of the recogniser that are looked at."""
_READING_WEIGHT = 0.8
"""What each further reading counts, of the one before."""
_SHORTEST_DENIED = 2
"""Characters of what is denied from which it tells what is not meant."""
_PLAINLY_IN_DANGER = 0.9
"""Score from which an alarm is one whichever side of the matter in hand the visitor is on."""
_THE_SAME_AGAIN = 80
"""Partial ratio (rapidfuzz) from which a sentence says again what was said before."""


class Understander:
    """What the content lets the robot understand. Immutable; a new content snapshot makes a new one."""

    def __init__(
        self,
        content: Content,
        embedder: Embedder | None = None,
        vectors: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        cache = VectorCache(vectors) if vectors else None
        self.index = PhrasingIndex.built(
            collect(content), documents(content), embedder, cache, progress, content.lexicon
        )
        points, passages = (
            Points(content, embedder, cache, progress),
            Passages.built(content, embedder, cache, progress),
        )
        self.reader = MatterReader(content, self.index, points, passages)
        self.alone = LoneReader(content, self.index, self.reader)
        self._pieces = SentencePieces(content, self.alone, self.reader)
        self._about = {danger.id: danger.entry for danger in content.emergencies.values() if danger.entry}
        self._titles = {faq_id: f"{faq.entry.question} {faq.topic}" for faq_id, faq in content.faq.items()}

    def embedding_with(self, embedder: Embedder | None) -> None:
        """Take up the encoder of this process, after all this was read from the disk."""
        self.index.embedding_with(embedder)
        self.reader.points.index.embedding_with(embedder)

    def also(self, content: Content) -> Understander | None:
        """The same, which also knows to the letter what is new in `content`, until that is understood as a whole; None
        where something that is understood here is gone from it."""
        index = self.index.also(collect(content))
        if index is None or not self.reader.points.fits(content):
            return None
        beside = copy.copy(self)
        beside.index, beside.alone = index, self.alone.beside(index)
        beside._pieces = self._pieces.beside(beside.alone)
        return beside

    def understand(self, transcript: Transcript, context: Context = NOTHING) -> Understanding:
        """The meaning of `transcript` in `context`, with all that was said in one breath."""
        started = time.perf_counter()
        taken_back, said = _taken_back(transcript.text, context)
        turned_away, said = breath.turned_away(said)
        first = self.alone.read(said)
        if taken_back is not None and taken_back.told:
            # 我不想活了，我就问赔多少: what is told beside the question is danger as well.
            first = replace(first, danger=self.alone.read(f"{taken_back.told}，{said}").danger)
        meant = self.alone.decide(first)
        if (
            meant.tier == "emergency"
            and meant.score < _PLAINLY_IN_DANGER
            and self._is_for_the_other_side(meant, context)
        ):
            meant = self.alone.decide(replace(first, danger=None))
        if meant.tier not in SURE and transcript.alternatives:
            meant = self._with_other_readings(first, transcript.alternatives[:_READINGS])
        stops, starts_there = (
            self.alone.way.stops(said[:LONGEST]) if meant.tier not in {"emergency", "exact"} else ((), False)
        )
        if stops:
            meant = replace(meant, tier="strong", kind="place", id=stops[-1], offered=(), stops=stops)
            return replace(meant, starts_there=starts_there, ms=(time.perf_counter() - started) * 1000)
        if meant.tier not in {"emergency", "exact"}:
            meant = self._pieces.apart(meant, said[:LONGEST])
        before = context
        if taken_back is not None and len(taken_back.denied) >= _SHORTEST_DENIED:
            context = self._without_what_is_denied(replace(context, denied=taken_back.denied))
        if (taken_back is not None or misheard(transcript.text)) and other_person(transcript.text) is None:
            context = _corrected(context, leaves=taken_back is not None and taken_back.leaves)
            if context.matter is not None and meant.kind == "smalltalk":
                meant = replace(meant, tier="fallback", kind="fallback", id=None)  # 你说错了，我有监控 begs no pardon
        side = self._other_side(transcript.text[:LONGEST], before)
        if side is not None:
            context = from_the_other_side(before, side)
        if turned_away and meant.tier in ACTS:
            context = replace(NOTHING, aside=context.aside)  # 岔一句，我娘想办个公证: another thing
        meant = self._inside(meant, first.sentence, context)
        if taken_back is not None and context.matter != before.matter and meant.tier not in ACTS:
            kept = _refusing(before) if side is None else on_the_side(before, side)
            meant = self._not_left(meant, transcript.text[:LONGEST], kept)
        if side is not None and meant.matter == before.matter and meant.tier != "emergency":
            others = tuple(each for each in meant.facts if fact_in(each.key) != fact_in(side))
            meant = replace(meant, facts=(*others, Told(side, "", 1.0)))
        if taken_back is not None and taken_back.told:
            meant = self.reader.telling(meant, taken_back.told, context)
        if taken_back is not None and meant.tier != "emergency":
            is_denied = bool(taken_back.denied) and taken_back.denied in (meant.topic or "")
            topic = None if is_denied and meant.kind != "faq" else meant.topic
            meant = replace(meant, act="correction", denied=taken_back.denied, topic=topic)
        if context.danger:
            whole = first.sentence if taken_back is None else self.alone.sentence(transcript.text)
            meant = replace(meant, after=after_alarm(whole.query.vector, whole.query.text))
        return replace(meant, text=transcript.text, ms=(time.perf_counter() - started) * 1000)

    def _inside(self, meant: Understanding, sentence: Sentence, context: Context) -> Understanding:
        """`meant`, read alone, or what it means in `context`."""
        said, joined = sentence.text, None
        if context.is_open and fuzz.partial_ratio(said, context.earlier) >= _THE_SAME_AGAIN:
            # Who says the same again has not said more: doubled, its words would only count twice.
            context = replace(context, rivals=(), earlier="")
        if context.is_open and meant.tier not in {"emergency", "exact"}:
            joined = self.alone.sentence(f"{context.earlier} {said}")
        meant = self._pieces.inside(said, context, meant) or self.reader.read(meant, sentence, context, joined)
        is_unclear = meant.tier not in ACTS and not meant.inside and not is_number(sentence)
        if joined is not None and context.matter is None and is_unclear:
            meant = self._together(meant, joined, sentence, context)
        return self._pieces.by_its_question(said, context, meant, sentence.ranked)

    def _together(
        self, unclear: Understanding, joined: Sentence, sentence: Sentence, context: Context
    ) -> Understanding:
        """What all that was said so far means together, where the last sentence says nothing clear by itself: 借给表弟
        八万没打借条 was asked back, and 微信上有转账 settles it."""
        meant = self.alone.decide(Read(joined, None))
        if meant.tier not in ACTS or meant.kind not in {"faq", "service"}:
            return unclear
        return self.reader.with_facts(replace(meant, slots=unclear.slots), sentence, context)

    def _other_side(self, text: str, context: Context) -> str | None:
        """The side that the visitor says he is on (你弄反了); None where he says nothing of the kind."""
        if context.matter is None or not says_reversed(text):
            return None
        return other_side(context, self.reader.points.points)

    def _not_left(self, unclear: Understanding, text: str, kept: Context) -> Understanding:
        """What a correction means in the matter that it seemed to leave, where it says nothing clear of another one."""
        read = self.alone.read(text)
        meant = self._inside(self.alone.decide(read), read.sentence, kept)
        return meant if meant.tier in ACTS or meant.inside else unclear

    def _is_for_the_other_side(self, alarm: Understanding, context: Context) -> bool:
        """Whether it is the emergency of the other side of the matter in hand: who has told that he hit his wife is no
        victim by 她也抓我脸了."""
        about = ("faq", self._about.get(alarm.id or "", ""))
        if context.matter is None or self.reader.points.matter_of.get(about) != context.matter:
            return False
        return not agrees(self.reader.points.tells.get(about, ()), by_fact(context.sided))

    def _without_what_is_denied(self, context: Context) -> Context:
        """不是合同，我是给他开车的: where the answer in hand is about a contract, the matter was taken wrongly.

        What it was taken from is then read again.
        """
        kind, item = context.entry or ("", "")
        title = self._titles.get(item, "") if kind == "faq" else ""
        if context.denied not in title:
            return context
        aside = tuple(each for each in context.aside if each.matter != context.matter)
        return replace(NOTHING, aside=aside, denied=context.denied, earlier=context.opened)

    def _with_other_readings(self, first: Read, others: Iterable[str]) -> Understanding:
        """The decision on all readings together: what they share is likelier than what one of them says alone."""
        weight, total = 1.0, 1.0
        all_refused = first.is_refused
        score = {(c.kind, c.id): c.score for c in first.sentence.ranked}
        known = {(c.kind, c.id): c for c in first.sentence.ranked}
        for other in others:
            weight *= _READING_WEIGHT
            total += weight
            read = self.alone.read(other)
            if read.is_alarming:
                return self.alone.decide(read)
            all_refused = all_refused and read.is_refused
            for candidate in read.sentence.ranked:
                key = (candidate.kind, candidate.id)
                score[key] = score.get(key, 0.0) + weight * candidate.score
                known.setdefault(key, candidate)
        if not all_refused:  # one reading was nonsense; that is no reason to refuse what another one says
            score = {key: value for key, value in score.items() if key[1] != OUT_OF_SCOPE}
        ranked = sorted(
            (replace(known[key], score=value / total) for key, value in score.items()),
            key=lambda candidate: -candidate.score,
        )
        return self.alone.decide(replace(first, sentence=replace(first.sentence, ranked=tuple(ranked))))


def _taken_back(text: str, context: Context) -> tuple[Correction | None, str]:
    """What is taken back, and what is then left to be read; what is said after very much is kept, it may be danger."""
    begin, end = text[:LONGEST], text[LONGEST:]
    taken = correction(begin)
    if taken is None and context.matter is not None and (not context.danger or denies_danger(begin)):
        # After an alarm what is said is of that, unless there was no danger.
        taken = rejection(begin, context.replied, context.claimed, context.danger)
    if taken is not None:
        return taken, (taken.meant or begin) + end
    insisted = insisted_on(begin) if context.matter is not None else ""
    return None, straightened(insisted or without_quotes(begin)) + end


def _corrected(context: Context, leaves: bool = False) -> Context:
    """What was answered last was not meant; where another matter was taken up with it, or is left now (`leaves`), the
    one before is in hand again.

    What was told is left to the facts themselves: 不是昨儿个，去年腊月的事 says the same fact otherwise.
    """
    if (context.turns == 0 or leaves) and context.aside and context.matter is not None:
        left, *others = context.aside
        context = replace(context, matter=left.matter, entry=left.entry, aside=tuple(others), asked=None)
    elif context.danger:
        context = replace(context, aside=context.aside[1:])  # there the alarm stands that was none
    return _refusing(context)


def _refusing(context: Context) -> Context:
    """`context`, where what was answered last was not meant."""
    refused = frozenset(key for key in context.answered if "=" not in key)
    return replace(context, refused=refused, corrects=True)
