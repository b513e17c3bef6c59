"""What can mean one thing only is taken as meant, and nothing else is touched."""

from __future__ import annotations

import pytest

from robot.content.explain import all_keys
from robot.content.meant import Mender, decoded

MENDER = Mender(all_keys())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  - id：a\n", "  - id: a\n"),
        ("  -id：a\n", "  -id: a\n"),
        ("    spoken　：  甲\n", "    spoken: 甲\n"),
        ("phones:\n  大厅：1\n", "phones:\n  大厅：1\n"),
        ("at:[1, 2]\n", "at: [1, 2]\n"),
        ("  - {law：甲，article：第一条，verified: false}\n", "  - {law: 甲, article: 第一条, verified: false}\n"),
        ("  - {name: 甲，乙, kind: lawyer}\n", "  - {name: 甲，乙, kind: lawyer}\n"),
        ("shown: |\n  window：一楼\n  id:1\nspoken：甲\n", "shown: |\n  window：一楼\n  id:1\nspoken: 甲\n"),
        ("# spoken：甲\n", "# spoken：甲\n"),
        ("- 我问spoken：甲\n", "- 我问spoken：甲\n"),
        ("see: http://a\n", "see: http://a\n"),
    ],
)
def test_full_width_marks_after_keys(written: str, meant: str) -> None:
    found = MENDER.mended(written)
    assert found.text == meant
    assert bool(found.slips) == (written != meant)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_the_encodings_of_notepad(encoding: str) -> None:
    text = "topic: 劳动纠纷\n"
    raw = text.encode(encoding)
    if encoding == "utf-16-le":  # without its mark it may be anything
        with pytest.raises(UnicodeDecodeError):
            decoded(raw + b"\xff\xff")
        return
    found = decoded(raw)
    assert found.text == text
    assert bool(found.slips) == (encoding in {"gbk", "gb18030", "utf-16"})


def test_a_damaged_file_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded("甲".encode() + b"\xb9\xab\xd6\xa4")
