"""Facts inside a long clause without commas."""

from __future__ import annotations

import pytest

from robot.content.load import Content
from robot.nlu.matters.spotting import Spotter, masked


@pytest.fixture(scope="module")
def spotter(content: Content) -> Spotter:
    return Spotter(content)


@pytest.mark.parametrize(
    ("matter", "said", "found"),
    [
        ("unpaid-wages", "老板欠我半年工资没签合同", ("没签合同",)),
        ("loan", "我借给表弟八万块钱打了借条都五年了", ("打了借条",)),
        ("unpaid-wages", "要是没签合同能要工资不", ()),
        ("unpaid-wages", "签没签合同都能要吗", ()),
        ("unpaid-wages", "没签合同", ()),
        (None, "老板欠我半年工资没签合同", ()),
    ],
    ids=["at the end", "in the middle", "only supposed", "asked whether", "the clause itself", "no matter"],
)
def test_what_is_said_in_just_its_words(
    spotter: Spotter, matter: str | None, said: str, found: tuple[str, ...]
) -> None:
    assert spotter.spotted(said, matter) == found


def test_any_number_stands_for_another() -> None:
    assert masked("都五年了") == masked("都12年了") == "都#年了"
