"""The hall's facts in texts: 【律师咨询窗口】 becomes 4号窗口, 【大厅总机电话】 its number. Pure.

A window's number, a telephone number, the opening hours stand once, in hall.yaml and opening.yaml; answers name them by
what people call the place. Brackets are full-width, as every Chinese keyboard has them: braces would break the YAML.
Where a place is named by a key of YAML (`window: 律师咨询窗口`), its names are as good as its id.

Halls differ: one window may do what two do elsewhere (`also`), another office may do it (`elsewhere`), and some halls
have no printer, or no tickets to draw (known_things.yaml). 【有复印打印处：…】 is said only where there is one,
【没有复印打印处：…】 only where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from robot.content.known_places import RECEPTION, KnownPlace, known_names, known_places
from robot.content.known_things import thing_names
from robot.content.likeness import likest
from robot.content.numerals import numeral
from robot.content.said_hours import NAMES as HOURS_NAMES
from robot.content.said_hours import hours_facts
from robot.content.telephones import written_phone

WHOLE, TELEPHONE, NOTE, ENGLISH = "全称", "电话", "提示", "英文"
FLOOR, WITH_FLOOR = "楼层", "带楼层"
"""On which floor it is; the place with its floor, where the robot stands on another."""
UPSTAIRS = "楼上"
"""A hall of several floors has it."""
_BESIDES = (WITH_FLOOR, FLOOR, NOTE, ENGLISH)
BY_NUMBER = re.compile(
    r"(?<![0-9一二三四五六七八九十])(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})号(?P<middle>[\u4e00-\u9fff]{0,12}?)窗口"
)
"""A window that a text names by its number: 4号窗口, 四号律师咨询窗口."""
_ENDINGS = (TELEPHONE, WHOLE, *_BESIDES)
_NAMED = re.compile(r"【([^【】]{1,20})】")
_CONDITION = re.compile(r"【(没有|有)([^【】：]{1,20})：((?:[^【】]|【[^【】]*】)*)】")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_TEXTS = frozenset({"spoken", "shown", "stay", "ask", "name"})
_NUMBERED = re.compile(r"^[0-9一二三四五六七八九十]+号(?=.*窗口)")


def hall_facts(hall: Mapping[str, Any], opening: Mapping[str, Any] | None = None) -> dict[str, str]:
    """What hall.yaml and opening.yaml (as they were parsed) give each name in brackets."""
    found: dict[str, str] = {}
    home = _home(hall)
    for place in (*_dicts(hall, "places"), *_dicts(hall, "elsewhere")):
        for called in _called(place):
            _set(found, called, place, home)
    phones = hall.get("phones")
    for called, number in phones.items() if isinstance(phones, dict) else ():
        found.setdefault(f"{called}{TELEPHONE}", str(written_phone(str(number))))
    for called, key in (("大厅", "name"), ("地址", "address"), ("办公时间", "hours")):
        if hall.get(key):
            found.setdefault(called, str(hall[key]))
    found |= hours_facts(opening or {})
    for known, instead in _stand_ins(hall):
        for called in (known.name, *known.names) if known.name not in found else ():
            _set(found, called, {**instead, "note": ""}, home)
    return found


def _set(found: dict[str, str], called: str, place: Mapping[str, Any], home: Any) -> None:
    """What a place is to a text that calls it so."""
    name, number, window = str(place.get("name", "")), place.get("number"), place.get("kind") == "window"
    short = (f"{number}号窗口" if number else str(place.get("past") or name)) if window else name
    floor = "" if place.get("floor", home) == home else numeral_floor(place["floor"])
    found.setdefault(called, short)
    found.setdefault(f"{called}{FLOOR}", numeral_floor(place.get("floor")))
    found.setdefault(f"{called}{WITH_FLOOR}", floor + short)
    if window or "kind" not in place:
        found.setdefault(f"{called}{WHOLE}", name)
        found.setdefault(f"{called}{WHOLE}{WITH_FLOOR}", floor + name)
        found.setdefault(f"{called}{ENGLISH}", f"Window {number}" if number else name)
    _set_beside(found, called, place)


def _set_beside(found: dict[str, str], called: str, place: Mapping[str, Any]) -> None:
    if place.get("phone"):
        found.setdefault(f"{called}{TELEPHONE}", str(written_phone(str(place["phone"]))))
    if place.get("note"):
        found.setdefault(f"{called}{NOTE}", str(place["note"]))


def present(hall: Mapping[str, Any], opening: Mapping[str, Any] | None = None) -> frozenset[str]:
    """What the hall itself has, by all its names: places, their notes and numbers, things, a floor above, a break at
    noon."""
    found: dict[str, str] = {}
    floors = set()
    for place in _dicts(hall, "places"):
        floors.add(str(place.get("floor")))
        for called in _called(place):
            found[called] = ""
            _set_beside(found, called, place)
    things = map(str, _list(hall, "has"))
    return frozenset({*found, *things, *([UPSTAIRS] if len(floors) > 1 else []), *hours_facts(opening or {})})


def place_ids(hall: Mapping[str, Any]) -> dict[str, str]:
    """The id of each place by its names, of each window by its number as well, and by the ids of what is done there
    besides.

    What a hall may be without is asked at one of its windows.
    """
    found: dict[str, str] = {}
    there = [*_dicts(hall, "places"), *_dicts(hall, "elsewhere")]
    for place in there:
        if place.get("kind") in ("junction", "robot"):
            continue
        number, name = place.get("number"), str(place.get("name") or "")
        numbered = (f"{number}", f"{number}号", f"{number}号窗口", f"{number}窗口") if number else ()
        for called in (*_list(place, "also"), name, *_list(place, "names"), *numbered, without_number(name)):
            if called:
                found.setdefault(str(called), str(place.get("id")))
    own = {str(place.get("id")) for place in there}
    for known, instead in _stand_ins(hall):
        if known.id not in own:
            found.setdefault(known.id, str(instead.get("id")))
    return {called: place for called, place in found.items() if called not in own}


def without_number(name: str) -> str:
    """3号公证窗口 is called 公证窗口 too."""
    return _NUMBERED.sub("", name)


def service_ids(services: Mapping[str, Any]) -> dict[str, str]:
    """The id of each service by its names."""
    found: dict[str, str] = {}
    for service in _dicts(services, "services"):
        for called in (service.get("name"), *_list(service, "names")):
            if called:
                found.setdefault(str(called), str(service.get("id")))
    return found


def _called(place: Mapping[str, Any]) -> Iterator[str]:
    name = str(place.get("name") or "")
    for called in (place.get("id"), *_list(place, "also"), name, *_list(place, "names"), without_number(name)):
        if called and place.get("kind") != "junction":
            yield str(called)


def _dicts(data: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    for item in _list(data, key):
        if isinstance(item, dict):
            yield item


def _list(item: Mapping[str, Any], key: str) -> list[Any]:
    found = item.get(key)
    return found if isinstance(found, list) else []


def _stand_ins(hall: Mapping[str, Any]) -> Iterator[tuple[KnownPlace, Mapping[str, Any]]]:
    """What a hall may be without, with the place of the hall where that is asked."""
    places = {str(done): place for place in _dicts(hall, "places") for done in (place.get("id"), *_list(place, "also"))}
    for known in known_places():
        instead = places.get(known.instead) or places.get(RECEPTION)
        if known.needed is False and instead is not None:
            yield known, instead


def _home(hall: Mapping[str, Any]) -> Any:
    """The floor on which the robot stands."""
    return next((place.get("floor", 1) for place in _dicts(hall, "places") if place.get("kind") == "robot"), 1)


def numeral_floor(floor: Any) -> str:
    """A floor as it is said: 二楼, 地下一楼."""
    if not isinstance(floor, int):
        return ""
    return f"地下{numeral(-floor)}楼" if floor < 0 else f"{numeral(floor)}楼"


def filled(data: Any, fill: Callable[[str], str]) -> Any:
    """`data` of a YAML file with `fill` done to its texts."""
    if isinstance(data, list):
        return [filled(each, fill) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        key: fill(value) if isinstance(value, str) and key in _TEXTS else filled(value, fill)
        for key, value in data.items()
    }


def text(written: str, facts: Mapping[str, str], here: frozenset[str] = frozenset()) -> str:
    """`written` with its facts, and what stands in it only for some halls; a name that is none stays as it is."""

    def chosen(found: re.Match[str]) -> str:
        if not _may_be_asked(found[2], facts, here):
            return found[0]
        return found[3] if (found[2] in here) == (found[1] == "有") else ""

    if "：" in written and _CONDITION.search(written):
        written = _EMPTY_LINES.sub("\n", _CONDITION.sub(chosen, written))
    return _NAMED.sub(lambda found: facts.get(found[1], found[0]), written)


def _may_be_asked(name: str, facts: Mapping[str, str], here: frozenset[str]) -> bool:
    stem = name.removesuffix(NOTE).removesuffix(TELEPHONE)
    return (
        name == UPSTAIRS
        or name in HOURS_NAMES
        or name in thing_names()
        or any(each in facts or each in here or each in known_names() for each in (name, stem))
    )


def without_brackets(written: str) -> str:
    """`written` with the names in brackets as people say them: for sentences that the hall has not written."""
    return _NAMED.sub(lambda found: found[1].removesuffix(WHOLE).removesuffix(ENGLISH), text(written, {}))


def unknown(written: str) -> list[str]:
    """The names in brackets that were no facts."""
    return [found[2] for found in _CONDITION.finditer(written)] + _NAMED.findall(_CONDITION.sub("", written))


def likest_fact(name: str, facts: Mapping[str, str]) -> str | None:
    """The name of a fact that is most like `name`, as people would write it; None when none is."""
    ending = next((each for each in _ENDINGS if name.endswith(each)), "")
    usual = [each for each in facts if not re.search(r"[0-9A-Za-z]", each)]
    alike = [each for each in usual if (each.endswith(ending) if ending else not each.endswith(_BESIDES))]
    return likest(name, dict.fromkeys(alike, ()))


def windows(facts: Mapping[str, str]) -> list[str]:
    """The names of the windows, one each."""
    found: dict[str, str] = {}
    for name, value in facts.items():
        if name.endswith("窗口") and not re.search(r"[0-9A-Za-z]", name):
            found.setdefault(value, name)
    return list(found.values())
