"""The hall's facts in texts: 【律师咨询窗口】 becomes 4号窗口, 【大厅总机电话】 its number. Pure.

A window's number, a telephone number, the opening hours stand once, in hall.yaml; answers name them by what people call
the place. Brackets are full-width, as every Chinese keyboard has them: braces would break the YAML. Where a place is
named by a key of YAML (`window: 律师咨询窗口`), its names are as good as its id.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

WHOLE, TELEPHONE = "全称", "电话"
_NAMED = re.compile(r"【([^【】]{1,20})】")
_TEXTS = frozenset({"spoken", "shown"})
_PLACES = frozenset({"window"})


def hall_facts(hall: Mapping[str, Any]) -> dict[str, str]:
    """What hall.yaml (`hall`, as it was parsed) gives each name in brackets."""
    found: dict[str, str] = {}
    for place in _places(hall):
        name = str(place.get("name", ""))
        short = str(place.get("past") or name)
        telephone = place.get("phone")
        for called in (place.get("id"), name, *(place.get("names") or ())):
            if called and place.get("kind") == "window":
                found.setdefault(f"{called}", f"{place['number']}号窗口" if place.get("number") else short)
                found.setdefault(f"{called}{WHOLE}", name)
            elif called:
                found.setdefault(f"{called}", name)
            if called and telephone:
                found.setdefault(f"{called}{TELEPHONE}", str(telephone))
    for called, number in (hall.get("phones") or {}).items():
        found.setdefault(f"{called}{TELEPHONE}", str(number))
    for called, key in (("大厅", "name"), ("地址", "address"), ("办公时间", "hours")):
        if hall.get(key):
            found.setdefault(called, str(hall[key]))
    return found


def place_ids(hall: Mapping[str, Any]) -> dict[str, str]:
    """The id of each place by its names."""
    found: dict[str, str] = {}
    for place in _places(hall):
        for called in (place.get("name"), *(place.get("names") or ())):
            if called and place.get("kind") != "junction":
                found.setdefault(str(called), str(place.get("id")))
    return found


def _places(hall: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    places = hall.get("places")
    for place in places if isinstance(places, list) else ():
        if isinstance(place, dict):
            yield place


def filled(data: Any, facts: Mapping[str, str], ids: Mapping[str, str]) -> Any:
    """`data` of a YAML file with the facts in its texts, and ids where places are named."""
    if isinstance(data, list):
        return [filled(each, facts, ids) for each in data]
    if not isinstance(data, dict):
        return data
    return {key: _value(key, value, facts, ids) for key, value in data.items()}


def _value(key: Any, value: Any, facts: Mapping[str, str], ids: Mapping[str, str]) -> Any:
    if isinstance(value, str) and key in _TEXTS:
        return text(value, facts)
    if isinstance(value, str) and key in _PLACES:
        return ids.get(value, value)
    return filled(value, facts, ids)


def text(written: str, facts: Mapping[str, str]) -> str:
    """`written` with its facts; a name that is none stays as it is."""
    return _NAMED.sub(lambda found: facts.get(found[1], found[0]), written)


def unknown(written: str) -> list[str]:
    """The names in brackets that were no facts."""
    return _NAMED.findall(written)


def likest(name: str, facts: Mapping[str, str]) -> str:
    """The name of a fact that is most like `name`."""
    near = difflib.get_close_matches(name, list(facts), n=1, cutoff=0.0)
    return near[0] if near else "-"
