"""Which sentences the model of polyphones learns from."""

from __future__ import annotations

from robot.fitting.polyphones import Example, asked, unsettled

_KNOWN = {"要求": "yao1 qiu2", "应付": "ying4 fu4"}


def _example(word: str, place: int, sound: str) -> Example:
    return Example(word[place], sound, (), word, place)


def test_a_word_that_is_known_teaches_nothing() -> None:
    taught = [
        _example("要求", 0, "yao1"),
        _example("要", 0, "yao4"),
        _example("钱要", 1, "yao4"),
        _example("乱要", 1, "yao4"),
    ]
    assert asked(taught, {"乱要"}, _KNOWN) == taught[1:3]


def test_a_word_that_is_read_in_two_ways_teaches() -> None:
    taught = [_example("应付", 0, "ying4"), *[_example("应付", 0, "ying1")] * 2]
    assert unsettled(taught, _KNOWN) == ["应付"]
    assert asked(taught, (), _KNOWN) == taught
