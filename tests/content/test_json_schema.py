"""The schemas that VS Code completes with are those of the models, and are for files that exist."""

from __future__ import annotations

import json

import pytest

from robot import paths
from robot.content import json_schema, schema

TEXTS = json_schema.texts()


@pytest.mark.parametrize("path", sorted(TEXTS))
def test_the_file_in_the_checkout_is_what_the_models_say(path: str) -> None:
    written = (paths.ROOT / path).read_text(encoding="utf-8")
    assert written == TEXTS[path], "python3 main.py check --schemas"


def test_every_file_of_the_content_has_a_schema() -> None:
    patterns = [pattern for pattern, _ in json_schema.FILES.values()]
    matched = {path for pattern in patterns for path in paths.ROOT.glob(pattern)}
    there = {*(paths.ROOT / "knowledge").rglob("*.yaml"), *(paths.ROOT / "intents").glob("*.yaml")}
    assert there == matched


def test_a_schema_knows_the_keys_and_forbids_others() -> None:
    faq = json.loads(TEXTS["docs/schema/faq.json"])
    entry = faq["$defs"]["FaqEntry"]
    assert set(entry["properties"]) == set(schema.FaqEntry.model_fields)
    assert entry["additionalProperties"] is False and "spoken" in entry["required"]
