"""The spoken form of a text: what is written 第47条 or 12348 becomes what is said, 第四十七条, 幺二三四八.

Rules run one after another, each on what the last one left; the order is the meaning (digits that were taken for a
date are no telephone number any more). At the end nothing is left but Hanzi and the marks a voice pauses at.
Why own rules: `wetext` and `cn2an` were tried against the table in tests/tts. They misread the hall's hotlines
(12348 as 一万二千…), area codes and ￥1,200.50, so they would have to be surrounded by these rules anyway.
Words, letters, units and measure words are data: spoken_words.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from robot.tts.numerals import LONGEST_CARDINAL, cardinal, decimal, digits

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Hanzi, as a range of a character class."""
PAUSES = "\uff0c\u3002\uff01\uff1f\uff1b\uff1a\u3001"
"""The marks of the spoken form besides Hanzi: ，。！？；：、"""

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_NUM = r"(?<![0-9])[0-9]++(?:\.[0-9]++)?+"
"""A number, whole: possessive, so that a long run of digits takes linear time."""
_DASH = r"\s*[-~\u2010-\u2015\u2212\u301c\u2053]{1,3}\s*"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_CLOCK = r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
"""How number plates begin."""
_CURRENCY = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_CONTEXT = 40
"""Characters around a number that may say how it is read."""
_ORDINAL_UNITS = "条|款|项|号|章|节|编|页|步|点|楼|层|窗口"
_JOIN = "(?:、|,|和|及|以及|或|至|到)"


def spoken_form(text: str) -> str:
    """`text` as it is said: Hanzi and ，。！？；：、 only. Pure, never raises; its own output it leaves as it is."""
    said = text.translate(_WIDTH)
    for pattern, replacement in _rules():
        said = pattern.sub(replacement, said)
    return said


_WIDTH: dict[int, str] = {
    # full-width digits, letters and signs; the pauses among them stay apart until numbers are read (1,200 and 1，2)
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in PAUSES},
    **dict.fromkeys((0x3000, 0xA0, 0x2009, 0x202F, 0x200A), " "),
    0xFFE5: "¥",
    0x3007: "零",
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x3380, 0x33E0)},
    0xBD: "1/2", 0xBC: "1/4", 0xBE: "3/4",
    0x33A1: "m²", 0x33A5: "m³", 0x2103: "°C",
    **{0x2160 + n: cardinal(n + 1) for n in range(12)},
    **{start + n: f"\n({n + 1})" for start in (0x2460, 0x2474, 0x2776) for n in range(10)},
}  # fmt: skip


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("spoken_words.yaml").read_text(encoding="utf-8"))
    return tables


def _any_of(words: Any) -> str:
    """A pattern for the longest of `words` that fits."""
    return "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: (-len(str(word)), str(word))))


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        (re.compile(pattern, re.MULTILINE), replacement)
        for part in (_markup(), _telephones(), _calendar(), _amounts(), _structure(), _numbers(), _latin(), _tidy())
        for pattern, replacement in part
    )


_Part = list[tuple[str, str | Callable[[re.Match[str]], str]]]


