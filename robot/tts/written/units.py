"""Percent, fractions, units of measurement: signs become words, digits are left to the rules of numbers. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import cardinal, digits
from robot.tts.written.common import DASH, HAN, NUM, Part, any_of, tables

_COUNTED = "[每几少多半个十百千万亿两一二三四五六七八九]"
_PERCENT = {"%": "百分之", "‰": "千分之", "‱": "万分之"}


def percent() -> Part:
    """Rules for shares of a whole."""
    per = "([%‰‱])"
    return [
        (rf"({NUM})(?:{DASH}|至|到)({NUM})\s?{per}", lambda m: f"{_PERCENT[m[3]]}{m[1]}到{_PERCENT[m[3]]}{m[2]}"),
        (
            rf"({NUM})\s?{per}(?:{DASH}|至|到)({NUM})\s?{per}",
            lambda m: f"{_PERCENT[m[2]]}{m[1]}到{_PERCENT[m[4]]}{m[3]}",
        ),
        (r"零下\s?[-\u2212]", "零下"),
        (r"(?<![0-9a-zA-Z%)])[-\u2212](?=[0-9.]+[%‰])", "负"),
        (rf"(?<![{HAN}0-9a-zA-Z%)])\+(?=[0-9.]+[%‰℃])", "正"),
        (r"↑\s?(?=[0-9])", "上升"),
        (r"↓\s?(?=[0-9])", "下降"),
        (r"(?<![0-9.])100(?:\.0+)?\s?%", "百分之百"),
        (rf"({NUM})\s?{per}", lambda m: f"{_PERCENT[m[2]]}{m[1]}"),
    ]


def units() -> Part:
    """Rules for units."""
    called = tables()["units"]
    unit, end = any_of(called), "(?![a-zA-Z0-9])"
    long = any_of(each for each in called if len(each) > 1 and each[0].isascii() and each[0].isalpha())
    return [
        (rf"({NUM})\s?mg\s?/\s?100\s?m[lL]", r"每百毫升\1毫克"),
        (r"([0-9])米([0-9]{2})(?![0-9.]|[米厘公])", lambda m: f"{m[1]}米{digits(m[2])}"),
        (r"(?<=[0-9])\s?dB\s?\(A\)", "分贝"),
        (r"(?<=[0-9])\s?M(?=\s?(?:宽带|网速|带宽|光纤|流量))", "兆"),
        (rf"((?:宽带|带宽|网速|流量)[是为:：]?\s?{NUM})\s?M(?![a-zA-Z])", r"\1兆"),
        (r"(?<=[0-9])\s?A(?=的?(?:空开|空气开关|插座|插头|电流|保险|开关|电表|断路器|漏保|电瓶|充电))", "安"),
        (rf"({NUM})\s?/\s?({NUM})(?=\s?(?:mmHg|毫米汞柱))", r"\1比\2"),
        (rf"(血压[是为:：]?\s?)({NUM})\s?/\s?({NUM})", r"\1\2比\3"),
        (r"(?<![0-9])([0-9]{1,2})['′]([0-9]{1,2})[\"″]", r"\1分\2秒"),
        (r"(?<=[0-9])\s?[hH]\s?(?=[0-9]+\s?min)", "小时"),
        (r"(?<=[0-9])\s?[wW](?=\+|粉|播放|人次|元|块|多)", "万"),
        (r"(?<=[元次件])\s?/\s?\(([\u3400-\u9fff]{1,3})·([\u3400-\u9fff]{1,3})\)", r"每\1每\2"),
        (r"(?<=[0-9])°\s?([0-9]{1,2})\s?[′'](?:\s?([0-9]{1,2})\s?[″\"])?", _degrees),
        (rf"(?<=[0-9])\s?({unit})/(?=(?:10|100|1000)\s?(?:{unit}){end})", lambda m: f"{called[m[1]]}每"),
        (r"(?<=[0-9])\s?T(?![a-zA-Z0-9])(?!\s?(?:硬盘|内存|空间|数据|盘|恤))", "吨"),
        (rf"(?<=[0-9])\s?({unit})/({unit}){end}", lambda m: f"{called[m[1]]}每{called[m[2]]}"),
        (rf"(?<=[0-9])(\s?)({unit}){end}", lambda m: called[m[2]]),
        (r"(?<=[0-9])°", "度"),
        (rf"(?<={_COUNTED})({long})(?![a-zA-Z])", lambda m: called[m[1]]),
        (rf"(?<=[0-9{HAN}])\s?/\s?({unit}|d){end}", lambda m: f"每{'天' if m[1] == 'd' else called[m[1]]}"),
        (
            r"(?<=[0-9])\s?/\s?(?=月|年|天|日|周|季|次|人|户|亩|平|吨|斤|公斤|套|间|位|个|份|页|小时|学期)",
            "每",
        ),
        (r"(?<=[元次件])\s?/\s?([\u3400-\u9fff])[·/]([\u3400-\u9fff])", r"每\1每\2"),
        (r"(?<=每平方米|每立方米)·(?=[\u3400-\u9fff])", "每"),
        (r"(?<=[元次件人米斤升克吨时天年月角分块倍个户亩度])\s?/\s?(?=[\u3400-\u9fff])", "每"),
        (rf"({NUM}[{HAN}]{{1,3}})(?<![号楼月日班栋级座])\s?/\s?(?=[{HAN}])", r"\1每"),
        (rf"(?<=[{HAN}])\s?/\s?(?=[{HAN}])", "或"),
        (r"(?<=和)或(?=或)", ""),
    ]


def fractions() -> Part:
    """Rules for fractions, and for times between numbers."""
    return [
        (r"(?<![0-9./])([0-9]{1,4})\s?/\s?([0-9]{1,4})(?![0-9./])", lambda m: f"{_plain(m[2])}分之{_plain(m[1])}"),
        (rf"(?<=[0-9{HAN}])\s?/\s?(?=[0-9])", "、"),
        (r"(?<=[0-9米尺寸])\s?[xX*×]\s?(?=[0-9])", "乘"),
        (r"(?<![0-9.])([1-9]\.[1-9])(?=折)", lambda m: digits(m[1])),
    ]


def _degrees(match: re.Match[str]) -> str:
    """36°05′20″ -> 三十六度零五分二十秒."""
    minutes, seconds = match.groups()
    return f"度{_two_digits(minutes)}分" + (f"{_two_digits(seconds)}秒" if seconds else "")


def _two_digits(text: str) -> str:
    return ("零" if len(text) > 1 and text.startswith("0") else "") + cardinal(int(text))


def _plain(text: str) -> str:
    return cardinal(int(text), liang=False)
