"""The opening hours as they are said, and as texts name them: 【上班的日子】, 【上班时间】, 【午休时间】. Pure.

They stand once, in opening.yaml: a text that wrote them out would hold for one hall only.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from robot.content.opening import WEEK, Opening, Times

_WORKDAYS = WEEK[:5]
DAYS, REST, HOURS, OPENS, CLOSES, BREAK = "上班的日子", "休息的日子", "上班时间", "开门时间", "下班时间", "午休时间"
NAMES = frozenset({DAYS, REST, HOURS, OPENS, CLOSES, BREAK})
"""What texts may name in brackets; a hall without a break at noon has no 午休时间."""


def said(days: Sequence[str], spans: Sequence[Times]) -> str:
    """工作日上午8:30到12:00，下午2:30到6:00，周末和法定节假日休息."""
    return f"{_days(days)}{_spans(spans)}，{_rest(days)}休息"


def hours_facts(opening: Mapping[str, Any]) -> dict[str, str]:
    """What opening.yaml (as it was parsed) gives each name; nothing where it cannot be read."""
    try:
        read = Opening.model_validate(opening)
    except ValidationError:
        return {}
    spans = read.spans()
    if not read.days or not spans:
        return {}
    facts = {DAYS: _days(read.days), REST: _rest(read.days), HOURS: _spans(spans)}
    facts |= {OPENS: _said(spans[0][0]), CLOSES: _said(spans[-1][1])}
    if len(spans) > 1:
        facts[BREAK] = f"{_said(spans[0][1])}到{_said(spans[1][0], spans[0][1])}"
    return facts


def _days(days: Sequence[str]) -> str:
    """工作日; 周一到周六; 周一、周三."""
    in_order = [day for day in WEEK if day in days]
    if tuple(in_order) == _WORKDAYS:
        return "工作日"
    first = WEEK.index(in_order[0]) if in_order else 0
    is_run = len(in_order) > 2 and in_order == list(WEEK[first : first + len(in_order)])
    return f"{in_order[0]}到{in_order[-1]}" if is_run else "、".join(in_order)


def _rest(days: Sequence[str]) -> str:
    """周末和法定节假日; 周日和法定节假日; 法定节假日."""
    closed = [day for day in WEEK if day not in days]
    if not closed:
        return "法定节假日"
    name = "周末" if closed == list(WEEK[5:]) else "、".join(closed)
    return f"{name}和法定节假日" if len(closed) <= 2 else "别的日子和法定节假日"


def _spans(spans: Sequence[Times]) -> str:
    return "，".join(f"{_said(first)}到{_said(last, first)}" for first, last in spans)


def _said(time: datetime.time, after: datetime.time | None = None) -> str:
    """下午2:30; behind 上午8:30 just 12:00."""
    part, before = _part(time), _part(after) if after else ""
    hour = time.hour - 12 if time.hour > 12 else time.hour
    same = part == before or (part == "中午" and before == "上午")
    return f"{'' if same else part}{hour}:{time.minute:02d}"


def _part(time: datetime.time) -> str:
    return "上午" if time.hour < 12 else "中午" if time.hour == 12 else "下午" if time.hour < 18 else _evening(time)


def _evening(time: datetime.time) -> str:
    return "下午" if (time.hour, time.minute) <= (18, 30) else "晚上"
