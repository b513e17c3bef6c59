"""When a hall is open: from the table 时间 to days and times, and to the sentence in which that is said."""

from __future__ import annotations

import datetime

from robot.content.opening import WEEK
from robot.errors import ContentError
from robot.halls import cells
from robot.halls.faults import Fault, fault
from robot.halls.tables import Row, Rows
from robot.halls.told import Days, Times
from robot.workbench.cells import day_of

_HOLIDAY, _WORKED = "放假", "调休"
_WORKDAYS = WEEK[:5]


def read_times(rows: Rows, faults: list[Fault]) -> Times:
    """The times that the rows (each with its `key`) tell; what is wrong goes to `faults`."""
    by_key = {row["key"]: (number, row) for number, row in rows if row["key"]}
    number, row = by_key.get("days", (0, {}))
    days = cells.weekdays(row.get("first", "").strip() or "周一", row.get("last", "").strip() or _until(row))
    if days is None:
        faults.append(fault("times", number, "first", "no_days"))
    spans = [span for key in ("morning", "afternoon") for span in _span(*by_key.get(key, (0, {})), faults)]
    if not spans and not any(each.table == "times" for each in faults):
        faults.append(fault("times", 0, "first", "no_times"))
    if len(spans) == 2 and spans[0][1] > spans[1][0]:
        faults.append(fault("times", by_key["afternoon"][0], "first", "times_cross"))
    besides = [day for number, row in rows if not row["key"] for day in _days(number, row, faults)]
    return Times(days or _WORKDAYS, tuple(spans), tuple(besides))


def _until(row: Row) -> str:
    """Until which day, where nobody says so: a list of days has no end."""
    return "" if row.get("first", "").strip() else "周五"


def _span(number: int, row: Row, faults: list[Fault]) -> list[tuple[datetime.time, datetime.time]]:
    first, last = row.get("first", "").strip(), row.get("last", "").strip()
    if not first and not last:
        return []
    found = cells.time_of(first), cells.time_of(last)
    for text, time, key in ((first, found[0], "first"), (last, found[1], "last")):
        if time is None:
            faults.append(fault("times", number, key, "no_time", text=text))
    if found[0] is None or found[1] is None:
        return []
    if found[0] >= found[1]:
        faults.append(fault("times", number, "last", "times_reversed", first=first, last=last))
        return []
    return [(found[0], found[1])]


def _days(number: int, row: Row, faults: list[Fault]) -> list[Days]:
    item = row.get("item", "")
    if item not in {_HOLIDAY, _WORKED}:
        faults.append(fault("times", number, "item", "no_item", text=item))
        return []
    try:
        first = day_of(row.get("first", ""))
        last = day_of(row["last"]) if row.get("last") else first
    except ContentError as error:
        faults.append(Fault("times", number, "first", error.chinese))
        return []
    if last < first:
        faults.append(fault("times", number, "last", "days_reversed"))
        return []
    if item == _HOLIDAY and not row.get("name"):
        faults.append(fault("times", number, "name", "empty"))
    return [Days(row.get("name", ""), first, last, item == _WORKED)]


def said(times: Times) -> str:
    """The opening hours as they are said: 工作日上午8:30到12:00，下午2:30到6:00，周末和法定节假日休息."""
    spans = "，".join(f"{_said(first)}到{_said(last, first)}" for first, last in times.spans)
    days = "工作日" if times.days == _WORKDAYS else _named(times.days)
    rest = "周末和法定节假日休息" if times.days == _WORKDAYS else "法定节假日休息"
    return f"{days}{spans}，{rest}"


def _named(days: tuple[str, ...]) -> str:
    places = [WEEK.index(day) for day in days]
    if len(days) > 2 and places == list(range(places[0], places[0] + len(days))):
        return f"{days[0]}到{days[-1]}"
    return "、".join(days)


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
