"""The case is another's: 我说的不是我，是我哥."""

from __future__ import annotations

import pytest

from robot.nlu.text.correction import other_person
from tests.dialogue.conftest import Visitor


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("我说的不是我，我问的是我哥", "哥"),
        ("不是我，是我妈", "妈"),
        ("我替我邻居问的", "邻居"),
        ("我问的是我哥的事", "哥"),
        ("打我的是我男人", None),
        ("房子是我爸的", None),
        ("不是我要离，是他要离", None),
        ("我给我妈转的钱他们不认", None),
    ],
)
def test_whose_case_it_is(said: str, who: str | None) -> None:
    assert other_person(said) == who


def test_it_is_taken_in_and_the_matter_stays(visitor: Visitor) -> None:
    visitor.means("faq", "family-divorce-how")
    reply = visitor.means("flow", None, "我说的不是我，我问的是我哥", tier="fallback", act="correction", inside=True)
    assert reply.spoken.startswith("好，是您哥的事")
    assert (reply.id, visitor.session.case.matter) == ("family-divorce-how", "divorce")


def test_without_a_matter_it_is_no_answer(visitor: Visitor) -> None:
    assert "您哥" not in visitor.mumbles("我问的是我哥").spoken
