"""What a question names: laws and articles, amounts of money, lengths of time. Pure; works on the normalised text."""

from __future__ import annotations

import re

from robot.content.numerals import number_value
from robot.nlu.text.normalise import chinese_number, numbers_in_words, plain

_NUMERAL = "零〇一二两三四五六七八九十百千"
_ARTICLE = re.compile(
    r"(?:中华人民共和国)?([\u4e00-\u9fff]{1,20}?(?:法典|法|条例|规定|办法|解释|规则|通则))?(?:[\u4e00-\u9fff]{1,6}?编)?"
    rf"的?(第)?([{_NUMERAL}]+)条(?:之([{_NUMERAL}]))?"
)
_WITHOUT_TIAO = re.compile(
    rf"([\u4e00-\u9fff]{{1,20}}?(?:法典|法|条例))的?第?([{_NUMERAL}]*[十百千零〇][{_NUMERAL}]*)$"
)
"""民法典一千零七十九: at the end, and with a unit or a nought, so that it is a number and no other word."""
_PARAGRAPH_ALONE = re.compile(rf"第([{_NUMERAL}]+)款")
_PARAGRAPH = re.compile(rf"条(?:之[{_NUMERAL}])?的?第([{_NUMERAL}]+)款")
_ITEM_ALONE = re.compile(rf"第([{_NUMERAL}]+)项")
_ITEM = re.compile(rf"[条款](?:之[{_NUMERAL}])?的?第([{_NUMERAL}]+)项")
_MARK = re.compile(r"[^\w.%]+")
_BEFORE_A_LAW = re.compile(
    r"^.*(?:请问|看看|看一下|查查|查一下|查|念一下|念念|念|读一下|读|想看|想听|听听|根据|依据|按照|按|那个|这个|"
    r"说说|讲讲|问问|问一下|问|背一下|背|是)"
)
_AMOUNT = re.compile(
    rf"([{_NUMERAL}点]+)(?:(万|亿)((?:[{_NUMERAL}](?![直共起些般样]))*)(?:块钱|块|元)?|(?:块钱|块|元))(?![年月天人亩平岁个])"
)
"""两万八一直拖着 is 28,000: 一 belongs to what follows."""
_TIME = re.compile(rf"(半|[{_NUMERAL}]+)个?(?:(半))?(年|月|星期|礼拜|周|天|日)(半)?")
_COUNT = re.compile(
    rf"([{_NUMERAL}]+)多?(?:个人|口人|名|位|户|次|回|趟|个孩子|个娃|亩|分地|间|套|平米|平|级|个工友|个工人|个)"
    r"(?!月|小时|星期|礼拜|工作日)"
)
_DATE = re.compile(
    r"大前年|前年|去年|今年|头年|年初|年底|上个?月|这个月|上周|上个?星期|上礼拜|前几天|前些天|前天|昨天|昨晚|今天|今早|刚才|刚刚|"
    r"春节|过年|清明|五一|端午|中秋|国庆|腊月|正月|"
    rf"二零[{_NUMERAL}]{{2}}年|二千零?[{_NUMERAL}]+年|[{_NUMERAL}]{{1,3}}月(?:份|[{_NUMERAL}]+[号日])?|"
    rf"[{_NUMERAL}]+(?:年|个月|天)前"
)
_LENGTHS = re.compile(rf"(?:(?:半|[{_NUMERAL}]+)个?半?(?:年|月|星期|礼拜|周|天)半?[零多]?)+")
_MONTHS = {"年": 12.0, "月": 1.0, "星期": 7 / 30, "礼拜": 7 / 30, "周": 7 / 30, "天": 1 / 30, "日": 1 / 30}
_LARGE = {"万": 10_000, "亿": 100_000_000, "": 1}


_APART = re.compile(r"(?<=[0-9零一二三四五六七八九十百千])[ \u3000]+(?=[0-9零一二三四五六七八九十百千]+\s*条)")
"""A blank inside a number: 第10 79条."""


_LISTED = re.compile(rf"(?<=[0-9{_NUMERAL}])[ \u3000]*[、,，和跟与及][ \u3000]*第?([0-9{_NUMERAL}]+)[ \u3000]*条")
"""劳动合同法38、46条: the second of several articles of a law."""
_NAMES_A_LAW = re.compile("[法例定释典]第?[0-9零一二三四五六七八九十百千]")


