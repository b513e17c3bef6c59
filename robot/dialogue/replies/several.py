"""Several answers in one reply: said one after the other, or on the screen when that is too long. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from robot.content.load import Content
from robot.dialogue.replies import compose
from robot.turn import Candidate, Reply

LONGEST = 220
"""Characters that are said in one go: a visitor remembers no more."""
MOST = 3
"""Things of one breath that are answered."""
_MOST_FOLLOW_UPS = 6
_NUMBERS = "一二三四五"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Breath:
    """What is answered together: whole replies in order, which of them was asked the way for, a question that stays
    open, and a sentence on what could not be answered."""

    replies: tuple[Reply, ...]
    way_to: Reply | None = None
    question: Reply | None = None
    note: str = ""


def together(content: Content, breath: Breath) -> tuple[Reply, tuple[Reply, ...]]:
    """One reply with everything, and the replies that wait until the visitor wants to hear them.

    Kind, id and window are those of the first.
    """
    first, *others = breath.replies
    spoken, waiting = _said(content, breath)
    everything = [*others, breath.question] if breath.question else others
    directions = [breath.way_to, *breath.replies] if breath.way_to else breath.replies
    reply = replace(
        first,
        spoken=spoken,
        shown=_shown(content, breath),
        citations=_unique(citation for reply in breath.replies for citation in reply.citations),
        directions=next((reply.directions for reply in directions if reply.directions), None),
        follow_ups=_follow_ups(breath),
        actions=_unique(action for reply in breath.replies for action in reply.actions),
        interruptible=all(reply.interruptible for reply in breath.replies),
        also=_unique(
            (other.kind, other.id) for other in everything if (other.kind, other.id) != (first.kind, first.id)
        ),
    )
    return reply, waiting


def with_the_way(content: Content, reply: Reply) -> Reply:
    """An answer to somebody who also asked for the window: the way is said, not only shown."""
    told = _way(content, reply)
    return replace(reply, spoken=brief(content, reply) + told) if told else reply


def brief(content: Content, reply: Reply) -> str:
    """The answer itself, without where to go on and what comes next."""
    whole = _whole_answer(content, reply)
    return whole if whole is not None else reply.spoken


def _whole_answer(content: Content, reply: Reply) -> str | None:
    """The answer of the entry or service that `reply` gives; None where it gives a part of the matter, or no entry."""
    faq = content.faq.get(reply.id or "") if reply.kind == "faq" else None
    service = content.services.get(reply.id or "") if reply.kind == "service" else None
    spoken = faq.entry.spoken if faq else service.spoken if service else None
    return spoken if spoken is not None and spoken in reply.spoken else None


def _said(content: Content, breath: Breath) -> tuple[str, tuple[Reply, ...]]:
    """What is said now, and what waits. A question that the visitor has to answer comes last."""
    first, *others = breath.replies
    prompts, question = content.prompts, breath.question
    opening = brief(content, first) + (_way(content, breath.way_to) if breath.way_to else "")
    asked = prompts.also_unsure + question.spoken if question else ""
    rest = "".join(_announced(content, number, reply) for number, reply in enumerate(others))
    whole = opening + rest + breath.note + asked
    if len(whole) <= LONGEST or not others:
        return whole, ()
    titles = {"titles": "、".join(f"“{_title(content, reply)}”" for reply in others)}
    if question:
        return opening + compose.filled(prompts.also_shown, titles) + breath.note + asked, ()
    waiting = tuple(replace(reply, spoken=brief(content, reply)) for reply in others)
    return opening + breath.note + compose.filled(prompts.also_more, titles), waiting


def _title(content: Content, reply: Reply) -> str:
    return compose.title(content, Candidate(reply.kind, reply.id or "", 1.0))


def _announced(content: Content, number: int, reply: Reply) -> str:
    """An answer after another: with what it is about, where it does not show that by itself."""
    title, prompts = _title(content, reply), content.prompts
    said = compose.without_opening(content, brief(content, reply))
    is_whole = _whole_answer(content, reply) is not None
    if reply.kind == "faq":
        title = compose.as_topic(title)  # 还有我在群里说了人家，人家要告我怎么办： is no way to speak
    if title and (reply.kind == "place" or (is_whole and not compose.shows(said, title))):
        return compose.filled(prompts.also_next, {"title": title}) + said
    return prompts.second[number % len(prompts.second)] + said


def _way(content: Content, reply: Reply) -> str:
    if not reply.directions or reply.kind == "place":
        return ""
    said = "".join(reply.directions)
    # A service may send its visitors to another window first; the directions themselves end with its name.
    if reply.window is None or reply.kind == "service":
        return said
    return compose.filled(content.prompts.way_too, {"place": compose.place_name(content, reply.window), "way": said})


def _shown(content: Content, breath: Breath) -> str:
    """What is asked on about one thing stands below it; several things are numbered."""
    groups = _by_subject(breath.replies)
    cards = [
        compose.lines(group[0].shown, *(_without_title(content, reply) for reply in group[1:])) for group in groups
    ]
    if len(groups) > 1:
        cards = [
            _card(content, number, group[0], card)
            for number, (group, card) in enumerate(zip(groups, cards, strict=True))
        ]
    return "\n\n".join(part for part in (*cards, breath.note, breath.question.shown if breath.question else "") if part)


def _by_subject(replies: tuple[Reply, ...]) -> list[list[Reply]]:
    """Replies one after the other that belong to the same entry, together."""
    groups: list[list[Reply]] = []
    for reply in replies:
        if groups and (groups[-1][0].kind, groups[-1][0].id) == (reply.kind, reply.id):
            groups[-1].append(reply)
        else:
            groups.append([reply])
    return groups


def _card(content: Content, number: int, reply: Reply, card: str) -> str:
    title = _title(content, reply)
    heading = compose.filled(content.prompts.also_heading, {"number": _NUMBERS[number], "title": title})
    rest = _without_title(content, replace(reply, shown=card))
    return compose.lines(heading, rest)


def _without_title(content: Content, reply: Reply) -> str:
    first, _, rest = reply.shown.partition("\n")
    return rest if rest and first.rstrip("？?。") == _title(content, reply) else reply.shown


def _follow_ups(breath: Breath) -> tuple[str, ...]:
    choices = breath.question.follow_ups if breath.question else ()
    return _unique([*choices, *(said for reply in breath.replies for said in reply.follow_ups)])[:_MOST_FOLLOW_UPS]


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
