"""Sheets into the content: what is changed is said, every fault has its row, nothing is written when one is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from robot.cli.lawbook import laws
from robot.content import load
from robot.content.schema import FaqEntry
from robot.workbench import sheets
from robot.workbench.faults import WrongSheet
from robot.workbench.sheet_import import Done, import_faq
from tests.content.trees import FAQ, Tree

HEADS = list(sheets.COLUMNS.values())
Change = Callable[[Worksheet], None]


@pytest.fixture
def sheet(tree: Tree, tmp_path: Path) -> Path:
    path = tmp_path / "faq.xlsx"
    sheets.write(path, load.load().faq.values())
    return path


def _changed(path: Path, change: Change) -> Path:
    book = load_workbook(path)
    assert isinstance(book.active, Worksheet)
    change(book.active)
    book.save(path)
    return path


def _with(path: Path, *rows: dict[str, object]) -> Path:
    """The sheet with further rows, by heading; the rest of each row makes a good entry."""
    good = {
        "类别": "劳动纠纷",
        "念的回答": "先留证据。",
        "屏幕上的回答": "留证据",
        "窗口": "w2",
        "复核日期": "2099-1-1",
    }

    def add(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append([{**good, **row}.get(head) for head in HEADS])

    return _changed(path, add)


def _import(path: Path) -> Done:
    return import_faq(path, load.load(), laws())


def _entry(entry_id: str) -> FaqEntry:
    return load.load().faq[entry_id].entry


def _faults(tree: Tree, path: Path) -> list[tuple[int, str, str]]:
    """What is refused, as row, heading, reason; nothing was written."""
    before = tree.path(FAQ).read_bytes()
    with pytest.raises(WrongSheet) as caught:
        _import(path)
    assert tree.path(FAQ).read_bytes() == before
    assert [each.name for each in tree.path(FAQ).parent.iterdir()] == [Path(FAQ).name]
    return [(fault.row, fault.column, fault.what) for fault in caught.value.faults]


def test_an_export_that_nobody_changed_changes_nothing(tree: Tree, sheet: Path) -> None:
    before = tree.path(FAQ).read_bytes()
    assert _import(sheet) == Done(0, 0, 2)
    assert tree.path(FAQ).read_bytes() == before


def test_what_was_changed_and_added_is_counted(tree: Tree, sheet: Path) -> None:
    _with(sheet, {"问题": "中午算上班吗", "说法": "午休给钱吗"})

    def change(page: Worksheet) -> None:
        page["E3"] = "休息日是两倍。"

    assert _import(_changed(sheet, change)) == Done(1, 1, 1)
    assert _entry("overtime").spoken == "休息日是两倍。"


def test_a_row_that_is_gone_leaves_its_entry(tree: Tree, sheet: Path) -> None:
    assert _import(_changed(sheet, lambda page: page.delete_rows(3))) == Done(0, 0, 1)
    assert _entry("overtime")


def test_emptied_cells_take_their_keys_away_and_comments_stay(tree: Tree, sheet: Path) -> None:
    tree.edit(FAQ, "    service: aid\n", "    service: aid   # 法援\n    # 接着问\n")
    tree.edit(FAQ, "  - id: overtime", "\n  # 第二条\n  - id: overtime")
    before = tree.path(FAQ).read_text(encoding="utf-8")

    def change(page: Worksheet) -> None:
        for cell in ("G2", "I2", "J2"):
            page[cell] = None

    assert _import(_changed(sheet, change)) == Done(1, 0, 1)
    after = before.replace("    citations:\n      - {law: 中华人民共和国劳动法, article: 第五十条}\n", "", 1)
    after = after.replace("    service: aid   # 法援\n", "", 1).replace("    follow_ups: [overtime]\n", "", 1)
    assert tree.path(FAQ).read_text(encoding="utf-8") == after
    assert (_entry("wages-unpaid").citations, _entry("wages-unpaid").service) == ((), None)


def test_a_key_that_is_new_stands_in_its_place(tree: Tree, sheet: Path) -> None:
    def change(page: Worksheet) -> None:
        page["J3"] = "wages-unpaid"

    _import(_changed(sheet, change))
    assert "    window: w2\n    follow_ups: [wages-unpaid]\n    review" in tree.path(FAQ).read_text(encoding="utf-8")


@pytest.mark.parametrize("heading", ["问题", "说法", "念的回答", "屏幕上的回答", "复核日期"])
def test_a_cell_that_must_be_filled_is_named(tree: Tree, sheet: Path, heading: str) -> None:
    def change(page: Worksheet) -> None:
        page.cell(3, HEADS.index(heading) + 1).value = None

    assert [fault[:2] for fault in _faults(tree, _changed(sheet, change))] == [(3, heading)]


def test_columns_that_the_sheet_lacks_stay_as_they_are(tree: Tree, sheet: Path) -> None:
    def change(page: Worksheet) -> None:
        page.delete_cols(6, 6)
        page["E3"] = "休息日是两倍。"

    assert _import(_changed(sheet, change)) == Done(1, 0, 1)
    assert _entry("overtime").shown == "休息日是两倍。"


def test_an_id_twice_is_refused_with_both_rows(tree: Tree, sheet: Path) -> None:
    _with(sheet, {"编号": "food", "问题": "甲甲", "说法": "乙乙"}, {"编号": "food", "问题": "丙丙", "说法": "丁丁"})
    ((row, column, what),) = _faults(tree, sheet)
    assert (row, column, "第 4 行" in what) == (5, "编号", True)


def test_new_ids_are_made_against_those_of_the_same_sheet(tree: Tree, sheet: Path) -> None:
    _with(
        sheet,
        {"问题": "食堂饭菜不干净拉肚子", "说法": "吃坏了"},
        {"问题": "食堂饭菜不干净拉肚字", "说法": "拉肚子"},
        {"编号": "wages-stfcbgjldz-2", "问题": "食堂", "说法": "饭"},
    )
    assert _import(sheet) == Done(0, 3, 2)
    new = [faq.entry for faq in load.load().faq.values()][2:]
    assert [entry.id for entry in new] == ["wages-stfcbgjldz", "wages-stfcbgjldz-3", "wages-stfcbgjldz-2"]


def test_the_id_is_the_first_key_and_a_sentence_is_written_once(tree: Tree, sheet: Path) -> None:
    _import(_with(sheet, {"问题": "中午算上班吗", "说法": "午休给钱吗\n午休给钱吗？\n午休给钱吗"}))
    text = tree.path(FAQ).read_text(encoding="utf-8").split("  - id: wages-zwssbm\n", 1)[1]
    assert text.startswith("    question: 中午算上班吗\n    phrasings:\n      - 午休给钱吗\n    spoken: ")


def test_another_topic_is_refused_in_a_sentence(tree: Tree, sheet: Path) -> None:
    def change(page: Worksheet) -> None:
        page["B2"], page["B3"] = "侵权", "劳动"

    first, second = _faults(tree, _changed(sheet, change))
    assert first[:2] == (2, "类别") and "搬到“侵权”" in first[2]
    assert second[:2] == (3, "类别") and "是不是想写 劳动纠纷" in second[2]


def test_a_topic_that_is_missing_is_named_with_its_row(tree: Tree, sheet: Path) -> None:
    (fault,) = _faults(tree, _with(sheet, {"类别": None, "问题": "甲甲", "说法": "乙乙"}))
    assert fault[:2] == (4, "类别") and "合并" in fault[2]


def test_every_fault_has_its_row_its_heading_and_no_english(tree: Tree, sheet: Path) -> None:
    _with(
        sheet,
        {
            "编号": "ｆｏｏｄ",
            "问题": "甲甲",
            "说法": "乙乙",
            "复核日期": "2027-13-45",
            "法条": "劳动法 第三条 未核对 2027-13-45",
        },
        {"问题": "丙丙", "说法": "老板不发工资", "念的回答": "长。" * 70, "窗口": "w77", "接着可以问": "overtim"},
        {
            "问题": "丁丁",
            "说法": "加班费怎么算",
            "复核日期": "2020/1/1",
            "服务": "aidd",
            "法条": "劳动法第九百条\n合同法第三条",
        },
    )
    found = _faults(tree, sheet)
    assert {fault[:2] for fault in found} == {
        *((4, heading) for heading in ("编号", "复核日期", "法条")),
        *((5, heading) for heading in ("说法", "念的回答", "窗口", "接着可以问")),
        *((6, heading) for heading in ("说法", "法条", "服务", "复核日期")),
    }
    for _, _, what in found:
        assert not any(word in what for word in ("spoken", "shown", "window", "review", "citations", "Error", "should"))


def test_what_only_the_content_shows_is_told_by_its_row(tree: Tree, sheet: Path) -> None:
    _with(
        sheet,
        {"问题": "丙丙", "说法": "戊戊", "窗口": "w77", "接着可以问": "overtim"},
        {"问题": "丁丁", "说法": "我叫王小明", "复核日期": "2020/1/1", "服务": "aidd"},
    )
    assert {fault[:2] for fault in _faults(tree, sheet)} == {
        *((4, heading) for heading in ("窗口", "接着可以问")),
        *((5, heading) for heading in ("说法", "复核日期", "服务")),
    }


def test_an_entry_that_cannot_be_read_is_not_written_over(tree: Tree, sheet: Path) -> None:
    tree.edit(FAQ, "shown: 休息日", "shwn: 休息日")
    ((row, column, what),) = _faults(tree, sheet)
    assert (row, column) == (3, "编号") and "check" in what


def test_the_same_sentence_in_two_rows_names_the_other(tree: Tree, sheet: Path) -> None:
    _with(sheet, {"问题": "甲甲", "说法": "同一句"}, {"问题": "乙乙", "说法": "同一句！"})
    ((row, column, what),) = _faults(tree, sheet)
    assert (row, column) == (5, "说法") and "第 4 行“甲甲”" in what


def test_a_sentence_may_move_to_another_row(tree: Tree, sheet: Path) -> None:
    def change(page: Worksheet) -> None:
        page["D2"], page["D3"] = "工钱要不回来", "加班给多少钱\n老板不发工资"

    assert _import(_changed(sheet, change)) == Done(2, 0, 0)
    assert _entry("overtime").phrasings == ("加班给多少钱", "老板不发工资")


def test_citations_are_looked_up_and_completed(tree: Tree, sheet: Path) -> None:
    _import(_with(sheet, {"问题": "甲甲", "说法": "乙乙", "法条": "劳动法 第3条\n某某条例 第4条 未核对 2099/6/30"}))
    first, second = _entry("wages-jj").citations
    assert (first.law, first.article) == ("中华人民共和国劳动法", "第三条")
    assert (second.verified, str(second.review)) == (False, "2099-06-30")


def test_without_the_database_citations_are_taken_as_they_are(tree: Tree, sheet: Path) -> None:
    _with(sheet, {"问题": "甲甲", "说法": "乙乙", "法条": "劳动法 第九百条"})
    assert import_faq(sheet, load.load(), None).added == 1


def test_a_full_disk_leaves_the_content_and_no_part(tree: Tree, sheet: Path, full_disk: None) -> None:
    _with(sheet, {"问题": "甲甲", "说法": "乙乙"})
    before = tree.path(FAQ).read_bytes()
    with pytest.raises(Exception, match="磁盘满了"):
        _import(sheet)
    assert tree.path(FAQ).read_bytes() == before
    assert [each.name for each in tree.path(FAQ).parent.iterdir()] == [Path(FAQ).name]


def test_a_title_and_headings_with_remarks_are_read(tree: Tree, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.append(["劳动纠纷问答"])
    page.append(["编 号", "类别（照抄）", "问题", "说法（一行一句）", "念的回答*"])
    page.append(["overtime", "劳动纠纷", "加班费怎么算？", "加班给多少钱", "平时是一点五倍。"])
    book.save(tmp_path / "x.xlsx")
    assert _import(tmp_path / "x.xlsx") == Done(1, 0, 0)
