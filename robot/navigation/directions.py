"""The way to a place: found on the hall map, cut into steps, said in sentences.

Whose left? Always the visitor's own. Somebody who has just asked stands before the robot and faces it, so the way
begins with the visitor's back towards where the robot looks: with a robot facing south the visitor faces north, and
what lies to the west is on the visitor's left. The first sentence says so ("您面对着我,往您的左手边走"), or needs no
side at all ("从我身边走过去", "您转过身,背对着我"). From then on left and right are those of somebody walking.

`find_route` gives the way on the map (which does not depend on facing), `steps` turns it into what the visitor does
(for programs: the screen, a test that walks), `describe` into what the robot says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from robot.config import Facing as Facing
from robot.content.hall_schema import Hall, Place
from robot.content.intents_schema import Bearings, WayWords
from robot.navigation.hall_map import STRAIGHT, HallMap, Link, NoRouteError, bearing, turned

StepKind = Literal["walk", "lift", "stairs", "arrive"]
Turn = Literal["ahead", "ahead_right", "right", "behind_right", "behind", "behind_left", "left", "ahead_left"]

HEADINGS: dict[Facing, float] = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
"""Degrees clockwise from north."""

_TURNS: tuple[Turn, ...] = get_args(Turn)

BESIDE = 3.0
"""Metres: something this near is beside one, a few steps and no walk of its own."""

_AT_HAND = 1.5
"""Metres: what is straight ahead and no further is where one stands."""
_A_STEP_OR_SO = 1.5
"""Steps that nobody turns for: who tells a way by steps is that far out."""

_LANDMARKS_A_WALK = 2


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a route, in the hall's own directions.

    walk: straight on for `metres` from `heading` (bends up to 22.5 degrees included, `leaves` is the last heading),
    past the landmarks `past`, until `until` (`is_before`: some steps before it; or, `dead_end`, as far as it goes).
    `reach` of the metres are no steps.
    lift, stairs: to `floor`, where one comes out towards `leaves`.
    arrive: the last `metres` (0: one is there) to `place`, which lies towards `heading`.
    `place` is the id of the place where the leg ends.
    """

    kind: StepKind
    heading: float
    leaves: float
    metres: float
    floor: int
    place: str
    past: tuple[str, ...] = ()
    until: str = ""
    is_before: bool = False
    dead_end: bool = False
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """What the visitor does: turn (from how they stand), then walk `metres`, ride or climb to `floor`, or be there."""

    kind: StepKind
    turn: Turn
    metres: float
    floor: int
    place: str
    past: tuple[str, ...] = ()
    until: str = ""
    is_before: bool = False
    dead_end: bool = False
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class FloorLine:
    """The line to draw on one floor's plan: points [east, north] in metres."""

    floor: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A way from `start` to `goal`. `points` is one line a floor, in the order walked; `step_length` metres a step."""

    start: Place
    goal: Place
    legs: tuple[Leg, ...]
    points: tuple[FloorLine, ...]
    names: tuple[tuple[str, Place], ...]
    step_free: bool
    step_length: float

    @property
    def metres(self) -> float:
        """How far one walks, without stairs and lifts."""
        return sum(leg.metres for leg in self.legs)

    def place(self, place_id: str) -> Place:
        """A place where a leg ends."""
        return dict(self.names)[place_id]


def find_route(hall: HallMap | Hall, start: str, goal: str, step_free: bool = False) -> Route:
    """The shortest way from where the robot stands (`start`) to `goal`. The robot itself is always at `start`.

    Raises ContentError for a place the hall does not have, NoRouteError when there is no way there.
    """
    hall_map = hall if isinstance(hall, HallMap) else HallMap(hall)
    first, last = hall_map.place(start), hall_map.place(goal)
    links = () if last.kind == "robot" else hall_map.shortest(start, goal, step_free)
    legs = tuple(_legs(hall_map, links))
    names = tuple((leg.place, hall_map.places[leg.place]) for leg in legs)
    return Route(first, last, legs, _points(hall_map, first, links), names, step_free, hall_map.hall.step)


def steps(route: Route, facing: Facing) -> tuple[Step, ...]:
    """What a visitor does who stands before the robot and looks at it; `facing` is where the robot looks."""
    return _steps_from(route, (HEADINGS[facing] + 180) % 360)


def _steps_from(route: Route, heading: float) -> tuple[Step, ...]:
    """What somebody does who looks towards `heading`, in degrees."""
    found = []
    for leg in route.legs:
        turn: Turn = "ahead" if leg.kind in ("lift", "stairs") else _turn(heading, leg.heading)
        seen = leg.past, leg.until, leg.is_before, leg.dead_end
        found.append(Step(leg.kind, turn, leg.metres, leg.floor, leg.place, *seen, leg.reach))
        heading = leg.leaves
    return tuple(found)


def describe(route: Route, facing: Facing, words: WayWords) -> tuple[str, ...]:
    """The sentences that lead a visitor along `route`, at most a handful; `facing` is where the robot looks."""
    return tuple(sentence for _, sentence in _described(route, facing, words))


def _described(route: Route, facing: Facing, words: WayWords) -> Iterator[tuple[int, str]]:
    """The sentences of `describe`, each with the floor on which it is of use."""
    floor = route.start.floor
    if route.goal.kind == "robot":
        yield floor, words.robot
        return
    if not route.legs:
        yield floor, words.here.format(place=route.goal.name)
        return
    if floor == route.goal.floor and route.metres <= BESIDE:
        yield floor, _near(route, facing, words)
    else:
        yield from _sentences(route, steps(route, facing), words)
    if route.step_free:
        yield route.goal.floor, words.step_free


@dataclass(frozen=True, slots=True)
class WayTold:
    """The answer to "how do I get there": what is said, and what the screen draws. No way: sentences only.

    `floors` is, sentence by sentence, the floor on which the visitor stands when it is said on the way."""

    place: str
    sentences: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    points: tuple[FloorLine, ...] = ()
    reachable: bool = True
    floors: tuple[int, ...] = ()


class WayFinder:
    """Tells the way from where the robot stands (`robot_at`, a place id) and faces.

    Raises ContentError when `robot_at` is no place of the hall, or the hall's map cannot be used.
    """

    def __init__(self, hall: Hall, words: WayWords, robot_at: str = "robot", robot_faces: Facing = "south") -> None:
        self._map = HallMap(hall)
        self._start = self._map.place(robot_at).id
        self._words, self._facing = words, self._map.place(robot_at).faces or robot_faces

    def way(self, place: str, step_free: bool = False) -> WayTold:
        """The way to `place`; a goal out of reach gives a sentence that offers help instead.

        Raises ContentError for a place the hall does not have.
        """
        try:
            route = find_route(self._map, self._start, place, step_free)
        except NoRouteError:
            sorry = self._words.no_step_free_way if step_free else self._words.no_way
            return WayTold(place, (sorry.format(place=self._map.place(place).name),), reachable=False)
        told = tuple(_described(route, self._facing, self._words))
        sentences, floors = tuple(sentence for _, sentence in told), tuple(floor for floor, _ in told)
        return WayTold(place, sentences, steps(route, self._facing), route.points, floors=floors)

    def onward(self, start: str, place: str, step_free: bool = False) -> WayTold:
        """The way from `start` to `place`, for somebody who has come from the robot and looks at `start`.

        Raises ContentError for a place the hall does not have.
        """
        try:
            before = find_route(self._map, self._start, start, step_free)
            route = find_route(self._map, start, place, step_free)
        except NoRouteError:
            sorry = self._words.no_step_free_way if step_free else self._words.no_way
            return WayTold(place, (sorry.format(place=self._map.place(place).name),), reachable=False)
        heading = before.legs[-1].leaves if before.legs else (HEADINGS[self._facing] + 180) % 360
        todo = _steps_from(route, heading)
        told = list(_sentences(route, todo, self._words, self._words.then))
        if not told:
            told = [(route.goal.floor, self._words.here.format(place=route.goal.name))]
        told[0] = (told[0][0], self._words.onward.format(place=route.start.name) + told[0][1])
        sentences, floors = tuple(sentence for _, sentence in told), tuple(floor for floor, _ in told)
        return WayTold(place, sentences, todo, route.points, floors=floors)


def _turn(before: float, after: float) -> Turn:
    return _TURNS[round(turned(before, after) / 45) % 8]


def _points(hall_map: HallMap, start: Place, links: Sequence[Link]) -> tuple[FloorLine, ...]:
    walked = [start, *(hall_map.places[link.end] for link in links)]
    floors = groupby(walked, lambda place: place.floor)
    return tuple(FloorLine(floor, tuple(place.at for place in places)) for floor, places in floors)


# ---- the map's ways -> legs


def _legs(hall_map: HallMap, links: Sequence[Link]) -> Iterator[Leg]:
    """Stretches of one floor, with the rides between them. A landmark is named once."""
    named: set[str] = set()
    on_path = {link.end for link in links} | {link.start for link in links}
    kinds = groupby(links, lambda link: link.kind if link.vertical else "walk")
    groups = [(kind, list(group)) for kind, group in kinds]
    for index, (kind, group) in enumerate(groups):
        if kind == "walk":
            for leg in _stretch(hall_map, group, on_path):
                fresh = tuple(mark for mark in leg.past if mark not in named)[-_LANDMARKS_A_WALK:]
                named.update((*fresh, leg.until))
                yield replace(leg, past=fresh)
            continue
        onward = groups[index + 1][1][0].heading if index + 1 < len(groups) else None
        out = onward if onward is not None else 0.0
        floor = hall_map.places[group[-1].end].floor
        yield Leg("lift" if kind == "lift" else "stairs", out, out, 0.0, floor, group[-1].end)


def _stretch(hall_map: HallMap, links: Sequence[Link], on_path: set[str]) -> Iterator[Leg]:
    """One floor's walk: straight pieces, the last few steps of which are arriving."""
    walks = [_walk(hall_map, piece, on_path) for piece in _straight_pieces(links)]
    last = walks[-1]
    arriving = last.metres <= BESIDE and len(walks) > 1
    for index, walk in enumerate(walks[:-1] if arriving else walks):
        turns_after = index + 1 < len(walks) - (1 if arriving else 0)
        yield _until(hall_map, walk, on_path) if turns_after else walk
    if arriving:
        yield replace(last, kind="arrive", past=())
    else:
        yield Leg("arrive", last.leaves, last.leaves, 0.0, last.floor, last.place)


