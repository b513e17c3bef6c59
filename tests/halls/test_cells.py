"""What people type into cells is understood as they mean it."""

from __future__ import annotations

import datetime

import pytest

from robot.content.telephones import Wrong
from robot.halls import cells
from robot.halls.told import Move


@pytest.mark.parametrize(
    ("typed", "moves"),
    [
        ("前10", [("前", 10)]),
        ("往前10步，再往左6步", [("前", 10), ("左", 6)]),
        ("前10左6", [("前", 10), ("左", 6)]),
        ("往右手边走十二步", [("右", 12)]),
        ("左边两步半", [("左", 2.5)]),
        ("前１０，右６", [("前", 10), ("右", 6)]),
        ("前", None),
        ("十步", None),
        ("前10然后看看", None),
        ("", None),
    ],
)
def test_moves(typed: str, moves: list[tuple[str, float]] | None) -> None:
    found = cells.moves(typed)
    assert found == (None if moves is None else tuple(Move(side, steps) for side, steps in moves))


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("8:30", (8, 30)),
        ("8：30", (8, 30)),
        ("08:30:00", (8, 30)),
        ("8点半", (8, 30)),
        ("下午2:30", (14, 30)),
        ("下午两点", (14, 0)),
        ("九点", (9, 0)),
        ("十二点", (12, 0)),
        ("八点半", (8, 30)),
        ("十点一刻", (10, 15)),
        ("中午一点", (13, 0)),
        ("9点钟", (9, 0)),
        ("下班", None),
        ("25:00", None),
        ("", None),
    ],
)
def test_times(typed: str, time: tuple[int, int] | None) -> None:
    assert cells.time_of(typed) == (datetime.time(*time) if time else None)


@pytest.mark.parametrize(
    ("first", "last", "in_the_afternoon", "hours"),
    [
        ("九点", "十二点", False, ((9, 0), (12, 0))),
        ("1:30", "5:00", True, ((13, 30), (17, 0))),
        ("13:30", "5:00", True, ((13, 30), (17, 0))),
        ("下午两点", "五点", False, ((14, 0), (17, 0))),
        ("两点半", "六点", True, ((14, 30), (18, 0))),
        ("9:00", "5:00", False, ((9, 0), (17, 0))),
        ("8:30", "12:00", False, ((8, 30), (12, 0))),
        ("12:00", "8:30", False, ((12, 0), (8, 30))),
        ("11:30", "14:00", True, ((11, 30), (14, 0))),
    ],
)
def test_from_and_to(
    first: str, last: str, in_the_afternoon: bool, hours: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    assert cells.times(first, last, in_the_afternoon) == tuple(datetime.time(*each) for each in hours)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("周一", "周五", 5),
        ("星期一", "星期天", 7),
        ("周一、周三、周五", "", 3),
        ("工作日", "", 5),
        ("周五", "周一", None),
        ("每天", "", 7),
        ("周一到周五", "", 5),
        ("周一-周六", "", 6),
        ("看情况", "", None),
    ],
)
def test_days(first: str, last: str, days: int | None) -> None:
    found = cells.weekdays(first, last)
    assert (None if found is None else len(found)) == days


@pytest.mark.parametrize(("typed", "number"), [("3", 3), ("3号", 3), ("三号窗口", 3), ("３", 3), ("公证", None)])
def test_windows(typed: str, number: int | None) -> None:
    assert cells.window_number(typed) == number


@pytest.mark.parametrize(("typed", "floor"), [("2", 2), ("二楼", 2), ("地下一层", -1), ("-1", -1), ("楼上", None)])
def test_floors(typed: str, floor: int | None) -> None:
    assert cells.floor(typed) == floor


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0357-8888000", "0357-8888000"),
        ("0357 8888000", "0357-8888000"),
        ("0746-5728 100", "0746-5728100"),
        ("0746-576-6202", "0746-5766202"),
        ("１２３４８", "12348"),
    ],
)
def test_telephones(typed: str, number: str) -> None:
    assert cells.telephone(typed) == number


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("打总机", "no_number"),
        ("1", "length"),
        ("0357-", "length"),
        ("12345678901234", "length"),
        ("7465728103", "no_zero"),
    ],
)
def test_no_telephones(typed: str, kind: str) -> None:
    found = cells.telephone(typed)
    assert isinstance(found, Wrong) and found.kind == kind
