"""Rules about the neighbours of a character."""

from __future__ import annotations

import pytest

from robot.tts.reading import neighbours
from robot.tts.reading.neighbours import Settled, settled
from robot.tts.reading.syllable import parse_syllable


def test_the_first_rule_that_fits_is_taken() -> None:
    assert settled(["登记处不给办"]) == {2: Settled("chu4", always=False), 4: Settled("gei3", always=False)}
    assert settled(["登记", "处理", "得", "快"])[4].sound == "de5"
    assert 2 not in settled(["登记", "处理", "得", "快"])


def test_a_rule_may_hold_inside_a_known_word() -> None:
    assert settled(["穿着校服"])[1] == Settled("zhe5", always=True)


def test_a_rule_may_ask_for_the_beginning_of_a_word() -> None:
    assert settled(["写", "得", "快"])[1].sound == "de5"
    assert 2 not in settled(["登记", "得", "拿证"])


def test_neighbours_that_both_have_rules_are_both_settled() -> None:
    assert {at: each.sound for at, each in settled(["教教他"]).items()} == {1: "jiao1"}
    assert settled(["各种各种"])[1] == settled(["各种各种"])[3] == Settled("zhong3", always=False)


def test_every_rule_names_a_syllable() -> None:
    for hanzi, rules in neighbours._rules().items():
        for rule in rules:
            assert parse_syllable(rule.settled.sound, hanzi).sound


@pytest.mark.parametrize("pattern", ["还没", "<还>没<还>", "<还没>"])
def test_a_rule_that_marks_no_character_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        neighbours._rule(pattern, "hai2")
