"""Values and keys as people write them: 2026年11月30日, 第47条, 《劳动法》, 是, 星期二. Pure.

What can mean one thing only is taken so; everything else stays as it is written, and is refused by its model.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from robot.content.numerals import numeral
from robot.yaml_source import parse

_WORDS = Path(__file__).with_name("everyday.yaml")
_DAY = re.compile(r"(\d{4})\s*[-/.年—–]\s*(\d{1,2})\s*[-/.月—–]\s*(\d{1,2})\s*[日号]?(?:[T\s]+[\d:.]+)?")
_ARTICLE = re.compile(
    r"(?:第\s*)?(?P<number>[0-9零〇一二两三四五六七八九十百千]+)\s*条?(?:\s*之\s*(?P<further>[0-9一二三四五六七八九十]+))?"
)
_LAW = re.compile(r"《(?P<name>[^《》]+)》")
_WEEKDAY = re.compile(r"(?:星期|礼拜|周)(?P<day>[一二三四五六日天])")


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = parse(_WORDS).data
    return words


def key_named(said: str) -> str | None:
    """The key that people call `said`; None when it is none."""
    plain = unicodedata.normalize("NFKC", said).strip()
    if plain.isascii():
        return None
    return next((key for key, names in _words()["keys"].items() if plain in names), None)


def called(value: str) -> str:
    """What people call a value of a key (lawyer: 律师); empty where there is no such word."""
    words = _words()
    return next((said for kind in ("people", "places") for said, meant in words[kind].items() if meant == value), "")


def day_of(text: str) -> datetime.date | None:
    """A day as people write it; None when it is none. Raises ValueError for the 31st of June."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return datetime.date(*(int(part) for part in found.groups())) if found else None


def written_day(given: object) -> object:
    """A day that is written otherwise than 2027-06-30."""
    try:
        return (day_of(given) if isinstance(given, str) else None) or given
    except ValueError:
        return given


def written_yes_no(given: object) -> object:
    """是 and 否."""
    if not isinstance(given, str):
        return given
    words = _words()
    return given in words["yes"] if given in (*words["yes"], *words["no"]) else given


def written_article(given: object) -> object:
    """第四十七条, written 第47条, 47条 or 47."""
    text = unicodedata.normalize("NFKC", str(given)).strip() if isinstance(given, str | int) else ""
    found = _ARTICLE.fullmatch(text)
    if found is None:
        return given
    number, further = in_hanzi(found["number"]), found["further"]
    return f"第{number}条" + (f"之{in_hanzi(further)}" if further else "")


def in_hanzi(number: str) -> str:
    """The number of an article in Chinese numerals."""
    if number.isdigit() and number.isascii() and int(number) < 10_000:
        return numeral(int(number))
    return number.replace("〇", "零")


def written_law(given: object) -> object:
    """The name of a law without its title marks; those inside it (…《民法典》…的解释) are part of it."""
    found = _LAW.fullmatch(given.strip()) if isinstance(given, str) else None
    return found["name"] if found else given


def written_weekday(given: object) -> object:
    """周二, written 星期二 or 礼拜二; 周天 is 周日."""
    found = _WEEKDAY.fullmatch(given.strip()) if isinstance(given, str) else None
    return f"周{found['day'].replace('天', '日')}" if found else given


def written_kind(words: str) -> Callable[[object], object]:
    """律师 is lawyer, 窗口 is window; `words` is people or places."""
    return lambda given: _words()[words].get(given, given) if isinstance(given, str) else given
