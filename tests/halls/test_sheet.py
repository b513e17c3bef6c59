"""The sheet: empty with examples and lists to choose from, filled and read back."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from robot.errors import ContentError
from robot.halls import sheet
from robot.halls.building import build
from robot.halls.reading import read, reading
from robot.halls.tables import tables
from tests.halls.qinghe import QINGHE, TASKS, rows


def test_an_empty_sheet_has_a_page_for_each_table_with_its_explanation(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path)
    book = load_workbook(path)
    assert book.sheetnames == ["大厅", "窗口", "服务", "位置", "时间", "电话", "别的部门", "人员", "工作站"]
    for table in tables().values():
        page = book[table.sheet]
        assert page["A1"].value == table.about
        headings = [cell.value for cell in page[2]]
        assert [column.heading for column in table.shown.values()] == [text for text in headings if text != "例"]
    assert any("窗口,等候区" in str(rule.formula1) for rule in book["位置"].data_validations.dataValidation)
    assert book["电话"]["B3"].number_format == "@"


def test_examples_and_what_is_only_named_are_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path)
    found = sheet.read(path)
    assert found["windows"] == found["places"] == found["people"] == ()
    assert {row.get("value") for _, row in found["hall"]} == {None}


def test_the_examples_make_a_hall() -> None:
    examples = {name: rows(*table.examples) for name, table in tables().items() if table.examples}
    people = rows(*({**person, "window": "3"} for person in tables()["people"].examples))
    tasks = rows(*({**task, "window": "1"} for task in TASKS))
    made = build(read({**QINGHE, **examples, "people": people, "tasks": tasks}))
    assert {item.get("number") for item in made.places} == {None, 1, 2, 3, 9}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path, QINGHE)
    found = sheet.read(path)
    assert build(read(found)) == build(read(QINGHE))
    for name in ("windows", "places", "people"):
        assert [row for _, row in found[name]] == [dict(row) for _, row in QINGHE[name]]


def test_cells_as_excel_makes_them_of_what_people_type(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path, QINGHE)
    book = load_workbook(path)
    page = book["时间"]
    page["C4"], page["D4"] = datetime.time(8, 0), datetime.time(11, 30)
    book["时间"]["C3"] = "周一"
    book.save(path)
    told = read(sheet.read(path))
    assert told.times.spans[0] == (datetime.time(8, 0), datetime.time(11, 30))


def test_rows_have_the_numbers_that_the_editor_sees(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path)
    book = load_workbook(path)
    page = book["窗口"]
    last = 2 + len(tables()["windows"].examples)
    page.cell(last + 3, 2, 5)
    book.save(path)
    assert [number for number, _ in sheet.read(path)["windows"]] == [last + 3]


def test_what_stands_beside_the_columns_is_told(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path, QINGHE)
    book = load_workbook(path)
    page = book["位置"]
    page.cell(3, page.max_column + 1, "门口有坡道")
    book.save(path)
    _, (stray,) = reading(sheet.read(path))
    assert str(stray).startswith("“位置”第3行：“门口有坡道”写在了没有表头的一列") and "提示" in str(stray)


def test_another_book_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path)
    book = load_workbook(path)
    book["位置"].title = "地图"
    book.save(path)
    with pytest.raises(ContentError, match="没有这几页：位置"):
        sheet.read(path)


def test_a_page_without_its_headings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path)
    book = load_workbook(path)
    book["位置"].delete_rows(2)
    book.save(path)
    with pytest.raises(ContentError, match="“位置”那一页找不到表头"):
        sheet.read(path)
