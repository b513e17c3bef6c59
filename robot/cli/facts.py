"""`facts`: what names in brackets stand for in texts; `facts --name` puts names for the windows' numbers."""

from __future__ import annotations

import argparse
from pathlib import Path

from robot import messages, paths
from robot.cli.arguments import option, subcommand
from robot.content import halls, load
from robot.errors import ContentError, UsageError
from robot.workbench.naming import name_windows
from robot.yaml_source import YamlProblem, parse

_FOLDERS = ("faq", "matters")
_FILES = ("services.yaml", "offices.yaml")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "facts")
    parser.add_argument("--name", action="store_true", help=option("facts_name"))
    parser.set_defaults(handler=facts)


def facts(arguments: argparse.Namespace) -> int:
    """List the facts, or name the windows in the content."""
    if not arguments.name:
        for name, value in load.load().facts.items():
            print(f"【{name}】\t{value}")
        return 0
    hall = halls.file(paths.KNOWLEDGE / "hall.yaml")
    if not hall.is_file():
        raise UsageError("content.unknown_path", path=hall)
    try:
        data = parse(hall).data
    except YamlProblem as problem:
        raise ContentError("workbench.unreadable", path=hall, reason=problem.chinese) from None
    changed = {path: number for path in _texts() if (number := name_windows(path, data))}
    for path, number in changed.items():
        print(f"{path.name}\t{number}")
    print(messages.line("workbench.named", count=sum(changed.values()), files=len(changed)))
    return 0


def _texts() -> list[Path]:
    """The files whose texts may name windows."""
    found = [path for folder in _FOLDERS for path in sorted((paths.KNOWLEDGE / folder).glob("*.y*ml"))]
    found += [path for name in _FILES if (path := halls.file(paths.KNOWLEDGE / name)).is_file()]
    return found + sorted(paths.INTENTS.glob("*.y*ml"))
