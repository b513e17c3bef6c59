"""A reply -> what the page shows of it. Pure.

The reply's shown text has a fixed shape (compose.py and services.py of robot/dialogue/replies): a title, lines, and
under 【…】 lines with · or a number. It is taken apart here rather than put together anew, so that the page shows just
what the robot answered, also where only the fee or the materials were asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from robot.content.load import Content
from robot.dialogue.replies.commands import ASIDE
from robot.tts.sentences import sentences
from robot.turn import Citation, Kind, Reply
from robot.web.protocol import Answer, CitedArticle, Destination, Part

_HEADING = re.compile(r"【(.+)】$")
_TICK = "· "
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]*[”’）]*")
_NUMBERED = re.compile(r"\d+\. ")
_TITLED = frozenset({"faq", "service", "place"})
TAKEN_ALONG: tuple[Kind, ...] = ("faq", "service", "place")
"""Kinds of which there is something to take along."""
HasArticle = Callable[[str, str], bool]


def shown(content: Content, reply: Reply, heard: str, has_article: HasArticle, written: str | None = None) -> Answer:
    """`reply` for the page; `heard` is what the visitor said, `has_article` tells whether the statute database holds
    an article of a law, `written` is what is spoken before numbers became words."""
    said = reply.spoken if written is None else written
    title, lines = _title(content, reply)
    parts = tuple(_parts(content, reply, lines))
    asks_back = reply.kind == "clarify" and bool(reply.follow_ups)
    return Answer(
        kind=reply.kind,
        quiet="quiet" in reply.actions,
        id=reply.id,
        heard=heard,
        sentences=tuple(_SENTENCE.findall(said)),
        pieces=pieces(reply.spoken),
        title=title,
        parts=parts,
        citations=tuple(_cited(reply.citations, has_article)),
        destination=destination(content, _goal(reply)),
        follow_ups=reply.follow_ups,
        choices=asks_back,
        aside=reply.kind == "command" and reply.id in ASIDE,
        actions=reply.actions,
        takeaway=f"{reply.kind}/{reply.id}" if reply.kind in TAKEN_ALONG and reply.id else None,
    )


def pieces(spoken: str) -> tuple[int, ...]:
    """Of each piece in which `spoken` is said: which sentence it belongs to."""
    ends = list(accumulate(map(len, _SENTENCE.findall(spoken))))
    starts = accumulate((len(piece.text) for piece in sentences(spoken)), initial=0)
    return tuple(min(bisect_right(ends, start), max(0, len(ends) - 1)) for start in starts)[:-1]


def destination(content: Content, place_id: str | None) -> Destination | None:
    """Where to go; None for a place that is not on the map."""
    place = content.place(place_id) if place_id else None
    return Destination(id=place.id, name=place.name, floor=place.floor) if place else None


def _goal(reply: Reply) -> str | None:
    if reply.kind == "place":
        return reply.id
    return reply.window if reply.directions else None


def _title(content: Content, reply: Reply) -> tuple[str, list[str]]:
    """The first line, where it is a title, and the others."""
    lines = [line for line in reply.shown.splitlines() if line.strip()]
    if reply.kind in _TITLED and lines and not reply.also:
        return lines[0], lines[1:]
    if reply.kind == "statute" and lines:
        return lines[0], lines[1:]
    if reply.kind == "emergency" and "quiet" not in reply.actions and reply.id and reply.id in content.emergencies:
        return content.emergencies[reply.id].name, lines
    return "", lines


def _parts(content: Content, reply: Reply, lines: Iterable[str]) -> Iterator[Part]:
    words = content.directions.service if content.directions else None
    materials, basis_title = (words.shown_materials, words.shown_basis) if words else ("", "")
    title, held = "", list[str]()
    for line in (*lines, "【】"):
        heading = _HEADING.match(line) if line != "【】" else None
        if heading is None and line != "【】":
            if not _said_elsewhere(content, reply, line):
                held.append(line)
            continue
        if held and title != basis_title:
            yield _part(title, held, materials)
        title, held = heading[1] if heading else "", []


def _part(title: str, lines: list[str], materials: str) -> Part:
    if title and title == materials:
        return Part(title=title, style="ticks", lines=tuple(line.removeprefix(_TICK) for line in lines))
    if title and all(map(_NUMBERED.match, lines)):
        return Part(title=title, style="steps", lines=tuple(_NUMBERED.sub("", line, count=1) for line in lines))
    return Part(title=title, style="lines", lines=tuple(line.removeprefix(_TICK) for line in lines))


def _said_elsewhere(content: Content, reply: Reply, line: str) -> bool:
    """The line of citations and the line that names the window: the page has buttons for both."""
    prompts = content.prompts
    if reply.citations and line.startswith(f"{prompts.basis}："):
        return True
    place = (content.place(reply.window) or content.elsewhere(reply.window)) if reply.window else None
    return place is not None and line == f"{prompts.shown_window}{place.name}"


def _cited(citations: Iterable[Citation], has_article: HasArticle) -> Iterator[CitedArticle]:
    for citation in dict.fromkeys(citations):
        known = has_article(citation.law, citation.article)
        yield CitedArticle(law=citation.law, article=citation.article, known=known)
