"""Rows without an id that stand in the content already: a sheet that is imported a second time.

A row with the question of an entry and half of its sentences is that entry; where less is the same, the editor is told
which id to fill in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from robot import messages
from robot.content.load import Content
from robot.content.said import bare
from robot.content.schema import FaqEntry
from robot.workbench.faults import Fault
from robot.workbench.sheets import COLUMNS, SheetRow

_FEWEST = 2
"""Sentences that a row must share with an entry to be taken for it."""


def matched(rows: Sequence[SheetRow], content: Content) -> list[SheetRow]:
    """The rows, those without an id with that of the entry that they are."""
    given = _given(rows)
    return [_matched(row, content, given) for row in rows]


def _matched(row: SheetRow, content: Content, given: Container[str]) -> SheetRow:
    entry = _same_question(row, content, given)
    if entry is None or not _is_same(row, entry):
        return row
    return replace(row, values={**row.values, "id": entry.id}, emptied=row.emptied - {"id"})


def _given(rows: Sequence[SheetRow]) -> frozenset[str]:
    return frozenset(str(row.values["id"]) for row in rows if row.values.get("id"))


def faults(rows: Sequence[SheetRow], content: Content) -> Iterator[Fault]:
    """Rows that look like an entry and are not surely one."""
    given = _given(rows)
    for row in rows:
        if row.values.get("id"):
            continue
        if (entry := _same_question(row, content, given)) is not None:
            yield _fault(row, "same_question", entry)
        elif (entry := _owner(row, content, given)) is not None:
            yield _fault(row, "fill_id", entry)


def _fault(row: SheetRow, key: str, entry: FaqEntry) -> Fault:
    what = messages.zh(f"workbench.cell.{key}", question=entry.question, id=entry.id)
    return Fault(row.number, COLUMNS["id"], what)


def _sentences(row: SheetRow) -> set[str]:
    phrasings = row.values.get("phrasings") or ()
    return {bare(text) for text in phrasings if bare(text)}


def _same_question(row: SheetRow, content: Content, given: Container[str]) -> FaqEntry | None:
    question = bare(str(row.values.get("question", "")))
    if row.values.get("id") or not question:
        return None
    found = (faq.entry for faq in content.faq.values() if bare(faq.entry.question) == question)
    return next((entry for entry in found if entry.id not in given), None)


def _is_same(row: SheetRow, entry: FaqEntry) -> bool:
    own, theirs = _sentences(row), {bare(text) for text in entry.phrasings}
    return bool(own) and 2 * len(own & theirs) >= len(own)


def _owner(row: SheetRow, content: Content, given: Container[str]) -> FaqEntry | None:
    """The entry that has most of the row's sentences, when it has half of them."""
    own = _sentences(row)
    shared = Counter(
        {
            entry_id: sum(bare(text) in own for text in faq.entry.phrasings)
            for entry_id, faq in content.faq.items()
            if entry_id not in given
        }
    )
    entry_id, count = next(iter(shared.most_common(1)), ("", 0))
    return content.faq[entry_id].entry if count >= _FEWEST and 2 * count >= len(own) else None
