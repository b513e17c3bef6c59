"""要带什么, 多少钱, 要多久 … about the answer or the service talked of last: only from what that entry holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from robot.content.load import Content
from robot.content.prompts import FollowUp
from robot.content.schema import Service
from robot.dialogue.replies import compose
from robot.turn import Citation, Reply

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_BULLET = re.compile(r"^[·•\-*]\s*")
_NUMBERED = re.compile(r"^(?:(?:办法|第|步骤)?[一二三四五六七八九十]+步?[：:、]|\d+[.、])\s*")
_SENTENCE = re.compile(r"[；。]")
_WHOLE_SENTENCE = re.compile(r"(?<=[。！？])")
_SPOKEN_LINES = 2
"""Sentences of an answer that are read aloud; the screen has all of them."""
_SPOKEN_ARTICLES = 3
_PIECE = 160
"""Characters of a long text that are said before the robot asks whether to go on."""
_PLAIN_PIECE, _ONE_SENTENCE = 70, 30
"""The same for somebody who has not understood: of the screen, of what was only said."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said, the lines shown, and what is left to say if the visitor wants it."""

    spoken: str
    shown: tuple[str, ...]
    more: tuple[str, ...] = ()


def answered(content: Content, asked: FollowUp, subject: Reply, place: str | None) -> tuple[Reply, ...] | None:
    """What `asked` wants to know of the thing that `subject` answers, and the replies that go on with it.

    None when the entry does not say. `place` is where the visitor has to go now.
    """
    told = _told(content, asked, subject, place)
    if told is None:
        return None
    title = subject.shown.splitlines()[0] if subject.shown else ""
    label = f"【{asked.label}】" if asked.label else ""
    whole = asked.id in {"basis", "detail"}
    shown = subject.shown if whole else compose.lines(title, label, *told.shown)
    first = replace(subject, spoken=told.spoken, shown=shown, score=1.0)
    return (first, *(replace(first, spoken=piece) for piece in told.more))


def unknown(content: Content, asked: FollowUp, subject: Reply) -> Reply:
    """The entry does not say: who does."""
    window = compose.place_name(content, subject.window or compose.RECEPTION)
    spoken = compose.filled(asked.unknown, {"window": window})
    return replace(subject, spoken=spoken, shown=spoken, score=1.0)


def plainly(content: Content, subject: Reply, last: Reply, is_entry: bool) -> tuple[Reply, ...]:
    """What was told last, for somebody who has not understood it: of an entry the lines of the screen, a few at a time;
    of anything else its sentences, one by one, without the question behind them."""
    lines = _lines_of(content, subject) if is_entry else None
    longest = _PLAIN_PIECE
    if not lines:
        told = _WHOLE_SENTENCE.split(compose.without_opening(content, last.spoken))
        lines, longest = [sentence for sentence in told if sentence and not sentence.endswith("？")], _ONE_SENTENCE
        lines = lines or [last.spoken]  # nothing but a question was said
    pieces = _pieces([_NUMBERED.sub("", _BULLET.sub("", line.strip())) for line in lines if line.strip()], longest)
    return tuple(replace(last, spoken=piece) for piece in pieces)


def phone(content: Content, asked: FollowUp, place_id: str) -> tuple[str, str] | None:
    """The number of a place, spoken and shown; None when it has none."""
    place = content.place(place_id) or content.elsewhere(place_id)
    if place is None or not place.phone:
        return None
    found = f"{place.name}，{place.phone}"
    return compose.filled(asked.spoken, {"found": found}) + "。", f"{place.name}  {place.phone}"


def _told(content: Content, asked: FollowUp, subject: Reply, place: str | None) -> Told | None:
    service = content.services.get(subject.service or "")
    if asked.id == "basis":
        return _basis(asked, subject.citations)
    if asked.id == "detail":
        return _detail(content, subject)
    if asked.id == "phone":
        number = phone(content, asked, place or "") or phone(content, asked, subject.window or "")
        return Told(number[0], (number[1],)) if number else None
    own = () if subject.kind == "service" else _lines_with(content, subject, asked.cues)
    of_service = _of_service(service, asked.id) if service else ()
    if asked.id == "limit" and subject.kind != "service":
        # That advice is given at once (当场解答) says nothing about how long the matter takes.
        of_service = tuple(said for said in of_service if any(cue in said for cue in asked.cues))
    if not own and not of_service:
        return None
    return _facts(asked, subject, own, service, of_service)


