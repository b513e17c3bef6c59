"""Lines that look like a slip in YAML, each with what it may have been meant to be. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_WIDE = "\u3000\u00a0"
_HEAD = r"^(?P<head>\s*(?:- +)?"
_WIDE_COLON = re.compile(rf"{_HEAD}(?P<key>[\w-]{{1,24}})\s*)：\s*(?P<rest>.*)$")
_TIGHT_COLON = re.compile(rf"{_HEAD}[a-z_][a-z0-9_-]*):(?=[^\s:/])(?P<rest>.*)$")
_TIGHT_DASH = re.compile(r"^(?P<head>\s*)-(?=[^\s-])(?P<rest>.*)$")
_WIDE_DASH = re.compile(r"^(?P<head>\s*)[－—–−﹣]\s*(?P<rest>.*)$")
_NO_COLON = re.compile(rf"{_HEAD}[a-z_]{{2,}})(?: +(?P<rest>[\u3400-\u9fff“《【0-9].*)|(?P<end>\s*))$")
_HALF_COLON = re.compile(rf"{_HEAD}[A-Za-z_][\w-]*: +)(?P<rest>[^\s\[{{\"'|>].*?: .*)$")
_GLUED = re.compile(rf"{_HEAD}[A-Za-z_][\w-]*: +.*\S)\s+(?P<key>[a-z_]{{2,}}: .*)$")
_MARK = re.compile(r"^(?P<head>\s*(?:- +)?(?:[A-Za-z_][\w-]*: +)?)(?P<rest>(?P<mark>[*&!%@`]|- |\? ).*)$")
_BULLET = re.compile(r"^\s*(?P<mark>[•·●○◆■▪✓※*]|\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[\u2460-\u2473])\s*(?P<rest>.+)$")
_INDENT = re.compile(rf"^(?P<blank> *[\t{_WIDE}][ \t{_WIDE}]*)(?P<rest>.*)$")
_KEY = re.compile(r"^(?P<blank> *)[A-Za-z_][\w-]*:(?:\s|$)")
_ITEM = re.compile(r"^(?P<blank> *)- ")
_QUOTE = re.compile(r"(?:^\s*|[:\-\[{,]\s*)([\"'])")
_CLOSING = re.compile(r"(\s*[\]}]+\s*)$")
_MOST_TO_THE_RIGHT = 3
"""Blanks that a line has too many."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A line that looks like a slip, and what it may have been meant to be. `shown` fills the message."""

    line: int
    column: int
    kind: str
    meant: tuple[str, ...]
    shown: str = ""


