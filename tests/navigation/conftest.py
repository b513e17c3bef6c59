"""The sample hall and the project's own sentences, as the robot uses them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from robot import paths
from robot.content.facts import filled, hall_facts, place_ids, present, text
from robot.content.fields import PLACES
from robot.content.hall_schema import Hall, PeopleFile, StationsFile
from robot.content.intents_schema import Directions
from robot.content.schema import ServicesFile


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def hall() -> Hall:
    return Hall.model_validate(_read(paths.KNOWLEDGE / "hall.yaml"))


@pytest.fixture(scope="session")
def words() -> Directions:
    return Directions.model_validate(_read(paths.INTENTS / "directions.yaml"))


@pytest.fixture(scope="session")
def services() -> ServicesFile:
    hall = _read(paths.KNOWLEDGE / "hall.yaml")
    facts, here = hall_facts(hall), present(hall)
    read = filled(_read(paths.KNOWLEDGE / "services.yaml"), lambda written: text(written, facts, here))
    return ServicesFile.model_validate(read, context={PLACES: place_ids(hall)})


@pytest.fixture(scope="session")
def people() -> PeopleFile:
    return PeopleFile.model_validate(_read(paths.KNOWLEDGE / "people.yaml"))


@pytest.fixture(scope="session")
def stations() -> StationsFile:
    return StationsFile.model_validate(_read(paths.KNOWLEDGE / "stations.yaml"))