def _straight_pieces(links: Sequence[Link]) -> list[list[Link]]:
    pieces: list[list[Link]] = []
    for link in links:
        before = pieces[-1][-1] if pieces else None
        if before is not None and abs(turned(_heading(before), _heading(link))) <= STRAIGHT:
            pieces[-1].append(link)
        else:
            pieces.append([link])
    return pieces


def _heading(link: Link) -> float:
    assert link.heading is not None  # noqa: S101 - links of one floor have one
    return link.heading


def _walk(hall_map: HallMap, piece: Sequence[Link], on_path: set[str]) -> Leg:
    end = hall_map.places[piece[-1].end]
    landmarks: list[str] = []
    for link in piece[:-1]:
        mark, _ = _landmark(hall_map, link.end, _heading(link), on_path, passing=True)
        if mark and mark not in landmarks:
            landmarks.append(mark)
    metres, reach = (sum(link.metres for link in piece if counts(link)) for counts in (lambda _: True, _is_reach))
    headings = _heading(piece[0]), _heading(piece[-1])
    return Leg("walk", *headings, metres, end.floor, end.id, tuple(landmarks), reach=reach)


def _is_reach(link: Link) -> bool:
    return link.reach


def _until(hall_map: HallMap, walk: Leg, on_path: set[str]) -> Leg:
    """The walk, with what tells the visitor where to turn."""
    mark, is_before = _landmark(hall_map, walk.place, walk.leaves, on_path)
    if mark:
        past = tuple(past for past in walk.past if past != mark)
        return replace(walk, until=mark, is_before=is_before, past=past)
    headings = [link.heading for link in hall_map.links[walk.place] if link.heading is not None]
    goes_on = any(abs(turned(walk.leaves, heading)) <= STRAIGHT for heading in headings)
    return replace(walk, dead_end=not goes_on and walk.metres > BESIDE)


