"""What is still open in a new hall, or still the sample's: in which file, and how it is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from robot import messages, paths
from robot.content.check_hours import written_out
from robot.content.load import Content
from robot.content.opening import Opening
from robot.content.texts import spoken_and_shown
from robot.halls.told import Told
from robot.yaml_source import YamlProblem, parse

_AFTER_COUNTY = "公共法律服务"
"""What follows a county's name in that of its hall."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """Something to be done later: `file` is where it stands, `what` says what is missing and how it is mended."""

    file: Path
    what: str

    def __str__(self) -> str:
        return messages.zh("halls.remains.line", file=self.file, what=self.what)


def remaining(told: Told, content: Content, folder: Path) -> tuple[Remaining, ...]:
    """All of it, what visitors notice first first."""
    return (*_of_the_hall(told, folder), *_of_the_sample(content))


def _of_the_hall(told: Told, folder: Path) -> Iterator[Remaining]:
    without = [str(window.number) for window in told.windows if not window.phone]
    if without:
        yield _line(folder / "hall.yaml", "phones", numbers="、".join(without))
    silent = [done.office for done in told.done if done.window is None and not done.phone]
    if silent:
        yield _line(folder / "hall.yaml", "offices_phone", names="、".join(dict.fromkeys(silent)))
    if not told.people:
        yield _line(folder / "people.yaml", "people")
    if not told.stations:
        yield _line(folder / "stations.yaml", "stations")
    if not told.offices:
        yield _line(folder / "hall.yaml", "offices")
    if not told.times.besides:
        yield _line(folder / "opening.yaml", "holidays")


def _of_the_sample(content: Content) -> Iterator[Remaining]:
    """Texts that hold the sample hall's name, one of its telephone numbers, or when it is open."""
    sample: Any = parse(paths.KNOWLEDGE / "hall.yaml").data
    for path, said in dict.fromkeys((where.path, said) for where, _, said in written_out(content, sample_opening())):
        yield _line(path, "sample_hours", said=said)
    for word in _words(sample):
        found: dict[Path, int] = {}
        for where, _, text in spoken_and_shown(content):
            if word in text:
                found[where.path] = found.get(where.path, 0) + 1
        for path, count in found.items():
            yield _line(path, "sample_words", word=word, count=count)


def sample_opening() -> Opening | None:
    """When the sample hall is open; None where that file is a hall's own by now, or cannot be read."""
    try:
        is_sample = parse(paths.KNOWLEDGE / "hall.yaml").data.get("sample")
        return Opening.model_validate(parse(paths.KNOWLEDGE / "opening.yaml").data) if is_sample else None
    except (OSError, YamlProblem, ValidationError):
        return None


def _words(sample: Mapping[str, Any]) -> Iterator[str]:
    """What names the sample: its county, its telephone numbers (those of the whole country stay)."""
    if not sample.get("sample"):
        return
    county = str(sample.get("name", "")).partition(_AFTER_COUNTY)[0]
    of_windows = [place.get("phone", "") for place in sample.get("places", ())]
    numbers = [str(number) for number in (*of_windows, *(sample.get("phones") or {}).values())]
    yield from dict.fromkeys(word for word in (county, *numbers) if word and not word.startswith("1"))


def _line(file: Path, key: str, **params: object) -> Remaining:
    file = file.relative_to(paths.ROOT) if file.is_relative_to(paths.ROOT) else file
    return Remaining(file, messages.zh(f"halls.remains.{key}", **params))
