"""Entries to a sheet and back, in Excel's two formats. Real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from robot.content import load
from robot.content.schema import FaqEntry
from robot.errors import ContentError
from robot.workbench import sheets

CONTENT = load.load()


@pytest.mark.parametrize("name", ["all.xlsx", "all.csv"])
def test_every_entry_that_ships_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert sheets.write(path, CONTENT.faq.values()) == len(CONTENT.faq)
    back = {}
    for row in sheets.read(path).rows:
        assert row.faults == ()
        topic = row.values.pop("topic")
        entry = FaqEntry.model_validate(row.values)
        back[entry.id] = (topic, entry.model_copy(update={"shown": entry.shown.rstrip()}))
    for faq_id, faq in CONTENT.faq.items():
        shown = "\n".join(line.strip() for line in faq.entry.shown.split("\n") if line.strip())
        # `asks` has no column: an import leaves the keys alone that a sheet does not show.
        assert back[faq_id] == (faq.topic, faq.entry.model_copy(update={"shown": shown, "asks": {}}))


def test_the_sheet_is_made_for_people(tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    sheets.write(path, [next(iter(CONTENT.faq.values()))])
    sheet = load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["编号", "类别", "问题", "说法"]
    assert (sheet.freeze_panes, sheet["D2"].alignment.wrap_text) == ("D2", True)


def test_what_begins_with_a_sign_of_excel_is_text(tmp_path: Path) -> None:
    faq = next(iter(CONTENT.faq.values()))
    entry = faq.entry.model_copy(update={"question": "=1+1 的合同算数吗"})
    path = tmp_path / "one.xlsx"
    sheets.write(path, [type(faq)(faq.topic, entry)])
    assert sheets.read(path).rows[0].values["question"] == "=1+1 的合同算数吗"


def test_what_people_type_into_cells_is_understood(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "类别", "问题", "说法", "念的回答", "法条", "复核日期", "备注"])
    sheet.append(
        [
            "x-1",
            "劳动纠纷 ",
            " 问 ",
            "甲 \r\n\n 乙",
            "答",
            "《民法典》第一条\n某条例 第二条 未核对 2027-06-30",
            "2027/06/30",
            "看",
        ]
    )
    sheet.append([None] * 8)
    path = tmp_path / "typed.xlsx"
    book.save(path)
    (row,) = sheets.read(path).rows
    assert (row.number, row.faults) == (2, ())
    assert [str(row.values[key]) for key in ("topic", "question", "phrasings", "review")] == [
        "劳动纠纷",
        "问",
        "['甲', '乙']",
        "2027-06-30",
    ]
    first, second = row.values["citations"]
    assert first == {"law": "民法典", "article": "第一条"}
    assert (second["law"], second["verified"], str(second["review"])) == ("某条例", False, "2027-06-30")


def test_a_csv_as_excel_in_china_writes_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes("编号,类别,问题,说法,念的回答\r\nx-1,劳动纠纷,问,甲,答\r\n".encode("gb18030"))
    assert sheets.read(path).rows[0].values["question"] == "问"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("no.xlsx", b"no zip"),
        ("no.csv", b"\xff\xfe\x00"),
        ("heads.csv", "编号,问题\n1,2\n".encode()),
        ("empty.csv", b""),
    ],
)
def test_what_is_no_sheet_of_entries_is_named(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(ContentError, match=name.split(".")[0]):
        sheets.read(path)


def test_every_wrong_cell_of_a_row_is_named_by_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(
        '编号,类别,问题,说法,念的回答,法条,复核日期\nx,劳动纠纷,问,甲,,"瞎写\n某法第二条第一款",明年\n',
        encoding="utf-8",
    )
    (row,) = sheets.read(path).rows
    assert [fault.column for fault in row.faults] == ["法条", "法条", "复核日期"]
    assert row.emptied == {"spoken"}


def test_a_sheet_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, full_disk: None) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(ContentError, match="磁盘满了"):
        sheets.write(path, CONTENT.faq.values())
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])
