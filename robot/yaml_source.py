"""YAML as editors write it: plain values without YAML 1.1's traps, and a place in the file for every value.

`no`, `on`, `8:30`, `1.50` and `2027-06-31` stay the text an editor sees (YAML 1.1 would make them False, True, 510, 1.5
and an error); what is to be a number or a date is made one by the schema. A key written twice is refused.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

import yaml

from robot import messages, yaml_slips

# The C parser reads ten times faster; wheels of PyYAML bring it, a build from source may lack it.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """SafeLoader that makes nothing but null, true, false and whole numbers of plain text."""


def plain(text: str) -> Any:
    """YAML of the program's own files, as the standard has it. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Base)  # noqa: S506  # it is SafeLoader, in C


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, for the person who edits it. Lines and columns count from 1."""

    path: Path
    line: int
    column: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}: {self.mend}"


class YamlProblem(Exception):
    """A file that is no YAML; carries where, why in the parser's words, and why in Chinese.

    `mend` is how it is mended, empty when the likely slip is not known.
    """

    def __init__(self, line: int, column: int, reason: str, what: str = "", mend: str = "") -> None:
        super().__init__(reason)
        self.line, self.column, self.reason = line, column, reason
        self.what, self.mend = what or yaml_slips.chinese(reason), mend

    @property
    def chinese(self) -> str:
        """What is wrong, and how it is mended where that is known."""
        return f"{self.what}，{self.mend}" if self.mend else self.what


class Tree:
    """The nodes of a file, to find places in: a hundred times as large as its text, so they may be forgotten and are
    read again when somebody asks."""

    _all: ClassVar[WeakSet[Tree]] = WeakSet()

    def __init__(self, root: yaml.Node | None, text: str | None = None) -> None:
        """`text`: what is parsed again; None: `root` cannot be."""
        self._root, self._text = root, text
        self.found: dict[str, Any] = {}
        """What somebody found in the nodes, by his name; it stays when they are forgotten."""
        if text is not None:
            self._all.add(self)

    def __getstate__(self) -> tuple[str | None, yaml.Node | None, dict[str, Any]]:
        return self._text, self._root if self._text is None else None, self.found

    def __setstate__(self, state: tuple[str | None, yaml.Node | None, dict[str, Any]]) -> None:
        self._text, self._root, self.found = state
        if self._text is not None:
            self._all.add(self)

    @property
    def root(self) -> yaml.Node | None:
        """The outermost node; None for an empty file."""
        if self._root is None and self._text:
            loader = _Loader(self._text)
            try:
                self._root = loader.get_single_node()
            finally:
                loader.dispose()
        return self._root

    @classmethod
    def forget_all(cls) -> None:
        """Let go of all nodes that can be read again."""
        for tree in cls._all:
            tree._root = None


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its data, and its node tree to find places in."""

    path: Path
    data: Any
    tree: Tree = field(default_factory=lambda: Tree(None))
    text: str = ""

    @property
    def root(self) -> yaml.Node | None:
        """The outermost node of the tree."""
        return self.tree.root

    def position(self, location: tuple[int | str, ...]) -> tuple[int, int]:
        """Line and column (from 1) of the value at `location`, or of the nearest thing above it that exists."""
        node = self.root
        for part in location:
            deeper = _child(node, part)
            if deeper is None:
                break
            node = deeper
        return (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)

    def key_position(self, location: tuple[int | str, ...]) -> tuple[int, int]:
        """Line and column (from 1) of the key that ends `location`, whose value may stand lines below."""
        node = self.root
        for part in location[:-1]:
            node = _child(node, part)
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value == str(location[-1]):
                return key.start_mark.line + 1, key.start_mark.column + 1
        return self.position(location)

    def without(self, key: str, numbers: Container[int]) -> Source:
        """The same without these items of the list under `key`; the others keep their places in the file."""
        whole = self.root
        if not isinstance(whole, yaml.MappingNode):
            return self
        kept = [item for number, item in enumerate(self.data[key]) if number not in numbers]
        pairs = [(name, _pruned(value, numbers) if name.value == key else value) for name, value in whole.value]
        root = yaml.MappingNode(whole.tag, pairs, whole.start_mark, whole.end_mark, whole.flow_style)
        return Source(self.path, {**self.data, key: kept}, Tree(root), self.text)

    def location_at(self, line: int, column: int) -> tuple[int | str, ...]:
        """The location of the innermost value at a line and column (from 1): what `position` is the other way of."""
        here, node, found = (line - 1, column - 1), self.root, []
        while node is not None:
            parts = [(part, child) for part, start, child in _children(node) if _marks(start, child, here)]
            if not parts:
                break
            found.append(parts[-1][0])
            node = parts[-1][1]
        return tuple(found)

    def lines_of(self, location: tuple[int | str, ...]) -> range | None:
        """The lines (from 0) of a key and its value in a block, without what follows; None for what shares a line."""
        above: yaml.Node | None = self.root
        for part in location[:-1]:
            above = _child(above, part)
        pair = next((p for p in getattr(above, "value", ()) if p[0].value == str(location[-1])), None)
        if not isinstance(above, yaml.MappingNode) or above.flow_style or pair is None:
            return None
        key, value = pair
        first, end = key.start_mark.line, value.end_mark
        if first == above.start_mark.line:
            return None
        # A block ends where the next thing begins; a value in a line ends in it.
        block = getattr(value, "flow_style", True) is False or getattr(value, "style", None) in ("|", ">")
        return range(first, end.line if block else end.line + 1)


