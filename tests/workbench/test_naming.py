"""Windows that stand by number in texts get their names; nothing else of the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.workbench.naming import name_windows, named

HALL = {
    "places": [
        {"id": "w4", "number": 4, "name": "4号律师咨询窗口", "kind": "window", "names": ["律师", "律师窗口"]},
        {"id": "w5", "number": 5, "name": "5号人民调解窗口", "kind": "window"},
        {"id": "w12", "number": 12, "name": "12号鉴定窗口", "kind": "window"},
        {"id": "door", "name": "大门", "kind": "door"},
    ]
}


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("spoken: 到4号窗口问", "spoken: 到【律师窗口】问", 1),
        ("spoken: 到四号窗口问", "spoken: 到【律师窗口】问", 1),
        ("spoken: 到十二号窗口", "spoken: 到【鉴定窗口】", 1),
        ("spoken: 到5号人民调解窗口，或者4号窗口", "spoken: 到【人民调解窗口全称】，或者【律师窗口】", 2),
        ("spoken: 到4号律师窗口", "spoken: 到【律师窗口】", 1),
        ("spoken: 到4号打印窗口", "spoken: 到4号打印窗口", 0),
        ("spoken: 到9号窗口", "spoken: 到9号窗口", 0),
        ("spoken: 到14号窗口", "spoken: 到14号窗口", 0),
        ("phrasings: [4号窗口在哪]", "phrasings: [4号窗口在哪]", 0),
        (
            "# 4号窗口\nshown: |\n  到4号窗口 # 5号窗口\n",
            "# 4号窗口\nshown: |\n  到【律师窗口】 # 【人民调解窗口】\n",
            2,
        ),
        (
            'a: [{spoken: "到4号窗口", is: 4号窗口}] # 4号窗口',
            'a: [{spoken: "到【律师窗口】", is: 4号窗口}] # 4号窗口',
            1,
        ),
    ],
)
def test_windows_are_named(before: str, after: str, changed: int) -> None:
    assert named(before, HALL) == (after, changed)


def test_a_file_without_windows_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("spoken: 您好", encoding="utf-8")
    stamp = path.stat().st_mtime_ns
    assert name_windows(path, HALL) == 0
    assert path.stat().st_mtime_ns == stamp
    path.write_text("spoken: 到5号窗口", encoding="utf-8")
    assert name_windows(path, HALL) == 1
    assert path.read_text(encoding="utf-8") == "spoken: 到【人民调解窗口】"
