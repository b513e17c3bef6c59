"""The text of a file as it was meant: saved in the encodings of Notepad, with full-width colons after keys. Pure.

Only what can mean nothing else is taken as meant; it is told all the same, so that the file becomes right.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from robot import messages
from robot.yaml_slips import Slip

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WIDE = "：，｛｝\u3000\u00a0"
_KEY = re.compile(
    r"^[ \u3000\u00a0]*(?:- *)?(?P<key>[a-z_]+)(?:[ \u3000]*：[ \u3000\u00a0]*|:(?=[^\s:/]))", re.MULTILINE
)
_IN_A_LINE = re.compile(r"^ *- *(?:｛|\{[^\n]*[，：])", re.MULTILINE)
"""An entry in braces with full-width marks in it, which may be in its texts."""
_BLOCK = re.compile(r"^(?P<indent>\s*(?:- +)*).*[|>][+-]?\s*$")


@dataclass(frozen=True, slots=True)
class Meant:
    """A text, and what was not written as it should be."""

    text: str
    slips: tuple[Slip, ...]


def decoded(raw: bytes) -> Meant:
    """The text of a file. UTF-16 is known by its mark; GBK by its first Chinese character, which is no UTF-8.

    Raises UnicodeDecodeError for everything else.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Meant(raw.decode("utf-16"), (_encoding("UTF-16"),))
    try:
        return Meant(raw.decode("utf-8-sig"), ())
    except UnicodeDecodeError as error:
        # A file in UTF-8 that was damaged somewhere is right up to there.
        if not raw[: error.start].isascii():
            raise
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            raise error from None
        if not _HAN.search(text):
            raise
        return Meant(text, (_encoding("ANSI"),))


def _encoding(name: str) -> Slip:
    what, mend = messages.zh("slips.other_encoding.what", name=name), messages.zh("slips.encoding.mend")
    return Slip(1, 1, what, mend)


class Mender:
    """Puts right what follows a known key: `question：` and `question:怎么办` are `question: `."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        known = "|".join(sorted(map(re.escape, self._keys), key=len, reverse=True))
        self._comma = re.compile(rf"(?P<before>[^\s{{,，])\s*，\s*(?P<key>{known})\s*[:：]\s*")
        self._first = re.compile(rf"[{{｛]\s*(?P<key>{known})\s*[:：]\s*")
        self._inner = re.compile(rf"(?P<before>, *(?:{known}))(?:\s*：\s*|:(?=[^\s:/]))")

    def mended(self, text: str) -> Meant:
        """The text with these put right, outside the texts of several lines (`shown: |`)."""
        if not (_IN_A_LINE.search(text) or any(found["key"] in self._keys for found in _KEY.finditer(text))):
            return Meant(text, ())
        lines, slips = text.split("\n"), []
        inside = set(_inside_blocks(lines))
        for number, line in enumerate(lines):
            if number in inside or line.lstrip().startswith("#"):
                continue
            right = self._line(line)
            if right != line:
                lines[number] = right
                slips.append(_slip(number + 1, _first_difference(line, right) + 1, line))
        return Meant("\n".join(lines), tuple(slips))

    def _line(self, line: str) -> str:
        found = _KEY.match(line)
        if found and found["key"] in self._keys:
            return f"{line[: found.end('key')]}: {line[found.end() :]}"
        return self._braces(line) if _IN_A_LINE.match(line) else line

    def _braces(self, line: str) -> str:
        """An entry in one line: its braces, commas and colons are half-width."""
        line = self._first.sub(lambda found: f"{{{found['key']}: ", line, count=1)
        line = self._comma.sub(lambda found: f"{found['before']}, {found['key']}: ", line)
        line = self._inner.sub(lambda found: f"{found['before']}: ", line)
        return re.sub(r"｝(\s*)$", r"}\1", line)


def _first_difference(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other) - 1)


def _slip(line: int, column: int, text: str) -> Slip:
    kind = "taken_wide" if text[column - 1] in _WIDE else "taken_tight"
    what = messages.zh(f"slips.{kind}.what", text=text.strip()[:16])
    return Slip(line, column, what, messages.zh(f"slips.{kind}.mend"))


def _inside_blocks(lines: list[str]) -> Iterator[int]:
    """The numbers (from 0) of the lines that are text below a `|`."""
    indent: int | None = None
    for number, line in enumerate(lines):
        if indent is not None and (not line.strip() or len(line) - len(line.lstrip(" ")) > indent):
            yield number
            continue
        found = _BLOCK.match(line)
        indent = len(found["indent"]) if found and not line.lstrip().startswith("#") else None
