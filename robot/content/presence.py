"""When somebody of the directory is there, from how it is written: 周一到周五, 周二、四上午, 工作日全天. Pure.

Every mark of it has to be understood: 每月第一个周三 is no Wednesday like any other, and whoever is left out of a day
is left out without a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from robot.content.clock import times_said
from robot.content.opening import WEEK

MORNING, AFTERNOON, EVENING = "上午", "下午", "晚上"
_OPEN = "工作日"
_WHOLE = (MORNING, AFTERNOON)
_NOON = 12
_REMARK = re.compile(r"\([^()]*\)")
_DAY = r"(?:周|星期|礼拜)"
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_CLOCK = rf"(?:{_NUMBER})(?::[0-9]{{2}}|[点时](?:半|一刻|三刻|[0-9]{{1,2}}分?)?)"
_TOKENS = re.compile(
    rf"(?P<range>{_DAY}(?P<first>[一二三四五六日天])(?:到|至|~|-|—|–)+{_DAY}?(?P<last>[一二三四五六日天]))"
    r"|(?P<weekend>周末|双休日|周六日)"
    rf"|(?P<day>{_DAY}(?P<one>[一二三四五六日天]))"
    r"|(?P<open>工作日|上班时间|办公时间|上班的时候|上班的日子|上班日|开门时间)"
    r"|(?P<every>每天|天天|每日|全年)"
    rf"|(?P<times>(?P<from>{_CLOCK})(?:到|至|~|-|—|–)+(?:(?:下午|晚上))?{_CLOCK})"
    r"|(?P<half>上午|早上|早晨|下午|晚上)"
    r"|(?P<whole>全天|整天|一整天|一天|白天)"
    r"|(?P<asked>(?:电话|提前|需要?|要|可以?|先)*预约)"
    r"|(?P<more>[一二三四五六日天])"
    r"|(?P<nothing>每个?(?=周|星期|礼拜)|每周的?(?=周|星期|礼拜)|[的都在来和及与、，,;；。\s]|值班|坐班|轮流|其[余他](?:时间|时候)?|别的时候)"
)
_HALVES = {"早上": MORNING, "早晨": MORNING}


@dataclass(frozen=True, slots=True)
class Presence:
    """Days (as in WEEK; 工作日 where it is whenever the hall is open) with their halves; `by_appointment`: whenever it
    was agreed on, besides."""

    slots: frozenset[tuple[str, str]] = field(default=frozenset())
    by_appointment: bool = False

    def on(self, day: str = "", half: str = "", is_open: bool = True) -> bool:
        """Whether somebody is there on that day of the week, in that half of it; either may be any. `is_open`: the
        hall is open then."""
        return any(
            (not day or each == day or (each == _OPEN and is_open)) and (not half or half == when)
            for each, when in self.slots
        )


def presence(hours: str) -> Presence | None:
    """What `hours` says; None when something of it is not understood."""
    said = _REMARK.sub("", unicodedata.normalize("NFKC", hours)).strip()
    reading, at = _Reading(), 0
    while at < len(said):
        found = _TOKENS.match(said, at)
        if found is None or not reading.takes(found):
            return None
        at = found.end()
    return reading.done()


class _Reading:
    """Days wait for the half of them that is named behind: 周二、周四上午."""

    def __init__(self) -> None:
        self._slots: set[tuple[str, str]] = set()
        self._days: list[str] = []
        self._is_closed = False
        self._by_appointment = False

    def takes(self, found: re.Match[str]) -> bool:
        """Whether a piece can stand here."""
        if found["range"]:
            first, last = _index(found["first"]), _index(found["last"])
            self._more(WEEK[first : last + 1])
            return first <= last
        if found["more"] and not self._days:
            return False
        if found["day"] or found["more"]:
            self._more((WEEK[_index(found["one"] or found["more"])],))
        elif found["weekend"]:
            self._more(WEEK[5:])
        elif found["open"] or found["every"]:
            self._more((_OPEN,) if found["open"] else WEEK)
        elif found["half"] or found["whole"]:
            half = found["half"]
            self._close((_HALVES.get(half, half),) if half else _WHOLE)
        elif found["times"]:
            self._close(_halves_of(found["times"]) if not self._is_closed else ())
        elif found["asked"]:
            self._by_appointment = True
        return True

    def done(self) -> Presence | None:
        """All that was read; None where it says nothing."""
        if self._days and not self._is_closed:
            self._close(_WHOLE)
        made = Presence(frozenset(self._slots), self._by_appointment)
        return made if made.slots or made.by_appointment else None

    def _more(self, days: tuple[str, ...]) -> None:
        if self._is_closed:
            self._days, self._is_closed = [], False
        self._days += days

    def _close(self, halves: tuple[str, ...]) -> None:
        self._days = self._days or [_OPEN]
        self._slots |= {(day, half) for day in self._days for half in halves}
        self._is_closed = True


def _index(mark: str) -> int:
    return WEEK.index(f"周{mark.replace('天', '日')}")


def _halves_of(times: str) -> tuple[str, ...]:
    """9:00到11:30 is a morning; 9:00到17:00 a whole day."""
    hours = [time.hour for time in times_said(times)]
    if len(hours) < 2 or "下午" in times:
        return _WHOLE
    halves = (MORNING if hours[0] < _NOON else "", AFTERNOON if hours[-1] > _NOON else "")
    return tuple(filter(None, halves)) or _WHOLE
