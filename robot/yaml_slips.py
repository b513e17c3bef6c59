"""Why YAML does not parse, as the person who typed it would say it: the commonest slips, and where they were made.

The parser notices a slip lines after it, sometimes only at the end of the file. Here every line that looks like a
slip is mended, and when the parser then comes further, that slip was it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from robot import messages
from robot.yaml_guesses import Guess, guesses

ErrorLine = Callable[[str], int | None]
"""The line (from 1) at which the parser stops; None when it reads the whole text."""

_MOST_TRIES = 48
_OF_LAYOUT = frozenset(("indent", "no_dash", "broken_line"))
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
    "did not find expected alphabetic or numeric character": "alias",
    "did not find expected <document start>": "column_one",
    "block sequence entries are not allowed": "dash_inside",
    "found character '%'": "bad_start",
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


def find(text: str, stopped: int, error_line: ErrorLine) -> Slip | None:
    """The slip because of which the parser stopped at line `stopped`; None when it is none of those known here."""
    lines = text.splitlines()
    found = list(guesses(lines))
    near = sorted((g for g in found if g.line <= stopped + 1), key=lambda g: _order(g, stopped))
    for guess, meant in islice(((g, line) for g in near for line in g.meant), _MOST_TRIES):
        mended = [*lines[: guess.line - 1], meant, *lines[guess.line :]]
        further = error_line("\n".join(mended) + "\n")
        if further is None or further > max(stopped, guess.line + 1):
            return _slip(guess, lines[guess.line - 1])
    # Wrong even when mending it alone does not help: a blank that is none, and a quote that runs to the end.
    sure = [g for g in near if g.kind in {"wide_blank", "tab"} and g.line >= stopped - 1]
    sure += [g for g in found if g.kind == "quote" and stopped >= len(lines)]
    return _slip(sure[0], lines[sure[0].line - 1]) if sure else None


def _slip(guess: Guess, line: str) -> Slip:
    what = messages.zh(f"slips.{guess.kind}.what", text=line.strip()[:16], shown=guess.shown)
    return Slip(guess.line, guess.column, what, messages.zh(f"slips.{guess.kind}.mend", shown=guess.shown))


def _order(guess: Guess, stopped: int) -> tuple[bool, bool, int]:
    """Quotes first, which reach far; where a line stands only after what is written in it; the nearest first."""
    return guess.kind != "quote", guess.kind in _OF_LAYOUT, stopped - guess.line


def chinese(reason: str) -> str:
    """What the parser says, in Chinese; its own words where they are not known."""
    if reason.startswith("duplicate key "):
        return messages.zh("slips.reason.twice", key=reason.removeprefix("duplicate key "))
    key = next((key for known, key in _REASONS.items() if reason.startswith(known)), None)
    return messages.zh(f"slips.reason.{key}") if key else reason