def _markup() -> _Part:
    return [
        (r"(?i)(?<![a-z0-9])(?:https?://|www\.)[^\s\u3400-\u9fff，。；！？、()]+", ""),
        (r"(?<![a-zA-Z0-9_.+-])[a-zA-Z0-9_.+-]++@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]+)+", ""),
        (
            rf"(?i)(?<![a-z0-9.-])(?:[a-z0-9-]+\.)+(?:{_any_of(_tables()['domains'])})(?:/[^\s\u3400-\u9fff，。；！？、()]*)?(?![a-z0-9])",
            "",
        ),
        (r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1"),
        (r"</?[a-zA-Z][^<>\n]{0,200}>", ""),
        (r"&(?:nbsp|amp|lt|gt|quot);", " "),
        (r"^\s{0,3}#{1,6}\s+", ""),
        (r"^\s*[-*+•]\s+(?=\S)", ""),
        (r"[*_`]{2,}", ""),
    ]


def _telephones() -> _Part:
    named = _any_of(_tables()["numbered"])
    measure = rf"(?:\s*(?:{_any_of([*_tables()['liang'], *_tables()['measures']])})|[.:/%‰°][0-9%‰C]|%|‰)"
    short = r"(?:110|119|120|122|114|1000[0-9]|10010|10086|10099|1118[35]|12[0-9]{3}|9[56][0-9]{3,4})"
    no_quantity = r"(?<![0-9.第约共近超达满足高低¥$€£~-])(?<!第 )(?![0-9]+00(?![0-9]))"
    not_counted = rf"{no_quantity}({short})(?![0-9a-zA-Z~-])(?!{measure})"
    return [
        (r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])", lambda m: m[0].replace(",", "")),
        (
            r"(?<![0-9,.] )(?<![0-9])[0-9]{1,3}(?: [0-9]{3})+(?=元|块|人|户|亩|吨|万|平方|美元)",
            lambda m: m[0].replace(" ", ""),
        ),
        (rf"(?<![0-9])({_any_of(_tables()['by_digit'])})", lambda m: digits(m[1]) + m[1].lstrip("0123456789")),
        (r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])", _grouped),
        (r"(?<![0-9])\(?(0[0-9]{2,3})\)?[-\u2010-\u2015 ]?([0-9]{7,8})(?![0-9])", _grouped),
        (r"(?<![0-9])([48]00)[- ]([0-9]{3})[- ]?([0-9]{4})(?![0-9])", _grouped),
        (r"(?<![0-9])([48]00)([0-9]{3})([0-9]{4})(?![0-9])", _grouped),
        (
            rf"((?:{named})[是为:：\s]{{0,3}})"
            r"([0-9]{3,}(?:\s?[、,，/或]\s?[0-9]{5,})*)(?![0-9.])",
            lambda m: m[1] + re.sub("[0-9]+", lambda each: digits(each[0], one="幺"), m[2]),
        ),
        (r"(?<=[拨打])(\s?)([0-9]{3,6})(?![0-9.])(?!个|次|遍|分|折|元|人)", lambda m: digits(m[2], one="幺")),
        (not_counted, lambda m: digits(m[1], one="幺")),
        (r"(?<=[\u3400-\u9fff])/(?=[0-9]{5,6}(?![0-9]))", "、"),
        (r"(?<![0-9a-zA-Z])([0-9]{17})([0-9xX])(?![0-9a-zA-Z])", lambda m: digits(m[1], one="幺") + _id_end(m[2])),
        (
            r"([0-9]{3,4})(?=\s?(?:室|房间|房(?![东产屋子价租贷款])|办公室|会议室|教室|病房|法庭|路(?![人边口过])))",
            lambda m: digits(m[1], one="幺"),
        ),
        (
            r"(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,2}){2,}(?![0-9.])(?=版)",
            lambda m: "点".join(map(digits, m[0].split("."))),
        ),
        (r"(?<=转)([0-9]{1,5})(?![0-9元万千百个])", lambda m: digits(m[1], one="幺")),
        (r"(?<![0-9])[0-9]{4}(?: [0-9]{3,4}){2,}(?![0-9])", lambda m: digits(m[0], one="幺")),
        (r"([0-9]{3})(?=国道|省道|县道)", lambda m: digits(m[1], one="幺")),
        (r"(?<=[0-9])#(?=楼|栋|幢|座|院|房|库|机|井|线|厂|门|路|车)", "号"),
        (rf"(?<=[{_PROVINCES}])([A-Z])[·\s]?([A-Z0-9]{{5,6}})(?![A-Za-z0-9])", _plate),
        (r"(?<=[\u4e00-\u9fff])([0-9]{4})(?=[民刑行执][初终再申特监督保赔])", lambda m: digits(m[1], one="幺")),
    ]


def _plate(match: re.Match[str]) -> str:
    """The letters and digits of a number plate, one by one."""
    return "".join(digits(char, one="幺") if char.isdigit() else char for char in match[1] + match[2])


