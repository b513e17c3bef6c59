"""`import faq FILE`, `import stations FILE`: rows of a sheet become content; all are checked before one is written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from robot import messages
from robot.cli.arguments import option, subcommand
from robot.cli.export import SHEETS
from robot.cli.lawbook import laws
from robot.content import load
from robot.errors import UsageError
from robot.workbench import sheet_import, stations
from robot.workbench.faults import WrongSheet


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "import")
    parser.add_argument("what", choices=["faq", "stations"], help=option("import_what"))
    parser.add_argument("file", metavar="F.xlsx|F.csv", help=option("sheet"))
    parser.set_defaults(handler=import_sheet)


def import_sheet(arguments: argparse.Namespace) -> int:
    """Write the rows of the sheet. Exit status 1, and nothing written, when one is wrong: every fault has its line."""
    path = Path(arguments.file)
    if path.name.startswith(("~$", ".~")):
        raise UsageError("workbench.no_sheet", path=path, reason=messages.zh("workbench.why.lock"))
    if path.suffix.lower() not in SHEETS:
        raise UsageError("workbench.no_sheet", path=path, reason=messages.zh("workbench.why.suffix"))
    try:
        print(_faq(path) if arguments.what == "faq" else _stations(path))
    except WrongSheet as wrong:
        for fault in wrong.faults:
            print(fault.line(path), file=sys.stderr)
        raise
    return 0


def _faq(path: Path) -> str:
    done = sheet_import.import_faq(path, load.load(as_written=True), laws())
    told = messages.line("workbench.imported", changed=done.changed, added=done.added, same=done.same)
    return "\n".join((*done.notes, told))


def _stations(path: Path) -> str:
    done = stations.import_rows(path, load.load(as_written=True))
    told = messages.line("workbench.stations", count=done.count, added=done.added, changed=done.changed, gone=done.gone)
    return "\n".join((*done.notes, told))
