"""Signs between quantities: minus, times and divided by in what is a sum; class 九(2)班. Pure."""

from __future__ import annotations

import re

from robot.tts.written.common import HAN, Part, any_of, tables

_QUANTITY = rf"[0-9a-zA-Z%‰{HAN}]"
_LEFT, _RIGHT = rf"(?<=[0-9a-zA-Z%‰){HAN}])", rf"(?=[0-9a-zA-Z(¥{HAN}])"
_CLAUSE = re.compile(r"[^，。；！？;!?]+")


def formulas() -> Part:
    """Rules for sums; they go before what takes a stroke for "until" and a cross for a name left out."""
    factor = any_of(tables()["factors"])
    return [
        (r"^[^\n=]*=[^\n]*$", lambda m: _CLAUSE.sub(_sum, m[0])),
        (rf"(?<={_QUANTITY})\s?[×*]\s?(?={factor}|[0-9]+(?:\.[0-9]+)?[%‰])", "乘"),
    ]


def _sum(match: re.Match[str]) -> str:
    """A clause with = in it: its strokes are minus, its crosses times."""
    text = match[0]
    if "=" not in text:
        return text
    for sign, said in (("[-\u2212\u2013]", "减"), ("[×*]", "乘"), ("÷", "除以")):
        text = re.sub(rf"{_LEFT}\s?{sign}\s?{_RIGHT}", said, text)
    return re.sub(rf"(?<=[{HAN})])\s?/\s?(?=[0-9(])", "除以", text)
