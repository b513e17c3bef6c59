"""The village rooms from a sheet: one row each, added to knowledge/stations.yaml under their township."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from robot import paths, reasons
from robot.content.schema import Room
from robot.errors import ContentError
from robot.workbench.changes import checked
from robot.workbench.yaml_editor import YamlFile

COLUMNS = {
    "village": "村",
    "township": "乡镇",
    "address": "地址",
    "hours": "时间",
    "phone": "电话",
    "contact": "联系人",
}


def import_rows(table: Sequence[Sequence[str]], path: Path) -> int:
    """Replace the rooms by the rows of `table`, its headings first; returns how many there are.

    Raises ContentError that names the row when one is wrong; nothing is written then.
    """
    headings = [heading.strip() for heading in table[0]] if table else []
    for key in ("village", "township"):
        if COLUMNS[key] not in headings:
            raise ContentError("workbench.no_column", path=path, column=COLUMNS[key])
    keys = {heading: key for key, heading in COLUMNS.items()}
    rooms = []
    for number, cells in enumerate(table[1:], start=2):
        row = {keys[h]: cell.strip() for h, cell in zip(headings, cells, strict=False) if h in keys and cell.strip()}
        if not row:
            continue
        try:
            Room.model_validate(row)
        except ValidationError as error:
            raise ContentError(
                "workbench.row", path=path, row=number, reason=reasons.chinese(error.errors()[0])
            ) from None
        rooms.append(row)
    target = paths.KNOWLEDGE / "stations.yaml"
    with checked(target):
        file = YamlFile(target)
        file.replace_list("rooms", rooms)
        file.save()
    return len(rooms)
