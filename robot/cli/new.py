"""`new faq`: asks in the terminal, line by line, and writes a valid entry. `new hall` is in new_hall.py."""

from __future__ import annotations

import argparse
import sys

import yaml

from robot import messages
from robot.cli import new_hall
from robot.cli.arguments import option, subcommand
from robot.cli.asking import Ask, Asking
from robot.cli.lawbook import laws
from robot.content import load
from robot.errors import ContentError, UsageError
from robot.workbench import changes


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "new")
    parser.add_argument("what", choices=["faq", "hall"], help=option("new_what"))
    new_hall.options(parser)
    parser.set_defaults(handler=new)


def new(arguments: argparse.Namespace) -> int:
    """Ask for an FAQ entry or a hall and write it; exit status 1 when the input ended before it was whole."""
    if arguments.what == "hall":
        return new_hall.new_hall(arguments, _ask)
    if arguments.sheet or arguments.blank or arguments.use:
        raise UsageError("halls.only_hall")
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
        values = Asking(ask, content, laws()).entry(question, topic)
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
