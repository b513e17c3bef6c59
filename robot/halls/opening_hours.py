"""When a hall is open: from the table 时间 to days and times."""

from __future__ import annotations

import datetime
import re

from robot.content import said_hours
from robot.content.opening import WEEK
from robot.errors import ContentError
from robot.halls import cells
from robot.halls.faults import Fault, fault
from robot.halls.tables import Row, Rows
from robot.halls.told import Days, Times
from robot.workbench.cells import day_of

_HOLIDAY, _WORKED = "放假", "调休"
_MORNING, _AFTERNOON = "morning", "afternoon"
_WORKDAYS = WEEK[:5]
_WITHOUT_YEAR = re.compile(r"\d{1,2}(?:月\d{1,2}[日号]?|[-/.]\d{1,2})")


def read_times(rows: Rows, faults: list[Fault]) -> Times:
    """The times that the rows (each with its `key`) tell; what is wrong goes to `faults`."""
    by_key = {row["key"]: (number, row) for number, row in rows if row["key"]}
    number, row = by_key.get("days", (0, {}))
    days = cells.weekdays(row.get("first", "").strip() or "周一", row.get("last", "").strip() or _until(row))
    if days is None:
        faults.append(fault("times", number, "first", "no_days"))
    spans = [span for key in (_MORNING, _AFTERNOON) for span in _span(key, *by_key.get(key, (0, {})), faults)]
    if not spans and not any(each.table == "times" for each in faults):
        faults.append(fault("times", 0, "first", "no_times"))
    if len(spans) == 2 and spans[0][1] > spans[1][0]:
        crossed = {"until": f"{spans[0][1]:%H:%M}", "first": f"{spans[1][0]:%H:%M}"}
        faults.append(fault("times", by_key[_AFTERNOON][0], "first", "times_cross", **crossed))
    besides = [day for number, row in rows if not row["key"] for day in _days(number, row, faults)]
    return Times(days or _WORKDAYS, tuple(spans), tuple(besides))


def _until(row: Row) -> str:
    """Until which day, where nobody says so: a list of days has no end."""
    return "" if row.get("first", "").strip() else "周五"


def _span(key: str, number: int, row: Row, faults: list[Fault]) -> list[tuple[datetime.time, datetime.time]]:
    first, last = row.get("first", "").strip(), row.get("last", "").strip()
    if not first and not last:
        return []
    found = cells.times(first, last, in_the_afternoon=key == _AFTERNOON)
    for text, time, column in ((first, found[0], "first"), (last, found[1], "last")):
        if time is None:
            faults.append(fault("times", number, column, "no_time", text=text))
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
    first = _day(number, "first", row.get("first", ""), faults)
    last = _day(number, "last", row["last"], faults) if row.get("last") else first
    if first is None or last is None:
        return []
    if last < first:
        faults.append(fault("times", number, "last", "days_reversed"))
        return []
    if item == _HOLIDAY and not row.get("name"):
        faults.append(fault("times", number, "name", "empty"))
    return [Days(row.get("name", ""), first, last, item == _WORKED)]


def _day(number: int, key: str, text: str, faults: list[Fault]) -> datetime.date | None:
    try:
        return day_of(text)
    except ContentError as error:
        of_no_year = _WITHOUT_YEAR.fullmatch(cells.plain(text))
        no_year = fault("times", number, key, "no_year", text=text)
        faults.append(no_year if of_no_year else Fault("times", number, key, error.chinese))
        return None


def usual_hours(times: Times) -> str:
    """The same without the days of rest: 工作日上午8:30到12:00，下午2:30到6:00."""
    return said(times).rpartition("，")[0]


def said(times: Times) -> str:
    """The opening hours as they are said."""
    return said_hours.said(times.days, times.spans)
