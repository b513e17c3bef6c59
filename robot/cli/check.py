"""`check [PATH…]`: every check on the content; exit status 1 when something is to be mended."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from robot import config, messages, paths
from robot.app import statute_database, statutes_coming
from robot.cli.arguments import option, subcommand
from robot.cli.lawbook import named_laws
from robot.content import check as checks
from robot.content import halls, json_schema, near, overlay
from robot.content import load as content_loader
from robot.content.check import ArticleExists, Unreachable
from robot.content.doubts import doubts
from robot.content.laws import Laws
from robot.content.load import Content
from robot.content.texts import aloud
from robot.errors import ContentError, ModelError, UsageError
from robot.halls.remains import sample_opening
from robot.navigation.guide import HallGuide
from robot.nlu.sound import syllables as sound
from robot.nlu.text.manner import denies
from robot.nlu.text.normalise import normalise
from robot.tts.reading.explained import guesses
from robot.tts.reading.pronunciation import Pronunciation
from robot.yaml_source import Problem

_TOLD_WITH_THEIR_LINE = {"navigation.unknown_end", "navigation.unknown_service"}
"""Faults of the hall map and of the services that robot.content.check finds too, and knows the line of."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommand(subparsers, "check")
    parser.add_argument("paths", nargs="*", metavar="PATH", help=option("check_paths"))
    parser.add_argument("--schemas", action="store_true", help=option("schemas"))
    parser.add_argument("--reading", action="store_true", help=option("check_reading"))
    parser.set_defaults(handler=check)


def check(arguments: argparse.Namespace) -> int:
    """Print `FILE:LINE:COLUMN: what is wrong: how to mend it` for everything wrong in the content.

    Near-duplicates are only warned of: the exit status does not tell of them.
    """
    if arguments.schemas:
        print(messages.line("check.schemas", count=json_schema.write(paths.ROOT)))
        return 0
    wanted = [Path(path).resolve() for path in arguments.paths]
    for path in wanted:
        if not path.exists():
            raise UsageError("content.unknown_path", path=path)
    inside = (paths.KNOWLEDGE.resolve(), paths.INTENTS.resolve())
    outside = [path for path in wanted if path.is_file() and not any(path.is_relative_to(folder) for folder in inside)]
    if outside:
        return max(_check_outside(path) for path in outside)
    content = content_loader.load(hall=halls.of(wanted[0])) if wanted else content_loader.load()
    if arguments.reading:
        _report_guesses(content)
    return report(content, wanted)


def _report_guesses(content: Content) -> None:
    """Print every clause that is read aloud with a character whose reading is a guess."""
    pronunciation = Pronunciation()
    seen = dict.fromkeys(guess for text in aloud(content) for guess in guesses(text, pronunciation))
    for clause, syllable in seen:
        print(messages.line("check.guess", clause=clause, hanzi=syllable.hanzi, sound=syllable))
    print(messages.line("check.guesses", count=len(seen)))


def _check_outside(path: Path) -> int:
    """Check a file that is no part of the content as if it were."""
    with overlay.laid_over(path) as laid:
        if laid is None:
            print(messages.line("check.no_content", path=path))
            return 1
        knowledge, intents, place = laid
        return report(content_loader.load(knowledge, intents), [place.resolve()], {place: path})


def report(
    content: Content, wanted: list[Path] | None = None, shown_as: Mapping[Path, Path] = MappingProxyType({})
) -> int:
    """Print what is wrong in the files `wanted` (all of them, where none is named); the exit status."""
    wanted = wanted or []
    guide = _guide(content)
    unreachable = _unreachable(guide) if guide and not guide.problems else None
    sample = sample_opening() if content.hall and not content.hall.sample else None
    found = checks.check(content, datetime.date.today(), _article_exists(), unreachable, _laws(), sample)
    problems: list[Problem | ContentError] = [problem for problem in found if _is_wanted(problem, wanted)]
    if guide is not None:
        problems += [error for error in guide.problems if error.key not in _TOLD_WITH_THEIR_LINE]
    alike = near.warnings(content, normalise, sound.folded, denies)
    warned = (*content.warnings, *doubts(content), *alike, *_moving(content))
    warnings = [warning for warning in warned if _is_wanted(warning, wanted)]
    for problem in (*problems, *warnings):
        if isinstance(problem, Problem) and problem.path in shown_as:
            print(replace(problem, path=shown_as[problem.path]))
        else:
            print(problem)
    if warnings:
        print(messages.line("content.warned", count=len(warnings)))
    if problems:
        print(messages.line("content.bad", count=len(problems)))
        return 1
    places = len(content.hall.places) if content.hall else 0
    print(messages.line("content.good", faq=len(content.faq), services=len(content.services), places=places))
    return 0


def _is_wanted(problem: Problem, wanted: list[Path]) -> bool:
    return not wanted or any(problem.path.resolve().is_relative_to(path) for path in wanted)


def _article_exists() -> ArticleExists | None:
    """Looks articles up in the statute database; None (and one line that says so) where it is not installed."""
    try:
        laws = statute_database()
    except ModelError as error:
        print(error)
        return None
    return lambda law, article: (found := laws.article(law, article)) is not None and found.law == law


def _laws() -> Laws | None:
    """The names of the laws; None where the statute database is not installed."""
    try:
        return named_laws(statute_database())
    except ModelError:
        return None  # it was told already


def _moving(content: Content) -> list[Problem]:
    """Warnings of articles that move soon; none where the statute database is not installed."""
    try:
        coming = statutes_coming()
    except ModelError:
        return []  # it was told already

    def moved_to(law: str, article: str) -> tuple[datetime.date, str] | None:
        move = coming.move(law, article)
        return (move.since, move.number) if move is not None else None

    return list(checks.moving(content, moved_to))


def _guide(content: Content) -> HallGuide | None:
    if content.hall is None or content.directions is None:
        return None
    settings = config.load().hall
    return HallGuide(
        content.hall, content.directions, content.services.values(), settings.robot_at, settings.robot_faces
    )


def _unreachable(guide: HallGuide) -> Unreachable:
    def why(place: str) -> str | None:
        if guide.directions(place) is None:
            return messages.zh("check.on_foot")
        return None if place == "stairs" or guide.directions(place, step_free=True) else messages.zh("check.step_free")

    return why
