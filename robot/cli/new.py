"""`new faq`: asks in the terminal, line by line, and writes a valid entry."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Callable
from typing import Any

from robot import messages
from robot.app import statute_database
from robot.cli.arguments import option, subcommand
from robot.content import load
from robot.content.check import LONGEST_SPOKEN
from robot.errors import ModelError
from robot.turn import TOPICS
from robot.workbench import changes
from robot.workbench.sheets import citation_of

FEWEST_PHRASINGS = 6
Ask = Callable[[str], str]


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "new")
    parser.add_argument("what", choices=["faq"], help=option("new_what"))
    parser.set_defaults(handler=new)


def new(arguments: argparse.Namespace) -> int:
    """Ask for an FAQ entry and write it; exit status 1 when the input ended before it was whole."""
    return 0 if new_faq(_ask) else 1


def _ask(question: str) -> str:
    print(question, end=" ", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def new_faq(ask: Ask, question: str = "", topic: str = "") -> str | None:
    """Ask for an entry with `ask`, which gets what to print and returns what was typed; None when it was cancelled.

    `question` and `topic` are known already when they come from a question nobody could answer.
    """
    content = load.load()
    try:
        values = _values(ask, question, topic, content)
    except EOFError:
        print(messages.line("workbench.cancelled"))
        return None
    path = changes.faq_path(values.pop("topic"))
    with changes.checked(path):
        entry = changes.put_faq(path.stem, values)
    print(messages.line("workbench.added", path=path, id=entry.id))
    return entry.id


def _values(ask: Ask, question: str, topic: str, content: load.Content) -> dict[str, Any]:
    say = messages.zh
    print(say("workbench.new.intro"))
    topics = "  ".join(f"{number} {name}" for number, name in enumerate(TOPICS, start=1))
    topic = topic or _until(ask, f"{topics}\n{say('workbench.new.topic')}", _topic)
    question = question or _until(ask, say("workbench.new.question"), _text)
    print(say("workbench.new.phrasings", count=FEWEST_PHRASINGS))
    phrasings: list[str] = [question]
    while True:
        line = ask(f"{len(phrasings)}>")
        if line and line not in phrasings:
            phrasings.append(line)
        elif not line and len(phrasings) > FEWEST_PHRASINGS:
            break
        elif not line:
            print(say("workbench.new.more", missing=FEWEST_PHRASINGS + 1 - len(phrasings)))
    spoken = _until(ask, say("workbench.new.spoken", most=LONGEST_SPOKEN), _spoken)
    shown = _lines(ask, say("workbench.new.shown"))
    citations = _citations(ask)
    places = [place.id for place in content.hall.places if place.kind == "window"] if content.hall else ["w4"]
    window = _until(
        ask, say("workbench.new.window", windows=" ".join(places)), lambda text: _one_of(text or "w4", places)
    )
    services = list(content.services)
    service = _until(
        ask,
        say("workbench.new.service", services=" ".join(services)),
        lambda text: "" if not text else _one_of(text, services),
    )
    return {
        "topic": topic,
        "id": changes.new_id(content, topic, question),
        "question": question,
        "phrasings": phrasings,
        "spoken": spoken,
        "shown": "\n".join(shown or [spoken]) + "\n",
        "citations": citations,
        "window": window,
        **({"service": service} if service else {}),
        "review": datetime.date.today() + datetime.timedelta(days=365),
    }


def _until(ask: Ask, question: str, accept: Callable[[str], str | None]) -> str:
    """Ask until `accept` gives something; it prints why not and gives None."""
    while (found := accept(ask(question))) is None:
        pass
    return found


def _text(text: str) -> str | None:
    return text or None


def _topic(text: str) -> str | None:
    if text.isdigit() and 1 <= int(text) <= len(TOPICS):
        return TOPICS[int(text) - 1]
    return _one_of(text, TOPICS)


def _one_of(text: str, known: list[str] | tuple[str, ...]) -> str | None:
    if text in known:
        return text
    print(messages.zh("workbench.new.unknown", text=text))
    return None


def _spoken(text: str) -> str | None:
    if not text:
        return None
    if len(text) > LONGEST_SPOKEN:
        print(messages.zh("workbench.new.too_long", length=len(text), most=LONGEST_SPOKEN))
        return None
    return text


def _lines(ask: Ask, question: str) -> list[str]:
    print(question)
    lines = []
    while line := ask(">"):
        lines.append(line)
    return lines


def _citations(ask: Ask) -> list[dict[str, Any]]:
    """Each is looked up; what the database does not hold is kept as not verified, with a day to look again."""
    try:
        laws = statute_database()
    except ModelError:
        laws = None
    found = []
    print(messages.zh("workbench.new.citations"))
    while line := ask(">"):
        citation = citation_of(line)
        if not re.match("第.+条", str(citation["article"])):
            print(messages.zh("workbench.new.no_article"))
            continue
        article = laws.article(str(citation["law"]), str(citation["article"])) if laws else None
        if article is None:
            print(messages.zh("workbench.new.not_held"))
            citation |= {"verified": False, "review": datetime.date.today() + datetime.timedelta(days=180)}
        else:
            citation["law"] = article.law
            print(f"{article.law} {article.number}：{article.text[:60]}…")
        found.append(citation)
    return found
