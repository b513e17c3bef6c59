"""`ask TEXT…`: text in, reply out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from robot import messages
from robot.app import Robot, Turn
from robot.cli.arguments import option, question_lines, robot, subcommand, tell_of
from robot.cli.explain import explanation
from robot.cli.explained import explained
from robot.cli.output import dumps, for_people, turn_json
from robot.dialogue.session import Session
from robot.errors import UsageError
from robot.turn import Transcript


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "ask")
    parser.add_argument("text", nargs="*", help=option("text"))
    parser.add_argument("--json", action="store_true", help=option("json"))
    parser.add_argument("--file", metavar="F", help=option("file"))
    parser.add_argument("--plain", action="store_true", help=option("plain"))
    parser.add_argument("--session", action="store_true", help=option("session"))
    parser.add_argument("--explain", action="store_true", help=option("explain"))
    parser.set_defaults(handler=ask)


def ask(arguments: argparse.Namespace) -> int:
    """Answer every question. Without --session each is its own visitor; words of one command line are one question."""
    if arguments.file:
        questions = question_lines(arguments.file, blank=arguments.session)
    elif arguments.session:
        questions = [word for word in arguments.text if word.strip()]
    else:
        questions = [" ".join(arguments.text).strip()]
    if not any(questions):
        raise UsageError("cli.no_text")
    asked = robot()
    as_lines = arguments.file or len(questions) > 1
    for turn in turns(asked, questions, one_visitor=arguments.session):
        why = explanation(turn, asked.knowledge) if arguments.explain else None
        if arguments.plain:
            print(messages.zh("cli.asked", question=turn.transcript.text))
            print(messages.zh("cli.answered", answer=turn.written or turn.reply.spoken), flush=True)
            continue
        if arguments.json or arguments.file:
            answer = turn_json(turn) | ({} if why is None else {"explain": why})
            print(dumps(answer, indent=None if as_lines else 2), flush=True)
            continue
        print(for_people(turn), flush=True)
        if why is not None:
            print("\n".join(explained(why)), file=sys.stderr, flush=True)
    tell_of(asked, "statutes")
    return 0


def turns(asked: Robot, questions: list[str], one_visitor: bool) -> Iterator[Turn]:
    """The turns of `questions`, in order."""
    session = Session()
    for question in questions:
        if not question:  # the next visitor
            session = Session()
            continue
        turn = asked.answer(Transcript(question), session)
        session = turn.session if one_visitor else Session()
        yield turn
