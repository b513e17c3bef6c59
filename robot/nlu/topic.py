"""The topic of a legal question that no FAQ entry answers: one of the 20 classes, or None when it is no such question.

The probabilities of all FAQ entries, added up by topic, and the topic's own words (`knowledge/topics.yaml`).
"""

from __future__ import annotations

from collections import defaultdict

from robot.content.load import Content
from robot.nlu.index import Match, PhrasingIndex, Query
from robot.nlu.normalise import normalise
from robot.nlu.scoring import probabilities

_WORD_WEIGHT = 0.08
_ENOUGH = 0.35
"""Probability mass on legal questions from which, without any word of a topic, a question counts as a legal one."""


class TopicClassifier:
    """Built once from the content and its phrasing index; immutable."""

    def __init__(self, content: Content, index: PhrasingIndex) -> None:
        self._index = index
        self._words = {topic: tuple(normalise(word) for word in words.words) for topic, words in content.topics.items()}
        topic_of = {phrasing.id: phrasing.topic for phrasing in index.phrasings if phrasing.kind == "faq"}
        self._topics = tuple(topic_of.get(entry) if kind == "faq" else None for kind, entry in index.entries)

    def classify(self, query: Query, match: Match) -> str | None:
        """The most likely topic of `query`: the probabilities of its entries, and the words of the topic."""
        votes: defaultdict[str, float] = defaultdict(float)
        hits = 0
        for topic, words in self._words.items():
            for word in words:
                if word in query.text:
                    votes[topic] += _WORD_WEIGHT * (len(word) - 0.5)
                    hits += 1
        legal = 0.0
        if self._topics:
            likely = probabilities(match, self._index.has_meaning and query.vector is not None)
            for filed, probability in zip(self._topics, likely, strict=True):
                if filed is not None:
                    votes[filed] += float(probability)
                    legal += float(probability)
        if not votes or (not hits and legal < _ENOUGH):
            return None
        return max(votes.items(), key=lambda vote: vote[1])[0]
