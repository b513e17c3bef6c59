"""The table 别的部门: where the offices of the county are that the hall sends people to (knowledge/offices.yaml)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from robot import paths
from robot.halls.faults import Fault, fault
from robot.halls.roll import read_phone
from robot.halls.tables import Rows
from robot.halls.told import Agency
from robot.yaml_source import parse

_ALIKE = 0.5


def read_offices(rows: Rows, faults: list[Fault]) -> Iterator[Agency]:
    """Those of the rows that say something of an office."""
    known = _by_name()
    for number, row in rows:
        address, name = row.get("address", ""), row.get("name", "").strip()
        if not address and not row.get("phone"):
            continue
        phone = read_phone("offices", number, "phone", row, faults)
        office = known.get(name)
        if office is None:
            near = difflib.get_close_matches(name, known, n=1, cutoff=_ALIKE)
            key = "unknown_office" if near else "unknown_office_far"
            faults.append(fault("offices", number, "name", key, name=name, near=near[0] if near else ""))
        elif address or phone:
            yield Agency(office, address, phone)


def office_names() -> Mapping[str, str]:
    """What the offices are called, by their ids."""
    return {office: name for name, office in reversed([*_by_name().items()])}


@cache
def _by_name() -> Mapping[str, str]:
    """Ids of the offices that the robot knows, by everything they are called."""
    data: Any = parse(paths.KNOWLEDGE / "offices.yaml").data
    found: dict[str, str] = {}
    for office in data["offices"]:
        for name in (office["name"], *office["names"]):
            found.setdefault(str(name), str(office["id"]))
    return found
