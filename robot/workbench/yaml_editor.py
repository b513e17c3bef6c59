"""Changes to the YAML of the content as an editor would make them: comments, order and writing stay as they are.

ruamel.yaml reads and writes; a change that the checks of the content do not accept is never written.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

from robot.content.said import bare
from robot.errors import ContentError

_WIDEST = 100_000
"""Columns: no line is ever broken."""


class YamlFile:
    """One file, read whole. Raises ContentError when it is missing or no YAML."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = _WIDEST
        self._yaml.indent(mapping=2, sequence=4, offset=2)
        try:
            text = path.read_text(encoding="utf-8-sig")
            self.data: CommentedMap = self._yaml.load(text)
        except (OSError, UnicodeDecodeError, YAMLError) as error:
            raise ContentError("workbench.unreadable", path=path, reason=type(error).__name__) from None
        if not isinstance(self.data, CommentedMap):
            raise ContentError("workbench.unreadable", path=path, reason="no mapping")

    def save(self) -> None:
        """Write the file, whole or not at all. Raises ContentError when it cannot be written."""
        text = io.StringIO()
        self._yaml.dump(self.data, text)
        partial = self.path.with_suffix(".part")
        try:
            partial.write_text(text.getvalue(), encoding="utf-8")
            partial.replace(self.path)
        except OSError as error:
            raise ContentError("workbench.unwritable", path=self.path, reason=type(error).__name__) from None

    def entry(self, key: str, entry_id: str) -> CommentedMap | None:
        """The entry `entry_id` of the list under `key`."""
        for entry in self.data.get(key) or ():
            if isinstance(entry, CommentedMap) and entry.get("id") == entry_id:
                return entry
        return None

    def add_phrasing(self, key: str, entry_id: str, text: str) -> bool:
        """Add `text` to the entry's phrasings; False when it stands there already.

        Raises ContentError when there is no such entry.
        """
        entry = self.entry(key, entry_id)
        if entry is None:
            raise ContentError("workbench.no_entry", id=entry_id, path=self.path)
        return _append(entry.setdefault("phrasings", CommentedSeq()), text)

    def add_to_list(self, key: str, text: str) -> bool:
        """Add `text` to the list under `key`; False when it stands there already."""
        return _append(self.data.setdefault(key, CommentedSeq()), text)

    def replace_list(self, key: str, items: Sequence[Mapping[str, Any]]) -> None:
        """Make the list under `key` these items, one line each."""
        self.data[key] = CommentedSeq(_written(item) for item in items)

    def put(self, key: str, values: Mapping[str, Any]) -> None:
        """Add an entry at the end, or change the one with this id: only what differs, in its old order."""
        entry = self.entry(key, str(values["id"]))
        if entry is None:
            entries = self.data.setdefault(key, CommentedSeq())
            entries.append(CommentedMap({name: _written(value) for name, value in values.items()}))
            if len(entries) > 1:
                entries.yaml_set_comment_before_after_key(len(entries) - 1, before="\n")
            return
        for name, value in values.items():
            if _plain(entry.get(name)) == _plain(value):
                continue
            old = entry.get(name)
            if isinstance(old, CommentedSeq) and all(isinstance(item, str) for item in (*old, *value)):
                _rewrite(old, value)
            else:
                entry[name] = _written(value)


def _append(items: CommentedSeq, text: str) -> bool:
    if any(bare(str(item)) == bare(text) for item in items):
        return False
    items.append(text)
    # A comment or an empty line after the last item belongs to what follows the list.
    last = len(items) - 2
    if last in items.ca.items:
        items.ca.items[last + 1] = items.ca.items.pop(last)
    return True


def _rewrite(old: CommentedSeq, new: Sequence[str]) -> None:
    """Make `old` hold `new`: what stays keeps its comments, what is replaced leaves it to what comes instead."""
    changes = SequenceMatcher(None, list(map(str, old)), list(new), autojunk=False).get_opcodes()
    for what, first, last, start, end in reversed(changes):
        if what == "equal":
            continue
        both = min(last - first, end - start)
        for place in range(both):
            old[first + place] = new[start + place]
        for place in reversed(range(first + both, last)):
            _take_out(old, place)
        for number, text in enumerate(new[start + both : end]):
            _put_in(old, first + both + number, text)


def _put_in(items: CommentedSeq, place: int, text: str) -> None:
    if place == len(items):
        _append(items, text)
    else:
        items.insert(place, text)


def _take_out(items: CommentedSeq, place: int) -> None:
    comment = items.ca.items.pop(place, None) if place == len(items) - 1 else None
    del items[place]
    if comment is None or not items:
        return
    before = items.ca.items.get(place - 1)
    if before is None:
        items.ca.items[place - 1] = comment
    elif comment[0] is not None:
        before[0].value += comment[0].value.removeprefix("\n")


def _written(value: Any) -> Any:
    if isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value.rstrip("\n") + "\n")
    if isinstance(value, Mapping):
        item = CommentedMap({name: _written(each) for name, each in value.items()})
        item.fa.set_flow_style()
        return item
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = CommentedSeq(_written(each) for each in value)
        if all(isinstance(each, str) and each.isascii() for each in items):
            items.fa.set_flow_style()
        return items
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return str(value).strip() if isinstance(value, str) else value
