"""The tables 人员 and 工作站: who is in the hall and when, and the stations of the townships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from robot import messages
from robot.content.hall_schema import PersonKind
from robot.content.presence import presence
from robot.halls import cells
from robot.halls.faults import Fault, fault
from robot.halls.tables import Row, Rows, tables
from robot.halls.told import Member, Post

KINDS: Mapping[str, PersonKind] = {
    "律师": "lawyer",
    "公证员": "notary",
    "基层法律服务工作者": "grassroots",
    "法律服务工作者": "grassroots",
    "法律工作者": "grassroots",
    "人民调解员": "mediator",
    "调解员": "mediator",
    "窗口工作人员": "clerk",
    "工作人员": "clerk",
}
_NOT_YET = ("实习", "助理")
"""Whoever is learning a profession has not got it."""
_USUAL = "工作日"


def read_people(rows: Rows, numbers: set[int], faults: list[Fault]) -> Iterator[Member]:
    """Those of the rows in which nothing is wrong. Who has no profession written works at the window; who has no time
    is there whenever the hall is open."""
    for number, row in rows:
        before = len(faults)
        faults += [fault("people", number, key, "empty") for key in ("name", "window") if not row.get(key)]
        kind = kind_of(row.get("kind", ""))
        if kind is None:
            known = "、".join(tables()["people"].columns["kind"].choices)
            faults.append(fault("people", number, "kind", "no_kind", text=row["kind"], known=known))
        window = cells.window_number(row.get("window", ""))
        if row.get("window") and window not in numbers:
            shown = "、".join(map(str, sorted(numbers)))
            faults.append(fault("people", number, "window", "not_there", number=row["window"], known=shown))
        hours = row.get("hours", "") or _USUAL
        if presence(hours) is None:
            faults.append(fault("people", number, "hours", "no_hours", text=hours))
        phone = read_phone("people", number, "phone", row, faults)
        if len(faults) == before and kind is not None and window is not None:
            fields = cells.listed(row.get("fields", ""))
            yield Member(row["name"], kind, row.get("organisation", ""), fields, window, hours, phone)


def kind_of(text: str) -> PersonKind | None:
    """The profession that is written (公职律师 is a lawyer); None when it is none of those that there are."""
    said = text.strip()
    if not said:
        return "clerk"
    if said in KINDS:
        return KINDS[said]
    found = {kind for name, kind in KINDS.items() if name in said}
    return found.pop() if len(found) == 1 and not any(word in said for word in _NOT_YET) else None


def read_stations(rows: Rows, usual: str, faults: list[Fault]) -> Iterator[Post]:
    """The stations of the rows in which nothing is wrong. One without an address is in the township's justice office,
    one without hours is open when the hall is (`usual`)."""
    first: dict[str, int] = {}
    for number, row in rows:
        before = len(faults)
        needed = ("township", "phone")
        faults += [fault("stations", number, key, "empty") for key in needed if not row.get(key)]
        phone = read_phone("stations", number, "phone", row, faults)
        township = row.get("township", "")
        if township and first.setdefault(township, number) != number:
            faults.append(fault("stations", number, "township", "twice", name=township))
        if len(faults) == before:
            names = tuple(dict.fromkeys((township, *cells.listed(row.get("names", "")))))
            address = row.get("address", "") or f"{township}{messages.zh('halls.justice_office')}"
            yield Post(township, names, address, row.get("hours", "") or usual, phone, row.get("note", ""))


def read_phone(table: str, number: int, key: str, row: Row, faults: list[Fault]) -> str:
    """The telephone number of a cell; empty where there is none, or a wrong one."""
    text = row.get(key, "")
    found = cells.telephone(text) if text else ""
    if not isinstance(found, str):
        faults.append(fault(table, number, key, f"phone_{found.kind}", text=text, meant=found.meant))
        return ""
    return found
