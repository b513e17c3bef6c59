"""How reading aloud is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot.bench.reading import faults, lines
from robot.tts.reading.pronunciation import Pronunciation


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    return Pronunciation()


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("去3号窗口 => 去三号窗口", True),
        ("去3号窗口 => 去叁号窗口 | 去三号窗口", True),
        ("去3号窗口 => 去四号窗口", False),
        ("去银行 => = ## 银行=yin2 hang2", True),
        ("去银行 => = ## 银行=yin2 xing2", False),
        ("去银行 => = ## 银行=yin2 xing2/yin2 hang2", True),
        ("去银行 => = ## 银行=* hang2", True),
        ("去银行 => = ## 邮局=you2 ju2", False),
        ("您好 => = ## 您好=nin2 hao3", True),
        ("数一下 => = ## 一下=yi2 xia4", True),
    ],
)
def test_a_line_is_judged(tmp_path: Path, pronunciation: Pronunciation, line: str, is_right: bool) -> None:
    path = tmp_path / "lines.txt"
    path.write_text(f"# comment\n\n{line}\n", encoding="utf-8")
    (read,) = lines(path)
    assert (faults(read, pronunciation) == []) is is_right