def _facts(
    asked: FollowUp, subject: Reply, own: tuple[str, ...], service: Service | None, of_service: tuple[str, ...]
) -> Told:
    """What the answer itself says; of the service behind it what to bring, and the rest when the answer is silent."""
    listed = _listed(asked, of_service)
    said = _sentences_with(own, asked.cues)
    if listed and (not said or asked.id == "materials"):
        named = service is not None and subject.kind != "service" and asked.id != "materials"
        said = (*said[:1], f"{service.name}，{listed}" if service and named else listed)
    spoken = compose.filled(asked.spoken, {"found": "；".join(said[:_SPOKEN_LINES])})
    heading = f"{service.name}：" if service and own and of_service else ""
    return Told(spoken + "。", (*own, heading, *(f"· {line}" for line in of_service)))


def _listed(asked: FollowUp, lines: tuple[str, ...]) -> str:
    """What a service says, for the ear: of its steps the first ones, of everything else all."""
    if asked.id == "order":
        return "；".join(line.partition("：")[2].rstrip("。") for line in lines[:_SPOKEN_LINES])
    return "、".join(_BRACKETS.sub("", line) for line in lines)


def _sentences_with(lines: Iterable[str], cues: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of `lines` that hold a cue, without the numbers that lines begin with on the screen."""
    sentences = (piece for line in lines for piece in _SENTENCE.split(_NUMBERED.sub("", line)))
    return tuple(sentence for sentence in sentences if any(cue in sentence for cue in cues))


def _of_service(service: Service, wanted: str) -> tuple[str, ...]:
    if wanted == "materials":
        return service.materials
    if wanted == "order":
        return tuple(f"{step.name}：{step.shown or step.spoken}" for step in service.steps)
    said = {"fee": service.fee, "limit": service.time_limit}.get(wanted, "")
    return (said,) if said else ()


def _lines_with(content: Content, subject: Reply, cues: Iterable[str]) -> tuple[str, ...]:
    faq = content.faq.get(subject.id or "") if subject.kind == "faq" else None
    lines = faq.entry.shown.splitlines() if faq else []
    wanted = tuple(cues)
    return tuple(_BULLET.sub("", line.strip()) for line in lines if any(cue in line for cue in wanted))


def _basis(asked: FollowUp, citations: tuple[Citation, ...]) -> Told | None:
    if not citations:
        return None
    by_law: dict[str, list[str]] = {}
    for citation in citations[:_SPOKEN_ARTICLES]:
        by_law.setdefault(citation.law.removeprefix("中华人民共和国"), []).append(citation.article)
    found = "，".join(law + "、".join(articles) for law, articles in by_law.items())
    more = "等" if len(citations) > _SPOKEN_ARTICLES else ""
    return Told(compose.filled(asked.spoken, {"found": found + more}), ())


def _detail(content: Content, subject: Reply) -> Told | None:
    """The text on the screen, read aloud a piece at a time."""
    lines = _lines_of(content, subject)
    if lines is None:
        return None
    first, *more = _pieces([_BULLET.sub("", line.strip()) for line in lines if line.strip()], _PIECE)
    return Told(first, (), tuple(more))


def _lines_of(content: Content, subject: Reply) -> list[str] | None:
    """The lines that the screen has of an entry or a service; None for anything else."""
    if subject.kind == "faq" and (faq := content.faq.get(subject.id or "")):
        return faq.entry.shown.splitlines()
    if subject.kind == "service" and (service := content.services.get(subject.id or "")):
        steps = (f"{step.name}：{step.shown or step.spoken}" for step in service.steps)
        return [*(service.shown or service.spoken).splitlines(), *steps]
    return None


def _pieces(lines: Iterable[str], longest: int) -> list[str]:
    """Lines as sentences, as many together as can be listened to: up to `longest` characters."""
    pieces = [""]
    for line in lines:
        sentence = line if line[-1] in "。！？：；" else line + "。"
        if pieces[-1] and len(pieces[-1]) + len(sentence) > longest:
            pieces.append("")
        pieces[-1] += sentence
    return pieces
