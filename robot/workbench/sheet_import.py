"""Rows of a sheet become entries: all of them are looked at first, and nothing is written when one is wrong."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from robot import messages, reasons
from robot.content.load import Content
from robot.content.schema import FaqEntry
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.workbench import again, cells, changes, sheets
from robot.workbench.cells import Laws
from robot.workbench.faults import Fault, WrongSheet, in_headings
from robot.workbench.sheets import COLUMNS, SheetRow
from robot.workbench.taken import Taken
from robot.workbench.yaml_editor import YamlFile


@dataclass(frozen=True, slots=True)
class Done:
    """How many entries an import changed, added, and found as they were."""

    changed: int
    added: int
    same: int
    notes: tuple[str, ...] = ()
    """What of the file was not read."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What a row makes of its entry: keys with new values, and keys that go."""

    row: int
    path: Path
    id: str
    new: bool
    values: dict[str, Any]
    removed: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        return not self.new and not self.values and not self.removed


def import_faq(path: Path, content: Content, laws: Laws | None) -> Done:
    """Write the rows of the sheet `path`; without `laws` citations are not looked up.

    Raises WrongSheet with every fault, and nothing is written then.
    """
    sheet = sheets.read(path)
    rows = again.matched(sheet.rows, content)
    faults = [fault for row in rows for fault in row.faults]
    faults += _topics(rows, content)
    repeated = list(again.faults(rows, content))
    faults += repeated
    ids = _ids(rows, content, faults)
    # Of rows that are an entry once more it is told already whose sentences they have.
    told = {fault.row for fault in repeated}
    planned = [
        _change(row, entry_id, content, laws, faults) if row.number not in told else None
        for row, entry_id in zip(rows, ids, strict=True)
    ]
    faults += (fault for fault in _doubles(rows, ids, content) if fault.row not in told)
    faults += _written(planned, ids, faults)
    if faults:
        raise WrongSheet(path, faults, sheet.hidden)
    done = [change for change in planned if change is not None]
    added, same = sum(change.new for change in done), sum(change.is_none for change in done)
    return Done(len(done) - added - same, added, same, sheet.notes)


def _fault(row: SheetRow, key: str, message: str, /, **params: object) -> Fault:
    return Fault(row.number, COLUMNS[key], messages.zh(f"workbench.cell.{message}", **params))


def _topics(rows: Sequence[SheetRow], content: Content) -> Iterator[Fault]:
    for row in rows:
        topic = str(row.values.get("topic", ""))
        if not topic:
            yield _fault(row, "topic", "no_topic", topics=" ".join(TOPICS))
        elif topic not in TOPICS:
            near = difflib.get_close_matches(topic, TOPICS, n=1, cutoff=0.0)
            yield _fault(row, "topic", "unknown_topic", topic=topic, near=near[0], topics=" ".join(TOPICS))
        else:
            old = content.faq.get(str(row.values.get("id", "")))
            if old is not None and old.topic != topic:
                yield _fault(row, "topic", "moved", id=old.entry.id, old=old.topic, new=topic)


def _ids(rows: Sequence[SheetRow], content: Content, faults: list[Fault]) -> list[str]:
    """The id of each row: its own, or a new one that neither the content nor another row has."""
    first: dict[str, int] = {}
    for row in rows:
        given = str(row.values.get("id", ""))
        if given and first.setdefault(given, row.number) != row.number:
            faults.append(_fault(row, "id", "twice", id=given, row=first[given]))
        elif given in content.unread and given not in content.faq:
            faults.append(_fault(row, "id", "unread", id=given))
    ids: list[str] = []
    for row in rows:
        question = str(row.values.get("question", ""))
        own = row.values.get("id") or changes.new_id(
            content, str(row.values.get("topic", "")), question, {*first, *ids}
        )
        ids.append(str(own))
    return ids


def _change(row: SheetRow, entry_id: str, content: Content, laws: Laws | None, faults: list[Fault]) -> _Change | None:
    """What the row changes of the entry `entry_id`; what is wrong goes to `faults`. None when it is no entry at all."""
    old = content.faq.get(entry_id)
    before = sheets.values_of(old) if old else {}
    topic = str(row.values.get("topic", ""))
    path = content.where[f"faq:{entry_id}"].path if old else changes.faq_path(topic) if topic in TOPICS else Path()
    values = {
        key: value for key, value in row.values.items() if key not in {"id", "topic"} and before.get(key) != value
    }
    if laws is not None and "citations" in values:
        found = list(_looked_up(row, values.pop("citations"), laws, faults))
        values |= {"citations": found} if found != before.get("citations") else {}
    present = old.entry.model_dump(exclude_unset=True) if old else {}
    kept = {key: value for key, value in present.items() if key not in row.emptied}
    wrong = list(_no_entry(row, {**kept, **values, "id": entry_id}))
    faults += wrong
    if wrong or row.faults or topic not in TOPICS:
        return None
    removed = tuple(key for key in present if key in row.emptied and key in before)
    if old is None:
        values = changes.in_order({**values, "id": entry_id})
    return _Change(row.number, path, entry_id, old is None, values, removed)


