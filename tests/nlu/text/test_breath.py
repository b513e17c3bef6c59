"""Where one breath is cut into the things that were asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.text import breath


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        ("老板拖欠工资怎么办，还有公证处在哪", ("老板拖欠工资怎么办", "公证处在哪")),
        ("老板拖欠工资怎么办还有公证处在哪", ("老板拖欠工资怎么办", "公证处在哪")),
        ("老板拖欠工资怎么办，还有就是，公证处在哪", ("老板拖欠工资怎么办", "公证处在哪")),
        ("我想离婚，另外问一下公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚，另外再问一下公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚，顺便问一下，公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚，对了，公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚，再问一下公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚，第二个问题是公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚怎么办？公证处在哪？", ("我想离婚怎么办", "公证处在哪")),
        ("我想离婚。公证处在哪", ("我想离婚", "公证处在哪")),
        ("我想离婚;公证处在哪!厕所在哪", ("我想离婚", "公证处在哪", "厕所在哪")),
    ],
)
def test_cuts(said: str, pieces: tuple[str, ...]) -> None:
    assert breath.pieces(said) == pieces


@pytest.mark.parametrize(
    "said",
    [
        "家里还有老人怎么办",
        "我还有一年合同没到期",
        "他还有别的房子",
        "他名下还有两套房",
        "老板拖欠工资怎么办",
        "我想离婚，孩子归谁",
        "你好。",
        "好。那我想离婚",
        "",
        "。。。",
    ],
)
def test_what_is_one_thing_stays_whole(said: str) -> None:
    assert breath.pieces(said) == (said,)


def test_a_comma_makes_it_an_announcement_again() -> None:
    assert breath.pieces("我想离婚的是我，还有公证处在哪") == ("我想离婚的是我", "公证处在哪")
    assert breath.pieces("孩子跟着我，还有公证处在哪") == ("孩子跟着我", "公证处在哪")


def test_there_is_an_end_to_the_pieces() -> None:
    assert len(breath.pieces("我想离婚。" * 9)) == 4


@given(st.text(alphabet="我想离婚还有另外，。？里", max_size=20))
def test_pieces_are_parts_of_what_was_said(said: str) -> None:
    pieces = breath.pieces(said)
    assert 1 <= len(pieces) <= 4
    assert all(piece in said for piece in pieces)


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        ("我要离婚，在哪个窗口", ("我要离婚", "在哪个窗口")),
        ("我要离婚,在哪个窗口？", ("我要离婚", "在哪个窗口？")),
        ("我要离婚，有孩子，在哪", ("我要离婚，有孩子", "在哪")),
        ("我要离婚", None),
        ("我要离婚，", None),
        ("，在哪个窗口", None),
        ("", None),
    ],
)
def test_the_last_clause(said: str, clauses: tuple[str, str] | None) -> None:
    assert breath.last_clause(said) == clauses


@pytest.mark.parametrize(
    ("said", "turns", "rest"),
    [
        ("岔一句，我娘想办个公证，走几号窗口", True, "我娘想办个公证，走几号窗口"),
        ("另外问个事 医院不给病历咋办", True, "医院不给病历咋办"),
        ("岔一句", False, "岔一句"),
        ("他打岔不让我说", False, "他打岔不让我说"),
    ],
)
def test_another_thing_is_announced(said: str, turns: bool, rest: str) -> None:
    assert breath.turned_away(said) == (turns, rest)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("要带啥，多长时间能要回来", ("要带啥", "多长时间能要回来")),
        ("物业还叫我交钱，我能不能不交，漏水谁修", ("物业还叫我交钱，我能不能不交", "漏水谁修")),
        ("他不给我，我咋办", ()),
        ("要带啥", ()),
    ],
)
def test_the_questions_of_a_sentence_with_what_comes_before_them(said: str, found: tuple[str, ...]) -> None:
    assert breath.questions(said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("你们几点下班呀，我从陌南赶过来的", ("你们几点下班呀",)),
        ("这是啥地方，是不是不要钱", ("这是啥地方", "是不是不要钱")),
        ("你们几点下班", ()),
    ],
)
def test_the_clauses_that_ask_beside_others(said: str, found: tuple[str, ...]) -> None:
    assert breath.asking_clauses(said) == found
