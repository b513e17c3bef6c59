"""`export FILE`: the FAQ as a sheet for Excel."""

from __future__ import annotations

import argparse
from pathlib import Path

from robot import messages
from robot.cli.arguments import option, subcommand
from robot.content import load
from robot.errors import UsageError
from robot.workbench import changes, sheets

SHEETS = (".xlsx", ".csv")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "export")
    parser.add_argument("file", metavar="F.xlsx|F.csv", help=option("sheet"))
    parser.add_argument("--topic", metavar="T", help=option("sheet_topic"))
    parser.set_defaults(handler=export)


def export(arguments: argparse.Namespace) -> int:
    """Write the FAQ, or a topic of it, to a sheet."""
    path = Path(arguments.file)
    if path.suffix.lower() not in SHEETS:
        raise UsageError("workbench.no_sheet", path=path, reason=messages.zh("workbench.why.suffix"))
    if arguments.topic:
        changes.faq_path(arguments.topic)
    faqs = [faq for faq in load.load(as_written=True).faq.values() if arguments.topic in {None, faq.topic}]
    print(messages.line("workbench.exported", count=sheets.write(path, faqs), path=path))
    return 0
