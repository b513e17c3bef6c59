"""Whether the hall is open on the day that a visitor asks about, or now: 周六上班吗, 现在还办公吗, 国庆放假吗. Pure.

The day is looked for in the words; the hall's usual hours are said as well, so that a day that was not understood
costs nothing.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from robot.content import intents_schema
from robot.content.load import Content
from robot.content.numerals import number_value
from robot.content.opening import WEEK, Holiday, Opening
from robot.dialogue.replies import compose
from robot.nlu.text.normalise import plain
from robot.turn import Reply, Understanding

HOURS = "hours"
"""The id of the small talk that asks for the hours."""
DATE = "time-date"
"""The id of the small talk that asks what day and what time it is."""
_DAYS = {"大后天": 3, "后天": 2, "后儿": 2, "明天": 1, "明儿": 1, "今天": 0, "今儿": 0, "今日": 0}
_NOW = re.compile(r"现在|这会儿|这阵|还办公|还上班|还开门|还开着|下班了|关门了")
_WEEKDAY = re.compile(r"(下个?|这个?)?(?:周|星期|礼拜)([一二三四五六日天末])")
_DATE = re.compile(r"([零一二三四五六七八九十\d]{1,3})月([零一二三四五六七八九十\d]{1,3})[号日]")
_WEEKDAYS = {**dict(zip("一二三四五六日", range(7), strict=True)), "天": 6, "末": 5}


@dataclass(frozen=True, slots=True)
class Day:
    """The day asked about, and the holiday by whose name it was asked for."""

    date: datetime.date
    holiday: Holiday | None = None


def told(content: Content, reply: Reply, text: str, now: datetime.datetime) -> Reply:
    """`reply`, the usual hours, with what is true of the day that `text` asks about said first."""
    opening = content.opening
    if opening is None:
        return reply
    sentence = _sentence(content, opening, plain(text), now)
    return replace(reply, spoken=sentence + reply.spoken, shown=compose.lines(sentence, reply.shown))


def on_day(content: Content, talk: intents_schema.SmallTalk, text: str, now: datetime.datetime) -> Reply:
    """The same for a day named after the hours were told: 后天呢."""
    return told(
        content, compose.talk_reply(content, talk, Understanding(text, "strong", "smalltalk", HOURS, 1.0)), text, now
    )


def is_closed_on(content: Content, text: str, now: datetime.datetime) -> bool:
    """Whether nobody is there on the day that `text` names."""
    opening = content.opening
    day = asked_day(opening, plain(text), now.date()) if opening else None
    return opening is not None and day is not None and not opening.open_on(day.date)


def today(content: Content, reply: Reply, now: datetime.datetime) -> Reply:
    """`reply` with the day and the time before it."""
    values = {"date": _date(now.date()) + WEEK[now.weekday()], "time": _time(now.time())}
    sentence = compose.filled(content.prompts.today, values)
    return replace(reply, spoken=sentence + reply.spoken, shown=compose.lines(sentence, reply.shown))


def now_open(content: Content, now: datetime.datetime) -> str:
    """Whether the hall is open now, as it is said; empty when nobody has written down when it is."""
    return _of_now(content, content.opening, now) if content.opening else ""


def _sentence(content: Content, opening: Opening, text: str, now: datetime.datetime) -> str:
    day = asked_day(opening, text, now.date())
    if day is None:
        return _of_now(content, opening, now) if _NOW.search(text) else ""
    if day.holiday is not None:
        days = {"name": day.holiday.name, "first": _date(day.holiday.first), "last": _date(day.holiday.last)}
        alone = day.holiday.first == day.holiday.last
        prompt = content.prompts.holiday_day if alone else content.prompts.holiday_days
        return compose.filled(prompt, days)
    prompt = content.prompts.open_day if opening.open_on(day.date) else content.prompts.closed_day
    return compose.filled(prompt, {"day": _date(day.date) + WEEK[day.date.weekday()]})


def _of_now(content: Content, opening: Opening, now: datetime.datetime) -> str:
    until = opening.open_until(now)
    if until is not None:
        return compose.filled(content.prompts.open_now, {"time": _time(until)})
    opens = opening.next_opening(now)
    if opens is None:
        return ""
    ahead = (opens.date() - now.date()).days
    day = {0: "今天", 1: "明天"}.get(ahead, _date(opens.date()) + WEEK[opens.weekday()])
    return compose.filled(content.prompts.closed_now, {"day": day, "time": _time(opens.time())})


def asked_day(opening: Opening, text: str, today: datetime.date) -> Day | None:
    """The day that `text` names, from `today` on; None when it names none."""
    for holiday in opening.holidays:
        if holiday.last >= today and any(name in text for name in (holiday.name, *holiday.names)):
            return Day(holiday.first, holiday)
    date = _DATE.search(text)
    if date is not None:
        return _dated(date, today)
    weekday = _WEEKDAY.search(text)
    if weekday is not None:
        return Day(_on_weekday(today, _WEEKDAYS[weekday[2]], next_week=(weekday[1] or "").startswith("下")))
    ahead = next((days for word, days in _DAYS.items() if word in text), None)
    return Day(today + datetime.timedelta(days=ahead)) if ahead is not None else None


def _dated(found: re.Match[str], today: datetime.date) -> Day | None:
    month, day = (int(part) if part.isdigit() else number_value(part) for part in found.groups())
    if month is None or day is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            date = datetime.date(year, int(month), int(day))
        except ValueError:
            return None
        if date >= today:
            return Day(date)
    return None


def _on_weekday(today: datetime.date, weekday: int, next_week: bool) -> datetime.date:
    if next_week:
        monday = today + datetime.timedelta(days=7 - today.weekday())
        return monday + datetime.timedelta(days=weekday)
    return today + datetime.timedelta(days=(weekday - today.weekday()) % 7)


def _date(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


def _time(time: datetime.time) -> str:
    part = "上午" if time.hour < 12 else "中午" if time.hour == 12 else "下午" if time.hour < 18 else "晚上"
    hour = time.hour if time.hour <= 12 else time.hour - 12
    return f"{part}{hour}:{time.minute:02d}"
