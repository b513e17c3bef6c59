"""JSON Schema of the content's files, written from the models, so that an editor such as VS Code completes keys and
underlines mistakes (yaml-language-server): `python3 main.py check --schemas`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, create_model

from robot.content import hall_schema, intents_schema, prompts, schema
from robot.content.fields import Entry
from robot.content.matters import Matter
from robot.content.opening import Opening
from robot.content.regulations import Regulation

FOLDER = "docs/schema"


def _listed(name: str, model: type[BaseModel]) -> type[BaseModel]:
    """A file that holds a list of `model` under `name`."""
    item: Any = model
    fields: Any = {name: (tuple[item, ...], ...)}
    made: type[BaseModel] = create_model(f"{name}File", __base__=Entry, **fields)
    return made


FILES: dict[str, tuple[str, type[BaseModel]]] = {
    "faq": ("knowledge/faq/*.yaml", schema.FaqFile),
    "matters": ("knowledge/matters/*.yaml", Matter),
    "regulations": ("knowledge/regulations/*.yaml", Regulation),
    "services": ("knowledge/services.yaml", schema.ServicesFile),
    "hall": ("knowledge/hall.yaml", hall_schema.Hall),
    "opening": ("knowledge/opening.yaml", Opening),
    "offices": ("knowledge/offices.yaml", hall_schema.OfficesFile),
    "people": ("knowledge/people.yaml", hall_schema.PeopleFile),
    "stations": ("knowledge/stations.yaml", hall_schema.StationsFile),
    "topics": ("knowledge/topics.yaml", intents_schema.TopicsFile),
    "lexicon": ("knowledge/lexicon.yaml", intents_schema.Lexicon),
    "commands": ("intents/commands.yaml", _listed("commands", intents_schema.Command)),
    "smalltalk": ("intents/smalltalk.yaml", _listed("smalltalk", intents_schema.SmallTalk)),
    "emergencies": ("intents/emergencies.yaml", _listed("emergencies", intents_schema.Emergency)),
    "navigation": ("intents/navigation.yaml", intents_schema.Navigation),
    "must-not-match": ("intents/must-not-match.yaml", intents_schema.MustNotMatch),
    "prompts": ("intents/prompts.yaml", prompts.Prompts),
    "directions": ("intents/directions.yaml", intents_schema.Directions),
    "follow-up": ("intents/follow-up.yaml", prompts.FollowUps),
}
"""The schemas by name: which files they are for, and the model."""


def texts() -> dict[str, str]:
    """The schema files by path under the checkout, and the settings that tell VS Code of them."""
    found = {}
    for name, (_, model) in FILES.items():
        made = TypeAdapter(model).json_schema()
        made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        found[f"{FOLDER}/{name}.json"] = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    settings = {"yaml.schemas": {f"./{FOLDER}/{name}.json": _patterns(pattern) for name, (pattern, _) in FILES.items()}}
    found[".vscode/settings.json"] = json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
    return found


def _patterns(pattern: str) -> list[str]:
    """A file of the project, and what stands for it in the folder of a hall."""
    name = pattern.rpartition("/")[2]
    return [pattern] if "*" in name else [pattern, f"knowledge/halls/*/{name}"]


def write(root: Path) -> int:
    """Write them under `root`; returns how many there are."""
    made = texts()
    for path, text in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return len(made)
