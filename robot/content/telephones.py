"""Telephone numbers as people write them, and what is wrong with one. Pure.

A number is read aloud digit by digit only as long as it looks like one: a blank in it makes two sums of it, and Excel
takes the 0 off its beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_DASHES = re.compile(r"\s*[-—–－−]+\s*")
_DIGIT_GROUPS = re.compile(r"\d+(?: +\d+)+")
_EXTENSION = re.compile(r"\s*转\s*")
_SEVERAL = re.compile(r"[、,，/;；]\s*")
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_IN_BRACKETS = re.compile(rf"\(\s*({_AREA})\s*\)[\s-]*")
_CUT_BY_LINES = re.compile(rf"(?<!\d)({_AREA})-(\d{{2,4}})-(\d{{3,5}})(?!\d)")
_WHOLE = re.compile(
    rf"(?:{_AREA}-?\d{{7,8}}|1[3-9]\d{{9}}|[48]00-?\d{{3}}-?\d{{4}}|[1-9]\d{{2,7}})(?:-\d{{1,5}}|转\d{{1,5}})?"
)
_NO_ZERO = re.compile(r"(?!400|800|1[3-9]\d{9})(10|2\d|[3-9]\d\d)-?(\d{7,8})")
_SHAPE = re.compile(r"\d[\d-]*(?:转\d+)?")
_LOCAL = (7, 8)
_CUT = re.compile(
    rf"(?<![\d-])(?:{_AREA}[- ]\d{{2,4}} \d{{3,5}}|{_AREA} \d{{7,8}}|\({_AREA}\) ?\d{{2,4}} \d{{3,5}}"
    r"|1[3-9]\d \d{4} \d{4}|[48]00 \d{3} \d{4})(?![\d-])"
)

Kind = Literal["no_zero", "length", "no_number"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a number: the 0 of its area code is gone, digits are missing or too many, it is none at all.
    `meant`: what it may have been."""

    kind: Kind
    meant: str = ""


def written_phone(given: object) -> object:
    """A telephone number in half-width digits, without blanks and brackets in it; after an area code stands a hyphen.

    What is no text stays as it is.
    """
    if not isinstance(given, str):
        return given
    half_width = _EXTENSION.sub("转", _DASHES.sub("-", unicodedata.normalize("NFKC", given).strip()))
    joined = _DIGIT_GROUPS.sub(_together, _IN_BRACKETS.sub(r"\1-", half_width))
    return _CUT_BY_LINES.sub(_one, joined)


def _one(found: re.Match[str]) -> str:
    """0746-576-6202 is one number; what follows a whole number is an extension."""
    return f"{found[1]}-{found[2]}{found[3]}" if len(found[2] + found[3]) in _LOCAL else found[0]


def _together(found: re.Match[str]) -> str:
    first, *rest = found[0].split()
    between = "-" if first.startswith("0") and len(first) in (3, 4) else ""
    return first + between + "".join(rest)


def wrong(number: str) -> Wrong | None:
    """What is wrong with a number, or with the first wrong one of several (as `written_phone` has them); None when
    nothing is."""
    return next((found for part in _SEVERAL.split(number) if (found := _wrong(part)) is not None), None)


def _wrong(number: str) -> Wrong | None:
    if _WHOLE.fullmatch(number):
        return None
    lost = _NO_ZERO.fullmatch(number)
    if lost is not None:
        return Wrong("no_zero", f"0{lost[1]}-{lost[2]}")
    return Wrong("length" if _SHAPE.fullmatch(number) else "no_number")


def cut_up(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a text with blanks in them, which would be read as sums, each with how it is to be written."""
    for found in _CUT.finditer(text):
        yield found[0], str(written_phone(found[0]))
