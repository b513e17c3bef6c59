"""What `main.py bench` measures, and how it prints it: accuracy on question files and speed, beside the peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles

from rapidfuzz import fuzz, process

from robot import messages, paths
from robot.app import Robot
from robot.bench import questions
from robot.bench.misheard import Mishearing
from robot.bench.questions import Question, Tally
from robot.nlu.normalise import normalise
from robot.turn import Transcript, Understanding

_SEED = 20261123
_SHARES = (0.0, 0.2, 0.4)
_SEEN = 6
"""Characters from which a question that stands in the content counts as seen: 再见 has no other wording."""


def held_out() -> Path:
    """The questions that nothing is fitted on."""
    return paths.ROOT / "tests" / "questions" / "heldout.yaml"


def leaked(asked: Sequence[Question], phrasings: Sequence[str]) -> list[str]:
    """Held-out questions that stand in the content, whole."""
    known = {normalise(text) for text in phrasings}
    return [question.ask for question in asked if len(question.ask) >= _SEEN and normalise(question.ask) in known]


def rows(robot: Robot, asked: Sequence[Question]) -> list[tuple[str, Tally, float]]:
    """(label, tally, 95th percentile of ms a question) clean and misheard, with the robot's own understanding."""
    understander = robot.knowledge.understander
    mishearing = Mishearing([phrasing.text for phrasing in understander.index.phrasings], _SEED)
    found = []
    for share in _SHARES:
        heard = [question.model_copy(update={"ask": mishearing.hear(question.ask, share)}) for question in asked]
        times: list[float] = []
        tally, _ = questions.tally(heard, _timed(lambda text: understander.understand(Transcript(text)), times))
        found.append((f"{share:.0%}", tally, quantiles(times, n=20)[-1] * 1000))
    return found


def peer_rows(robot: Robot, asked: Sequence[Question]) -> list[tuple[str, float, float]]:
    """(label, top-1, 95th percentile of ms) of rapidfuzz's WRatio on the same phrasings and the same misheard text."""
    phrasings = robot.knowledge.understander.index.phrasings
    texts = [phrasing.text for phrasing in phrasings]
    mishearing = Mishearing(texts, _SEED)
    found = []
    for share in _SHARES:
        right, inside, times = 0, 0, []
        for question in asked:
            text = mishearing.hear(question.ask, share)
            started = time.perf_counter()
            best = process.extractOne(text, texts, scorer=fuzz.WRatio)
            times.append(time.perf_counter() - started)
            if question.kind in {"fallback", "place", "emergency"}:
                continue
            inside += 1
            right += best is not None and phrasings[best[2]].id == question.id
        found.append((f"{share:.0%}", right / max(1, inside), quantiles(times, n=20)[-1] * 1000))
    return found


def print_report(robot: Robot, asked: Sequence[Question]) -> None:
    """Print both tables."""
    print(messages.zh("bench.head"))
    for label, tally, ms in rows(robot, asked):
        print(
            messages.zh(
                "bench.row",
                label=label,
                top1=tally.top1,
                right=tally.right / tally.asked,
                asked=tally.asked_back / tally.asked,
                wrong=(tally.wrong + tally.out_wrong) / (tally.asked + tally.out),
                rejected=tally.rejected / tally.asked,
                out=tally.out_rejected / max(1, tally.out),
                ms=ms,
            )
        )
    print(messages.zh("bench.peer_head"))
    for label, top1, ms in peer_rows(robot, asked):
        print(messages.zh("bench.peer_row", label=label, top1=top1, ms=ms))


def _timed(understand: Callable[[str], Understanding], times: list[float]) -> Callable[[str], Understanding]:
    def timed(text: str) -> Understanding:
        started = time.perf_counter()
        meant = understand(text)
        times.append(time.perf_counter() - started)
        return meant

    return timed
