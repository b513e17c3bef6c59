"""The guides for editors and technicians: their commands are run."""

from __future__ import annotations

import re
import shlex

import pytest

from robot import messages, paths
from robot.cli import app, arguments
from tests.cli.conftest import Cli

GUIDES = ("docs/编辑手册.md", "docs/技术员手册.md")
_ALONE = {"run", "new", "import", "review"}
"""They talk, or need a file of the reader's: tests/cli and tests/conversation run them."""


def commands(name: str) -> list[list[str]]:
    """The arguments of every command of a guide, those in the text too."""
    text = (paths.ROOT / name).read_text(encoding="utf-8")
    return [shlex.split(found) for found in re.findall(r"(?:python3|py) main\.py([^`\n]*)", text)]


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_parses(name: str) -> None:
    assert commands(name)
    for words in commands(name):
        assert app.parser().parse_args(words or ["run"]).subcommand in app.SUBCOMMANDS


_OF_A_HALL = "大厅的名字"
"""In a command: for the reader to fill in."""
ALONE = dict.fromkeys(
    tuple(words)
    for name in GUIDES
    for words in commands(name)
    if words[0] not in _ALONE and not any(_OF_A_HALL in word for word in words)
)
"""Each once, however often the guides name it."""


@pytest.mark.parametrize("command", [pytest.param(words, id=" ".join(words)) for words in ALONE])
def test_every_command_that_can_be_run_by_itself_ends_well(
    bare_cli: Cli, command: tuple[str, ...], robot: object
) -> None:
    words = list(command)
    bare_cli.monkeypatch.setattr(arguments.Robot, "build", lambda *_: robot)
    if words[0] == "export":
        words = [words[0], str(bare_cli.folder / words[1]), *words[2:]]
    if words[0] == "test" and len(words) == 1:
        words = ["test", str(paths.ROOT / "tests" / "content" / "劳动纠纷.yaml")]
    done = bare_cli(*words)
    assert done.status in ({0, 1} if words[0] == "doctor" else {0}), done.err
    assert done.out.strip()


def test_the_guide_for_editors_is_for_windows() -> None:
    text = (paths.ROOT / GUIDES[0]).read_text(encoding="utf-8")
    assert "python3 main.py" not in text and text.count("python3") == 1
    assert f"`{messages.zh('app.report.name')}`" in text


def test_the_links_of_the_guides_lead_somewhere() -> None:
    for name in GUIDES:
        text = (paths.ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (paths.ROOT / "docs" / target).exists(), (name, target)
