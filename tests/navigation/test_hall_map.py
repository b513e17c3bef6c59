from __future__ import annotations

import itertools
import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robot.content.hall_schema import Hall
from robot.errors import ContentError
from robot.navigation.hall_map import HallMap, NoRouteError, bearing, turned
from tests.navigation.halls import IDS, make


def path(hall: Hall, start: str, goal: str, step_free: bool = False) -> list[str]:
    return [start, *(link.end for link in HallMap(hall).shortest(start, goal, step_free))]


def test_sample_has_every_place_of_the_design(hall: Hall) -> None:
    places = {place.id: place for place in hall.places}
    assert set(IDS) <= set(places)
    assert hall.sample and hall.hours and hall.phones
    upstairs = {place for place in IDS if places[place].floor == 2}
    assert upstairs == {"w9", "w10", "video-room"}
    for number in range(1, 11):
        window = places[f"w{number}"]
        assert window.number == number
        assert window.name.startswith(f"{number}号") and window.name.endswith("窗口")
        assert window.phone.startswith("0357-0"), "a number that cannot be a real one"
    assert all(place.names for place in hall.places if place.id in IDS)


@pytest.mark.parametrize("step_free", [False, True])
@pytest.mark.parametrize("goal", IDS)
def test_every_place_is_reached_from_the_robot(hall: Hall, goal: str, step_free: bool) -> None:
    links = HallMap(hall).shortest("robot", goal, step_free)
    assert (links[-1].end if links else "robot") == goal
    assert not step_free or all(link.kind != "stairs" for link in links)


def test_no_two_people_ask_for_different_places_by_one_name(hall: Hall) -> None:
    names = [name for place in hall.places for name in {place.name, *place.names} if place.kind != "junction"]
    assert sorted(names) == sorted(set(names))


def test_wheelchair_does_not_take_the_narrow_door(hall: Hall) -> None:
    assert path(hall, "w1", "mediation-room") == ["w1", "n1", "n-west", "mediation-room"]
    assert path(hall, "w1", "mediation-room", True) == ["w1", "n1", "n-west", "west-mediation", "mediation-room"]


def test_step_free_refuses_stairs_steps_and_narrow_ways() -> None:
    places = {"a": (0, 0), "b": (5, 0), "c": (0, 3), "d": (5, 3)}
    for narrow in ({"width": 0.89}, {"step_free": False}, {"kind": "stairs"}):
        hall = make(places, [("a", "b", narrow), ("a", "c"), ("c", "d"), ("d", "b")])
        assert path(hall, "a", "b") == ["a", "b"]
        assert path(hall, "a", "b", True) == ["a", "c", "d", "b"]
    assert path(make(places, [("a", "b", {"width": 0.9})]), "a", "b", True) == ["a", "b"]


def test_lift_and_stairs_are_weighed() -> None:
    places = {"a": (0, 0), "lift": (10, 0), "up": (10, 0, 2), "stairs": (0, 5), "top": (0, 5, 2), "b": (5, 3, 2)}
    ways = [
        ("a", "lift"),
        ("lift", "up", {"kind": "lift"}),
        ("up", "b"),
        ("a", "stairs"),
        ("stairs", "top", {"kind": "stairs"}),
        ("top", "b"),
    ]
    assert "lift" in path(make(places, ways, lift_metres=15, stairs_metres=40), "a", "b")
    assert "stairs" in path(make(places, ways, lift_metres=60, stairs_metres=40), "a", "b")
    assert "lift" in path(make(places, ways, lift_metres=60, stairs_metres=40), "a", "b", True)


def test_stairs_cost_by_the_floor() -> None:
    places = {"a": (0, 0), "s": (3, 0), "t": (3, 0, 3), "lift": (0, 3), "up": (0, 3, 3), "b": (0, 0, 3)}
    ways = [("a", "s"), ("s", "t", {"kind": "stairs"}), ("t", "b"), ("a", "lift"), ("up", "b")]
    hall = make(places, [*ways, ("lift", "up", {"kind": "lift"})], lift_metres=30, stairs_metres=20)
    assert path(hall, "a", "b") == ["a", "lift", "up", "b"]


def test_lift_is_waited_for_once_however_high() -> None:
    places: dict[str, Any] = (
        {"a": (0, 0)} | {f"l{n}": (3, 0, n) for n in (1, 2, 3)} | {f"s{n}": (0, 3, n) for n in (1, 2, 3)}
    )
    ways = [("a", "l1"), ("a", "s1")] + [
        (f"{x}{n}", f"{x}{n + 1}", {"kind": kind}) for n in (1, 2) for x, kind in (("l", "lift"), ("s", "stairs"))
    ]
    hall = make(places | {"b": (0, 0, 3)}, [*ways, ("l3", "b"), ("s3", "b")], lift_metres=30, stairs_metres=20)
    assert path(hall, "a", "b") == ["a", "l1", "l2", "l3", "b"]


