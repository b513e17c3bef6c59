"""The command line: one module a subcommand, each with `register` and a function that runs it.

Exit status: 0 done, 1 the thing asked about is wrong, 2 the command line is wrong.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence
from typing import NoReturn

from robot import logs, messages, shipped
from robot.errors import RobotError, UsageError

SUBCOMMANDS = (
    *("run", "ask", "hear", "say", "check", "new", "import", "export", "facts", "review", "test", "statutes", "doctor"),
    *("models", "verify", "bench"),
)
_MODULES = {"import": "importing"}
"""Subcommands whose name Python does not allow as a module's."""
_INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line for people."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("cli.wrong", reason=message, command=self.prog)


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line, or that of one subcommand, so that asking a question need not load all the others."""
    whole = _Parser(prog="main.py", description=messages.line("cli.what"))
    subparsers = whole.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", parser_class=_Parser)
    for name in (only,) if only in SUBCOMMANDS else SUBCOMMANDS:
        importlib.import_module(f"robot.cli.{_MODULES.get(name, name)}").register(subparsers)
    return whole


def main(argv: Sequence[str]) -> int:
    """Run the subcommand of `argv` (default: run). Returns the exit status; nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logs.to_file()
    try:
        wanted = list(argv) or ["run"]
        arguments = parser(wanted[0]).parse_args(wanted)
        if arguments.subcommand is None:
            arguments = parser().parse_args([*argv, "run"])
        status: int = arguments.handler(arguments)
        return status
    except RobotError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        logging.getLogger(__name__).error("fault", exc_info=error)
        # A fault of ours, unless a file that ships with the program is damaged.
        told = list(map(str, shipped.faults()))
        fault = messages.line("cli.fault", kind=type(error).__name__, log=logs.path())
        print("\n".join(told or [fault]), file=sys.stderr)
        return 1
