"""Personal data is masked; what a question is about stays."""

from __future__ import annotations

import pytest

from robot.desk.masking import mask


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("我叫王小明电话13812345678", "我叫〔姓名〕电话〔号码〕"),
        ("手机一三八 零三五七 一二三四", "手机〔号码〕"),
        ("身份证号是14262519800101123X", "身份证号是〔号码〕"),
        ("银行卡号6222020200112233445", "银行卡号〔号码〕"),
        ("微信号abc_12345", "微信号〔号码〕"),
        ("我老公叫李建国，他欠钱", "我老公叫〔姓名〕，他欠钱"),
        ("包工头叫张大力的跑了", "包工头叫〔姓名〕的跑了"),
        ("王某某欠我钱", "〔姓名〕欠我钱"),
        ("高老板不给钱", "〔姓名〕老板不给钱"),
        ("我要找李主任", "我要找〔姓名〕主任"),
        ("老王家占了我的地", "〔姓名〕家占了我的地"),
        ("晋L12345的车撞了我", "〔车牌〕的车撞了我"),
        ("安居小区3号楼2单元501室漏水", "〔地址〕漏水"),
        ("发到zhang.san@example.com", "发到〔邮箱〕"),
    ],
)
def test_who_and_where_is_masked(said: str, masked: str) -> None:
    assert mask(said) == masked


@pytest.mark.parametrize(
    "said",
    [
        "我叫人打了",
        "我叫车撞了",
        "借了五万块钱",
        "利息一万二千三百四十五块六毛",
        "2023年5月1日借的",
        "找律师多少钱",
        "对方律师",
        "民法典第六百七十五条",
        "打12348要钱吗",
    ],
)
def test_what_is_asked_stays(said: str) -> None:
    assert mask(said) == said
