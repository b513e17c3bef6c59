"""`bench`: accuracy and speed of understanding on held-out questions, beside a peer, in one run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from robot import messages
from robot.app import Robot
from robot.bench import fit as fitting
from robot.bench import questions, report
from robot.cli.arguments import option, robot, subcommand
from robot.nlu import scoring
from robot.nlu.embedding import Embedder, ship


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "bench")
    parser.add_argument("--file", metavar="F", help=option("questions"))
    parser.add_argument("--fit", action="store_true", help=option("fit"))
    parser.add_argument("--vectors", action="store_true", help=option("vectors"))
    parser.set_defaults(handler=bench)


def bench(arguments: argparse.Namespace) -> int:
    """Print the measurements, or fit the weights anew. Exit status 1 when a held-out question stands in the content."""
    measured = robot()
    index = measured.knowledge.understander.index
    if arguments.vectors:
        return _ship(measured)
    if arguments.fit:
        features, right = fitting.examples(index, fitting.MOST, fitting.SEED, _progress)
        limits = scoring.parameters()
        fitting.write(
            scoring.PARAMETERS,
            fitting.fit(features, right, with_meaning=True),
            fitting.fit(features, right, with_meaning=False),
            {"sure": limits.sure, "ask": limits.ask, "together": limits.together},
        )
        return 0
    asked = questions.read(Path(arguments.file) if arguments.file else report.held_out())
    seen = report.leaked(asked, [phrasing.text for phrasing in index.phrasings])
    report.print_report(measured, asked)
    for question in seen:
        print(messages.line("bench.leaked", question=question), file=sys.stderr)
    return 1 if seen else 0


def _ship(measured: Robot) -> int:
    """Write the vectors of all phrasings and documents; exit status 1 where this machine has no embeddings."""
    embedder = Embedder.load()
    if embedder is None:
        return 1
    print(messages.zh("bench.shipped", count=ship(measured.knowledge.understander.index.embedded, embedder)))
    return 0


def _progress(done: int, total: int) -> None:
    print(messages.zh("bench.fitting", done=done, total=total), file=sys.stderr, flush=True)
