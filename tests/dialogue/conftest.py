"""A visitor who talks with the robot's manners in hand-made understandings."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.dialogue.session import Session
from robot.dialogue.turn import Dialogue
from robot.navigation.guide import HallGuide
from robot.turn import Candidate, Kind, Reply, Slots, Tier, Transcript, Understanding


def asked(robot: Robot, *texts: str) -> list[Reply]:
    """What `robot` replies to one visitor who says `texts` one after the other."""
    session, replies = Session(), []
    for text in texts:
        turn = robot.answer(Transcript(text), session)
        session = turn.session
        replies.append(turn.reply)
    return replies


@dataclass
class Visitor:
    """Says things and remembers what the robot remembers."""

    dialogue: Dialogue
    session: Session = field(default_factory=Session)

    def means(
        self, kind: Kind, meant: str | None, text: str = "这样一句完整的话", tier: Tier = "strong", **more: object
    ) -> Reply:
        return self.says(Understanding(text, tier, kind, meant, 0.9, **more))  # type: ignore[arg-type]

    def says(self, understood: Understanding) -> Reply:
        reply, self.session = self.dialogue.turn(understood, self.session)
        return reply

    def command(self, command: str) -> Reply:
        return self.means("command", command, tier="exact")

    def mumbles(self, text: str, topic: str | None = None) -> Reply:
        """Something nobody understands."""
        return self.means("fallback", None, text, "fallback", topic=topic)

    def leaves_unsure(self, *candidates: Candidate) -> Reply:
        """Something that may be several things."""
        return self.means("clarify", None, "这样一句完整的话", "clarify", candidates=candidates, offered=candidates)

    def asks_bare(self, text: str = "怎么走", step_free: bool = False) -> Reply:
        return self.means("fallback", None, text, "fallback", bare_way=True, slots=Slots(step_free=step_free))


@pytest.fixture(scope="session")
def dialogue(content: Content) -> Dialogue:
    return Dialogue(content, HallGuide(content.hall, content.directions, content.services.values(), "robot", "south"))


@pytest.fixture
def visitor(dialogue: Dialogue) -> Visitor:
    """Somebody who has just come."""
    return Visitor(dialogue)
