"""The targets, as they were set, beside what was measured. What is missed stands there with its distance."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from robot.bench import acoustics, speed
from robot.bench.accuracy import CLEAN, label_of
from robot.bench.measure import ALL, Measured
from robot.bench.tables import Table, percent
from robot.errors import UsageError
from robot.fitting.questions import Tally

_HEAD = "# Why a target is missed, for RESULTS.md: one line a target. The texts are yours, the command keeps them."


@dataclass(frozen=True, slots=True)
class Target:
    """One target. `unit`: "%" (shares), "points", "ms", "times", "s", "texts". `measured` None: not measured."""

    key: str
    name: str
    wanted: float
    measured: float | None
    unit: str = "%"
    at_least: bool = True
    detail: str = ""

    @property
    def reached(self) -> bool | None:
        """None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured >= self.wanted if self.at_least else self.measured <= self.wanted

    def row(self, reason: str) -> tuple[str, ...]:
        """The row of the table."""
        wanted = f"{'≥' if self.at_least else '≤'} {self._shown(self.wanted)}"
        if self.measured is None:
            return (self.name, wanted, "not measured", "–", self.detail, reason)
        by = self._shown(abs(self.measured - self.wanted))
        verdict = "reached 达到" if self.reached else f"missed by {by} 未达"
        return (self.name, wanted, self._shown(self.measured), verdict, self.detail, reason)

    def _shown(self, value: float) -> str:
        if self.unit == "%":
            return percent(value)
        if self.unit == "points":
            return f"{100 * value:.1f} points"
        return f"{value:.0f} {self.unit}" if self.unit == "texts" else f"{value:.1f} {self.unit}"


def targets(found: Measured) -> list[Target]:
    """Every target of the issue with what `found` holds of it."""
    return [*_accuracy(found), *_speed(found)]


def table(all_targets: Sequence[Target], reasons: dict[str, str]) -> Table:
    """The table of targets, reasons (notes.toml) beside them."""
    rows = tuple(target.row(reasons.get(target.key, "")) for target in all_targets)
    reached = sum(target.reached is True for target in all_targets)
    missed = sum(target.reached is False for target in all_targets)
    return Table(
        "Targets 目标",
        ("measure", "target", "measured", "verdict", "detail", "why / note 说明"),
        rows,
        before=f"{reached} reached, {missed} missed, {len(rows) - reached - missed} not measured.",
        level=2,
    )


