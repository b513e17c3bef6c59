"""Mistakes in sheets: each is told by its row and heading, with its mend. The mistakes are data: mistakes.yaml."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from robot.cli import importing
from robot.content import load
from robot.errors import ContentError, UsageError
from robot.workbench import sheets
from robot.workbench.faults import WrongSheet
from tests.content.trees import FAQ, Tree

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8"))
HEADS = list(sheets.COLUMNS.values())
GOOD = {"类别": "劳动纠纷", "念的回答": "先留证据。", "屏幕上的回答": "留证据", "窗口": "w2", "复核日期": "2099-1-1"}
NEVER = ("None", "spoken", "phrasings", "expected", "Traceback")


def _cell(sheet: Worksheet, name: str) -> Any:
    heading, row = re.fullmatch(r"(\D+)(\d+)", name).groups()  # type: ignore[union-attr]
    return sheet.cell(int(row), HEADS.index(heading) + 1)


def _made(book: Workbook, row: dict[str, Any]) -> None:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for name, value in row.get("cells", {}).items():
        _cell(sheet, name).value = value
    if "row" in row:
        sheet.append([{**GOOD, **row["row"]}.get(head) for head in HEADS])
    if "merge" in row:
        first, last = (_cell(sheet, name).coordinate for name in row["merge"].split(":"))
        sheet.merge_cells(f"{first}:{last}")
    if "hide" in row:
        sheet.row_dimensions[row["hide"]].hidden = True
    if "heading" in row:
        old, new = row["heading"]
        sheet.cell(1, HEADS.index(old) + 1).value = new
    for heading in row.get("extra", ()):
        sheet.insert_cols(1)
        sheet.cell(1, 1).value, sheet.cell(2, 1).value = heading, "自己看的"
    sheet.title = row.get("title", sheet.title)
    if "sheet" in row:
        book.create_sheet(row["sheet"]).append(HEADS)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["made"]) for row in ROWS])
def test_a_mistake_is_told_with_its_mend(
    tree: Tree, tmp_path: Path, row: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faq.xlsx"
    sheets.write(path, load.load(as_written=True).faq.values())
    book = load_workbook(path)
    _made(book, row)
    book.save(path)
    path = path.rename(tmp_path / row["save_as"]) if "save_as" in row else path
    if "beside" in row:
        (tmp_path / row["beside"]).touch()
    before = tree.path(FAQ).read_bytes()
    told = ""
    try:
        importing.import_sheet(argparse.Namespace(what="faq", file=str(path)))
    except (ContentError, UsageError) as error:
        told = error.chinese
        assert "done" not in row, told
    printed = capsys.readouterr()
    lines = [*printed.out.splitlines(), *printed.err.splitlines(), told]
    assert not row["told"] or any(all(word in line for word in row["told"]) for line in lines), lines
    if "done" in row:
        changed, added, same = row["done"]
        assert f"改了 {changed} 条，新增 {added} 条，没变 {same} 条" in lines[-2], lines
        assert len(lines) == 2 + bool(row["told"]), lines
    else:
        assert tree.path(FAQ).read_bytes() == before
    for word in (*row.get("not", ()), *NEVER):
        assert not any(word in line.split(" (")[0] for line in lines), (word, lines)


def test_a_new_row_imported_corrected_and_imported_again_is_one_entry(tree: Tree, tmp_path: Path) -> None:
    path = tmp_path / "faq.xlsx"

    def imported(*said: str, question: str = "不给开离职证明怎么办", answer: str = "先书面要。") -> None:
        book = Workbook()
        assert isinstance(book.active, Worksheet)
        book.active.append(HEADS)
        row = {**GOOD, "问题": question, "说法": "\n".join(said), "念的回答": answer}
        book.active.append([row.get(head) for head in HEADS])
        book.save(path)
        importing.import_sheet(argparse.Namespace(what="faq", file=str(path)))

    said = [f"离职证明{word}" for word in ("不给开", "开不出来", "没人理", "要不到", "老板不给", "拖着不给")]
    imported(*said)
    imported(*said, "辞职证明不开", answer="先书面要一份。")
    entries = [faq.entry for faq in load.load().faq.values() if faq.entry.question == "不给开离职证明怎么办"]
    assert [(len(entry.phrasings), entry.spoken) for entry in entries] == [(7, "先书面要一份。")]
    for told, (question, *others) in {
        "要改它，就在编号一格填 wages-": ("单位不开离职证明", *said),
        "编号是 overtime：要改它": ("加班费怎么算", "加班没钱"),
    }.items():
        with pytest.raises(WrongSheet) as caught:
            imported(*others, question=question)
        (fault,) = caught.value.faults
        assert told in fault.what and (fault.row, fault.column) == (2, "编号")
    assert len(load.load().faq) == 3


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 30 and len({row["made"] for row in ROWS}) == len(ROWS)
