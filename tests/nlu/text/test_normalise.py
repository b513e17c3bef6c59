"""The form that matching works on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robot.content.numerals import number_value
from robot.nlu.text.normalise import chinese_number, normalise, plain, question_stem


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("公证处在几号窗口？", "公证处在几号窗口"),
        (" 公 证 处 \n", "公证处"),
        ("公證處在哪裡", "公证处在哪里"),
        ("请到３号窗口", "请到三号窗口"),
        ("3号窗口", "三号窗口"),
        ("10号窗口", "十号窗口"),
        ("第47条", "第四十七条"),
        ("打12348", "打一二三四八"),
        ("欠了10000元", "欠了一零零零零元"),
        ("欠了2020元", "欠了二千零二十元"),
        ("欠了3000元", "欠了三千元"),
        ("利息2.5%", "利息二点五"),
        ("110110", "一一零一一零"),
        ("嗯那个请问公证处在哪啊", "公证处在哪"),
        ("我想问一下厕所在哪里呀谢谢", "厕所在哪里"),
        ("小律小律公证处在哪", "公证处在哪"),
        ("你好，我想咨询一下离婚", "离婚"),
        ("我我我要离婚", "我要离婚"),
        ("离婚离婚怎么办", "离婚怎么办"),
        ("哈哈哈哈哈你真聪明", "哈你真聪明"),
        ("WiFi密码", "wifi密码"),
        ("你好", "你好"),
        ("谢谢", "谢谢"),
        ("嗯", "嗯"),
        ("请问", "请问"),
        ("啊啊啊啊", "啊"),
        ("他没有不认，都交代了", "他认都交代了"),
        ("不是没打，欠条给俺打了", "打欠条给俺打了"),
        ("他可没少打俺", "他可老打俺"),
        ("有没有不收钱的律师", "有没有不收钱的律师"),
        ("没有不上法庭的法子", "没有不上法庭的法子"),
        ("是不是没签就不算", "是不是没签就不算"),
        ("妈妈", "妈妈"),
        ("慢点慢点", "慢点慢点"),
        ("你慢点慢点说", "你慢点说"),
        ("。。。？！", ""),
        ("", ""),
        ("😀", ""),
        ("(法援)", "法援"),
    ],
)
def test_normalise(said: str, wanted: str) -> None:
    assert normalise(said) == wanted


def test_plain_keeps_fillers() -> None:
    assert plain("嗯，那個 Wi-Fi！") == "嗯那个wifi"


@given(st.text(alphabet="我要离婚公证处请问嗯啊3 10，。？谢谢小律abc你", max_size=20))
def test_normalising_twice_changes_little(text: str) -> None:
    """Punctuation, width and numbers are gone for good; only fillers may follow one another."""
    once = normalise(text)
    assert plain(once) == once
    assert not any(mark.isdigit() and mark.isascii() for mark in once)
    assert bool(once) == bool(plain(text))


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0", "零"),
        ("5", "五"),
        ("10", "十"),
        ("12", "十二"),
        ("20", "二十"),
        ("47", "四十七"),
        ("100", "一百"),
        ("105", "一百零五"),
        ("110", "一百一十"),
        ("115", "一百一十五"),
        ("1000", "一千"),
        ("1001", "一千零一"),
        ("1010", "一千零一十"),
        ("1260", "一千二百六十"),
        ("9999", "九千九百九十九"),
        ("12348", "一二三四八"),
        ("007", "零零七"),
        ("2.5", "二点五"),
        ("0.36", "零点三六"),
    ],
)
def test_chinese_number(digits: str, said: str) -> None:
    assert chinese_number(digits) == said


@given(st.integers(min_value=0, max_value=9999))
def test_a_number_said_is_understood_again(number: int) -> None:
    assert number_value(chinese_number(str(number))) == number
    assert number_value(str(number)) == number


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("两", 2),
        ("幺二三四八", 12348),
        ("一百零五", 105),
        ("十", 10),
        ("〇", 0),
        ("", None),
        ("甲", None),
        ("三号", None),
        ("²", None),
    ],
)
def test_number_value(said: str, value: int | None) -> None:
    assert number_value(said) == value


@pytest.mark.parametrize(
    ("said", "stem"),
    [
        ("交了定金不想买了能退吗", "交了定金不想买了能退"),
        ("交了定金不想买了能退不", "交了定金不想买了能退"),
        ("房东把押金都退了没有", "房东把押金都退了"),
        ("能退吗", ""),
        ("房东不退我押金", ""),
    ],
)
def test_question_stem(said: str, stem: str) -> None:
    assert question_stem(said) == stem
