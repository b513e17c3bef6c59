"""The topic of a legal question that no FAQ entry answers: one of the 20 classes, or None when it is no such question.

The fitted models of robot/nlu/topic/weights.py decide. What editors add without fitting anew counts too: the
probabilities of all FAQ entries, added up by topic, and key words (`knowledge/topics.yaml`) that the fit has not seen.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np

from robot.content.load import Content
from robot.nlu.index.index import Match, PhrasingIndex, Query
from robot.nlu.index.scoring import probabilities
from robot.nlu.text.normalise import normalise
from robot.nlu.topic.weights import NONE, Floats, TopicModel, model

_ENTRIES_COUNT = 0.2
_LEAST = 0.01
"""Probability that a topic without any likely entry has."""
_WORD_COUNTS = 1.5
"""What a key word counts that the fit has not seen."""
_BEHIND, _BEHIND_WITHOUT = 3.0, 2.0
"""How far "no legal question" may be behind the best topic and still be it, with and without meaning: few sentences
teach the models what is none, so it comes out too low. Set on kept-out sentences (robot/fitting/topic.py): 94 % and
92 % of the out-of-scope ones have no topic, and 1 % of the consultations.
"""


class TopicClassifier:
    """Built once from the content and its phrasing index; immutable."""

    def __init__(self, content: Content, index: PhrasingIndex, fitted: TopicModel | None = None) -> None:
        self._index = index
        self._model = fitted or model()
        self._place = {name: place for place, name in enumerate(self._model.names)}
        self._none = self._place[NONE]
        self._words = tuple(
            (word, self._place[topic])
            for topic, words in content.topics.items()
            if topic in self._place
            for word in map(normalise, words.words)
            if len(word) > 1 and crc32(word.encode()) not in self._model.words
        )
        topic_of = {phrasing.id: phrasing.topic for phrasing in index.phrasings if phrasing.kind == "faq"}
        filed = [(topic_of.get(entry) or NONE) if kind == "faq" else NONE for kind, entry in index.entries]
        self._filed = np.array([self._place.get(topic, self._none) for topic in filed], dtype=np.int64)

    def classify(self, query: Query, match: Match) -> str | None:
        """The most likely topic of `query`; None when it is no legal question."""
        values = self.values(query, match)
        if values is None:
            return None
        others = np.delete(values, self._none)
        behind = _BEHIND_WITHOUT if query.vector is None else _BEHIND
        if values[self._none] > others.max() - behind:
            return None
        values[self._none] = -np.inf
        return self._model.names[int(np.argmax(values))]

    def values(self, query: Query, match: Match) -> Floats | None:
        """A value for each of the model's classes, the highest for the likeliest; None when nothing is known of it."""
        values = self._model.weigh(query.fixed, query.syllables, query.vector)
        if values is None:
            return None
        if len(self._filed):
            likely = probabilities(match, self._index.has_meaning and query.vector is not None)
            votes = np.bincount(self._filed, weights=likely, minlength=len(values))
            values += (_ENTRIES_COUNT * np.log(votes + _LEAST)).astype(np.float32)
        for word, place in self._words:
            if word in query.fixed or word in query.text:
                values[place] += np.float32(_WORD_COUNTS)
        return values
