"""What a sentence tells besides, clause by clause: 没签合同，干了三年，老板说没钱 are three facts.

A clause is read with the words that it shares with the matter's sentences alone: embedding each would take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from robot.content.keys import key_of
from robot.content.load import Content
from robot.nlu.context import Context
from robot.nlu.index.index import Match, PhrasingIndex
from robot.nlu.matters import choice, features
from robot.nlu.matters.features import Known
from robot.nlu.matters.for_whom import fact_in
from robot.nlu.matters.points import Points
from robot.nlu.matters.spotting import Spotter
from robot.nlu.text import slots
from robot.nlu.text.manner import CLAIMED, speaks_against
from robot.nlu.text.normalise import normalise, plain
from robot.nlu.text.persons import of_other_kin, persons
from robot.turn import Told

MOST_BESIDE, MOST_LOOKED_AT = 24, 8
"""Points that are looked at for what a sentence tells besides: those most like it; all of a matter would take long. Of
what was chosen so many are looked at."""
_BESIDE = 0.6
"""How sure a fact of one clause must be."""
_HINTED = 0.15
"""How likely the values of a fact must be together for the robot not to ask for it: it may have been told."""
_SAID_BY_ONE = 0.2
"""How likely one of two things must be in a clause for the clause to say it."""
_CLAUSES, _MOST_CLAUSES = 2, 4
"""Clauses from which each of them may tell a fact of its own; the last so many are read, and those before in which
somebody says who he is."""
_CLAUSE = re.compile(r"[，,。；;！!？?、\s]+")
_SHORTEST = 2
_SAID_ALREADY = re.compile(
    "^(?:我|俺|额)?(?:都|早|刚才|不是)?(?:跟你|给你)?(?:说|讲)(?:了|过|的是)(?:多少|好几|几)?(?:遍|回)?了?(?=我|俺|额)"
)
"""我都说了我是房东 tells what 我是房东 does."""
_WHO_HE_IS = re.compile("(?:我|俺|额)(?:就)?是")
_BARE = re.compile("(?:不是|是|没有?|有|不|对|不对|嗯)[的了啊呀]?")
"""A clause that answers and tells nothing by itself."""
_SUPPOSED = re.compile("(?:那|可)?(?:要是|如果|万一|假如|假使|倘若|若是|要不是)")
_IF = re.compile("(?<!只)(?:要是|如果|万一|假如|假使|倘若|若是)(?!不是)")
_SENTENCE = re.compile(r"[。；;！!？?]+")
_WHETHER = re.compile(r"([^有是])[不没]\1[^，,]{0,2}$")
"""俺签不签 asks what to do; 有没有 and 是不是 are left to the choice."""
_MOSTLY_CLAIMED = 0.3
"""The share of a fact's sentences that tell what somebody else says, from which it is that what is told."""
_PROOF = frozenset({"evidence", "proof", "witness", "witnesses"})
"""Ids of facts that ask for any of several things that prove it."""
_VALUES = {"amount": slots.sums, "length": slots.lengths, "count": slots.counts, "date": slots.dates}


