"""Opening hours that a text writes out: with another hall, or with other hours, it would say what is not so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise

from robot.content.check_parts import problem
from robot.content.clock import times_said
from robot.content.load import Content, Where
from robot.content.opening import Opening
from robot.content.said import Location
from robot.content.said_hours import BREAK, HOURS
from robot.content.texts import spoken_and_shown
from robot.yaml_source import Problem

_TO = re.compile(r"\s*(?:到|至|~|～|-|—|–)+\s*")
_HALF_DAY = 12 * 60


def check_hours(content: Content, sample: Opening | None = None) -> Iterator[Problem]:
    """A fault for each text that writes out when the hall is open, or when the sample hall is."""
    for opening in (content.opening, sample):
        for where, at, said in written_out(content, opening):
            yield problem(where, at, "hours_written", said=said)


def written_out(content: Content, opening: Opening | None) -> Iterator[tuple[Where, Location, str]]:
    """The texts with a span that `opening` begins or ends with, and that span as they say it. What texts have from
    names in brackets is none."""
    spans = opening.spans() if opening is not None else ()
    edges = {time.hour * 60 + time.minute for span in spans for time in span}
    named = [content.facts[name] for name in ("办公时间", HOURS, BREAK) if name in content.facts]
    for where, at, text in spoken_and_shown(content) if edges else ():
        own = reduce(lambda left, name: left.replace(name, ""), named, text)
        said = next(_spans(own, edges), None)
        if said is not None:
            yield where, at, said


def _spans(text: str, edges: set[int]) -> Iterator[str]:
    """The parts of a text that name a time, 到 and another time, both of which are `edges`."""
    for first, last in pairwise(times_said(text)):
        begins, ends = first.hour * 60 + first.minute, last.hour * 60 + last.minute
        ends += _HALF_DAY if ends < begins else 0
        if _TO.fullmatch(text[first.end : last.begin]) and {begins, ends} <= edges:
            yield text[first.begin : last.end]
