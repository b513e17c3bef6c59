"""Lists, brackets, signs, letters, and the marks that are left at the end. Pure."""

from __future__ import annotations

import re

from robot.tts.numerals import cardinal, digits
from robot.tts.written.common import DASH, HAN, PAUSES, Part, any_of, tables


def structure() -> Part:
    """Lists, brackets, quotes, dashes, signs that stand for what is not written."""
    return [
        (r"№\s?([0-9]+)", lambda m: "编号" + digits(m[1], one="幺")),
        (r"(?<=[带打标有个])\*(?=的|$|[，。；])", "星号"),
        (r"(?<=[表图])([0-9]{1,2})-([0-9]{1,2})(?![0-9])", lambda m: f"{cardinal(int(m[1]))}之{cardinal(int(m[2]))}"),
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
        (r"(?:^|(?<=[;；:：]))\s*[((]\s?([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[))]\s?", _list_mark),
        (r"^\s*([0-9]{1,2})\s?(?:[、)](?![0-9])|\.(?![0-9]))\s?", _list_mark),
        (rf"(?:(?<=[。；;])\s*|(?<=[{HAN}，])\s+)([0-9]{{1,2}})[.、](?=[{HAN}])", _list_mark),
        (rf"(?<=[{HAN}])\s*[\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u2605\u2606\u203b](?=\s*[{HAN}])", "，"),
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
        (r"(?<![0-9a-zA-Z])[-\u2212](?=[0-9])", "负"),
        (r"[\u2010-\u2015\u2026]+|\.{3,}|-{2,}|\s[-~]\s", "，"),
    ]


def _list_mark(match: re.Match[str]) -> str:
    mark = match[1]
    return f"\n{cardinal(int(mark)) if mark.isascii() else mark}、"


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
