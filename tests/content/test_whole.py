"""The shipped content as a whole: every canonical question has its answer, and a large hall's content loads."""

from __future__ import annotations

from itertools import product

from robot.app import Robot
from robot.dialogue.session import Session
from robot.turn import Transcript
from tests.content.trees import FAQ, Tree

_LARGE = 100_000


def test_every_canonical_question_returns_its_entry(robot: Robot) -> None:
    wrong = {}
    for faq_id, faq in robot.knowledge.content.faq.items():
        reply = robot.answer(Transcript(faq.entry.question), Session()).reply
        if (reply.kind, reply.id) != ("faq", faq_id):
            wrong[faq.entry.question] = (reply.kind, reply.id)
    assert wrong == {}


def test_a_hundred_thousand_phrasings_load(tree: Tree) -> None:
    """That they are answered from as well, and how fast, is what the benchmark measures."""
    marks = [chr(0x4E00 + number) for number in range(0, 20_000, 420)]
    made = ["".join(four) for four in product(marks, repeat=3)][:_LARGE]
    lines = "".join(f"\n      - {text}怎么办" for text in made)
    tree.edit(FAQ, "\n      - 工钱要不回来", "\n      - 工钱要不回来" + lines)
    content = tree.load()
    assert content.problems == ()
    assert sum(len(faq.entry.phrasings) for faq in content.faq.values()) > _LARGE
