"""Numbers in words, checked against a library that does nothing else."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robot.tts.numerals import cardinal, decimal, digits


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"), (2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"),
        (200, "两百"), (1001, "一千零一"), (1010, "一千零一十"), (2000, "两千"), (10_000, "一万"), (20_000, "两万"),
        (22_222, "两万两千两百二十二"), (100_010, "十万零一十"), (101_000, "十万一千"), (200_000_000, "两亿"),
        (100_000_001, "一亿零一"), (10**12, "一万亿"),
    ],
)  # fmt: skip
def test_a_quantity(number: int, said: str) -> None:
    assert cardinal(number) == said


@settings(max_examples=500)
@given(st.integers(0, 10**8 - 1))
def test_without_liang_it_is_what_cn2an_says(number: int) -> None:
    expected = cn2an.an2cn(number)
    assert cardinal(number, liang=False) == (expected[1:] if expected.startswith("一十") else expected)


@settings(max_examples=300)
@given(st.integers(0, 10**16 - 1))
def test_no_two_numbers_are_said_alike(number: int) -> None:
    assert cn2an.cn2an(cardinal(number, liang=False), "smart") == number


def test_digit_by_digit() -> None:
    assert digits("12348", one="幺") == "幺二三四八"
    assert digits("2010") == "二零一零"


def test_decimals() -> None:
    assert decimal("3.14") == "三点一四"
    assert decimal("0.5") == "零点五"
    assert decimal("2000") == "两千"
    assert decimal("9" * 17) == "九" * 17
