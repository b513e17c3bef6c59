"""Everything comes out in simplified Chinese."""

from __future__ import annotations

import pytest

from robot.stt.simplify import close_up, simplify


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("勞動仲裁離婚協議", "劳动仲裁离婚协议"),
        ("跟著看著", "跟着看着"),
        ("显著的著作,離婚", "显著的著作,离婚"),
        ("著作權很顯著", "著作权很显著"),
        ("甚麼裡面妳好", "什么里面你好"),
        ("公証処対方検察", "公证处对方检察"),
        ("関係権利応経済", "关系权利应经济"),
        ("欠条、债务、干部、皇后、芸芸", "欠条、债务、干部、皇后、芸芸"),
        ("3号窗口,三號", "3号窗口,三号"),
        (" 公证处\ufffd ", "公证处"),
        ("", ""),
    ],
)
def test_traditional_and_japanese_forms_become_simplified(heard: str, written: str) -> None:
    assert simplify(heard) == written
    assert simplify(written) == written


@pytest.mark.parametrize(
    ("printed", "closed"),
    [("我 要 离婚", "我要离婚"), ("请 到 3 号", "请到3号"), ("hello world 你 好", "hello world你好"), (" ", "")],
)
def test_chinese_words_close_up(printed: str, closed: str) -> None:
    assert close_up(printed) == closed
