"""`run`: the robot. With a microphone it listens; without one it takes typed questions; its page is served."""

from __future__ import annotations

import argparse
import faulthandler
import signal
import sys

from robot import messages, paths
from robot.app import Robot
from robot.cli.arguments import option, robot, subcommand
from robot.conversation.reloading import signature
from robot.conversation.stage import Screen, Stage
from robot.desk.unanswered import Unanswered
from robot.errors import WebError


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "run")
    parser.add_argument("--typed", action="store_true", help=option("typed"))
    parser.set_defaults(handler=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what was found, then listen (or take typed questions) until the end of input or Ctrl-C."""
    from robot.audio.probe import SoundProbe

    _keep_faults()
    seen = signature()  # before the content is read: what is saved meanwhile is noticed
    probe = None if arguments.typed else SoundProbe()  # looks while the robot is being built
    built = robot()
    if built.config.privacy.keep_unanswered:
        built.unanswered = Unanswered(paths.VAR / "desk" / "unanswered.db")

    from robot.conversation.console import converse

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service is ended like Ctrl-C ends a terminal
    return converse(
        built, typed_only=arguments.typed, probe=probe, open_screen=lambda stage: _page(built, stage), seen=seen
    )


def _keep_faults() -> None:
    """A fault of native code leaves where it was (no words) in var/log/crash.log."""
    path = paths.VAR / "log" / "crash.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        faulthandler.enable(path.open("a", encoding="utf-8"))
    except OSError:
        faulthandler.enable()


def _page(built: Robot, stage: Stage | None) -> Screen | None:
    """Serve the page, where that is wanted; where it is not possible, say so and go on."""
    from robot.web.server import PageServer

    if not built.config.web.page:
        return None
    try:
        server = PageServer(built, stage if built.config.web.sound == "auto" else None)
    except WebError as error:
        print(error, file=sys.stderr, flush=True)
        return None
    server.start()
    print(messages.zh("run.page", address=server.address), flush=True)
    return server
