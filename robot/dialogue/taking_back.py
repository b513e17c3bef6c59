"""What the visitor takes back of what the robot holds: 我没坐过牢，你听岔了; 不是孩子，是我; 谁说我有合同. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from robot.content.keys import fact_of, key_of
from robot.content.load import Content
from robot.dialogue.case import Case, Held
from robot.nlu.matters.for_whom import fact_in
from robot.nlu.text.correction import correction, misheard, put_in_mouth
from robot.nlu.text.manner import denial, denies, manner, speaks_against, speaks_of
from robot.nlu.text.normalise import plain
from robot.turn import Told

_LATELY = 3
"""Turns within which a bare denial takes back what was told: later 我没… tells of something else."""
_SHORT = 14
"""Characters of a sentence that does nothing but deny."""
_BEGINS = re.compile(
    r"(?:不是|不对|没有?|(?:我|俺|额|他|她|娃|孩子|我家|俺家|(?:我|俺)(?:爸|爹|妈|娘|男人|媳妇|娃|哥|姐))(?:可|又|就|还|也|压根|根本)?(?:没|不是))"
)
"""How a bare denial begins: 厂里不给开证明 tells of something else."""
_IT_IS = "是"
_CLAUSE = re.compile(r"[，,、。；;！!？?\s]+")
_SHORT_CLAUSE = 8
_OF_ANYTHING = frozenset("钱人事说家法问话办拿")
"""Characters that stand in what many facts are called."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The facts (matter/fact) that are taken back, and what is told instead."""

    facts: frozenset[str] = frozenset()
    instead: tuple[Told, ...] = ()


def taken_back(content: Content, case: Case, text: str, told: tuple[Told, ...] = ()) -> TakenBack:
    """What `text` takes back of `case`; what it tells (`told`) corrects its facts by itself."""
    corrected = {fact_in(each.key) for each in told}
    wrong = [held for held in case.of_matter() if held.fact not in corrected and _is_denied(content, case, held, text)]
    instead = (_instead(content, held, text) for held in wrong)
    return TakenBack(frozenset(held.fact for held in wrong), tuple(each for each in instead if each is not None))


def unsaid(content: Content, text: str, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Of what was `told` that which `text` does not deny itself: 我没坐过牢 tells of no prison."""
    return tuple(each for each in told if not (misheard(text) and _speaks_against(content, each.key, text)))


def _is_denied(content: Content, case: Case, held: Held, text: str) -> bool:
    is_late = case.turn - held.turn > _LATELY
    if not is_late and _is_none_of_it(content, held.key, text):
        return True
    if not _speaks_against(content, held.key, text):
        return False
    is_bare = len(plain(text)) <= _SHORT and not manner(text).asks and _BEGINS.match(plain(text)) is not None
    return misheard(text) or (is_bare and held.how != "inferred" and not is_late)


def _is_none_of_it(content: Content, key: str, text: str) -> bool:
    """Whether a short clause of `text` denies just what the fact is called: 俺家没养猫，是狗 says 被猫抓了 is not so,
    俺爹没瘫 that he lies in bed."""
    found = fact_of(content, key)
    if found is None or denies(found[2].name):
        return False
    named = denial(found[2].name).told
    for clause in _CLAUSE.split(text):
        said = plain(clause)
        if len(said) > _SHORT_CLAUSE or manner(said).asks or _BEGINS.match(said) is None:
            continue
        denied = denial(said).denied - _OF_ANYTHING
        common = denied & named
        if common and 2 * len(common) >= max(len(denied), len(named - _OF_ANYTHING)):
            return True
    return False


def _speaks_against(content: Content, key: str, text: str) -> bool:
    found = fact_of(content, key)
    if found is None:
        return False
    name = found[2].name
    said_of_him = put_in_mouth(text)
    return speaks_against(text, name) or (bool(said_of_him) and speaks_of(said_of_him, name))


def _instead(content: Content, held: Held, text: str) -> Told | None:
    """The other value of the fact that 不是孩子，是我 names; None where it names none."""
    found, taken = fact_of(content, held.key), correction(text)
    if found is None or taken is None or not taken.meant:
        return None
    matter, fact, wrong = found
    names = {plain(taken.meant), plain(_IT_IS + taken.meant)}
    other = next(
        (value for value in fact.values if value is not wrong and names & {plain(said) for said in value.said}), None
    )
    return Told(key_of(matter.id, fact.id, other.is_)) if other is not None else None
