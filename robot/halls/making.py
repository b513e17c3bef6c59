"""From the tables to a hall: everything that is wrong in them is found in one run, of what is told and of the map."""

from __future__ import annotations

from robot.halls.building import Built, build
from robot.halls.corridors import graphs, in_the_way
from robot.halls.faults import WrongHall
from robot.halls.reading import reading
from robot.halls.tables import Filled
from robot.halls.told import Told
from robot.halls.walking import survey


def made(filled: Filled) -> tuple[Told, Built]:
    """The hall that the tables tell of, and its map. Raises WrongHall with every fault in them."""
    told, faults = reading(filled)
    if not faults:
        return told, build(told)
    surveyed, of_map = survey(told)
    raise WrongHall((*faults, *of_map, *in_the_way(surveyed, graphs(surveyed))))
