"""`test [SCENARIO…]`: conversation scenarios, in text or spoken; exit status 1 when one fails."""

from __future__ import annotations

import argparse
from pathlib import Path

from robot import messages, paths
from robot.cli.arguments import option, robot, subcommand
from robot.errors import ContentError, UsageError
from robot.scenarios.model import read
from robot.scenarios.play import Outcome, play, spoken_ear, typed, write_junit

_DEFAULT = paths.ROOT / "tests" / "scenarios"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "test")
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=option("scenarios"))
    parser.add_argument("--voice", action="store_true", help=option("test_voice"))
    parser.add_argument("--junit", metavar="F", help=option("junit"))
    parser.set_defaults(handler=test)


def test(arguments: argparse.Namespace) -> int:
    """Play the scenarios and print how each went."""
    chosen = [Path(path) for path in arguments.scenarios] or [_DEFAULT]
    scenarios = [scenario for path in chosen for scenario in read(path)]
    if not scenarios:
        raise ContentError("scenarios.none", path=chosen[0])
    player = robot()
    ear = spoken_ear(player) if arguments.voice else typed
    outcomes = []
    for outcome in play(player, scenarios, ear, aloud=arguments.voice):
        outcomes.append(outcome)
        _print(outcome)
    passed = sum(outcome.passed for outcome in outcomes)
    if arguments.junit:
        try:
            write_junit(outcomes, Path(arguments.junit))
        except OSError as error:
            raise UsageError("cli.no_folder", path=arguments.junit, reason=type(error).__name__) from None
    print(messages.line("scenarios.sum", passed=passed, failed=len(outcomes) - passed))
    return 0 if passed == len(outcomes) else 1


def _print(outcome: Outcome) -> None:
    print(messages.zh("scenarios.passed" if outcome.passed else "scenarios.failed", name=outcome.name), flush=True)
    for missed in outcome.missed:
        heard = messages.zh("scenarios.heard", text=missed.heard) if missed.heard else ""
        print(messages.zh("scenarios.turn", say=missed.say, heard=heard, wrong="; ".join(missed.wrong)))
