"""A small, faultless hall that each test breaks in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.trees import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A copy of the small content."""
    return Tree.copy(tmp_path)
