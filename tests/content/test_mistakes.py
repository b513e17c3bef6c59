"""Mistakes of people who know Word and WeChat: each is told with its place and its mend, in words that they use.

The mistakes are data: mistakes.yaml.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from robot.content.check import check
from robot.content.doubts import doubts
from robot.content.laws import Laws
from robot.content.load import Content
from robot.yaml_source import Problem
from tests.content.trees import FAQ, HALL, OPENING, SERVICES, SMALL, SMALLTALK, Tree

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "mistakes" / "mistakes.yaml").read_text(encoding="utf-8")
)
FILES = {
    "faq": FAQ,
    "services": SERVICES,
    "hall": HALL,
    "opening": OPENING,
    "smalltalk": SMALLTALK,
    "people": "knowledge/people.yaml",
    "stations": "knowledge/stations.yaml",
    "emergencies": "intents/emergencies.yaml",
}
KEYS = {
    *(
        "made",
        "file",
        "old",
        "new",
        "save_as",
        "rename_to",
        "encoding",
        "told",
        "not",
        "as",
        "at",
        "in",
        "lost",
        "of",
        "reads",
    )
}
NEVER = ("None", "null", "dict", "scalar", "expected", "Input", "pattern", "PosixPath", "??", "YAML 写法（did")
"""What no person understands."""
WHOLE = ("hall", "opening", "people", "stations")
LAW = "中华人民共和国劳动法"
LAWS = Laws(
    lambda said: LAW if said in {"劳动法", LAW} else None,
    lambda said: ("合同法", "中华人民共和国民法典") if said == "合同法" else None,
    lambda law, article: None,
)


@dataclass(frozen=True)
class Seen:
    """What the content became, and what is told of it."""

    content: Content
    problems: list[Problem]
    warnings: list[Problem]


def _seen(tree: Tree) -> Seen:
    content = tree.load()

    def exists(law: str, article: str) -> bool:
        return (law, article) in {(LAW, "第五十条"), (LAW, "第四十七条")}

    problems = check(content, datetime.date(2026, 11, 30), exists, None, LAWS)
    return Seen(content, problems, [*content.warnings, *doubts(content)])


def _made(tree: Tree, row: dict[str, Any]) -> Path:
    """Make the mistake; returns the file."""
    path = tree.path(FILES[row.get("file", "faq")])
    text = path.read_text(encoding="utf-8")
    if "old" in row:
        assert row["old"] in text
        text = text.replace(row["old"], str(row["new"]), 1)
    if "rename_to" in row:
        path.unlink()
    made = path.parent / (row.get("save_as") or row.get("rename_to") or path.name)
    made.write_bytes(text.encode(row.get("encoding", "utf-8")))
    return made


def _place(tree: Tree, row: dict[str, Any], made: Path) -> tuple[Path, int]:
    """Where the message stands: file and line."""
    path = tree.path(FILES.get(row["in"], row["in"])) if "in" in row else made
    if not path.exists():
        return path.resolve(), 1
    text = path.read_bytes().decode(row.get("encoding", "utf-8"))
    changed = tree.path(FILES[row.get("file", "faq")])
    original = (SMALL / FILES[row.get("file", "faq")]).read_text(encoding="utf-8")
    begin = original.index(row["old"]) if "old" in row and path == changed else 0
    if "at" in row:
        begin = text.index(row["at"], begin) if row["at"] in text[begin:] else text.index(row["at"])
    return path.resolve(), text[:begin].count("\n") + 1


def _lost(content: Content) -> set[str]:
    there = {*content.faq, *content.services, *content.commands, *content.smalltalk}
    whole = {name for name in WHOLE if getattr(content, name) is not None}
    return {"wages-unpaid", "overtime", "aid", "notary", "repeat", "stop", "hours", *WHOLE} - there - whole


@pytest.mark.parametrize("row", [pytest.param(row, id=row["made"]) for row in ROWS])
def test_a_mistake_is_told_with_its_mend(tree: Tree, row: dict[str, Any]) -> None:
    place = _place(tree, row, _made(tree, row))
    seen = _seen(tree)
    is_warning = row.get("as") == "warning"
    assert not (is_warning and seen.problems and not row.get("lost")), seen.problems
    lines = [str(each) for each in (*seen.problems, *seen.warnings)]
    if row["told"]:
        told = seen.warnings if is_warning else seen.problems
        fitting = [each for each in told if all(str(word) in f"{each.what}: {each.mend}" for word in row["told"])]
        assert place in [(each.path.resolve(), each.line) for each in fitting if each.mend], lines
    else:
        assert not lines, lines
    for word in (*row.get("not", ()), *NEVER):
        assert not any(word in line for line in lines), (word, lines)
    assert _lost(seen.content) == set(row.get("lost", ())) - {"pasted"}
    for key, value in row.get("reads", {}).items():
        assert str(_read(seen.content, row.get("of", "overtime"), key)) == str(value)


def _read(content: Content, entry: str, key: str) -> Any:
    value: Any = content.faq[entry].entry if entry in content.faq else getattr(content, entry)
    for part in key.split("."):
        if isinstance(value, tuple):
            value = value[int(part)]
        else:
            value = value[part] if isinstance(value, dict) else getattr(value, part)
    return value


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    assert len(ROWS) >= 40
    assert len({row["made"] for row in ROWS}) == len(ROWS)
    assert all(set(row) <= KEYS for row in ROWS)
