"""The project's own conversations: what their lines mean, and that they are what the fit needs."""

from __future__ import annotations

from pathlib import Path

from robot.content.keys import key_of
from robot.content.load import Content
from robot.fitting.conversations import conversations

_OTHER = {"told", "asked", "ack", "feeling", "outside", "noise", "danger"}


def test_lines_are_turns_and_blank_lines_end_a_conversation(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# 谁\n甲 => a | b + c\n乙 => told\n\n丙 => ack\n", encoding="utf-8")
    first, second = conversations(tmp_path)
    assert [turn.say for turn in first] == ["甲", "乙"]
    assert first[0].things == (frozenset({"a", "b"}), frozenset({"c"}))
    assert first[0].keys == {"a", "b", "c"}
    assert second[0].keys == {"ack"}


def test_there_are_enough_of_them() -> None:
    talks = conversations()
    assert len(talks) >= 600
    assert sum(map(len, talks)) >= 3000


def test_every_label_is_something_of_the_content(content: Content) -> None:
    known = {f"faq:{faq}" for faq in content.faq} | {f"service:{service}" for service in content.services}
    known |= {f"smalltalk:{talk}" for talk in (*content.smalltalk, *content.offices)}
    known |= {f"command:{each}" for each in content.commands}
    known |= {f"place:{place.id}" for place in (content.hall.places if content.hall else ())} | _OTHER
    for matter in content.matters.values():
        known |= {key_of(matter.id, point.id) for point in matter.points}
        known |= {key_of(matter.id, fact.id, value.is_) for fact in matter.facts for value in fact.values}
    used = {key for talk in conversations() for turn in talk for key in turn.keys}
    assert used <= known
