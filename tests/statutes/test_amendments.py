"""Amendments that stand beside their law are merged into it."""

from __future__ import annotations

import datetime

import pytest

from robot import paths
from robot.models import manifest
from robot.models.store import ModelStore
from robot.statutes.amendments import Changed, amended_law, changes
from robot.statutes.database import StatuteDatabase

OLD = {"第三条": "甲。\n乙：\n（一）丙；\n（二）丁。\n戊。", "第四条": "己。"}


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ('将甲法第四条修改为："庚。\n"辛。"', "第四条", "庚。\n辛。"),
        ("将甲法第四条修改为：“庚。”", "第四条", "庚。"),
        ('在甲法第四条中增加一款作为第二款，将该条修改为："己。\n"庚。"', "第四条", "己。\n庚。"),
        ('将甲法第三条第一款修改为："庚。"', "第三条", "庚。\n乙：\n（一）丙；\n（二）丁。\n戊。"),
        ('将甲法第三条第二款修改为："庚。"', "第三条", "甲。\n庚。\n戊。"),
        ('将甲法第三条第三款修改为："庚。"', "第三条", "甲。\n乙：\n（一）丙；\n（二）丁。\n庚。"),
        ('将甲法第三条第四款修改为："庚。"', "第三条", None),
        ("将甲法第四条中的“己”修改为“庚”。", "第四条", None),
        ("删去甲法第四条。", "第四条", None),
    ],
)
def test_what_is_changed(line: str, number: str, text: str | None) -> None:
    assert list(changes([line], OLD.get)) == [Changed(number, text)]


def test_a_line_that_names_no_article_changes_nothing() -> None:
    assert not list(changes(["本修正案自2024年3月1日起施行。"], OLD.get))


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("中华人民共和国刑法修正案（十二）", "中华人民共和国刑法"),
        ("中华人民共和国刑法修正案", "中华人民共和国刑法"),
        ("中华人民共和国刑法", None),
    ],
)
def test_which_law_is_amended(name: str, law: str | None) -> None:
    assert amended_law(name) == law


@pytest.fixture(scope="module", params=["before", "after"])
def real(request: pytest.FixtureRequest) -> tuple[str, StatuteDatabase]:
    day = datetime.date(2024, 2, 29) if request.param == "before" else datetime.date(2024, 3, 1)
    return request.param, StatuteDatabase(ModelStore(paths.MODELS, manifest.load()).path("statutes") / "laws.db", day)


def test_the_criminal_law_is_read_as_amended_from_the_day_on(real: tuple[str, StatuteDatabase]) -> None:
    when, database = real
    bribery, company = database.article("刑法", "第三百九十条"), database.article("刑法", "第三百八十七条")
    assert bribery is not None and company is not None
    if when == "before":
        assert "处五年以下有期徒刑" in bribery.text and not bribery.amended_by
        return
    assert bribery.text.startswith("对犯行贿罪的，处三年以下有期徒刑") and "（七）将违法所得用于行贿的" in bribery.text
    assert bribery.amended_by == "刑法修正案（十二）" and bribery.effective == datetime.date(2024, 3, 1)
    assert company.text.count("\n") == 1 and "处三年以上十年以下" in company.text


def test_every_amendment_of_the_database_is_understood() -> None:
    database = StatuteDatabase(
        ModelStore(paths.MODELS, manifest.load()).path("statutes") / "laws.db", datetime.date.today()
    )
    assert database.withheld() == ()