def _pruned(node: yaml.Node, numbers: Container[int]) -> yaml.Node:
    kept = [item for number, item in enumerate(node.value) if number not in numbers]
    return yaml.SequenceNode(node.tag, kept, node.start_mark, node.end_mark, getattr(node, "flow_style", None))


def _children(node: yaml.Node) -> list[tuple[int | str, Any, yaml.Node]]:
    """What is in a node: its key or number, where it begins, and it."""
    if isinstance(node, yaml.MappingNode):
        return [(key.value, key.start_mark, value) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(number, item.start_mark, item) for number, item in enumerate(node.value)]
    return []


def _marks(start: Any, node: yaml.Node, here: tuple[int, int]) -> bool:
    begin, end = (start.line, start.column), (node.end_mark.line, node.end_mark.column)
    return begin <= here < end or here == begin


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                found: yaml.Node = value
                return found
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    return None


def parse(path: Path) -> Source:
    """Read a YAML file (UTF-8, with or without a byte order mark).

    Raises YamlProblem when it is no YAML, no text, or writes a key twice; OSError when it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        mend = messages.zh("slips.encoding.mend")
        raise YamlProblem(error.object.count(b"\n", 0, error.start) + 1, 1, "no UTF-8", mend=mend) from None
    return parse_text(text, path)


def parse_text(text: str, path: Path) -> Source:
    """Parse YAML that stands in `path`, or will. Raises YamlProblem."""
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            if root is not None:
                _refuse_twice(root)
            data = loader.construct_document(root) if root is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        # What parses and is refused all the same (a tag, a key twice) is no slip of these.
        slip = yaml_slips.find(text, line, _error_line) if _error_line(text) == line else None
        if slip is not None:
            raise YamlProblem(slip.line, slip.column, error.problem or "", slip.what, slip.mend) from None
        raise YamlProblem(line, column, error.problem or "") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlProblem(1, 1, type(error).__name__) from None
    return Source(path, data, Tree(root, text), text)


def _error_line(text: str) -> int | None:
    loader = _Loader(text)
    try:
        loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark else 1
    finally:
        loader.dispose()
    return None


def _refuse_twice(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key in brackets", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"duplicate key {key.value}", problem_mark=key.start_mark)
            seen.add(key.value)
            _refuse_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_twice(item)
