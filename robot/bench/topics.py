"""How often a legal question gets the right one of the 20 topics.

Two kinds of files: lists of {ask, topic}, and topics by the hash of sentences that are other people's and stay outside
the project (tests/questions/topics-consultations.yaml); where those cannot be read, that set is not measured.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from robot import paths
from robot.bench.questions import FOLDER, Question
from robot.nlu.understand import Understander
from robot.turn import Transcript
from robot.yaml_source import YamlProblem, parse

CONSULTATIONS = FOLDER / "topics-consultations.yaml"
SENTENCES = paths.ROOT.parent / "shared" / "data" / "lay-consultations.json"
_DIGITS = 12


class Filed(BaseModel):
    """A question, the topic it is filed under, and others that it might be filed under as well."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    ask: str
    topic: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Counts of a set: questions, right topics (or one of those it might have as well), questions without any topic;
    (topic, asked, right) of each."""

    label: str
    asked: int
    right: int
    right_or_also: int
    without: int
    each: tuple[tuple[str, int, int], ...]

    @property
    def share(self) -> float:
        """Share of right topics."""
        return self.right / max(1, self.asked)


def read(path: Path) -> tuple[Filed, ...]:
    """A list of {ask, topic}, bare or under `questions`; what has no topic is left out."""
    data = parse(path).data
    items = data["questions"] if isinstance(data, dict) else data
    return tuple(Filed.model_validate(item) for item in items if "topic" in item)


def consultations(file: Path = CONSULTATIONS, sentences: Path = SENTENCES) -> tuple[Filed, ...]:
    """The real consultations with the topics of `file`; none where either cannot be read."""
    try:
        topics: dict[str, list[str]] = parse(file).data["topics"]
        texts: list[str] = json.loads(sentences.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, YamlProblem):
        return ()
    keyed = ((text, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]) for text in texts)
    return tuple(
        Filed(ask=text, topic=topics[key][0], also=tuple(topics[key][1:])) for text, key in keyed if topics.get(key)
    )


def of_questions(questions: Iterable[Question], answered: bool) -> tuple[Filed, ...]:
    """The questions that have a topic: those that an entry answers, or those that none does."""
    return tuple(Filed(ask=q.ask, topic=q.topic) for q in questions if q.topic and q.in_scope == answered)


def score(label: str, filed: Sequence[Filed], understander: Understander) -> TopicScore:
    """What the robot makes of them; a question without a topic is wrong."""
    found = [(each, understander.understand(Transcript(each.ask)).topic) for each in filed]
    by_topic = tuple(
        (
            topic,
            sum(each.topic == topic for each, _ in found),
            sum(each.topic == got == topic for each, got in found),
        )
        for topic in sorted({each.topic for each in filed})
    )
    return TopicScore(
        label,
        asked=len(found),
        right=sum(each.topic == got for each, got in found),
        right_or_also=sum(got in {each.topic, *each.also} for each, got in found),
        without=sum(got is None for _, got in found),
        each=by_topic,
    )
