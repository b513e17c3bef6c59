"""Near-duplicates between entries: a warning that names both places."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from robot.content import near
from robot.content.load import Content
from robot.nlu.sound.syllables import folded
from robot.nlu.text.manner import denies
from robot.nlu.text.normalise import normalise
from robot.yaml_source import Problem
from tests.content.trees import COMMANDS, FAQ, SERVICES, SMALLTALK, Tree

STANDING = "老板欠了我三个月工资怎么要"


def _warned(tree: Tree, file: str, old: str, new: str) -> list[Problem]:
    tree.edit(FAQ, "工钱要不回来", STANDING)
    tree.edit(file, old, new)
    content = tree.load()
    assert content.problems == ()
    return near.warnings(content, normalise, folded, denies)


def test_the_small_content_is_clean(tree: Tree) -> None:
    assert near.warnings(tree.load(), normalise, folded, denies) == []


@pytest.mark.parametrize(
    ("file", "old"),
    [(FAQ, "加班给多少钱"), (SERVICES, "我要办公证"), (SMALLTALK, "几点上班"), (COMMANDS, "再说一遍")],
)
@pytest.mark.parametrize(
    "nearly",
    [
        "老板欠了我三个月工资怎么要啊",
        "请问老板欠了我3个月工资，怎么要？",
        "老板欠了俺三个月工资怎么要",
        "老闆欠了我三個月工資怎么要",
    ],
)
def test_both_places_are_told(tree: Tree, file: str, old: str, nearly: str) -> None:
    (warning,) = _warned(tree, file, old, nearly)
    assert warning.path == tree.path(file)
    assert (warning.line, warning.column) == tree.position(file, nearly)
    line, column = tree.position(FAQ, STANDING)
    assert f"“{nearly}”和 {tree.path(FAQ)}:{line}:{column} 的“{STANDING}”" in warning.what
    assert warning.mend


def test_what_differs_by_a_denial_is_not_the_same(tree: Tree) -> None:
    assert _warned(tree, SERVICES, "我要办公证", "老板没欠我三个月工资怎么要") == []


@pytest.mark.parametrize(
    "homophone", ["劳板欠了我三个月公资怎么要", "老板前了我山个月工资怎么药", "老办欠了我三个越工之怎么要"]
)
def test_what_sounds_the_same_is_told(tree: Tree, homophone: str) -> None:
    (warning,) = _warned(tree, SERVICES, "我要办公证", homophone)
    assert (warning.line, warning.column) == tree.position(SERVICES, homophone)
    assert "听起来一样" in warning.what and STANDING in warning.what and warning.mend


@pytest.mark.parametrize(
    "other",
    [
        "老板欠了我三个月工资，怎么要？",  # the same but for punctuation: an error of `check`, not a warning
        "老板欠了我两个月房租怎么要",
        "工资",
    ],
)
def test_what_is_no_near_duplicate(tree: Tree, other: str) -> None:
    assert _warned(tree, SERVICES, "[我要办公证]", f'["{other}"]') == []


def test_within_an_entry_sentences_may_be_alike(tree: Tree) -> None:
    assert _warned(tree, FAQ, "老板不发工资", STANDING + "回来") == []


def test_blocks_miss_no_pair() -> None:
    chance = random.Random(7)  # noqa: S311
    texts = ["".join(chance.choices("一二三四五", k=chance.randint(0, 14))) for _ in range(700)]
    expected = {
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if texts[one] and texts[other] and fuzz.ratio(texts[one], texts[other]) >= 90
    }
    found = [(min(pair), max(pair)) for pair in near.near(texts, 90)]
    assert set(found) == expected
    assert len(found) == len(expected) > 30


def test_sentences_of_other_lengths_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)  # noqa: S311
    marks = [chr(0x4E00 + number) for number in range(900)]
    texts = ["".join(chance.choices(marks, k=chance.randint(6, 24))) for _ in range(5_000)]
    compared, cdist = [], process.cdist

    def counted(some: list[str], others: list[str], **settings: Any) -> Any:
        compared.append(len(some) * len(others))
        return cdist(some, others, **settings)

    monkeypatch.setattr(near.process, "cdist", counted)
    assert list(near.near(texts, near.ALIKE)) == []
    assert 0 < sum(compared) < len(texts) ** 2 / 5


def test_the_shipped_content_is_clean(content: Content) -> None:
    assert [str(warning) for warning in near.warnings(content, normalise, folded, denies)] == []
