"""What can be kept of a file that does not parse: its entries, each read by itself. Pure.

A slip costs the entry it is in. Where the entries cannot be told apart, what stands from the slip on is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from robot import messages
from robot.yaml_source import Source, YamlProblem, parse_text

_START = re.compile(r"^(?P<blank>[\s\u3000]*)[-－—–−﹣]\s*(?P<brace>\{\s*)?[\"']?id[\"']?\s*[:：]")
_DASH = re.compile(r"^(?P<blank> *)- ")
_ID_WITHOUT_DASH = re.compile(r"^(?P<blank> +)[\"']?id[\"']?\s*[:：]")
_NAMED = re.compile(
    r"(?:^|[\s{,，-])(?P<key>question|问题|title|标题|name|id)\s*[:：]\s*[\"“']?(?P<text>[^,，}\n\"”]+)", re.M
)
_TITLES = ("question", "问题", "title", "标题", "name", "id")
_QUESTION = re.compile(r"^(?P<blank> +)question\s*[:：]")
_ANSWER = re.compile(r"^ +(?:phrasings|spoken)\s*[:：]")
_OUTERMOST = 3
"""Columns before the dashes of the entries; what is deeper belongs to an entry (the steps of a service)."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An entry that was not read: its id and what people call it, where that can be seen, and why."""

    id: str
    title: str
    why: YamlProblem


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was kept of a file, and what was not."""

    source: Source
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines (from 0) of an entry."""

    lines: range
    indent: int


def salvage(text: str, path: Path, tops: frozenset[str]) -> Salvage | None:
    """The entries of `text` that can be read, in a Source in which every line has its number; None when there are none.

    `tops`: the keys that stand in column 1 of such a file.
    """
    lines = text.splitlines()
    pieces = list(_pieces(lines, tops))
    broken = {piece: why for piece in pieces if (why := _fault(lines, piece, path)) is not None}
    source = None
    while pieces and len(broken) < len(pieces):
        try:
            source = parse_text(_without(lines, broken), path)
            break
        except YamlProblem as problem:
            # It does not lie in the entries by themselves: nothing from here on.
            rest = [piece for piece in pieces if piece.lines.stop >= problem.line and piece not in broken]
            if not rest:
                return None
            broken |= dict.fromkeys(rest, problem)
    if source is None or not isinstance(source.data, dict):
        return None
    ordered = (piece for piece in pieces if piece in broken)
    return Salvage(source, tuple(_lost(lines, piece, broken[piece]) for piece in ordered))


def titles(text: str) -> list[str]:
    """What the entries of a file are called that cannot be read at all."""
    lines = text.splitlines()
    return [_lost(lines, piece, YamlProblem(1, 1, "")).title for piece in _pieces(lines, frozenset())]


def _pieces(lines: Sequence[str], tops: frozenset[str]) -> Iterator[_Piece]:
    """The entries of the file's lists."""
    usual = _indent(lines)
    begun: int | None = None
    nameless = _nameless(lines, 0)
    for number, line in enumerate(lines):
        ends = _is_top(line, tops)
        if ends:
            start = False
        elif begun is None and bool(tops) and _is_headless(lines, number, usual, tops):
            start = True
        elif nameless is not None:
            start = line.startswith(" " * nameless + "- ")
        else:
            start = _starts(line, usual) or (begun is not None and _begins_anew(lines, begun, number, usual + 2))
        if start or ends:
            if begun is not None:
                yield _Piece(range(begun, number), usual if nameless is None else nameless)
            begun = number if start else None
        if ends:
            nameless = _nameless(lines, number)
    if begun is not None:
        yield _Piece(range(begun, len(lines)), usual if nameless is None else nameless)


def _is_top(line: str, tops: frozenset[str]) -> bool:
    return line.split(":", 1)[0].split("：", 1)[0] in tops


def _is_headless(lines: Sequence[str], number: int, indent: int, tops: frozenset[str]) -> bool:
    """Whether a line is the rest of a first entry that has lost its beginning: others stand below it in the list."""
    line = lines[number]
    if not line.startswith(" ") or not line.strip() or line.lstrip().startswith(("#", "- ")):
        return False
    below = next((other for other in lines[number + 1 :] if _is_top(other, tops) or _starts(other, indent)), "")
    return bool(below) and not _is_top(below, tops)


def _nameless(lines: Sequence[str], above: int) -> int | None:
    """How many blanks stand before the dashes of a list whose items have no ids (the ways of the hall). None for
    others, and where no list stands below the key in line `above`."""
    first = next((line for line in lines[above + 1 :] if line.strip() and not line.lstrip().startswith("#")), "")
    found = _DASH.match(first)
    return len(found["blank"]) if found and not _START.match(first) else None


