"""Everyday words also look for the legal ones."""

from __future__ import annotations

import numpy as np
import pytest

from robot.content.load import Content
from robot.nlu.index.index import FEATURES, PhrasingIndex
from robot.nlu.index.phrasings import Phrasing
from robot.nlu.text.lexicon import Lexicon

PAIRS = {"工钱": "工资", "老板": "用人单位", "东家": "用人单位", "打官司": "诉讼", "3包": "三包"}


@pytest.mark.parametrize(
    ("said", "legal"),
    [
        ("欠我工钱", "工资"),
        ("欠我工钱就是工资", ""),
        ("老板不给工钱", "工资用人单位"),
        ("老板就是东家", "用人单位"),
        ("离婚", ""),
        ("", ""),
        ("三包是什么", ""),
    ],
)
def test_legal_words(said: str, legal: str) -> None:
    assert Lexicon(PAIRS).legal_words(said) == legal


def test_words_are_normalised_like_what_is_said() -> None:
    assert Lexicon({"7天無理由": "无理由退货"}).legal_words("七天无理由怎么退") == "无理由退货"


def test_without_words_there_is_nothing_to_add() -> None:
    assert Lexicon({}).legal_words("欠我工钱") == ""


def test_what_has_only_the_legal_word_is_found_by_the_everyday_one() -> None:
    phrasings = (Phrasing("faq", "wages", "拖欠工资"), Phrasing("faq", "divorce", "离婚手续"))
    row = FEATURES.index("fixed_all")
    found = {}
    for name, lexicon in (("with", PAIRS), ("without", {})):
        index = PhrasingIndex(phrasings, {}, lexicon=lexicon)
        found[name] = index.match(index.prepare("工钱咋要")).features[:, row]
    assert found["with"][0] > found["without"][0]
    assert np.argmax(found["with"]) == 0


def test_the_wages_of_the_hall_have_their_everyday_word(content: Content) -> None:
    assert "工资" in Lexicon(content.lexicon).legal_words("工头欠我工钱")
