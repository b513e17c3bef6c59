"""Held-out questions that stand in the content are found."""

from __future__ import annotations

from robot.bench.leaks import content_sentences, leaked
from robot.content.load import Content
from robot.fitting.questions import Question


def _asked(*texts: str) -> list[Question]:
    return [Question(ask=text, kind="faq", id="x") for text in texts]


KNOWN = ["老板一直拖欠工资不给我怎么办", "再见", "离婚孩子归谁"]


def test_whole_sentences_are_found_whatever_is_around_them() -> None:
    found = leaked(_asked("请问老板一直拖欠工资不给我怎么办？", "离婚孩子归谁"), KNOWN)
    assert [leak.likeness for leak in found] == [1.0, 1.0]


def test_nearly_the_same_is_found_from_eight_characters_on() -> None:
    found = leaked(_asked("老板一直拖欠工资不给我咋办", "老板一直拖欠工资不给我怎么办理", "离婚孩子给谁"), KNOWN)
    assert [leak.question for leak in found] == ["老板一直拖欠工资不给我怎么办理"]
    assert found[0].phrasing == "老板一直拖欠工资不给我怎么办"
    assert 0.92 <= found[0].likeness < 1


def test_other_wording_and_very_short_questions_are_no_leak() -> None:
    assert leaked(_asked("干了半年活一分钱没见着", "再见"), KNOWN) == []
    assert leaked([], KNOWN) == leaked(_asked("老板一直拖欠工资"), []) == []


def test_all_that_matching_and_topics_learn_from_is_looked_at(content: Content) -> None:
    sentences = set(content_sentences(content))
    assert {next(iter(content.faq.values())).entry.question, content.out_of_scope[0]} <= sentences
    assert set(next(iter(content.emergencies.values())).cues) <= sentences
    assert {question for topic in content.topics.values() for question in topic.questions} <= sentences
