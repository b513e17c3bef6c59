"""What the net is told of a character."""

from __future__ import annotations

import pytest

from robot.desk.naming.features import (
    COLUMNS,
    DIGIT,
    FIRST_CHARACTER,
    LATIN,
    SPACE,
    STOP,
    UNKNOWN,
    Lexicon,
    features,
    number_of,
)

LEXICON = Lexicon(
    numbers={"王": FIRST_CHARACTER},
    words={"方便": 7, "方便面": 5},
    first={"方": 6},
    compound={"欧阳": 1},
    given={"便": 3},
)
_ALONE, _BEGINS, _INNER, _ENDS = range(8, 12)


@pytest.mark.parametrize(
    ("character", "number"),
    [("王", FIRST_CHARACTER), ("龘", UNKNOWN), ("7", DIGIT), ("a", LATIN), (" ", SPACE), ("，", STOP)],
)
def test_a_character_that_is_not_known_has_the_number_of_its_kind(character: str, number: int) -> None:
    assert number_of(character, LEXICON) == number


def test_the_likeliest_cut_is_told() -> None:
    _, rows = features("方便面贵", LEXICON)
    assert [row[_ALONE:].argmax() for row in rows[:, : _ENDS + 1]] == [1, 2, 3, 0]


def test_names_are_told_by_family_names_and_given_ones() -> None:
    _, rows = features("方便欧阳", LEXICON)
    assert [[round(float(each) * 12) for each in row[-4:]] for row in rows] == [
        [6, 0, 0, 0], [0, 0, 0, 3], [0, 12, 0, 0], [0, 0, 12, 0],
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "方", "方便" * 300])
def test_every_character_has_a_row(text: str) -> None:
    numbers, rows = features(text, LEXICON)
    assert numbers.shape == (len(text),) and rows.shape == (len(text), COLUMNS)
