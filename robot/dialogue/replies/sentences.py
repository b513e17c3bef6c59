"""The sentence of the answer in hand that a question asks on about, by its words and by its sound. Pure."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from math import log

from robot.content.load import Content
from robot.nlu.sound import syllables as sound
from robot.nlu.text.normalise import normalise
from robot.turn import Kind

_SENTENCE = re.compile(r"[。；！？\n]")
_BULLET = re.compile(r"^(?:[·•\-*]\s*|\d+[.、]\s*|(?:办法|第|步骤)?[一二三四五六七八九十]+步?[、：]\s*)")
_NEAR = 0.34
"""Share of what a question says that a sentence must say too."""
_SHORTEST = 6


def nearest(content: Content, kind: Kind, item: str, question: str) -> str | None:
    """The sentence of the entry that says most of what `question` says; None when none says enough of it."""
    sentences = list(dict.fromkeys(_sentences(content, kind, item)))
    asked = _pairs(question)
    if not sentences or not asked:
        return None
    said = [_pairs(sentence) for sentence in sentences]
    often = Counter(pair for pairs in said for pair in pairs)
    weight = {pair: log(1 + len(sentences) / (1 + often[pair])) for pair in asked}
    whole = sum(weight.values())
    shares = [sum(weight[pair] for pair in asked & pairs) / whole if whole else 0.0 for pairs in said]
    best = max(range(len(sentences)), key=lambda place: shares[place])
    return f"{sentences[best]}。" if shares[best] >= _NEAR else None


def _sentences(content: Content, kind: Kind, item: str) -> Iterable[str]:
    faq, service = content.faq.get(item), content.services.get(item)
    if kind == "faq" and faq is not None:
        texts = [faq.entry.spoken, faq.entry.shown]
    elif kind == "service" and service is not None:
        texts = [service.spoken, service.shown, service.fee, service.time_limit]
        texts += [step.shown or step.spoken for step in service.steps]
    else:
        return
    for text in texts:
        for sentence in _SENTENCE.split(text):
            bare = _BULLET.sub("", sentence.strip())
            if len(bare) >= _SHORTEST:
                yield bare


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring syllables, usual confusions folded: what is misheard still counts."""
    marks = sound.folded_of(sound.syllables(normalise(text)))
    return frozenset("".join(pair) for pair in itertools.pairwise(marks))