def _no_entry(row: SheetRow, values: dict[str, Any]) -> Iterator[Fault]:
    """Why `values` are no entry."""
    # A cell that could not be read is told already, and not once more as missing.
    told = {fault.column for fault in row.faults}
    try:
        FaqEntry.model_validate(values)
    except ValidationError as error:
        for detail in error.errors():
            key = str(detail["loc"][0])
            if COLUMNS[key] not in told:
                yield Fault(row.number, COLUMNS[key], _reason(detail, row.values.get(key)))
    if not row.values.get("phrasings") and "phrasings" in row.emptied:
        yield _fault(row, "phrasings", "empty")


def _looked_up(row: SheetRow, citations: Iterable[Any], laws: Laws, faults: list[Fault]) -> Iterator[dict[str, Any]]:
    for citation in citations:
        try:
            yield cells.looked_up(citation, laws)
        except ContentError as error:
            faults.append(Fault(row.number, COLUMNS["citations"], error.chinese))


def _reason(detail: ErrorDetails, value: object) -> str:
    if detail["type"] in {"missing", "string_too_short"}:
        return messages.zh("workbench.cell.empty")
    if detail["loc"] == ("id",):
        return messages.zh("workbench.cell.bad_id", id=value)
    return reasons.chinese(detail)


def _doubles(rows: Sequence[SheetRow], ids: Sequence[str], content: Content) -> Iterator[Fault]:
    """Sentences that a row brings although they stand in another row, or in an entry that the sheet does not have."""
    taken = Taken.of(content, ids)
    brought: list[tuple[SheetRow, str, str]] = []
    for row, entry_id in zip(rows, ids, strict=True):
        old = content.faq.get(entry_id)
        had = {old.entry.question, *old.entry.phrasings} if old else set()
        for key in ("question", "phrasings"):
            value = row.values.get(key, [])
            for text in [value] if isinstance(value, str) else value:
                if text in had:
                    taken.add(text, _row_name(row))
                else:
                    brought.append((row, key, text))
    for row, key, text in brought:
        taken.add(text, _row_name(row))
        owner = taken.owner(text)
        if owner is not None and owner != _row_name(row):
            yield _fault(row, key, "taken", text=text, owner=owner)


def _row_name(row: SheetRow) -> str:
    return messages.zh("workbench.cell.row_name", row=row.number, question=row.values.get("question", ""))


def _written(planned: Sequence[_Change | None], ids: Sequence[str], faults: Sequence[Fault]) -> list[Fault]:
    """Write what the rows change, and take it back when there are `faults` or the checks of the content find some.

    Returns what the checks found. Rows that are no entries are left out, so that the others are checked all the same.
    """
    usable = {change.id: change for change in planned if change is not None}
    by_file: dict[Path, list[_Change]] = defaultdict(list)
    for change in usable.values():
        if not change.is_none:
            by_file[change.path].append(change)
    try:
        with changes.checked(*by_file, keep=not faults):
            for target, each in by_file.items():
                file = YamlFile(target)
                for change in each:
                    file.put("entries", {"id": change.id, **change.values}, changes.KEYS)
                    file.remove("entries", change.id, change.removed)
                file.save()
    except changes.Refused as refused:
        found = _in_rows(refused, {change.id: change.row for change in usable.values()})
        return list(_not_told(found, set(ids) - set(usable), faults))
    return []


def _in_rows(refused: changes.Refused, rows: dict[str, int]) -> Iterator[Fault]:
    """What the checks found in the written content, as faults of the rows that it came from."""
    for problem in refused.problems:
        entry_id, key = refused.location(problem)
        text = in_headings(f"{problem.what}：{problem.mend}", COLUMNS)
        row = rows.get(entry_id, 0)
        yield Fault(row, COLUMNS.get(key, "") if row else "", text)


def _not_told(found: Iterable[Fault], left_out: set[str], faults: Sequence[Fault]) -> Iterator[Fault]:
    """Without what only follows from `faults`: the same cell, other files, ids of rows that were left out."""
    told = {(fault.row, fault.column) for fault in faults}
    for fault in found:
        follows = not fault.row or (fault.row, fault.column) in told or any(each in fault.what for each in left_out)
        if not faults or not follows:
            yield fault
