"""Held-out questions that stand in the content, whole or nearly: they would measure nothing but memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from robot.content.load import Content
from robot.fitting.questions import Question
from robot.nlu.index.phrasings import collect
from robot.nlu.text.normalise import normalise

_SEEN = 6
"""Characters from which a question that stands in the content counts as seen: 再见 has no other wording."""
_NEARLY_FROM = 8
"""Characters from which a question that is nearly there counts: shorter ones differ by one character and are others."""
NEARLY = 0.92
"""rapidfuzz `ratio` (edits by insertion and deletion) of the normalised sentences."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A held-out question, the sentence of the content, and how alike they are (1.0: the same)."""

    question: str
    phrasing: str
    likeness: float


def content_sentences(content: Content) -> list[str]:
    """Every sentence of the content that matching or topics learn from."""
    topics = [question for topic in content.topics.values() for question in topic.questions]
    cues = [cue for emergency in content.emergencies.values() for cue in emergency.cues]
    # Ways to ask for a place are made by rule, not written: whoever asks for one plainly says the same.
    written = (phrasing.text for phrasing in collect(content) if phrasing.kind != "place")
    return [*written, *topics, *cues]


def leaked(asked: Iterable[Question], sentences: Sequence[str]) -> list[Leak]:
    """The questions of `asked` that stand in `sentences`, whole or nearly."""
    questions = [question for question in asked if len(normalise(question.ask)) >= _SEEN]
    known = list(dict.fromkeys(normalise(text) for text in sentences))
    if not questions or not known:
        return []
    wanted = [normalise(question.ask) for question in questions]
    likeness = process.cdist(wanted, known, scorer=fuzz.ratio, score_cutoff=NEARLY * 100, dtype=np.float32, workers=1)
    found = []
    for question, text, row in zip(questions, wanted, likeness, strict=True):
        best = int(row.argmax())
        if known[best] == text or (len(text) >= _NEARLY_FROM and row[best] >= NEARLY * 100):
            found.append(Leak(question.ask, known[best], float(row[best]) / 100))
    return found
