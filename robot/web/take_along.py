"""What a visitor takes along: a slip to print, the same in a QR code, or a page that the phone opens.

All of it is content: nothing that the visitor said is in it.
"""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from string import Template

import segno

from robot.app import Knowledge
from robot.web.answers import TAKEN_ALONG, shown
from robot.web.protocol import Answer
from robot.web.views import View

_MOST_IN_CODE = 330
"""Characters of text in a code that a phone still reads from a screen (QR version 22 or so)."""
_PHONE_PAGE = Path(__file__).parent / "static" / "phone.html"


class SlipView(View):
    """What is printed. `way` are the steps to the window; `printed` the time is the page's."""

    hall: str
    answer: Answer
    way: tuple[str, ...]
    phones: dict[str, str]
    basis_title: str


def slip(knowledge: Knowledge, kind: str, item: str, step_free: bool) -> SlipView | None:
    """The slip of an FAQ entry, a service or a place; None when there is no such thing."""
    content, dialogue = knowledge.content, knowledge.dialogue
    known = next((each for each in TAKEN_ALONG if each == kind), None)
    reply = dialogue.about(known, item, step_free) if known else None
    if reply is None:
        return None
    answer = shown(content, reply, "", lambda law, number: dialogue.book.article(law, number) is not None)
    goal = answer.destination
    told = dialogue.guide.way(goal.id, step_free) if goal else None
    return SlipView(
        hall=content.hall.name if content.hall else "",
        answer=answer,
        way=told.sentences if told and told.reachable else (),
        phones=dict(content.hall.phones) if content.hall else {},
        basis_title=content.prompts.basis,
    )


def code(text: str) -> bytes:
    """`text` as a QR code, SVG."""
    out = io.BytesIO()
    segno.make_qr(text, error="l", encoding="utf-8").save(out, kind="svg", scale=4, border=3, xmldecl=False)
    return out.getvalue()


def text_in_code(view: SlipView) -> str:
    """The slip as text, whole lines only: what to bring and where to go come before the explanations."""
    answer = view.answer
    parts = sorted(answer.parts, key=lambda part: {"ticks": 0, "steps": 1, "lines": 2}[part.style])
    goal = (f"→ {answer.destination.name}",) if answer.destination else ()
    basis = (f"{view.basis_title}：{_basis(answer)}",) if answer.citations else ()
    lines = [view.hall, answer.title, *goal]
    for line in (*(line for part in parts for line in (part.title, *part.lines) if line), *basis):
        if sum(map(len, lines)) + len(lines) + len(line) > _MOST_IN_CODE:
            break
        lines.append(line)
    return "\n".join(line for line in lines if line)


def phone_page(view: SlipView) -> str:
    """The slip as a page for a phone, every text escaped."""
    answer = view.answer
    body = [f"<h1>{escape(answer.title)}</h1>"]
    if answer.destination:
        body.append(f"<p class='goal'>→ {escape(answer.destination.name)}</p>")
    for part in answer.parts:
        if part.title:
            body.append(f"<h2>{escape(part.title)}</h2>")
        tag = "ol" if part.style == "steps" else "ul"
        body.append(f"<{tag}>" + "".join(f"<li>{escape(line)}</li>" for line in part.lines) + f"</{tag}>")
    if view.way:
        body.append("<ol>" + "".join(f"<li>{escape(step)}</li>" for step in view.way) + "</ol>")
    if answer.citations:
        body.append(f"<p>{escape(view.basis_title)}：{escape(_basis(answer))}</p>")
    body.append("<p>" + "　".join(f"{escape(name)} {escape(phone)}" for name, phone in view.phones.items()) + "</p>")
    page = Template(_PHONE_PAGE.read_text(encoding="utf-8"))
    return page.substitute(hall=escape(view.hall), title=escape(answer.title), body="\n".join(body))


def _basis(answer: Answer) -> str:
    laws: dict[str, list[str]] = {}
    for each in answer.citations:
        laws.setdefault(each.law, []).append(each.article)
    return "；".join(f"《{law}》{'、'.join(articles)}" for law, articles in laws.items())
