"""Why YAML does not parse: the slip is named, in the line where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import paths
from robot.yaml_source import YamlProblem, parse

SHIPPED = (paths.ROOT / "knowledge" / "faq" / "劳动纠纷.yaml").read_text(encoding="utf-8")


def _problem(folder: Path, text: str) -> YamlProblem:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YamlProblem) as caught:
        parse(path)
    return caught.value


def _line(start: str, after: int = 0) -> int:
    """The number (from 1) of the first line of the shipped answers that begins so, behind line `after`."""
    lines = SHIPPED.splitlines()
    return next(number for number, line in enumerate(lines, start=1) if number > after and line.startswith(start))


def _broken(number: int, old: str, new: str) -> str:
    lines = SHIPPED.splitlines()
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("start", "old", "new", "column", "what"),
    [
        ("topic", ": ", "：", 6, "全角冒号"),
        ("entries", ":", "：", 8, "全角冒号"),
        ("    question", ": ", "：", 13, "全角冒号"),
        ("    spoken", ": ", "：", 11, "全角冒号"),
        ("    phrasings", ":", "：", 14, "全角冒号"),
        ("    review", ": ", "：", 11, "全角冒号"),
        ("    question", ": ", ":", 13, "冒号后面没有空格"),
        ("    question", ": ", ': "', 15, "引号"),
        ("    spoken", ": ", ': "', 13, "引号"),
        ("    question", "    ", "\u3000\u3000", 1, "全角"),
        ("    spoken", "    ", "\u3000\u3000\u3000\u3000", 1, "全角"),
        ("    window", "    ", "\t", 1, "Tab"),
    ],
)
@pytest.mark.parametrize("after", [0, 700])
def test_the_slip_is_named_in_its_line(
    tmp_path: Path, start: str, old: str, new: str, column: int, what: str, after: int
) -> None:
    number = _line(start, after if start.startswith(" ") else 0)
    found = _problem(tmp_path, _broken(number, old, new))
    assert (found.line, found.column) == (number, column), found.chinese
    assert what in found.what and found.mend


@pytest.mark.parametrize(("dash", "what"), [("-", "“-”后面没有空格"), ("－ ", "全角的横线"), ("—", "全角的横线")])
@pytest.mark.parametrize("after", [0, 700])
def test_a_dash_without_its_blank_is_named(tmp_path: Path, dash: str, what: str, after: int) -> None:
    number = _line("      - ", after) + 1
    found = _problem(tmp_path, _broken(number, "- ", dash))
    assert (found.line, found.column) == (number, 7), found.chinese
    assert what in found.what


def test_a_quote_that_swallows_another_is_named_where_it_opens(tmp_path: Path) -> None:
    text = 'a: 甲\nb: "乙\nc: 丙\nd: "丁"\ne: 戊\n'
    assert _problem(tmp_path, text).line == 2
    assert _problem(tmp_path, 'a: [甲, "乙]\nb: "丙"\n').line == 1


def test_a_quote_before_a_key_and_one_beside_another_slip_are_named(tmp_path: Path) -> None:
    assert _problem(tmp_path, 'a:\n  b: 甲\n  "c: 乙\n  d: 丙\n').line == 3
    assert _problem(tmp_path, 'a:\n  b: 甲\n"c: 乙\n  d：丙\n').line == 3


def test_full_width_marks_in_texts_are_none(tmp_path: Path) -> None:
    found = _problem(tmp_path, "a: |\n  办法一：投诉\n  －可以\nb: [甲\nc: 丁\n")
    assert "全角" not in found.what and found.line >= 4


@pytest.mark.parametrize("text", ["a: !!python/object/apply:os.getcwd []\nb:1: 2\n", "a: 1\nb-c:1: 2\na: 2\n"])
def test_what_parses_and_is_refused_is_no_slip(tmp_path: Path, text: str) -> None:
    assert not _problem(tmp_path, text).mend


def test_another_encoding_is_named_with_its_mend(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: 公证\n".encode("gbk"))
    with pytest.raises(YamlProblem) as caught:
        parse(path)
    assert "UTF-8" in caught.value.what and "另存为" in caught.value.mend


@pytest.mark.parametrize(
    "text", ["a: [1, 2\nb: 3\n", "a: 1\na: 2\n", "a: b: c\n", "a: \x01\n", "a: &x [*x]\n", "a: *b\n"]
)
def test_other_faults_are_told_in_chinese(tmp_path: Path, text: str) -> None:
    assert any("\u4e00" <= mark <= "\u9fff" for mark in _problem(tmp_path, text).what)
