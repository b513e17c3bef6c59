"""Changes to the YAML of the content as an editor would make them: comments, order and writing stay as they are.

ruamel.yaml reads and writes; a change that the checks of the content do not accept is never written.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark, YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString
from ruamel.yaml.tokens import CommentToken

from robot import messages
from robot.content.explain import all_keys
from robot.content.meant import Mender, decoded
from robot.content.said import bare
from robot.errors import ContentError
from robot.workbench import whole
from robot.yaml_source import Source, parse_text

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
        self._gone: list[tuple[str, str, str]] = []
        try:
            self.data: CommentedMap = self._yaml.load(text_of(path))
        except (OSError, UnicodeDecodeError, YAMLError) as error:
            raise ContentError("workbench.unreadable", path=path, reason=whole.why(error)) from None
        if not isinstance(self.data, CommentedMap):
            raise ContentError("workbench.unreadable", path=path, reason=messages.zh("workbench.why.no_yaml"))

    def save(self) -> None:
        """Write the file, whole or not at all. Raises ContentError when it cannot be written."""
        text = io.StringIO()
        self._yaml.dump(self.data, text)
        whole.write(self.path, _without(text.getvalue(), self.path, self._gone).encode())
        self._gone.clear()

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

    def replace_list(self, key: str, items: Sequence[Mapping[str, Any]], same: Sequence[str]) -> None:
        """Make the list under `key` these items, a line each; what has the same values of `same` keeps its comments."""
        old = self.data.get(key)
        if not isinstance(old, CommentedSeq) or not old:
            self.data[key] = CommentedSeq(_written(item) for item in items)
            return

        def identity(item: Any) -> str:
            return "\n".join(str(item.get(name, "")) for name in same) if isinstance(item, Mapping) else str(item)

        _rewrite(old, items, identity, inherit=False)
        for there, item in zip(old, items, strict=True):
            if isinstance(there, CommentedMap):
                _update(there, item)

    def put(self, key: str, values: Mapping[str, Any], order: Sequence[str] = ()) -> None:
        """Add an entry at the end, or change the one with this id: only what differs, in its old order.

        A key that is new stands where `order` has it.
        """
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
                _rewrite(old, value, str)
            elif name in entry:
                entry[name] = _written(value)
            else:
                _insert(entry, name, value, order)

    def remove(self, key: str, entry_id: str, names: Iterable[str]) -> None:
        """Take these keys out of an entry."""
        entry = self.entry(key, entry_id)
        for name in names:
            if entry is None or name not in entry:
                continue
            if entry.fa.flow_style() or next(iter(entry)) == name:
                del entry[name]
            else:
                self._gone.append((key, entry_id, name))


def text_of(path: Path) -> str:
    """The text of a file that may be changed. What was only understood as meant is mended by hand first: written anew,
    it would mean something else.

    Raises ContentError, OSError, UnicodeDecodeError.
    """
    written = decoded(path.read_bytes())
    slips = (*written.slips, *Mender(all_keys()).mended(written.text).slips)
    if slips:
        reason = messages.zh("workbench.why.slip", line=slips[0].line, what=slips[0].what.split("：", 1)[-1])
        raise ContentError("workbench.unreadable", path=path, reason=reason)
    return written.text.replace("\r\n", "\n")


def _without(text: str, path: Path, gone: Sequence[tuple[str, str, str]]) -> str:
    """`text` without these keys. By lines, since ruamel.yaml takes the comments of what follows away with a key."""
    if not gone:
        return text
    source = parse_text(text, path)
    lines = text.splitlines(keepends=True)
    ranges = [source.lines_of(_place(source, *each)) for each in gone]
    for found in sorted((each for each in ranges if each is not None), key=lambda each: each.start, reverse=True):
        end = found.stop
        while end > found.start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        del lines[found.start : end]
    return "".join(lines)


def _place(source: Source, key: str, entry_id: str, name: str) -> tuple[int | str, ...]:
    entries = source.data.get(key) or []
    number = next((n for n, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("id") == entry_id), 0)
    return (key, number, name)


def _insert(entry: CommentedMap, name: str, value: Any, order: Sequence[str]) -> None:
    """Before the first key that comes later in `order`: behind the last one stand the comments of the next entry."""
    later = set(order[order.index(name) + 1 :]) if name in order else set()
    keys = list(entry)
    place = next((number for number, there in enumerate(keys) if there in later), len(keys))
    entry.insert(place, name, _written(value))


def _update(there: CommentedMap, item: Mapping[str, Any]) -> None:
    for name in [name for name in there if name not in item]:
        del there[name]
    for name, value in item.items():
        if _plain(there.get(name)) != _plain(value):
            there[name] = _written(value)


def _append(items: CommentedSeq, text: str) -> bool:
    if any(bare(str(item)) == bare(text) for item in items):
        return False
    items.append(text)
    _pass_on(items)
    return True


def _pass_on(items: CommentedSeq) -> None:
    """A comment or an empty line after what was the last item belongs to what follows the list."""
    last = len(items) - 2
    comment = items.ca.items.get(last)
    if comment is None or comment[0] is None:
        return
    beside, end, below = comment[0].value.partition("\n")
    if not beside.strip():
        items.ca.items[last + 1] = items.ca.items.pop(last)
    elif below:
        comment[0].value = beside + end
        items.ca.items[last + 1] = [CommentToken("\n" + below, CommentMark(0), None), None, None, None]


def _rewrite(old: CommentedSeq, new: Sequence[Any], identity: Callable[[Any], str], *, inherit: bool = True) -> None:
    """Make `old` hold `new`: what stays keeps its comments.

    What is replaced leaves its comment to what comes instead, or, without `inherit`, takes it along.
    """
    changes = SequenceMatcher(None, list(map(identity, old)), list(map(identity, new)), autojunk=False).get_opcodes()
    for what, first, last, start, end in reversed(changes):
        if what == "equal":
            continue
        both = min(last - first, end - start) if inherit else 0
        for place in range(both):
            old[first + place] = _written(new[start + place])
        for place in reversed(range(first + both, last)):
            _take_out(old, place)
        for number, item in enumerate(new[start + both : end]):
            _put_in(old, first + both + number, item)


def _put_in(items: CommentedSeq, place: int, item: Any) -> None:
    if place == len(items):
        items.append(_written(item))
        _pass_on(items)
    else:
        items.insert(place, _written(item))


def _take_out(items: CommentedSeq, place: int) -> None:
    """Without the comment beside it; what stands in lines of its own stays."""
    comment = items.ca.items.get(place)
    kept = "".join(_own_lines(comment))
    del items[place]
    if not kept or not items:
        return
    if place == 0:
        bare_lines = (line.strip().removeprefix("#").strip() for line in kept.splitlines() if line.strip())
        items.yaml_set_comment_before_after_key(0, before="\n".join(bare_lines), indent=2)
        return
    before = items.ca.items.get(place - 1)
    if before is None or before[0] is None:
        token = CommentToken("\n" + kept, CommentMark(0), None)
        items.ca.items[place - 1] = [token, *(before or [None] * 4)[1:]]
    else:
        before[0].value = before[0].value.rstrip("\n") + "\n" + kept


def _own_lines(comment: Any) -> Iterator[str]:
    """What of the comment at an item stands in lines of its own, before it and after it."""
    if comment is None:
        return
    for token in comment[1] or ():
        yield token.value
    if comment[0] is not None:
        yield comment[0].value.partition("\n")[2]


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
