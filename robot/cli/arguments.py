"""What the subcommands share: reading lines, building the robot, saying what is wrong with the content."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from robot import config, messages, shipped
from robot.app import Robot
from robot.errors import UsageError


def subcommand(subparsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str) -> argparse.ArgumentParser:
    """A parser for the subcommand `name`, with its help from the messages."""
    text = messages.line(f"cli.help.{name}")
    return subparsers.add_parser(name, help=text, description=text)


def option(name: str) -> str:
    """The help text of an option."""
    return messages.line(f"cli.option.{name}")


def question_lines(path: str, blank: bool = False) -> list[str]:
    """The lines of a file, or of standard input for "-", without the empty ones unless `blank`.

    Raises UsageError when it cannot be read."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("cli.no_file", path=path, reason=type(error).__name__) from None
    return [line.strip() for line in text.splitlines() if blank or line.strip()]


def folder(path: str) -> Path:
    """The folder `path`, made when it is missing. Raises UsageError when it cannot be."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("cli.no_folder", path=path, reason=type(error).__name__) from None
    return Path(path)


def robot() -> Robot:
    """The robot of config.yaml; faults of the content are said in one line on the error stream."""
    for damaged in shipped.faults():
        print(damaged, file=sys.stderr)
    built = Robot.build(config.load(), _progress)
    problems = built.knowledge.content.problems
    if problems:
        print(messages.line("content.problems", count=len(problems), first=problems[0]), file=sys.stderr)
    for error in built.knowledge.dialogue.guide.problems:
        print(error, file=sys.stderr)
    return built


def tell_of(built: Robot, *parts: str) -> None:
    """Say on the error stream why `parts` of the robot ("stt", "tts", "statutes") are missing or not the best."""
    for error in filter(None, map(built.failure, parts)):
        print(error, file=sys.stderr, flush=True)


def _progress(done: int, total: int) -> None:
    if done == total or done % 320 == 0:
        print(messages.line("app.indexing", done=done, total=total), file=sys.stderr, flush=True)