def _grouped(match: re.Match[str]) -> str:
    """A telephone number in its groups, a short pause between them."""
    return "，".join(digits(group, one="幺") for group in match.groups())


def _id_end(char: str) -> str:
    return "艾克斯" if char in "xX" else digits(char, one="幺")


def _calendar() -> _Part:
    return [
        (
            rf"(?<![0-9.])({_YEAR})\s?([-/.])\s?(0?[1-9]|1[0-2])\s?\2\s?(3[01]|[12][0-9]|0?[1-9])(?![0-9])(?!\.[0-9])",
            lambda m: f"{digits(m[1])}年{cardinal(int(m[3]))}月{cardinal(int(m[4]))}日",
        ),
        (
            r"(?<![0-9.])((?:19|20)[0-9]{2})[-/](0[1-9]|1[0-2])(?![0-9年])",
            lambda m: f"{digits(m[1])}年{cardinal(int(m[2]))}月",
        ),
        (rf"(?<![0-9.])({_YEAR})\.(1[0-2]|[1-9])(?:{_DASH}|至|到)({_YEAR})\.(1[0-2]|[1-9])(?![0-9])", _months),
        (rf"(?<![0-9.])({_YEAR}){_DASH}({_YEAR})(?=\s?(?:年|学年|$|[^0-9.元人件户米]))", _year_range),
        (r"(?<![0-9.])((?:19|20)[0-9]{2})\s?(?=年(?!以[上下]))", lambda m: digits(m[1])),
        (rf"(?<![0-9.])({_YEAR})\s?(?=年(?!内|以[上下内]|左右|后|前|间|期))", lambda m: digits(m[1])),
        (rf"(?<![0-9.])([5-9][0-9])(?=年(?:{_any_of(_tables()['after_year'])}))", lambda m: digits(m[1])),
        (r"(?<![0-9.])([0-9]0)(?=年代)", lambda m: cardinal(int(m[1]))),
        (r"(?<![0-9.])([0-9]{2})(?=年\s?[0-9]{1,2}月)", lambda m: digits(m[1])),
        (r"(?<![0-9.])(0[0-9])(?=年)", lambda m: digits(m[1])),
        (r"(?<![0-9.])([6-9][05]|0[05])(?=后(?!$|[，,。的]))", lambda m: digits(m[1])),
        (r"(?<![0-9.])0([0-9])(?=[月日时点])", r"\1"),
        (r"[\[(\u3014]((?:19|20)[0-9]{2})[\])\u3015](?=[0-9])", lambda m: digits(m[1]) + "，"),
        (r"[\[(\u3014]((?:19|20)[0-9]{2})[\])\u3015]", lambda m: digits(m[1])),
        (r"(?<![0-9])([0-9]{1,2})·([0-9]{1,2})(?![0-9])", lambda m: digits(m[1] + m[2], one="幺")),
        (
            r"(?<![0-9.])([0-9]{1,2})\.([0-9]{1,2})(?=儿童节|劳动节|国庆|妇女节|消费者|晚会|大促|购物节)",
            lambda m: digits(m[1] + m[2]),
        ),
        (r"(比例?[是为:：]{0,2}\s?|比分)([0-9]{1,3})[:：]([0-9]{1,3})(?![0-9:])", _ratio),
        (r"(?<=[0-9])：(?=[0-9])", ":"),
        (rf"({_CLOCK}){_DASH}(?={_CLOCK})", r"\1到"),
        (rf"(?<![0-9:.])({_CLOCK})", lambda m: _clock(m[1])),
        (r"(?<=[0-9])\s*[:：]\s*(?=[0-9])", "比"),
        (r"(?<=[点时])\s?0([0-9])(?=分)", lambda m: "零" + digits(m[1])),
        (rf"(?<![0-9.])([0-9]{{1,2}})({_DASH}|至|到|、)([0-9]{{1,2}})(?=[月日])", _two_of_the_calendar),
        (r"(?<![0-9.])([0-9]{1,2})(?=月)", lambda m: cardinal(int(m[1]))),
        (rf"(?<=[月日]){_DASH}(?=[0-9一二三四五六七八九十])", "到"),
        (rf"(?<=[点分半]){_DASH}(?=次日|第二天|翌日|当日|当天|隔天|凌晨|早上|晚上|上午|下午|夜里)", "到"),
        (r"(?<![0-9.])([0-9]{1,2})(?=日(?!元))", lambda m: cardinal(int(m[1]))),
        (rf"(周|星期|礼拜)([一二三四五六日天]){_DASH}(?=周|星期|礼拜|[一二三四五六日天])", r"\1\2到"),
    ]


