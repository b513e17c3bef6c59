"""Lists, brackets, signs, letters, and the marks that are left at the end. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import cardinal
from robot.tts.written.common import DASH, HAN, ITEM, PAUSES, Part, any_of, tables

_CLASSES = "一二三四五六七八九初高大中小级"
"""What a class is written behind: 九(2)班, 初一(3)班, 大(1)班."""
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_TENS = "[一二三四五六七八九十]{1,3}"
_ITEM = rf"\(\s?(?:[0-9]{{1,2}}|{_TENS})\s?\)"
_AND = r"\s?(?:、|和|及|以及|或|至|到)?\s?"


def structure() -> Part:
    """Lists, brackets, quotes, dashes, signs that stand for what is not written."""
    return [
        (
            r"(?:(?<=[带打标注有个加])|^)\*号?(?=[是表代必])|(?<=[带打标注有个加])\*号?(?=[的项为者处]|$|[，。；])|(?:^|(?<=[，。；：\s]))\*(?=为)",
            "星号",
        ),
        (r"(?<=[表图])([0-9]{1,2})-([0-9]{1,2})(?![0-9])", lambda m: f"{cardinal(int(m[1]))}之{cardinal(int(m[2]))}"),
        (r"[“\"「【\[]([#*])号?[”\"」】\]](?=键)", r"\1"),
        (r"#号?(?=键)|(?<=[按拨入以])[“\"]?#号?[”\"]?|(?<=[0-9])#(?![0-9a-zA-Z])", "井号"),
        (r"\*号?(?=键)|(?<=[按拨入以])[“\"]?\*号?[”\"]?(?![0-9]*[*月年])", "星号"),
        (
            r"(?<![0-9])([0-9])\s?\(\s?([0-9]{1,2})\s?\)(?=\s?(?:班|中队))",
            lambda m: cardinal(int(m[1])) + cardinal(int(m[2])),
        ),
        (rf"(?<=[{_CLASSES}])\s?\(\s?([0-9]{{1,2}}|{_TENS})\s?\)(?=\s?(?:班|中队))", r"\1"),
        (rf"(?:第|(?<=[条款]))\s?{_ITEM}(?:{_AND}{_ITEM})*(?=[项目])", _items),
        (r"(?<=打)[\u221a\u2713\u2714]", "对勾"),
        (r"(?<=打)[\u00d7xX](?![a-zA-Z])", "叉"),
        (rf"(?<=[{HAN}])[\u2013\u2014](?=[{HAN}])", "到"),
        (r"(?<=[一二三四五六七八九零])[\u25cb\u25ef\u3007Oo](?=[一二三四五六七八九零\u25cb\u25ef年])", "零"),
        (rf"(?:^|(?<=[\s,;，；]))[\u00d7\u2713\u2714\u221a](?=[{HAN}])", "，"),
        (r"(?<![A-Za-z])(III?|I[VX]?|VI{0,3})(?=[级类型期度区]|标段)", lambda m: cardinal(_ROMAN[m[1]])),
        (rf"\s*(?<![a-zA-Z])([a-hA-H])(?:[.、]|\))\s?(?=[{HAN}])", r"，\1，"),
        (r"(?i)(?<=[”\"」》])\s?app(?![a-z])", "应用"),
        (r"(?<![0-9.])([1-9][0-9]?)F(?![a-zA-Z0-9])-?", r"\1楼"),
        (rf"(?<=[{HAN}\u25cb\u00d7*])[\u25cb\u25ef\u00d7*](?![0-9])(?!\*)", "某"),
        (
            r"(?<![a-zA-Z0-9])[xX]{2,4}(?=[省市县区镇乡村路街号年月日某公局院单法派先女小])",
            lambda m: "某" * min(len(m[0]), 2),
        ),
        (rf"(?<=[{HAN}])[xX]{{2,3}}(?![a-zA-Z0-9])", lambda m: "某" * len(m[0])),
        (r"(?<=[0-9a-zA-Z])\s?\+\s?(?=[0-9a-zA-Z])", "加"),
        (r"第\s?[((]\s?([0-9一二三四五六七八九十]{1,4})\s?[))]", r"第\1"),
        (rf"(?:^|{ITEM}|(?<=[;；:：]))\s*\(\s?([0-9]{{1,2}}|{_TENS})\s?\)\s?", _list_mark),
        (rf"(?:^|(?<=[:：。；;]))1[.、](?=[{HAN}])[^\n]*", _in_a_row),
        (
            rf"\((?:1|一)\)(?=[{HAN}])[^\n]*\((?:2|二)\)[^\n]*",
            lambda m: re.sub(rf"\s*\(([0-9]{{1,2}}|{_TENS})\)(?=[{HAN}])", _list_mark, m[0]),
        ),
        (rf"(?<=[;；])\s*([0-9]{{1,2}})\)\s?(?=[{HAN}])", _list_mark),
        (r"^\s*([0-9]{1,2})\s?(?:[、)](?![0-9])|\.(?![0-9]))\s?", _list_mark),
        (rf"(?:(?<=[。；;])\s*|(?<=[{HAN}，])\s+)([0-9]{{1,2}})[.、](?=[{HAN}])", _list_mark),
        (
            rf"(?<=[{HAN}])\s*[\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u2605\u2606\u203b\u2610\u2611\u2612](?=\s*[{HAN}])",
            "，",
        ),
        (r"第\s+(?=[0-9])", "第"),
        (r"[《》〈〉«»\"'“”‘’「」『』]", ""),
        (r"[((\[{【〔]\s*[))\]}】〕]", ""),
        (r"[(\[{【〔\u3016]", "，"),
        (r"[)\]}】〕\u3017](?=[\s]*(?:$|[，。！？；：、,!?;:的之等后前号条款项]))", ""),
        (r"[)\]}】〕\u3017]", "，"),
        (r"(?<=[0-9])\s?[~\u301c]\s?(?=[0-9])", "到"),
        (rf"(?<=[0-9]){DASH}(?=[0-9])", "到"),
        (rf"(?<=[0-9一二三四五六七八九十月日年元天点分半号条层楼人岁万千百亿米时个周]){DASH}(?=[0-9])", "到"),
        (rf"(?<=[0-9{HAN}])\s?~\s?(?=[0-9{HAN}])", "到"),
        (
            rf"(?<=[为是于到至约值在去达])[-\u2212](?=[0-9])|(?<=[{HAN}])[-\u2212](?=[0-9.]+(?:摄氏度|度|层|楼|元|米|分贝))",
            "负",
        ),
        (rf"(?<=[{HAN}])[-\u2212](?=[0-9])", ""),
        (rf"(?<=[{HAN}])-(?=[{HAN}]{{2,4}}(?:高速|铁路|动车|高铁|航班|的车|段|车票|机票|公路))", "到"),
        (rf"(?<=[{HAN}])-(?=[{HAN}])", "，"),
        (r"(?<![0-9a-zA-Z])[-\u2212](?=[0-9])", "负"),
        (r"[\u2010-\u2015\u2026]+|\.{3,}|-{2,}|\s[-~]\s", "，"),
    ]


def _items(match: re.Match[str]) -> str:
    """第(一)(二)项 -> 第一、二项."""
    return "第" + re.sub(r"[第()\s]", "", re.sub(r"\)\s?\(", "、", match[0]))


def _in_a_row(match: re.Match[str]) -> str:
    """1.申请书2.委托书 -> items of a list: each number is followed by the next."""
    text, number = match[0], 1
    for found in re.finditer(rf"(?<![0-9.])([0-9]{{1,2}})[.、](?=[{HAN}])", text):
        number += int(found[1]) == number
    if number == 2:
        return text
    return re.sub(rf"(?<![0-9.])\s*([0-9]{{1,2}})[.、](?=[{HAN}])", _list_mark, text)


def _list_mark(match: re.Match[str]) -> str:
    """1. -> 一、 in a line of its own; behind something else than a pause it is one more item of the same sentence."""
    mark, before = match[1], match.string[: match.start()].rstrip(" ")[-1:]
    said = cardinal(int(mark)) if mark.isascii() else mark
    return f"{'；' if before.isalnum() else ''}\n{said}、"


def latin() -> Part:
    """Rules for foreign words and letters."""
    words, letters = tables()["words"], tables()["letters"]
    return [
        (rf"(?i)(?<![a-z])(?:{any_of(words)})(?![a-z])", lambda m: words[m[0].lower()]),
        (r"[a-zA-Z]", lambda m: letters[m[0].lower()]),
    ]


def tidy() -> Part:
    """Western pauses become Chinese ones, everything unsayable goes, no two pauses stand together."""
    pause = f"[{PAUSES}]"
    return [
        (r"[,\t|→⇒•]", "，"),
        (r";", "；"),
        (r"!", "！"),
        (r"\?", "？"),
        (r":", "："),
        (r"\.(?=\s|$)", "。"),
        (r"([；：])\s*\n\s*", r"\1"),
        (r"\s*\n\s*", "。"),
        (rf"[^{HAN}{PAUSES}]", ""),
        (rf"{pause}*([。！？；]){pause}*", r"\1"),
        (rf"([，：、]){pause}+", r"\1"),
        (rf"\A{pause}+", ""),
        (r"[，：、；]\Z", ""),
    ]