def reasons(path: Path, all_targets: Sequence[Target]) -> dict[str, str]:
    """The texts of notes.toml, one a target; written with empty texts when it is not there.

    Raises UsageError when it cannot be read as TOML of texts.
    """
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [_HEAD, *(f'{target.key} = ""' for target in all_targets)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError("bench.notes_broken", path=path, reason=str(error)) from None
    return {key: " ".join(str(text).split()).replace("|", "\\|") for key, text in known.items()}


def _accuracy(found: Measured) -> Iterator[Target]:
    tallies = found.tallies.get(ALL, {})
    for key, share, wanted in (("top1_clean", 0.0, 0.95), ("top1_20", 0.2, 0.92), ("top1_40", 0.4, 0.82)):
        label = label_of(share)
        yield Target(key, f"top-1, {label}", wanted, _top1(tallies.get(label)))
    for key, share in (("ahead_20", 0.2), ("ahead_40", 0.4)):
        ahead, best = _ahead(found, label_of(share))
        yield Target(key, f"ahead of the best peer, {label_of(share)}", 0.05, ahead, "points", detail=best)
    spoken = (
        ("acoustics_neural", acoustics.NEURAL_VOICE, 0.92),
        ("acoustics_accented", acoustics.ACCENTED_VOICES, 0.84),
        ("acoustics_babble_10", acoustics.BABBLE_10, 0.74),
    )
    for key, setting, wanted in spoken:
        tally = tallies.get(setting.label)
        asked = f"{tally.asked} questions" if tally else ""
        yield Target(key, f"top-1, real acoustics: {setting.label}", wanted, _top1(tally), detail=asked)
    yield _confidently_wrong(tallies)
    clean = tallies.get(CLEAN)
    yield Target(
        "out_of_scope",
        "out-of-scope questions passed on, clean",
        0.95,
        clean.out_rejected / clean.out if clean and clean.out else None,
        detail=f"another {percent(clean.out_asked, clean.out)} asked back" if clean else "",
    )
    yield Target(
        "in_scope_rejected",
        "in-scope questions rejected, clean",
        0.03,
        clean.rejected / clean.asked if clean and clean.asked else None,
        at_least=False,
        detail=f"another {percent(clean.asked_wrong, clean.asked)} asked back among wrong ones" if clean else "",
    )
    yield _emergencies(found, label_of(0.2))
    first = found.topics[0] if found.topics else None
    yield Target(
        "topic",
        "topic of legal questions, 20 topics",
        0.60,
        first.share if first else None,
        detail=f"{first.label}: {first.right} of {first.asked}" if first else "",
    )


def _emergencies(found: Measured, label: str) -> Target:
    """Those among the held-out questions, and the file of cries."""
    tally = found.tallies.get(ALL, {}).get(label)
    cries = tally.emergencies if tally else 0
    caught = tally.emergencies_caught if tally else 0
    false = ""
    for alarms in found.alarms:
        if alarms.label == label:
            cries, caught = cries + alarms.cries, caught + alarms.caught
            false = f"; false alarms {percent(alarms.false, alarms.safe)} of {alarms.safe}"
    name, detail = f"emergencies caught, {label}", f"{caught} of {cries}{false}" if cries else ""
    return Target("emergencies_20", name, 0.99, caught / cries if cries else None, detail=detail)


def _confidently_wrong(tallies: dict[str, Tally]) -> Target:
    """Over everything: all conditions of the run together, questions out of scope too."""
    wrong = sum(tally.wrong + tally.out_wrong for tally in tallies.values())
    asked = sum(tally.asked + tally.out for tally in tallies.values())
    worst = max(tallies.items(), key=lambda item: item[1].confidently_wrong, default=None)
    detail = f"clean {percent(tallies[CLEAN].confidently_wrong)}, " if CLEAN in tallies else ""
    detail += f"worst: {worst[0]} {percent(worst[1].confidently_wrong)}" if worst else ""
    name = "wrong with confidence, all conditions together"
    return Target("confidently_wrong", name, 0.02, wrong / asked if asked else None, at_least=False, detail=detail)


def _ahead(found: Measured, label: str) -> tuple[float | None, str]:
    scores = [(peer.scores[label].top1, peer.name) for peer in found.peers if label in peer.scores]
    if not scores or label not in found.common:
        return None, ""
    best, name = max(scores)
    ours = found.common[label].top1
    return ours - best, f"{percent(ours)} to {percent(best)}: {name}"


def _speed(found: Measured) -> Iterator[Target]:
    by = {(each.meaning, index): each for each, index in ((each, _size(each)) for each in found.speeds)}
    for meaning, wanted in ((True, 40.0), (False, 5.0)):
        words = "with" if meaning else "without"
        small, large = by.get((meaning, speed.SMALL)), by.get((meaning, speed.LARGE))
        yield Target(
            f"speed_{words}", f"p95 of a question, 5,000 phrasings, {words} embeddings", wanted,
            small.ms95 if small else None, "ms", at_least=False,
        )  # fmt: skip
        yield Target(
            f"growth_{words}", f"p95 at 100,000 phrasings, {words} embeddings, as a multiple of that", 3.0,
            large.ms95 / small.ms95 if small and large and small.ms95 else None, "times", at_least=False,
        )  # fmt: skip
    built = found.rebuild
    yield Target(
        "build", "building, 5,000 phrasings, warm cache", 3.0, built.seconds if built else None, "s", at_least=False
    )
    yield Target(
        "changed_phrasing",
        "texts embedded after one phrasing changed",
        1.0,
        float(built.embedded_after_change) if built else None,
        "texts",
        at_least=False,
    )


def _size(measured: speed.Speed) -> int:
    return speed.SMALL if measured.phrasings < (speed.SMALL + speed.LARGE) // 2 else speed.LARGE


def _top1(tally: Tally | None) -> float | None:
    return tally.top1 if tally and tally.asked else None