def _months(match: re.Match[str]) -> str:
    """1998.6—2003.9 -> 一九九八年六月到二零零三年九月."""
    first, month, last, until = match.groups()
    return f"{digits(first)}年{cardinal(int(month))}月到{digits(last)}年{cardinal(int(until))}月"


def _year_range(match: re.Match[str]) -> str:
    return f"{digits(match[1])}到{digits(match[2])}"


def _ratio(match: re.Match[str]) -> str:
    return f"{match[1]}{cardinal(int(match[2]))}比{cardinal(int(match[3]))}"


def _two_of_the_calendar(match: re.Match[str]) -> str:
    joined = "、" if match[2] == "、" else "到"
    return f"{cardinal(int(match[1]))}{joined}{cardinal(int(match[3]))}"


def _clock(text: str) -> str:
    """8:30 -> 八点半, 13:05 -> 十三点零五分, 9:00 -> 九点, 2:10 -> 两点十分."""
    hour, minute, *second = (int(part) for part in text.split(":"))
    said = ("两" if hour == 2 else cardinal(hour)) + "点"
    if second and second[0]:
        return f"{said}{_two_digits(minute)}分{_two_digits(second[0])}秒"
    if minute == 30:
        return said + "半"
    return said + (f"{_two_digits(minute)}分" if minute else "")


def _two_digits(number: int) -> str:
    return ("零" if 0 < number < 10 else "") + cardinal(number)


def _amounts() -> _Part:
    """Money, percent, fractions, units: they turn signs into words and leave the digits to _numbers."""
    units = _tables()["units"]
    big = "[万亿千百]{0,2}"
    return [
        (rf"([¥$€£])\s?({_NUM})({big})({_DASH})\1?\s?({_NUM})({big})元?", _money_range),
        (rf"([¥$€£])\s?({_NUM})({big})元?", lambda m: f"{_no_trailing_zeros(m[2])}{m[3]}{_CURRENCY[m[1]]}"),
        (rf"({_NUM})(?={big}(?:元|块|美元|欧元|英镑))", lambda m: _no_trailing_zeros(m[1])),
        (rf"({_NUM})\s?mg\s?/\s?100\s?m[lL]", r"每百毫升\1毫克"),
        (rf"({_NUM})({_DASH}|至|到)({_NUM})\s?([%‰])", lambda m: f"{_per(m[4])}{m[1]}到{_per(m[4])}{m[3]}"),
        (
            rf"({_NUM})\s?([%‰])({_DASH}|至|到)({_NUM})\s?([%‰])",
            lambda m: f"{_per(m[2])}{m[1]}到{_per(m[5])}{m[4]}",
        ),
        (rf"(?<![{HAN}0-9a-zA-Z])-(?=[0-9.]+[%‰])", "负"),
        (r"(?<![0-9.])100\s?%", "百分之百"),
        (r"([0-9])米([0-9]{2})(?![0-9.]|[米厘公])", lambda m: f"{m[1]}米{digits(m[2])}"),
        (rf"({_NUM})\s?([%‰])", lambda m: f"{_per(m[2])}{m[1]}"),
        (r"(?<![0-9./])([0-9]{1,4})\s?/\s?([0-9]{1,4})(?![0-9./])", lambda m: f"{_plain(m[2])}分之{_plain(m[1])}"),
        (
            rf"(?<=[0-9])(\s?)({_any_of(units)})(?![a-zA-Z0-9])",
            lambda m: units[m[2]],
        ),
        (r"/\s?(m²|m2)", "每平方米"),
        (r"/\s?(m³|m3)", "每立方米"),
        (r"(?<=[元次件])\s?/\s?([\u3400-\u9fff])[·/]([\u3400-\u9fff])", r"每\1每\2"),
        (r"(?<=[元次件人米斤升时天年月角分块倍个户亩])\s?/\s?(?=[\u3400-\u9fff])", "每"),
        (rf"(?<=[{HAN}])\s?/\s?(?=[{HAN}])", "或"),
        (r"(?<=和)或(?=或)", ""),
        (r"(?<=[0-9])\s?[xX*×]\s?(?=[0-9])", "乘"),
    ]


