"""The emergencies that the robot knows by itself, for when intents/emergencies.yaml cannot be read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from robot.content import intents_schema
from robot.yaml_source import parse

FILE = Path(__file__).with_name("emergency_minimum.yaml")


@cache
def minimum() -> tuple[intents_schema.Emergency, ...]:
    """The gravest emergencies with what to say and whom to call. The file ships with the program: it must be valid."""
    data: Any = parse(FILE).data
    return intents_schema.EmergenciesFile.model_validate(data).emergencies
