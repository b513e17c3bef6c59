"""What the checks share: a fault with its place and its mend, and a name that nothing bears."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from robot import messages
from robot.content.load import Where
from robot.yaml_source import Problem

FIRST_BREATH = 60
"""Characters of the first sentence."""
_ENDS = "。！？；"


def problem(where: Where, at: tuple[int | str, ...], key: str, **params: object) -> Problem:
    """The fault `key` of robot/messages/content.toml at the part `at` of an entry."""
    line, column = where.position(*at)
    return Problem(
        where.path,
        line,
        column,
        messages.zh(f"content.{key}.what", **params),
        messages.zh(f"content.{key}.mend", **params),
    )


def long_breath(where: Where, at: tuple[int | str, ...], spoken: str) -> Iterator[Problem]:
    """A fault where the first sentence of an answer is more than one breath: its beginning is forgotten by then."""
    length = next((place for place, mark in enumerate(spoken) if mark in _ENDS), len(spoken))
    if length > FIRST_BREATH:
        yield problem(where, at, "long_breath", length=length)


def dangling(where: Where, at: tuple[int | str, ...], value: str, known: Iterable[str]) -> Iterator[Problem]:
    """A fault where `value` is none of `known`, with the likest of them."""
    if value not in known:
        near = difflib.get_close_matches(value, list(known), n=1, cutoff=0.0)
        field = next(part for part in reversed(at) if isinstance(part, str))
        yield problem(where, at, "dangling", field=field, id=value, near=near[0] if near else "-")
