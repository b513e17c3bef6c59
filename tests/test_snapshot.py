"""What is understood of a content is read back as it was, and made anew when a file of it changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from robot import paths, snapshot
from robot.snapshot import understood
from robot.turn import Transcript

_SMALL = paths.ROOT / "tests" / "content" / "small"
_ASKED = "老板不发工资怎么办"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content of its own, and a folder for what is kept."""
    for name, part in (("KNOWLEDGE", "knowledge"), ("INTENTS", "intents")):
        shutil.copytree(_SMALL / part, tmp_path / part)
        monkeypatch.setattr(paths, name, tmp_path / part)
    monkeypatch.setattr(snapshot, "VECTORS", tmp_path / "cache" / "phrasings.npz")
    return tmp_path


def test_it_is_read_back_as_it_was(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = understood(None)
    monkeypatch.setattr(snapshot.load, "load", _never)
    again = understood(None)
    assert again.content.faq == first.content.faq
    assert again.content.prompts == first.content.prompts
    one, other = (each.understander.understand(Transcript(_ASKED)) for each in (first, again))
    assert (one.id, one.score, one.candidates) == (other.id, other.score, other.candidates)


def test_a_changed_file_is_read(folders: Path) -> None:
    understood(None)
    file = next(path for path in sorted((folders / "knowledge" / "faq").glob("*.yaml")))
    entry = next(iter(understood(None).content.faq.values())).entry
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(entry.question, "换了一个问法怎么办"), encoding="utf-8")
    assert "换了一个问法怎么办" in {faq.entry.question for faq in understood(None).content.faq.values()}


def test_where_something_stands_is_read_when_it_is_asked(folders: Path) -> None:
    understood(None)
    again = understood(None).content
    name = f"faq:{next(iter(again.faq))}"
    assert again.where[name].path.suffix == ".yaml"
    assert set(again.where) == set(snapshot.load.load().where)


def _never(*_: object, **__: object) -> None:
    raise AssertionError("read again")
