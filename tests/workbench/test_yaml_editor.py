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


ROOMS = """rooms:
  # 北边的
  - {name: 甲}   # 一
  # 南边的
  - {name: 乙}
  - {name: 丙}   # 三
  # 西边的
  - {name: 丁}
# 完
"""


@pytest.mark.parametrize(
    ("names", "lost"),
    [
        ("甲乙丙丁", ()),
        ("乙丙丁", ("# 一",)),
        ("甲丙丁", ()),
        ("甲乙丁", ("# 三",)),
        ("甲乙丙", ()),
        ("甲乙丙丁戊", ()),
        ("戊甲乙丙丁", ()),
        ("丁", ("# 一", "# 三")),
        ("戊乙丙丁", ("# 一",)),
        ("甲乙戊己", ("# 三",)),
    ],
)
def test_a_list_loses_only_the_comments_beside_what_goes(tmp_path: Path, names: str, lost: tuple[str, ...]) -> None:
    path = tmp_path / "rooms.yaml"
    path.write_text(ROOMS, encoding="utf-8")
    file = YamlFile(path)
    file.replace_list("rooms", [{"name": name} for name in names], ["name"])
    file.save()
    text = path.read_text(encoding="utf-8")
    for comment in ("# 北边的", "# 一", "# 南边的", "# 三", "# 西边的", "# 完"):
        assert text.count(comment) == (0 if comment in lost else 1), text
    assert [item["name"] for item in YamlFile(path).data["rooms"]] == list(names)


def test_keys_are_taken_out_with_their_lines(path: Path) -> None:
    file = YamlFile(path)
    file.remove("entries", "first", ["question", "phrasings", "none"])
    file.remove("entries", "second", ["shown"])
    file.save()
    after = TEXT.replace("    question: 第一问\n    phrasings:\n      - 甲\n      # 下面是土话\n      - 乙\n", "")
    assert path.read_text(encoding="utf-8") == after.replace("    shown: |\n      一行\n      两行\n", "")


def test_keys_of_an_entry_in_one_line_are_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("entries:\n  - {id: a, b: 1, c: 2}   # 一\n  - b: 1\n    id: d\n", encoding="utf-8")
    file = YamlFile(path)
    file.remove("entries", "a", ["b"])
    file.remove("entries", "d", ["b"])
    file.save()
    assert YamlFile(path).data == {"entries": [{"id": "a", "c": 2}, {"id": "d"}]}
    assert "# 一" in path.read_text(encoding="utf-8")


def test_a_key_that_is_new_stands_in_its_order(path: Path) -> None:
    file = YamlFile(path)
    file.put("entries", {"id": "second", "spoken": "答"}, ("id", "question", "phrasings", "spoken", "shown"))
    file.save()
    assert path.read_text(encoding="utf-8") == TEXT.replace("[丙, 丁]\n", "[丙, 丁]\n    spoken: 答\n")