def test_nobody_is_sent_through_a_room() -> None:
    for kind in ("room", "window"):
        places = {"a": (0, 0), "x": (3, 0, 1, kind), "b": (6, 0), "c": (0, 9), "d": (6, 9)}
        hall = make(places, [("a", "x"), ("x", "b"), ("a", "c"), ("c", "d"), ("d", "b")])
        assert path(hall, "a", "b") == ["a", "c", "d", "b"]
        assert path(hall, "a", "x") == ["a", "x"]
        assert path(hall, "x", "b") == ["x", "b"]


def test_of_equal_ways_the_one_with_fewer_turns() -> None:
    grid = list(itertools.product(range(4), repeat=2))
    places = {f"p{x}{y}": (x * 2, y * 2) for x, y in grid}
    ways = [
        (f"p{x}{y}", f"p{x + dx}{y + dy}")
        for x, y in grid
        for dx, dy in ((1, 0), (0, 1))
        if f"p{x + dx}{y + dy}" in places
    ]
    hall_map = HallMap(make(places, ways))
    for start, goal in itertools.permutations(places, 2):
        walked = hall_map.shortest(start, goal)
        assert sum(a.heading != b.heading for a, b in itertools.pairwise(walked)) <= 1


@settings(deadline=None, derandomize=True)
@given(st.data())
def test_never_longer_than_the_shortest_way(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 7))
    spots = data.draw(
        st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=count, max_size=count, unique=True)
    )
    pairs = list(itertools.combinations(range(count), 2))
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    hall_map = HallMap(make({f"p{i}": spot for i, spot in enumerate(spots)}, [(f"p{a}", f"p{b}") for a, b in chosen]))
    plain = nx.Graph()
    plain.add_nodes_from(range(count))
    plain.add_weighted_edges_from((a, b, math.dist(spots[a], spots[b])) for a, b in chosen)
    if not nx.has_path(plain, 0, 1):
        with pytest.raises(NoRouteError):
            hall_map.shortest("p0", "p1")
        return
    links = hall_map.shortest("p0", "p1")
    least = nx.shortest_path_length(plain, 0, 1, weight="weight")
    assert least - 1e-9 <= sum(link.metres for link in links) <= least + 0.5 * count
    assert [link.start for link in links][1:] == [link.end for link in links][:-1]


@pytest.mark.parametrize(
    ("places", "ways", "names"),
    [
        ({"a": (0, 0), "b": (1, 0)}, [("a", "c")], "c"),
        ({"a": (0, 0), "b": (1, 0)}, [("c", "a")], "c"),
        ({"a": (0, 0), "b": (1, 0, 2)}, [("a", "b")], "lift"),
        ({"a": (1, 0), "b": (1, 0)}, [("a", "b")], "at"),
    ],
)
def test_a_map_that_cannot_be_used_names_what_to_mend(places: dict[str, Any], ways: list[Any], names: str) -> None:
    with pytest.raises(ContentError, match=r"hall\.yaml") as caught:
        HallMap(make(places, ways))
    assert names in str(caught.value)


def test_a_place_written_twice() -> None:
    hall = make({"a": (0, 0), "b": (1, 0)}, [("a", "b")])
    twice = hall.model_copy(update={"places": (*hall.places, hall.places[0])})
    with pytest.raises(ContentError, match=r"hall\.yaml.* a "):
        HallMap(twice)


def test_unknown_place_gets_the_nearest_id(hall: Hall) -> None:
    with pytest.raises(ContentError, match="nursery"):
        HallMap(hall).shortest("robot", "nurserry")


def test_unreachable_is_an_error_of_its_own() -> None:
    with pytest.raises(NoRouteError, match="a"):
        path(make({"a": (0, 0), "b": (1, 0)}, []), "a", "b")
    with pytest.raises(NoRouteError, match="step-free"):
        path(make({"a": (0, 0), "b": (1, 0)}, [("a", "b", {"width": 0.5})]), "a", "b", True)


@settings(deadline=None, derandomize=True)
@given(st.floats(0, 359.9), st.floats(0.5, 50))
def test_bearing_and_turn(degrees: float, metres: float) -> None:
    end = (metres * math.sin(math.radians(degrees)), metres * math.cos(math.radians(degrees)))
    assert math.isclose(abs(turned(degrees, bearing((0, 0), end))), 0, abs_tol=1e-6)
    assert turned(0, 90) == 90 and turned(90, 0) == -90 and turned(350, 10) == 20 and turned(10, 190) == 180
