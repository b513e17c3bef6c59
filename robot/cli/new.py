"""`new faq`: asks in the terminal, line by line, and writes a valid entry."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from typing import Any

import yaml

from robot import messages
from robot.cli.arguments import option, subcommand
from robot.cli.lawbook import laws
from robot.content import load
from robot.content.check import LONGEST_SPOKEN
from robot.content.said import bare
from robot.errors import ContentError
from robot.turn import TOPICS
from robot.workbench import changes
from robot.workbench.cells import Laws, citation_of, looked_up
from robot.workbench.faults import in_headings
from robot.workbench.sheets import COLUMNS
from robot.workbench.taken import Taken, draft_faults

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
    try:
        with changes.checked(path):
            entry = changes.put_faq(path.stem, values)
    except ContentError:
        # What was typed for minutes is not to be lost with a full disk, or a fault that only the whole content shows.
        print(messages.zh("workbench.new.kept", path=path))
        print(yaml.safe_dump([changes.in_order(values)], allow_unicode=True, sort_keys=False, width=1000), end="")
        raise
    print(messages.line("workbench.added", path=path, id=entry.id))
    return entry.id


def _values(ask: Ask, question: str, topic: str, content: load.Content) -> dict[str, Any]:
    say = messages.zh
    print(say("workbench.new.intro"))
    taken = Taken.of(content)
    topics = "  ".join(f"{number} {name}" for number, name in enumerate(TOPICS, start=1))
    topic = topic or _until(ask, f"{topics}\n{say('workbench.new.topic')}", _topic)
    if not question or _sentence(content, taken, question) is None:
        question = _until(ask, say("workbench.new.question"), lambda text: _sentence(content, taken, text))
    phrasings = _phrasings(ask, content, taken, question)
    spoken = _until(ask, say("workbench.new.spoken", most=LONGEST_SPOKEN), lambda text: _spoken(content, text))
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


def _phrasings(ask: Ask, content: load.Content, taken: Taken, question: str) -> list[str]:
    print(messages.zh("workbench.new.phrasings", count=FEWEST_PHRASINGS))
    phrasings = [question]
    while True:
        line = ask(f"{len(phrasings)}>")
        if not line and len(phrasings) > FEWEST_PHRASINGS:
            return phrasings
        if not line:
            print(messages.zh("workbench.new.more", missing=FEWEST_PHRASINGS + 1 - len(phrasings)))
        elif bare(line) not in map(bare, phrasings) and _sentence(content, taken, line):
            phrasings.append(line)


def _sentence(content: load.Content, taken: Taken, text: str) -> str | None:
    """What a visitor may say for this entry: not what another entry is for, and no names."""
    if not bare(text):
        return None
    owner = taken.owner(text)
    if owner is not None:
        print(messages.zh("workbench.new.taken", text=text, owner=owner))
        return None
    return _without_faults(text, draft_faults(content, text))


def _without_faults(text: str, faults: list[str]) -> str | None:
    for fault in faults:
        print(messages.zh("workbench.new.fault", fault=in_headings(fault, COLUMNS)))
    return None if faults else text


def _until(ask: Ask, question: str, accept: Callable[[str], str | None]) -> str:
    """Ask until `accept` gives something; it prints why not and gives None."""
    while (found := accept(ask(question))) is None:
        pass
    return found


def _topic(text: str) -> str | None:
    if text.isdigit() and 1 <= int(text) <= len(TOPICS):
        return TOPICS[int(text) - 1]
    return _one_of(text, TOPICS)


def _one_of(text: str, known: list[str] | tuple[str, ...]) -> str | None:
    if text in known:
        return text
    print(messages.zh("workbench.new.unknown", text=text))
    return None


def _spoken(content: load.Content, text: str) -> str | None:
    if not text:
        return None
    if len(text) > LONGEST_SPOKEN:
        print(messages.zh("workbench.new.too_long", length=len(text), most=LONGEST_SPOKEN))
        return None
    return _without_faults(text, draft_faults(content, "", text))


def _lines(ask: Ask, question: str) -> list[str]:
    print(question)
    lines = []
    while line := ask(">"):
        lines.append(line)
    return lines


def _citations(ask: Ask) -> list[dict[str, Any]]:
    """Each is looked up; a law that the database does not hold is kept as not verified, with a day to look again."""
    book = laws()
    found = []
    print(messages.zh("workbench.new.citations"))
    while line := ask(">"):
        try:
            found.append(_citation(line, book))
        except ContentError as error:
            print(error.chinese)
    return found


def _citation(line: str, book: Laws | None) -> dict[str, Any]:
    citation = citation_of(line)
    try:
        looked = looked_up(citation, book) if book else citation
    except ContentError as error:
        if error.key != "workbench.cell.law_missing":
            raise
        book = None
    if book is None and "verified" not in citation:
        print(messages.zh("workbench.new.not_held"))
        return {**citation, "verified": False, "review": datetime.date.today() + datetime.timedelta(days=180)}
    if book is not None and (text := book.text(looked["law"], looked["article"])):
        print(f"{looked['law']} {looked['article']}：{text[:60]}…")
    return looked
