"""Short periods must be spoken, windows must agree, articles that move soon are named."""

from __future__ import annotations

import datetime

import pytest

from robot.content import renumbered
from robot.content.check import check, moving
from robot.content.check_law import unspoken, windows
from robot.content.numerals import number_value
from tests.content.trees import FAQ, Tree

SPOKEN = "先去劳动监察投诉，再申请劳动仲裁。"


@pytest.mark.parametrize(
    ("shown", "spoken", "periods"),
    [
        ("不服的，十五天内起诉", "不服就去法院告。", ["十五天"]),
        ("不服的，十五天内起诉", "不服就在15日内去法院告。", []),
        ("不服的，十五天内起诉", "不服就在15个工作日内去法院告。", ["十五天"]),
        ("收到认定书3日内书面申请复核", "不服可以申请复核。", ["3日"]),
        ("六十日内申请复议，十五日内起诉", "六十天内复议。", ["十五日"]),
        ("一百天内申请", "快去申请。", []),
        ("法院十五天内审查", "等法院审查。", []),
        ("单位应当三十日内申请", "单位不报您自己报。", []),
        ("三个月内提出", "快去。", []),
        ("一天内提交", "快去。", []),
    ],
)
def test_a_short_period_must_be_heard(shown: str, spoken: str, periods: list[str]) -> None:
    assert list(unspoken(shown, spoken)) == periods


@pytest.mark.parametrize(
    ("text", "number"), [("15", 15), ("十五", 15), ("十", 10), ("二十", 20), ("六十", 60), ("两", 2), ("三十一", 31)]
)
def test_numbers_are_read(text: str, number: int) -> None:
    assert number_value(text) == number


def test_windows_are_found_in_texts() -> None:
    assert windows("先到3号公证窗口，再到十号窗口，不去二号楼") == {3, 10}


def test_windows_of_text_and_field_must_agree(tree: Tree) -> None:
    tree.edit(FAQ, SPOKEN, "先去劳动监察投诉，再到3号窗口。")
    found = [problem.what for problem in check(tree.load(), datetime.date(2026, 1, 1), None, None)]
    assert any("window 是 2 号，话里说的是 3 号" in each for each in found)


def test_a_window_that_the_hall_has_not_is_a_fault(tree: Tree) -> None:
    tree.edit(FAQ, SPOKEN, "先去劳动监察投诉，再到2号窗口，不行到77号窗口。")
    found = [problem.what for problem in check(tree.load(), datetime.date(2026, 1, 1), None, None)]
    assert any("77 号窗口，大厅里没有" in each for each in found)


def test_articles_that_move_are_named_once_nobody_has_said_where_to(tree: Tree) -> None:
    day = datetime.date(2027, 1, 1)
    told = [problem.what for problem in moving(tree.load(), lambda law, article: (day, "第七条"))]
    assert told and all("2027-01-01" in each and "第七条" in each for each in told)
    gone = [problem.what for problem in moving(tree.load(), lambda law, article: (day, ""))]
    assert gone and all("找不到现在的内容" in each for each in gone)
    assert not list(moving(tree.load(), lambda law, article: None))


@pytest.mark.parametrize(
    ("law", "article", "day", "number"),
    [
        ("中华人民共和国商标法", "第五十七条", datetime.date(2026, 12, 31), "第五十七条"),
        ("中华人民共和国商标法", "第五十七条", datetime.date(2027, 1, 1), "第七十二条"),
        ("中华人民共和国商标法", "第五十八条", datetime.date(2027, 1, 1), ""),
        ("中华人民共和国民法典", "第五十七条", datetime.date(2027, 1, 1), "第五十七条"),
    ],
)
def test_the_number_of_the_day_is_taken(law: str, article: str, day: datetime.date, number: str) -> None:
    assert renumbered.current(law, article, day) == number


def test_every_window_of_a_sentence_is_seen() -> None:
    assert windows("到四号窗口或五号人民调解窗口，不行再到12号窗口。") == {4, 5, 12}
