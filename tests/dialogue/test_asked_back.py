"""A number or a name as the answer to a question asked back."""

from __future__ import annotations

import pytest

from robot.dialogue.asked_back import chosen_by_meaning, chosen_by_name, chosen_by_number, number_said, one_of
from robot.turn import Candidate, Understanding

THREE = tuple(Candidate("faq", name, 0.5) for name in "abc")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("第一个", "a"),
        ("第一", "a"),
        ("一", "a"),
        ("1", "a"),
        ("第1个", "a"),
        ("我要第一个", "a"),
        ("头一个", "a"),
        ("前面那个", "a"),
        ("第二个吧", "b"),
        ("是第二个", "b"),
        ("我想问第二个", "b"),
        ("我问的是第二个", "b"),
        ("第二种", "b"),
        ("第三个问题", "c"),
        ("三", "c"),
        ("最后一个", "c"),
        ("最后那个", "c"),
        ("后面那个", "c"),
        ("第四个", None),
        ("第十个", None),
        ("两个都不是", None),
        ("都不是", None),
        ("2号窗口", None),
        ("第二步", None),
        ("三号窗口在哪", None),
        ("我有一个问题", None),
        ("", None),
    ],
)
def test_by_number(text: str, chosen: str | None) -> None:
    found = chosen_by_number(text, THREE)
    assert (found.id if found else None) == chosen


def test_a_number_beyond_the_candidates_is_none_of_them() -> None:
    assert chosen_by_number("第三个", THREE[:2]) is None
    assert chosen_by_number("最后一个", THREE[:2]) == THREE[1]
    assert chosen_by_number("第一个", ()) is None


TITLES = ("老板拖欠工资怎么办", "申请法律援助", "公证窗口")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("拖欠工资", 0),
        ("拖欠工资那个", 0),
        ("法律援助", 1),
        ("法律原著", 1),
        ("公证", 2),
        ("公正", 2),
        ("离婚", None),
        ("好", None),
        ("", None),
    ],
)
def test_by_name(text: str, chosen: int | None) -> None:
    assert chosen_by_name(text, TITLES) == chosen


def test_a_name_that_fits_both_is_none_of_them() -> None:
    assert chosen_by_name("公证", ("公证费用", "公证材料")) is None
    assert chosen_by_name("费用", ("公证费用", "公证材料")) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第四个", 4),
        ("4", 4),
        ("十二", 12),
        ("第七个问题", 7),
        ("最后一个", 3),
        ("前面那个", 1),
        ("四号窗口", None),
        ("离婚", None),
    ],
)
def test_the_number_said(text: str, number: int | None) -> None:
    assert number_said(text, 3) == number


@pytest.mark.parametrize(
    ("text", "scores", "chosen"),
    [
        ("不想跟他过了", {"b": 0.5, "x": 0.2}, "b"),
        ("不想跟他过了", {"b": 0.5, "x": 0.4}, None),
        ("不想跟他过了", {"x": 0.5, "b": 0.1}, None),
        ("我老公在外头有人了我不想跟他过了", {"b": 0.5, "x": 0.2}, None),
        ("不想跟他过了", {"b": 0.4, "x": 0.1}, None),
        ("不想跟他过了", {}, None),
    ],
)
def test_by_meaning(text: str, scores: dict[str, float], chosen: str | None) -> None:
    candidates = tuple(Candidate("faq", name, score) for name, score in scores.items())
    found = chosen_by_meaning(Understanding(text, "clarify", "clarify", None, 0.5, candidates=candidates), THREE)
    assert (found.id if found else None) == chosen


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("先说第一个", (1, "")),
        ("复印好了，第二个怎么走", (2, "怎么走")),
        ("那另一个要带什么", (2, "要带什么")),
        ("前面那个呢", (1, "")),
        ("第三个呢", None),
        ("第一次开庭我没去", None),
        ("要带什么", None),
    ],
)
def test_one_of_the_things_answered_is_named(text: str, named: tuple[int, str] | None) -> None:
    assert one_of(text, 2) == named
