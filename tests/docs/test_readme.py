"""What the documents say of the program is true: commands parse, models and subcommands are all there, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import xml.etree.ElementTree as ElementTree

import pytest
import yaml

from robot import config, paths
from robot.cli import app
from robot.content.schema import FaqEntry
from robot.models import manifest
from robot.scenarios.model import ScenarioFile

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, "docs/module-map.md", "docs/dependencies.md")
_FOLDERS = {"tests", "robot", "knowledge", "intents"}


def _text(name: str) -> str:
    return (paths.ROOT / name).read_text(encoding="utf-8")


def _commands(name: str) -> list[list[str]]:
    """The arguments of every `python3 main.py …` to be typed, in a line or a block, without comments and redirections."""
    found = re.findall(r"(?:`|^ *(?:\$ )?)python3 main\.py\b([^`\n]*)", _text(name), re.MULTILINE)
    return [shlex.split(re.split(r"\s[|<>&#]", text)[0]) for text in found]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_quoted_command_parses(name: str) -> None:
    parser = app.parser()
    for arguments in _commands(name):
        parsed = parser.parse_args(arguments or ["run"])
        assert parsed.subcommand in app.SUBCOMMANDS, arguments


@pytest.mark.parametrize("name", READMES)
def test_every_subcommand_is_in_the_table_and_has_an_example(name: str) -> None:
    rows = _rows(name, "`run`")
    assert [row[0].strip("`") for row in rows] == list(app.SUBCOMMANDS)
    for row in rows:
        assert f"main.py {row[0].strip('`')}" in row[2], row


@pytest.mark.parametrize("name", READMES)
def test_the_models_are_those_of_the_manifest(name: str) -> None:
    models = manifest.load().models
    rows = _rows(name, "`whisper-base`")
    assert [row[0].strip("`") for row in rows] == [model.name for model in models]
    for row, model in zip(rows, models, strict=True):
        assert row[3] == f"{round(model.source.size / 1e6)} MB"
        assert row[4] == f"{round(model.installed_size / 1e6)} MB"


def test_both_readmes_quote_the_same_commands_and_outputs() -> None:
    english, chinese = READMES
    assert _commands(english) == _commands(chinese)
    blocks = [
        re.findall(r"^ *```(?:text|yaml)\n(.*?)^ *```", _text(name), re.DOTALL | re.MULTILINE) for name in READMES
    ]
    assert blocks[0] == blocks[1] != []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_relative_links_lead_somewhere(name: str) -> None:
    text = _text(name)
    headings = {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for link in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = link.partition("#")
        if link.startswith("http"):
            continue
        assert not file or (paths.ROOT / name).parent.joinpath(file).exists(), link
        assert not anchor or anchor in headings, link


@pytest.mark.parametrize("name", READMES)
def test_the_yaml_examples_are_valid_content(name: str) -> None:
    blocks = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", _text(name), re.DOTALL)]
    answers = [block for block in blocks if isinstance(block, list)]
    scenarios = [block for block in blocks if isinstance(block, dict)]
    assert answers and scenarios
    for answer in answers:
        for entry in answer:
            FaqEntry.model_validate(entry)
    for scenario in scenarios:
        ScenarioFile.model_validate(scenario)


@pytest.mark.parametrize("name", READMES)
def test_settings_and_their_defaults_are_those_of_config_yaml(name: str) -> None:
    settings = config.load(paths.ROOT / "config.yaml")
    rows = _rows(name, "`hall.robot_at`")
    assert rows
    for row in rows:
        for key, default in zip(_quoted(row[0]), _defaults(row), strict=True):
            section, _, field = key.partition(".")
            value = getattr(getattr(settings, section), field)
            assert str(value).removesuffix(".0").lower() == default, key


def test_every_module_is_on_the_map_and_every_path_of_it_exists() -> None:
    text = _text("docs/module-map.md")
    for module in (paths.ROOT / "robot").rglob("*.py"):
        relative = module.relative_to(paths.ROOT).as_posix()
        if module.name != "__init__.py":
            assert f"| `{relative}` |" in text, f"{relative} is not in docs/module-map.md: add a line"
    for path in _quoted(text):
        if path.split("/")[0] in _FOLDERS and not set(path) & set("<>*"):
            assert (paths.ROOT / path).exists(), path


def test_the_picture_is_well_formed_and_names_the_packages() -> None:
    picture = ElementTree.parse(paths.ROOT / "docs" / "architecture.svg")
    words = " ".join("".join(element.itertext()) for element in picture.iter())
    for package in (paths.ROOT / "robot").glob("*/__init__.py"):
        assert f"{package.parent.name}/" in words, package.parent.name
    for subcommand in app.SUBCOMMANDS:
        assert subcommand in words


def test_the_licence_of_the_voice_is_said_plainly() -> None:
    assert "non-commercial use only" in _text("README.md")
    assert "仅限非商业用途" in _text("README.zh-CN.md")


def _rows(name: str, first: str) -> list[list[str]]:
    """The cells of the table with a row that begins with `first`, without its head."""
    for table in re.findall(r"(?:^\|.*\n)+", _text(name), re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip("|\n").split(" | ")] for line in table.splitlines()[2:]]
        rows = [[cell.strip(" |") for cell in row] for row in rows]
        if any(row[0].startswith(first) for row in rows) and len(rows[0]) >= 3:
            return rows
    raise AssertionError(f"{name} has no table with {first}")


def _quoted(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def _defaults(row: list[str]) -> list[str]:
    defaults = _quoted(row[1])
    return defaults if len(defaults) > 1 else defaults * len(_quoted(row[0]))


def _anchor(title: str) -> str:
    """GitHub's anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
