"""Numbers of windows that stand in texts become names: 4号窗口 -> 【律师咨询窗口】 (robot/content/facts.py).

Only what is spoken and shown is changed, character by character in the file, so that comments and order stay. Works on
any hall's content: which window is meant by a number says its hall.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from robot.content.facts import BY_NUMBER, WHOLE, hall_facts, without_number
from robot.content.numerals import number_value
from robot.errors import ContentError
from robot.workbench import whole
from robot.workbench.yaml_editor import text_of

_TEXTS = frozenset({"spoken", "shown"})
_WINDOW = "窗口"


def named(text: str, hall: Mapping[str, Any]) -> tuple[str, int]:
    """The text of a YAML file with its windows named, and how many mentions were changed."""
    places = {place["number"]: place for place in _windows(hall)}
    facts = hall_facts(hall)
    changed = 0

    def renamed(found: re.Match[str]) -> str:
        nonlocal changed
        place = places.get(number_value(found["number"]))
        if place is None:
            return found[0]
        called = _called(place)
        is_whole = bool(found["middle"]) and str(place["name"]).endswith(f"号{found['middle']}{_WINDOW}")
        if found["middle"] and not is_whole and facts.get(f"{found['middle']}{_WINDOW}") != facts.get(called):
            return found[0]
        changed += 1
        return f"【{called}{WHOLE if is_whole else ''}】"

    pieces, end = [], 0
    for start, stop in sorted(_spans(yaml.compose(text))):
        pieces += [text[end:start], BY_NUMBER.sub(renamed, text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]]), changed


def name_windows(path: Path, hall: Mapping[str, Any]) -> int:
    """Change a file in its place; returns how many mentions were named. Raises ContentError when it cannot be read."""
    try:
        new, changed = named(text_of(path), hall)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError("workbench.unreadable", path=path, reason=whole.why(error)) from None
    if changed:
        whole.write(path, new.encode("utf-8"))
    return changed


def _windows(hall: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (place for place in hall.get("places") or () if place.get("kind") == "window" and place.get("number"))


def _called(place: Mapping[str, Any]) -> str:
    """What people call a window: the first of its names that says so, else its name without the number."""
    own = without_number(str(place["name"]))
    return next((str(each) for each in place.get("names") or () if str(each).endswith(_WINDOW)), own)


def _spans(node: yaml.Node | None, key: str = "") -> Iterator[tuple[int, int]]:
    """Where in the file the texts that are spoken or shown stand."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _spans(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _spans(value)
    elif node is not None and key in _TEXTS:
        yield node.start_mark.index, node.end_mark.index
