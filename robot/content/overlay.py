"""A file that lies outside the content, checked as if it lay in its place: a fixture, a draft, a hall's own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from robot import paths
from robot.content import halls
from robot.turn import TOPICS
from robot.yaml_source import YamlProblem, parse

_BY_KEY = {
    "entries": "knowledge/faq/{topic}.yaml",
    "services": "knowledge/services.yaml",
    "places": "knowledge/hall.yaml",
    "people": "knowledge/people.yaml",
    "stations": "knowledge/stations.yaml",
    "topics": "knowledge/topics.yaml",
    "everyday": "knowledge/lexicon.yaml",
    "commands": "intents/commands.yaml",
    "smalltalk": "intents/smalltalk.yaml",
    "emergencies": "intents/emergencies.yaml",
    "out_of_scope": "intents/must-not-match.yaml",
    "follow_ups": "intents/follow-up.yaml",
    "welcome": "intents/prompts.yaml",
}
"""Where a file with this key belongs."""


@contextmanager
def laid_over(file: Path) -> Iterator[tuple[Path, Path, Path] | None]:
    """Copies of knowledge and intents with `file` in its place, and that place; None when it belongs nowhere."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        hall = halls.chosen()
        for name, source in (("knowledge", paths.KNOWLEDGE), ("intents", paths.INTENTS)):
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns(halls.folder().name))
            for known in (root / name).glob("*.yaml"):
                shutil.copyfile(halls.laid_over(source / known.name, hall), known)
        place = _place(file, root)
        if place is None:
            yield None
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        yield root / "knowledge", root / "intents", place


def _place(file: Path, root: Path) -> Path | None:
    """By its name, else by its keys; a topic's file by its topic, any other FAQ file beside the topics' files."""
    for known in (*root.glob("knowledge/**/*.yaml"), *root.glob("intents/*.yaml")):
        if known.name == file.name:
            return known
    try:
        data = parse(file).data
    except (OSError, YamlProblem):
        return root / "knowledge" / "faq" / file.name
    for key, where in _BY_KEY.items():
        if isinstance(data, dict) and key in data:
            topic = str(data.get("topic", ""))
            name = topic if topic in TOPICS else file.stem
            return root / where.format(topic=name)
    return None
