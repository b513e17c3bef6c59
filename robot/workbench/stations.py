"""The village rooms from a sheet: one row each, in knowledge/stations.yaml under their township."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from robot import messages, paths
from robot.content import halls
from robot.content.hall_schema import Room, Station
from robot.content.load import Content
from robot.content.telephones import written_phone, wrong
from robot.errors import ContentError
from robot.workbench import changes, tables
from robot.workbench.faults import Fault, WrongSheet, in_headings
from robot.workbench.workbook import SPOILT
from robot.workbench.yaml_editor import YamlFile

COLUMNS = {
    "village": "村",
    "township": "乡镇",
    "address": "地址",
    "hours": "时间",
    "phone": "电话",
    "contact": "联系人",
}
_NEEDED = ("village", "township")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """How many rooms there are now, how many of them are new or changed, and how many are gone."""

    count: int
    added: int
    changed: int
    gone: int
    notes: tuple[str, ...] = ()
    """What of the file was not read."""


def import_rows(path: Path, content: Content) -> Done:
    """Replace the rooms by the rows of the sheet.

    Raises WrongSheet with every fault, and nothing is written then.
    """
    target = halls.file(paths.KNOWLEDGE / "stations.yaml")
    if content.stations is None or not content.stations.stations:
        raise ContentError("workbench.unreadable", path=target, reason=messages.zh("workbench.why.no_stations"))
    table = tables.read(path, COLUMNS, _NEEDED)
    rows = table.rows
    faults = [*_cells(rows), *_faults(rows, content.stations.stations)]
    if faults:
        raise WrongSheet(path, faults, table.hidden)
    rooms = [{key: row[key] for key in COLUMNS if row.get(key)} for _, row in rows]
    try:
        with changes.checked(target):
            file = YamlFile(target)
            file.replace_list("rooms", rooms, _NEEDED)
            file.save()
    except changes.Refused as refused:
        raise WrongSheet(
            path, (Fault(0, "", in_headings(f"{each.what}：{each.mend}", COLUMNS)) for each in refused.problems)
        ) from None
    return _done(rooms, content.stations.rooms, table.notes)


def _cells(rows: tuple[tuple[int, Row], ...]) -> Iterator[Fault]:
    """Cells that Excel has spoilt: formulas, and telephone numbers without the 0 at their beginning."""
    for number, row in rows:
        for key, text in row.items():
            if text in SPOILT:
                yield Fault(number, COLUMNS[key], messages.zh("workbench.cell.spoilt", text=text))
        lost = wrong(str(written_phone(row.get("phone", ""))))
        if lost is not None and lost.kind == "no_zero":
            yield Fault(number, COLUMNS["phone"], messages.zh("workbench.cell.no_zero", text=row["phone"]))


def _faults(rows: tuple[tuple[int, Row], ...], stations: tuple[Station, ...]) -> Iterator[Fault]:
    townships = {called: station.id for station in stations for called in (station.name, *station.names)}
    first: dict[tuple[str, str], int] = {}
    for number, row in rows:
        for key in _NEEDED:
            if not row[key]:
                yield Fault(number, COLUMNS[key], messages.zh("workbench.cell.empty"))
        if not row["village"] or not row["township"]:
            continue
        if row["township"] not in townships:
            known = " ".join(station.names[0] for station in stations if station.names)
            near = difflib.get_close_matches(row["township"], townships, n=1, cutoff=0.0)
            reason = messages.zh(
                "workbench.cell.township", township=row["township"], near=near[0] if near else "-", known=known
            )
            yield Fault(number, COLUMNS["township"], reason)
        room = (townships.get(row["township"], row["township"]), row["village"])
        if first.setdefault(room, number) != number:
            reason = messages.zh("workbench.cell.village", village=row["village"], row=first[room])
            yield Fault(number, COLUMNS["village"], reason)


def _done(rooms: list[dict[str, str]], before: tuple[Room, ...], notes: tuple[str, ...]) -> Done:
    old = {(room.township, room.village): room for room in before}
    new = {(room["township"], room["village"]): Room.model_validate(room) for room in rooms}
    changed = sum(1 for key, room in new.items() if key in old and old[key] != room)
    return Done(len(new), len(set(new) - set(old)), changed, len(set(old) - set(new)), notes)
