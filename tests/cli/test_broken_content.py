"""`check` as a command on every broken content: exit status 1, and a line that names the place."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli
from tests.content.faults import BAD_ENTRIES, BAD_FILES, FAULTS
from tests.content.trees import Tree

EDITS = [param for param in (*FAULTS, *BAD_ENTRIES) if param.values[4] is not None]


def _places(cli: Cli, tree: Tree, file: str) -> set[tuple[int, int, str]]:
    """Line, column and text of what `check` finds in `file`; it must have found something."""
    done = cli("check")
    assert (done.status, done.err) == (1, "")
    found = set()
    for line in done.out.splitlines():
        path, *rest = line.split(":", 3)
        if path.endswith(file):
            found.add((int(rest[0]), int(rest[1]), rest[2]))
    return found


def test_there_are_enough_of_them() -> None:
    assert len(EDITS) + len(BAD_FILES) >= 40


@pytest.mark.parametrize(("file", "old", "new", "at", "what", "mend"), EDITS)
def test_a_bad_edit(bare_cli: Cli, file: str, old: str, new: str, at: str, what: str, mend: str) -> None:
    tree = bare_cli.small_hall()
    tree.edit(file, old, new)
    told = [text for *place, text in _places(bare_cli, tree, file) if tuple(place) == tree.position(file, at)]
    assert any(what in text and mend in text for text in told)


@pytest.mark.parametrize(("file", "broken", "line", "what"), BAD_FILES)
def test_a_bad_file(bare_cli: Cli, file: str, broken: str, line: int, what: str) -> None:
    tree = bare_cli.small_hall()
    tree.path(file).write_text(broken, encoding="utf-8")
    assert any(at == line and column >= 1 and what in text for at, column, text in _places(bare_cli, tree, file))
