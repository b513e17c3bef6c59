"""Village rooms from a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.content import load
from robot.errors import ContentError
from robot.workbench.faults import WrongSheet
from robot.workbench.stations import Done, import_rows
from tests.content.trees import Tree

FILE = "knowledge/stations.yaml"
TEXT = """stations:
  - {id: north, name: 北镇工作站, names: [北镇], address: 北镇, hours: 工作日, phone: 0357-0000301}
rooms:   # 村里的
  # 最早的
  - {village: 东村, township: 北镇}   # 周三才开
  - {village: 西村, township: 北镇}   # 没有牌子
  # 南边的
  - {village: 南村, township: 北镇}   # 新开的
# 文件结束说明
"""


def _import(tree: Tree, tmp_path: Path, *rows: str) -> Done:
    sheet = tmp_path / "rooms.csv"
    sheet.write_text("\n".join(["乡镇,村,时间", *rows]), encoding="utf-8")
    return import_rows(sheet, load.load())


def _text(tree: Tree) -> str:
    return tree.path(FILE).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def rooms(tree: Tree) -> None:
    tree.path(FILE).write_text(TEXT, encoding="utf-8")


def test_the_same_rooms_leave_the_file_as_it_was(tree: Tree, tmp_path: Path) -> None:
    assert _import(tree, tmp_path, "北镇,东村,", "北镇,西村,", "北镇,南村,") == Done(3, 0, 0, 0)
    assert _text(tree) == TEXT


def test_rooms_come_change_and_go_and_the_comments_of_the_others_stay(tree: Tree, tmp_path: Path) -> None:
    assert _import(tree, tmp_path, "北镇,东村,周三", "北镇,南村,", "北镇,上村,") == Done(3, 1, 1, 1)
    text = _text(tree)
    for comment in ("# 村里的", "# 最早的", "# 周三才开", "# 南边的", "# 新开的", "# 文件结束说明"):
        assert text.count(comment) == 1
    assert "# 没有牌子" not in text
    assert "  - {village: 东村, township: 北镇, hours: 周三} # 周三才开\n" in text
    assert "  - {village: 上村, township: 北镇}\n" in text
    assert text.index("# 文件结束说明") > text.index("上村")
    assert load.load().problems == ()


def test_a_sheet_without_rows_is_refused(tree: Tree, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="只有表头"):
        _import(tree, tmp_path)
    assert _text(tree) == TEXT


@pytest.mark.parametrize("text", [None, "stations: 甲\n", "stations：\n  - 甲\n"])
def test_without_townships_nothing_is_written(tree: Tree, tmp_path: Path, text: str | None) -> None:
    tree.path(FILE).unlink() if text is None else tree.path(FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"stations\.yaml"):
        _import(tree, tmp_path, "北镇,东村,")
    assert tree.path(FILE).exists() == (text is not None)


def test_what_is_wrong_is_told_by_row_and_heading(tree: Tree, tmp_path: Path) -> None:
    with pytest.raises(WrongSheet) as caught:
        _import(tree, tmp_path, "不存在镇,东村,", "北镇,西村,", "北镇工作站,西村,", "北镇,,周三", ",南村,")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (2, "乡镇"),
        (4, "村"),
        (5, "村"),
        (6, "乡镇"),
    ]
    assert "第 3 行" in caught.value.faults[1].what
    assert _text(tree) == TEXT
