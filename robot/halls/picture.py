"""The map of a hall as a picture (SVG), drawn as the robot's page draws it (robot/web/static/js/map.js). Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from robot import messages
from robot.content.facts import numeral_floor
from robot.content.hall_schema import Hall, Place
from robot.navigation.directions import HEADINGS

NAME = "map.svg"
_MARGIN, _RADIUS, _LETTER, _LABEL, _NAME = 3.0, 0.72, 0.82, 1.3, 1.05
_PIXELS = 36
"""Of the picture, a metre."""
_TITLE, _LINE, _NARROWEST = 3.8, 1.5, 16.0
_STYLE = """
text { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; font-size: .82px; fill: #171c22; }
.way { stroke: #dcd6c8; stroke-width: .9; stroke-linecap: round; }
.place { fill: #fff; stroke: #5a6672; stroke-width: .12; } .number { font-weight: 700; text-anchor: middle; }
.inside { text-anchor: middle; } .here { fill: #12539e; } .looks { stroke: #12539e; stroke-width: .3; fill: none; }
.name { font-weight: 700; fill: #12539e; text-anchor: middle; font-size: 1.05px; }
.title { font-size: 1.5px; font-weight: 700; } .floor { font-size: 1.1px; font-weight: 700; }
"""


def drawing(hall: Hall) -> str:
    """The picture: a plan for each floor, below it its windows by number and name."""
    floors = sorted({place.floor for place in hall.places})
    plans = [_plan(hall, floor) for floor in floors]
    width = max(_NARROWEST, *(wide for wide, _, _ in plans))
    parts, top = [], _TITLE
    for floor, (_, high, lines) in zip(floors, plans, strict=True):
        parts.append(_text("floor", 1, top, numeral_floor(floor)))
        parts.append(f'<g transform="translate(0 {top + 0.5})">{"".join(lines)}</g>')
        top += high + 1.5
        for line in _legend(hall, floor):
            parts.append(_text("", 1, top, line))
            top += _LINE
        top += 1
    box = f'viewBox="0 0 {width:.2f} {top:.2f}" width="{width * _PIXELS:.0f}" height="{top * _PIXELS:.0f}"'
    title = _text("title", 1, 2, hall.name)
    body = "\n".join([f'<rect width="{width:.2f}" height="{top:.2f}" fill="#fbfaf7"/>', title, *parts])
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>\n<style>{_STYLE}</style>\n{body}\n</svg>\n'


def _plan(hall: Hall, floor: int) -> tuple[float, float, list[str]]:
    """How wide and how high the plan of a floor is, and what is on it."""
    at = {place.id: place for place in hall.places}
    here = [place for place in hall.places if place.floor == floor]
    labels = [len(place.name) * _LETTER / 2 for place in here if place.kind != "junction"]
    side = max(_MARGIN, *labels, 0)
    left, right = (pick(place.at[0] for place in here) for pick in (min, max))
    south, north = (pick(place.at[1] for place in here) for pick in (min, max))

    def spot(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] - left + side, north - point[1] + _MARGIN

    lines = []
    for way in hall.ways:
        ends = [at[end] for end in way.ends]
        if all(end.floor == floor for end in ends):
            (x1, y1), (x2, y2) = (spot(end.at) for end in ends)
            lines.append(f'<line class="way" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"/>')
    boxes = [_box(place, *spot(place.at)) for place in here if place.kind not in ("junction", "robot")]
    for place in sorted(here, key=lambda place: place.kind == "robot"):
        if place.kind != "junction":
            lines += _place(place, *spot(place.at), boxes)
    return right - left + 2 * side, north - south + 2 * _MARGIN, lines


Box = tuple[float, float, float, float]
"""The left, upper, right and lower edge of what is drawn."""


def _box(place: Place, x: float, y: float) -> Box:
    """What a place takes up: a window its circle, everything else its name."""
    half = _RADIUS if place.number is not None else (len(place.name) * _LETTER + 0.7) / 2
    high = _RADIUS if place.number is not None else _LABEL / 2
    return x - half, y - high, x + half, y + high


def _beside(words: str, x: float, y: float, looks_down: bool, boxes: Sequence[Box]) -> tuple[float, float]:
    """Where the robot's name stands so that it covers nothing: behind its back, else on another side."""
    half = len(words) * _NAME / 2
    above, below = (x, y - 1.1), (x, y + 1.9)
    sides = (x + _RADIUS + half + 0.3, y + 0.35), (x - _RADIUS - half - 0.3, y + 0.35)
    spots = (above, *sides, below) if looks_down else (below, *sides, above)
    free = (spot for spot in spots if not any(_overlaps(spot, half, box) for box in boxes))
    return next(free, spots[0])


def _overlaps(spot: tuple[float, float], half: float, box: Box) -> bool:
    x, y = spot
    return box[0] < x + half and box[2] > x - half and box[1] < y + 0.2 and box[3] > y - _NAME


def _place(place: Place, x: float, y: float, boxes: Sequence[Box]) -> Iterator[str]:
    if place.kind == "robot":
        heading = math.radians(HEADINGS[place.faces or "south"])
        east, north = math.sin(heading), math.cos(heading)
        yield f'<line class="looks" x1="{x:.2f}" y1="{y:.2f}" x2="{x + 1.6 * east:.2f}" y2="{y - 1.6 * north:.2f}"/>'
        yield f'<circle class="here" cx="{x:.2f}" cy="{y:.2f}" r="{_RADIUS}"/>'
        yield _text("name", *_beside(place.name, x, y, north < 0, boxes), place.name)
    elif place.number is not None:
        yield f'<circle class="place" cx="{x:.2f}" cy="{y:.2f}" r="{_RADIUS}"/>'
        yield _text("number", x, y + 0.3, str(place.number))
    else:
        left, upper, right, _ = _box(place, x, y)
        box = f'x="{left:.2f}" y="{upper:.2f}" width="{right - left:.2f}" height="{_LABEL}"'
        yield f'<rect class="place" {box} rx="0.35"/>'
        yield _text("inside", x, y + 0.3, place.name)


def _legend(hall: Hall, floor: int) -> Iterator[str]:
    windows = [place for place in hall.places if place.floor == floor and place.number is not None]
    for place in sorted(windows, key=lambda place: place.number or 0):
        yield messages.zh("halls.legend", name=place.name, phone=place.phone).rstrip()


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:.2f}" y="{y:.2f}">{escape(words)}</text>'
