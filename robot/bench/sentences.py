"""Single sentences kept aside: first sentences told as stories, ordinary ones, dangers, pairs apart by a negation.

`main.py bench --sentences FOLDER`. The files are stories.yaml (`questions`: `ask`, `right` keys), ordinary.yaml
(`sentences` that must alarm nobody), danger*.yaml (emergency id -> sentences), and negation-pairs.yaml beside the
folder (`pairs`: `yes` and `no`, each `say` and `right` keys, told while the entry `in` is in hand).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from robot import paths
from robot.bench.tables import Table, share
from robot.errors import UsageError
from robot.nlu.context import NOTHING, Context
from robot.nlu.understand import Understander
from robot.turn import Kind, Transcript, Understanding
from robot.yaml_source import YamlProblem, parse

FOLDER = paths.ROOT / "tests" / "questions" / "heldout-4"
PAIRS = "negation-pairs.yaml"
_ACTS = frozenset({"exact", "strong", "likely"})


def table(understander: Understander, folder: Path = FOLDER) -> Table:
    """One line a measure. Raises UsageError when a file cannot be read."""
    rows = (
        *_stories(understander, _read(folder / "stories.yaml")["questions"]),
        *_ordinary(understander, _read(folder / "ordinary.yaml")["sentences"]),
        *(row for path in sorted(folder.glob("danger*.yaml")) for row in _dangers(understander, path)),
        *_pairs(understander, _read(folder.parent / PAIRS)["pairs"]),
    )
    return Table("Sentences kept aside 留着测的句子", ("what", "share"), rows)


def _read(path: Path) -> Any:
    try:
        return parse(path).data
    except (OSError, YamlProblem) as error:
        raise UsageError("bench.no_question_file", path=path, reason=type(error).__name__) from None


def _stories(understander: Understander, questions: Any) -> Iterator[tuple[str, str]]:
    told = [each for each in questions if each["right"]]
    first = at_once = wrong = passed_on = 0
    times = []
    for each in told:
        meant = understander.understand(Transcript(each["ask"]))
        right = frozenset(each["right"])
        times.append(meant.ms)
        best = meant.candidates[0] if meant.candidates else None
        first += best is not None and f"{best.kind}:{best.id}" in right
        acted = meant.tier in _ACTS
        fits = any(f"{thing.kind}:{thing.id}" in right for thing in (meant, *meant.also))
        at_once += acted and fits
        wrong += meant.tier in {"exact", "strong"} and not fits
        passed_on += meant.tier == "fallback"
    count = len(told)
    yield "stories: right entry first", share(first, count)
    yield "stories: right at once", share(at_once, count)
    yield "stories: wrong with confidence", share(wrong, count)
    yield "stories: passed on", share(passed_on, count)
    yield "stories: p95 of one turn", f"{sorted(times)[int(0.95 * count)]:.1f} ms" if times else "–"


def _ordinary(understander: Understander, sentences: Any) -> Iterator[tuple[str, str]]:
    meanings = [understander.understand(Transcript(str(sentence))) for sentence in sentences]
    yield "ordinary sentences: alarms", share(sum(m.tier == "emergency" for m in meanings), len(meanings))
    yield "ordinary sentences: asked whether it is urgent", share(sum(map(_asks, meanings)), len(meanings))


def _dangers(understander: Understander, path: Path) -> Iterator[tuple[str, str]]:
    cries = [str(sentence) for sentences in _read(path).values() for sentence in sentences]
    meanings = [understander.understand(Transcript(cry)) for cry in cries]
    yield f"{path.stem}: caught", share(sum(m.tier == "emergency" for m in meanings), len(meanings))
    yield f"{path.stem}: asked", share(sum(map(_asks, meanings)), len(meanings))


def _asks(meant: Understanding) -> bool:
    return meant.tier != "emergency" and bool(meant.offered) and meant.offered[0].kind == "emergency"


def _pairs(understander: Understander, pairs: Any) -> Iterator[tuple[str, str]]:
    sides = [[understands(understander, pair, side) for side in ("yes", "no")] for pair in pairs]
    yield "negation: sides understood", share(sum(map(sum, sides)), 2 * len(sides))
    yield "negation: both of a pair", share(sum(map(all, sides)), len(sides))


def understands(understander: Understander, pair: Any, side: str) -> bool:
    """Whether the `yes` or the `no` of a pair is taken for one of what it means."""
    context = NOTHING
    if pair.get("in"):
        kind, _, entry = pair["in"].partition(":")
        own: Kind = "faq" if kind == "faq" else "service"
        context = Context(matter=understander.reader.points.matter_of.get((kind, entry)), entry=(own, entry))
    meant = understander.understand(Transcript(pair[side]["say"]), context)
    found = {f"{meant.kind}:{meant.id}", meant.id, *(fact.key for fact in meant.facts)}
    return bool(found & set(pair[side]["right"]))
