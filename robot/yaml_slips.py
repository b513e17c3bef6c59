"""Why YAML does not parse, as the person who typed it would say it: the commonest slips, and where they were made.

The parser notices a slip lines after it, sometimes only at the end of the file. Here every line that looks like a
slip is mended, and when the parser then comes further, that slip was it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from robot import messages

ErrorLine = Callable[[str], int | None]
"""The line (from 1) at which the parser stops; None when it reads the whole text."""

_MOST_TRIES = 24
_WIDE = "\u3000\u00a0"
_WIDE_COLON = re.compile(r"^(\s*(?:- +)?[\w-]{1,24}\s*)：\s*(.*)$")
_TIGHT_COLON = re.compile(r"^(\s*(?:- +)?[a-z_][a-z0-9_-]*):(?=[^\s:/])(.*)$")
_TIGHT_DASH = re.compile(r"^(\s*)-(?=[^\s-])(.*)$")
_WIDE_DASH = re.compile(r"^(\s*)[－—–−﹣]\s*(.*)$")
_INDENT = re.compile(rf"^( *[\t{_WIDE}][ \t{_WIDE}]*)(.*)$")
_QUOTE = re.compile(r"(?:^\s*|[:\-\[{,]\s*)([\"'])")
_CLOSING = re.compile(r"(\s*[\]}]+\s*)$")
_REASONS = {
    "could not find expected ':'": "no_colon",
    "mapping values are not allowed in this context": "two_colons",
    "found character that cannot start any token": "bad_start",
    "did not find expected key": "no_key",
    "did not find expected '-' indicator": "no_dash",
    "did not find expected ',' or ']'": "no_bracket",
    "did not find expected ',' or '}'": "no_brace",
    "did not find expected node content": "no_content",
    "found unexpected end of stream": "no_quote",
    "found undefined alias": "alias",
    "a key in brackets": "bracket_key",
    "no UTF-8": "encoding",
    "ReaderError": "control",
    "ValueError": "bad_value",
    "RecursionError": "alias",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: where (from 1), what it is and how it is mended, in Chinese."""

    line: int
    column: int
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class _Guess:
    """A line that looks like a slip, and what it may have been meant to be."""

    line: int
    column: int
    kind: str
    meant: tuple[str, ...]


def find(text: str, stopped: int, error_line: ErrorLine) -> Slip | None:
    """The slip because of which the parser stopped at line `stopped`; None when it is none of those known here."""
    lines = text.splitlines()
    guesses = [guess for number, line in enumerate(lines, start=1) for guess in _guesses(lines, number, line)]
    near = sorted((g for g in guesses if g.line <= stopped + 1), key=lambda g: (g.kind != "quote", stopped - g.line))
    for guess, meant in islice(((g, line) for g in near for line in g.meant), _MOST_TRIES):
        mended = [*lines[: guess.line - 1], meant, *lines[guess.line :]]
        further = error_line("\n".join(mended) + "\n")
        if further is None or further > max(stopped, guess.line + 1):
            return _slip(guess, lines[guess.line - 1])
    # Wrong even when mending it alone does not help: a blank that is none, and a quote that runs to the end.
    sure = [g for g in near if g.kind in {"wide_blank", "tab"} and g.line >= stopped - 1]
    sure += [g for g in guesses if g.kind == "quote" and stopped >= len(lines)]
    return _slip(sure[0], lines[sure[0].line - 1]) if sure else None


def _slip(guess: _Guess, line: str) -> Slip:
    shown = line.strip()[:16]
    return Slip(
        guess.line,
        guess.column,
        messages.zh(f"slips.{guess.kind}.what", text=shown),
        messages.zh(f"slips.{guess.kind}.mend"),
    )


def _guesses(lines: list[str], number: int, line: str) -> Iterator[_Guess]:
    if not line.strip() or line.lstrip().startswith("#"):
        return
    if found := _INDENT.match(line):
        kind = "tab" if "\t" in found[1] and not set(_WIDE) & set(found[1]) else "wide_blank"
        yield _Guess(number, 1, kind, tuple(_indented(lines, number, found[2], found[1])))
    for pattern, kind, between in (
        (_WIDE_COLON, "wide_colon", ": "),
        (_TIGHT_COLON, "tight_colon", ": "),
        (_TIGHT_DASH, "tight_dash", "- "),
        (_WIDE_DASH, "wide_dash", "- "),
    ):
        if found := pattern.match(line):
            yield _Guess(number, len(found[1]) + 1, kind, (f"{found[1]}{between}{found[2]}",))
    if (opened := _opened(line)) is not None:
        mark, without = line[opened], line[:opened] + line[opened + 1 :]
        yield _Guess(number, opened + 1, "quote", (line + mark, _CLOSING.sub(rf"{mark}\1", line), without))


def _indented(lines: list[str], number: int, text: str, indent: str) -> Iterable[str]:
    """The line with real blanks: as wide as they look, or as the lines around it."""
    around = (lines[number - 2 : number - 1] + lines[number : number + 1]) if number > 1 else lines[1:2]
    widths = [sum(wide if mark in _WIDE + "\t" else 1 for mark in indent) for wide in (2, 1, 4)]
    widths += [len(other) - len(other.lstrip(" ")) for other in around]
    return [" " * width + text for width in dict.fromkeys(widths)]


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


def chinese(reason: str) -> str:
    """What the parser says, in Chinese; its own words where they are not known."""
    if reason.startswith("duplicate key "):
        return messages.zh("slips.reason.twice", key=reason.removeprefix("duplicate key "))
    key = next((key for known, key in _REASONS.items() if reason.startswith(known)), None)
    return messages.zh(f"slips.reason.{key}") if key else reason
