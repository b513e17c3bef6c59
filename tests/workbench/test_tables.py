"""Sheets as people make them: headings with remarks, titles, several sheets, merged cells."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from robot.errors import ContentError
from robot.workbench import tables

HEADINGS = {"village": "村", "township": "乡镇", "hours": "时间"}
NEEDED = ("village", "township")


def _book(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "heading", ["村", " 村 ", "村（全称）", "村(全称)", "*村：", "【必填】村", "村\n名".replace("名", "")]
)
def test_a_heading_may_have_a_remark(tmp_path: Path, heading: str) -> None:
    path = _book(tmp_path / "x.xlsx", ["乡 镇", heading], ["甲", "东村"])
    assert tables.read(path, HEADINGS, NEEDED).rows == ((2, {"township": "甲", "village": "东村"}),)


def test_titles_above_the_headings_are_skipped_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = _book(tmp_path / "x.xlsx", ["古县村工作室一览"], [], ["乡镇", "村"], [], ["甲", "东村"])
    assert [number for number, _ in tables.read(path, HEADINGS, NEEDED).rows] == [5]


def test_the_sheet_with_the_headings_is_found(tmp_path: Path) -> None:
    book = Workbook()
    other = book.create_sheet("问答")
    other.append(["乡镇", "村"])
    other.append(["甲", "东村"])
    assert book.active is not other
    book.save(tmp_path / "x.xlsx")
    assert len(tables.read(tmp_path / "x.xlsx", HEADINGS, NEEDED).rows) == 1


def test_a_short_row_has_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("乡镇,村,时间\n甲,东村\n", encoding="utf-8")
    assert tables.read(path, HEADINGS, NEEDED).rows == ((2, {"township": "甲", "village": "东村", "hours": ""}),)


def test_days_and_whole_numbers_are_what_is_seen(tmp_path: Path) -> None:
    path = _book(tmp_path / "x.xlsx", ["乡镇", "村"], [datetime.datetime(2027, 6, 30), 12.0])
    assert tables.read(path, HEADINGS, NEEDED).rows[0][1] == {"township": "2027-06-30", "village": "12"}


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="“村”“乡镇”"):
        tables.read(_book(tmp_path / "x.xlsx", ["时间", "别的"], ["1", "2"]), HEADINGS, NEEDED)


def test_headings_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="只有表头"):
        tables.read(_book(tmp_path / "x.xlsx", ["乡镇", "村"], [None, " "]), HEADINGS, NEEDED)
