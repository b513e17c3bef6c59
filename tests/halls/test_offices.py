"""Where the offices of the county are: written into the sheet, said behind what the robot says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.content import load
from robot.halls import files
from robot.halls.building import build
from robot.halls.reading import read, reading
from robot.halls.remains import remaining
from tests.halls.qinghe import QINGHE, rows

OFFICES = rows(
    {"name": "法院立案庭", "address": "凤凰路9号", "phone": "0746-5722 368"},
    {"name": "检察院"},
    {"name": "残联", "phone": "0746-5722111"},
)


def test_the_robot_says_where_an_office_is(tmp_path: Path) -> None:
    told = read({**QINGHE, "offices": OFFICES})
    files.write(tmp_path, files.texts(told, build(told), tmp_path / files.SHEET))
    content = load.load(hall=tmp_path)
    court, prosecutor = content.offices["other-court"], content.offices["other-procuratorate"]
    assert court.spoken.endswith("地址是凤凰路9号。电话0746-5722368。") and court.address == "凤凰路9号"
    assert "地址" not in prosecutor.spoken
    assert content.offices["disabled-federation"].spoken.endswith("电话0746-5722111。")
    assert not any("别的部门" in str(each) for each in remaining(told, content, tmp_path))


def test_while_none_is_written_it_is_still_open(tmp_path: Path) -> None:
    told = read(QINGHE)
    files.write(tmp_path, files.texts(told, build(told), tmp_path / files.SHEET))
    content = load.load(hall=tmp_path)
    assert content.problems == () and any(
        "“别的部门”那一页" in str(each) for each in remaining(told, content, tmp_path)
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"name": "民正局", "address": "东街1号"}, "是不是“民政局”"),
        ({"name": "县里的宇航局", "address": "东街1号"}, "小律不认识“县里的宇航局”：只写"),
        ({"name": "民政局", "phone": "7465722368"}, "前面的 0 丢了"),
    ],
)
def test_what_is_wrong_is_told(row: dict[str, str], what: str) -> None:
    _, (fault,) = reading({**QINGHE, "offices": rows(row)})
    assert str(fault).startswith("“别的部门”第3行") and what in str(fault)