def articles(text: str) -> tuple[tuple[str, str], ...]:
    """(law as said, "" when none is named; article as printed) of every article that `text` names."""
    found = []
    text = _APART.sub("", text)
    if _NAMES_A_LAW.search(text):
        text = _LISTED.sub(r"条、第\1条", text)
    # A comma ends a name; 《》 only frames one.
    for clause in _MARK.split(text.replace("《", "").replace("》", "")):
        said = numbers_in_words(plain(clause))
        named = _ARTICLE.findall(said)
        if not named and (bare := _WITHOUT_TIAO.search(said)):
            named = [(bare.group(1), "第", bare.group(2), "")]
        for law, ordinal, number, sub in named:
            # 两条路 and 一条龙 are no articles.
            if law or ordinal:
                called = _BEFORE_A_LAW.sub("", law)
                found.append((called, f"第{_counted(number)}条" + (f"之{sub}" if sub else "")))
    return tuple(found)


def paragraph(text: str, alone: bool = False) -> int | None:
    """The paragraph (第二款) that `text` names behind an article, or `alone` (第二款呢); None when it names none."""
    found = (_PARAGRAPH_ALONE if alone else _PARAGRAPH).search(numbers_in_words(plain(text)))
    return number_value(found.group(1)) if found else None


def item(text: str, alone: bool = False) -> int | None:
    """The item (第二项) that `text` names behind an article or a paragraph, or `alone` (第六项呢); None: none."""
    found = (_ITEM_ALONE if alone else _ITEM).search(numbers_in_words(plain(text)))
    return number_value(found.group(1)) if found else None


def _counted(number: str) -> str:
    """一零七九, said digit by digit, as the article is numbered: 一千零七十九."""
    value = number_value(number)
    by_digit = len(number) > 1 and not any(unit in number for unit in "十百千")
    return chinese_number(str(value)) if by_digit and value is not None else number


def amounts(text: str) -> tuple[float, ...]:
    """Sums of money in yuan, in order: 三万五 (块) is 35,000, 两千块 is 2,000."""
    found = []
    for whole, large, rest in _AMOUNT.findall(numbers_in_words(plain(text))):
        value = _value(whole)
        if value is None:
            continue
        amount = value * _LARGE[large]
        if rest and large:
            small = number_value(rest)
            # 三万五 is 35,000: a single digit counts in the next lower unit.
            amount += (small or 0) * (_LARGE[large] / 10 if len(rest) == 1 else 1)
        found.append(amount)
    return tuple(found)


def months(text: str) -> tuple[float, ...]:
    """Lengths of time in months, in order: 两年半 is 30, 三个月 is 3. 年 of a date (二零二五年) is none."""
    found = []
    for count, half, unit, after in _TIME.findall(numbers_in_words(plain(text))):
        value = 0.5 if count == "半" else number_value(count)
        if value is None or (unit == "年" and value > 100):
            continue
        found.append((value + (0.5 if half or after else 0.0)) * _MONTHS[unit])
    return tuple(found)


def _value(said: str) -> float | None:
    whole, _, fraction = said.partition("点")
    known = number_value(whole)
    if known is None:
        return None
    value = float(known)
    for place, mark in enumerate(fraction, start=1):
        value += (number_value(mark) or 0) / 10.0**place
    return value


def counts(text: str) -> tuple[str, ...]:
    """Numbers of people, times or things, as said: 五个人, 三次."""
    return tuple(found.group() for found in _COUNT.finditer(numbers_in_words(plain(text))))


def dates(text: str) -> tuple[str, ...]:
    """Days, months and years, as said: 去年, 上个月, 三月十五号."""
    return tuple(found.group() for found in _DATE.finditer(numbers_in_words(plain(text))))


def lengths(text: str) -> tuple[str, ...]:
    """Lengths of time, as said: 三年零七个月, 两年半."""
    return tuple(found.group() for found in _LENGTHS.finditer(numbers_in_words(plain(text))))


def sums(text: str) -> tuple[str, ...]:
    """Sums of money, as said: 三万六, 两千块."""
    return tuple(found.group() for found in _AMOUNT.finditer(numbers_in_words(plain(text))))
