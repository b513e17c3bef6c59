"""How often a legal question gets the right one of the 20 topics.

Sets are lists of {ask, topic}. The real consultations are other people's sentences and stay outside the project
(robot/fitting/topic.py); where they cannot be read, that set is not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from robot.fitting.questions import Question
from robot.nlu.understand import Understander
from robot.turn import Transcript
from robot.yaml_source import parse


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


def of_questions(questions: Iterable[Question], answered: bool) -> tuple[Filed, ...]:
    """The questions that have a topic: those that an entry answers, or those that none does."""
    return tuple(Filed(ask=q.ask, topic=q.topic) for q in questions if q.topic and q.in_scope == answered)


def score(label: str, filed: Sequence[Filed], understander: Understander) -> TopicScore:
    """What the robot makes of them; a question without a topic is wrong."""
    return counted(label, [(each, understander.understand(Transcript(each.ask)).topic) for each in filed])


def counted(label: str, found: Sequence[tuple[Filed, str | None]]) -> TopicScore:
    """The counts of questions with the topic each was given."""
    by_topic = tuple(
        (
            topic,
            sum(each.topic == topic for each, _ in found),
            sum(each.topic == got == topic for each, got in found),
        )
        for topic in sorted({each.topic for each, _ in found})
    )
    return TopicScore(
        label,
        asked=len(found),
        right=sum(each.topic == got for each, got in found),
        right_or_also=sum(got in {each.topic, *each.also} for each, got in found),
        without=sum(got is None for _, got in found),
        each=by_topic,
    )