def _money_range(match: re.Match[str]) -> str:
    sign, low, low_unit, _, high, high_unit = match.groups()
    return f"{_no_trailing_zeros(low)}{low_unit}到{_no_trailing_zeros(high)}{high_unit}{_CURRENCY[sign]}"


def _no_trailing_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _per(sign: str) -> str:
    return "百分之" if sign == "%" else "千分之"


def _plain(text: str) -> str:
    return cardinal(int(text), liang=False)


def _structure() -> _Part:
    """Lists, brackets, quotes, dashes, signs that stand for what is not written."""
    return [
        (r"#号?(?=键)", "井号"),
        (r"\*号?(?=键)", "星号"),
        (r"(?<=打)[\u221a\u2713\u2714]", "对勾"),
        (r"(?<=打)[\u00d7xX](?![a-zA-Z])", "叉"),
        (rf"(?<=[{HAN}])[\u2013\u2014](?=[{HAN}])", "到"),
        (r"(?<=[一二三四五六七八九零])[\u25cb\u25ef\u3007Oo](?=[一二三四五六七八九零\u25cb\u25ef年])", "零"),
        (rf"(?<=[{HAN}\u25cb\u00d7*])[\u25cb\u25ef\u00d7*](?![0-9])(?!\*)", "某"),
        (rf"(?<=[{HAN}])[xX]{{2,3}}(?![a-zA-Z0-9])", lambda m: "某" * len(m[0])),
        (r"(?<=[0-9a-zA-Z])\s?\+\s?(?=[0-9a-zA-Z])", "加"),
        (r"第\s?[((]\s?([0-9一二三四五六七八九十]{1,4})\s?[))]", r"第\1"),
        (r"^\s*[((]\s?([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[))]\s?", _list_mark),
        (r"^\s*([0-9]{1,2})\s?(?:[、)](?![0-9])|\.(?![0-9]))\s?", _list_mark),
        (rf"(?:(?<=[。；])\s*|(?<=[{HAN}，])\s+)([0-9]{{1,2}})[.、](?=[{HAN}])", _list_mark),
        (rf"(?<=[{HAN}])\s*[\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u2605\u2606\u203b](?=\s*[{HAN}])", "，"),
        (r"第\s+(?=[0-9])", "第"),
        (r"[《》〈〉«»\"'“”‘’「」『』]", ""),
        (r"[((\[{【〔]\s*[))\]}】〕]", ""),
        (r"[(\[{【〔\u3016]", "，"),
        (r"[)\]}】〕\u3017](?=[\s]*(?:$|[，。！？；：、,!?;:的之等后前号条款项]))", ""),
        (r"[)\]}】〕\u3017]", "，"),
        (r"(?<=[0-9])\s?[~\u301c]\s?(?=[0-9])", "到"),
        (rf"(?<=[0-9]){_DASH}(?=[0-9])", "到"),
        (rf"(?<=[0-9一二三四五六七八九十月日年元天点分半号条层楼人岁万千百亿米时个周]){_DASH}(?=[0-9])", "到"),
        (rf"(?<=[0-9{HAN}])\s?~\s?(?=[0-9{HAN}])", "到"),
        (r"(?<![0-9a-zA-Z])[-\u2212](?=[0-9])", "负"),
        (r"[\u2010-\u2015\u2026]+|\.{3,}|-{2,}|\s[-~]\s", "，"),
    ]


