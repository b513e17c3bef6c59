"""What people type into the cells of a hall's tables: numbers, names in a list, times, days of the week."""

from __future__ import annotations

import datetime
import re
import unicodedata

from robot.content.numerals import number_value
from robot.content.opening import WEEK
from robot.content.telephones import Wrong, written_phone, wrong
from robot.halls.told import Move, Side

_LIST = re.compile(r"[、，,;；/\n]+")
_NUMBER = re.compile(r"第?([0-9]+|[零一二两三四五六七八九十]+)号?(?:窗口?)?")
_STEPS = re.compile(r"([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百]+)(步半|步)?|(半)步?")
_MOVE = re.compile(
    r"(?:往|向|朝|再|然后|拐|转|走|手|边|面|方|，|,|、|。|；|;|\s)*([前后左右])"
    r"(?:往|向|拐|转|走|手|边|面|方|大概|大约|约|\s)*([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百]+|半)(步半|步)?"
)
_HALF = "上午|早上|早晨|早|中午|下午|傍晚|晚上|晚"
_TIME = re.compile(
    rf"(?P<half>{_HALF})?(?P<hour>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
    r"(?:[:点时.钟整]+(?P<minute>[0-9]{1,2}|半|[一三]刻|[零一二三四五六七八九十]{1,3})?分?)?(?::[0-9]{2})?"
)
_TO = re.compile("[到至~～—–-]+")
_AFTERNOON = {"下午", "傍晚", "晚上", "晚"}
_NOON = 12
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_LATEST = 8
"""In the afternoon 8:00 is twenty o'clock; 9:00 would be a morning."""
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天末])")
_FLOOR = re.compile(r"(负|地下|-)?第?([0-9]+|[零一二两三四五六七八九十]+)(?:楼|层)?")
_SIDES: dict[str, Side] = {"前": "前", "后": "后", "左": "左", "右": "右"}


def plain(text: str) -> str:
    """What was typed with half-width digits and letters, without spaces at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _LIST.split(text) if part.strip()))


def window_number(text: str) -> int | None:
    """3, 3号, 三号窗口; None when it is no number of a window."""
    found = _NUMBER.fullmatch(plain(text))
    return number_value(found[1]) if found else None


def window_numbers(text: str) -> tuple[int, ...]:
    """2到6, 2-6, 2、3、4; the one number of a window, or none."""
    said = plain(text)
    ends = [window_number(part) for part in span(said)]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        return tuple(range(ends[0], ends[1] + 1))
    found = [window_number(part) for part in listed(said)]
    return tuple(number for number in found if number is not None) if None not in found else ()


def steps(text: str) -> float | None:
    """12, 十二步, 两步半; None when it is no number of steps."""
    found = _STEPS.fullmatch(plain(text))
    if found is None:
        return None
    if found[3]:
        return 0.5
    whole = float(found[1]) if found[1][0].isascii() else float(number_value(found[1]) or 0)
    return whole + (0.5 if found[2] == "步半" else 0.0)


def side(text: str) -> Side | None:
    """左, 左边, 往左; None when it names no side."""
    found = {_SIDES[mark] for mark in plain(text) if mark in _SIDES}
    return found.pop() if len(found) == 1 else None


def moves(text: str) -> tuple[Move, ...] | None:
    """往前10步，再往左6步; 前10左6; None when something of it is no move."""
    said, at = plain(text), 0
    found: list[Move] = []
    while at < len(said):
        move = _MOVE.match(said, at)
        if move is None:
            return tuple(found) if found and not said[at:].strip("，,。、；; 步") else None
        count = steps(move[2] + (move[3] or ""))
        if count is None:
            return None
        found.append(Move(_SIDES[move[1]], count))
        at = move.end()
    return tuple(found) or None


def floor(text: str) -> int | None:
    """2, 二楼, 地下一层 (-1); None when it is no floor."""
    found = _FLOOR.fullmatch(plain(text))
    if found is None:
        return None
    number = number_value(found[2])
    return None if not number else -number if found[1] else number


def time_of(text: str, in_the_afternoon: bool = False) -> datetime.time | None:
    """8:30, 8点半, 八点半, 下午2:30; None when it is no time. `in_the_afternoon`: 1:30 is half past thirteen."""
    found = _TIME.fullmatch(plain(text).replace(" ", ""))
    hour = number_value(found["hour"]) if found is not None else None
    minute = _minute(found["minute"] or "0") if found is not None else None
    if found is None or hour is None or minute is None:
        return None
    half = found["half"] or ""
    if half in _AFTERNOON or (half == "中午" and hour <= 3) or (in_the_afternoon and not half and hour <= _LATEST):
        hour += _NOON if hour < _NOON else 0
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None


def _minute(said: str) -> int | None:
    return _PARTS[said] if said in _PARTS else number_value(said)


def times(first: str, last: str, in_the_afternoon: bool = False) -> tuple[datetime.time | None, datetime.time | None]:
    """From and to. 下午两点到五点: the afternoon holds for both; 9:00到5:00: nobody closes before he opens."""
    said = re.match(_HALF, plain(first))
    start = time_of(first, in_the_afternoon)
    is_late = in_the_afternoon or (said is not None and said[0] in _AFTERNOON)
    end = time_of(last, is_late)
    is_before = start is not None and end is not None and end <= start and start.hour < _NOON
    return start, time_of(last, in_the_afternoon=True) if is_before else end


def weekday(text: str) -> str | None:
    """周一, 星期天; None when it is no day of the week."""
    found = _WEEKDAY.fullmatch(plain(text))
    if found is None:
        return None
    return f"周{'日' if found[1] in '天末' else found[1]}"


def weekdays(first: str, last: str) -> tuple[str, ...] | None:
    """The days from 周一 to 周五; 工作日 is the same, 每天 is all; with `last` empty a list: 周一、周三."""
    if not last:
        if first in ("工作日", "每天", "天天"):
            return WEEK[:5] if first == "工作日" else WEEK
        if all(parts := span(first)) and all(map(weekday, parts)):
            return weekdays(*parts)
        days = [weekday(part) for part in listed(first)]
        return tuple(day for day in WEEK if day in days) if days and None not in days else None
    start, end = weekday(first), weekday(last)
    if start is None or end is None or WEEK.index(start) > WEEK.index(end):
        return None
    return WEEK[WEEK.index(start) : WEEK.index(end) + 1]


def yes(text: str) -> bool | None:
    """Whether 能 or 不能, 有 or 没有 was said; None when neither."""
    said = plain(text)
    if said in {"能", "有", "是", "可以", "行", "对", "y", "Y", "1"}:
        return True
    return False if said in {"不能", "没有", "没", "否", "不", "无", "不行", "不是", "不对", "n", "N", "0"} else None


def telephone(text: str) -> str | Wrong:
    """A telephone number as the files have it: 0357-8888000; else what is wrong with it."""
    written = str(written_phone(text))
    return wrong(written) or written


def whole(text: str) -> int | None:
    """6, 六, 六个; None when it is no whole number."""
    return number_value(plain(text).removesuffix("个").removesuffix("层"))


def span(text: str) -> tuple[str, str]:
    """From and to: 8:30到12:00, 周一至周五, 8:30-12:00. What has no end has an empty one."""
    first, _, last = _TO.sub("\n", text, count=1).partition("\n")
    return first.strip(), last.strip()
