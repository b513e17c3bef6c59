"""An invented hall: six windows on one floor, several tasks at one window, two that are done elsewhere."""

from __future__ import annotations

from robot.halls.tables import Filled, Row, Rows

NAME = "清河县公共法律服务中心"


def rows(*items: Row) -> Rows:
    """Rows as they stand in a sheet, below its explanation and its headings."""
    return tuple(enumerate(items, start=3))


def place(what: str, start: str = "", moves: str = "", wall: str = "", **more: str) -> Row:
    """A row of 位置; `moves` like "前14左9"."""
    row = {"what": what, "start": start, "moves": moves, "wall": wall, **more}
    return {key: text for key, text in row.items() if text}


def window(number: int, start: str, moves: str, wall: str = "", **more: str) -> Row:
    return place("窗口", start, moves, wall, name=str(number), **more)


PLACES: tuple[Row, ...] = (
    place("大门", note="大门外右边有坡道"),
    place("小律", "大门", "前6"),
    window(1, "大门", "前14左9", "前"),
    window(2, "1号窗口", "右4"),
    window(3, "2号窗口", "右4"),
    window(4, "3", "右4"),
    window(5, "律师窗口", "右4"),
    window(6, "大门", "前8右9", "右"),
    place("等候区", "小律", "左5"),
    place("卫生间", "大门", "前3左10", "左"),
)
TASKS: tuple[Row, ...] = (
    {"task": "综合受理", "window": "1"},
    {"task": "法律援助", "window": "2"},
    {"task": "公证", "window": "3号"},
    {"task": "律师咨询", "window": "4"},
    {"task": "人民调解", "window": "5"},
    {"task": "司法鉴定", "window": "3"},
    {"task": "行政复议", "window": "6"},
    {"task": "社区矫正、安置帮教", "window": "6"},
    {"task": "行政审批（律师执业许可、法考）", "window": "不办", "place": "市司法局", "phone": "0357-2222000"},
    {"task": "仲裁咨询", "window": "不办", "place": "县劳动人事争议仲裁院", "phone": "0357-3333000"},
    {"task": "复印打印", "window": "1"},
)
QINGHE: Filled = {
    "hall": rows(
        {"item": "名称", "value": NAME},
        {"item": "地址", "value": "清河镇人民路18号"},
        {"item": "有没有取号机（先取号、再等叫号）", "value": "有"},
    ),
    "windows": rows(*({"number": str(number)} for number in range(1, 4)), {"number": "4", "names": "律师窗口"})
    + rows({"number": "5", "phone": "0357-8888005"}, {"number": "6"}),
    "tasks": rows(*TASKS),
    "places": rows(*PLACES),
    "times": rows(
        {"item": "上班的日子", "first": "周一", "last": "周五"},
        {"item": "上午", "first": "8:30", "last": "12:00"},
        {"item": "下午", "first": "14:30", "last": "17:30"},
    ),
    "phones": rows({"name": "大厅总机", "number": "0357-8888000"}),
    "people": rows(
        {
            "name": "郝明",
            "kind": "公证员",
            "organisation": "清河公证处",
            "fields": "遗嘱公证、委托公证",
            "window": "3",
            "hours": "工作日全天",
        }
    ),
    "stations": rows({"township": "柳林镇", "address": "柳林镇司法所", "hours": "工作日", "phone": "0357-8888101"}),
}


def with_places(*changed: Row) -> Filled:
    """The hall with other places."""
    return {**QINGHE, "places": rows(*changed)}
