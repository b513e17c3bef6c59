"""When the hall is open: days of the week, times of the day, holidays and the days worked instead. Pure."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from robot.content.everyday import written_weekday
from robot.content.fields import Day, Entry, Text

Weekday = Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
WEEK: tuple[str, ...] = get_args(Weekday)
Times = tuple[datetime.time, datetime.time]
_TIMES = re.compile(r"^([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-—~到至]\s*([01]?\d|2[0-3])[:：]([0-5]\d)$")


def _times(text: str) -> str:
    span = _parsed(text)
    if span is None or span[0] >= span[1]:
        raise PydanticCustomError("times", "times: {written}", {"written": text})
    return text


def _parsed(text: str) -> Times | None:
    found = _TIMES.match(text)
    if found is None:
        return None
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    return datetime.time(from_hour, from_minute), datetime.time(to_hour, to_minute)


class Holiday(Entry):
    """Days on which the hall is closed, the first and the last included."""

    name: Text
    names: tuple[Text, ...] = ()
    first: Day
    last: Day

    @model_validator(mode="after")
    def _in_order(self) -> Holiday:
        if self.last < self.first:
            raise PydanticCustomError("days", "days: {written}", {"written": f"{self.first} > {self.last}"})
        return self


class Opening(Entry):
    """knowledge/opening.yaml: when the hall is open. How that is said stands in knowledge/hall.yaml.

    `times` as 8:30-12:00; `worked` are weekend days worked for a holiday (调休).
    `review`: until when the list of holidays is good; the State Council announces them for one year.
    """

    days: tuple[Annotated[Weekday, BeforeValidator(written_weekday)], ...]
    times: tuple[Annotated[Text, AfterValidator(_times)], ...]
    holidays: tuple[Holiday, ...] = ()
    worked: tuple[Day, ...] = ()
    review: Day

    def spans(self) -> tuple[Times, ...]:
        """The times of a day on which the hall is open, in order."""
        return tuple(sorted(span for span in map(_parsed, self.times) if span is not None))

    def holiday(self, day: datetime.date) -> Holiday | None:
        """The holiday that `day` belongs to."""
        return next((holiday for holiday in self.holidays if holiday.first <= day <= holiday.last), None)

    def open_on(self, day: datetime.date) -> bool:
        """Whether the hall is open on `day` at all."""
        if day in self.worked:
            return True
        return self.holiday(day) is None and WEEK[day.weekday()] in self.days

    def open_until(self, now: datetime.datetime) -> datetime.time | None:
        """Until when the hall is open now; None when it is closed."""
        if not self.open_on(now.date()):
            return None
        return next((last for first, last in self.spans() if first <= now.time() < last), None)

    def next_opening(self, now: datetime.datetime) -> datetime.datetime | None:
        """When the hall opens next; None when it does not within a month."""
        for ahead in range(32):
            day = now.date() + datetime.timedelta(days=ahead)
            if not self.open_on(day):
                continue
            for first, _ in self.spans():
                opens = datetime.datetime.combine(day, first)
                if opens > now.replace(tzinfo=None):
                    return opens
        return None
