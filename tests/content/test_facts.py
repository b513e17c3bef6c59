"""The hall's facts stand once: texts name them in brackets."""

from __future__ import annotations

import datetime

import pytest

from robot.content import fields, load
from robot.content.check import check
from robot.content.facts import filled, hall_facts, likest_fact, place_ids, text, unknown
from robot.content.schema import ServiceStep
from tests.content.trees import FAQ, HALL, Tree

PLACES = [
    {"id": "w4", "number": 4, "name": "4号律师咨询窗口", "kind": "window", "names": ["律师窗口"], "phone": "0357-1"},
    {"id": "toilet", "name": "卫生间", "kind": "room", "names": ["厕所"]},
    {"id": "n1", "kind": "junction"},
]
DATA = {"name": "小厅", "hours": "上午九点到十二点", "phones": {"总机": "12345"}, "places": PLACES}
FACTS = hall_facts(DATA)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("到【律师窗口】问", "到4号窗口问"),
        ("到【w4】问", "到4号窗口问"),
        ("到【4号律师咨询窗口】问", "到4号窗口问"),
        ("到【律师窗口全称】问", "到4号律师咨询窗口问"),
        ("打【律师窗口电话】或者【总机电话】", "打0357-1或者12345"),
        ("【厕所】在西头", "卫生间在西头"),
        ("【大厅】【办公时间】开门", "小厅上午九点到十二点开门"),
        ("到【律师】问", "到【律师】问"),
    ],
)
def test_a_name_in_brackets_is_the_fact(written: str, read: str) -> None:
    assert text(written, FACTS) == read


def test_what_is_no_fact_is_told_with_the_likest() -> None:
    assert unknown("到【律师咨询台】问") == ["律师咨询台"]
    assert likest_fact("律师咨询台", FACTS) == "律师咨询窗口"
    assert likest_fact("婚姻窗口", FACTS) is None


def test_only_what_is_spoken_or_shown_is_filled_and_windows_may_bear_names() -> None:
    data = {"entries": [{"spoken": "【w4】", "phrasings": ["【w4】"], "stay": "【厕所】"}]}
    assert filled(data, lambda written: text(written, FACTS)) == {
        "entries": [{"spoken": "4号窗口", "phrasings": ["【w4】"], "stay": "卫生间"}]
    }
    step = {"id": "ask", "name": "问", "window": "律师窗口", "spoken": "问律师。"}
    assert ServiceStep.model_validate(step, context={fields.PLACES: place_ids(DATA)}).window == "w4"


def test_a_hall_without_places_has_no_windows() -> None:
    assert hall_facts({"places": "none"}) == {}
    assert place_ids({}) == {}


def test_another_number_in_the_hall_is_another_number_in_the_answers(tree: Tree) -> None:
    tree.edit(FAQ, "先去劳动监察投诉，再申请劳动仲裁。", "先投诉，再到【2号法律援助窗口】。")
    tree.edit(
        HALL,
        "{id: w2, number: 2, name: 2号法律援助窗口",
        "{id: w2, number: 8, name: 8号法律援助窗口, names: [2号法律援助窗口]",
    )
    spoken = [faq.entry.spoken for faq in tree.load().faq.values()]
    assert "先投诉，再到8号窗口。" in spoken
    raw = load.load(tree.knowledge, tree.intents, as_written=True)
    assert "先投诉，再到【2号法律援助窗口】。" in [faq.entry.spoken for faq in raw.faq.values()]


def test_an_unknown_name_is_a_fault_with_its_mend(tree: Tree) -> None:
    tree.edit(FAQ, "先去劳动监察投诉，再申请劳动仲裁。", "先投诉，再到【法律援助的窗口】。")
    (found,) = [
        each for each in check(tree.load(), datetime.date(2026, 1, 1), None, None) if "法律援助的窗口" in each.what
    ]
    assert "法律援助窗口" in found.mend
