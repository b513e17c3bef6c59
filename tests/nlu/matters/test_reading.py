"""A sentence inside a conversation, where the entry that it was taken for has a point that says just this."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.nlu.context import Context
from robot.turn import Understanding


@pytest.mark.parametrize(("is_in_hand", "kind"), [(True, "flow"), (False, "faq")])
def test_a_point_stands_for_an_entry_of_the_matter_in_hand_alone(
    robot: Robot, content: Content, is_in_hand: bool, kind: str
) -> None:
    """酒驾罚多少 beside a divorce is no question about e-bikes."""
    understander = robot.knowledge.understander
    own, entry = "unpaid-wages", "labor-unpaid-wages"
    other = next(name for name, matter in content.matters.items() if name != own and not matter.general)
    said = next(point.asks[0] for point in content.matters[own].points if point.id == "how-long")
    meant = Understanding(said, "strong", "faq", entry, 0.8, topic="劳动纠纷")
    context = Context(matter=own if is_in_hand else other, entry=("faq", entry))
    found = understander.reader.with_facts(meant, understander.alone.sentence(said), context)
    assert found.kind == kind