def guesses(lines: Sequence[str]) -> Iterator[Guess]:
    """Those of every line, in their order; of a line, the likeliest first."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            for guess in _GUESSERS:
                yield from guess(lines, number, line)


def _blank(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    if found := _INDENT.match(line):
        kind = "tab" if "\t" in found["blank"] and not set(_WIDE) & set(found["blank"]) else "wide_blank"
        yield Guess(number, 1, kind, tuple(_indented(lines, number, found["rest"], found["blank"])))


def _indented(lines: Sequence[str], number: int, text: str, indent: str) -> list[str]:
    """The line with real blanks: as wide as they look, or as the lines around it."""
    around = (*lines[number - 2 : number - 1], *lines[number : number + 1]) if number > 1 else lines[1:2]
    widths = [sum(wide if mark in _WIDE + "\t" else 1 for mark in indent) for wide in (2, 1, 4)]
    widths += [len(other) - len(other.lstrip(" ")) for other in around]
    return [" " * width + text for width in dict.fromkeys(widths)]


def _punctuation(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    if found := _WIDE_COLON.match(line):
        kind = "wide_colon" if found["key"].isascii() else "wide_colon_word"
        yield Guess(number, len(found["head"]) + 1, kind, (f"{found['head']}: {found['rest']}",))
    for pattern, kind, between in (
        (_TIGHT_COLON, "tight_colon", ": "),
        (_TIGHT_DASH, "tight_dash", "- "),
        (_WIDE_DASH, "wide_dash", "- "),
    ):
        if found := pattern.match(line):
            yield Guess(number, len(found["head"]) + 1, kind, (f"{found['head']}{between}{found['rest']}",))
    if found := _NO_COLON.match(line):
        yield Guess(number, len(found["head"]) + 1, "no_colon", (f"{found['head']}: {found['rest'] or ''}",))


def _quotes(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    if (opened := _opened(line)) is not None:
        mark, without = line[opened], line[:opened] + line[opened + 1 :]
        yield Guess(number, opened + 1, "quote", (line + mark, _CLOSING.sub(rf"{mark}\1", line), without))


def _opened(line: str) -> int | None:
    """Where a quotation mark opens that the line does not close; None when there is none."""
    place = 0
    while found := _QUOTE.search(line, place):
        mark, start = found[1], found.start(1)
        end = start + 1
        while end < len(line) and line[end] != mark:
            end += 2 if mark == '"' and line[end] == "\\" else 1
        if end >= len(line):
            return start
        place = end + 1
    return None


def _brackets(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    for opening, closing in ("[]", "{}"):
        if line.count(opening) > line.count(closing):
            meant = (line.rstrip() + closing, _CLOSING.sub(rf"{closing}\1", line))
            yield Guess(number, line.rindex(opening) + 1, "bracket", meant, closing)


def _colons(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    """Two keys in a line, and a half-width colon in a sentence."""
    indent = " " * (len(line) - len(line.lstrip(" -")))
    if found := _GLUED.match(line):
        yield Guess(number, found.start("key") + 1, "glued", (f"{found['head']}\n{indent}{found['key']}",))
    if found := _HALF_COLON.match(line):
        column = found.start("rest") + found["rest"].index(": ") + 1
        yield Guess(number, column, "half_colon", (found["head"] + found["rest"].replace(": ", "："),))


def _marks(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    if (found := _MARK.match(line)) and not found["head"].isspace() and found["head"]:
        quoted = found["rest"].replace("'", "''")
        yield Guess(number, found.start("rest") + 1, "mark", (f"{found['head']}'{quoted}'",), found["mark"].strip())


def _layout(lines: Sequence[str], number: int, line: str) -> Iterator[Guess]:
    """A line that stands too far left or right, an item without its dash, the second half of a sentence."""
    before = next((other for other in reversed(lines[: number - 1]) if other.strip()), "")
    after = next((other for other in lines[number:] if other.strip()), "")
    if found := _BULLET.match(line):
        rests = tuple(f"{' ' * width}- {found['rest']}" for width in _widths((before, after, line)))
        yield Guess(number, 1, "bullet", rests, found["mark"])
    own = len(line) - len(line.lstrip(" "))
    for pattern in (_KEY, _ITEM):
        if pattern.match(line):
            around = [len(other["blank"]) for text in _near(lines, number) if (other := pattern.match(text))]
            for width in dict.fromkeys(around):
                if own < width or 0 < own - width <= _MOST_TO_THE_RIGHT:
                    yield Guess(number, own + 1, "indent", (" " * width + line.lstrip(" "),), str(width))
    if _KEY.match(line) or _ITEM.match(line):
        return
    text = line.strip()
    item = next((found for other in (before, after) if (found := _ITEM.match(other))), None)
    dash = [Guess(number, own + 1, "no_dash", (f"{item['blank']}- {text}",))] if item else []
    beside = [width for width in _widths((before, after)) if width > own]
    deeper = [len(before) - len(before.lstrip(" ")) + 4]
    joined = Guess(number, own + 1, "broken_line", tuple(" " * width + text for width in (*beside, *deeper)))
    yield from (*dash, joined) if _ITEM.match(before) else (joined, *dash)


def _widths(around: Sequence[str]) -> list[int]:
    return list(dict.fromkeys(len(line) - len(line.lstrip(" ")) for line in around))


def _near(lines: Sequence[str], number: int) -> list[str]:
    """The lines around a line, the nearest first."""
    before, after = lines[max(number - 12, 0) : number - 1], lines[number : number + 11]
    return [*reversed(before), *after]


_GUESSERS: tuple[Callable[[Sequence[str], int, str], Iterator[Guess]], ...] = (
    _blank,
    _punctuation,
    _quotes,
    _colons,
    _brackets,
    _marks,
    _layout,
)
