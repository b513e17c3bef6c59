"""Playing scenarios, as text or spoken by the robot's own voice and heard by its own ear; JUnit XML of the outcome."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from robot.app import Robot
from robot.dialogue.session import Session
from robot.errors import RobotError
from robot.scenarios.model import Scenario, Step
from robot.turn import Transcript

Ear = Callable[[str], Transcript]
"""From what the visitor says to what the robot hears of it."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A turn that did not go as expected: what was said, what was heard of it, what is wrong."""

    say: str
    heard: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a scenario went."""

    name: str
    missed: tuple[Missed, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether every turn went as expected."""
        return not self.missed


def typed(text: str) -> Transcript:
    """The ear of the text run."""
    return Transcript(text)


def spoken_ear(robot: Robot) -> Ear:
    """Says the text with the robot's voice and recognises that. Raises RobotError when either is missing."""
    speech = robot.speech
    if speech is None:
        raise robot.failure("tts") or RobotError("app.no_voice")

    def ear(text: str) -> Transcript:
        return robot.hear(speech.render(text, robot.config.tts.rate, cacheable=False))

    return ear


def play(robot: Robot, scenarios: Iterable[Scenario], ear: Ear, aloud: bool = False) -> Iterator[Outcome]:
    """Play each scenario as its own visitor. `aloud` leaves out turns that are not for the spoken run."""
    for scenario in scenarios:
        started = time.perf_counter()
        session, missed = Session(), []
        for step in scenario.turns:
            turn = robot.answer(ear(step.say) if step.voice or not aloud else typed(step.say), session)
            session = turn.session
            wrong = step.expect.unmet(turn.reply)
            if wrong:
                missed.append(_missed(step, turn.transcript.text, wrong))
        yield Outcome(scenario.name, tuple(missed), time.perf_counter() - started)


def _missed(step: Step, heard: str, wrong: list[str]) -> Missed:
    return Missed(step.say, heard if heard != step.say else "", tuple(wrong))


def write_junit(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write JUnit XML for CI systems."""
    outcomes = list(outcomes)
    failed = sum(not outcome.passed for outcome in outcomes)
    suite = ElementTree.Element("testsuite", name="scenarios", tests=str(len(outcomes)), failures=str(failed))
    for outcome in outcomes:
        case = ElementTree.SubElement(
            suite, "testcase", name=outcome.name, classname="scenarios", time=f"{outcome.seconds:.3f}"
        )
        if not outcome.passed:
            text = "\n".join(f"{missed.say} [{missed.heard}] {'; '.join(missed.wrong)}" for missed in outcome.missed)
            ElementTree.SubElement(case, "failure", message=outcome.missed[0].wrong[0]).text = text
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
