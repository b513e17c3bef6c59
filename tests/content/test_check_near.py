"""Near-duplicates between entries: a warning that names both places."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from robot.content import near
from robot.content.load import Content
from robot.nlu.normalise import normalise
from robot.yaml_source import Problem
from tests.content.trees import COMMANDS, FAQ, SERVICES, SMALLTALK, Tree

STANDING = "老板欠了我三个月工资怎么要"


def _warned(tree: Tree, file: str, old: str, new: str) -> list[Problem]:
    tree.edit(FAQ, "工钱要不回来", STANDING)
    tree.edit(file, old, new)
    content = tree.load()
    assert content.problems == ()
    return near.warnings(content, normalise)


def test_the_small_content_is_clean(tree: Tree) -> None:
    assert near.warnings(tree.load(), normalise) == []


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


def test_ten_thousand_phrasings_take_about_a_second() -> None:
    chance = random.Random(7)  # noqa: S311
    marks = [chr(0x4E00 + number) for number in range(900)]
    texts = ["".join(chance.choices(marks, k=chance.randint(6, 24))) for _ in range(10_000)]
    started = time.process_time()
    assert list(near.near(texts, near.ALIKE)) == []
    assert time.process_time() - started < 2  # half of it on an idle machine


def test_the_shipped_content_is_clean(content: Content) -> None:
    assert [str(warning) for warning in near.warnings(content, normalise)] == []
