"""Laws and articles, sums of money and lengths of time that a question names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.nlu.text import slots
from robot.nlu.text.normalise import chinese_number


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("民法典第一千零七十九条怎么说", [("民法典", "第一千零七十九条")]),
        ("民法典1079条", [("民法典", "第一千零七十九条")]),
        ("《民法典》第1079条", [("民法典", "第一千零七十九条")]),
        ("刑法第一百三十三条之一", [("刑法", "第一百三十三条之一")]),
        ("刑法133条之一是什么", [("刑法", "第一百三十三条之一")]),
        ("中华人民共和国刑法第二百六十四条", [("刑法", "第二百六十四条")]),
        ("请问劳动合同法第四十七条", [("劳动合同法", "第四十七条")]),
        ("根据民法典的第五百八十五条", [("民法典", "第五百八十五条")]),
        ("我想问民法典第三条", [("民法典", "第三条")]),
        ("帮我念一下法律援助法第47条", [("法律援助法", "第四十七条")]),
        ("老板没签合同，劳动合同法第82条怎么说", [("劳动合同法", "第八十二条")]),
        ("工伤保险条例第十四条", [("工伤保险条例", "第十四条")]),
        ("第四十七条", [("", "第四十七条")]),
        ("民法典继承编第一千一百二十七条", [("民法典", "第一千一百二十七条")]),
        ("民法典一零七九条", [("民法典", "第一千零七十九条")]),
        ("民法典一千零七十九", [("民法典", "第一千零七十九条")]),
        ("我欠他一千二百", []),
        ("劳动合同法第四十七条和第四十八条", [("劳动合同法", "第四十七条"), ("", "第四十八条")]),
        ("我有两条路", []),
        ("一条龙服务", []),
        ("这个条件太苛刻", []),
        ("", []),
    ],
)
def test_articles(said: str, named: list[tuple[str, str]]) -> None:
    assert list(slots.articles(said)) == named


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("欠我三万五", [35_000]),
        ("欠我两万八一直拖着", [28_000]),
        ("一共欠三万一", [31_000]),
        ("欠我三万五千块", [35_000]),
        ("三万零五百块", [30_500]),
        ("2.5万", [25_000]),
        ("两万五千六百元", [25_600]),
        ("两千块", [2000]),
        ("两千块钱一个月", [2000]),
        ("25000元", [25_000]),
        ("1.5亿", [150_000_000]),
        ("一亿", [100_000_000]),
        ("借了十万还了两万", [100_000, 20_000]),
        ("一百二十万", [1_200_000]),
        ("三百平", []),
        ("五万人", []),
        ("三年", []),
        ("12348", []),
        ("万一老板不给", []),
        ("", []),
    ],
)
def test_amounts(said: str, yuan: list[float]) -> None:
    assert slots.amounts(said) == pytest.approx(tuple(yuan))


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("拖了半年", [6]),
        ("干了两年半", [30]),
        ("两年", [24]),
        ("三个月", [3]),
        ("3个月", [3]),
        ("一个半月", [1.5]),
        ("三个半月", [3.5]),
        ("半个月", [0.5]),
        ("一年零三个月", [12, 3]),
        ("二十四个月", [24]),
        ("十五天", [0.5]),
        ("90天", [3]),
        ("一个星期", [7 / 30]),
        ("两周", [14 / 30]),
        ("二零二五年", []),
        ("2025年", []),
        ("今年", []),
        ("每天", []),
        ("", []),
    ],
)
def test_months(said: str, months: list[float]) -> None:
    assert slots.months(said) == pytest.approx(tuple(months))


def test_all_in_one_sentence() -> None:
    said = "老板欠我三万五工资，拖了两年半，劳动合同法第八十五条怎么说"
    assert slots.articles(said) == (("劳动合同法", "第八十五条"),)
    assert slots.amounts(said) == (35_000,)
    assert slots.months(said) == (30,)


@given(st.integers(1, 1300))
def test_every_number_of_an_article_is_kept(number: int) -> None:
    printed = f"第{chinese_number(str(number))}条"
    assert slots.articles(f"民法典第{number}条") == slots.articles(f"民法典{printed}") == (("民法典", printed),)


@given(st.text(alphabet="第一百三十条之两万五千块元年半个月天法典民刑的是12.,，《》零亿点", max_size=20))
def test_whatever_is_said_is_survived(said: str) -> None:
    slots.articles(said)
    assert all(amount >= 0 for amount in slots.amounts(said))
    assert all(months >= 0 for months in slots.months(said))


@pytest.mark.parametrize(
    ("said", "number"), [("民法典第1043条第二款", 2), ("刑法第133条之一第1款", 1), ("第二款", None)]
)
def test_the_paragraph_of_an_article(said: str, number: int | None) -> None:
    assert slots.paragraph(said) == number


def test_the_item_of_an_article_that_is_named() -> None:
    assert slots.item("劳动合同法第三十九条第二项") == 2
    assert slots.item("第六项呢") is None
    assert slots.item("第六项呢", alone=True) == 6
    assert slots.item("民法典第一千零七十九条第三款第二项") == 2


def test_several_articles_of_one_law() -> None:
    both = [("劳动合同法", "第三十八条"), ("", "第四十六条")]
    assert list(slots.articles("劳动合同法38、46条")) == both
    assert list(slots.articles("劳动合同法第三十八条和第四十六条")) == both
    assert slots.articles("家里三、四条狗") == ()
