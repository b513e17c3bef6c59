"""`test [SCENARIO…]`: conversation scenarios, in text or spoken; exit status 1 when one fails."""

from __future__ import annotations

import argparse
from pathlib import Path

from robot import messages, paths
from robot.app import Robot
from robot.cli.arguments import option, robot, subcommand
from robot.errors import ContentError, UsageError
from robot.scenarios import content_tests
from robot.scenarios.model import read
from robot.scenarios.play import Outcome, play, spoken_ear, typed, write_junit

_DEFAULT = paths.ROOT / "tests" / "scenarios"
_QUESTIONS = paths.ROOT / "tests" / "content"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "test")
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=option("scenarios"))
    parser.add_argument("--voice", action="store_true", help=option("test_voice"))
    parser.add_argument("--junit", metavar="F", help=option("junit"))
    parser.set_defaults(handler=test)


def test(arguments: argparse.Namespace) -> int:
    """Play the scenarios and print how each went."""
    given = [Path(path) for path in arguments.scenarios]
    asked = [path for path in given if path.is_file() and content_tests.is_test_file(path)]
    chosen = [path for path in given if path not in asked] or ([] if asked else [_DEFAULT])
    if not given:
        asked = sorted(_QUESTIONS.glob("*.yaml"))
    scenarios = [scenario for path in chosen for scenario in read(path)]
    if not scenarios and not asked:
        raise ContentError("scenarios.none", path=chosen[0])
    player = robot()
    answered = _ask(player, asked) if asked else True
    if not scenarios:
        return 0 if answered else 1
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
    return 0 if passed == len(outcomes) and answered else 1


def _ask(player: Robot, files: list[Path]) -> bool:
    """Ask the questions beside the content, tell what fails and what changed; True when all pass."""
    results = content_tests.run(player.knowledge.understander, files)
    for result in results:
        if not result.passed:
            wanted = result.question.id if result.question.id is not None else f"≠ {result.question.must_not}"
            said = messages.zh(
                "scenarios.question",
                file=result.file,
                ask=result.question.ask,
                wanted=wanted or "-",
                got=result.got or "-",
            )
            print(said, flush=True)
    changed = content_tests.changes(results, paths.VAR / "content-tests.json")
    for key, several in (("better", changed.better), ("worse", changed.worse)):
        for result in several:
            print(messages.zh(f"scenarios.{key}", ask=result.question.ask))
    failed = sum(not result.passed for result in results)
    print(messages.line("scenarios.questions", passed=len(results) - failed, failed=failed))
    return failed == 0


def _print(outcome: Outcome) -> None:
    print(messages.zh("scenarios.passed" if outcome.passed else "scenarios.failed", name=outcome.name), flush=True)
    for missed in outcome.missed:
        heard = messages.zh("scenarios.heard", text=missed.heard) if missed.heard else ""
        print(messages.zh("scenarios.turn", say=missed.say, heard=heard, wrong="; ".join(missed.wrong)))