def _list_mark(match: re.Match[str]) -> str:
    mark = match[1]
    return f"\n{cardinal(int(mark)) if mark.isascii() else mark}、"


def _numbers() -> _Part:
    symbols = _tables()["symbols"]
    return [
        (
            rf"(?<=[0-9{HAN}])\s?({_any_of(symbols)})\s?(?=[0-9{HAN}])"
            rf"|(?:^|(?<=[\s,({PAUSES}]))({_any_of(symbols)})\s?(?=[0-9])",
            lambda m: symbols[m[1] or m[2]],
        ),
        (rf"(?<![0-9.、第])([1-8])、([2-9])(?=(?:{_any_of(_tables()['liang'])}))", _neighbours),
        (_NUM, _number),
    ]


def _neighbours(match: re.Match[str]) -> str:
    """2、3天 is said 两三天; 2、5天 is left alone."""
    low, high = int(match[1]), int(match[2])
    if high != low + 1:
        return match[0]
    return ("两" if low == 2 else cardinal(low)) + cardinal(high)


def _number(match: re.Match[str]) -> str:
    text = match[0]
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    after = match.string[match.end() : match.end() + _CONTEXT]
    if _is_ordinal(before, after):
        return decimal(text, liang=False)
    if text == "2" and _takes_liang(after) and not before.endswith(("分之", "十", "百", "百零", "千零", "万零", "点")):
        return "两"
    whole = text.partition(".")[0]
    bare = "." not in text
    if len(whole) > LONGEST_CARDINAL or (bare and len(whole) > 8 and not _counts(after)):
        return digits(text, one="幺")
    if bare and len(text) > 1 and text.startswith("0"):
        return digits(text, one="幺")
    return decimal(text)


def _is_ordinal(before: str, after: str) -> bool:
    """第47 and the further numbers of 第3、5条; but in 第47条、2个月 the 2 is none."""
    if before.endswith("第"):
        return True
    if not re.match(rf"{_JOIN}?[0-9]*(?:{_ORDINAL_UNITS})", after) and not re.match(rf"(?:{_JOIN}[0-9]+)+条", after):
        return False
    return bool(re.search(rf"第[0-9]+(?:(?:{_ORDINAL_UNITS})?{_JOIN}[0-9]+)*(?:{_ORDINAL_UNITS})?{_JOIN}$", before))


def _counts(after: str) -> bool:
    return bool(re.match(rf"\s?(?:{_any_of(_tables()['liang'])})", after))


def _takes_liang(after: str) -> bool:
    """个 follows, or 到3个 does."""
    return _counts(re.sub(rf"^(?:到|至|或者?){_NUM}", "", after))


def _latin() -> _Part:
    words, letters = _tables()["words"], _tables()["letters"]
    return [
        (rf"(?i)(?<![a-z])(?:{_any_of(words)})(?![a-z])", lambda m: words[m[0].lower()]),
        (r"[a-zA-Z]", lambda m: letters[m[0].lower()]),
    ]


def _tidy() -> _Part:
    """Western pauses become Chinese ones, everything unsayable goes, no two pauses stand together."""
    pause = f"[{PAUSES}]"
    return [
        (r"[,\t|→⇒•]", "，"),
        (r";", "；"),
        (r"!", "！"),
        (r"\?", "？"),
        (r":", "："),
        (r"\.(?=\s|$)", "。"),
        (r"\s*\n\s*", "。"),
        (rf"[^{HAN}{PAUSES}]", ""),
        (rf"{pause}*([。！？；]){pause}*", r"\1"),
        (rf"([，：、]){pause}+", r"\1"),
        (rf"\A{pause}+", ""),
        (r"[，：、；]\Z", ""),
    ]
