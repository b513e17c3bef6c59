"""`import faq FILE`: rows of a sheet become entries; every row is checked before one is written."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from robot import messages
from robot.cli.arguments import option, subcommand
from robot.cli.export import SHEETS
from robot.content import load
from robot.errors import ContentError, UsageError
from robot.workbench import changes, sheets, stations


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "import")
    parser.add_argument("what", choices=["faq", "stations"], help=option("import_what"))
    parser.add_argument("file", metavar="F.xlsx|F.csv", help=option("sheet"))
    parser.set_defaults(handler=import_sheet)


def import_sheet(arguments: argparse.Namespace) -> int:
    """Write the rows of the sheet. Exit status 1, and nothing written, when a row is wrong: all such rows are named."""
    path = Path(arguments.file)
    if path.suffix.lower() not in SHEETS:
        raise UsageError("workbench.no_sheet", path=path, reason=path.suffix or "-")
    if arguments.what == "stations":
        print(messages.line("workbench.stations", count=stations.import_rows(sheets.table(path), path)))
        return 0
    return _import_faq(path)


def _import_faq(path: Path) -> int:
    content = load.load()
    rows = sheets.read(path)
    topics = Counter(str(row.get("topic", "")) for _, row in rows)
    wrong: list[str] = []
    with changes.checked(*(changes.faq_path(topic) for topic in topics)):
        for number, row in rows:
            topic = str(row.pop("topic", ""))
            row["id"] = row.get("id") or changes.new_id(content, topic, str(row.get("question", "")))
            try:
                changes.put_faq(topic, row)
            except ContentError as error:
                wrong.append(messages.zh("workbench.row", path=path, row=number, reason=error.chinese))
        if wrong:
            raise ContentError("workbench.rows", rows="；".join(wrong), count=len(wrong))
    print(messages.line("workbench.imported", count=len(rows), topics="，".join(topics)))
    return 0
