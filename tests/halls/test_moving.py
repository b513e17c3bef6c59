"""How one walks to a place in one cell, several windows in one row, and the sheets of before."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from robot.halls import sheet
from robot.halls.building import build
from robot.halls.faults import Fault
from robot.halls.moving import one_by_one, written
from robot.halls.reading import read
from robot.halls.tables import Row
from tests.halls.qinghe import PLACES, QINGHE, place, with_places


@pytest.mark.parametrize("named", ["2到4", "2-4", "2、3、4", "2至4号"])
def test_windows_side_by_side_are_one_row(named: str) -> None:
    several = (*PLACES[:3], place("窗口", "1号窗口", "右4", name=named), *PLACES[6:])
    assert build(read(with_places(*several))).places == build(read(QINGHE)).places


def test_from_one_window_to_the_next() -> None:
    faults: list[Fault] = []
    row = place("窗口", "1号窗口", "右4", name="2到3")
    made = [dict(each) for _, each in one_by_one(((9, row),), faults)]
    assert [(each["name"], each["start"], each["moves"]) for each in made] == [
        ("2", "1号窗口", "右4"),
        ("3", "2号窗口", "右4"),
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            {
                "what": "窗口",
                "number": "1",
                "start": "大门",
                "side": "前",
                "steps": "14步",
                "side2": "往左",
                "steps2": "9",
            },
            {"what": "窗口", "name": "1", "start": "大门", "moves": "前14步往左9"},
        ),
        ({"what": "大门", "note": "有坡道"}, {"what": "大门", "note": "有坡道"}),
        ({"what": "小律", "moves": "前6"}, {"what": "小律", "moves": "前6"}),
    ],
)
def test_a_row_of_a_sheet_of_before(before: Row, now: Row) -> None:
    assert written(before) == now


def test_a_sheet_of_before_makes_the_same_hall(tmp_path: Path) -> None:
    path = tmp_path / "大厅.xlsx"
    sheet.write(path, QINGHE)
    book = sheet.load_workbook(path)
    place_of = list(book.sheetnames).index("位置")
    del book["位置"]
    page = book.create_sheet("位置", place_of)
    page.append(["是什么", "名称", "编号", "从哪里", "往哪边", "几步", "再往哪边", "再几步", "靠哪边", "提示"])
    for each in PLACES:
        moves = each.get("moves", "").replace("左", " 左").replace("右", " 右").split()
        cells = [part for move in moves for part in (move[0], int(move[1:]))]
        number = int(each["name"]) if each.get("name", "").isdigit() else None
        row = [
            each["what"],
            None,
            number,
            each.get("start"),
            *(cells + [None] * 4)[:4],
            each.get("wall"),
            each.get("note"),
        ]
        page.append(row)
    assert isinstance(book, Workbook)
    book.save(path)
    assert build(read(sheet.read(path))) == build(read(QINGHE))
