"""Ways that were told become a graph: cut where they cross, where somebody stands on them, and each once."""

from __future__ import annotations

from robot.halls.corridors import Graph, graphs
from robot.halls.told import Spot
from robot.halls.walking import Placed, Point, Surveyed, Walk


def graph(*walks: tuple[Point, ...], stands: tuple[Point, ...] = ()) -> Graph:
    places = [Placed(Spot(3, f"{point}", "facility"), point, point, None) for point in (*stands, walks[0][0])]
    (made,) = graphs(Surveyed(tuple(places), tuple(Walk(1, points, "x") for points in walks)))
    return made


def edges(made: Graph) -> set[frozenset[Point]]:
    return {frozenset(edge) for edge in made.edges}


def test_two_ways_that_cross_meet() -> None:
    made = graph(((0, 0), (0, 100)), ((-50, 40), (50, 40)))
    assert edges(made) == {
        frozenset(each) for each in (((0, 0), (0, 40)), ((0, 40), (0, 100)), ((-50, 40), (0, 40)), ((0, 40), (50, 40)))
    }


def test_a_way_is_cut_where_somebody_stands_on_it() -> None:
    made = graph(((0, 0), (0, 100)), stands=((0, 30),))
    assert edges(made) == {frozenset(((0, 0), (0, 30))), frozenset(((0, 30), (0, 100)))}


def test_two_ways_along_one_line_are_one() -> None:
    made = graph(((0, 0), (0, 60), (30, 60)), ((0, 0), (0, 100)))
    assert edges(made) == {frozenset(each) for each in (((0, 0), (0, 60)), ((0, 60), (0, 100)), ((0, 60), (30, 60)))}


def test_a_slanted_way_stays_whole() -> None:
    made = graph(((0, 0), (0, 100)), ((10, 0), (-10, 101)))
    assert frozenset(((10, 0), (-10, 101))) in edges(made)
