"""Articles as amendments (刑法修正案（十二）) have changed them, where those stand in the database by themselves. Pure.

An amendment that is older than the text of its law is merged there already. What cannot be read of a newer one is
withheld: no article is shown in a wording that is not in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_NUMBER = "[零一二三四五六七八九十百千]+"
_CHANGE = re.compile(
    rf"^(?:在|将)?.{{0,24}}?(?P<article>第{_NUMBER}条(?:之{_NUMBER})?)(?:第(?P<paragraph>[一二三四五六七八九十])款)?"
    rf"(?:中?增加[一二三四]款[，,]?作为第[一二三四五六七八九十]款[，,]将该条)?修改为[：:]\s*(?P<text>[\"“].*)$",
    re.DOTALL,
)
_NAMED = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?")
_OF_LAW = re.compile(r"(?P<law>.+法)修正案(?:（.+）)?\Z")
_ITEM = re.compile(r"\s*（[一二三四五六七八九十]+）")
_COUNT = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Changed:
    """The new text of an article, by which amendment; None where it could not be read."""

    number: str
    text: str | None


def amended_law(name: str) -> str | None:
    """The law that an amendment of this name changes; None for what is no amendment."""
    found = _OF_LAW.match(name)
    return found["law"] if found else None


def changes(lines: Iterable[str], text_of: Callable[[str], str | None]) -> Iterator[Changed]:
    """What the articles of an amendment (`lines`) make of those of its law; `text_of` gives the text of an article."""
    for line in lines:
        found = _CHANGE.match(line)
        if found is None:
            yield from (Changed(number, None) for number in dict.fromkeys(_NAMED.findall(_before_quote(line))))
            continue
        number, paragraph = found["article"], found["paragraph"]
        new = _unquoted(found["text"])
        if paragraph is None:
            yield Changed(number, new)
            continue
        old = text_of(number)
        yield Changed(number, _with_paragraph(old, _COUNT.index(paragraph), new) if old is not None else None)


def _before_quote(line: str) -> str:
    return re.split('["“]', line, maxsplit=1)[0]


def _unquoted(text: str) -> str:
    """The new wording: a quotation mark stands before every paragraph, one at the end."""
    return "\n".join(part.strip().lstrip('"“').rstrip('"”') for part in text.split("\n"))


def _with_paragraph(text: str, which: int, new: str) -> str | None:
    """`text` with its paragraph number `which` (from 0) replaced; items belong to the paragraph before them."""
    paragraphs: list[list[str]] = []
    for part in text.split("\n"):
        if paragraphs and _ITEM.match(part):
            paragraphs[-1].append(part)
        else:
            paragraphs.append([part])
    if which >= len(paragraphs):
        return None
    paragraphs[which] = [new]
    return "\n".join("\n".join(parts) for parts in paragraphs)
