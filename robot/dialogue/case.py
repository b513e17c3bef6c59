"""The case: what is going on, as the robot holds it. Pure; the one place where it changes.

The matter in hand and at most two put aside, the facts told so far as values, what the robot has asked. No sentences of
the visitor: a value is a word of the content (`no`) or a number as said (三万六). It goes when the visitor goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from robot.nlu.context import Aside, Rival
from robot.nlu.matters.for_whom import fact_in
from robot.turn import Kind, Told

MOST_ASIDE = 2
"""Matters put aside that are held."""
How = Literal["told", "inferred", "corrected"]


@dataclass(frozen=True, slots=True)
class Held:
    """A fact as it is held: the key of its value, what was said where it is open, the turn that told it, and how.
    `unsure`: it follows from what was only the likeliest thing to have been asked."""

    key: str
    said: str
    turn: int
    how: How
    unsure: bool = False

    @property
    def fact(self) -> str:
        """matter/fact, without the value."""
        return fact_in(self.key)

    @property
    def value(self) -> str:
        """What is held: a value of the content, or what was said."""
        return self.said or self.key.partition("=")[2]


@dataclass(frozen=True, slots=True)
class Case:
    """What the session holds. `rivals` are the matters that it may be about as well, while that is not sure. `asked` is
    the id of the fact that the robot has asked for last, `has_asked` all of them (matter/fact). `turn` counts what the
    visitor has said, and `since` which turn the matter is in hand; in turn `turned_at` what was told has shown that
    another matter is meant (`is_back`: one put aside). `answered`: the entry answered last in each matter that is held.
    `hinted`: facts (matter/fact) that may have been told, too unsurely to be held: they are not asked for. `withdrawn`:
    the facts (matter/fact) that the visitor has just taken back."""

    matter: str | None = None
    aside: tuple[str, ...] = ()
    facts: tuple[Held, ...] = ()
    asked: str | None = None
    has_asked: frozenset[str] = frozenset()
    turn: int = 0
    since: int = 0
    rivals: tuple[Rival, ...] = ()
    turned_at: int = -1
    is_back: bool = False
    answered: tuple[Aside, ...] = ()
    hinted: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    @property
    def told(self) -> frozenset[str]:
        """The keys of all facts that were told."""
        return frozenset(held.key for held in self.facts if held.how != "inferred")

    @property
    def supposed(self) -> frozenset[str]:
        """The keys of the facts that follow from what was asked."""
        return frozenset(held.key for held in self.facts if held.how == "inferred")

    @property
    def unsure(self) -> frozenset[str]:
        """The keys of those that follow from what may have been asked."""
        return frozenset(held.key for held in self.facts if held.unsure)

    def of_matter(self) -> tuple[Held, ...]:
        """The facts of the matter in hand, in the order told."""
        return tuple(held for held in self.facts if held.fact.partition("/")[0] == self.matter)


def next_turn(case: Case) -> Case:
    """The visitor has said something."""
    return replace(case, turn=case.turn + 1, withdrawn=frozenset())


def turned(case: Case, is_back: bool) -> Case:
    """What was just told has shown that another matter is meant; `is_back`: one put aside."""
    return replace(case, turned_at=case.turn, is_back=is_back)


def answers(case: Case, entry: tuple[Kind, str]) -> Case:
    """`entry` of the matter in hand was answered."""
    if case.matter is None:
        return case
    others = tuple(each for each in case.answered if each.matter in case.aside)
    return replace(case, answered=(Aside(case.matter, entry), *others))


def beside(case: Case, matter: str | None, entry: tuple[Kind, str]) -> Case:
    """What is said next may be of `entry` as well: its `matter` is put beside the one in hand."""
    if matter is None or matter == case.matter:
        return case
    aside = (matter, *(other for other in case.aside if other != matter))[:MOST_ASIDE]
    answered = tuple(each for each in case.answered if each.matter != matter)
    return replace(case, aside=aside, answered=(*answered, Aside(matter, entry)))


def entry_of(case: Case, matter: str) -> tuple[Kind, str] | None:
    """The entry answered last in a matter that is held; None when none was."""
    return next((each.entry for each in case.answered if each.matter == matter), None)


def taken_up(case: Case, matter: str | None) -> Case:
    """`matter` is what is talked of now; the one before is put aside, the oldest of those aside goes."""
    if matter is None or matter == case.matter:
        return case
    left = [case.matter] if case.matter is not None else []
    aside = tuple(dict.fromkeys([*left, *(other for other in case.aside if other != matter)]))[:MOST_ASIDE]
    gone = {case.matter, *case.aside} - {matter, *aside}
    facts = tuple(held for held in case.facts if held.fact.partition("/")[0] not in gone)
    return replace(case, matter=matter, aside=aside, facts=facts, asked=None, since=case.turn)


def took_in(
    case: Case,
    facts: Iterable[Told],
    same: Mapping[str, Iterable[str]] = MappingProxyType({}),
    hinted: frozenset[str] = frozenset(),
) -> Case:
    """With `facts`; one that says otherwise than before corrects it. `same`: the keys that say the same in other
    matters; `hinted`: what may have been told besides."""
    held = {each.fact: each for each in case.facts}
    answered = case.asked
    facts = tuple(facts)
    elsewhere = (replace(told, key=key) for told in facts for key in same.get(told.key, ()))
    for told in (*elsewhere, *facts):
        fact = fact_in(told.key)
        before = held.pop(fact, None)
        is_other = before is not None and (before.key, before.said) != (told.key, told.said)
        is_corrected = is_other and before is not None and before.how != "inferred"
        held[fact] = Held(told.key, told.said, case.turn, "corrected" if is_corrected else "told")
        if fact == f"{case.matter}/{case.asked}":
            answered = None
    return replace(case, facts=tuple(held.values()), asked=answered, hinted=case.hinted | hinted)


def took_back(case: Case, facts: frozenset[str], same: Mapping[str, Iterable[str]] = MappingProxyType({})) -> Case:
    """Without `facts` (matter/fact), which the robot had heard wrongly; nor what follows from them in other matters."""
    wrong = {held.key for held in case.facts if held.fact in facts}
    wrong |= {other for key in wrong for other in same.get(key, ())}
    return replace(case, facts=tuple(held for held in case.facts if held.key not in wrong), withdrawn=facts)


def inferred(case: Case, keys: Iterable[str], unsure: bool = False) -> Case:
    """With what follows from what was asked (keys), or may have been (`unsure`), where nothing else is known."""
    known = {each.fact for each in case.facts if each.how != "inferred" or (unsure and not each.unsure)}
    new = tuple(Held(key, "", case.turn, "inferred", unsure) for key in sorted(keys) if fact_in(key) not in known)
    replaced = {each.fact for each in new}
    return replace(case, facts=(*(each for each in case.facts if each.fact not in replaced), *new))


def mistaken(case: Case, matter: str | None) -> Case:
    """`matter` was never meant: there is nothing in it to come back to."""
    answered = tuple(each for each in case.answered if each.matter != matter)
    return replace(case, aside=tuple(each for each in case.aside if each != matter), answered=answered)


def asks(case: Case, fact: str) -> Case:
    """The robot asks for `fact` of the matter in hand."""
    return replace(case, asked=fact, has_asked=case.has_asked | {f"{case.matter}/{fact}"})
