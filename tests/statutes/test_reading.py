"""Articles in pieces that can be followed by ear."""

from __future__ import annotations

import re

from robot.app import statute_database
from robot.statutes.reading import LONGEST, item, paragraph, pieces


def test_items_are_pieces_of_their_own_and_said_in_order() -> None:
    text = "有下列情形之一的，劳动者可以解除：\n（一）未支付报酬的；\n（二）未缴纳社会保险费的。"
    assert pieces(text) == ("有下列情形之一的，劳动者可以解除：", "第一，未支付报酬的；", "第二，未缴纳社会保险费的。")


def test_short_sentences_stay_together_and_paragraphs_apart() -> None:
    assert pieces("甲。乙。\n丙。") == ("甲。乙。", "丙。")


def test_nothing_is_left_out_and_pieces_are_short() -> None:
    laws = statute_database()
    for number in ("第四十七条", "第三十八条", "第八十二条"):
        article = laws.article("中华人民共和国劳动合同法", number)
        assert article is not None
        found = pieces(article.text)
        marks = re.compile(r"[\s（）()一二三四五六七八九十第，]")
        assert marks.sub("", "".join(found)) == marks.sub("", article.text)
        assert max(map(len, found)) <= LONGEST + 10


def test_a_paragraph_has_its_items() -> None:
    text = "有下列情形之一的：\n（一）甲；\n（二）乙。\n另一款。"
    assert paragraph(text, 1) == "有下列情形之一的：\n（一）甲；\n（二）乙。"
    assert paragraph(text, 2) == "另一款。"
    assert paragraph(text, 3) is None


_LISTED = "有下列情形之一的，可以解除合同：\n（一）迟到的；\n（二）旷工的；\n（三）打架的。"


def test_one_item_stands_behind_what_leads_up_to_it() -> None:
    assert item(_LISTED, 2) == "有下列情形之一的，可以解除合同：\n（二）旷工的；"
    assert item(_LISTED, 4) is None
    assert item("没有项的一条。", 1) is None
