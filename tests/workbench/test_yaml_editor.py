"""Changes to YAML keep comments, order and writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from robot import paths
from robot.errors import ContentError
from robot.workbench.yaml_editor import YamlFile

TEXT = """# 第一行说明
topic: 劳动纠纷   # 类别
entries:
  - id: first   # 编号
    question: 第一问
    phrasings:
      - 甲
      # 下面是土话
      - 乙

  # 第二条的说明
  - id: second
    question: 第二问
    phrasings: [丙, 丁]
    shown: |
      一行
      两行
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "faq.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_answer_file_that_ships_is_written_as_it_was(tmp_path: Path) -> None:
    for shipped in sorted((paths.ROOT / "knowledge" / "faq").glob("*.yaml")):
        copy = tmp_path / shipped.name
        copy.write_bytes(shipped.read_bytes())
        YamlFile(copy).save()
        assert copy.read_bytes() == shipped.read_bytes()


def test_a_phrasing_is_added_and_nothing_else_changes(path: Path) -> None:
    file = YamlFile(path)
    assert file.add_phrasing("entries", "first", "戊")
    assert file.add_phrasing("entries", "second", "己")
    file.save()
    assert path.read_text(encoding="utf-8") == TEXT.replace("      - 乙\n", "      - 乙\n      - 戊\n").replace(
        "[丙, 丁]", "[丙, 丁, 己]"
    )


def test_what_stands_there_is_not_added_again(path: Path) -> None:
    assert not YamlFile(path).add_phrasing("entries", "first", "甲？")


def test_an_entry_is_added_at_the_end(path: Path) -> None:
    file = YamlFile(path)
    file.put("entries", {"id": "third", "question": "第三问", "phrasings": ["庚"], "shown": "一\n二\n"})
    file.save()
    added = "\n  - id: third\n    question: 第三问\n    phrasings:\n      - 庚\n    shown: |\n      一\n      二\n"
    assert path.read_text(encoding="utf-8") == TEXT + added


def test_only_what_differs_is_changed(path: Path) -> None:
    file = YamlFile(path)
    file.put("entries", {"id": "first", "question": "第一问", "phrasings": ["甲", "辛"]})
    file.save()
    assert path.read_text(encoding="utf-8") == TEXT.replace("- 乙\n", "- 辛\n")


def test_an_entry_that_is_missing_is_named(path: Path) -> None:
    with pytest.raises(ContentError, match="fourth"):
        YamlFile(path).add_phrasing("entries", "fourth", "壬")


@pytest.mark.parametrize("text", ["a: [", "- 一", ""])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"broken\.yaml"):
        YamlFile(broken)
