"""Days, citations and lists as people type them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from robot.errors import ContentError
from robot.workbench.cells import Laws, citation_of, day_of, ids, looked_up, sentences


@pytest.mark.parametrize(
    "text",
    [
        "2027-06-30",
        "2027/6/30",
        "2027-6-30",
        "2027.6.30",
        "2027年6月30日",
        "２０２７/６/３０",
        "2027-06-30 00:00:00",
        "46568",
    ],
)
def test_days_as_excel_and_people_write_them(text: str) -> None:
    assert day_of(text) == datetime.date(2027, 6, 30)


@pytest.mark.parametrize("text", ["2027-13-45", "明年", "2027", "6/30/2027", "2027-06-31"])
def test_what_is_no_day_is_said_with_a_day_that_is_one(text: str) -> None:
    with pytest.raises(ContentError, match=r"2027-06-30"):
        day_of(text)


@pytest.mark.parametrize(
    ("line", "law", "article"),
    [
        ("劳动法 第三条", "劳动法", "第三条"),
        ("劳动法第3条", "劳动法", "第三条"),
        ("《劳动法》第 ４７ 条", "劳动法", "第四十七条"),
        ("《关于适用《民法典》的解释（一）》 第1条", "关于适用《民法典》的解释（一）", "第一条"),
        ("关于《民法典》的解释（一）第1条", "关于《民法典》的解释（一）", "第一条"),
        ("刑法 第120条之1", "刑法", "第一百二十条之一"),
        ("民法典 第一千〇七十九条", "民法典", "第一千零七十九条"),
    ],
)
def test_citations_as_people_write_them(line: str, law: str, article: str) -> None:
    assert citation_of(line) == {"law": law, "article": article}


@pytest.mark.parametrize("day", ["2027-06-30", "2027/6/30", "（2027年6月30日）"])
def test_a_citation_that_nobody_looked_up_has_a_day(day: str) -> None:
    found = citation_of(f"某条例 第3条 未核对 {day}")
    assert found == {"law": "某条例", "article": "第三条", "verified": False, "review": datetime.date(2027, 6, 30)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("劳动法", "条号"),
        ("第三条", "法律名称"),
        ("某条例 第三条 未核对", "复核日期"),
        ("某条例 第三条 未核对 2027-13-45", "不是日期"),
        ("劳动法 第三条第二款", "“第二款”认不出"),
    ],
)
def test_what_is_wrong_with_a_citation_is_said(line: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        citation_of(line)


LAWS = Laws(
    full_name=lambda said: "中华人民共和国劳动法" if said == "劳动法" else None,
    later=lambda said: ("合同法", "中华人民共和国民法典") if said == "合同法" else None,
    text=lambda law, article: "…" if article == "第三条" else None,
)


def test_a_short_name_is_completed() -> None:
    found: dict[str, Any] = looked_up({"law": "劳动法", "article": "第三条"}, LAWS)
    assert found == {"law": "中华人民共和国劳动法", "article": "第三条"}


@pytest.mark.parametrize(
    ("law", "article", "said"),
    [
        ("劳动法", "第九百条", "没有 中华人民共和国劳动法 第九百条"),
        ("合同法", "第三条", "已经废止"),
        ("某条例", "第三条", "未核对"),
    ],
)
def test_what_the_database_does_not_have_is_refused(law: str, article: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        looked_up({"law": law, "article": article}, LAWS)
    assert looked_up({"law": law, "article": article, "verified": False}, LAWS)["law"] == law


def test_each_sentence_and_each_id_once() -> None:
    assert sentences("甲\r\n 乙 \n甲。\n\n甲") == ["甲", "乙"]
    assert ids("a-b\nab，c; a-b") == ["a-b", "ab", "c"]
