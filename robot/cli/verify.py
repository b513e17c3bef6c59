"""`verify`: every test of the project, the quick ones first; ends with pytest's own closing line."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from robot import messages, paths
from robot.cli.arguments import option, subcommand

_STEPS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "."),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ("main.py", "check"),
    ("main.py", "test"),
)
_MOST_WORKERS = 4
"""Each worker of pytest holds robots of its own: memory."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "verify")
    parser.add_argument("pytest", nargs="*", metavar="PYTEST", help=option("pytest"))
    parser.set_defaults(handler=verify)


def verify(arguments: argparse.Namespace) -> int:
    """Run linters, types, import contracts, content checks, scenarios and pytest; exit status 1 when any fails."""
    failed = []
    # The tests of a folder share their robot, browser or sound server, and stay together (tests/conftest.py).
    workers = str(min(os.cpu_count() or 1, _MOST_WORKERS))
    for step in (*_STEPS, ("-m", "pytest", "-n", workers, "--dist", "loadgroup", *arguments.pytest)):
        name = " ".join(step[1:] if step[0] == "-m" else step) if step[0] != "-c" else "lint-imports"
        print(messages.line("verify.step", name=name), flush=True)
        if subprocess.run([sys.executable, *step], cwd=paths.ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(messages.line("verify.failed", names=", ".join(failed)), file=sys.stderr)
    return 1 if failed else 0