def _indent(lines: Sequence[str]) -> int:
    """How many blanks stand before the dashes of the entries: the usual number, not that of a pasted entry."""
    found = [len(start["blank"]) for line in lines if (start := _START.match(line)) and not start["blank"].strip(" ")]
    outer = [blanks for blanks in found if blanks <= _OUTERMOST] or found[:1]
    return max(set(outer), key=lambda blanks: (outer.count(blanks), blanks), default=2)


def _starts(line: str, indent: int) -> bool:
    found = _START.match(line)
    if found is None:
        return False
    blank = found["blank"]
    return len(blank) <= indent + 1 if not blank.strip(" ") else found["brace"] is None


def _begins_anew(lines: Sequence[str], begun: int, number: int, column: int) -> bool:
    """Whether a line begins another entry whose first line is not as it should be: a second id without its dash, or a
    second question with answers of its own."""
    line = lines[number]
    if (found := _ID_WITHOUT_DASH.match(line)) and len(found["blank"]) == column:
        return True
    found = _QUESTION.match(line)
    if found is None or len(found["blank"]) != column:
        return False
    is_second = any(_QUESTION.match(before) for before in lines[begun:number])
    below = next((other for other in lines[number + 1 :] if _ANSWER.match(other) or _START.match(other)), "")
    return is_second and _ANSWER.match(below) is not None


def _fault(lines: Sequence[str], piece: _Piece, path: Path) -> YamlProblem | None:
    """Why an entry cannot be read by itself, None when it can."""
    first = lines[piece.lines.start]
    blanks = len(first) - len(first.lstrip(" "))
    shifted = piece.indent - blanks if first.lstrip(" ").startswith("- ") else 0
    at = (piece.lines.start + 1, blanks + 1)
    try:
        read = _read(lines, piece, path)
    except YamlProblem as problem:
        if shifted and _reads((" " * piece.indent + first.lstrip(" "),), lines, piece, path):
            return _problem(at, "shifted_first", count=piece.indent)
        return problem
    if shifted:
        kind = "shifted_left" if shifted > 0 else "shifted_right"
        return _problem(at, kind, count=abs(shifted))
    if isinstance(read, list):
        return None
    return _problem(at, "no_dash_entry" if "id" in read else "no_id_entry", count=piece.indent)


def _read(lines: Sequence[str], piece: _Piece, path: Path, beginning: Sequence[str] = ()) -> Any:
    """An entry by itself, with its line numbers; `beginning` instead of its first lines. Raises YamlProblem."""
    own = [*beginning, *(lines[number] for number in piece.lines[len(beginning) :])]
    return parse_text("\n" * piece.lines.start + "\n".join(own) + "\n", path).data


def _reads(beginning: Sequence[str], lines: Sequence[str], piece: _Piece, path: Path) -> bool:
    try:
        _read(lines, piece, path, beginning)
    except YamlProblem:
        return False
    return True


def _problem(at: tuple[int, int], kind: str, **params: object) -> YamlProblem:
    what, mend = messages.zh(f"slips.{kind}.what", **params), messages.zh(f"slips.{kind}.mend", **params)
    return YamlProblem(*at, kind, what, mend)


def _without(lines: Sequence[str], broken: dict[_Piece, YamlProblem]) -> str:
    gone = {number for piece in broken for number in piece.lines}
    return "\n".join("" if number in gone else line for number, line in enumerate(lines)) + "\n"


def _lost(lines: Sequence[str], piece: _Piece, why: YamlProblem) -> Lost:
    text = "\n".join(lines[number] for number in piece.lines)
    named: dict[str, str] = {}
    for found in _NAMED.finditer(text):
        named.setdefault(found["key"], found["text"].strip())
    title = next((named[key] for key in _TITLES if key in named), "")
    return Lost(named.get("id", ""), title or lines[piece.lines.start].strip()[:16], why)


def without_list_key(text: str, entries: frozenset[str]) -> YamlProblem | None:
    """That the key above the first entry is missing; None when it is there, or there are no entries."""
    lines = text.splitlines()
    keys = entries - {"topic"}
    first = next(_pieces(lines, entries), None)
    if first is None or len(keys) != 1 or any(re.match(rf"{key}\s*[:：]", line) for key in keys for line in lines):
        return None
    return _problem((first.lines.start + 1, 1), "no_list_key", key=next(iter(keys)))