class ClauseReader:
    """Built once from the content and its index; immutable."""

    def __init__(self, content: Content, index: PhrasingIndex, points: Points, known: Known) -> None:
        self._index = index
        self._points = points
        self._known = known
        self._spotter = Spotter(content)
        self._choices = {
            key_of(matter.id, fact.id, value.is_): value.name
            for matter in content.matters.values()
            for fact in matter.facts
            for value in fact.values
            if fact.type == "choice"  # a yes or a no has its opposite, which is then the likelier one
        }

    def told(self, said: str, context: Context) -> tuple[dict[str, Told], frozenset[str]]:
        """Facts (matter/fact) that single clauses tell, and those that they may tell; of one clause none."""
        told: dict[str, Told] = {}
        hinted: set[str] = set()
        supposed = _supposed(said)
        for clause, ordered in self._by_clause(said, context):
            hinted |= hinted_in(ordered)
            if clause in supposed:
                continue
            found = self.told_by(clause, ordered, context)
            # 没装监控，对门老汉看见了: who has one of them has evidence.
            told |= {fact: each for fact, each in found.items() if not (is_proof(fact) and _has_it(told.get(fact)))}
        return told, frozenset(hinted)

    def told_by(self, clause: str, ordered: tuple[choice.Chosen, ...], context: Context) -> dict[str, Told]:
        """The fact that a clause tells which may mean what is `ordered`, best first; empty where it is not sure."""
        best = ordered[0]
        fact = fact_in(best.choice.key)
        if _BARE.fullmatch(normalise(clause)) and fact != f"{context.matter}/{context.asked}":
            return {}  # 不是，我没说要离: it says no to what was said, not to what nobody has asked
        if "=" not in best.choice.key or best.sure < _BESIDE or not self.may_be(best.choice.key, clause):
            return {}
        if not self.is_told(best.choice.key, clause):
            return {}
        return {fact: self.valued(best.choice.key, clause, best.sure)}

    def says_both(self, keys: tuple[str, str], said: str, context: Context) -> bool:
        """Whether one clause says the one and another the other, so that both want an answer."""
        likeliest = (
            max((each for each in ordered if each.choice.key in keys), key=lambda each: each.likely, default=None)
            for _, ordered in self._by_clause(said, context)
        )
        return {each.choice.key for each in likeliest if each is not None and each.likely >= _SAID_BY_ONE} == set(keys)

    def may_be(self, key: str, said: str) -> bool:
        """公婆还在 does not tell that the husband is alive, 我没坐过牢 tells of no prison: nothing is held, or said
        back, of the wrong person, nor what is denied."""
        if "=" not in key:
            return True
        is_of_others = of_other_kin(persons(plain(said)), self._points.points[key].people)
        return not is_of_others and not speaks_against(said, self._choices.get(key, ""))

    def is_told(self, key: str, clause: str) -> bool:
        """Whether the visitor says so himself: not 要是我签了呢, 俺签不签, nor 老板说我自己辞的 (unless that is what is
        told)."""
        words = plain(clause)
        if _WHETHER.search(words):
            return False
        claims = CLAIMED.search(words) is not None and self._points.points[key].claimed < _MOSTLY_CLAIMED
        return not claims and not _SUPPOSED.match(words)

    def valued(self, key: str, text: str, score: float) -> Told:
        """The fact, with the number or the date said where it is open."""
        find = _VALUES.get(self._points.points[key].type or "")
        said = find(text) if find else ()
        return Told(key, said[0] if said else "", score)

    def _by_clause(self, said: str, context: Context) -> Iterator[tuple[str, tuple[choice.Chosen, ...]]]:
        """What each clause may mean by itself, best first, and each piece of one that says a fact in just its words; of
        a sentence of one clause nothing but such pieces."""
        parts = (_SAID_ALREADY.sub("", part) for part in _CLAUSE.split(said))
        clauses = [part for part in parts if len(plain(part)) >= _SHORTEST]
        of_himself = [part for part in clauses[:-_MOST_CLAUSES] if _WHO_HE_IS.match(part)]
        read = (*of_himself, *clauses[-_MOST_CLAUSES:]) if len(clauses) >= _CLAUSES else ()
        inside = [
            piece for clause in clauses[-_MOST_CLAUSES:] for piece in self._spotter.spotted(clause, context.matter)
        ]
        for clause in (*inside[-_MOST_CLAUSES:], *read):
            query = self._index.prepare(clause, with_meaning=False)
            if query.text:
                matched = (self._index, Match.empty(self._index))
                found = features.considered(
                    *(query, (), matched, self._points, self._known, context, None), most=MOST_BESIDE
                )
                yield clause, choice.chosen(found, has_meaning=False, most=MOST_LOOKED_AT)


def _supposed(said: str) -> frozenset[str]:
    """The clauses of `said` that stand behind an if, to the end of its sentence: 他十天以后要是把锁换了、断我电咋办."""
    found: list[str] = []
    for sentence in _SENTENCE.split(said):
        clauses = _CLAUSE.split(sentence)
        at = next((place for place, clause in enumerate(clauses) if _IF.search(plain(clause))), len(clauses))
        found += clauses[at:]
    return frozenset(found)


def is_proof(key: str) -> bool:
    """Whether a fact (matter/fact) or a value of it asks for any of several things that prove something."""
    return fact_in(key).partition("/")[2] in _PROOF


def _has_it(told: Told | None) -> bool:
    return told is not None and told.key.endswith("=yes")


def hinted_in(ordered: tuple[choice.Chosen, ...]) -> frozenset[str]:
    """The facts whose values are likely enough together to have been told."""
    shares: dict[str, float] = {}
    for each in ordered:
        if "=" in each.choice.key:
            shares[fact_in(each.choice.key)] = shares.get(fact_in(each.choice.key), 0.0) + each.likely
    return frozenset(fact for fact, share in shares.items() if share >= _HINTED)
