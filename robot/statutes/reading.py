"""An article cut into pieces that can be followed by ear: paragraphs, items (一)(二), sentences. Pure."""

from __future__ import annotations

import re

from robot.content.numerals import number_value

LONGEST = 90
"""Characters of a piece that is read in one go."""
_ITEM = re.compile(r"(?=[（(][一二三四五六七八九十]+[）)])")
_SENTENCE = re.compile(r"(?<=[。；！？])")
_CLAUSE = re.compile(r"(?<=[，、：])")
_BRACKETS = re.compile(r"[（(]([一二三四五六七八九十]+)[）)]")


def pieces(text: str) -> tuple[str, ...]:
    """The pieces of an article, in order, each at most about LONGEST characters; nothing is left out.

    An item begins a piece of its own, and is said as 第一，第二，….
    """
    found: list[str] = []
    for paragraph in text.replace("\u3000", "").split("\n"):
        for item in _ITEM.split(paragraph.strip()):
            found += _joined(_short(_SENTENCE.split(item)))
    return tuple(_BRACKETS.sub(r"第\1，", piece) for piece in found if piece)


def paragraph(text: str, number: int) -> str | None:
    """Paragraph `number` (款) of an article, its items included; None when it has no such one."""
    found: list[str] = []
    for line in text.replace("\u3000", "").split("\n"):
        if found and _ITEM.match(line.strip()):
            found[-1] += "\n" + line
        elif line.strip():
            found.append(line)
    return found[number - 1] if 0 < number <= len(found) else None


def item(text: str, number: int) -> str | None:
    """Item `number` (项) of an article or paragraph, behind the words that lead up to the items; None: it has none."""
    lead, found = "", None
    for line in text.replace("\u3000", "").split("\n"):
        for part in _ITEM.split(line.strip()):
            named = _BRACKETS.match(part)
            if named is None:
                lead = part if part and found is None else lead
            elif found is None and number_value(named.group(1)) == number:
                found = f"{lead}\n{part}"
    return found


def _short(parts: list[str]) -> list[str]:
    """Sentences; one that is too long is cut at its commas."""
    found = []
    for part in parts:
        found += [part] if len(part) <= LONGEST else _joined(_CLAUSE.split(part))
    return found


def _joined(parts: list[str]) -> list[str]:
    """Neighbours together as long as they stay short."""
    found: list[str] = []
    for part in filter(None, parts):
        if found and len(found[-1]) + len(part) <= LONGEST:
            found[-1] += part
        else:
            found.append(part)
    return found
