"""The visitor's answer to "您是想问 A,还是 B?": a number, a name, yes or no. Pure."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from robot.content.numerals import number_value
from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise, plain
from robot.turn import Candidate, Understanding

_ORDINAL = re.compile(
    r"^(?:我)?(?:要|想|是|问|选)*(?:问|的|的是)?第?([一二两三四五六七八九十]+)(?:个|种|项|条|号)?(?:问题)?(?:的)?$"
)
_LAST = re.compile(r"^(?:最后|后面|后边|下面|后)(?:一|那|这)?(?:一)?个$")
_FIRST = re.compile(r"^(?:前面|前边|上面|头|前)(?:一|那|这)?(?:一)?个$")
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_AHEAD = re.compile(r"^(?:那|我|你|您|就|还是|咱|先|再|接着|说|讲|问|告诉我|去|办)+")
_ONE_OF = re.compile(
    r"(?:第(?P<number>[一二两三四五])(?:个|件|样|项)|(?P<first>头一(?:个|件)|前(?:面|头|边)?(?:那|一)?个)"
    r"|(?:后(?:面|头|边)?(?:那|一)?|另外?(?:那|一)?)个)(?:事|问题|地方)?(?:吧|呢|的)?"
)
_NAMED = 60
_CLEARLY = 12
_SHORTEST, _SHORT = 2, 12
"""Characters up to which a sentence may be the name of something rather than another question."""
_LIKELY, _LIKELIER = 0.5, 2.0
"""How likely a candidate must be, and how much likelier than the others, for a sentence to be its name."""


def number_said(text: str, count: int) -> int | None:
    """第二个 / 2 / 后面那个 -> the number meant among `count` things; None when `text` is no such answer."""
    core = normalise(text)
    ordinal = _ORDINAL.match(core)
    if ordinal:
        return number_value(ordinal.group(1))
    if _FIRST.match(core):
        return 1
    return count if _LAST.match(core) else None


def one_of(text: str, count: int) -> tuple[int, str] | None:
    """Which of `count` things that were answered is named, and what is asked of it; None when none is named.

    复印好了，第二个怎么走 -> (2, "怎么走"); 先说第一个 asks for nothing but the thing itself.
    """
    for clause in reversed(_CLAUSES.split(text)):
        said = _AHEAD.sub("", plain(clause))
        found = _ONE_OF.match(said)
        if found is None:
            continue
        named = found["number"]
        number = number_value(named) if named else 1 if found["first"] else count
        if number is not None and 1 <= number <= count:
            return number, said[found.end() :]
    return None


def chosen_by_number(text: str, candidates: tuple[Candidate, ...]) -> Candidate | None:
    """The candidate whose number was said; None when `text` is no number, or there is none of that number."""
    number = number_said(text, len(candidates))
    return candidates[number - 1] if number and number <= len(candidates) else None


def chosen_by_name(text: str, titles: tuple[str, ...]) -> int | None:
    """Which of `titles` the visitor repeated, whole or in part, also misheard; None when it is not clear."""
    said = sound.folded(normalise(text))
    if len(said) < 4:
        return None
    likeness = sorted(
        ((fuzz.partial_ratio(said, sound.folded(normalise(title))), index) for index, title in enumerate(titles)),
        reverse=True,
    )
    clear = likeness[0][0] >= _NAMED and (len(likeness) == 1 or likeness[0][0] - likeness[1][0] >= _CLEARLY)
    return likeness[0][1] if clear else None


def chosen_by_word(text: str, names: tuple[str, ...]) -> int | None:
    """Which of some short `names` (拖欠工资, 工伤) stands in `text`, or holds it; None when it is not one alone."""
    said = plain(text)
    found = [
        at for at, name in enumerate(map(plain, names)) if len(said) >= _SHORTEST and (name in said or said in name)
    ]
    return found[0] if len(found) == 1 else None


def chosen_by_meaning(understood: Understanding, candidates: tuple[Candidate, ...]) -> Candidate | None:
    """The candidate that a short unsure sentence fits best by far; None when there is none."""
    if not understood.candidates or len(normalise(understood.text)) > _SHORT:
        return None
    best = understood.candidates[0]
    offered = [candidate for candidate in candidates if (candidate.kind, candidate.id) == (best.kind, best.id)]
    others = [c.score for c in understood.candidates[1:]]
    by_far = best.score >= max(_LIKELY, _LIKELIER * max(others, default=0.0))
    return offered[0] if offered and by_far else None
