"""`run`: the robot. With a microphone it listens; without one it takes typed questions."""

from __future__ import annotations

import argparse

from robot import paths
from robot.cli.arguments import option, robot, subcommand
from robot.desk.unanswered import Unanswered


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "run")
    parser.add_argument("--typed", action="store_true", help=option("typed"))
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what was found, then listen (or take typed questions) until the end of input or Ctrl-C."""
    from robot.audio.probe import SoundProbe

    probe = None if arguments.typed else SoundProbe()  # looks while the robot is being built
    built = robot()
    if built.config.privacy.keep_unanswered:
        built.unanswered = Unanswered(paths.VAR / "desk" / "unanswered.db")

    from robot.conversation.console import converse

    return converse(built, typed_only=arguments.typed, probe=probe)
