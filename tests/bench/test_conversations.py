"""Conversations with conditions: played and judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from robot.app import Robot
from robot.bench import conversations
from robot.bench.conversations import Asked, holds, judge, played, read, tables
from robot.errors import UsageError
from robot.fitting.conversations import conversations as trained
from robot.nlu.text.normalise import normalise
from robot.turn import Reply
from tests.conftest import HELD_OUT_CONVERSATIONS

REPLY = Reply("faq", "a", "三十天内去申请。您签过合同吗？", "题目\n三十天", topic="劳动纠纷", window="w2")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"kind": "faq"}, True),
        ({"kind": ["service", "faq"], "id": "a"}, True),
        ({"id": "b"}, False),
        ({"says": r"\A[^\n]*三十"}, True),
        ({"says": r"\A[^\n]*题目"}, False),
        ({"asks": True, "topic": ["劳动纠纷"]}, True),
        ({"not_alarm": True, "no_dunno": True}, True),
        ({"window": "w4"}, False),
    ],
)
def test_conditions(condition: conversations.Condition, expected: bool) -> None:
    assert holds(condition, REPLY) is expected


def test_an_unknown_key_is_no_condition() -> None:
    with pytest.raises(UsageError):
        holds({"sings": True}, REPLY)


def test_one_good_thing_and_nothing_bad() -> None:
    turn = Asked("甲", ({"id": "a"},), ({"says": "您签过"},), "", False)
    assert not judge(turn, REPLY)[0]
    assert judge(Asked("甲", ({"id": "a"},), (), "", False), REPLY)[0]


def test_a_file_is_played_and_counted(robot: Robot, tmp_path: Path) -> None:
    turns = [
        {"say": "老板拖欠工资怎么办", "ok": [{"topic": "劳动纠纷"}], "bad": [{"kind": "emergency"}], "why": ""},
        {"say": "厕所在哪", "ok": [{"kind": "faq"}], "bad": [], "why": "wrong on purpose"},
    ]
    path = tmp_path / "talk.json"
    path.write_text(json.dumps([{"id": "T1", "area": "a", "style": "b", "turns": turns}]), encoding="utf-8")
    judged = list(played(robot, read(path)))
    assert [each.passed for each in judged] == [True, False]
    text = "\n".join(table.markdown() for table in tables(judged))
    assert "50.0 % (1 of 2)" in text
    assert any("T1/2" in line for line in conversations.failures(judged))


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError):
        read(tmp_path / "x.json")


def test_no_held_out_conversation_was_trained_on() -> None:
    held = [turn.say for each in read(HELD_OUT_CONVERSATIONS) for turn in each.turns]
    assert len(read(HELD_OUT_CONVERSATIONS)) >= 150
    known = {normalise(turn.say) for talk in trained() for turn in talk}
    long = [normalise(say) for say in held if len(normalise(say)) > 8]
    assert not [say for say in long if say in known]