def _landmark(
    hall_map: HallMap, place_id: str, heading: float, on_path: set[str], passing: bool = False
) -> tuple[str, bool]:
    """What one notices at a place: the place itself, or what is beside it, rather straight ahead than at the side; and
    whether that is still some steps ahead.

    The name of a junction says where to turn; it is nothing to walk past (`passing`).
    """
    here = hall_map.places[place_id]
    if here.past and not (passing and here.kind == "junction"):
        return here.past, False
    beside = []
    for link in hall_map.links[place_id]:
        other = hall_map.places[link.end]
        if link.heading is None or link.metres > BESIDE or link.end in on_path:
            continue
        if other.past and other.kind != "junction":
            aside = abs(turned(heading, link.heading))
            is_before = aside <= STRAIGHT and link.metres > _AT_HAND
            beside.append((aside, link.end, other.past, is_before))
    return min(beside)[2:] if beside else ("", False)


# ---- steps -> sentences


def _sentences(
    route: Route, todo: Sequence[Step], words: WayWords, first: Bearings[str] | None = None
) -> Iterator[tuple[int, str]]:
    """A sentence a walk, the first of which begins as in `first` (else as from the robot); arriving at a lift or stairs
    and going up is one; the few steps out of a lift are none. Each with the floor on which it begins."""
    openings, came_out = first or words.first, False
    floor = route.start.floor
    arrival = ""
    todo = _worth_telling(todo, route.step_length)
    for index, step in enumerate(todo):
        following = todo[index + 1] if index + 1 < len(todo) else None
        if step.kind in ("lift", "stairs"):
            ride = _ride(step, floor, words)
            yield floor, (f"{arrival}{words.comma}{ride}" if arrival else ride) + words.end
            openings = words.after_lift if step.kind == "lift" else words.after_stairs
            floor, arrival, came_out = step.floor, "", True
        elif step.kind == "arrive":
            place = route.place(step.place)
            sign = words.sign.format(sign=place.sign) if place.sign else ""
            arrival = getattr(words.arrive, step.turn).format(place=place.name) + sign
            if following is None:
                yield floor, arrival + words.end
        elif came_out and _only_out(step, following):
            came_out = False
        else:
            yield floor, _walked(step, openings, route.step_length, words) + words.end
            openings, came_out = words.then, False


