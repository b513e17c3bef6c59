"""Phrasings of different entries that are nearly the same sentence, or sound the same: one of the two steals the
other's questions, and a recogniser cannot tell them apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from robot import messages
from robot.content.load import Content
from robot.content.said import bare, position, said
from robot.yaml_source import Problem

ALIKE = 90
"""Percent of the characters that two sentences must share, in order, to be told."""
_BLOCK = 256


def warnings(
    content: Content, normalise: Callable[[str], str], sound: Callable[[str], str], denies: Callable[[str], bool]
) -> list[Problem]:
    """One for each pair of near-duplicates, at the later of the two; `normalise` is the form matching works on.

    `sound` is the sound of a normalised sentence, its usual confusions merged; `denies` whether it says that something
    is not so: 我想离婚 and 我不想离婚 differ by a character, and the robot tells them apart.

    What differs only in punctuation is no near-duplicate: robot.content.check says that it is the same.
    """
    sentences = list(said(content))
    found = []
    texts = [normalise(sentence.text) for sentence in sentences]
    pairs = ((min(pair), max(pair)) for pair in near(texts, ALIKE))
    alike = {(one, other): "near_phrasing" for one, other in pairs if denies(texts[one]) == denies(texts[other])}
    for pair in sounding_alike(texts, sound):
        alike.setdefault(pair, "same_sound")
    for (one, other), key in alike.items():
        first, second = sentences[one], sentences[other]
        if first.owner == second.owner or bare(first.text) == bare(second.text):
            continue
        where = content.where[second.owner]
        line, column = where.position(*second.at)
        what = messages.zh(
            f"content.{key}.what", phrasing=second.text, other=first.text, place=position(content, first)
        )
        found.append(Problem(where.path, line, column, what, messages.zh(f"content.{key}.mend")))
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.column, problem.what))


def sounding_alike(texts: Sequence[str], sound: Callable[[str], str]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `texts` that are other texts and sound the same; the earlier place first."""
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        before = first.setdefault(sound(text), place) if text else place
        if texts[before] != text:
            yield before, place


def near(texts: Sequence[str], alike: int) -> Iterator[tuple[int, int]]:
    """Pairs of places in `texts` whose ratio of edits is at least `alike` percent.

    Texts are compared in blocks of like length: two that share so much cannot differ much in length.
    """
    order = sorted((place for place, text in enumerate(texts) if text), key=lambda place: len(texts[place]))
    ordered = [texts[place] for place in order]
    lengths = [len(text) for text in ordered]
    for start in range(0, len(ordered), _BLOCK):
        block = ordered[start : start + _BLOCK]
        # 2 * shorter / (shorter + longer) is the highest ratio that lengths allow.
        end = bisect_right(lengths, len(block[-1]) * (200 - alike) / alike)
        ratios = process.cdist(
            block, ordered[start:end], scorer=fuzz.ratio, score_cutoff=alike, dtype=np.uint8, workers=1
        )
        for row, column in zip(*np.nonzero(np.triu(ratios, 1)), strict=True):
            yield order[start + row], order[start + column]
