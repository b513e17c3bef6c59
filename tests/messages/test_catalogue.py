"""The catalogue of messages: every key that the program uses is there, and can be filled in where it is used."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from robot import messages, paths
from robot.errors import RobotError, UsageError

_FOLDER = paths.ROOT / "robot" / "messages"
_SOURCES = sorted((paths.ROOT / "robot").rglob("*.py"))
_FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))}
_KEY = re.compile(rf"(?:{'|'.join(_FILES)})\.[a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)*")
_FILL_IN = {"zh", "en", "line", "note"}
_NO_KEYS = re.compile(r".*\.(?:yaml|toml|json|lock|py|log|db|npz|wav|in)")


def _entries(table: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            if "zh" in value:
                yield f"{name}.{key}", value
            yield from _entries(value, f"{name}.{key}")


ENTRIES = {key: entry for name, table in _FILES.items() for key, entry in _entries(table, name)}


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _wanted(key: str) -> set[str] | None:
    """The values that the messages under `key` need; None when there is no such message."""
    found = [entry for name, entry in ENTRIES.items() if name in {key, f"{key}.what", f"{key}.mend"}]
    return set().union(*(_names(text) for entry in found for text in entry.values())) if found else None


def _literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _literals(child)


def _made(tree: ast.AST) -> Iterator[str]:
    """What f-strings may become, as patterns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else None for part in node.values)
            yield "".join("[a-z0-9_-]+" if part is None else re.escape(str(part)) for part in parts)


def _calls(tree: ast.AST) -> Iterator[tuple[int, str, set[str]]]:
    """Calls that fill in a message: line, key, names of the values given."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called.endswith("Error") or called in _FILL_IN:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value, {keyword.arg or "" for keyword in node.keywords}


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: str(path.relative_to(paths.ROOT)))
def test_every_key_in_the_source_has_its_message(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    keys = [(line, text) for line, text in _literals(tree) if _KEY.fullmatch(text) and not _NO_KEYS.fullmatch(text)]
    assert [(line, key) for line, key in keys if _wanted(key) is None] == []


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: str(path.relative_to(paths.ROOT)))
def test_every_message_is_given_the_values_it_needs(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    missing = [
        (line, key, sorted(wanted - given))
        for line, key, given in _calls(tree)
        if _KEY.fullmatch(key) and (wanted := _wanted(key)) is not None and not wanted <= given
    ]
    assert missing == []


def test_every_message_is_used() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in _SOURCES]
    literals = {text for tree in trees for _, text in _literals(tree)}
    # f"content.{key}.what": the key itself is a literal of its own. f"values.{type}": the type is pydantic's.
    made = [pattern for tree in trees for pattern in _made(tree) if pattern.split("\\.")[0] in _FILES]
    used = [
        key
        for key in ENTRIES
        if literals & {key, key.removesuffix(".what"), key.removesuffix(".mend")}
        or (
            any(re.fullmatch(pattern, key) for pattern in made)
            and ("content." not in key or key.split(".")[1] in literals)
        )
    ]
    assert sorted(set(ENTRIES) - set(used)) == []


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_a_message_can_be_filled_in(key: str) -> None:
    entry = ENTRIES[key]
    assert set(entry) <= {"zh", "en"}
    chinese, english = _names(entry["zh"]), _names(entry.get("en", ""))
    assert {name.removesuffix("_en") for name in english} <= chinese | {"column"}
    assert all(name.isidentifier() for name in chinese | english)
    assert "\n" not in entry["zh"] + entry.get("en", "")


def test_a_value_may_be_called_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_entry", lambda key: {"zh": "{key}:{name}", "en": "{key}"})
    assert messages.line("any.thing", key="甲", name="乙") == "甲:乙 (甲)"
    assert messages.zh("any.thing", key="甲", name="乙") == "甲:乙"
    assert messages.en("any.thing", key="甲") == "甲"
    assert str(RobotError("any.thing", key="甲", name="乙")) == "甲:乙 (甲)"


def test_commands_are_those_of_windows_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "python3 main.py export" in messages.zh("workbench.no_column", path="a", column="b", found="c")
    monkeypatch.setattr(messages, "COMMAND", "py main.py")
    assert "先用 py main.py export" in messages.zh("workbench.no_column", path="a", column="b", found="c")


def test_chinese_stands_in_for_english_that_is_missing() -> None:
    assert messages.en("run.heard", text="你好") == messages.line("run.heard", text="你好") == "访客：你好"


@pytest.mark.parametrize("key", ["cli.nothing", "nothing.at.all", "cli", "cli.help", "cli.help.run.zh"])
def test_an_unknown_key_is_a_fault(key: str) -> None:
    with pytest.raises(KeyError, match="no message"):
        messages.zh(key)


def test_an_error_has_a_key_values_and_an_exit_status() -> None:
    error = UsageError("cli.bad_top", top=0)
    assert (error.key, error.params, error.exit_status) == ("cli.bad_top", {"top": 0}, 2)
    assert str(error) == "--top 要写 1 或更大的数，写的是 0 (--top must be 1 or more, not 0)"
