"""What the page shows of a reply: nothing of the answer is lost, nothing is said twice."""

from __future__ import annotations

import pytest

from robot.app import Robot
from robot.content.load import Content
from robot.dialogue.session import Session
from robot.turn import Transcript
from robot.web.answers import pieces, shown
from robot.web.protocol import Answer


def _answer(robot: Robot, *texts: str) -> Answer:
    session = Session()
    for text in texts:
        turn = robot.answer(Transcript(text), session)
        session = turn.session
    return shown(robot.knowledge.content, turn.reply, texts[-1], lambda law, article: True, turn.written)


def test_a_service_has_materials_to_tick_and_steps_in_order(robot: Robot) -> None:
    answer = _answer(robot, "怎么申请法律援助")
    assert [(part.title, part.style) for part in answer.parts] == [
        ("", "lines"),
        ("要带的材料", "ticks"),
        ("步骤", "steps"),
        ("办理时限", "lines"),
        ("费用", "lines"),
    ]
    assert answer.parts[1].lines[0] == "身份证"
    assert answer.parts[2].lines[0].startswith("登记取号：")
    assert answer.destination is not None and answer.destination.id == "w2"
    assert answer.takeaway == "service/legal-aid"


def test_where_only_the_fee_was_asked_only_the_fee_is_shown(robot: Robot) -> None:
    answer = _answer(robot, "我要办公证", "多少钱")
    assert [part.title for part in answer.parts] == ["费用"]


def test_the_eye_reads_numbers_as_they_are_written(robot: Robot) -> None:
    answer = _answer(robot, "拖欠工资怎么办")
    assert "12333" in "".join(answer.sentences) and "幺" not in "".join(answer.sentences)


def test_what_is_asked_back_are_choices(robot: Robot) -> None:
    answer = _answer(robot, "孩子")
    assert answer.choices and answer.follow_ups


def test_a_word_in_between_changes_nothing(robot: Robot) -> None:
    assert _answer(robot, "我要办公证", "慢一点").aside
    assert not _answer(robot, "我要办公证", "下一步").aside


@pytest.mark.parametrize("kind", ["faq", "service"])
def test_no_line_of_any_answer_is_lost(robot: Robot, content: Content, kind: str) -> None:
    prompts, words = content.prompts, content.directions
    assert words is not None
    for item in content.faq if kind == "faq" else content.services:
        reply = robot.knowledge.dialogue.about(kind, item)  # type: ignore[arg-type]
        assert reply is not None
        answer = shown(content, reply, "", lambda law, article: True)
        kept = [answer.title, *(line for part in answer.parts for line in (part.title, *part.lines))]
        basis = False
        for line in reply.shown.splitlines():
            basis = line == f"【{words.service.shown_basis}】" or (basis and line.startswith("· "))
            if basis or line.startswith((f"{prompts.basis}：", prompts.shown_window)):
                continue
            assert any(piece and piece in line for piece in kept), (item, line)
        assert len(answer.citations) == len(set(reply.citations))


def test_each_piece_of_speech_belongs_to_its_sentence(content: Content) -> None:
    from robot.tts.sentences import sentences

    for faq in content.faq.values():
        spoken = faq.entry.spoken
        numbers = pieces(spoken)
        assert len(numbers) == len(sentences(spoken))
        assert list(numbers) == sorted(numbers) and numbers[0] == 0
