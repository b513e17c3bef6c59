"""Personal data is masked; what a question is about stays."""

from __future__ import annotations

import pytest

from robot.desk.masking import besides, mask


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
        ("张三丰身份证140525199001011234电话13935712345", "〔姓名〕身份证〔号码〕电话〔号码〕"),
        ("张三丰的身份证是140525199001011234", "〔姓名〕的身份证是〔号码〕"),
        ("隔壁老张三丰把我家墙拆了", "隔壁〔姓名〕把我家墙拆了"),
        ("张三丰家的狗叫", "〔姓名〕家的狗叫"),
        ("李四姑娘和王五离婚", "〔姓名〕姑娘和〔姓名〕离婚"),
        ("阿依古丽·买买提欠我钱", "〔姓名〕欠我钱"),
        ("扎西次仁打了我", "〔姓名〕打了我"),
        ("我在鑫源商贸有限公司上班", "我在〔单位〕上班"),
        ("外教Tom Smith走了", "外教〔姓名〕走了"),
        ("我微信名叫快乐每一天", "我微信名叫〔姓名〕"),
        ("晋D·幺二三四五撞了我", "〔车牌〕撞了我"),
        ("我是1965年3月5日生的", "我是〔生日〕生的"),
        ("他的生日是一九六五年正月初五", "他的生日是〔生日〕"),
        ("住人民路32号", "住〔地址〕"),
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
        "去年3月5日生意就不好了",
        "孩子2019年5月上的学",
        "方便面过期了",
        "借高利贷还不起",
        "老板打白条",
        "我马上要开庭",
        "没戴安全帽摔了",
        "万一他不还怎么办",
        "单位不给交水费",
        "手机上装个App",
    ],
)
def test_what_is_asked_stays(said: str) -> None:
    assert mask(said) == said


@pytest.mark.parametrize("text", ["〔姓名〕欠我钱", "〔姓名〕身份证〔号码〕", "〔单位〕在〔地址〕"])
def test_what_is_masked_is_left_as_it_is(text: str) -> None:
    assert mask(text) == text


def test_what_is_left_besides_masks_is_told() -> None:
    assert besides("〔姓名〕的〔号码〕") == "的"


@pytest.mark.parametrize("text", ["", " ", "𠮷野家", "\U0001f600", "a" * 2000, "张" * 2000])
def test_nothing_that_is_said_breaks_it(text: str) -> None:
    assert isinstance(mask(text), str)
