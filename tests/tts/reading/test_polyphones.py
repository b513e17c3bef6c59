"""Characters with several readings are read by what stands around them."""

from __future__ import annotations

import numpy as np
import pytest

from robot.tts.reading.explained import explained, guesses
from robot.tts.reading.polyphones import BUCKETS, Polyphones, buckets, shipped, signs_of
from robot.tts.reading.pronunciation import Pronunciation
from robot.tts.reading.word import Word


@pytest.fixture(scope="module")
def pronunciation() -> Pronunciation:
    return Pronunciation()


@pytest.mark.parametrize(
    ("text", "hanzi", "sounds"),
    [
        ("头一年的钱他还没还上", "还", ["hai2", "huan2"]),
        ("下个月先还一半", "还", ["huan2"]),
        ("这事还得您自己去", "得", ["dei3"]),
        ("他喊得整栋楼都听见", "得", ["de5"]),
        ("多给的钱得不到", "得", ["de2"]),
        ("情节轻的处五日以下拘留", "处", ["chu3"]),
        ("这地他种了三年", "地", ["di4"]),
        ("他大声地骂人", "地", ["de5"]),
        ("材料里把日期数一数", "数", ["shu3", "shu3"]),
        ("公司应付的工钱没给", "应", ["ying1"]),
        ("他拿话应付检查的人", "应", ["ying4"]),
        ("期限长一些更好", "长", ["chang2"]),
        ("个头长得快", "长", ["zhang3"]),
        ("证据已经尽到举证责任", "尽", ["jin4"]),
        ("这活我干不了", "了", ["liao3"]),
        ("钱已经给了", "了", ["le5"]),
    ],
)
def test_the_neighbours_decide(pronunciation: Pronunciation, text: str, hanzi: str, sounds: list[str]) -> None:
    assert [str(each) for each in pronunciation.readings(text) if each.hanzi == hanzi] == sounds


def test_what_is_not_sure_is_a_guess() -> None:
    words = [Word("处", "n")]
    weights = np.zeros(BUCKETS, np.float32)
    readings = {"处": ["chu3", "chu4"]}
    assert not Polyphones(readings, weights, 1.0).reading(words, 0, 0).is_sure
    weights[buckets("处", "chu4", list(signs_of(words, 0, 0)))[0]] = 3.0
    sure = Polyphones(readings, weights, 1.0).reading(words, 0, 0)
    assert sure.is_sure and sure.sound == "chu4"


def test_a_character_it_does_not_know_is_not_its_own() -> None:
    assert "处" in shipped() and "律" not in shipped()


def test_a_text_is_explained_clause_by_clause(pronunciation: Pronunciation) -> None:
    (first, second) = explained("窗口在3号，找李律师。", pronunciation)
    assert first.startswith("窗口在三号，") and "san1 hao4" in first
    assert second.endswith("lv4 shi1")


def test_guesses_name_the_clause(pronunciation: Pronunciation) -> None:
    unsure = Pronunciation(model=Polyphones({"处": ["chu3", "chu4"]}, np.zeros(BUCKETS, np.float32), 1.0))
    assert [(clause, each.hanzi) for clause, each in guesses("他说，处五天。", unsure)] == [("处五天。", "处")]
