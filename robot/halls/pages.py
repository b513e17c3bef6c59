"""What `new hall` says in several lines: pages.yaml. Single lines are messages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from robot.yaml_source import parse

FILE = Path(__file__).with_name("pages.yaml")


@cache
def _pages() -> dict[str, str]:
    return {name: str(text) for name, text in parse(FILE).data.items()}


def page(name: str, /, **params: object) -> str:
    """The lines called `name`, filled in, without a line break at the end."""
    return _pages()[name].rstrip("\n").format(**params)
