"""What is said for what is written: a table of cases, and what holds for every text there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from robot.tts.sentences import FIRST_PIECE, sentences
from robot.tts.spoken_form import HAN, PAUSES, spoken_form

TABLE = Path(__file__).with_name("spoken_form.txt")
SAYABLE = re.compile(f"[{HAN}{PAUSES}]*")
WRITTEN = st.text(
    alphabet=st.one_of(
        st.sampled_from("0123456789.,:/%-~——()《》¥元年月日号条第个天点分万亿 \n两二〔〕×+=≥①½Aax"),
        st.characters(),
    ),
    max_size=40,
)


def cases() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if " =>" in line]
    return [(written.strip(), said.strip()) for written, _, said in (line.partition(" =>") for line in lines)]


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(cases()) > 150


@pytest.mark.parametrize(("written", "said"), cases())
def test_is_said(written: str, said: str) -> None:
    assert spoken_form(written) == said


@pytest.mark.parametrize(("written", "said"), cases())
def test_is_said_the_same_in_a_sentence(written: str, said: str) -> None:
    """Rules look at their neighbours; a full stop before and behind must change nothing but the stop."""
    if said and not written.startswith(("#", "-", "(一", "1. ", "①")):
        assert spoken_form(f"好。{written}") == f"好。{said}"


@settings(max_examples=400, deadline=None)
@given(WRITTEN)
@example("1" * 5000)
@example("0." + "9" * 300)
@example("٣天 ⅷ ² 𝟗 〇")
@example("第" * 50 + "1、" * 50)
@example("\ud800")
def test_whatever_is_written_only_sayable_things_are_left(written: str) -> None:
    assert SAYABLE.fullmatch(spoken_form(written))


@settings(max_examples=400, deadline=None)
@given(WRITTEN)
def test_what_is_spoken_form_stays_as_it_is(written: str) -> None:
    said = spoken_form(written)
    assert spoken_form(said) == said


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**7 - 1))
def test_an_article_number_is_an_ordinal(number: int) -> None:
    from robot.tts.numerals import cardinal

    assert spoken_form(f"第{number}条") == f"第{cardinal(number, liang=False)}条"


@settings(max_examples=300, deadline=None)
@given(WRITTEN)
def test_the_pieces_of_a_text_are_the_text(written: str) -> None:
    pieces = sentences(written)
    assert not pieces or "".join(piece.text for piece in pieces) == written
    assert all(SAYABLE.fullmatch(piece.spoken) and re.search(f"[{HAN}]", piece.spoken) for piece in pieces)


def test_sentences_end_at_full_stops_and_lines() -> None:
    pieces = sentences("请到2号窗口。带身份证!好吗?\n电话0357-8322345;再见")
    assert [piece.text for piece in pieces] == ["请到2号窗口。", "带身份证!", "好吗?\n", "电话0357-8322345;", "再见"]
    assert pieces[0].spoken == "请到二号窗口。"


def test_a_long_first_sentence_is_cut_at_its_first_comma() -> None:
    text = "老板拖欠工资的,您可以先向劳动监察大队投诉,也可以申请劳动仲裁。仲裁不收费,一年之内都可以申请。"
    first, second, third = sentences(text)
    assert first.text == "老板拖欠工资的,"
    assert second.text == "您可以先向劳动监察大队投诉,也可以申请劳动仲裁。"
    assert third.text.startswith("仲裁不收费,")


def test_a_short_first_sentence_is_left_whole() -> None:
    text = "您好,我是小律,请问您想问什么?"
    assert len(text) <= FIRST_PIECE
    assert [piece.text for piece in sentences(text)] == [text]


def test_a_comma_inside_a_number_is_no_place_to_cut() -> None:
    pieces = sentences("这件事情的公证费一共是1,200元整没有别的费用请您准备好再来,谢谢您的配合和耐心等待。")
    assert pieces[0].text.endswith("再来,")


def test_what_cannot_be_said_goes_with_its_neighbour() -> None:
    assert [piece.text for piece in sentences("😀您好。😀😀。请坐。")] == ["😀您好。😀😀。", "请坐。"]
    assert sentences("😀") == ()
    assert sentences("") == ()


def test_every_word_of_the_data_is_sayable() -> None:
    import yaml

    import robot.tts.spoken_form as module

    tables = yaml.safe_load((Path(module.__file__).with_name("spoken_words.yaml")).read_text(encoding="utf-8"))
    for name in ("words", "letters", "units", "symbols"):
        for written, said in tables[name].items():
            assert re.fullmatch(f"[{HAN}]+", said), (name, written)
    assert sorted(tables["letters"]) == list("abcdefghijklmnopqrstuvwxyz")