def _worth_telling(todo: Sequence[Step], step_length: float) -> list[Step]:
    """The steps without walks of a step or so between two turns: their turn is made with the next."""
    told: list[Step] = []
    turn = 0
    for index, step in enumerate(todo):
        following = todo[index + 1] if index + 1 < len(todo) else None
        turn += _TURNS.index(step.turn)
        between = step.kind == "walk" and following is not None and following.kind == "walk"
        if between and step.metres <= _A_STEP_OR_SO * step_length:
            continue
        told.append(replace(step, turn=_TURNS[turn % len(_TURNS)]))
        turn = 0
    return told


def _only_out(step: Step, following: Step | None) -> bool:
    """Whether a walk is just the few steps out of a lift or off the stairs, so that the next turn is the first."""
    turns_next = following is not None and following.turn != "ahead"
    return step.metres <= BESIDE and turns_next


def _walked(step: Step, openings: Bearings[str], step_length: float, words: WayWords) -> str:
    walked = max(step.metres - step.reach, step_length)
    said: str = getattr(openings, step.turn).format(distance=_distance(walked, step_length, words))
    if step.past:
        said += words.past.format(places=words.both.join(step.past))
    if step.until:
        said += (words.until_before if step.is_before else words.until).format(place=step.until)
    elif step.dead_end:
        said += words.dead_end
    return said


def _ride(step: Step, floor: int, words: WayWords) -> str:
    name = words.floors.get(step.floor) or words.other_floor.format(floor=step.floor)
    if step.kind == "lift":
        return words.lift.format(floor=name)
    return (words.up if step.floor > floor else words.down).format(floor=name)


def _distance(metres: float, step_length: float, words: WayWords) -> str:
    """As people say it: so many steps while one would count them, then metres, rounded to 5 (from 50 on to 10)."""
    count = math.ceil(metres / step_length - 0.5)
    for distance in words.distances:
        if count <= distance.steps:
            return distance.say
    unit = 5 if metres < 50 else 10
    return words.far.format(metres=round(metres / unit) * unit)


def _near(route: Route, facing: Facing, words: WayWords) -> str:
    turn = _turn((HEADINGS[facing] + 180) % 360, bearing(route.start.at, route.goal.at))
    said: str = getattr(words.near, turn).format(place=route.goal.name)
    sign = words.sign.format(sign=route.goal.sign) if route.goal.sign else ""
    return said + sign + words.end
