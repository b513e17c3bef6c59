"""What follows from a fact, and for which entry."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from robot.content import load
from robot.content.load import Content
from robot.content.matters import Fact, Matter
from robot.dialogue.replies.told import follows, with_what_was_told
from robot.dialogue.session import Session
from robot.turn import Reply, Told, Understanding
from tests.content.trees import SMALL

FACT = {
    "id": "paid",
    "type": "yes-no",
    "ask": "给过没有？",
    "values": [
        {
            "is": "yes",
            "name": "给过",
            "said": ["给过"],
            "spoken": "留好凭据。",
            "window": "w1",
            "when": [
                {"entries": ["own-window"], "spoken": "去调解。", "window": "w3"},
                {"entries": ["own-words"], "spoken": "去问律师。"},
            ],
        },
        {"is": "no", "name": "没给", "said": ["没给"], "spoken": "去要。"},
    ],
}


@pytest.fixture
def content() -> Content:
    matter = Matter(id="debt", name="欠钱", topic="债权债务", facts=(Fact.model_validate(FACT),))
    return replace(load.load(SMALL / "knowledge", SMALL / "intents"), matters=MappingProxyType({"debt": matter}))


@pytest.mark.parametrize(
    ("entry", "spoken", "window"),
    [("other", "留好凭据。", "w1"), ("own-words", "去问律师。", "w1"), ("own-window", "去调解。", "w3")],
)
def test_a_branch_has_its_own_words_and_may_have_its_own_window(
    content: Content, entry: str, spoken: str, window: str
) -> None:
    said, _, at = follows(content, Told("debt/paid=yes"), entry)
    assert (said, at) == (spoken, window)


def _answer(spoken: str) -> Reply:
    return Reply("faq", "own-words", spoken, spoken)


def _understood(score: float) -> Understanding:
    told = (Told("debt/paid=yes", "", score),)
    return Understanding("", "strong", "faq", "own-words", 0.9, facts=told, matter="debt")


def test_what_follows_from_a_fact_that_was_told_with_the_question_is_told_with_the_answer(content: Content) -> None:
    reply, session = with_what_was_told(content, _understood(0.9), _answer("能要。"), Session())
    assert reply.spoken == "能要。去问律师。"
    assert "debt/paid=yes" in session.heard
    again, _ = with_what_was_told(content, _understood(0.9), _answer("能要。"), session)
    assert again.spoken == "能要。"


@pytest.mark.parametrize(
    ("score", "spoken"), [(0.4, "能要。"), (0.9, "能" * 170), (0.9, "能要。去问律师。")], ids=["unsure", "long", "said"]
)
def test_an_answer_stays_as_it_is_where_nothing_is_to_be_added(content: Content, score: float, spoken: str) -> None:
    reply, _ = with_what_was_told(content, _understood(score), _answer(spoken), Session())
    assert reply.spoken == spoken
